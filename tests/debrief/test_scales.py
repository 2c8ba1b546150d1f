"""What a debrief makes of answers on scales: they stand in the talk, and no turn gets better or worse by them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.conversation.stories import outcome, persona, say, scale, scene, story
from tests.debrief.talks import talk, walker
from trainer.conversation import Transcript
from trainer.debrief import summarize
from trainer.debrief.key_turns import moves
from trainer.debrief.replay import replay
from trainer.debrief.roads import roads
from trainer.debrief.summary import ruptures
from trainer.scenario.model import Scenario


def between(mood: str | None, *, aim: str = "SO4") -> Scenario:
    """Return a story of turns with a scale after each; a low answer brings about a mood, a high one none."""
    given = outcome("value < 4", to="at", **({"mood": {"ada": mood}} if mood else {}))
    responses = {
        "near": say(mood={"ada": "so2"}, goals={"honest": 1}),
        "hurt": say(mood={"ada": "ot4"}),
        "stay": say(reply=[{"ada": "Hm."}, {"ada": "You too.", "towards": "ada"}]),
        "leave": say(to="out"),
    }
    return story(
        {"at": scene(to="ask", responses=responses), "ask": scale(given, outcome(to="at", reply=[{"ada": "Ah."}]))},
        personas={"ada": walker("SO2", aim)},
        goals={"honest": "Be honest"},
    )


def without_answers(transcript: Transcript) -> Transcript:
    """Return a transcript in which nothing was answered."""
    return replace(transcript, answers=())


# --- the summary ------------------------------------------------------------------------------------------


def test_answers_that_move_nobody_leave_the_summary_as_it_is() -> None:
    transcript = talk(between(None), "near", "1", "stay", "6", "hurt", "7", "near", "2", "leave")
    assert summarize(transcript) == summarize(without_answers(transcript))
    assert len(transcript.turns) == 5


def test_a_drop_that_an_answer_brings_about_is_no_rupture_of_the_turn_before_it() -> None:
    transcript = talk(between("ot4"), "stay", "1", "stay", "7", "leave")
    assert [turn.moods["ada"] for turn in transcript.turns] == ["so2", "ot4", "ot4"]
    assert ruptures(transcript) == []
    assert (summarize(transcript).ruptures, summarize(transcript).repaired) == (0, 0)


def test_a_rupture_before_an_answer_is_told_with_its_turn() -> None:
    transcript = talk(between("so2"), "stay", "7", "hurt", "1", "stay", "7", "leave")
    [found] = ruptures(transcript)
    assert (found.persona, found.turn, found.repaired_at) == ("ada", 2, 3)


def test_lines_after_an_answer_are_no_part_of_the_last_six_turns() -> None:
    transcript = talk(between(None), "stay", "7", "stay", "6")
    assert summarize(transcript).client_to_client == pytest.approx(0.5)


def test_goals_count_turns_only() -> None:
    tally = summarize(talk(between(None), "near", "1", "stay", "2", "leave")).goals["honest"]
    assert (tally.got, tally.best) == (1, 3)


def test_only_answers_are_no_talk_yet() -> None:
    transcript = talk(story({"at": scale()}), "3")
    assert transcript.ending == "out"
    assert summarize(transcript).practice_score is None


def test_progress_counts_where_an_answer_brought_somebody() -> None:
    assert summarize(talk(between("so4"), "stay", "1", "leave")).progress == pytest.approx(1)


# --- turn by turn -----------------------------------------------------------------------------------------


def test_what_a_turn_moved_is_told_apart_from_what_an_answer_moved() -> None:
    transcript = talk(between("ot4"), "near", "1", "stay", "7", "near", "7")
    assert [(move.before, move.after) for n in (1, 2, 3) for move in moves(transcript, n)] == [
        ("so2", "so2"), ("ot4", "ot4"), ("ot4", "so2"),
    ]  # fmt: skip


def test_roads_not_taken_go_through_the_answers_that_were_given() -> None:
    scenes = {
        "at": scene(to="ask", responses={"go": say(), "run": say(to="out")}),
        "ask": scale(outcome("value == 1", mood={"ada": "sad"}, to="hall"), outcome(to="at")),
        "hall": scene(
            to="out", responses={"go": say(), "back": say(to=[{"if": "ada == sad", "to": "at"}, {"to": "out"}])}
        ),
    }
    transcript = talk(story(scenes), "go", "5", "go", "1", "go")
    assert [(road.turn, road.response, road.to) for road in roads(transcript)] == [
        (1, "run", "out"), (2, "run", "out"), (3, "back", "at"),
    ]  # fmt: skip


# --- as JSON ----------------------------------------------------------------------------------------------


def test_a_replay_tells_each_answer_and_after_how_many_turns_it_was_given() -> None:
    found = replay(talk(between(None), "near", "1", "stay", "6", "leave"), 3)
    assert found["answers"] == [
        {"scene": "ask", "answer": "1", "after": 1},
        {"scene": "ask", "answer": "6", "after": 2},
    ]
    assert [turn["response"] for turn in found["turns"]] == ["near", "stay", "leave"]
    assert json.loads(json.dumps(found)) == found


def test_a_replay_without_answers_has_no_place_for_them() -> None:
    assert "answers" not in replay(talk(between(None), "leave"), 0)


def test_a_replay_of_a_talk_that_begins_with_a_scale_has_no_turn_before_it() -> None:
    scenario = story({"ask": scale(outcome(to="at")), "at": scene()}, personas={"ada": persona()})
    assert replay(talk(scenario, "7"), 0)["answers"] == [{"scene": "ask", "answer": "7", "after": 0}]
