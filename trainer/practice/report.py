"""The report of a talk in words: everything a trainer reads on one page, from a sitting that was reflected upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trainer.conversation.run import Mode
from trainer.debrief import Debrief
from trainer.language import N_, _, current
from trainer.practice.dates import in_full
from trainer.practice.entries import Entry, ended, opening_entries, turn_entries, voices
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.telling import sections
from trainer.practice.tracks import turn_on_axis, turn_on_rose
from trainer.records.report import Fact, Part, Piece, Report, Transcript, TurnCard
from trainer.records.rose_drawing import Places, RosePicture, RoseWords
from trainer.records.timeline_drawing import STEPS, TimelinePicture, TimelineTurn
from trainer.text import clean
from trainer.theory import names
from trainer.theory.constants import OCTANTS
from trainer.theory.rose import mean


def report(sitting: Sitting) -> Report:
    """Return the report of a talk that is over; what was tried out after it is named apart.

    Raises TrainerError before the questions were answered or skipped.
    """
    first = sitting.first
    found = first.debrief
    return Report(
        language=current(),
        spoken=first.scenario.language,
        title=first.scenario.title,
        kind=_("Report of a talk"),
        facts=tuple(facts(first)),
        contents=_("On this page"),
        parts=(*talk(first, found), *(_tried_out(way) for way in first.tried)),
        made_with=made_with(),
    )


def made_with() -> str:
    """Return what stands under every report."""
    return _("Made with Roleplay Trainer. A practice score is not a test.")


# --- about the talk -----------------------------------------------------------------------------------------


_KINDS: Mapping[Mode, str] = {
    "practice": N_("practice"),
    "assess": N_("assessment, without coach and thoughts"),
    "class": N_("with a class, around one screen"),
}


def facts(sitting: Sitting, *, turns: bool = True) -> Iterator[Fact]:
    """Yield what is known about the talk, the number of its turns on request; what is not known is left out."""
    run, told = sitting.run, sitting.briefing
    made = str(len(sitting.session.transcript.turns)) if turns else ""
    known = (
        (_("Held on"), in_full(run.started) if run.started else ""),
        (_("Learner code"), clean(run.learner or "")),
        (_("Kind of talk"), _(_KINDS[run.mode])),
        (_("You are"), told.role),
        (_("Your task"), told.task),
        (_("You talk with"), ", ".join(told.clients)),
        (_("Turns"), made),
        (_("Seed"), str(run.seed)),
        (_("Disposition"), _disposition(run.disposition)),
    )
    yield from (Fact(label, value) for label, value in known if value)


def _disposition(drawn: str | Mapping[str, str] | None) -> str:
    if drawn is None or isinstance(drawn, str):
        return drawn or ""
    return ", ".join(f"{persona}: {name}" for persona, name in drawn.items())


# --- the parts of the page ----------------------------------------------------------------------------------


def talk(sitting: Sitting, found: Debrief) -> Iterator[Part]:
    """Yield own words, both pictures, the conversation, and then what is said about it."""
    told = sections(sitting)
    last_picture = max(n for n, section in enumerate(told) if section.picture)
    for n, section in enumerate(told):
        yield _part(section, found)
        if n == last_picture:
            yield Part(_("The talk, turn by turn"), shows=_transcript(sitting, found))
    intention = sitting.reflection.words.get("intention")
    if intention:
        yield Part(_("One intention"), (intention,))


def _part(section: Section, found: Debrief) -> Part:
    if section.picture == "rose" and found.tracks.steps:
        return Part(section.title, section.lines, _rose(section.title, found))
    if section.picture == "timeline" and found.timeline.points:
        return Part(section.title, section.lines, _timeline(found))
    return Part(section.title, section.lines)


def _tried_out(way: Sitting) -> Part:
    """Return what was chosen in a talk that was played on from an earlier turn; how it compares is told before."""
    again = _("Again from turn {turn}").format(turn=way.left_at)
    return Part(_("Tried out: {title}").format(title=again), tuple(_chosen(way)))


def _chosen(way: Sitting) -> Iterator[str]:
    transcript = way.session.transcript
    for n in range(way.left_at, len(transcript.turns) + 1):
        response, *answers = (entry.text for entry in turn_entries(transcript, n) if entry.kind == "you")
        yield _("Turn {turn}: {text}").format(turn=n, text=response)
        yield from answers


# --- the conversation ---------------------------------------------------------------------------------------


def _transcript(sitting: Sitting, found: Debrief) -> Transcript:
    said, scenario = found.transcript, sitting.scenario
    return Transcript(
        opening=tuple(_pieces(opening_entries(said))),
        turns=tuple(_card(sitting, found, n) for n in range(1, len(said.turns) + 1)),
        ending=tuple(_pieces([ended(said.ending, scenario)] if said.ending else [])),
        note=_(
            "Under every turn there is room for a remark. What is typed there is not saved in this file: "
            "print the page, or save it as PDF, to keep it."
        )
        if said.turns
        else "",
    )


def _card(sitting: Sitting, found: Debrief, n: int) -> TurnCard:
    scenario, turn = sitting.scenario, found.transcript.turns[n - 1]
    response = scenario.scenes[turn.scene].responses[turn.response]
    closeness, decided, *pitfalls = turn_on_axis(found, n)
    heard = voices(response, turn.judgement.addressed[0], scenario) if sitting.mode != "assess" else ()
    return TurnCard(
        turn=n,
        title=_("Turn {turn}").format(turn=n),
        phase=_(names.PHASE_NAMES[turn.phase]),
        pieces=tuple(_pieces(turn_entries(found.transcript, n))),
        places=(*turn_on_rose(found, n), closeness, decided),
        pitfalls=tuple(pitfalls),
        voices=tuple(heard),
        remark=_("Remark on turn {turn}").format(turn=n),
    )


def _pieces(entries: Iterable[Entry]) -> Iterator[Piece]:
    return (Piece(entry.kind, entry.speaker, entry.text) for entry in entries)


# --- the pictures -------------------------------------------------------------------------------------------


def _rose(title: str, found: Debrief) -> RosePicture:
    steps = found.tracks.steps
    return RosePicture(
        title=title,
        description=_(
            "Circles are your responses and squares are the client, with the numbers of the turns. Further from the "
            "middle is more intense, in four rings. The same is told in words with this picture."
        ),
        words=rose_words(),
        steps=tuple(Places(step.turn, step.trainee, step.client) for step in steps),
        end=mean(steps[-1].after),
        end_name=_("end"),
        you=_("you, with the turns"),
        client=_("the client, with the turns"),
    )


def rose_words() -> RoseWords:
    """Return the words on a drawn Rose."""
    return RoseWords(
        above=_(names.ABOVE),
        below=_(names.BELOW),
        together=_(names.TOGETHER),
        against=_(names.AGAINST),
        octants=tuple(names.octant(code) for code in OCTANTS),
    )


def _timeline(found: Debrief) -> TimelinePicture:
    turns = found.transcript.turns
    return TimelinePicture(
        titles=_("Closeness in turn {first} to {last}"),
        description=_(
            "Every column is a turn and every row a step of closeness, the nearest on top. The shaded area is the "
            "band, which moves with the client and the phase. The same is told in words with this picture."
        ),
        steps=tuple(names.closeness(step) for step in STEPS),
        turns=tuple(
            TimelineTurn(p.turn, p.closeness, p.band, p.side, _(names.PHASE_NAMES[turns[p.turn - 1].phase]))
            for p in found.timeline.points
        ),
        band=_("the band"),
        inside=_("in the band"),
        near=_("too near"),
        far=_("too far"),
    )
