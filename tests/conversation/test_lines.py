"""What is said and seen: lines by condition, mood and visit, replies, and what one sees when a mood changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import meters, pair, persona, say, scene, shift, story
from trainer.conversation.screenplay import SpokenLine

VISITS = ["First.", "Second.", "Later."]


def heard(play: Play, *lines: dict[str, Any], **more: Any) -> list[str]:
    """Return what is said at the start of a scene with these lines."""
    return play(story({"at": scene(lines=list(lines))}, **more)).texts


def test_lines_come_in_the_order_of_the_file_with_who_speaks_to_whom(play: Play) -> None:
    lines = [
        {"narrator": "It rains."},
        {"ada": "Hello.", "shows": "She nods."},
        {"bob": "Not you.", "towards": "ada"},
    ]
    assert play(story({"at": scene(lines=lines)}, personas=pair())).lines == (
        SpokenLine("narrator", "It rains."),
        SpokenLine("ada", "Hello.", "She nods."),
        SpokenLine("bob", "Not you.", "", "ada"),
    )


def test_a_line_whose_condition_fails_is_left_out(play: Play) -> None:
    lines = [{"ada": "Yes.", "if": "trust >= 2"}, {"ada": "No.", "if": "trust >= 3"}, {"ada": "So."}]
    assert heard(play, *lines, meters=meters(trust=2)) == ["Yes.", "So."]


@pytest.mark.parametrize(("mood", "said"), [("calm", ["Fine."]), ("sad", ["Well..."]), ("angry", ["Well..."])])
def test_a_line_goes_by_the_mood_of_who_speaks_or_otherwise(play: Play, mood: str, said: list[str]) -> None:
    line = {"ada": {"calm": "Fine.", "otherwise": "Well..."}}
    assert heard(play, line, personas={"ada": persona(start=mood)}) == said


def test_a_line_without_a_match_for_the_mood_is_left_out(play: Play) -> None:
    lines = [{"ada": {"angry": "Out!", "sad": "Oh."}, "shows": "She looks up."}, {"ada": "Hm."}]
    assert play(story({"at": scene(lines=lines)})).lines == (SpokenLine("ada", "Hm."),)


def test_everyone_speaks_by_a_mood_of_their_own_and_the_narrator_by_the_first(play: Play) -> None:
    clients = pair(persona(start="sad"), persona(name="Bob", start="angry"))
    texts = {"sad": "S", "angry": "A"}
    lines = [{"bob": texts}, {"ada": texts}, {"narrator": texts}]
    assert heard(play, *lines, personas=clients) == ["A", "S", "S"]


def test_the_narrator_looks_at_the_first_persona_even_when_absent(play: Play) -> None:
    clients = pair(persona(start="sad"), persona(name="Bob", start="angry"))
    lines = [{"narrator": {"sad": "S", "angry": "A"}}]
    assert play(story({"at": scene(present=["bob"], lines=lines)}, personas=clients)).texts == ["S"]


def test_a_list_goes_by_how_often_the_scene_was_entered_and_the_last_repeats(play: Play) -> None:
    talk = play(story({"at": scene(to="at", lines=[{"ada": VISITS}])}))
    assert talk.texts == ["First."]
    assert [talk.choose("go").lines[0].text for _ in range(4)] == ["Second.", "Later.", "Later.", "Later."]


def test_only_visits_to_its_own_scene_count(play: Play) -> None:
    scenes = {"at": scene(to="next"), "next": scene(to="at", lines=[{"ada": VISITS}])}
    talk = play(story(scenes), "go")
    assert talk.texts == ["First."]
    assert talk.choose("go", "go").lines[0].text == "Second."


def test_a_list_within_a_mood_goes_by_visits_too(play: Play) -> None:
    lines = [{"ada": {"calm": ["Calm one.", "Calm two."], "otherwise": ["Other one.", "Other two.", "Other three."]}}]
    responses = {"go": say(), "hurt": say(mood={"ada": "sad"})}
    talk = play(story({"at": scene(to="at", lines=lines, responses=responses)}))
    assert talk.texts == ["Calm one."]
    assert talk.choose("go").lines[-1].text == "Calm two."
    assert talk.choose("hurt").lines[-1].text == "Other three."


def test_lines_of_narration_count_their_own_visits(play: Play) -> None:
    scenes = {"at": scene(to="walk"), "walk": {"lines": [{"narrator": VISITS}], "to": "at"}}
    talk = play(story(scenes))
    assert [talk.choose("go").lines[0].text for _ in range(3)] == VISITS


# --- replies and reactions --------------------------------------------------------------------------------


def test_a_reply_goes_by_the_new_mood_and_the_new_meters(play: Play) -> None:
    reply = [
        {"ada": {"calm": "Fine.", "sad": "Sniff."}},
        {"ada": "Trusting.", "if": "trust == 1"},
        {"ada": "Chosen.", "if": "chosen(at.go) and ada == sad"},
    ]
    responses = {"go": say(mood={"ada": "sad"}, meters={"trust": 1}, reply=reply)}
    talk = play(story({"at": scene(responses=responses)}, meters=meters(trust=0)), "go")
    assert talk.texts == ["Sniff.", "Trusting.", "Chosen."]


def test_a_reply_goes_by_visits_to_the_scene_it_answers_in(play: Play) -> None:
    scenes = {"at": scene(to="at", responses={"go": say(reply=[{"ada": VISITS}])})}
    talk = play(story(scenes))
    assert [talk.choose("go").lines[0].text for _ in range(4)] == [*VISITS, "Later."]


def test_one_sees_a_mood_change_before_the_reply_and_the_reply_before_the_next_scene(play: Play) -> None:
    first = scene(to="next", responses={"go": say(mood={"ada": "sad"}, reply=[{"ada": "Oh."}])})
    scenes = {"at": first, "next": scene(mood={"ada": "angry"}, lines=[{"ada": "Go!"}])}
    assert play(story(scenes), "go").lines == (
        SpokenLine("ada", "", "She cries."),
        SpokenLine("ada", "Oh."),
        SpokenLine("ada", "", "She stands up."),
        SpokenLine("ada", "Go!"),
    )


def test_a_mood_that_stays_shows_nothing(play: Play) -> None:
    clients = {"ada": persona(start="sad", shifts=[shift("sad")])}
    assert play(story({"at": scene(to="at")}, personas=clients), "go").lines == ()
    given = {"go": say(mood={"ada": "sad"})}
    assert play(story({"at": scene(responses=given)}, personas={"ada": persona(start="sad")}), "go").lines == ()


def test_a_mood_without_shows_changes_in_silence(play: Play) -> None:
    clients = {"ada": persona(start="sad", shifts=[shift("calm")])}
    talk = play(story({"at": scene()}, personas=clients), "go")
    assert (talk.moment.moods, talk.lines) == ({"ada": "calm"}, ())


def test_one_does_not_see_who_is_absent(play: Play) -> None:
    responses = {"go": say(mood={"bob": "sad", "ada": "angry"})}
    talk = play(story({"at": scene(present=["ada"], responses=responses)}, personas=pair()), "go")
    assert talk.lines == (SpokenLine("ada", "", "She stands up."),)


def test_an_ending_speaks_by_the_moods_it_finds(play: Play) -> None:
    lines = [{"ada": {"sad": "Bye...", "otherwise": "Bye!"}}, {"narrator": ["The end.", "Never."]}]
    endings = {"out": {"title": "Out", "outcome": "good", "lines": lines}}
    scenes = {"at": scene(responses={"go": say(), "hurt": say(mood={"ada": "sad"})})}
    assert play(story(scenes, endings=endings), "go").texts == ["Bye!", "The end."]
    assert play(story(scenes, endings=endings), "hurt").texts == ["Bye...", "The end."]


def test_a_turn_keeps_what_followed_it(play: Play) -> None:
    scenes = {"at": scene(to="at", lines=[{"ada": VISITS}])}
    talk = play(story(scenes), "go", "go")
    assert [line.text for line in talk.transcript.opening] == ["First."]
    assert [[line.text for line in turn.lines] for turn in talk.turns] == [["Second."], ["Later."]]
