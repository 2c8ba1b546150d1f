"""The turns that mattered and the pictures: why, what was invited, what also was on offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversation.stories import pair, persona, say
from tests.debrief.talks import endless, talk, through, walker
from trainer.debrief import KeyTurn, debrief, summarize
from trainer.debrief.key_turns import Why, flagged, key_turns
from trainer.theory.rose import position

STEPS = {
    "ok": say(), "near1": say(closeness=2), "near2": say(closeness=3),
    "far1": say(closeness=-1), "far2": say(closeness=-2), "far3": say(closeness=-3),
}  # fmt: skip


def reasons(found: tuple[KeyTurn, ...]) -> dict[int, tuple[str, ...]]:
    """Return the turns that mattered with their reasons."""
    return {turn.turn: turn.why for turn in found}


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (["ok", "ok"], {}),
        (["ok", "near1", "near2", "ok"], {3: ("too_near",)}),
        (["near1", "far2"], {2: ("too_far",)}),
        (["far1", "near1"], {2: ("too_near",)}),
        (["far3", "near2"], {1: ("too_far",)}),
        (["near1", "near1"], {1: ("too_near",)}),
        ([], {}),
    ],
)
def test_the_largest_step_out_of_the_band_is_told(choices: list[str], expected: dict[int, tuple[str, ...]]) -> None:
    assert reasons(key_turns(talk(endless(STEPS), *choices))) == expected


@pytest.mark.parametrize(
    ("start", "places", "expected"),
    [
        ("TB4", ["TB3", "M", "SO1"], {2: ("closer",)}),
        ("SO4", ["SO3", "SO2", "SO2"], {1: ("away",)}),
        ("TB4", ["TB2", "TB3", "SO4"], {2: ("away",), 3: ("closer",)}),
        ("TB4", ["TB4", "TB4"], {}),
    ],
)
def test_what_moved_the_client_most_either_way_is_told(
    start: str, places: list[str], expected: dict[int, tuple[str, ...]]
) -> None:
    assert reasons(key_turns(through(start, *places))) == expected


def test_a_repaired_rupture_is_told_at_the_turn_that_repaired_it() -> None:
    found = key_turns(through("SO4", "M", "SO1", "SO4"))
    assert reasons(found) == {1: ("away",), 3: ("closer", "repaired")}
    assert [turn.broke_at for turn in found] == [None, 1]


def test_a_rupture_that_stays_is_no_repair() -> None:
    assert reasons(key_turns(through("SO4", "M", "M", "M"))) == {1: ("away",)}


def test_moves_of_several_clients_add_up() -> None:
    responses = {
        "trade": say(mood={"ada": "so4", "bob": "tb4"}),
        "lift": say(mood={"bob": "m"}),
    }
    clients = pair(walker("M"), walker("M", name="Bob"))
    found = key_turns(talk(endless(responses, personas=clients), "trade", "lift"))
    assert reasons(found) == {2: ("closer", "repaired")}


def test_a_key_turn_tells_what_it_invited_and_where_everyone_went() -> None:
    responses = {"push": say(rose="TB3", closeness=-3, mood={"ada": "angry"})}
    transcript = talk(endless(responses, personas=pair(persona(start="sad"))), "push")
    (turn,) = key_turns(transcript)
    assert (turn.turn, turn.response) == (1, "push")
    assert turn.invited == pytest.approx(position("TO3").vector)
    assert [(move.persona, move.before, move.after) for move in turn.moves] == [
        ("ada", "sad", "angry"),
        ("bob", "calm", "calm"),
    ]
    assert (turn.moves[0].start, turn.moves[0].end) == (position("OS3").vector, position("TB3").vector)
    assert turn.judgement == transcript.turns[0].judgement


def test_only_what_was_on_offer_then_is_an_alternative_the_best_first() -> None:
    responses = {
        "cold": say(closeness=-3),
        "poor": say(rose="TB4", closeness=-2),
        "best": say(),
        "spent": say(once=True),
        "hidden": say(**{"if": "ada == angry"}),
    }
    transcript = talk(endless(responses), "spent", "cold")
    (turn,) = key_turns(transcript)
    assert [other.response for other in turn.alternatives] == ["best", "leave", "poor"]
    assert turn.alternatives[0].judgement == transcript.judge(transcript.turns[1], "best")
    assert turn.alternatives[0].judgement.side is None


# --- pictures ---------------------------------------------------------------------------------------------


def test_both_tracks_follow_the_talk() -> None:
    responses = {"up": say(rose="BS4", mood={"ada": "tb4"}), "with": say(rose="SO1", towards="bob")}
    clients = pair(walker("SO2"), walker("OS1", name="Bob"))
    tracks = debrief(talk(endless(responses, personas=clients), "up", "with")).tracks
    assert [step.turn for step in tracks.steps] == [1, 2]
    assert [step.trainee for step in tracks.steps] == [position("BS4").vector, position("SO1").vector]
    assert [step.clients for step in tracks.steps] == [("ada", "bob"), ("bob",)]
    ada, bob = position("SO2").vector, position("OS1").vector
    assert tracks.steps[0].client == pytest.approx(((ada.x + bob.x) / 2, (ada.y + bob.y) / 2))
    assert tracks.steps[1].client == bob
    assert tracks.end == (("ada", position("TB4").vector), ("bob", bob))


def test_the_timeline_shows_closeness_in_its_moving_band() -> None:
    client = persona(band={"middle": [0, 1]}, dispositions={"shy": {"band": {"middle": [-2, -1]}}})
    scenario = endless(STEPS, personas={"ada": client})
    shy, points = (
        talk(scenario, "ok", disposition="shy"),
        debrief(talk(scenario, "near1", "ok", "far2")).timeline.points,
    )
    assert [point.closeness for point in points] == [2, 0, -2]
    assert debrief(shy).timeline.points[0].band == (-2, -1)
    assert debrief(shy).timeline.points[0].side == "near"


def test_the_timeline_tells_how_closeness_leant_and_how_soon_it_came_back() -> None:
    client = persona(band={"middle": [0, 1]})
    scenario = endless(STEPS, personas={"ada": client})
    line = debrief(talk(scenario, "near1", "near1", "ok", "far2")).timeline
    assert line.bias == pytest.approx((1 + 1 + 0 - 2) / 4)
    assert (line.steps_near, line.steps_far) == (2, 2)
    assert line.turns_to_return == 2, "the last stay outside never ended"
    inside = debrief(talk(scenario, "ok", "ok")).timeline
    assert (inside.bias, inside.turns_to_return) == (0, None)


def test_a_track_on_one_note_is_told_from_one_that_varies() -> None:
    responses = {"up": say(rose="BS4"), "with": say(rose="SO2")}
    scenario = endless(responses, personas={"ada": walker("SO2")})
    held = debrief(talk(scenario, "up", "up")).tracks.trainee
    varied = debrief(talk(scenario, "up", "with")).tracks.trainee
    assert held is not None
    assert varied is not None
    assert held.one_note == pytest.approx(1)
    assert held.spin == pytest.approx(0, abs=1e-6)
    assert held.mean == pytest.approx(position("BS4").vector)
    assert varied.one_note is not None
    assert varied.one_note < 0.8
    assert debrief(talk(scenario)).tracks.trainee is None


def test_a_debrief_holds_everything_and_changes_nothing() -> None:
    transcript = talk(endless(STEPS), "near1", "ok")
    first, second = debrief(transcript), debrief(transcript)
    assert first == second
    assert first.summary == summarize(transcript)
    assert first.key_turns == key_turns(transcript)


# --- the few that are worth a question --------------------------------------------------------------------


def asked(reasons: list[tuple[Why, ...]]) -> list[int]:
    """Return which of some turns (numbered from 1), with these reasons, are worth a question."""
    (turn,) = key_turns(talk(endless(STEPS), "near1"))
    return [found.turn for found in flagged(replace(turn, turn=n, why=why) for n, why in enumerate(reasons, 1))]


@pytest.mark.parametrize(
    ("why", "turns"),
    [
        ([], []),
        ([("repaired",)], [1]),
        ([("repaired",), ("closer",)], [1, 2]),
        ([("repaired",), ("closer",), ("away",)], [2, 3]),
        ([("closer",), ("away",), ("too_near",), ("repaired",)], [2, 3]),
        ([("too_far",), ("repaired",), ("closer",), ("away",)], [1, 4]),
        ([("repaired",), ("closer",), ("too_far",)], [2, 3]),
        ([("repaired",), ("repaired",), ("repaired",)], [1, 2]),
        ([("closer", "repaired"), ("repaired",), ("away",)], [1, 3]),
        ([("repaired",), ("away",), ("closer", "repaired"), ("too_near",)], [2, 4]),
        ([("away",), ("closer",), ("closer", "too_near")], [1, 3]),
    ],
)
def test_at_most_two_turns_are_worth_a_question_the_weightiest_in_the_order_of_the_talk(
    why: list[tuple[Why, ...]], turns: list[int]
) -> None:
    assert asked(why) == turns


def test_of_a_whole_talk_the_step_out_of_the_band_and_the_fall_back_are_asked_about() -> None:
    responses = {
        "lift": say(mood={"ada": "so4"}),
        "drop": say(mood={"ada": "tb2"}),
        "cling": say(closeness=3),
    }
    found = debrief(talk(endless(responses, personas={"ada": walker("TB4")}), "lift", "drop", "cling", "lift"))
    assert reasons(found.key_turns) == {1: ("closer",), 2: ("away",), 3: ("too_near",), 4: ("repaired",)}
    assert reasons(found.flagged) == {2: ("away",), 3: ("too_near",)}
    assert [turn for turn in found.key_turns if turn.turn in (2, 3)] == list(found.flagged)


def test_of_a_calm_talk_no_turn_is_asked_about() -> None:
    assert debrief(talk(endless(STEPS), "ok", "ok")).flagged == ()


def test_two_repairs_in_one_turn_are_one_reason() -> None:
    responses = {"hurt": say(mood={"ada": "m", "bob": "m"}), "mend": say(mood={"ada": "so4", "bob": "so4"})}
    clients = pair(walker("SO4"), walker("SO4", name="Bob"))
    found = key_turns(talk(endless(responses, personas=clients), "hurt", "mend"))
    assert reasons(found) == {1: ("away",), 2: ("closer", "repaired")}
