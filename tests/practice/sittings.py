"""Sittings made to measure, and the words of a debrief as one text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.conversation.stories import Plain, pair, persona, say, scene, shift, story
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.scenario.model import Scenario

SHIFTS = [shift("angry", "too_far"), shift("sad", "too_near"), shift("calm", "in_band")]
ENDINGS: Plain = {
    "out": {"title": "Together to the car", "outcome": "good", "reflect": ["When was it you?", "And what now?"]},
    "gone": {"title": "The door slams", "outcome": "hard"},
}
OWN_PITFALLS: Plain = {
    "promise": {"label": "A promise", "side": "near", "question": "What could you not promise?"},
    "clock": {"label": "The clock", "side": "far"},
    "sweet": {"label": "Sweet talk", "side": "near"},
}
GOALS: Plain = {"honest": "Be honest", "brave": "Be brave"}


def rich() -> Scenario:
    """Return a story in three phases in which a good deal can happen to two clients."""
    room = {
        "ask": say(say="Ask.", autonomy=1, goals={"honest": 1}, towards="between", coach="Well timed."),
        "cling": say(say="Cling.", rose="SB4", closeness=3, pitfalls=["redder"], autonomy=-1, towards="ada"),
        "cold": say(
            say="Stiffen.", rose="SO4", closeness=-3, pitfalls=["protocol", "promise"],
            because="She felt sent off.", coach="Breathe first.", thought={"ada": "Oh.", "bob": "Hm."},
        ),
        "vow": say(say="Vow.", closeness=2, pitfalls=["promise"], thought="Really?"),
        "move_on": say(say="Go on.", to="bye"),
    }  # fmt: skip
    scenes = {
        "door": scene(to="room", phase="opening", lines=[{"ada": "Come in."}], responses={"enter": say(say="Enter.")}),
        "room": scene(to="room", lines=[{"ada": "Well?", "towards": "bob"}], responses=room),
        "bye": scene(phase="closing", responses={"part": say(say="Part."), "slam": say(say="Slam.", to="gone")}),
    }
    clients = pair(persona(shifts=SHIFTS, start="sad"), persona(name="Bob Aks", shifts=SHIFTS))
    return story(scenes, personas=clients, goals=GOALS, pitfalls=OWN_PITFALLS, endings=ENDINGS)


RICH = ("enter", "cold", "ask", "cling", "move_on", "part")
"""A talk in `rich` with a break, a repair, both pitfalls and an ending."""


def sitting(scenario: Scenario, *ids: str, seed: int = 5, **more: Any) -> Sitting:
    """Return a sitting in which these responses were made."""
    given = Sitting(scenario, seed=seed, **more)
    choose(given, *ids)
    return given


def choose(given: Sitting, *ids: str) -> None:
    """Choose responses by their ids, by the numbers they have."""
    for name in ids:
        given.choose(next(option.number for option in given.page.options if option.id == name))


def reflected(scenario: Scenario, *ids: str, **more: Any) -> Sitting:
    """Return a sitting after a talk of which the questions were skipped."""
    given = sitting(scenario, *ids, **more)
    given.reflect({})
    return given


def words(sections: Iterable[Section]) -> str:
    """Return sections as one text."""
    return "\n".join(line for section in sections for line in (section.title, *section.lines))
