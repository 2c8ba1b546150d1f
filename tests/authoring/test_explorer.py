"""The explorer finds exactly what conversations can come to: random stories against every talk held one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, islice
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.authoring.everything import Everything, Seen, Talk, castings, offered, told
from tests.authoring.wild import numbers, story
from tests.conversation import PROFILE
from tests.conversation.stories import ENDINGS, meters, pair, persona, say, scene, shift
from tests.conversation.stories import story as written
from tests.conversation.test_random_stories import picks
from trainer.authoring import explorer
from trainer.authoring.explorer import Exploration, Reach, Way, explore
from trainer.authoring.layout import Layout, Situation
from trainer.authoring.scores import scores
from trainer.authoring.tables import Tables
from trainer.conversation import Session
from trainer.scenario.model import Scenario

MOST_TALKS = 150
"""How many talks are held at most with one set of dispositions of a random story."""
WAYS = 15
"""How many ways are replayed of one story."""


def facts(here: Situation) -> frozenset[str]:
    """Return what is remembered as an author writes it."""
    return frozenset(f"{word}({argument})" for word, argument in here.remembered)


def situation(tables: Tables, code: int) -> Seen:
    """Return a situation as `everything` tells it."""
    here = tables.layout.read(code)
    return told(here.place, here.moods, here.meters, facts(here))


def situations(reach: Reach) -> list[Seen]:
    """Return every situation of a reach, by number."""
    return [situation(reach.tables, code) for code in reach.codes]


def replayed(scenario: Scenario, way: Way) -> Talk:
    """Return the talk that a way is."""
    talk = Talk(scenario, dict(way.disposition))
    for choice in way.choices:
        talk.choose(choice)
    return talk


def total(exploration: Exploration) -> int:
    """Return how many situations there are, narration and endings included."""
    return sum(exploration.visits.values())


def spread(reach: Reach) -> Iterator[int]:
    """Yield some situations of a reach, the first and the last among them."""
    last = len(reach.codes) - 1
    yield from {*range(0, last, max(1, last // WAYS)), last}


def on_offer(reach: Reach, codes: set[int]) -> Counter[tuple[str, str]]:
    """Return in how many of these situations each response is on offer."""
    here = [number for number, code in enumerate(reach.codes) if code in codes]
    return Counter((reach.place(n), reach.response(n, move)) for n in here for move in reach.moves(n))


def step_by_step(reach: Reach) -> list[int]:
    """Return where every move of a reach leads, asked of the tables one by one."""
    numbers = {code: number for number, code in enumerate(reach.codes)}
    tables = reach.tables
    return [numbers[tables.after(code, move)] for code in reach.codes for move in tables.on_offer(code)]


# --- random stories ---------------------------------------------------------------------------------------


@PROFILE
@given(numbers, picks)
def test_tables_and_the_engine_agree_turn_by_turn(number: int, choices: list[int]) -> None:
    scenario = story(number)
    layout = Layout(scenario)
    for disposition in castings(scenario):
        tables, talk = Tables(scenario, layout, disposition), Talk(scenario, disposition)
        code = tables.start()
        for pick in choices:
            assert situation(tables, code) == talk.seen()
            moves = list(tables.on_offer(code))
            names = tables.ids[code & layout.place.mask]
            assert tuple(names[move.number] for move in moves) == offered(talk)
            if not moves:
                break
            move = moves[pick % len(moves)]
            code = tables.after(code, move)
            talk.choose(names[move.number])
        event(f"{min(len(talk.transcript.turns), 4)} turns or more")


@PROFILE
@given(numbers)
def test_what_is_found_is_exactly_what_there_is(number: int) -> None:
    scenario = story(number)
    exploration = explore(scenario)
    assert exploration.complete
    assert [reach.tables.dispositions for reach in exploration.reaches] == list(castings(scenario))
    there_is = [Everything.of(scenario, disposition, MOST_TALKS) for disposition in castings(scenario)]
    event("whole" if all(part.whole for part in there_is) else "too much to hold every talk")
    for reach, part in zip(exploration.reaches, there_is, strict=True):
        found = situations(reach)
        assert len(found) == len(set(found))
        ways = {seen: len(reach.way(here).choices) for here, seen in enumerate(found)}
        choices = {
            seen: tuple(reach.response(here, move) for move in reach.moves(here)) for here, seen in enumerate(found)
        }
        assert part.choices.items() <= ways.items()
        assert part.offers.items() <= choices.items()
        if part.whole:
            assert part.choices.keys() == ways.keys()
            assert reach.visits == part.visits
            assert reach.offers == Counter((s.place, name) for s, names in part.offers.items() for name in names)
    if all(part.whole for part in there_is):
        for place in (*scenario.scenes, *scenario.endings):
            turns = [n for part in there_is for seen, n in part.choices.items() if seen.place == place]
            way = exploration.way_to(place)
            assert (way and len(way.choices)) == min(turns, default=None), place


@PROFILE
@given(numbers)
def test_every_way_and_every_move_lead_where_they_say(number: int) -> None:
    scenario = story(number)
    for reach in explore(scenario).reaches:
        assert step_by_step(reach) == list(reach.arrivals)
        for here in spread(reach):
            talk = replayed(scenario, reach.way(here))
            assert talk.seen() == situation(reach.tables, reach.codes[here])
            for move in reach.moves(here):
                after = talk.fork()
                after.choose(reach.response(here, move))
                assert after.seen() == situation(reach.tables, reach.codes[reach.arrivals[move]])


@PROFILE
@given(numbers, picks)
def test_talks_in_one_situation_have_the_same_future(number: int, choices: list[int]) -> None:
    scenario = story(number)
    compared = 0
    for disposition in castings(scenario):
        met = Everything.of(scenario, disposition, MOST_TALKS).talks
        several = (talks for talks in met.values() if offered(talks[0]))
        for one, other in islice((two for talks in several for two in combinations(talks, 2)), 10):
            compared += 1
            same_future(one.fork(), other.fork(), choices)
    event(f"{min(compared, 3)} pairs or more")


def same_future(one: Talk, other: Talk, choices: list[int]) -> None:
    """Check that two talks go on alike, whatever lies behind them."""
    assert one.facts != other.facts
    for pick in choices[:6]:
        assert (one.moment.scene, one.moment.moods, one.moment.meters) == (
            other.moment.scene, other.moment.moods, other.moment.meters,
        )  # fmt: skip
        assert offered(one) == offered(other)
        if not offered(one):
            return
        choice = offered(one)[pick % len(offered(one))]
        one.choose(choice)
        other.choose(choice)


# --- what makes two talks one situation -------------------------------------------------------------------


def crossing(**last: Any) -> Scenario:
    """Return a story with two roads to one place, in the same mood; `last` is what can be done there."""
    return written({
        "at": scene(responses={"left": say(to="west"), "right": say(to="east")}),
        "west": scene(to="end"),
        "east": scene(to="end"),
        "end": scene(responses={"go": say(), **last}),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("last", "count"),
    [
        ({}, 1),
        ({"guarded": say(**{"if": "visited(west)"})}, 2),
        ({"guarded": say(**{"if": "not chosen(at.left)"})}, 2),
        ({"guarded": say(**{"if": "chosen(west.go) or ada == sad"})}, 2),
        ({"led": say(to=[{"if": "visited(west)", "to": "out"}, {"to": "end"}])}, 2),
        ({"guarded": say(**{"if": "visited(at)"})}, 1),
        ({"heard": say(reply=[{"ada": "So.", "if": "visited(west)"}])}, 1),
    ],
    ids=["nothing read", "visited", "chosen", "in an alternative", "by a way", "the same on both roads", "by a line"],
)
def test_roads_behind_a_talk_count_only_where_they_can_be_read(last: dict[str, Any], count: int) -> None:
    assert explore(crossing(**last)).visits["end"] == count


def test_with_lines_a_road_counts_too_where_only_a_line_reads_it() -> None:
    heard = say(reply=[{"ada": "So.", "if": "visited(west)"}])
    assert explore(crossing(heard=heard), lines=True).visits["end"] == 2
    assert explore(crossing(), lines=True).visits["end"] == 1


def test_what_can_be_read_no_more_is_forgotten() -> None:
    scenes = {
        "at": scene(to="mid", responses={"tell": say(once=True), "wait": say()}),
        "mid": scene(responses={"go": say(to="end"), "told": say(to="end", **{"if": "chosen(at.tell)"})}),
        "end": scene(),
    }
    exploration = explore(written(scenes))
    assert [exploration.visits[place] for place in ("at", "mid", "end", "out")] == [1, 2, 1, 1]
    assert exploration.offers["mid", "told"] == 1


def test_only_what_can_still_be_read_is_remembered() -> None:
    scenes = {
        "at": scene(to="at", responses={"key": say(once=True), "by": say(to="hall")}),
        "hall": scene(to="at", responses={"go": say(**{"if": "visited(hall)"})}),
    }
    reach = explore(written(scenes)).reaches[0]
    remembered = {facts(reach.situation(number)) for number in range(len(reach.codes))}
    assert remembered == {
        frozenset(),
        frozenset({"chosen(at.key)"}),
        frozenset({"visited(hall)"}),
        frozenset({"chosen(at.key)", "visited(hall)"}),
    }


# --- counting ---------------------------------------------------------------------------------------------


def test_every_value_of_a_meter_is_a_situation_of_its_own() -> None:
    more = say(meters={"trust": 1}, to="at")
    exploration = explore(written({"at": scene(responses={"more": more, "go": say()})}, meters=meters(trust=2)))
    assert exploration.visits == {"at": 4, "out": 4}
    assert exploration.offers == {("at", "more"): 4, ("at", "go"): 4}
    assert exploration.situations == 4


def test_a_response_behind_a_condition_counts_where_the_condition_holds() -> None:
    more, late = say(meters={"trust": 1}, to="at"), say(**{"if": "trust >= 4"})
    never = say(**{"if": "trust > 5"})
    scenes = {"at": scene(responses={"more": more, "late": late, "never": never})}
    assert explore(written(scenes, meters=meters(trust=0))).offers == {("at", "more"): 6, ("at", "late"): 2}


def test_narration_counts_once_for_every_situation_in_which_it_is_passed() -> None:
    scenes = {
        "at": scene(responses={"calm": say(to="hall"), "cross": say(to="hall", mood={"ada": "angry"}), "go": say()}),
        "hall": {"meters": {"trust": 1}, "to": "room"},
        "room": {"mood": {"ada": "sad"}, "to": "end"},
        "end": scene(),
    }
    exploration = explore(written(scenes, meters=meters(trust=0)))
    assert exploration.visits == {"at": 1, "hall": 2, "room": 1, "end": 1, "out": 2}
    assert exploration.situations == 5
    assert exploration.way_to("hall") is None
    assert exploration.way_to("end") == Way({}, ("calm",))


def test_situations_are_added_up_over_dispositions() -> None:
    ways = {"shy": {"start": "sad"}, "loud": {"start": "angry"}, "open": {}}
    scenes = {"at": scene(responses={"go": say(), "calmly": say(**{"if": "ada == calm"}, to="end")}), "end": scene()}
    exploration = explore(written(scenes, personas={"ada": persona(dispositions=ways)}))
    assert exploration.visits == {"at": 3, "end": 1, "out": 3}
    assert exploration.offers == {("at", "go"): 3, ("at", "calmly"): 1, ("end", "go"): 1}
    assert exploration.situations == 4
    assert exploration.way_to("end") == Way({"ada": "open"}, ("calmly",))


def test_the_shortest_way_is_the_shortest_of_all_dispositions() -> None:
    ways = {"shy": {}, "loud": {"start": "angry"}}
    at = scene(responses={"go": say(to="mid"), "dash": say(**{"if": "disposition == loud"}), "go_on": say(to="at")})
    exploration = explore(written({"at": at, "mid": scene()}, personas={"ada": persona(dispositions=ways)}))
    assert exploration.way_to("out") == Way({"ada": "loud"}, ("dash",))
    assert exploration.way_to("at") == Way({"ada": "shy"}, ())


def test_everybody_shows_up_in_every_way_together() -> None:
    ways = {"shy": {"start": "sad"}, "loud": {"start": "angry"}}
    personas = pair(persona(dispositions=ways), persona(dispositions=ways))
    responses = {"go": say(), "both": say(**{"if": "disposition(ada) == loud and disposition(bob) == shy"})}
    exploration = explore(written({"at": scene(responses=responses)}, personas=personas))
    assert exploration.visits["at"] == 4
    assert exploration.offers["at", "both"] == 1


def test_what_somebody_only_hears_moves_them_by_what_is_heard() -> None:
    bob = persona(shifts=[shift("angry", "together"), shift("sad", "together", heard=True)])
    absent = {"present": ["ada"], "responses": {"go": say(towards="ada", to="out")}}
    responses = {"her": say(towards="ada"), "him": say(towards="bob"), "all": say(towards="between")}
    scenes = {"at": scene(to="alone", responses=responses), "alone": absent}
    reach = explore(written(scenes, personas=pair(bob=bob))).reaches[0]
    moods = {
        (reach.place(number), reach.situation(number).moods["bob"], reach.way(number).choices)
        for number in range(1, len(reach.codes))
    }
    assert moods == {
        ("alone", "sad", ("her",)),
        ("alone", "angry", ("him",)),
        ("out", "sad", ("her", "go")),
        ("out", "angry", ("him", "go")),
    }


def test_shifts_read_meters_as_they_are_after_the_response_and_moods_as_they_were_before_it() -> None:
    ada = persona(reads=["trust"], shifts=[shift("sad", "trust >= 2"), shift("angry", "bob == sad")])
    bob = persona(shifts=[shift("sad", "ada == calm"), shift("angry", "ada == sad")])
    at = scene(to="at", responses={"more": say(meters={"trust": 1}), "same": say()})
    reach = explore(written({"at": at}, personas=pair(ada, bob), meters=meters(trust=1))).reaches[0]
    moods = {reach.way(number).choices: reach.situation(number).moods for number in range(len(reach.codes))}
    assert moods["more",] == {"ada": "sad", "bob": "sad"}
    assert moods["more", "same"] == {"ada": "sad", "bob": "angry"}
    assert moods["same", "same"] == {"ada": "angry", "bob": "sad"}
    assert step_by_step(reach) == list(reach.arrivals)


def test_nothing_else_is_told_to_be_reachable() -> None:
    scenes = {
        "at": scene(responses={"go": say(), "away": say(to="far", **{"if": "trust == 0"})}),
        "far": scene(to="lost"),
    }
    endings = {**ENDINGS, "lost": {"title": "Lost", "outcome": "hard"}}
    exploration = explore(written(scenes, meters=meters(trust=1), endings=endings))
    assert exploration.visits == {"at": 1, "out": 1}
    assert (exploration.way_to("far"), exploration.way_to("lost")) == (None, None)


# --- cut off ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def few_walks() -> Iterator[None]:
    """Hold fewer conversations at random where a search is cut off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorer, "WALKS", 8)
        yield


