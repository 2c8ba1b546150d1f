"""Roads not taken: exactly the responses on offer that would have led to another scene or ending at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import event, given

from tests.conversation import PROFILE
from tests.conversation.drivers import choosable
from tests.conversation.stories import ENDINGS, Plain, meters, pair, persona, say, scene, shift, story
from tests.conversation.strategies import stories
from tests.conversation.test_random_stories import loaded, picks, seeds
from tests.debrief.talks import endless, talk
from trainer.conversation import Session, Transcript
from trainer.debrief import Road, debrief
from trainer.debrief.roads import roads


def found(transcript: Transcript) -> list[tuple[int, str, str]]:
    """Return the roads not taken: turn, response, and where it leads."""
    return [(road.turn, road.response, road.to) for road in roads(transcript)]


def held(session: Session) -> list[Road]:
    """Return the roads not taken by holding the talk again from the beginning for every response on offer."""

    def place(*choices: str) -> str:
        return Session.restore(session.scenario, replace(session.run, choices=choices)).moment.scene

    made, turns = session.run.choices, session.transcript.turns
    at = [n for n, choice in enumerate(made) if not choice.isdecimal()]  # an answer in an activity is no turn
    return [
        Road(n, other, place(*made[:before], other))
        for n, (before, turn) in enumerate(zip(at, turns, strict=True), 1)
        for other in turn.offered
        if place(*made[:before], other) != place(*made[: before + 1])
    ]


@PROFILE
@given(stories(), seeds, picks)
def test_roads_are_those_that_choosing_otherwise_would_have_taken(data: Plain, seed: int, choices: list[int]) -> None:
    session = Session(loaded(data), seed=seed)
    for pick in choices:
        names = choosable(session.moment)
        if names:
            session.choose(names[pick % len(names)])
    before = session.moment, session.transcript, session.run
    expected = held(session)
    event("roads" if expected else "no roads")
    assert list(roads(session.transcript)) == expected
    assert (session.moment, session.transcript, session.run) == before


# --- scenes and endings -----------------------------------------------------------------------------------


def rooms() -> Plain:
    """Return a hall from which one goes to the kitchen, the garden, or stays."""
    hall = {
        "cook": say(to="kitchen"),
        "dig": say(to="garden"),
        "stay": say(),
        "eat": say(to="kitchen"),
    }
    return {"hall": scene(to="hall", responses=hall), "kitchen": scene(to="hall"), "garden": scene()}


def test_a_response_to_the_same_scene_is_no_road() -> None:
    assert found(talk(story(rooms()), "cook")) == [(1, "dig", "garden"), (1, "stay", "hall")]


def test_who_stays_where_one_is_sees_every_road_away() -> None:
    assert found(talk(story(rooms()), "stay")) == [
        (1, "cook", "kitchen"),
        (1, "dig", "garden"),
        (1, "eat", "kitchen"),
    ]


def test_roads_stand_in_the_order_of_the_talk_and_of_the_offer() -> None:
    assert found(talk(story(rooms()), "eat", "go", "dig", "go")) == [
        (1, "dig", "garden"),
        (1, "stay", "hall"),
        (3, "cook", "kitchen"),
        (3, "stay", "hall"),
        (3, "eat", "kitchen"),
    ]


def test_without_a_choice_there_is_no_road() -> None:
    assert found(talk(story(rooms()))) == []
    assert found(talk(endless({"one": say(), "two": say()}), "one", "two")) == [
        (1, "leave", "out"),
        (2, "leave", "out"),
    ]
    assert found(talk(story({"at": scene(responses={"one": say(), "two": say()})}), "one")) == []


def test_another_ending_is_another_road() -> None:
    endings = {**ENDINGS, "car": {"title": "In the car", "outcome": "good"}}
    responses = {"walk": say(to="out"), "ride": say(to="car"), "stroll": say(to="out"), "wait": say()}
    scenario = story({"at": scene(to="at", responses=responses)}, endings=endings)
    assert found(talk(scenario, "walk")) == [(1, "ride", "car"), (1, "wait", "at")]
    assert found(talk(scenario, "wait", "ride")) == [
        (1, "walk", "out"),
        (1, "ride", "car"),
        (1, "stroll", "out"),
        (2, "walk", "out"),
        (2, "stroll", "out"),
        (2, "wait", "at"),
    ]


def test_ways_through_narration_count_by_where_they_arrive() -> None:
    scenes = {
        "at": scene(responses={"left": say(to="rain"), "right": say(to="sun"), "across": say(to="dark")}),
        "rain": {"to": "wet", "lines": [{"narrator": "It rains."}]},
        "wet": {"to": "home"},
        "sun": {"to": "home"},
        "dark": {"to": "park"},
        "home": scene(),
        "park": scene(),
    }
    assert found(talk(story(scenes), "left")) == [(1, "across", "park")]


def test_narration_may_lead_elsewhere_because_of_what_the_response_did() -> None:
    scenes = {
        "at": scene(
            to="hub", responses={"mild": say(), "kind": say(meters={"trust": 1}), "rude": say(mood={"ada": "angry"})}
        ),
        "hub": {"to": [{"if": "trust >= 1", "to": "sofa"}, {"if": "ada == angry", "to": "out"}, {"to": "table"}]},
        "sofa": scene(),
        "table": scene(),
    }
    transcript = talk(story(scenes, meters=meters(trust=0)), "mild")
    assert found(transcript) == [(1, "kind", "sofa"), (1, "rude", "out")]


# --- guards -----------------------------------------------------------------------------------------------


def test_only_what_was_on_offer_can_be_a_road() -> None:
    responses = {"stay": say(meters={"trust": 1}), "door": say(to="out", **{"if": "trust >= 1"})}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0))
    assert found(talk(scenario, "stay", "stay")) == [(2, "door", "out")]


def test_what_is_spent_is_no_road_any_more() -> None:
    responses = {"stay": say(), "key": say(to=[{"if": "chosen(at.stay)", "to": "out"}, {"to": "at"}], once=True)}
    scenario = story({"at": scene(to="at", responses=responses)})
    assert found(talk(scenario, "stay", "stay")) == [(2, "key", "out")]
    assert found(talk(scenario, "key", "stay")) == []


def test_a_way_that_depends_on_the_clients_mood_is_tried_as_she_was_then() -> None:
    moods = persona(shifts=[shift("angry", "too_far"), shift("calm", "in_band", origin="angry")])
    ways = [{"if": "ada == angry", "to": "out"}, {"to": "at"}]
    responses = {"warm": say(), "cold": say(closeness=-3)}
    scenario = story({"at": scene(to=ways, responses=responses)}, personas={"ada": moods})
    assert found(talk(scenario, "warm", "warm")) == [(1, "cold", "out"), (2, "cold", "out")]
    assert found(talk(scenario, "warm", "cold")) == [(1, "cold", "out"), (2, "warm", "at")]


def test_what_happened_before_the_turn_counts() -> None:
    ways = [{"if": "chosen(at.promise) and visited(hall)", "to": "out"}, {"to": "at"}]
    responses = {"promise": say(to="hall"), "other": say(), "ask": say(to=ways)}
    scenario = story({"at": scene(to="at", responses=responses), "hall": scene(to="at")})
    assert found(talk(scenario, "promise", "go", "other")) == [
        (1, "other", "at"),
        (1, "ask", "at"),
        (3, "promise", "hall"),
        (3, "ask", "out"),
    ]


# --- dispositions -----------------------------------------------------------------------------------------

WAYS: Plain = {"shy": {"start": "sad"}, "loud": {"start": "angry"}}


@pytest.mark.parametrize("ada", ["shy", "loud"])
@pytest.mark.parametrize("bob", ["shy", "loud"])
def test_everybody_shows_up_as_in_the_talk(ada: str, bob: str) -> None:
    ways = [
        {"if": f"disposition(ada) == {one} and disposition(bob) == {other}", "to": f"{one}_{other}"}
        for one in WAYS
        for other in WAYS
    ]
    rest = {f"{one}_{other}": scene() for one in WAYS for other in WAYS}
    scenes = {"at": scene(to="at", responses={"stay": say(), "ask": say(to=[*ways, {"to": "at"}])}), **rest}
    clients = pair(persona(dispositions=WAYS), persona(name="Bob", dispositions=WAYS))
    session = Session(story(scenes, personas=clients), disposition={"ada": ada, "bob": bob})
    session.choose("stay")
    assert found(session.transcript) == [(1, "ask", f"{ada}_{bob}")]


@pytest.mark.parametrize("wish", ["shy", {"ada": "loud"}])
def test_one_client_with_dispositions_shows_up_as_in_the_talk(wish: str | Mapping[str, str]) -> None:
    ways = [{"if": "ada == sad", "to": "sofa"}, {"if": "ada == angry", "to": "out"}, {"to": "at"}]
    scenes = {"at": scene(to="at", responses={"stay": say(), "ask": say(to=ways)}), "sofa": scene()}
    scenario = story(scenes, personas=pair(persona(dispositions=WAYS)))
    session = Session(scenario, disposition=wish)
    session.choose("stay")
    assert found(session.transcript) == [(1, "ask", "sofa" if wish == "shy" else "out")]


# --- the talk itself --------------------------------------------------------------------------------------


def test_looking_for_roads_leaves_the_talk_where_it_was() -> None:
    responses = {
        "key": say(once=True, meters={"trust": 1}, mood={"ada": "angry"}),
        "stay": say(),
        "leave": say(to="out"),
    }
    lines = [{"ada": ["One.", "Two.", "Three."]}]
    scenario = story({"at": scene(to="at", responses=responses, lines=lines)}, meters=meters(trust=0))
    session = Session(scenario)
    session.choose("stay")
    moment, transcript = session.moment, session.transcript
    assert debrief(session.transcript).roads == roads(transcript) == (Road(1, "leave", "out"),)
    assert (session.moment, session.transcript) == (moment, transcript)
    then = session.choose("stay")
    assert [line.text for line in then.lines] == ["Three."]
    assert [response.id for response in then.responses] == ["key", "stay", "leave"]
    assert (then.meters, then.moods) == ({"trust": 0}, {"ada": "calm"})
