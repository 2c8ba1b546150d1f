"""How clients show up today: fixed by name, by mapping, or drawn by the seed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import pair, persona, say, scene, shift, story
from trainer.conversation import Session
from trainer.errors import UsageError
from trainer.scenario.model import Scenario

ENDLESS = {"at": scene(to="at")}


def today(more: dict[str, Any], **own: Any) -> Scenario:
    """Return a story in which ada may show up `plain` or `odd`, the latter with something changed."""
    client = persona(dispositions={"plain": {}, "odd": more}, **own)
    return story(ENDLESS, personas={"ada": client})


def test_a_disposition_changes_where_one_starts(play: Play) -> None:
    scenario = today({"start": "angry"})
    assert play(scenario, disposition="odd").moment.moods == {"ada": "angry"}
    assert play(scenario, disposition="plain").moment.moods == {"ada": "calm"}


def test_a_disposition_changes_the_band_for_scores_and_shifts(play: Play) -> None:
    scenario = today({"band": {"middle": [-2, -1]}}, shifts=[shift("sad", "too_near")])
    odd, plain = play(scenario, "go", disposition="odd"), play(scenario, "go", disposition="plain")
    assert (odd.judged.band, odd.judged.band_score, odd.moment.moods) == ((-2, -1), 55, {"ada": "sad"})
    assert (plain.judged.band, plain.judged.band_score, plain.moment.moods) == ((0, 1), 100, {"ada": "calm"})


def test_a_disposition_changes_reactance_down_to_none(play: Play) -> None:
    scenario = today({"reactance": 0.0}, reactance=1.0)
    odd, plain = play(scenario, "go", disposition="odd"), play(scenario, "go", disposition="plain")
    free = play(story(ENDLESS, personas={"ada": persona(reactance=0.0)}), "go")
    assert odd.judged == free.judged
    assert odd.judged.predicted.y < plain.judged.predicted.y


@pytest.mark.parametrize("key", ["home", "aim"])
def test_a_disposition_changes_home_or_aim(play: Play, key: str) -> None:
    scenario = today({key: "TB4"})
    odd, plain = play(scenario, "go", disposition="odd").judged, play(scenario, "go", disposition="plain").judged
    assert (odd.predicted != plain.predicted) is (key == "home")
    assert (odd.rose_fit != plain.rose_fit) is (key == "aim")


def test_what_a_disposition_leaves_out_stays_as_the_persona_has_it(play: Play) -> None:
    own = {"start": "sad", "reactance": 0.5, "band": {"middle": [1, 2]}}
    same = play(today({"weight": 3}, **own), "go", disposition="odd").judged
    assert same == play(story(ENDLESS, personas={"ada": persona(**own)}), "go").judged


def several() -> Scenario:
    """Return a story with two personas, each of whom shows up in two ways."""
    ways = {"quiet": {}, "loud": {"start": "angry"}}, {"shy": {}, "bold": {"start": "angry"}}
    responses = {
        "go": say(),
        "first": say(**{"if": "disposition == loud"}),
        "named": say(**{"if": "disposition(bob) in (bold, shy) and not disposition(bob) == shy"}),
        "not_first": say(**{"if": "disposition(ada) != loud"}),
    }
    clients = pair(persona(dispositions=ways[0]), persona(name="Bob", dispositions=ways[1]))
    return story({"at": scene(to="at", responses=responses)}, personas=clients)


@pytest.mark.parametrize(
    ("ada", "bob", "offered"),
    [
        ("quiet", "shy", ["go", "not_first"]),
        ("quiet", "bold", ["go", "named", "not_first"]),
        ("loud", "shy", ["go", "first"]),
        ("loud", "bold", ["go", "first", "named"]),
    ],
)
def test_conditions_ask_the_first_persona_unless_they_name_one(
    play: Play, ada: str, bob: str, offered: list[str]
) -> None:
    talk = play(several(), disposition={"ada": ada, "bob": bob})
    assert talk.offered == offered
    assert talk.session.disposition == {"ada": ada, "bob": bob}
    assert talk.transcript.disposition == {"ada": ada, "bob": bob}


def test_shifts_may_ask_for_dispositions(play: Play) -> None:
    scenario = today({}, shifts=[shift("sad", "disposition == odd"), shift("angry", "disposition(ada) == plain")])
    assert play(scenario, "go", disposition="odd").moment.moods == {"ada": "sad"}
    assert play(scenario, "go", disposition="plain").moment.moods == {"ada": "angry"}


def test_a_name_alone_fixes_whoever_has_it(play: Play) -> None:
    drawn = {}
    for seed in range(20):
        mapping = play(several(), seed=seed, disposition="bold").session.disposition
        assert isinstance(mapping, dict)
        assert mapping["bob"] == "bold"
        drawn[mapping["ada"]] = True
    assert set(drawn) == {"quiet", "loud"}


def test_fixing_one_leaves_the_draw_of_the_other_alone(play: Play) -> None:
    for seed in range(20):
        free = play(several(), seed=seed).session.disposition
        fixed = play(several(), seed=seed, disposition={"bob": "bold"}).session.disposition
        assert isinstance(free, dict)
        assert fixed == {**free, "bob": "bold"}


def test_one_persona_with_dispositions_is_told_by_name_and_none_by_nothing(play: Play) -> None:
    assert play(today({}), disposition={"ada": "odd"}).session.disposition == "odd"
    assert play(story(ENDLESS)).session.disposition is None
    only_bob = pair(bob=persona(name="Bob", dispositions={"shy": {}}))
    assert play(story(ENDLESS, personas=only_bob)).session.disposition == "shy"


def test_the_first_persona_counts_even_when_only_the_second_has_dispositions(play: Play) -> None:
    responses = {"go": say(), "bold": say(**{"if": "disposition(bob) == bold"})}
    clients = pair(bob=persona(name="Bob", dispositions={"bold": {}, "shy": {}}))
    scenario = story({"at": scene(responses=responses)}, personas=clients)
    assert play(scenario, disposition="bold").offered == ["go", "bold"]
    assert play(scenario, disposition="shy").offered == ["go"]


def test_the_same_seed_draws_the_same(play: Play) -> None:
    for seed in range(10):
        assert play(several(), seed=seed).moment == play(several(), seed=seed).moment


def test_draws_follow_the_weights() -> None:
    ways = {"often": {"weight": 3}, "rare": {"weight": 1}, "never": {"weight": 0}}
    scenario = story(ENDLESS, personas={"ada": persona(dispositions=ways)})
    drawn = Counter(str(Session(scenario, seed=seed).disposition) for seed in range(600))
    assert drawn["never"] == 0
    assert 400 <= drawn["often"] <= 500
    assert drawn["often"] + drawn["rare"] == 600


def test_personas_with_the_same_dispositions_draw_independently() -> None:
    ways: dict[str, dict[str, str]] = {"quiet": {}, "loud": {}}
    clients = pair(persona(dispositions=ways), persona(name="Bob", dispositions=ways))
    scenario = story(ENDLESS, personas=clients)
    drawn = {tuple((Session(scenario, seed=seed).disposition or {}).items()) for seed in range(40)}  # type: ignore[union-attr]
    assert len(drawn) == 4


def test_a_disposition_that_is_never_drawn_can_still_be_fixed(play: Play) -> None:
    client = persona(dispositions={"often": {}, "never": {"weight": 0, "start": "sad"}})
    talk = play(story(ENDLESS, personas={"ada": client}), disposition="never")
    assert talk.moment.moods == {"ada": "sad"}


@pytest.mark.parametrize("wish", ["furious", {"ada": "furious"}, {"eve": "odd"}, {"ada": "odd", "eve": "odd"}])
def test_a_disposition_nobody_has_is_refused(wish: str | dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Session(today({}), disposition=wish)


def test_a_disposition_in_a_scenario_without_any_is_refused() -> None:
    for wish in ("odd", {"ada": "odd"}):
        with pytest.raises(UsageError):
            Session(story(ENDLESS), disposition=wish)