@PROFILE
@given(numbers, st.integers(0, 30))
def test_a_search_that_is_cut_off_says_so_and_tells_the_same_possible_things_every_time(number: int, most: int) -> None:
    scenario = story(number)
    whole, part, again = explore(scenario), explore(scenario, most), explore(scenario, most)
    assert part.complete == (total(whole) <= most)
    event("complete" if part.complete else "cut off")
    assert part.visits <= whole.visits
    assert part.offers <= whole.offers
    assert (part.visits, part.offers) == (again.visits, again.offers)
    for reach, same, other in zip(part.reaches, again.reaches, whole.reaches, strict=True):
        assert reach.codes == same.codes
        assert set(reach.codes) <= set(other.codes)
        assert reach.offers == on_offer(other, set(reach.codes))
        for here in spread(reach):
            assert replayed(scenario, reach.way(here)).seen() == situation(reach.tables, reach.codes[here])
    for place in (*scenario.scenes, *scenario.endings):
        way = part.way_to(place)
        assert way is None or replayed(scenario, way).moment.scene == place


def test_scores_of_a_part_are_not_exact() -> None:
    more = say(meters={"trust": 1}, to="at")
    scenario = written({"at": scene(responses={"more": more, "go": say()})}, meters=meters(trust=0))
    assert not scores(explore(scenario, 4)).exact
    assert scores(explore(scenario, 12)).exact


