"""A fork goes on by itself: whatever is chosen in it, the conversation it left stays as it was, and the reverse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from tests.conversation.drivers import choosable
from tests.conversation.stories import meters, pair, persona, say, scene, story
from tests.conversation.strategies import Plain, stories
from tests.conversation.test_random_stories import loaded, picks, seeds
from trainer.conversation import Moment, Run, Session, Transcript
from trainer.errors import ChoiceError


def seen(session: Session) -> tuple[Moment, Transcript, Run]:
    """Return all that can be known of a conversation."""
    return session.moment, session.transcript, session.run


def offered(session: Session) -> list[str]:
    """Return what can be chosen now."""
    return choosable(session.moment)


def step(session: Session, pick: int) -> None:
    """Choose by number, if anything is on offer."""
    names = offered(session)
    if names:
        session.choose(names[pick % len(names)])


def restored(session: Session, choices: tuple[str, ...]) -> Session:
    """Return a conversation with other choices, held from the beginning."""
    return Session.restore(session.scenario, replace(session.run, choices=choices))


# --- random stories ---------------------------------------------------------------------------------------


@PROFILE
@given(stories(), seeds, st.integers(0, 8), picks, picks)
def test_a_fork_and_what_it_left_go_on_by_themselves(
    data: Plain, seed: int, turns: int, here: list[int], there: list[int]
) -> None:
    session = Session(loaded(data), seed=seed)
    for pick in here[:turns]:
        step(session, pick)
    fork = session.fork()
    assert seen(fork) == seen(session)
    for mine, other in zip(here[turns:], there, strict=False):
        before = seen(session)
        step(fork, other)
        assert seen(session) == before
        after = seen(fork)
        step(session, mine)
        assert seen(fork) == after
    for each in (session, fork):
        assert seen(each) == seen(restored(session, each.run.choices))


@PROFILE
@given(stories(), seeds, picks)
def test_trying_everything_in_forks_of_every_turn_changes_nothing(data: Plain, seed: int, choices: list[int]) -> None:
    session, untouched = Session(loaded(data), seed=seed), Session(loaded(data), seed=seed)
    for pick in choices:
        at = session.fork()
        tried = {name: at.fork().choose(name) for name in offered(session)}
        made = offered(session)
        step(session, pick)
        step(untouched, pick)
        if made:
            assert tried[made[pick % len(made)]] == session.moment
    assert session.moment == untouched.moment
    assert session.run == untouched.run
    assert session.transcript.turns == untouched.transcript.turns


# --- what does not show at once ---------------------------------------------------------------------------


def test_what_is_offered_once_is_spent_only_where_it_was_chosen() -> None:
    session = Session(story({"at": scene(to="at", responses={"key": say(once=True), "wait": say()})}))
    fork = session.fork()
    fork.choose("key")
    session.choose("wait")
    assert (offered(session), offered(fork)) == (["key", "wait"], ["wait"])


def test_each_counts_its_own_visits() -> None:
    session = Session(story({"at": scene(to="at", lines=[{"ada": ["One.", "Two.", "Three."]}])}))
    fork = session.fork()
    fork.choose("go")
    fork.choose("go")
    assert [line.text for line in fork.moment.lines] == ["Three."]
    assert [line.text for line in session.choose("go").lines] == ["Two."]


def test_each_has_its_own_story_behind_it() -> None:
    responses = {
        "tell": say(),
        "hall": say(to="hall"),
        "told": say(**{"if": "chosen(at.tell)"}),
        "been": say(**{"if": "visited(hall)"}),
    }
    session = Session(story({"at": scene(to="at", responses=responses), "hall": scene(to="at")}))
    fork = session.fork()
    fork.choose("tell")
    session.choose("hall")
    session.choose("go")
    assert offered(fork) == ["tell", "hall", "told"]
    assert offered(session) == ["tell", "hall", "been"]


def test_each_has_its_own_moods_and_meters() -> None:
    cross = say(mood={"bob": "angry"}, meters={"trust": 2})
    scenario = story(
        {"at": scene(to="at", responses={"go": say(), "cross": cross})}, personas=pair(), meters=meters(trust=1)
    )
    session = Session(scenario)
    fork = session.fork()
    fork.choose("cross")
    assert (session.moment.moods, session.moment.meters) == ({"ada": "calm", "bob": "calm"}, {"trust": 1})
    assert (fork.moment.moods, fork.moment.meters) == ({"ada": "calm", "bob": "angry"}, {"trust": 3})
    assert session.choose("go").moods == {"ada": "calm", "bob": "calm"}
    assert fork.choose("go").moods == {"ada": "calm", "bob": "angry"}


def test_a_fork_of_a_fork_is_a_third_conversation() -> None:
    session = Session(story({"at": scene(to="at", responses={"one": say(), "two": say(), "three": say()})}))
    fork = session.fork()
    fork.choose("one")
    third = fork.fork()
    third.choose("two")
    fork.choose("three")
    assert [each.run.choices for each in (session, fork, third)] == [(), ("one", "three"), ("one", "two")]


def test_a_fork_keeps_seed_and_dispositions() -> None:
    ways = {"shy": {"start": "sad"}, "loud": {"start": "angry"}}
    scenario = story({"at": scene(to="at")}, personas=pair(persona(dispositions=ways), persona(dispositions=ways)))
    session = Session(scenario, seed=7, disposition={"ada": "shy", "bob": "loud"})
    fork = session.fork()
    fork.choose("go")
    assert (fork.run.seed, fork.run.disposition) == (7, {"ada": "shy", "bob": "loud"})
    assert fork.moment.moods == {"ada": "sad", "bob": "angry"}


# --- at the edges -----------------------------------------------------------------------------------------


def test_a_fork_after_the_ending_has_nothing_on_offer() -> None:
    session = Session(story({"at": scene()}))
    session.choose("go")
    fork = session.fork()
    assert (fork.moment.ending, offered(fork)) == ("out", [])
    with pytest.raises(ChoiceError):
        fork.choose("go")


def test_what_a_fork_refuses_changes_neither() -> None:
    session = Session(story({"at": scene(to="at")}))
    fork = session.fork()
    before = seen(session)
    with pytest.raises(ChoiceError):
        fork.choose("nothing")
    assert seen(fork) == seen(session) == before
    assert fork.choose("go") == session.choose("go")
