"""Players who do not listen, against the same players written down once more over real conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from hypothesis import given

from tests.authoring.everything import Seen, Talk, castings, offered
from tests.authoring.wild import numbers, story
from tests.conversation import PROFILE
from tests.conversation.stories import meters, persona, say, scene
from tests.conversation.stories import story as written
from trainer.authoring import bots as module
from trainer.authoring.bots import Played, bots
from trainer.authoring.explorer import Way, explore
from trainer.conversation.stage import OfferedResponse
from trainer.debrief import summarize
from trainer.scenario.model import Scenario

AROUND = ["SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO"]
RUNS, TURNS = 3, 12
"""How often `random` plays in random stories, and how long everybody does."""
NAMES = [
    "first", "last", "longest", "shortest", "friendliest", "closest", "most_distant", "always_SB", "always_SO", "random"
]  # fmt: skip


@contextmanager
def limits(**limit: int) -> Iterator[None]:
    """Have other limits for a while: MOST_TURNS or RANDOM_RUNS."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limit.items():
            patch.setattr(module, name, value)
        yield


def played(scenes: dict[str, Any], **more: Any) -> dict[str, Played]:
    """Return what every bot comes to in a story with these scenes; `random` plays less often than it should."""
    with limits(RANDOM_RUNS=RUNS):
        return bots(explore(written(scenes, **more)))


# --- the same players, written down once more -------------------------------------------------------------


def steps(code: str, wanted: str) -> int:
    """Return how many octants a place on the Rose is away from the one that is wanted; the middle is furthest."""
    if code == "M":
        return 4
    apart = abs(AROUND.index(code[:2]) - AROUND.index(wanted))
    return min(apart, 8 - apart)


def together(code: str) -> float:
    """Return how far a place on the Rose lies towards together."""
    if code == "M":
        return 0
    wide, narrow = 0.9239, 0.3827
    far = {"SB": wide, "SO": wide, "BS": narrow, "OS": narrow, "BT": -narrow, "OT": -narrow, "TB": -wide, "TO": -wide}
    return far[code[:2]] * int(code[2:])


WANTS: dict[str, Callable[[OfferedResponse], float]] = {
    "longest": lambda offer: len(offer.response.text),
    "shortest": lambda offer: -len(offer.response.text),
    "friendliest": lambda offer: together(offer.response.rose.code),
    "closest": lambda offer: offer.response.closeness,
    "most_distant": lambda offer: -offer.response.closeness,
    "always_SB": lambda offer: -steps(offer.response.rose.code, "SB"),
    "always_SO": lambda offer: -steps(offer.response.rose.code, "SO"),
}


def best_first(name: str, talk: Talk) -> list[str]:
    """Return what there is to try in the order in which a player wants it; nobody has a taste in answers."""
    if talk.moment.activity is not None:
        return sorted(offered(talk), key=talk.outcome, reverse=name == "last")
    left, ordered = list(talk.moment.responses), []
    if name == "last":
        left.reverse()
    while left:
        liked = max(left, key=WANTS[name]) if name in WANTS else left[0]  # the first of those that are liked as much
        ordered.append(liked.id)
        left.remove(liked)
    return ordered


def talk_of(scenario: Scenario, disposition: dict[str, str], choose: Callable[[Talk], str]) -> tuple[float, Way]:
    """Return what a player comes to in so many turns at most, and how."""
    talk = Talk(scenario, disposition)
    while offered(talk) and len(talk.transcript.turns) < TURNS and len(talk.choices) < module.MOST_CHOICES:
        talk.choose(choose(talk))
    return summarize(talk.transcript).practice_score or 0.0, Way(disposition, talk.run.choices)


def wanting(name: str) -> Callable[[Talk], str]:
    """Return who takes what it likes best; the second time in a situation what it likes second best, and so on."""
    been: Counter[Seen] = Counter()

    def choose(talk: Talk) -> str:
        ordered = best_first(name, talk)
        been[talk.seen()] += 1
        return ordered[min(been[talk.seen()], len(ordered)) - 1]

    return choose


def guessing(seed: int) -> Callable[[Talk], str]:
    """Return who takes anything."""
    random = Random(seed)
    return lambda talk: random.choice(offered(talk))


@PROFILE
@given(numbers)
def test_every_bot_plays_as_the_design_says(number: int) -> None:
    scenario = story(number)
    with limits(RANDOM_RUNS=RUNS, MOST_TURNS=TURNS):
        found = bots(explore(scenario))
    assert list(found) == NAMES
    for name in NAMES[:-1]:
        theirs = [talk_of(scenario, disposition, wanting(name)) for disposition in castings(scenario)]
        best = max(score for score, _way in theirs)
        assert found[name].score == pytest.approx(best, abs=1e-9), name
        assert found[name].way in [way for score, way in theirs if score >= best - 1e-9], name
    means = [
        sum(talk_of(scenario, disposition, guessing(seed))[0] for seed in range(RUNS)) / RUNS
        for disposition in castings(scenario)
    ]
    assert found["random"].score == pytest.approx(max(means), abs=1e-9)
    assert found["random"].way.choices == ()