def test_conversations_at_random_find_what_a_short_search_does_not() -> None:
    far = {f"s{n}": scene(to=f"s{n + 1}") for n in range(20)}
    exploration = explore(written({**far, "s20": scene()}), 3)
    assert not exploration.complete
    way = exploration.way_to("out")
    assert way is not None
    assert len(way.choices) == 21


# --- large and strange ------------------------------------------------------------------------------------


def lonely(**more: Any) -> Reach:
    """Return the reach of a story with one scene."""
    return explore(written({"at": scene(**more)})).reaches[0]


def test_one_scene_is_a_story() -> None:
    reach = lonely()
    assert [reach.place(number) for number in range(2)] == ["at", "out"]
    assert reach.ending(0) is None
    assert reach.ending(1) == "out"
    assert list(reach.moves(1)) == []


def test_a_scene_with_nothing_on_offer_is_a_situation_without_moves() -> None:
    reach = lonely(responses={"go": say(**{"if": "ada == sad"})})
    assert len(reach.codes) == 1
    assert list(reach.moves(0)) == []
    assert reach.offers == {}


def test_a_story_may_start_in_narration() -> None:
    scenes = {"fog": {"mood": {"ada": "sad"}, "to": "at"}, "at": scene(to="fog")}
    exploration = explore(written(scenes))
    assert exploration.visits == {"fog": 1, "at": 1}
    assert exploration.way_to("at") == Way({}, ())
    assert exploration.reaches[0].situation(0).moods == {"ada": "calm"}


