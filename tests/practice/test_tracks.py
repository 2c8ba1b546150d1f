"""Both pictures in words: a turn on the Rose, a turn on the axis, and where everyone went after it."""

from __future__ import annotations

import re

import pytest

from tests.conversation.stories import pair, persona, say, scene, story
from tests.debrief.talks import endless, talk, through, walker
from tests.practice.sittings import OWN_PITFALLS, RICH, reflected, rich
from trainer import language
from trainer.debrief import Debrief, debrief
from trainer.practice.section import Section
from trainer.practice.tracks import closeness, rose, turn_on_axis, turn_on_rose
from trainer.theory.rose import position


def two(**act: object) -> Debrief:
    """Return a talk of one turn with two clients, in other places before and after it."""
    people = pair(walker("SB2"), walker("OT3", name="Bob Aks"))
    return debrief(talk(endless({"act": say(mood={"ada": "tb4", "bob": "bt1"}, **act)}, personas=people), "act"))


# --- on the Rose ------------------------------------------------------------------------------------------


def test_a_turn_on_the_rose_tells_what_it_was_what_it_invited_and_where_the_client_went() -> None:
    responses = {"push": say(rose="TB3", mood={"ada": "to2"}), "wait": say(rose="M")}
    found = debrief(talk(endless(responses, personas={"ada": walker("OS3")}), "push", "wait"))
    assert turn_on_rose(found, 1)[:2] == (
        "You: attacking (TB), as if to say: be afraid of me. That invites: defiant (TO).",
        "Ada: following (OS); after this: defiant (TO).",
    )
    assert turn_on_rose(found, 2)[:2] == (
        "You: in the middle, as if to say: I wait and see. That invites: in the middle.",
        "Ada: defiant (TO); after this: defiant (TO).",
    )


@pytest.mark.parametrize(
    ("act", "told"),
    [("SB4", "100 (strong)"), ("SB3", "79 (workable)"), ("SB2", "58 (workable)"), ("SB1", "37 (works against)"),
     ("TO4", "0 (works against)")],
)  # fmt: skip
def test_the_fit_is_told_with_its_word_and_never_rounded_up_to_a_better_one(act: str, told: str) -> None:
    found = debrief(talk(endless({"act": say(rose=act)}, asks={"rose": ["SB4"]}), "act"))
    assert turn_on_rose(found, 1)[2].startswith(f"Rose fit {told}. ")


@pytest.mark.parametrize(("act", "share"), [("SB2", 100), ("M", 75), ("TO2", 50), ("SB4", 75)])
def test_going_along_is_told_as_a_share_of_what_was_invited(act: str, share: int) -> None:
    found = debrief(talk(endless({"act": say(rose=act)}), "act"))
    assert turn_on_rose(found, 1)[2].endswith(f"Going along: {share}%.")


def test_several_who_were_addressed_have_one_place_before_and_each_their_own_after() -> None:
    assert turn_on_rose(two(), 1)[1] == (
        "Ada, Bob: following (OS); after this: Ada attacking (TB), Bob competitive (BT)."
    )


@pytest.mark.parametrize(
    ("towards", "told"),
    [
        ("ada", "Ada: helping (SB); after this: attacking (TB)."),
        ("bob", "Bob: withdrawn (OT); after this: competitive (BT)."),
        ("between", "Ada, Bob: following (OS); after this: Ada attacking (TB), Bob competitive (BT)."),
        (["bob", "ada"], "Bob, Ada: following (OS); after this: Bob competitive (BT), Ada attacking (TB)."),
    ],
)
def test_a_turn_tells_only_of_who_was_addressed(towards: str | list[str], told: str) -> None:
    assert turn_on_rose(two(towards=towards), 1)[1] == told


def test_where_everyone_went_is_known_of_every_turn_absent_or_not() -> None:
    people = pair(walker("SO4"), walker("OS2", name="Bob Aks"))
    scenes = {
        "at": scene(to="hall", responses={"go": say(mood={"ada": "m"})}),
        "hall": scene(to="end", present=["ada"], responses={"go": say(mood={"ada": "tb1"})}),
        "end": scene(mood={"bob": "ot3"}, responses={"go": say(mood={"bob": "sb1"})}),
    }
    found = debrief(talk(story(scenes, personas=people), "go", "go", "go"))
    places = [{"ada": "M", "bob": "OS2"}, {"ada": "TB1", "bob": "OT3"}, {"ada": "TB1", "bob": "SB1"}]
    for turn, expected in enumerate(places, 1):
        assert found.transcript.moods_after(turn) == {key: code.lower() for key, code in expected.items()}
    assert [step.after for step in found.tracks.steps][2] == tuple(where for _key, where in found.tracks.end)


def test_the_last_turn_of_a_talk_half_way_goes_to_where_the_clients_are_now() -> None:
    found = debrief(through("SO4", "M", "TB4"))
    assert [step.after for step in found.tracks.steps] == [(position("M").vector,), (position("TB4").vector,)]