# --- what each of them takes ------------------------------------------------------------------------------


MENU = {
    "a": say(say="Middling.", rose="TB3", closeness=1),
    "b": say(say="By far the longest of them.", rose="SO3", closeness=-1),
    "c": say(say="No.", rose="SB3", closeness=3),
    "d": say(say="Medium, so.", rose="BS4", closeness=-3),
    "e": say(say="Middling.", rose="M", closeness=-3),
}


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("first", "a"), ("last", "e"), ("longest", "b"), ("shortest", "c"), ("friendliest", "b"), ("closest", "c"),
        ("most_distant", "d"), ("always_SB", "c"), ("always_SO", "b"),
    ],
)  # fmt: skip
def test_every_bot_has_its_taste(name: str, taken: str) -> None:
    assert played({"at": scene(responses=MENU)})[name].way == Way({}, (taken,))


@pytest.mark.parametrize(
    "rose", [("SB3", "SB2"), ("SB2", "SB3"), ("SO", "SB"), ("SB", "SO"), ("BS", "OS"), ("OS", "BS")]
)
def test_of_equals_the_first_in_the_file_is_taken(rose: tuple[str, str]) -> None:
    responses = {f"r{n}": say(say="Same.", rose=code) for n, code in enumerate(rose)}
    found = played({"at": scene(responses=responses)})
    equal = {"longest", "shortest", "closest", "most_distant"}
    equal |= {"always_SB", "always_SO"} if rose[0][:2] == rose[1][:2] else {"friendliest"}
    assert {found[name].way.choices for name in equal} == {("r0",)}


@pytest.mark.parametrize("rose", [("BS", "SO"), ("SO", "BS"), ("BS1", "SO4"), ("BT", "OS"), ("TO", "M"), ("M", "TO3")])
def test_angles_to_either_side_are_equal(rose: tuple[str, str]) -> None:
    responses = {f"r{n}": say(rose=code) for n, code in enumerate(rose)}
    assert played({"at": scene(responses=responses)})["always_SB"].way.choices == ("r0",)


def test_back_in_a_situation_a_bot_takes_what_it_likes_next() -> None:
    round_again = {f"r{n}": say(to="at") for n in range(3)}
    found = played({"at": scene(responses={**round_again, "go": say()})})
    assert found["first"].way.choices == ("r0", "r1", "r2", "go")
    assert found["last"].way.choices == ("go",)


def test_a_situation_that_changed_is_another_one() -> None:
    more = say(meters={"trust": 1}, to="at")
    found = played({"at": scene(responses={"more": more, "go": say()})}, meters=meters(trust=3))
    assert found["first"].way.choices == ("more", "more", "more", "go")


def test_a_memory_that_nobody_can_read_makes_no_other_situation() -> None:
    scenes = {"at": scene(responses={"by": say(to="hall"), "go": say()}), "hall": scene(to="at")}
    assert played(scenes)["first"].way.choices == ("by", "go", "go")


def test_a_bot_that_has_tried_everything_stays_with_the_last_for_forty_turns() -> None:
    found = played({"at": scene(to="at", responses={"one": say(), "two": say()})})
    assert found["first"].way.choices == ("one", *["two"] * 39)


def test_what_is_not_on_offer_is_not_taken() -> None:
    responses = {"shut": say(**{"if": "ada == sad"}), "key": say(once=True, to="at"), "go": say()}
    assert played({"at": scene(responses=responses)})["first"].way.choices == ("key", "go")


def test_a_bot_gets_the_disposition_that_suits_it() -> None:
    ways = {"wary": {"start": "sad", "band": {"middle": [-3, -3]}}, "open": {"start": "sad"}}
    responses = {"near": say(say="I am here.", closeness=1), "far": say(say="Fill it in.", closeness=-3)}
    found = played({"at": scene(responses=responses)}, personas={"ada": persona(dispositions=ways)})
    assert found["closest"].way == Way({"ada": "open"}, ("near",))
    assert found["most_distant"].way == Way({"ada": "wary"}, ("far",))


@pytest.mark.parametrize(
    "scenes",
    [{"fog": {"to": "out"}}, {"at": scene(responses={"go": say(**{"if": "ada == sad"})})}],
    ids=["only narration", "nothing on offer"],
)
def test_where_nothing_can_be_chosen_nothing_is_won(scenes: dict[str, Any]) -> None:
    found = played(scenes)
    assert {result.score for result in found.values()} == {0.0}
    assert {result.way.choices for result in found.values()} == {()}


# --- random -----------------------------------------------------------------------------------------------


def test_random_is_the_mean_of_a_thousand_conversations() -> None:
    responses = {"good": say(rose="SB1", closeness=0), "poor": say(rose="TB4", closeness=-3)}
    scenario = written({"at": scene(responses=responses)})
    found = bots(explore(scenario))
    good, poor = found["first"].score, found["last"].score
    assert module.RANDOM_RUNS == 1000
    share = (found["random"].score - poor) / (good - poor)
    assert share * 1000 == pytest.approx(round(share * 1000))
    assert share == pytest.approx(0.5, abs=0.06)
    assert bots(explore(scenario)) == found
