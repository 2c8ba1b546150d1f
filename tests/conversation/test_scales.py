"""An answer on a scale: the first outcome that holds happens, in its order, and no turn is made of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.drivers import kept
from tests.conversation.stories import meters, outcome, pair, persona, say, scale, scene, shift, story
from trainer.conversation import Session
from trainer.conversation.run import Chosen, Reason, reasons, with_reasons
from trainer.errors import ChoiceError
from trainer.scenario.model import Scenario

THREE = (outcome("value <= 2", to="low"), outcome("value < 6", to="mid"), outcome(to="high"))


def asking(*outcomes: dict[str, Any], **more: Any) -> Scenario:
    """Return a story of one scale and the places that it can lead to."""
    return story({"at": scale(*outcomes), "low": scene(), "mid": scene(), "high": scene()}, **more)


# --- what is on offer -------------------------------------------------------------------------------------


def test_at_a_scale_there_are_answers_and_no_responses(play: Play) -> None:
    talk = play(asking(*THREE))
    assert talk.moment.activity is not None
    assert (talk.moment.responses, talk.moment.activity.answers) == ((), tuple("1234567"))
    talk.choose("3")
    assert talk.moment.activity is None
    assert talk.offered == ["go"]


@pytest.mark.parametrize("answer", ["0", "8", "-1", "05", "5 ", "five", "go", "", "٣", "1.0"])
def test_what_is_no_answer_is_refused_with_those_there_are_and_changes_nothing(answer: str) -> None:
    session = Session(asking(*THREE))
    before = session.moment, session.transcript, session.run
    with pytest.raises(ChoiceError, match=r"is not on offer now. There are: 1, 2, 3, 4, 5, 6, 7\."):
        session.choose(answer)
    assert (session.moment, session.transcript, session.run) == before


def test_an_answer_is_no_response(play: Play) -> None:
    talk = play(asking(*THREE), "5")
    with pytest.raises(ChoiceError, match=r"`5` is not on offer now. There are: go\."):
        talk.choose("5")


def test_after_the_ending_nothing_is_answered(play: Play) -> None:
    talk = play(story({"at": scale()}), "7")
    assert (talk.moment.ending, talk.moment.activity, talk.offered) == ("out", None, [])
    with pytest.raises(ChoiceError, match="the conversation has ended"):
        talk.choose("7")


# --- which outcome ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "place"), [("1", "low"), ("2", "low"), ("3", "mid"), ("5", "mid"), ("6", "high"), ("7", "high")]
)
def test_the_first_outcome_that_holds_happens(play: Play, answer: str, place: str) -> None:
    assert play(asking(*THREE), answer).moment.scene == place


def test_an_outcome_without_a_condition_takes_every_answer_that_is_left(play: Play) -> None:
    found = asking(outcome("value == 7", to="high"), outcome(to="mid"), outcome("value == 1", to="low"), outcome())
    assert [play(found, answer).moment.scene for answer in "17"] == ["mid", "high"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("value > trust", "4567"),
        ("trust <= value < 6", "345"),
        ("value in (1, trust, 7)", "137"),
        ("value == 2 and ada == calm", "2"),
        ("value == 2 and ada == sad", ""),
        ("value < 3 or visited(at)", "1234567"),
        ("visited(low) or chosen(mid.go)", ""),
        ("not value != 4", "4"),
        ("disposition == wary and value > 5", "67"),
    ],
)
def test_a_condition_looks_at_the_answer_and_at_the_story(condition: str, holds: str) -> None:
    ada = persona(dispositions={"wary": {}, "open": {}})
    outcomes = outcome(condition, to="high"), outcome(to="low")
    found = asking(*outcomes, meters=meters(trust=3), personas={"ada": ada})
    took = ""
    for answer in "1234567":
        session = Session(found, disposition="wary")
        took += answer if session.choose(answer).scene == "high" else ""
    assert took == holds


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("chosen(at.go)", True), ("chosen(at.other)", False), ("visited(at) and not visited(high)", True)],
)
def test_a_condition_looks_at_what_was_done_before(play: Play, condition: str, holds: bool) -> None:
    at = scene(to="ask", responses={"go": say(), "other": say()})
    ask = scale(outcome(f"value == 4 and {condition}", to="high"), outcome(to="low"))
    talk = play(story({"at": at, "ask": ask, "low": scene(), "high": scene()}), "go", "4")
    assert talk.moment.scene == ("high" if holds else "low")


def test_outcomes_are_weighed_before_anything_changes(play: Play) -> None:
    grown = outcome("value == 7 and trust == 0 and ada == calm", meters={"trust": 1}, mood={"ada": "sad"}, to="high")
    talk = play(asking(grown, outcome(to="low"), meters=meters(trust=0)), "7")
    assert (talk.moment.scene, talk.moment.meters, talk.moment.moods) == ("high", {"trust": 1}, {"ada": "sad"})


def test_the_answer_is_forgotten_when_it_was_given(play: Play) -> None:
    again = asking(outcome("value == 7", to="at"), outcome("value == 1 and trust == 0", to="low"), outcome(),
                   meters=meters(trust=0))  # fmt: skip
    assert play(again, "7", "1").moment.scene == "low"
    assert "value" not in play(again, "7").moment.meters


# --- what it does -----------------------------------------------------------------------------------------


def test_meters_then_moods_then_the_reply_by_the_new_mood_then_where_it_leads(play: Play) -> None:
    reply = [
        {"ada": {"sad": "That hurts.", "otherwise": "Fine."}},
        {"ada": "I trust you.", "if": "trust == 5"},
        {"ada": "Been there.", "if": "visited(next)"},
    ]
    told = outcome(meters={"trust": 9}, mood={"ada": "sad"}, reply=reply, to="next")
    entered = scene(
        meters={"trust": -2},
        mood={"ada": "angry"},
        lines=[{"ada": {"angry": "Go!", "otherwise": "Stay."}}, {"narrator": "Three.", "if": "trust == 3"}],
    )
    talk = play(story({"at": scale(told), "next": entered}, meters=meters(trust=1)), "4")
    assert [line.text or line.shows for line in talk.lines] == [
        "She cries.", "That hurts.", "I trust you.", "She stands up.", "Go!", "Three.",
    ]  # fmt: skip
    assert (talk.moment.meters, talk.moment.moods) == ({"trust": 3}, {"ada": "angry"})


def test_an_answer_that_changes_no_mood_shows_nothing(play: Play) -> None:
    assert play(asking(outcome(mood={"ada": "calm"}, to="low")), "1").lines == ()


def test_nobody_answers_a_scale_by_a_shift_of_their_own(play: Play) -> None:
    quick = persona(shifts=[shift("angry", heard=True), shift("sad", "too_far")])
    talk = play(story({"at": scale(outcome(to="next")), "next": scene()}, personas={"ada": quick}), "1")
    assert talk.moment.moods == {"ada": "calm"}


def test_somebody_outside_is_moved_and_not_seen(play: Play) -> None:
    told = outcome(mood={"bob": "sad", "ada": "sad"}, to="next")
    talk = play(story({"at": scale(told, present=["ada"]), "next": scene()}, personas=pair()), "1")
    assert talk.moment.moods == {"ada": "sad", "bob": "sad"}
    assert [(line.speaker, line.shows) for line in talk.lines] == [("ada", "She cries.")]


def test_a_reply_goes_by_how_often_the_scale_was_shown(play: Play) -> None:
    again = outcome("value < 7", reply=[{"ada": ["Once.", "Twice."]}], to="at")
    talk = play(story({"at": scale(again, outcome(), lines=[{"narrator": ["First.", "Again."]}])}))
    heard = [talk.texts]
    for answer in "123":
        talk.choose(answer)
        heard.append(talk.texts)
    assert heard == [["First."], ["Once.", "Again."], ["Twice.", "Again."], ["Twice.", "Again."]]


def test_entering_a_scale_does_what_entering_does_but_not_where_the_talk_starts(play: Play) -> None:
    other = scale(outcome(), meters={"trust": 1}, mood={"ada": "sad"})
    found = story({"at": scale(outcome(to="other"), meters={"trust": 1}, mood={"ada": "angry"}), "other": other},
                  meters=meters(trust=0))  # fmt: skip
    assert (play(found).moment.meters, play(found).moment.moods) == ({"trust": 0}, {"ada": "calm"})
    assert (play(found, "1").moment.meters, play(found, "1").moment.moods) == ({"trust": 1}, {"ada": "sad"})


def test_an_outcome_may_lead_through_narration(play: Play) -> None:
    fog = {"lines": [{"narrator": "Fog."}], "to": [{"if": "ada == sad", "to": "low"}, {"to": "out"}]}
    scenes = {"at": scale(outcome(mood={"ada": "sad"}, to="fog")), "fog": fog, "low": scale()}
    talk = play(story(scenes), "1")
    assert (talk.moment.scene, talk.texts) == ("low", ["Fog."])


# --- no turn ----------------------------------------------------------------------------------------------


def around() -> Scenario:
    """Return a story with a scale before, between and after the turns."""
    first = scale(outcome(mood={"ada": "sad"}, to="mid"), reason=True)
    second = scale(outcome("value == 1", to="second", mood={"ada": "angry"}), outcome(to="late"), reason=True)
    return story({
        "first": first,
        "mid": scene(to="second"),
        "second": second,
        "late": scene(to="last"),
        "last": scale(outcome(mood={"ada": "calm"})),
    })  # fmt: skip


WAY = ("4", "go", "1", "5", "go", "7")


def test_answers_stand_beside_the_turns(play: Play) -> None:
    talk = play(around(), *WAY)
    assert [(turn.scene, turn.response) for turn in talk.turns] == [("mid", "go"), ("late", "go")]
    found = [(given.scene, given.answer, given.turns, given.moods["ada"]) for given in talk.transcript.answers]
    assert found == [
        ("first", "4", 0, "calm"),
        ("second", "1", 1, "sad"),
        ("second", "5", 1, "angry"),
        ("last", "7", 2, "angry"),
    ]
    assert talk.session.choices == WAY


def test_a_turn_can_be_found_among_the_choices(play: Play) -> None:
    transcript = play(around(), *WAY).transcript
    assert [transcript.choices_before(turn) for turn in (1, 2, 3)] == [1, 4, 6]
    assert [[given.answer for given in transcript.answers_after(turn)] for turn in (0, 1, 2)] == [
        ["4"],
        ["1", "5"],
        ["7"],
    ]


def test_the_moods_after_a_turn_are_those_before_anything_was_answered(play: Play) -> None:
    transcript = play(around(), *WAY).transcript
    assert [transcript.moods_after(turn)["ada"] for turn in (0, 1, 2)] == ["calm", "sad", "angry"]
    assert transcript.moods == {"ada": "calm"}


# --- reasons ----------------------------------------------------------------------------------------------


def test_a_reason_is_kept_where_one_is_asked_for(play: Play) -> None:
    talk = play(around(), *WAY)
    assert talk.session.run.reasons == (
        Reason(1, "Because of 0."),
        Reason(3, "Because of 2."),
        Reason(4, "Because of 3."),
    )
    assert [given.reason for given in talk.transcript.answers] == [
        "Because of 0.",
        "Because of 2.",
        "Because of 3.",
        "",
    ]


def test_a_talk_is_restored_with_its_reasons() -> None:
    session = Session(around())
    for choice, reason in zip(WAY, ["Bang.", "no", "", "  Two\nlines. ", "", "never asked"], strict=True):
        session.choose(choice, reason)
    again = Session.restore(session.scenario, kept(session.run))
    assert (again.run, again.transcript, again.moment) == (session.run, session.transcript, session.moment)
    assert again.run.reasons == (Reason(1, "Bang."), Reason(4, "  Two\nlines. "))
    assert again.chosen == session.chosen
    assert again.explored(2).choices == ("go", "7")
    assert session.explored(1).reasons == (Reason(3, "  Two\nlines. "),)


def test_reasons_go_with_their_choices_and_back() -> None:
    made = with_reasons(("4", "go", "1"), [Reason(3, "Why not.")])
    assert made == (Chosen("4"), Chosen("go"), Chosen("1", "Why not."))
    assert reasons(made) == (Reason(3, "Why not."),)
    assert reasons([Chosen("1", ""), Chosen("go")]) == ()


def test_a_fork_at_a_scale_leaves_the_talk_where_it_was() -> None:
    session = Session(around())
    fork = session.fork()
    fork.choose("4", "There.")
    fork.choose("go")
    assert (session.choices, session.transcript.answers, session.moment.scene) == ((), (), "first")
    session.choose("2", "Here.")
    assert [given.reason for given in fork.transcript.answers] == ["There."]
    assert session.run.reasons == (Reason(1, "Here."),)