def test_the_whole_track_tells_every_turn_the_end_and_both_averages() -> None:
    assert rose(debrief(through("SO4", "M", "SO2"))).lines == (
        "1. You: helping (SB). Ada: cooperative (SO).",
        "2. You: helping (SB). Ada: in the middle.",
        "Afterwards: Ada cooperative (SO).",
        "You on average: helping (SB). The same note held: 100%.",
        "The client on average: cooperative (SO). The same note held: 100%.",
    )


def test_a_track_without_a_direction_has_no_average() -> None:
    found = debrief(talk(endless({"wait": say(rose="M")}, personas={"ada": walker("M")}), "wait", "wait"))
    assert not any("average" in line for line in rose(found).lines)


def test_everyone_is_told_of_at_the_end() -> None:
    assert [line for line in rose(two(towards="ada")).lines if line.startswith("Afterwards")] == [
        "Afterwards: Ada attacking (TB).",
        "Afterwards: Bob competitive (BT).",
    ]


# --- on the axis ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (-3, "Closeness -3 dismissive: further off than the band (-1 to +2)."),
        (-1, "Closeness -1 businesslike: in the band (-1 to +2)."),
        (0, "Closeness 0 engaged: in the band (-1 to +2)."),
        (2, "Closeness +2 too close: in the band (-1 to +2)."),
        (3, "Closeness +3 boundary crossed: nearer than the band (-1 to +2)."),
    ],
)
def test_a_turn_on_the_axis_tells_its_step_and_how_it_lies_to_the_band(step: int, told: str) -> None:
    client = persona(band={"middle": [-1, 2]})
    found = debrief(talk(endless({"act": say(closeness=step)}, personas={"ada": client}), "act"))
    assert turn_on_axis(found, 1)[0] == told
    assert closeness(found).lines[0] == f"1. {told}"


@pytest.mark.parametrize(
    ("autonomy", "told"),
    [(1, "The client decides or acts here."), (0, "You decide together here."), (-1, "You take over here.")],
)
def test_a_turn_on_the_axis_tells_who_decided(autonomy: int, told: str) -> None:
    assert turn_on_axis(debrief(talk(endless({"act": say(autonomy=autonomy)}), "act")), 1)[1] == told


def test_a_turn_on_the_axis_tells_its_pitfalls_the_scenarios_own_too() -> None:
    responses = {"ok": say(), "slip": say(pitfalls=["redder", "promise"])}
    found = debrief(talk(endless(responses, pitfalls=OWN_PITFALLS), "ok", "slip"))
    assert turn_on_axis(found, 1)[2:] == ()
    assert turn_on_axis(found, 2)[2:] == ("Pitfall: rescuing.", "Pitfall: A promise.")


def test_every_turn_is_told_with_the_band_of_its_own_moment() -> None:
    client = persona(band={"opening": [-2, -1], "middle": [0, 1], "closing": [1, 3]})
    scenes = {
        "at": scene(to="mid", phase="opening"),
        "mid": scene(to="end", asks={"limit": True}),
        "end": scene(phase="closing"),
    }
    found = debrief(talk(story(scenes, personas={"ada": client}), "go", "go", "go"))
    assert [re.findall(r": (.+) \((.+)\)", turn_on_axis(found, turn)[0]) for turn in (1, 2, 3)] == [
        [("nearer than the band", "-2 to -1")],
        [("in the band", "-1 to 0")],
        [("further off than the band", "+1 to +3")],
    ]


def lean(*steps: int) -> tuple[str, ...]:
    """Return what is told of the axis after its turns."""
    responses = {f"step{step + 3}": say(closeness=step) for step in steps}
    found = debrief(talk(endless(responses), *(f"step{step + 3}" for step in steps)))
    return closeness(found).lines[len(steps) :]


def test_steps_outside_the_band_are_told_near_and_far_apart() -> None:
    assert lean(0, 1) == ()
    assert lean(3, -2, -3) == ("Steps outside the band in all: 2 too near, 5 too far.",)


def test_coming_back_into_the_band_is_told() -> None:
    assert lean(3, 0)[1:] == ("Back in the band after 1 turn on average.",)
    assert lean(3, -1, 2, 0)[1:] == ("Back in the band after 3 turns on average.",)
    assert lean(0, 3)[1:] == ()


# --- as text twins ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "nl"])
def test_both_pictures_have_a_line_for_every_turn_and_no_blank_left_open(code: str) -> None:
    language.use(code)
    found = reflected(rich(), *RICH).debrief
    sections: list[Section] = [rose(found), closeness(found)]
    assert [section.picture for section in sections] == ["rose", "timeline"]
    for section in sections:
        assert [line.split(".")[0] for line in section.lines[: len(RICH)]] == [str(n + 1) for n in range(len(RICH))]
    for turn in range(1, len(RICH) + 1):
        lines = (*turn_on_rose(found, turn), *turn_on_axis(found, turn))
        assert "{" not in "".join(lines)
        assert all(lines)


def test_each_turn_speaks_the_language_of_the_moment() -> None:
    found = reflected(rich(), *RICH).debrief
    english = [(*turn_on_rose(found, n), *turn_on_axis(found, n)) for n in (1, 2)]
    language.use("nl")
    for n, lines in enumerate(english, 1):
        for line, dutch in zip(lines, (*turn_on_rose(found, n), *turn_on_axis(found, n)), strict=True):
            assert line != dutch or "A promise" in line
