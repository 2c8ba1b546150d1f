"""Conversations made to measure: moods named after their place, responses that do exactly what they say."""

from __future__ import annotations

from typing import Any

from tests.conversation.stories import Plain, persona, say, scene, story
from trainer.conversation import Session, Transcript
from trainer.scenario.model import Scenario

CODES = [f"{octant}{n}" for octant in ("SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO") for n in (1, 2, 3, 4)] + ["M"]


def walker(start: str, aim: str = "SO4", name: str = "Ada Bol", **more: Any) -> Plain:
    """Return a persona with a mood for every place, named after it (`so4`)."""
    moods = {code.lower(): {"label": f"at {code}", "rose": code} for code in CODES}
    return persona(name=name, start=start.lower(), aim=aim, home="M", moods=moods, **more)


def endless(responses: Plain, **more: Any) -> Scenario:
    """Return a story of one scene to which everything leads back; `leave` goes out."""
    asks = more.pop("asks", None)
    at = scene(to="at", responses={**responses, "leave": say(to="out")}, **({"asks": asks} if asks else {}))
    return story({"at": at}, **more)


def talk(scenario: Scenario, *choices: str, disposition: str | None = None) -> Transcript:
    """Return the transcript of these choices."""
    session = Session(scenario, disposition=disposition)
    for choice in choices:
        session.choose(choice)
    return session.transcript


def through(start: str, *places: str, aim: str = "SO4") -> Transcript:
    """Return a talk in which one client goes from place to place, a turn each."""
    going = {f"to_{code.lower()}": say(mood={"ada": code.lower()}) for code in places}
    scenario = endless({"stay": say(), **going}, personas={"ada": walker(start, aim)})
    return talk(scenario, *(f"to_{code.lower()}" for code in places))
