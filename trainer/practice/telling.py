"""A debrief in words, in the order in which it teaches: the text twin of every picture and number."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from trainer.conversation import Transcript
from trainer.conversation.run import Mode
from trainer.debrief import Debrief
from trainer.debrief.placing import AxisPlacing, RosePlacing, axis_placing, rose_placing
from trainer.debrief.summary import turn_value
from trainer.language import N_, _
from trainer.practice.profile import pitfalls_and_contact, profile, roads_not_taken
from trainer.practice.reflection import Reflection
from trainer.practice.review import key_turn
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.tracks import closeness, rose
from trainer.theory import names
from trainer.theory.constants import COMPLEMENTARY_DEGREES, OPPOSITE_DEGREES

_NOTHING = Reflection()


def told(
    debrief: Debrief,
    given: Reflection = _NOTHING,
    mode: Mode = "practice",
    found: Collection[str] = (),
    scored: bool = True,
) -> tuple[Section, ...]:
    """Return the whole debrief: own words, both tracks, closeness, the flagged turns, contact, numbers, other roads.

    After an assessment the coach and the client's thoughts stay silent. `found` are the endings seen so far, by id;
    what was only tried out is not `scored`.
    """
    return (*own_words(debrief, given), *_read(debrief, mode, found, scored))


def _read(debrief: Debrief, mode: Mode, found: Collection[str], scored: bool = True) -> tuple[Section, ...]:
    """Return what there is to read of a talk, without own words."""
    return (
        rose(debrief),
        closeness(debrief),
        *(key_turn(debrief, turn, mode) for turn in debrief.flagged),
        pitfalls_and_contact(debrief),
        profile(debrief, scored),
        roads_not_taken(debrief, found),
    )


def sections(sitting: Sitting) -> tuple[Section, ...]:
    """Return the debrief of a sitting; one that played on from an earlier turn begins with the comparison.

    A class has looked back in its own words, and wherever it went back to, that became its talk.
    """
    found = sitting.memory.endings(sitting.scenario.id)
    if sitting.mode == "class":
        return _read(sitting.debrief, sitting.mode, found)
    if not sitting.at:
        *talk, roads = told(sitting.debrief, sitting.reflection, sitting.mode, found)
        return (*talk, *tried_out(sitting), roads)
    again = told(sitting.debrief, _NOTHING, sitting.mode, found, scored=False)
    if len(sitting.session.transcript.turns) < sitting.left_at:  # gone back to, but not on from
        return again
    return (comparison(sitting.first.debrief, sitting.debrief, sitting.left_at), *again)


# --- self against score -------------------------------------------------------------------------------------


def own_words(debrief: Debrief, given: Reflection) -> Iterator[Section]:
    """Yield what the trainee answered before any number was shown, and the own places next to the talk's."""
    labels = {
        "feeling": _("You felt: {text}"),
        "plus": _("Went well: {text}"),
        "delta": _("Next time: {text}"),
    }
    ending = debrief.transcript.ending
    asked = debrief.transcript.scenario.endings[ending].reflect if ending else ()
    lines = [labels[key].format(text=given.words[key]) for key in labels if key in given.words]
    if "asked" in given.words:
        lines.append(" ".join([*asked[:1], given.words["asked"]]))
    if given.rose is not None:
        lines.extend(_on_rose(rose_placing(debrief.transcript, given.rose)))
    if given.closeness is not None:
        lines.extend(_on_axis(axis_placing(debrief.transcript, given.closeness)))
    if lines:
        left = asked[1:] if "asked" in given.words else asked
        lines += [_("To think over: {question}").format(question=question) for question in left]
        yield Section(_("In your own words"), tuple(lines), figures=("placing",) if given.placed else ())
    elif asked:
        yield Section(_("To think over"), asked)


def _on_rose(placing: RosePlacing | None) -> Iterator[str]:
    if placing is None:
        return
    yield _("You placed yourself at: {own}. Your responses on average: {track}.").format(
        own=names.place(placing.own), track=names.place(placing.track)
    )
    if placing.degrees is None:
        yield _("In the middle there is no direction to compare.")
    elif placing.degrees <= COMPLEMENTARY_DEGREES:
        yield _("That is close together: {degrees} degrees apart.").format(degrees=round(placing.degrees))
    elif placing.degrees <= OPPOSITE_DEGREES:
        yield _("That is some way apart, {degrees} degrees: which turns gave you your impression?").format(
            degrees=round(placing.degrees)
        )
    else:
        yield _("That is nearly opposite, {degrees} degrees: which turns gave you your impression?").format(
            degrees=round(placing.degrees)
        )


def _on_axis(placing: AxisPlacing | None) -> Iterator[str]:
    if placing is None:
        return
    yield _("You placed yourself at: {own}. Used most: {most}.").format(
        own=names.closeness(placing.own), most=", ".join(names.closeness(step) for step in placing.most)
    )
    used = ", ".join(f"{names.closeness(step)} ({turns})" for step, turns in placing.used)
    yield _("Every step you used, with the number of turns: {used}.").format(used=used)


# --- once more, from an earlier turn ------------------------------------------------------------------------


def comparison(first: Debrief, again: Debrief, at: int) -> Section:
    """Return what was different this time, from turn `at` on; the first talk keeps its own score."""
    lines = [
        _stretch(_FIRST_TIME, first.transcript, at),
        _stretch(_THIS_TIME, again.transcript, at),
        _("Your first choices stay the record; this was trying out."),
    ]
    return Section(_("Again from turn {turn}").format(turn=at), tuple(lines), figures=("band", "stretch"))


def tried_out(sitting: Sitting) -> Iterator[Section]:
    """Yield what was tried out from earlier turns of a talk, apart from its first choices and their score."""
    lines = []
    for way in sitting.tried:
        at = way.left_at
        lines.append(_stretch(_TRIED, way.session.transcript, at))
        lines.append(_stretch(_FIRST_FROM, sitting.session.transcript, at))
    if lines:
        lines.append(_("What was tried out has no practice score; your first choices stay the record."))
        yield Section(_("Tried out"), tuple(lines), figures=("band", "stretch"))


_FIRST_TIME = (
    N_("First time: {inside} of {turns} turns in the band, {value} points a turn on average."),
    N_("First time: {inside} of {turns} turns in the band, {value} points a turn on average. The end: {title}."),
)
_THIS_TIME = (
    N_("This time: {inside} of {turns} turns in the band, {value} points a turn on average."),
    N_("This time: {inside} of {turns} turns in the band, {value} points a turn on average. The end: {title}."),
)
_TRIED = (
    N_(
        "From turn {at}: {inside} of {turns} turns in the band, {value} points a turn on average; not played to an end."
    ),
    N_("From turn {at}: {inside} of {turns} turns in the band, {value} points a turn on average. The end: {title}."),
)
_FIRST_FROM = (
    N_("Your first talk from there: {inside} of {turns} turns in the band, {value} points a turn on average."),
    N_(
        "Your first talk from there: {inside} of {turns} turns in the band, {value} points a turn on average. "
        "The end: {title}."
    ),
)
"""What is told about the turns from one turn on, without and with an ending."""


def _stretch(templates: tuple[str, str], transcript: Transcript, at: int) -> str:
    readings = [turn.judgement for turn in transcript.turns[at - 1 :]]
    ending = transcript.ending
    return _(templates[ending is not None]).format(
        at=at,
        inside=sum(reading.side is None for reading in readings),
        turns=len(readings),
        value=round(sum(map(turn_value, readings)) / len(readings)),
        title="" if ending is None else transcript.scenario.endings[ending].title,
    )
