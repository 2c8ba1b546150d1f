"""The debrief in words: every number is told, kindly, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.conversation.stories import pair, persona, say, shift
from tests.debrief.talks import endless, talk, through, walker
from tests.practice.sittings import RICH, choose, reflected, rich, sitting, words
from trainer import language
from trainer.debrief import Debrief, debrief
from trainer.debrief.summary import GoalTally, PitfallAt
from trainer.practice.reflection import Reflection
from trainer.practice.review import answer, reviews
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.telling import comparison, own_words, sections, told


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


def text(found: Debrief) -> str:
    """Return the whole debrief as one text."""
    return "\n".join(line for section in told(found) for line in (section.title, *section.lines))


def rich_talk() -> Debrief:
    """Return the debrief of a talk in which a good deal happens to two clients."""
    shifts = [shift("angry", "too_far"), shift("sad", "too_near"), shift("calm", "in_band")]
    clients = pair(persona(shifts=shifts), persona(name="Bob Aks", shifts=shifts))
    responses = {
        "ok": say(autonomy=1, goals={"honest": 1}, towards="between", coach="Well timed.", thought={"bob": "Hm."}),
        "near": say(closeness=3, pitfalls=["redder"], autonomy=-1),
        "cold": say(rose="TB3", closeness=-3, pitfalls=["protocol"], because="She felt sent away."),
    }
    scenario = endless(responses, personas=clients, goals={"honest": "Be honest"})
    return debrief(talk(scenario, "ok", "near", "cold", "ok"))


NUMBERS: list[tuple[str, dict[str, Any]]] = [
    ("too_near", {"too_near": 37}),
    ("too_far", {"too_far": 37}),
    ("longest_outside", {"longest_outside": 37}),
    ("fit in the opening", {"rose_fit": {"opening": 37.0, "middle": None, "closing": None}}),
    ("fit in the middle", {"rose_fit": {"opening": None, "middle": 37.0, "closing": None}}),
    ("fit in the closing", {"rose_fit": {"opening": None, "middle": None, "closing": 37.0}}),
    ("drawn_in", {"drawn_in": 0.37}),
    ("progress", {"progress": 0.37}),
    ("autonomy", {"autonomy": 37}),
    ("ruptures", {"ruptures": 37}),
    ("repaired", {"ruptures": 41, "repaired": 37}),
    ("goals got", {"goals": {"honest": GoalTally(37, 41)}}),
    ("goals best", {"goals": {"honest": GoalTally(1, 37)}}),
    ("pitfalls", {"pitfalls": (PitfallAt("redder", 37),)}),
    ("between", {"between": 0.37}),
    ("client_to_client", {"client_to_client": 0.37}),
    ("practice_score", {"practice_score": 37.2}),
]


@pytest.mark.parametrize(("name", "numbers"), NUMBERS, ids=[name for name, _ in NUMBERS])
@pytest.mark.parametrize("code", ["en", "nl"])
def test_every_number_in_the_summary_is_told(name: str, numbers: dict[str, Any], code: str) -> None:
    language.use(code)
    found = rich_talk()
    assert not re.search(r"\b37\b", text(found))
    assert re.search(r"\b37\b", text(replace(found, summary=replace(found.summary, **numbers)))), name


def test_the_share_in_the_band_is_told_as_turns() -> None:
    assert "In the band: 2 of 4 turns. Too near: 1. Too far: 1." in text(rich_talk())


def test_the_score_is_called_a_practice_score_and_comes_last() -> None:
    def last() -> str:
        (whole,) = [section for section in told(rich_talk()) if "score" in section.figures]
        return whole.lines[-1]

    assert "A practice score, not a test." in last()
    language.use("nl")
    assert "oefenscore" in last().lower()
    assert "geen toets" in last().lower()


def test_without_turns_there_is_no_score_to_tell() -> None:
    found = text(debrief(talk(endless({"ok": say()}))))
    assert "Practice score:" not in found
    assert "No turns, so no practice score." in found


@pytest.mark.parametrize(("code", "words"), [("en", "wrong|bad|fail|mistake"), ("nl", "fout|slecht|mislukt")])
def test_nothing_is_called_wrong(code: str, words: str) -> None:
    language.use(code)
    for found in (rich_talk(), debrief(through("SO4", "M", "SO4")), debrief(through("TB4", "TB4"))):
        assert not re.search(rf"\b({words})", text(found), re.IGNORECASE)


def test_every_turn_is_told_on_the_rose_and_on_the_axis() -> None:
    tracks, closeness = told(rich_talk())[:2]
    assert [line.split(".")[0] for line in tracks.lines[:4]] == ["1", "2", "3", "4"]
    assert [line.split(".")[0] for line in closeness.lines[:4]] == ["1", "2", "3", "4"]
    assert "attacking (TB)" in tracks.lines[2]
    assert "Ada, Bob" in tracks.lines[0]
    assert "Closeness 0 engaged: in the band" in closeness.lines[0]
    assert "+3 boundary crossed" in closeness.lines[1]
    assert "nearer than the band (0 to +1)" in closeness.lines[1]
    assert "further off than the band (0 to +1)" in closeness.lines[2]


def test_a_turn_that_mattered_tells_why_and_what_else_was_on_offer() -> None:
    section = next(section for section in told(rich_talk()) if section.title.startswith("Turn 3"))
    assert "too far" in section.title
    body = "\n".join(section.lines)
    assert "You: Tell me." in body
    assert "invited" in body
    assert "Ada went from sad, following (OS), to angry, attacking (TB)." in body
    assert body.count("Also on offer:") == 3


def test_a_repair_tells_where_the_contact_broke() -> None:
    found = told(debrief(through("SO4", "M", "SO4")))
    section = next(section for section in found if section.title.startswith("Turn 2"))
    assert "In turn 1 the contact broke; here it came back." in section.lines


def test_coach_and_thoughts_are_told_at_a_turn_that_mattered() -> None:
    act = say(closeness=3, coach="Too fast.", thought={"bob": "Oh no."})
    found = text(debrief(talk(endless({"near": act}, personas=pair()), "near")))
    assert "Coach: Too fast." in found
    assert "Bob thought: Oh no." in found


def test_a_thought_without_a_name_is_of_who_was_addressed() -> None:
    act = say(closeness=3, thought="Oh no.", towards="bob")
    assert "Bob thought: Oh no." in text(debrief(talk(endless({"near": act}, personas=pair()), "near")))


@pytest.mark.parametrize(
    ("pitfall", "side"),
    [("redder", "near side"), ("protocol", "far side"), ("pulled", "near side"), ("pushed", "far side")],
)
def test_a_pitfall_is_told_with_its_turn_and_its_side(pitfall: str, side: str) -> None:
    own = {"pulled": {"label": "Pulled in", "side": "near"}, "pushed": {"label": "Pushed off", "side": "far"}}
    scenario = endless({"ok": say(), "slip": say(pitfalls=[pitfall])}, pitfalls=own)
    (line,) = [x for x in text(debrief(talk(scenario, "ok", "slip"))).splitlines() if "pitfall" in x]
    assert line.startswith("Turn 2")
    assert side in line


def test_a_violation_is_no_pitfall_on_the_far_side() -> None:
    found = text(debrief(talk(endless({"slip": say(closeness=3, pitfalls=["schending"])}), "slip")))
    assert "a boundary violated" in found
    assert "far side: a boundary violated" not in found


def test_going_along_without_progress_is_told() -> None:
    scenario = endless({"along": say(rose="TO4")}, personas={"ada": walker("TB4")})
    assert "you may have been drawn in" in text(debrief(talk(scenario, "along")))
    assert "you may have been drawn in" not in text(debrief(talk(endless({"along": say(rose="TO4")}), "along")))


def test_texts_of_authors_are_told_as_they_are() -> None:
    odd = "100% {sure} [b]bold[/b] %s"
    scenario = endless({"near": say(say=odd, closeness=3, coach=odd)}, goals={"honest": odd})
    found = text(debrief(talk(scenario, "near")))
    assert f"You: {odd}" in found
    assert f"Coach: {odd}" in found
    assert f"{odd}: nothing on offer for it in this talk." in found


# --- the order in which it teaches ------------------------------------------------------------------------

ANSWERS = {"feeling": "tired", "plus": "I stayed.", "delta": "Wait.", "asked": "At the end.", "rose": "SB2"}


def whole(*, language_code: str = "en") -> Sitting:
    """Return a rich talk after every question was answered."""
    language.use(language_code)
    given = sitting(rich(), *RICH)
    given.reflect({**ANSWERS, "closeness": 0})
    return given


def test_own_words_come_first_then_both_pictures_the_turns_contact_the_whole_and_the_roads() -> None:
    titles = [section.title for section in sections(whole())]
    assert titles.pop(4).startswith("Turn 3: after this the client moved on most, contact repaired")
    assert titles == [
        "In your own words",
        "Both tracks on Leary's Rose",
        "Closeness and distance",
        "Turn 2: the largest step out of the band: too far, after this the client moved back most",
        "Pitfalls and contact",
        "The talk as a whole",
        "Roads not taken",
    ]


def test_who_skipped_every_question_begins_with_the_pictures() -> None:
    given = reflected(rich(), *RICH[:-1], "slam")
    assert [section.picture for section in sections(given)][:2] == ["rose", "timeline"]
    assert sections(given)[0].title == "Both tracks on Leary's Rose"


def test_only_the_turns_that_are_asked_about_are_told_as_turns() -> None:
    moves = {"lift": "so4", "drop": "tb2", "hold": "tb2", "mend": "so4"}
    responses = {name: say(mood={"ada": mood}, closeness=3 if name == "hold" else 0) for name, mood in moves.items()}
    found = debrief(talk(endless(responses, personas={"ada": walker("TB4")}), *responses))
    assert [turn.turn for turn in found.key_turns] == [1, 2, 3, 4]
    assert [section.turn for section in told(found) if section.turn] == [2, 3]


def test_no_score_is_told_before_the_whole() -> None:
    for section in sections(whole())[:-2]:
        assert "practice score" not in words([section]).lower()


def test_after_an_assessment_the_same_is_told_without_the_voices() -> None:
    practised, assessed = (reflected(rich(), *RICH, mode=mode) for mode in ("practice", "assess"))
    missing = set(words(sections(practised)).split("\n")) - set(words(sections(assessed)).split("\n"))
    assert missing == {
        "She felt sent off.",
        "Ada thought: Oh.",
        "Bob thought: Hm.",
        "Coach: Breathe first.",
        "Coach: Well timed.",
    }


def test_the_endings_found_are_those_of_the_sitting_and_of_what_was_tried_after_it() -> None:
    given = reflected(rich(), *RICH)
    assert sections(given)[-1].lines[-1] == "Endings found so far: 1 of 2. Together to the car."
    choose(given.from_turn(6), "slam")
    assert sections(given)[-1].lines[-1] == "Endings found so far: 2 of 2. Together to the car, The door slams."


# --- self against score -----------------------------------------------------------------------------------


def own(found: Debrief, **given: Any) -> tuple[str, ...]:
    """Return what is told of own words and places; nothing if there is no section of it."""
    placed: dict[str, str | int] = {key: given.pop(key) for key in ("rose", "closeness") if key in given}
    return tuple(line for section in own_words(found, Reflection(given, placed)) for line in section.lines)


def test_what_was_answered_is_told_before_the_places() -> None:
    (section,) = own_words(whole().debrief, whole().reflection)
    assert section.lines == (
        "You felt: tired",
        "Went well: I stayed.",
        "Next time: Wait.",
        "When was it you? At the end.",
        "You placed yourself at: helping (SB). Your responses on average: helping (SB).",
        "That is close together: 11 degrees apart.",
        "You placed yourself at: 0 engaged. Used most: 0 engaged.",
        "Every step you used, with the number of turns: -3 dismissive (1), 0 engaged (4), +3 boundary crossed (1).",
        "To think over: And what now?",
    )
    assert section.figures == ("placing",)


def test_what_was_skipped_is_not_told() -> None:
    found = reflected(rich(), *RICH[:-1], "slam").debrief
    assert own(found) == ()
    assert own(found, plus="I stayed.") == ("Went well: I stayed.",)
    (section,) = own_words(found, Reflection({"plus": "I stayed."}))
    assert section.figures == (), "there is no number to give a source of"


def test_an_intention_is_not_told_as_an_answer() -> None:
    assert own(reflected(rich(), *RICH[:-1], "slam").debrief, intention="Wait.") == ()


MILD = {code.lower(): say(rose=code) for code in ("SB4", "BS4", "OT4", "M")}


@pytest.mark.parametrize(
    ("place", "track", "lines"),
    [
        ("SB1", ["sb4"], ("That is close together: 0 degrees apart.",)),
        ("BS2", ["sb4"], ("That is close together: 45 degrees apart.",)),
        ("OS2", ["sb4"], ("That is some way apart, 90 degrees: which turns gave you your impression?",)),
        ("TB2", ["sb4"], ("That is some way apart, 135 degrees: which turns gave you your impression?",)),
        ("TO4", ["sb4"], ("That is nearly opposite, 180 degrees: which turns gave you your impression?",)),
        ("BS2", ["sb4", "sb4", "bs4"], ("That is close together: 30 degrees apart.",)),
        ("BT2", ["sb4", "sb4", "bs4"], ("That is some way apart, 75 degrees: which turns gave you your impression?",)),
        (
            "OT3",
            ["sb4", "sb4", "bs4"],
            ("That is nearly opposite, 150 degrees: which turns gave you your impression?",),
        ),
        ("M", ["sb4"], ("In the middle there is no direction to compare.",)),
        ("SB2", ["m"], ("In the middle there is no direction to compare.",)),
        ("SB2", ["bs4", "ot4"], ("In the middle there is no direction to compare.",)),
        ("SB2", [], ()),
    ],
)
def test_ones_own_place_on_the_rose_is_compared_in_words(place: str, track: list[str], lines: tuple[str, ...]) -> None:
    assert own(debrief(talk(endless(MILD), *track)), rose=place)[1:] == lines


def test_both_places_on_the_rose_are_told_by_name() -> None:
    found = debrief(talk(endless(MILD), "bs4"))
    assert own(found, rose="OT3")[0] == (
        "You placed yourself at: withdrawn (OT). Your responses on average: leading (BS)."
    )
    assert own(debrief(talk(endless(MILD))), rose="OT3") == (), "without turns there is nothing to compare"


@pytest.mark.parametrize(
    ("step", "steps", "lines"),
    [
        (1, [0, 0, 3], ("You placed yourself at: +1 personally present. Used most: 0 engaged.",
                        "Every step you used, with the number of turns: 0 engaged (2), +3 boundary crossed (1).")),
        (0, [2, -2], ("You placed yourself at: 0 engaged. Used most: -2 procedural, +2 too close.",
                      "Every step you used, with the number of turns: -2 procedural (1), +2 too close (1).")),
        (-1, [], ()),
    ],
)  # fmt: skip
def test_ones_own_step_is_told_beside_those_used_which_are_never_averaged(
    step: int, steps: list[int], lines: tuple[str, ...]
) -> None:
    scenario = endless({f"step{n + 3}": say(closeness=n) for n in range(-3, 4)})
    assert own(debrief(talk(scenario, *(f"step{n + 3}" for n in steps))), closeness=step) == lines


def test_more_questions_of_the_author_are_left_to_think_over() -> None:
    found = reflected(rich(), *RICH).debrief
    first = found.transcript.scenario.endings[str(found.transcript.ending)].reflect[0]
    assert own(found, feeling="tired", asked="yes") == (
        "You felt: tired", f"{first} yes", "To think over: And what now?",
    )  # fmt: skip
    assert own(found, feeling="tired") == (
        "You felt: tired", f"To think over: {first}", "To think over: And what now?",
    )  # fmt: skip


def test_without_own_words_nothing_is_called_own_words() -> None:
    skipped = reflected(rich(), *RICH)
    again = skipped.from_turn(6)
    choose(again, "part")
    titles = {section.title for given in (skipped, again) for section in sections(given)}
    assert "In your own words" not in titles


# --- once more, from an earlier turn ----------------------------------------------------------------------


def test_a_branch_begins_with_what_was_different_and_says_what_stays() -> None:
    first = whole()
    again = first.from_turn(4)
    choose(again, "ask", "move_on", "slam")
    compared = sections(again)[0]
    assert compared.title == "Again from turn 4"
    assert compared.lines == (
        "First time: 2 of 3 turns in the band, 71 points a turn on average. The end: Together to the car.",
        "This time: 3 of 3 turns in the band, 100 points a turn on average. The end: The door slams.",
        "Your first choices stay the record; this was trying out.",
    )
    assert not any(line.startswith("You felt") for section in sections(again) for line in section.lines)


def test_a_branch_leaves_the_first_talk_and_its_score_as_they_were() -> None:
    first = whole()
    before = first.debrief
    told_before, best = sections(first), first.memory.best(first.scenario.id)
    for turn, others in ((1, ("enter", "vow", "move_on", "slam")), (3, ("ask", "ask", "move_on", "part"))):
        again = first.from_turn(turn)
        choose(again, *others)
        assert again.debrief.summary.practice_score != before.summary.practice_score
        assert sections(again)[0].title == f"Again from turn {turn}"
    assert first.debrief == before
    tried = [section for section in sections(first) if section.title == "Tried out"]
    assert [section for section in sections(first)[:-1] if section not in tried] == list(told_before[:-1])
    assert tried[0].lines == (
        "From turn 1: 3 of 4 turns in the band, 81 points a turn on average. The end: The door slams.",
        "Your first talk from there: 4 of 6 turns in the band, 68 points a turn on average. "
        "The end: Together to the car.",
        "From turn 3: 4 of 4 turns in the band, 99 points a turn on average. The end: Together to the car.",
        "Your first talk from there: 3 of 4 turns in the band, 77 points a turn on average. "
        "The end: Together to the car.",
        "What was tried out has no practice score; your first choices stay the record.",
    )
    assert first.memory.best(first.scenario.id) == best == before.summary.practice_score


def test_a_talk_that_did_not_end_is_compared_without_an_ending() -> None:
    first = reflected(rich(), "enter", "ask", "ask")
    again = first.from_turn(3)
    choose(again, "cling")
    assert [line.split(": ")[1] for line in sections(again)[0].lines[:2]] == [
        "1 of 1 turns in the band, 100 points a turn on average.",
        "0 of 1 turns in the band, 17 points a turn on average.",
    ]


def test_a_comparison_counts_only_from_the_turn_where_it_began() -> None:
    scenario = endless({"ok": say(), "near": say(closeness=2)})
    first, again = (debrief(talk(scenario, *made)) for made in (("near", "near", "ok"), ("near", "near", "near", "ok")))
    told = [comparison(first, again, at).lines for at in (1, 2, 3)]
    assert [[line.split(": ")[1].split(" turns")[0] for line in lines[:2]] for lines in told] == [
        ["1 of 3", "1 of 4"],
        ["1 of 2", "1 of 3"],
        ["1 of 1", "1 of 2"],
    ]


def test_a_branch_of_a_branch_is_compared_with_what_the_first_talk_did_instead() -> None:
    scenario = endless({"ok": say(), "near": say(closeness=2)})
    first = reflected(scenario, "leave")
    again = first.from_turn(1)
    choose(again, "near", "near", "leave")
    third = again.from_turn(3)
    choose(third, "ok", "leave")
    assert "0 of 0 turns" not in words(sections(third)[:1])


# --- every word of it -------------------------------------------------------------------------------------


def everything(given: Sitting) -> str:
    """Return all that a debrief can say, what the questions say and a branch included."""
    again = given.from_turn(2)
    choose(again, "vow", "vow", "cold", "move_on", "slam")
    found = given.debrief
    looked = [
        Section("", answer(found, review, picked))
        for review in reviews(given, found)
        for picked in (None, review.made, 1, 2)
    ]
    asked = [
        Section(review.title, (review.question, *(entry.text for entry in review.entries)))
        for review in reviews(given, found)
    ]
    questions = [Section("", tuple(question.text for question in given.questions))]
    return words([*sections(given), *looked, *asked, *questions, *sections(again)])


@pytest.mark.parametrize("code", ["en", "nl"])
def test_no_blank_is_left_open_and_nothing_is_none(code: str) -> None:
    told = everything(whole(language_code=code))
    assert "{" not in told
    assert "}" not in told
    assert not re.search(r"\bNone\b|\bnan\b|\binf\b", told)


@pytest.mark.parametrize(
    ("code", "judging"),
    [("en", "wrong|bad|fail|mistake|poor|should have"), ("nl", "fout|slecht|mislukt|had moeten|verkeerd")],
)
def test_nowhere_in_a_debrief_is_anything_called_wrong(code: str, judging: str) -> None:
    assert not re.search(rf"\b({judging})", everything(whole(language_code=code)), re.IGNORECASE)


@pytest.mark.parametrize("code", ["en", "nl"])
def test_every_heading_of_a_debrief_is_in_the_language_spoken(code: str) -> None:
    titles = {section.title for section in sections(whole(language_code=code))}
    others = {section.title for section in sections(whole(language_code="en" if code == "nl" else "nl"))}
    assert titles & others == set()
