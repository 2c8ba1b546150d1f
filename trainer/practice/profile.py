"""The talk as a whole in words: contact, pitfalls with their questions, the numbers, the roads not taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from trainer.debrief import Debrief
from trainer.debrief.summary import PitfallAt, at_aim, ruptures
from trainer.language import _, plural
from trainer.practice.entries import first_name, said
from trainer.practice.section import Section, pitfall_name, pitfall_question, signed
from trainer.practice.tracks import grade_name
from trainer.scenario.model import Scenario
from trainer.theory import names
from trainer.theory.constants import CLIENT_TO_CLIENT_TURNS, NEAR_PITFALLS, PHASES, REPAIR_TURNS, VIOLATION


def pitfalls_and_contact(debrief: Debrief) -> Section:
    """Return every pitfall with its question, and where the contact broke and came back."""
    lines = (*_pitfalls(debrief), *_ruptures(debrief))
    calm = _("No pitfalls, and the contact never broke.")
    return Section(_("Pitfalls and contact"), lines or (calm,), figures=("pitfalls", "ruptures"))


def _pitfalls(debrief: Debrief) -> Iterator[str]:
    scenario = debrief.transcript.scenario
    asked = set()
    for pitfall in debrief.summary.pitfalls:
        yield _pitfall(pitfall, scenario)
        if pitfall.id not in asked:
            asked.add(pitfall.id)
            yield _("Ask yourself: {question}").format(question=pitfall_question(pitfall.id, scenario))


def _pitfall(pitfall: PitfallAt, scenario: Scenario) -> str:
    own = scenario.pitfalls.get(pitfall.id)
    if pitfall.id == VIOLATION:
        template = _("Turn {turn}: {pitfall}.")
    elif own.side == "near" if own else pitfall.id in NEAR_PITFALLS:
        template = _("Turn {turn}, a pitfall on the near side: {pitfall}.")
    else:
        template = _("Turn {turn}, a pitfall on the far side: {pitfall}.")
    return template.format(turn=pitfall.turn, pitfall=pitfall_name(pitfall.id, scenario))


def _ruptures(debrief: Debrief) -> Iterator[str]:
    scenario = debrief.transcript.scenario
    for rupture in ruptures(debrief.transcript):
        client = first_name(scenario, rupture.persona)
        turns = len(debrief.transcript.turns)
        if rupture.repaired_at is None and rupture.turn + REPAIR_TURNS > turns:
            yield _(
                "Turn {turn}: the contact with {client} broke, and the talk ended before it could come back."
            ).format(turn=rupture.turn, client=client)
        elif rupture.repaired_at is None:
            yield _("Turn {turn}: the contact with {client} broke, and was not back within {n} turns.").format(
                turn=rupture.turn, client=client, n=REPAIR_TURNS
            )
        else:
            yield _("Turn {turn}: the contact with {client} broke; after turn {back} it was back.").format(
                turn=rupture.turn, client=client, back=rupture.repaired_at
            )


def profile(debrief: Debrief, scored: bool = True) -> Section:
    """Return the summary in words; the practice score comes last and never alone, and only for first choices."""
    summary = debrief.summary
    turns = len(debrief.transcript.turns)
    lines = [
        _("In the band: {n} of {turns} turns. Too near: {near}. Too far: {far}.").format(
            n=round(summary.in_band * turns), turns=turns, near=summary.too_near, far=summary.too_far
        ),
        _longest(summary.longest_outside),
        *_contact(debrief),
        *_between(debrief),
        *_goals(debrief),
    ]
    if not scored:
        lines.append(_("This was trying out, so there is no practice score."))
    elif summary.practice_score is None:
        lines.append(_("No turns, so no practice score."))
    else:
        score = _("Practice score: {score} of 100. A practice score, not a test.")
        lines.append(score.format(score=round(summary.practice_score)))
    figures = ("band", "fit", "drawn_in", "progress", "autonomy", "ruptures", "between", "goals", "score")
    return Section(_("The talk as a whole"), tuple(lines), figures=figures)


def _longest(turns: int) -> str:
    if not turns:
        return _("Never outside the band.")
    return plural("Outside the band for {n} turn at most.", "Outside the band for {n} turns in a row at most.", turns)


def _contact(debrief: Debrief) -> Iterator[str]:
    summary = debrief.summary
    fits = [
        _("{phase} {score} ({grade})").format(phase=_(names.PHASE_NAMES[p]), score=int(value), grade=grade_name(value))
        for p in PHASES
        if (value := summary.rose_fit[p]) is not None
    ]
    yield _("Rose fit: {phases}. A coarse measure.").format(phases=", ".join(fits) or "-")
    if summary.drawn_in is not None:
        share = round(100 * summary.drawn_in)
        yield _("Going along with what the client invited, in the middle: {share}%.").format(share=share)
    if summary.drawn_in_without_progress:
        yield _("You went along a good deal while little moved: you may have been drawn in.")
    share = round(100 * summary.progress)
    if at_aim(debrief.transcript.cast) and not share:
        yield _("The client began where this talk could help to get, so there is no progress to tell.")
    elif share >= 0:
        yield _("Progress of the client: {share}% of the way.").format(share=share)
    else:
        yield _("The client ended {share}% further from where this talk could help to get.").format(share=-share)
    yield _("Autonomy: {sum} (above 0: the client decided more; below 0: you took over more).").format(
        sum=signed(summary.autonomy)
    )
    if summary.ruptures:
        broke = plural("The contact broke once", "The contact broke {n} times", summary.ruptures)
        yield _("{broke}; repaired: {repaired}.").format(broke=broke, repaired=summary.repaired)


def _between(debrief: Debrief) -> Iterator[str]:
    if len(debrief.transcript.cast) > 1:
        summary = debrief.summary
        yield _("Said between the clients: {share}% of the turns.").format(share=round(100 * summary.between))
        yield _("Clients speaking to each other in the last {n} turns: {share}% of what they said.").format(
            n=CLIENT_TO_CLIENT_TURNS, share=round(100 * summary.client_to_client)
        )


def _goals(debrief: Debrief) -> Iterator[str]:
    for key, tally in debrief.summary.goals.items():
        goal = debrief.transcript.scenario.goals[key]
        if tally.got or tally.best:
            yield _("{goal}: {got} of {best}.").format(goal=goal, got=tally.got, best=tally.best)
        else:
            yield _("{goal}: nothing on offer for it in this talk.").format(goal=goal)


def roads_not_taken(debrief: Debrief, found: Collection[str] = ()) -> Section:
    """Return where another response would have led elsewhere, and which endings (by id) were found so far."""
    scenario, turns = debrief.transcript.scenario, debrief.transcript.turns
    lines = []
    for turn, forks in groupby(debrief.roads, lambda road: road.turn):
        scene = scenario.scenes[turns[turn - 1].scene]
        others = " | ".join(said(scene.responses[road.response]) for road in forks)
        lines.append(_("Turn {turn} would have gone on elsewhere with: {others}").format(turn=turn, others=others))
    if not lines:
        lines.append(_("No other response would have led elsewhere at once."))
    return Section(_("Roads not taken"), (*lines, *_endings(scenario, found)), figures=("endings",))


def _endings(scenario: Scenario, found: Collection[str]) -> Iterator[str]:
    titles = [ending.title for key, ending in scenario.endings.items() if key in found]
    if titles:
        yield _("Endings found so far: {n} of {all}. {titles}.").format(
            n=len(titles), all=len(scenario.endings), titles=", ".join(titles)
        )
