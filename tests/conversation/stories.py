"""Small scenarios from plain dicts, as an author would write them."""

from __future__ import annotations

from typing import Any

from trainer.scenario.model import Scenario
from trainer.scenario.references import check

Plain = dict[str, Any]
ENDINGS: Plain = {"out": {"title": "Out of the door", "outcome": "mixed"}}


def persona(**more: Any) -> Plain:
    """Return a persona with three moods (calm SO2, sad OS3, angry TB3), calm at the start and without shifts."""
    moods = {
        "calm": {"label": "calm", "rose": "SO2"},
        "sad": {"label": "sad", "rose": "OS3", "shows": "She cries."},
        "angry": {"label": "angry", "rose": "TB3", "shows": "She stands up."},
    }
    return {"name": "Ada Bol", "home": "OS2", "aim": "SO2", "start": "calm", "moods": moods, **more}


def say(**more: Any) -> Plain:
    """Return a response: something said, helping and engaged."""
    return {"say": "Tell me.", "rose": "SB2", "closeness": 0, **more}


def scene(*, to: Any = "out", **more: Any) -> Plain:
    """Return a scene with one response `go`, unless it has its own."""
    return {"responses": {"go": say()}, "to": to, **more}


def story(scenes: Plain, **more: Any) -> Scenario:
    """Return a scenario with these scenes; it starts at the first and one can always go `out`.

    Unless given, there is one persona, `ada`.
    """
    data = {
        "format": 1,
        "title": "A try-out",
        "language": "en",
        "personas": {"ada": persona()},
        "start": next(iter(scenes)),
        "scenes": scenes,
        "endings": ENDINGS,
        **more,
    }
    scenario = Scenario.model_validate(data)
    assert [finding.message for finding in check(scenario)] == []
    return scenario


def meters(**starts: int) -> Plain:
    """Return meters from 0 to 5 that start here."""
    return {key: {"start": start, "min": 0, "max": 5} for key, start in starts.items()}


def pair(ada: Plain | None = None, bob: Plain | None = None) -> Plain:
    """Return two personas, `ada` and `bob`."""
    return {"ada": ada or persona(), "bob": bob or persona(name="Bob Aks")}


def shift(to: str, condition: str | None = None, *, origin: Any = "any", **more: Any) -> Plain:
    """Return a rule by which a mood changes."""
    return {"from": origin, "to": to, **({"if": condition} if condition else {}), **more}


def scale(*outcomes: Plain, **more: Any) -> Plain:
    """Return a scale of seven steps with these outcomes; unless there are some, every answer leads `out`."""
    return {
        "activity": "scale",
        "prompt": "How safe is it?",
        "ends": ["not at all", "completely"],
        "outcomes": list(outcomes) or [{"to": "out"}],
        **more,
    }


def outcome(condition: str | None = None, *, to: str = "out", **more: Any) -> Plain:
    """Return what an answer may come to: by itself it leads `out`."""
    return {**({"if": condition} if condition else {}), "to": to, **more}
