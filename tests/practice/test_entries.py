"""What is seen, heard and chosen, as both players show it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.stories import pair, say, scene, story
from trainer import language
from trainer.conversation import Session
from trainer.practice.entries import Entry, chosen, said, spoken, transcript_entries
from trainer.scenario.scene import Response


@pytest.fixture(autouse=True)
def _english() -> None:
    language.use("en")


def response(**parts: Any) -> Response:
    """Return a response with these words."""
    return Response.model_validate({"rose": "SB2", "closeness": 0, **parts})


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"say": "Tell me."}, "Tell me."),
        ({"say": "Tell me.", "tone": "soft"}, "(soft) Tell me."),
        ({"do": "You pour tea."}, "[do] You pour tea."),
        ({"silence": "You wait."}, "[silent] You wait."),
        ({"say": "100% {sure} [b]bold[/b]"}, "100% {sure} [b]bold[/b]"),
    ],
)
def test_a_response_shows_how_it_is_made(parts: dict[str, str], text: str) -> None:
    assert said(response(**parts)) == text
    assert chosen(response(**parts)) == Entry("you", "You", text)


@pytest.mark.parametrize("kind", ["say", "do", "silence"])
def test_a_tone_is_always_shown(kind: str) -> None:
    text = said(response(**{kind: "Words.", "tone": "with stress"}))
    assert "with stress" in text
    assert "Words." in text


def test_lines_show_first_what_one_sees_then_who_says_what_to_whom() -> None:
    lines = [
        {"narrator": "It rains.", "shows": "Wet windows."},
        {"ada": "Bob?", "towards": "bob", "shows": "She turns."},
        {"bob": "Yes."},
    ]
    scenario = story({"at": scene(lines=lines)}, personas=pair())
    assert list(spoken(Session(scenario).moment.lines, scenario)) == [
        Entry("seen", "", "Wet windows."),
        Entry("narration", "", "It rains."),
        Entry("seen", "", "She turns."),
        Entry("client", "Ada to Bob", "Bob?"),
        Entry("client", "Bob", "Yes."),
    ]


def test_a_whole_talk_reads_from_opening_to_ending() -> None:
    go = say(mood={"ada": "sad"}, reply=[{"ada": "Oh."}])
    scenario = story({"at": scene(lines=[{"ada": "Hello."}], responses={"go": go})})
    session = Session(scenario)
    session.choose("go")
    assert [(entry.kind, entry.text) for entry in transcript_entries(session.transcript)] == [
        ("client", "Hello."),
        ("you", "Tell me."),
        ("seen", "She cries."),
        ("client", "Oh."),
        ("ending", "The end: Out of the door"),
    ]


def test_a_talk_half_way_has_no_ending_yet() -> None:
    scenario = story({"at": scene(to="at")})
    session = Session(scenario)
    session.choose("go")
    assert [entry.kind for entry in transcript_entries(session.transcript)] == ["you"]
