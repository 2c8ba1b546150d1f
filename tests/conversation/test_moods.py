"""How clients move: shifts in order, moods a response gives, who overhears, and what they hear in an act."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import meters, pair, persona, say, scene, shift, story
from trainer.scenario.model import Scenario


def one(*shifts: dict[str, Any], response: dict[str, Any] | None = None, **more: Any) -> Scenario:
    """Return a story of one endless scene with one client, who has these shifts."""
    responses = {"go": response or say()}
    more.setdefault("personas", {"ada": persona(shifts=list(shifts))})
    return story({"at": scene(to="at", responses=responses)}, **more)


def test_without_shifts_a_mood_stays(play: Play) -> None:
    assert play(one(), "go").moment.moods == {"ada": "calm"}


def test_the_first_shift_that_holds_is_taken_and_no_other(play: Play) -> None:
    rules = [shift("angry", "against"), shift("sad", "together"), shift("angry", "together")]
    assert play(one(*rules), "go").moment.moods == {"ada": "sad"}


def test_a_shift_needs_its_origin(play: Play) -> None:
    rules = [shift("angry", origin="sad"), shift("sad", origin=["calm", "angry"])]
    talk = play(one(*rules))
    assert [talk.choose("go").moods["ada"] for _ in range(4)] == ["sad", "angry", "sad", "angry"]


def test_without_a_match_nothing_changes(play: Play) -> None:
    rules = [shift("angry", "too_far"), shift("sad", origin="angry")]
    assert play(one(*rules), "go").moment.moods == {"ada": "calm"}


def test_from_any_holds_in_every_mood(play: Play) -> None:
    for mood in ("calm", "sad", "angry"):
        clients = {"ada": persona(start=mood, shifts=[shift("sad", origin="any")])}
        assert play(one(personas=clients), "go").moment.moods == {"ada": "sad"}


def test_a_shift_to_the_mood_one_is_in_is_a_match_and_ends_the_search(play: Play) -> None:
    rules = [shift("calm", "in_band"), shift("angry")]
    talk = play(one(*rules), "go")
    assert talk.moment.moods == {"ada": "calm"}
    assert talk.lines == ()


def test_a_response_that_gives_a_mood_overrides_the_shifts(play: Play) -> None:
    assert play(one(shift("angry"), response=say(mood={"ada": "sad"})), "go").moment.moods == {"ada": "sad"}


def test_a_response_that_gives_the_same_mood_keeps_the_client_there(play: Play) -> None:
    assert play(one(shift("angry"), response=say(mood={"ada": "calm"})), "go").moment.moods == {"ada": "calm"}


def test_shifts_read_meters_already_changed_and_clamped(play: Play) -> None:
    def clients(condition: str) -> dict[str, Any]:
        return {"ada": persona(reads=["trust"], shifts=[shift("sad", condition)])}

    act = say(meters={"trust": 9})
    scenario = one(response=act, personas=clients("trust == 5"), meters=meters(trust=2))
    assert play(scenario, "go").moment.moods == {"ada": "sad"}
    scenario = one(response=act, personas=clients("trust == 2"), meters=meters(trust=2))
    assert play(scenario, "go").moment.moods == {"ada": "calm"}


# --- several clients --------------------------------------------------------------------------------------


def two(response: dict[str, Any], *rules: dict[str, Any], **more: Any) -> Scenario:
    """Return an endless scene with ada and bob, who share these shifts."""
    both = pair(persona(shifts=list(rules)), persona(name="Bob Aks", shifts=list(rules)))
    return story({"at": scene(to="at", responses={"go": response}, **more)}, personas=both)


@pytest.mark.parametrize(
    ("towards", "moods"),
    [
        ("ada", {"ada": "sad", "bob": "calm"}),
        ("bob", {"ada": "calm", "bob": "sad"}),
        (["ada", "bob"], {"ada": "sad", "bob": "sad"}),
        (["bob"], {"ada": "calm", "bob": "sad"}),
        ("between", {"ada": "sad", "bob": "sad"}),
        (None, {"ada": "sad", "bob": "sad"}),
    ],
)
def test_who_is_addressed_is_moved(play: Play, towards: Any, moods: dict[str, str]) -> None:
    response = say(towards=towards) if towards else say()
    assert play(two(response, shift("sad")), "go").moment.moods == moods


def test_who_overhears_takes_the_first_shift_that_is_heard(play: Play) -> None:
    rules = [shift("angry"), shift("sad", "against", heard=True), shift("sad", heard=True), shift("angry", heard=True)]
    assert play(two(say(towards="ada"), *rules), "go").moment.moods == {"ada": "angry", "bob": "sad"}


def test_who_overhears_judges_the_act_as_well(play: Play) -> None:
    scenario = two(say(towards="ada"), shift("angry", "against", heard=True), shift("sad", "together", heard=True))
    assert play(scenario, "go").moment.moods == {"ada": "sad", "bob": "sad"}


def test_a_shift_that_is_heard_holds_for_who_is_addressed_too(play: Play) -> None:
    moods = play(two(say(towards="ada"), shift("sad", heard=True)), "go").moment.moods
    assert moods == {"ada": "sad", "bob": "sad"}


def test_who_is_absent_stays_as_they_were(play: Play) -> None:
    scenario = two(say(), shift("sad"), shift("angry", heard=True), present=["ada"])
    assert play(scenario, "go").moment.moods == {"ada": "sad", "bob": "calm"}


def test_a_response_may_give_a_mood_to_who_overhears_or_is_absent(play: Play) -> None:
    act = say(towards="ada", mood={"bob": "angry"})
    assert play(two(act, shift("sad", heard=True)), "go").moment.moods == {"ada": "sad", "bob": "angry"}
    absent = two(say(mood={"bob": "angry"}), shift("sad"), present=["ada"])
    assert play(absent, "go").moment.moods == {"ada": "sad", "bob": "angry"}


def test_everyone_is_judged_by_the_moods_before_the_turn(play: Play) -> None:
    clients = pair(
        persona(shifts=[shift("sad", "bob == calm")]),
        persona(name="Bob", shifts=[shift("angry", "ada == calm"), shift("sad", "ada == sad")]),
    )
    talk = play(one(personas=clients), "go")
    assert talk.moment.moods == {"ada": "sad", "bob": "angry"}


def test_a_mood_given_by_the_response_is_not_seen_by_the_shifts_of_others(play: Play) -> None:
    clients = pair(bob=persona(name="Bob", shifts=[shift("sad", "ada == calm"), shift("angry", "ada == angry")]))
    assert play(one(personas=clients, response=say(mood={"ada": "angry"})), "go").moment.moods["bob"] == "sad"


# --- the act as one hears it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "response"),
    [
        ("above and together", say(rose="SB2")),
        ("above and against", say(rose="BT1")),
        ("below and together", say(rose="OS3")),
        ("below and against", say(rose="TO4")),
        ("not above and not below and not together and not against", say(rose="M")),
        ("octant == SB", say(rose="SB")),
        ("octant in (OT, TO)", say(rose="OT1")),
        ("octant == M", say(rose="M")),
        ("octant != SB", say(rose="BS4")),
        ("closeness == 2", say(closeness=2)),
        ("-3 <= closeness < 0", say(closeness=-3)),
        ("autonomy == 1", say(autonomy=1)),
        ("autonomy == 0", say()),
        ("autonomy < 0", say(autonomy=-1)),
        ("pitfall(redder) and pitfall(protocol)", say(pitfalls=["protocol", "redder"])),
        ("not pitfall(redder)", say(pitfalls=["protocol"])),
        ("register == jargon", say(register="jargon")),
        ("register != jargon", say()),
        ("voice == human", say(voice="human")),
        ("voice in (role, human)", say(voice="role")),
        ("presence == wait", say(presence="wait")),
        ("kind == say", say()),
        ("kind == do", {"do": "You pour tea.", "rose": "SB1", "closeness": 0}),
        ("kind == silence", {"silence": "You wait.", "rose": "SO1", "closeness": 0}),
        ("in_band and not too_near and not too_far", say(closeness=1)),
        ("too_near and not in_band and not too_far", say(closeness=2)),
        ("too_far and not in_band and not too_near", say(closeness=-1)),
    ],
)
def test_shifts_hear_the_act(play: Play, condition: str, response: dict[str, Any]) -> None:
    assert play(one(shift("sad", condition), response=response), "go").moment.moods == {"ada": "sad"}
    assert play(one(shift("sad", f"not ({condition})"), response=response), "go").moment.moods == {"ada": "calm"}


def test_a_pitfall_of_the_scenario_itself_can_be_heard(play: Play) -> None:
    own = {"promise": {"label": "A promise", "side": "near"}}
    scenario = one(shift("sad", "pitfall(promise)"), response=say(pitfalls=["promise"]), pitfalls=own)
    assert play(scenario, "go").moment.moods == {"ada": "sad"}


@pytest.mark.parametrize(
    ("usual", "response", "heard"),
    [("u", say(), "u"), ("u", say(address="je"), "je"), ("je", say(), "je"), (None, say(address="u"), "u")],
)
def test_address_falls_back_to_the_clients_own(
    play: Play, usual: str | None, response: dict[str, Any], heard: str
) -> None:
    client = persona(shifts=[shift("sad", f"address == {heard}")])
    if usual:
        client["address"] = usual
    assert play(one(response=response, personas={"ada": client}), "go").moment.moods == {"ada": "sad"}


def test_without_any_address_there_is_none_to_hear(play: Play) -> None:
    talk = play(one(shift("sad", "address in (u, je)")), "go")
    assert talk.moment.moods == {"ada": "calm"}


def test_everyone_hears_closeness_by_a_band_of_their_own(play: Play) -> None:
    rules = [shift("sad", "too_near"), shift("angry", "too_far")]
    bands = {"middle": [-2, -1]}, {"middle": [2, 3]}
    clients = pair(persona(band=bands[0], shifts=rules), persona(name="Bob", band=bands[1], shifts=rules))
    assert play(one(personas=clients, response=say(closeness=1)), "go").moment.moods == {"ada": "sad", "bob": "angry"}


@pytest.mark.parametrize(("phase", "mood"), [("opening", "sad"), ("middle", "angry"), ("closing", "calm")])
def test_the_band_moves_with_the_phase(play: Play, phase: str, mood: str) -> None:
    rules = [shift("sad", "too_near"), shift("angry", "too_far")]
    client = persona(band={"opening": [-1, 0], "middle": [2, 3], "closing": [1, 1]}, shifts=rules)
    scenario = story({"at": scene(phase=phase, responses={"go": say(closeness=1)})}, personas={"ada": client})
    assert play(scenario, "go").moment.moods == {"ada": mood}


@pytest.mark.parametrize(
    ("asks", "mood"),
    [
        ({"closeness": [2, 3]}, "angry"),
        ({"limit": True}, "sad"),
        ({"limit": True, "closeness": [1, 1]}, "calm"),
        ({"rose": "SB"}, "calm"),
    ],
)
def test_what_a_scene_asks_replaces_the_band_in_shifts(play: Play, asks: dict[str, Any], mood: str) -> None:
    rules = [shift("sad", "too_near"), shift("angry", "too_far")]
    client = persona(band={"middle": [1, 1]}, shifts=rules)
    scenario = story({"at": scene(asks=asks, responses={"go": say(closeness=1)})}, personas={"ada": client})
    assert play(scenario, "go").moment.moods == {"ada": mood}
