"""What cannot be done: choosing what is not on offer, going on after the end, changing what has been."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import FrozenInstanceError
from typing import cast

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import meters, persona, say, scene, shift, story
from trainer import language
from trainer.errors import ChoiceError

LOOP = {"at": scene(to="at", responses={"go": say(), "leave": say(to="out")})}


def test_a_response_not_on_offer_is_refused_and_changes_nothing(play: Play) -> None:
    responses = {"go": say(meters={"trust": 1}), "deep": say(**{"if": "trust >= 5"}), "spent": say(once=True)}
    scenes = {"at": scene(to="at", responses=responses), "far": scene(responses={"elsewhere": say()})}
    talk = play(story(scenes, meters=meters(trust=0)), "spent")
    before, transcript, run = talk.moment, talk.transcript, talk.session.run
    for name in ("deep", "spent", "elsewhere", "at.go", "", "nonsense"):
        with pytest.raises(ChoiceError):
            talk.choose(name)
    assert (talk.moment, talk.session.run) == (before, run)
    assert talk.transcript.turns == transcript.turns
    talk.choose("go")
    assert talk.moment.meters == {"trust": 1}


def test_the_message_names_what_is_on_offer(play: Play) -> None:
    language.use("en")
    with pytest.raises(ChoiceError, match=r"`stay` is not on offer now\. There are: go, leave\."):
        play(story(LOOP), "stay")


def test_after_an_ending_nothing_can_be_chosen(play: Play) -> None:
    language.use("en")
    talk = play(story(LOOP), "leave")
    before = talk.moment
    assert (before.ending, before.responses) == ("out", ())
    with pytest.raises(ChoiceError, match="ended"):
        talk.choose("go")
    assert talk.moment == before
    assert len(talk.turns) == 1


def test_a_scene_where_nothing_is_on_offer_is_no_ending(play: Play) -> None:
    talk = play(story({"at": scene(to="at", responses={"go": say(once=True)})}), "go")
    assert (talk.moment.scene, talk.moment.responses, talk.moment.ending) == ("at", (), None)
    assert talk.transcript.ending is None
    with pytest.raises(ChoiceError):
        talk.choose("go")


def test_where_nothing_is_on_offer_the_message_does_not_claim_an_ending(play: Play) -> None:
    language.use("en")
    talk = play(story({"at": scene(to="at", responses={"go": say(once=True)})}), "go")
    with pytest.raises(ChoiceError) as refused:
        talk.choose("go")
    assert "ended" not in str(refused.value)


# --- frozen -----------------------------------------------------------------------------------------------


def test_moments_and_turns_cannot_be_changed(play: Play) -> None:
    talk = play(story(LOOP), "go")
    for value, name in ((talk.moment, "scene"), (talk.turns[0], "response"), (talk.judged, "band_score")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "other")


@pytest.mark.parametrize("choices", [(), ("go",)])
def test_tampering_with_a_moment_reaches_no_conversation(play: Play, choices: tuple[str, ...]) -> None:
    responses = {"go": say(meters={"trust": 1}, mood={"ada": "sad"})}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0))
    talk = play(scenario, *choices)
    for mapping in (talk.moment.moods, talk.moment.meters):
        with suppress(AttributeError, TypeError):
            cast("dict[str, object]", mapping).update(ada="angry", trust=5)
    assert play(scenario).moment.moods == {"ada": "calm"}
    assert play(scenario).moment.meters == {"trust": 0}
    talk.choose("go")
    assert (talk.moment.moods, talk.moment.meters) == ({"ada": "sad"}, {"trust": len(choices) + 1})


def test_an_old_moment_stays_as_it_was(play: Play) -> None:
    moving = {"ada": persona(shifts=[shift("sad", origin="calm"), shift("angry", origin="sad")])}
    scenes = {"at": scene(to="at", responses={"go": say(meters={"trust": 1}, reply=[{"ada": "Yes."}])})}
    talk = play(story(scenes, personas=moving, meters=meters(trust=0)))
    first, second = talk.moment, talk.choose("go")
    turn = talk.turns[0]
    talk.choose("go", "go")
    assert (first.lines, first.moods, first.meters) == ((), {"ada": "calm"}, {"trust": 0})
    assert (second.moods, second.meters) == ({"ada": "sad"}, {"trust": 1})
    assert [line.text for line in second.lines if line.text] == ["Yes."]
    assert (turn.moods, turn.meters) == ({"ada": "calm"}, {"trust": 0})
    assert talk.turns[0] == turn
    assert talk.moment.moods == {"ada": "angry"}


def test_two_conversations_in_one_scenario_do_not_meet(play: Play) -> None:
    responses = {"go": say(meters={"trust": 1}, mood={"ada": "sad"}, once=True), "stay": say()}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0))
    one, other = play(scenario), play(scenario)
    one.choose("go")
    assert (other.moment.meters, other.moment.moods, other.offered) == ({"trust": 0}, {"ada": "calm"}, ["go", "stay"])
    assert one.offered == ["stay"]
    assert play(scenario).moment == other.moment
