"""The debrief in words: every number is told, kindly, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.conversation.stories import pair, persona, say, shift
from tests.debrief.talks import endless, talk, through, walker
from trainer import language
from trainer.debrief import Debrief, debrief
from trainer.debrief.summary import GoalTally, PitfallAt
from trainer.practice.telling import told


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
    last = told(rich_talk())[-1].lines[-1]
    assert "A practice score, not a test." in last
    language.use("nl")
    last = told(rich_talk())[-1].lines[-1]
    assert "oefenscore" in last.lower()
    assert "geen toets" in last.lower()


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
    assert "Closeness 0: in the band" in closeness.lines[0]
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
    assert f"{odd}: 0 of 0." in found