def test_a_story_may_be_nothing_but_narration() -> None:
    exploration = explore(
        written({"fog": {"to": "mist"}, "mist": {"meters": {"trust": 9}, "to": "out"}}, meters=meters(trust=0))
    )
    assert exploration.visits == {"fog": 1, "mist": 1, "out": 1}
    assert exploration.way_to("out") == Way({}, ())
    assert exploration.reaches[0].situation(0).meters == {"trust": 5}


def test_an_ending_may_be_reached_by_narration_alone() -> None:
    ways = [{"if": "trust >= 2", "to": "out"}, {"to": "at"}]
    scenes = {"at": scene(to="fog"), "fog": {"meters": {"trust": 1}, "to": ways}}
    exploration = explore(written(scenes, meters=meters(trust=0)))
    assert exploration.visits == {"at": 2, "fog": 2, "out": 1}
    assert exploration.way_to("out") == Way({}, ("go", "go"))


def test_coming_back_to_the_start_changes_nothing_there() -> None:
    at = scene(to="by", meters={"trust": 3}, mood={"ada": "angry"})
    exploration = explore(written({"at": at, "by": scene(to="at")}, meters=meters(trust=1)))
    assert exploration.visits == {"at": 1, "by": 1}
    assert exploration.reaches[0].situation(0).moods == {"ada": "calm"}


