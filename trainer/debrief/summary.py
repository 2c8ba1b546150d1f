"""A conversation as a profile: nine readings side by side, and one practice score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.conversation.cast import Client
from trainer.conversation.judgement import Judgement
from trainer.conversation.transcript import Transcript, Turn
from trainer.scenario.fields import NARRATOR
from trainer.theory.constants import (
    AT_AIM,
    BAND_SHARE,
    CLIENT_TO_CLIENT_TURNS,
    DRAWN_IN_WARNING,
    FIT_SHARE,
    LITTLE_PROGRESS,
    PHASES,
    PITFALL_FACTOR,
    PROGRESS_SHARE,
    REPAIR_TURNS,
    REPAIR_WITHIN,
    RUPTURE_DROP,
    VIOLATION,
    VIOLATION_CAP,
    Phase,
)
from trainer.theory.rose import distance


@dataclass(frozen=True, slots=True)
class GoalTally:
    """What was done for a goal, and the most that was on offer at each turn."""

    got: int
    best: int


@dataclass(frozen=True, slots=True)
class PitfallAt:
    """A pitfall and the turn it was in, counted from 1."""

    id: str
    turn: int


@dataclass(frozen=True, slots=True)
class Rupture:
    """A client who moved sharply towards "against" after a turn; turns count from 1.

    `repaired_at` is the turn after which the client was back, None if that did not happen soon enough.
    """

    persona: str
    turn: int
    repaired_at: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The profile of a conversation. Shares and `drawn_in` run 0..1, `progress` -1..1, scores 0..100.

    Too near and too far are tallied apart and never averaged. `practice_score` is None without turns.
    """

    in_band: float
    too_near: int
    too_far: int
    longest_outside: int
    rose_fit: dict[Phase, float | None]
    drawn_in: float | None
    progress: float
    autonomy: int
    ruptures: int
    repaired: int
    goals: dict[str, GoalTally]
    pitfalls: tuple[PitfallAt, ...]
    between: float
    client_to_client: float
    practice_score: float | None

    @property
    def drawn_in_without_progress(self) -> bool:
        """Return whether the trainee mostly went along while the client came no nearer to the aim."""
        return self.drawn_in is not None and self.drawn_in > DRAWN_IN_WARNING and self.progress < LITTLE_PROGRESS


def summarize(transcript: Transcript) -> Summary:
    """Return the profile of a conversation so far. Pure."""
    turns = transcript.turns
    found = ruptures(transcript)
    g = progress(transcript.cast, transcript.moods)
    return Summary(
        in_band=_share([turn.judgement.side is None for turn in turns]),
        too_near=sum(turn.judgement.side == "near" for turn in turns),
        too_far=sum(turn.judgement.side == "far" for turn in turns),
        longest_outside=_longest_outside(turns),
        rose_fit={phase: _mean([t.judgement.rose_fit for t in turns if t.phase == phase]) for phase in PHASES},
        drawn_in=_mean([t.judgement.drawn_in for t in turns if t.phase == "middle"]),
        progress=g,
        autonomy=sum(turn.judgement.autonomy for turn in turns),
        ruptures=len(found),
        repaired=sum(rupture.repaired_at is not None for rupture in found),
        goals={goal: _goal(transcript, goal) for goal in transcript.scenario.goals},
        pitfalls=tuple(PitfallAt(p, n) for n, turn in enumerate(turns, 1) for p in turn.judgement.pitfalls),
        between=_share([turn.judgement.between for turn in turns]),
        client_to_client=_client_to_client(turns),
        practice_score=practice_score(transcript, g),
    )


def practice_score(transcript: Transcript, g: float) -> float | None:
    """Return the practice score: band and fit per turn (half with a pitfall), and progress `g` over the whole.

    When everyone starts at the aim there is no way to go, and band and fit count half each.
    """
    if not transcript.turns:
        return None
    mean = sum(turn_value(turn.judgement) for turn in transcript.turns) / len(transcript.turns)
    violated = any(VIOLATION in turn.judgement.pitfalls for turn in transcript.turns)
    return scored(mean, None if at_aim(transcript.cast) else g, violated)


def scored(mean: float, g: float | None, violated: bool) -> float:
    """Return the practice score of turns worth `mean` on average with progress `g`; None is no way to go."""
    score = mean if g is None else (BAND_SHARE + FIT_SHARE) * mean + PROGRESS_SHARE * 100 * max(0.0, g)
    return min(score, VIOLATION_CAP) if violated else score


def at_aim(cast: Mapping[str, Client]) -> bool:
    """Return whether every client began where a good talk helps to get: then there is no way to go."""
    return all(distance(c.at(c.start), c.aim) < AT_AIM for c in cast.values())


def turn_value(reading: Judgement) -> float:
    """Return what one response is worth, 0 to 100: its band and fit, half of that with a pitfall."""
    value = (BAND_SHARE * reading.band_score + FIT_SHARE * reading.rose_fit) / (BAND_SHARE + FIT_SHARE)
    return value * PITFALL_FACTOR if reading.pitfalls else value


def progress(cast: Mapping[str, Client], moods: Mapping[str, str]) -> float:
    """Return how much nearer to the aim the clients came by having these moods, -1..1, the mean over personas."""
    shares = []
    for key, client in cast.items():
        start = distance(client.at(client.start), client.aim)
        now = distance(client.at(moods[key]), client.aim)
        shares.append(0.0 if start < AT_AIM else max(-1.0, min(1.0, (start - now) / start)))
    return sum(shares) / len(shares)


def ruptures(transcript: Transcript) -> list[Rupture]:
    """Return every sharp drop of a client's x from one turn to the next, the ending included.

    What an activity between two turns does to a mood is no doing of the turn before it.
    """
    found = []
    for key, client in transcript.cast.items():
        before = [client.at(turn.moods[key]).x for turn in transcript.turns]
        after = [client.at(transcript.moods_after(n)[key]).x for n in range(1, len(before) + 1)]
        for n, (start, end) in enumerate(zip(before, after, strict=True), 1):
            if start - end >= RUPTURE_DROP:
                later = enumerate(after[n : n + REPAIR_TURNS], n + 1)
                back = (turn for turn, x in later if x >= start - REPAIR_WITHIN)
                found.append(Rupture(key, n, next(back, None)))
    return sorted(found, key=lambda rupture: rupture.turn)


def _goal(transcript: Transcript, goal: str) -> GoalTally:
    got = best = 0
    for turn in transcript.turns:
        responses = transcript.scenario.scenes[turn.scene].responses
        got += responses[turn.response].goals.get(goal, 0)
        best += max(responses[name].goals.get(goal, 0) for name in turn.offered)
    return GoalTally(got, best)


def _longest_outside(turns: Sequence[Turn]) -> int:
    longest = run = 0
    for turn in turns:
        run = 0 if turn.judgement.side is None else run + 1
        longest = max(longest, run)
    return longest


def _client_to_client(turns: Sequence[Turn]) -> float:
    return _share(list(_towards(turns[-CLIENT_TO_CLIENT_TURNS:])))


def _towards(turns: Sequence[Turn]) -> Iterator[bool]:
    """Yield for every line a client spoke in these turns whether it was said to another client."""
    for turn in turns:
        for line in turn.lines:
            if line.text and line.speaker != NARRATOR:
                yield line.towards is not None


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
