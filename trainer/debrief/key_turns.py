"""The turns that mattered: the largest step out of the band, what moved the client most, a repaired rupture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.conversation.judgement import Judgement
from trainer.conversation.transcript import Transcript, Turn
from trainer.debrief.summary import ruptures, turn_value
from trainer.theory.closeness import steps_outside
from trainer.theory.constants import FLAGGED, NOTICEABLE
from trainer.theory.rose import Vector, distance, mirror

Why = Literal["too_near", "too_far", "closer", "away", "repaired"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A response that was also on offer, and how it would have stood."""

    response: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Move:
    """Where a client was at a turn and went after it."""

    persona: str
    before: str
    after: str
    start: Vector
    end: Vector


@dataclass(frozen=True, slots=True)
class KeyTurn:
    """A turn worth looking at again, counted from 1, with every reason why."""

    turn: int
    why: tuple[Why, ...]
    response: str
    judgement: Judgement
    invited: Vector
    moves: tuple[Move, ...]
    alternatives: tuple[Alternative, ...]
    broke_at: int | None = None
    """For a repair: the turn in which the contact broke."""


def key_turns(transcript: Transcript) -> tuple[KeyTurn, ...]:
    """Return the turns that mattered, in the order of the talk. Pure."""
    reasons: dict[int, list[Why]] = {}
    broke: dict[int, int] = {}
    for n, why in (*_out_of_band(transcript), *_most_moving(transcript)):
        reasons.setdefault(n, []).append(why)
    for n, broke_at in _repairs(transcript):
        if "repaired" not in reasons.setdefault(n, []):
            reasons[n].append("repaired")
        broke.setdefault(n, broke_at)
    return tuple(_key_turn(transcript, n, tuple(reasons[n]), broke.get(n)) for n in sorted(reasons))


_WEIGHT: tuple[Why, ...] = ("too_near", "too_far", "away", "closer", "repaired")
"""What is worth a question first."""


def flagged(turns: Iterable[KeyTurn]) -> tuple[KeyTurn, ...]:
    """Return the few turns that are worth a question of their own, in the order of the talk."""
    weighed = sorted(turns, key=lambda turn: min(_WEIGHT.index(why) for why in turn.why))
    return tuple(sorted(weighed[:FLAGGED], key=lambda turn: turn.turn))


def moves(transcript: Transcript, n: int) -> tuple[Move, ...]:
    """Return where everyone in the room was at turn `n` (from 1) and went after it."""
    turn = transcript.turns[n - 1]
    after = transcript.moods_after(n)
    present = transcript.scenario.present(transcript.scenario.scenes[turn.scene])
    found = []
    for key in present:
        client = transcript.cast[key]
        before = turn.moods[key]
        found.append(Move(key, before, after[key], client.at(before), client.at(after[key])))
    return tuple(found)


def _key_turn(transcript: Transcript, n: int, why: tuple[Why, ...], broke_at: int | None) -> KeyTurn:
    turn = transcript.turns[n - 1]
    return KeyTurn(
        turn=n,
        why=why,
        response=turn.response,
        judgement=turn.judgement,
        invited=mirror(turn.judgement.rose.vector),
        moves=moves(transcript, n),
        alternatives=_alternatives(transcript, turn),
        broke_at=broke_at,
    )


def _alternatives(transcript: Transcript, turn: Turn) -> tuple[Alternative, ...]:
    """Return what else was on offer, what would have stood best first."""
    others = [Alternative(name, transcript.judge(turn, name)) for name in turn.offered if name != turn.response]
    return tuple(sorted(others, key=lambda other: -turn_value(other.judgement)))


def _out_of_band(transcript: Transcript) -> Iterator[tuple[int, Why]]:
    worst: tuple[int, float, int] | None = None
    for n, turn in enumerate(transcript.turns, 1):
        reading = turn.judgement
        step = abs(steps_outside(reading.closeness, reading.band))
        if step > 0 and (worst is None or (step, -reading.band_score) > worst[:2]):
            worst = (step, -reading.band_score, n)
    if worst is not None:
        side = transcript.turns[worst[2] - 1].judgement.side
        yield worst[2], "too_near" if side == "near" else "too_far"


def _most_moving(transcript: Transcript) -> Iterator[tuple[int, Why]]:
    """Yield the turn after which the clients came most nearer to their aims, and the one most away from them."""
    gains = [(_gain(transcript, n), n) for n in range(1, len(transcript.turns) + 1)]
    if not gains:
        return
    best, worst = max(gains, key=lambda g: (g[0], -g[1])), min(gains)
    if best[0] > NOTICEABLE:
        yield best[1], "closer"
    if worst[0] < -NOTICEABLE:
        yield worst[1], "away"


def _gain(transcript: Transcript, n: int) -> float:
    return sum(
        distance(move.start, transcript.cast[move.persona].aim) - distance(move.end, transcript.cast[move.persona].aim)
        for move in moves(transcript, n)
    )


def _repairs(transcript: Transcript) -> Iterator[tuple[int, int]]:
    """Yield, for every repaired rupture, the turn that repaired it and the turn it broke in."""
    for rupture in ruptures(transcript):
        if rupture.repaired_at is not None:
            yield rupture.repaired_at, rupture.turn