def test_a_meter_may_have_two_thousand_values() -> None:
    trust = {"trust": {"start": -1000, "min": -1000, "max": 1000}}
    responses = {"up": say(meters={"trust": 1}, to="at"), "down": say(meters={"trust": -2000}, to="at"), "go": say()}
    exploration = explore(written({"at": scene(responses=responses)}, meters=trust))
    assert exploration.visits == {"at": 2001, "out": 2001}
    reach = exploration.reaches[0]
    top = next(number for number in range(len(reach.codes)) if reach.situation(number).meters["trust"] == 1000)
    talk = Session(exploration.scenario)
    for choice in reach.way(top).choices:
        talk.choose(choice)
    assert talk.moment.meters == {"trust": 1000}
    assert len(talk.transcript.turns) == 2000


def test_more_can_be_remembered_than_a_machine_word_holds() -> None:
    names = [f"s{n}" for n in range(70)]
    behind = scene(responses={"go": say(**{"if": " and ".join(f"visited({name})" for name in names[:20])}), **{
        f"r{n}": say(**{"if": f"visited({name})"}) for n, name in enumerate(names)
    }})  # fmt: skip
    scenes = {name: scene(to=after) for name, after in zip(names, [*names[1:], "end"], strict=True)}
    exploration = explore(written({**scenes, "end": behind}))
    assert exploration.complete
    assert exploration.situations == 71
    assert exploration.offers["end", "r69"] == exploration.offers["end", "r0"] == exploration.offers["end", "go"] == 1


