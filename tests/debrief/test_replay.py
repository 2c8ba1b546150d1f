"""The JSON that tools rely on: exactly these keys, numbers in full, everything plain."""

from __future__ import annotations

import json

import pytest

from tests.conversation.stories import meters, pair, persona, say, scene, story
from tests.debrief.talks import endless, talk
from trainer.conversation import Session
from trainer.debrief import summarize
from trainer.debrief.replay import replay
from trainer.scenario.model import Scenario

TURN = {
    "scene", "response", "phase", "mood", "client", "clients", "rose", "closeness", "band", "band_score", "rose_fit",
    "drawn_in", "predicted", "autonomy", "pitfalls", "meters",
}  # fmt: skip
SUMMARY = {
    "in_band", "too_near", "too_far", "longest_outside", "rose_fit", "drawn_in", "progress", "autonomy", "ruptures",
    "repaired", "goals", "pitfalls", "between", "client_to_client", "practice_score",
}  # fmt: skip


def three() -> Scenario:
    """Return a story with two clients in which `ada`, `both` and `alone` address one, both, and the only one there."""
    responses = {
        "ada": say(towards="ada", pitfalls=["redder"], goals={"honest": 1}, meters={"trust": 1}, autonomy=1),
        "both": say(rose="M", mood={"ada": "sad"}),
        "list": say(towards=["bob"]),
    }
    scenes = {
        "at": scene(to="at", phase="opening", responses={**responses, "go": say(to="next")}),
        "next": scene(present=["bob"], responses={"alone": say()}),
    }
    return story(scenes, personas=pair(), meters=meters(trust=1), goals={"honest": "Honest"})


def test_the_keys_are_those_of_the_contract() -> None:
    found = replay(talk(three(), "ada", "both"), 7)
    assert found.keys() == {"scenario", "digest", "seed", "disposition", "turns", "ending", "summary"}
    assert [turn.keys() for turn in found["turns"]] == [TURN, TURN]
    assert found["summary"].keys() == SUMMARY
    assert found["summary"]["rose_fit"].keys() == {"opening", "middle", "closing"}


def test_a_turn_is_told_in_full() -> None:
    scenario = three()
    turn = replay(talk(scenario, "ada", "both"), 0)["turns"][0]
    assert (turn["scene"], turn["response"], turn["phase"]) == ("at", "ada", "opening")
    assert (turn["mood"], turn["meters"]) == ({"ada": "calm", "bob": "calm"}, {"trust": 1})
    assert turn["client"] == {"persona": "ada", "octant": "SO", **turn["clients"]["ada"]}
    assert list(turn["clients"]) == ["ada", "bob"]
    assert turn["clients"]["bob"].keys() == {"octant", "x", "y"}
    assert turn["rose"] == {
        "code": "SB2",
        "octant": "SB",
        "x": pytest.approx(0.46194),
        "y": pytest.approx(0.19134, abs=1e-5),
    }
    assert turn["predicted"].keys() == {"octant", "x", "y"}
    assert (turn["closeness"], turn["band"], turn["band_score"]) == (0, [0, 1], 100)
    assert (turn["autonomy"], turn["pitfalls"]) == (1, ["redder"])


def test_of_several_addressed_the_client_is_a_list_without_an_octant() -> None:
    turns = replay(talk(three(), "both", "both"), 0)["turns"]
    assert turns[0]["client"].keys() == {"persona", "octant", "x", "y"}
    assert (turns[0]["client"]["persona"], turns[0]["client"]["octant"]) == (["ada", "bob"], None)
    x = [place["x"] for place in turns[1]["clients"].values()]
    assert turns[1]["client"]["x"] == pytest.approx(sum(x) / 2)
    assert turns[1]["clients"]["ada"]["octant"] == "OS"


def test_one_addressed_in_a_list_or_alone_in_the_room_is_an_id() -> None:
    turns = replay(talk(three(), "list", "go", "alone"), 0)["turns"]
    assert [turn["client"]["persona"] for turn in turns] == ["bob", ["ada", "bob"], "bob"]
    assert list(turns[2]["clients"]) == ["bob"]


def test_the_middle_is_told_as_m() -> None:
    rose = replay(talk(three(), "both"), 0)["turns"][0]["rose"]
    assert rose == {"code": "M", "octant": "M", "x": 0, "y": 0}


def test_everything_is_plain_and_comes_back_as_it_was() -> None:
    found = replay(talk(three(), "ada", "both", "go", "alone"), 3)
    assert json.loads(json.dumps(found)) == found


def test_numbers_keep_their_full_precision() -> None:
    transcript = talk(three(), "ada")
    turn = replay(transcript, 0)["turns"][0]
    reading = transcript.turns[0].judgement
    assert (turn["rose_fit"], turn["drawn_in"]) == (reading.rose_fit, reading.drawn_in)
    assert turn["predicted"]["x"] == reading.predicted.x


def test_ending_seed_disposition_and_digest_are_told() -> None:
    scenario = endless({"go": say()}, personas={"ada": persona(dispositions={"odd": {}})})
    going, gone = replay(talk(scenario, "go"), 5), replay(talk(scenario, "leave"), 5)
    assert (going["ending"], gone["ending"]) == (None, "out")
    assert (going["seed"], going["disposition"], going["digest"]) == (5, "odd", scenario.digest)
    assert (going["scenario"], replay(talk(three()), 0)["disposition"]) == (scenario.id, None)


def test_dispositions_of_several_are_a_mapping() -> None:
    clients = pair(persona(dispositions={"odd": {}}), persona(name="Bob", dispositions={"shy": {}}))
    session = Session(endless({"go": say()}, personas=clients))
    assert replay(session.transcript, 0)["disposition"] == {"ada": "odd", "bob": "shy"}


def test_the_summary_is_the_summary() -> None:
    transcript = talk(three(), "ada", "both", "ada")
    found, summary = replay(transcript, 0)["summary"], summarize(transcript)
    assert found["goals"] == {"honest": {"got": 2, "best": 3}}
    assert list(found["pitfalls"]) == [{"id": "redder", "turn": 1}, {"id": "redder", "turn": 3}]
    for name in SUMMARY - {"goals", "pitfalls"}:
        assert found[name] == getattr(summary, name)


def test_without_turns_there_is_no_score() -> None:
    summary = replay(talk(three()), 0)["summary"]
    assert (summary["practice_score"], summary["drawn_in"]) == (None, None)
    assert summary["rose_fit"] == {"opening": None, "middle": None, "closing": None}
