"""A talk as a report: everything that was said, in order, with its places, its remarks and nothing that is not so."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation.stories import persona, say, scene, story
from tests.practice.sittings import RICH, choose, reflected, rich, sitting
from tests.records.pages import Page
from trainer import language
from trainer.errors import TrainerError
from trainer.practice.dates import in_full
from trainer.practice.entries import said
from trainer.practice.report import report
from trainer.practice.sitting import Sitting
from trainer.records.report import Transcript, rendered
from trainer.records.rose_drawing import RosePicture
from trainer.scenario.loader import load_scenario
from trainer.theory.rose import Vector

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} & \"x\" 'y' </textarea></style>"
SHOWPIECE = Path(__file__).parents[2] / "scenarios" / "uithuisplaatsing.yaml"
BEST = (
    "ja", "feit", "pijn", "naam", "weet_niet", "stil", "noem", "allebei", "eerlijk", "nee", "drempel", "dinsdag",
    "u_zegt", "vraag", "schuld", "samen", "hurken", "rot", "over_mij",
)  # fmt: skip


@pytest.fixture
def amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the clock of this machine to Dutch time."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be set here")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def page(given: Sitting) -> Page:
    """Return the report of a sitting as a page that was read."""
    return Page(rendered(report(given)))


def facts(given: Sitting) -> dict[str, str]:
    """Return what the top of the page tells about a talk."""
    return {fact.label: fact.value for fact in report(given).facts}


def hostile() -> Sitting:
    """Return a sitting in which every text of the scenario and every own word is hostile."""
    room = say(
        say="<i>Ask</i> {{ 7*7 }}", tone=HOSTILE, coach=HOSTILE, thought=HOSTILE, because=HOSTILE, closeness=3,
        pitfalls=["own"], goals={"good": 1}, reply=[{"ada": HOSTILE, "shows": HOSTILE}],
    )  # fmt: skip
    scenario = story(
        {"room": scene(lines=[{"ada": HOSTILE}, {"narrator": HOSTILE}], responses={"ask": room})},
        title=HOSTILE,
        personas={"ada": persona(name="<b>Ada</b>&'x' Bol")},
        pitfalls={"own": {"label": HOSTILE, "side": "near", "question": HOSTILE}},
        goals={"good": HOSTILE},
        you={"role": HOSTILE, "task": HOSTILE},
        endings={"out": {"title": HOSTILE, "outcome": "mixed", "reflect": [HOSTILE, HOSTILE]}},
    )
    given = sitting(scenario, "ask", learner=HOSTILE)
    given.reflect(dict.fromkeys(("feeling", "plus", "delta", "asked"), HOSTILE))
    given.intend(HOSTILE)
    return given


# --- the talk -----------------------------------------------------------------------------------------------


def test_every_turn_stands_there_in_order_with_room_for_a_remark() -> None:
    given = reflected(rich(), *RICH)
    found = page(given)
    assert [area["id"] for area in found.all("textarea")] == [f"remark-{n}" for n in range(1, len(RICH) + 1)]
    assert list(found.labels.values()) == [f"Remark on turn {n}" for n in range(1, len(RICH) + 1)]
    turns = found.text.rpartition("The talk, turn by turn")[2]
    spoken = [said(given.scenario.scenes[t.scene].responses[t.response]) for t in given.session.transcript.turns]
    at = [turns.index(f"Turn {n}") for n in range(1, len(RICH) + 1)]
    assert at == sorted(at)
    for text, start, end in zip(spoken, at, [*at[1:], len(turns)], strict=True):
        assert text in turns[start:end]


def test_what_was_said_before_and_how_it_ended_are_there() -> None:
    found = page(reflected(rich(), *RICH)).text
    assert found.index("Come in.") < found.index("Remark on turn 1")
    assert found.rindex("The end: Together to the car") > found.index("Remark on turn 6")


def test_a_turn_tells_its_place_its_closeness_and_its_pitfalls() -> None:
    talk = next(part.shows for part in report(reflected(rich(), *RICH)).parts if isinstance(part.shows, Transcript))
    card = talk.turns[1]
    told = " ".join((*card.places, *card.pitfalls))
    assert "cooperative (SO)" in told
    assert "Closeness -3 dismissive: further off than the band (0 to +1)." in told
    assert "Pitfall: hiding behind rules." in told
    assert "Pitfall: A promise." in told


def test_coach_and_thoughts_speak_in_practice_and_not_in_an_assessment() -> None:
    practised, assessed = (page(reflected(rich(), *RICH, mode=mode)).text for mode in ("practice", "assess"))
    for told in ("Coach: Breathe first.", "Ada thought: Oh.", "Bob thought: Hm."):
        assert told in practised
        assert told not in assessed


def test_own_words_come_before_numbers_and_the_intention_last() -> None:
    given = sitting(rich(), *RICH)
    given.reflect({"feeling": "tired", "plus": "I waited.", "rose": "SB2"})
    given.intend("Count to three.")
    titles = [part.title for part in report(given).parts]
    assert titles[0] == "In your own words"
    assert titles[-1] == "One intention"
    found = page(given).text
    for told in ("You felt: tired", "Went well: I waited.", "You placed yourself at: helping (SB).", "Count to three."):
        assert told in found


def test_before_the_questions_there_is_no_report() -> None:
    with pytest.raises(TrainerError):
        report(sitting(rich(), *RICH))


def test_the_score_is_called_what_it_is() -> None:
    found = page(reflected(rich(), *RICH)).text
    assert re.search(r"Practice score: \d+ of 100. A practice score, not a test.", found)
    assert "wrong" not in found.lower()


def test_a_talk_that_ends_at_once_has_no_pictures() -> None:
    given = Sitting(story({"hall": {"to": "out", "lines": [{"narrator": "Nobody opens."}]}}), seed=1)
    given.reflect({})
    found = page(given)
    assert found.svgs() == []
    assert found.all("textarea") == []
    assert "Nobody opens." in found.text


# --- about the talk -----------------------------------------------------------------------------------------


def test_the_top_tells_who_when_and_how() -> None:
    given = reflected(rich(), *RICH, learner="vos-17", mode="assess")
    told = facts(given)
    assert told["Learner code"] == "vos-17"
    assert told["Kind of talk"] == "assessment, without coach and thoughts"
    assert told["You talk with"] == "Ada Bol, Bob Aks"
    assert told["Turns"] == "6"
    assert told["Seed"] == "5"
    assert "Learner code" not in facts(reflected(rich(), *RICH))


def test_how_the_clients_showed_up_is_told_by_id() -> None:
    moods = {"low": {"start": "sad"}, "high": {"start": "calm"}}
    clients = {"ada": persona(dispositions=moods), "bob": persona(name="Bob Aks", dispositions=moods)}
    one = story({"room": scene()}, personas={"ada": persona(dispositions=moods)})
    assert facts(reflected(one, "go", disposition="low"))["Disposition"] == "low"
    both = reflected(story({"room": scene()}, personas=clients), "go", disposition={"ada": "low", "bob": "high"})
    assert facts(both)["Disposition"] == "ada: low, bob: high"


@pytest.mark.usefixtures("amsterdam")
def test_a_time_is_told_by_the_clock_here() -> None:
    assert in_full("2026-03-05T13:05:10.123Z") == "5 March 2026, 14:05"
    assert in_full("2026-06-30T23:30:00+00:00") == "1 July 2026, 01:30"


@pytest.mark.parametrize("text", ["yesterday", "2026-13-45T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_is_none_stands_as_it_is(text: str) -> None:
    assert in_full(text) == text


# --- what was tried out -------------------------------------------------------------------------------------


def test_what_was_tried_out_is_apart_and_the_first_talk_stays_the_record() -> None:
    given = reflected(rich(), *RICH)
    again = given.from_turn(2)
    choose(again, "ask", "move_on", "part")
    told = report(given)
    assert report(again) == told
    tried = told.parts[-1]
    assert tried.title == "Tried out: Again from turn 2"
    assert tried.lines[-3:] == ("Turn 2: Ask.", "Turn 3: Go on.", "Turn 4: Part.")
    assert len(page(given).all("textarea")) == len(RICH)


# --- hostile texts and other languages ----------------------------------------------------------------------


def test_hostile_texts_stay_text() -> None:
    found = page(hostile())
    assert not {"script", "b", "i"} & {tag for tag, attributes in found.tags if attributes.get("class") != "who"}
    assert found.text.count(HOSTILE) > 20
    assert "49" not in found.text
    for told in ("Coach: ", "<b>Ada</b>&'x' thought: ", "You felt: ", "Ask yourself: ", "Pitfall: ", "The end: "):
        assert f"{told}{HOSTILE}" in found.text
    assert "<i>Ask</i> {{ 7*7 }}" in found.text


@pytest.mark.parametrize(
    ("code", "there", "elsewhere"),
    [
        ("nl", ("BOVEN", "SAMEN", "Beurt 1", "Opmerking bij beurt 1", "bandbreedte", "Oefenscore"), "en"),
        ("en", ("ABOVE", "TOGETHER", "Turn 1", "Remark on turn 1", "in the band", "Practice score"), "nl"),
    ],
)
def test_the_showpiece_in_both_languages(code: str, there: tuple[str, ...], elsewhere: str) -> None:
    words = {
        "nl": r"\b(BOVEN|Beurt|beurten|Opmerking|bandbreedte|nabijheid|cliënt|het|een|Roos|uw)\b",
        "en": r"\b(ABOVE|Turn|turns|Remark|band|closeness|client|the|and|your|page|Seed)\b",
    }
    language.use(code)
    given = reflected(load_scenario(SHOWPIECE, code), *BEST, disposition="verdrietig")
    found = page(given)
    assert found.all("html") == [{"lang": code}]
    assert not [attributes for tag, attributes in found.tags if "lang" in attributes and tag != "html"]
    for word in there:
        assert word in found.text
    assert re.findall(words[elsewhere], found.text) == []


def test_a_talk_in_another_language_says_so() -> None:
    found = page(reflected(load_scenario(SHOWPIECE, "nl"), *BEST, disposition="verdrietig"))
    assert found.all("html") == [{"lang": "en"}]
    assert found.all("h1") == [{"lang": "nl"}]
    assert len([attributes for attributes in found.all("div") if attributes.get("lang") == "nl"]) == len(BEST) + 2


# --- the pictures -------------------------------------------------------------------------------------------


def test_the_pictures_show_the_turns_that_were_made() -> None:
    given = reflected(rich(), *RICH)
    found = page(given)
    rose, line = found.picture("Both tracks on Leary's Rose"), found.picture("Closeness in turn 1 to 6")
    circles = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in rose.findall("g[@class='mark you']/circle")]
    for step in given.debrief.tracks.steps:
        assert min(abs(x - 130 * step.trainee.x) + abs(y + 130 * step.trainee.y) for x, y in circles) < 16
    numbers = [text.text for text in line.findall("text[@class='turn-number']")]
    assert numbers == ["1", "2", "3", "4", "5", "6"]
    assert len(line.findall("circle[@class='in']")) == sum(p.side is None for p in given.debrief.timeline.points)
    assert len(line.findall("path[@class='out']")) == sum(p.side is not None for p in given.debrief.timeline.points)
    assert [text.text for text in line.findall("text[@class='phase-name']")] == ["opening", "middle", "closing"]


def test_the_client_is_shown_where_the_last_turn_led() -> None:
    given = reflected(rich(), "enter", "cold", "move_on", "part")
    picture = next(part.shows for part in report(given).parts if isinstance(part.shows, RosePicture))
    ends = [Vector(*where) for _key, where in given.debrief.tracks.end]
    assert picture.end == pytest.approx((sum(e.x for e in ends) / len(ends), sum(e.y for e in ends) / len(ends)))