def test_what_cannot_all_be_looked_at_is_cut_off() -> None:
    responses = {f"r{n}": say(once=True, to="at") for n in range(70)}
    exploration = explore(written({"at": scene(responses={**responses, "go": say()})}), 500)
    assert not exploration.complete
    reach = exploration.reaches[0]
    deepest = max(range(len(reach.codes)), key=lambda number: len(reach.situation(number).remembered))
    assert len(reach.situation(deepest).remembered) > 30
    assert replayed(exploration.scenario, reach.way(deepest)).seen() == situation(reach.tables, reach.codes[deepest])


def test_two_hundred_ways_in_which_everybody_may_show_up() -> None:
    def some(count: int) -> dict[str, Any]:
        return persona(dispositions={f"d{n}": {"start": ["calm", "sad", "angry"][n % 3]} for n in range(count)})

    personas = {"ada": some(8), "bob": some(5), "cas": some(5)}
    responses = {"go": say(), "last": say(**{"if": "disposition == d7 and disposition(cas) == d4"})}
    exploration = explore(written({"at": scene(responses=responses)}, personas=personas))
    assert len(exploration.reaches) == exploration.situations == 200
    assert exploration.offers["at", "last"] == 5


def test_two_thousand_scenes_are_a_story() -> None:
    names = [f"s{n}" for n in range(2000)]
    scenes = {name: scene(to=after) for name, after in zip(names, [*names[1:], "out"], strict=True)}
    scenes["s0"]["responses"]["fly"] = say(to="s1990")
    scenes["s1999"]["responses"]["back"] = say(**{"if": "chosen(s0.fly)"})
    exploration = explore(written(scenes))
    assert exploration.complete
    assert exploration.visits["s1990"] == exploration.visits["s1999"] == 2
    assert exploration.visits["s1500"] == exploration.visits["out"] == 1
    assert exploration.way_to("out") == Way({}, ("fly", *["go"] * 10))


def test_a_scene_may_have_seventy_thousand_responses() -> None:
    scenario = written({"at": scene()})
    at = scenario.scenes["at"]
    go = at.responses["go"]
    wide = at.model_copy(update={"responses": {f"r{n}": go for n in range(70_000)}})
    exploration = explore(scenario.model_copy(update={"scenes": {"at": wide}}))
    reach = exploration.reaches[0]
    assert reach.response(0, reach.moves(0)[-1]) == "r69999"
    assert len(exploration.offers) == 70_000
