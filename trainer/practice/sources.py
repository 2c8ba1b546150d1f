"""Where every number of a debrief comes from: the formula in words, with its constants, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from trainer.debrief import Debrief
from trainer.debrief.summary import turn_value
from trainer.language import _, decimal
from trainer.practice.section import Section, signed
from trainer.theory import constants as k
from trainer.theory.rose import Vector


def sources(figures: Iterable[str]) -> tuple[Section, ...]:
    """Return the source of each of these figures, named as in `Section.figures`."""
    return tuple(SOURCES[figure]() for figure in figures)


def turn_in_figures(debrief: Debrief, turn: int) -> Section:
    """Return the numbers of one turn (from 1) from which everything else is worked out."""
    reading = debrief.transcript.turns[turn - 1].judgement
    pitfall = _("There is a pitfall in it, so it counts for {factor}%.").format(factor=_percent(k.PITFALL_FACTOR))
    return Section(
        _("Turn {turn} in figures").format(turn=turn),
        (
            _("Your response: {code}, {place}. The client: {client}.").format(
                code=reading.rose.code, place=_xy(reading.rose.vector), client=_xy(reading.client)
            ),
            _("Rose fit {fit}; going along {share}%.").format(
                fit=decimal(reading.rose_fit, ".1f"), share=f"{100 * reading.drawn_in:.0f}"
            ),
            _("Closeness {closeness}, band {low} to {high}: {points} points for the band.").format(
                closeness=signed(reading.closeness),
                low=signed(reading.band.low),
                high=signed(reading.band.high),
                points=f"{reading.band_score:.0f}",
            ),
            *([pitfall] if reading.pitfalls else []),
            _("Together this turn counts for {value} of 100.").format(value=decimal(turn_value(reading), ".1f")),
        ),
    )


def _xy(place: Vector) -> str:
    return f"({decimal(place.x, '+.2f')}; {decimal(place.y, '+.2f')})"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _rose() -> Section:
    return Section(
        _("Leary's Rose"),
        (
            _(
                "Together lies to the right and above at the top; eight octants of 45 degrees lie between the axes. "
                "Above evokes below and below evokes above; together evokes together, against evokes against. "
                "So what an act invites is its mirror image."
            ),
            _(
                "A place is in tone as much as in words. The author placed every response and every mood, with an "
                "intensity of 1 to 4. No octant is good or bad."
            ),
            _("Source: T. Leary (1957), in the Dutch form of the Rose. The intensities are our proposal."),
        ),
    )


def _one_note() -> Section:
    return Section(
        _("The same note held"),
        (
            _(
                "The length of the mean direction of a track: 100% is the same direction in every turn, 0% is "
                "every direction alike. Places in the middle do not count. Variety is not rewarded."
            ),
            _("Source: circular statistics, as in research on interpersonal behaviour."),
        ),
    )


def _fit() -> Section:
    weights = k.PHASE_WEIGHT
    return Section(
        _("Rose fit"),
        (
            _(
                "100 when your response is right on the target, 0 at a distance of {reach} or more. The target goes "
                "partly along with the client and partly towards where this talk can help to get; the second counts "
                "for {opening}% in the opening, {middle}% in the middle and {closing}% in the closing. Along with "
                "the client never means less than {least} towards together, and a client who resists being led is "
                "led less. Where a scene asks for places of its own, the nearest of those counts."
            ).format(
                reach=decimal(k.FIT_REACH),
                least=decimal(k.MIN_TOGETHER),
                opening=_percent(weights["opening"]),
                middle=_percent(weights["middle"]),
                closing=_percent(weights["closing"]),
            ),
            _("From {strong} strong, from {workable} workable, below that it works against.").format(
                strong=f"{k.STRONG_FIT:.0f}", workable=f"{k.WORKABLE_FIT:.0f}"
            ),
            _("It is a coarse measure: a mild helping answer to everything gets a little over 80."),
            _(
                "Source: along, less along, along again is a pattern found across sessions (Tracey; Dietzel and "
                "Abeles 1974; Ni 2020); using it within one talk, and all the numbers, is our proposal."
            ),
        ),
    )


def _drawn_in() -> Section:
    return Section(
        _("Going along"),
        (
            _(
                "100% is exactly what the client invited, 0% the opposite end of the Rose. Going along is neither "
                "good nor bad. The whole counts the turns of the middle of the talk."
            ),
            _("A warning comes above {share}% while the client's progress is under {progress}%.").format(
                share=_percent(k.DRAWN_IN_WARNING), progress=_percent(k.LITTLE_PROGRESS)
            ),
            _("Source: complementarity in Leary's Rose; the warning is our proposal."),
        ),
    )


def _closeness() -> Section:
    return Section(
        _("Closeness"),
        (
            _(
                "Seven steps from -3 (dismissive) to +3 (boundary crossed); the author placed every response. It is "
                "another axis than together and against: agreeing is not being close."
            ),
            _('Source: "maximum approach while keeping distance" (Rümke); the seven steps are our proposal.'),
        ),
    )


def _band() -> Section:
    return Section(
        _("The band"),
        (
            _(
                "The closeness that fits this person in this phase of the talk; the author sets it. In the band "
                "gives 100 points; every step too far costs {far}, every step too near {near}. A boundary violated "
                "gives 0."
            ).format(far=f"{k.TOO_FAR_COST:.0f}", near=f"{k.TOO_NEAR_COST:.0f}"),
            _("Too near and too far are counted apart and never averaged: together they would look like fine."),
            _("Source: Rümke for the steep near side; the points are our proposal."),
        ),
    )


def _progress() -> Section:
    return Section(
        _("Progress of the client"),
        (
            _(
                "How much nearer the client came to where this talk can help to get, as a share of the way there "
                "was at the start; the mean of everyone. Read it beside the band: a rescuer can score high here."
            ),
            _("Within {near} of the aim a client is there. Our proposal.").format(near=decimal(k.AT_AIM)),
        ),
    )


def _autonomy() -> Section:
    return Section(
        _("Autonomy"),
        (
            _(
                "The sum over your turns: +1 when the client decides or acts, 0 when you share, -1 when you take "
                "over. The author placed every response. Our proposal."
            ),
        ),
    )


def _ruptures() -> Section:
    return Section(
        _("Contact that breaks and comes back"),
        (
            _(
                "The contact breaks when a client moves {drop} or more towards against in one turn. It is repaired "
                "when the client is back within {within} of the old place in {turns} turns."
            ).format(drop=decimal(k.RUPTURE_DROP), within=decimal(k.REPAIR_WITHIN), turns=k.REPAIR_TURNS),
            _("Source: research on ruptures and repairs in helping relations; the numbers are our proposal."),
        ),
    )


def _pitfalls() -> Section:
    return Section(
        _("Pitfalls"),
        (
            _("The author marked the responses in which one may slip too near or too far. No formula."),
            _(
                "Source: the six skewed relations of the literature on closeness and distance; those on the far "
                "side are our proposal."
            ),
        ),
    )


def _between() -> Section:
    return Section(
        _("Between the clients"),
        (
            _(
                "The share of your turns said between the clients, and the share of what they said in the last "
                "{turns} turns that went to each other. Source: working on what happens between people (Kempler); "
                "the count is our proposal."
            ).format(turns=k.CLIENT_TO_CLIENT_TURNS),
        ),
    )


def _goals() -> Section:
    return Section(
        _("Goals"),
        (_("What your responses did for a goal, out of the most that was on offer turn by turn. No formula."),),
    )


def _matter() -> Section:
    return Section(
        _("Why these turns"),
        (
            _(
                "At most {n} turns: the largest step out of the band first, then the turn after which the client "
                "moved back most, moved on most, or came back. Our proposal."
            ).format(n=k.FLAGGED),
        ),
    )


def _score() -> Section:
    return Section(
        _("Practice score"),
        (
            _(
                "The mean over your turns of {band}% band and {fit}% Rose fit, and {progress}% progress. A turn "
                "with a pitfall counts for {factor}%; after a boundary violated the score is {cap} at most. When "
                "every client begins where the talk could help to get, band and fit take the share of progress too."
            ).format(
                factor=_percent(k.PITFALL_FACTOR),
                band=_percent(k.BAND_SHARE),
                fit=_percent(k.FIT_SHARE),
                progress=_percent(k.PROGRESS_SHARE),
                cap=f"{k.VIOLATION_CAP:.0f}",
            ),
            _("First choices only. A practice score, not a test: our proposal, tried out on a few stories."),
        ),
    )


def _stretch() -> Section:
    return Section(
        _("Points a turn"),
        (
            _(
                "The mean over these turns of {band}% band and {fit}% Rose fit; a turn with a pitfall counts for "
                "{factor}%. It is part of the practice score, not the score itself. Our proposal."
            ).format(
                band=_percent(k.BAND_SHARE / (k.BAND_SHARE + k.FIT_SHARE)),
                fit=_percent(k.FIT_SHARE / (k.BAND_SHARE + k.FIT_SHARE)),
                factor=_percent(k.PITFALL_FACTOR),
            ),
        ),
    )


def _placing() -> Section:
    return Section(
        _("Your own place"),
        (
            _(
                "What you answered before you saw a number, next to the mean place of your responses on the Rose and "
                "the steps of closeness you used. Steps are counted, not averaged."
            ),
            _("Source: judging oneself before the numbers makes a debrief work better; the comparison is ours."),
        ),
    )


def _endings() -> Section:
    return Section(_("Endings found"), (_("Counted since the program was started, playing on included."),))


SOURCES: Final[Mapping[str, Callable[[], Section]]] = {
    "rose": _rose,
    "one_note": _one_note,
    "fit": _fit,
    "drawn_in": _drawn_in,
    "closeness": _closeness,
    "band": _band,
    "progress": _progress,
    "autonomy": _autonomy,
    "ruptures": _ruptures,
    "pitfalls": _pitfalls,
    "between": _between,
    "goals": _goals,
    "matter": _matter,
    "score": _score,
    "stretch": _stretch,
    "placing": _placing,
    "endings": _endings,
}
"""Every figure a debrief shows, and how its source is told."""
