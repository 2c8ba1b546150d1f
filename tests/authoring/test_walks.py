"""Walks: the author's own tests hold, or fail with the first thing that is different."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from tests.conversation.drivers import choosable
from tests.conversation.phrasing import written
from tests.conversation.strategies import Plain, stories
from tests.scenario import PERSONA, STORY, change, keep, spot, translated
from trainer import language
from trainer.authoring.walks import Outcome, outcomes
from trainer.conversation import Session
from trainer.scenario import Scenario, load_scenario

TALK = change(
    STORY,
    "endings:\n",
    """\
  midden:
    responses:
      luister: {silence: U luistert., rose: SO1, closeness: 0, to: klaar}
      duw: {say: Nu betalen., rose: BS3, closeness: -2, if: vertrouwen > 3, to: ruzie}
endings:
""",
)
TALK = change(TALK, "{if: vertrouwen >= 2, to: klaar}", "{if: vertrouwen >= 2, to: midden}")
TALK = change(TALK, "  midden:\n", "  midden:\n    lines: [anouk: Ga zitten., narrator: Het blijft stil.]\n")


def taken(folder: Path, walk: str) -> list[Outcome]:
    """Take one walk, `{...}`, through a small talk: a question, then listening."""
    return list(outcomes(load_scenario(keep(folder, TALK + f"walks:\n  weg: {walk}\n"))))


def failure(folder: Path, walk: str) -> str:
    """Return why a walk fails for the first disposition; it must fail, or hold, for everyone alike."""
    found = [outcome.failure for outcome in taken(folder, walk)]
    assert all(found) or not any(found), found
    return found[0]


HOLDS = [
    "{choose: [vraag, luister]}",
    "{choose: [vraag, luister], ending: klaar}",
    "{choose: [regel], ending: ruzie, below: 60}",
    "{choose: [vraag, luister], ending: klaar, at_least: 10, below: 100}",
    "{choose: [vraag], expect: [{after: 0, mood: {anouk: boos}}, {after: 1, mood: {anouk: kalm}}]}",
    "{choose: [vraag], expect: [{after: 0, meters: {vertrouwen: 1}}, {after: 1, meters: {vertrouwen: 2}}]}",
    "{choose: [vraag], expect: [{after: 1, offered: [luister]}, {after: 0, offered: [regel, vraag]}]}",
    "{choose: [vraag, luister], expect: [{after: 2, offered: []}]}",
    "{choose: [vraag], expect: [{after: 1, scene: midden}, {after: 0, scene: begin}]}",
    "{choose: [], expect: [{after: 0, lines: [Daar ben je dan.]}]}",
    "{choose: [vraag], expect: [{after: 1, lines: [anouk: Nou gewoon., Ga zitten., narrator: Het blijft stil.]}]}",
    "{choose: [vraag], expect: [{after: 1, lines: [Nou gewoon., anouk: Ga   zitten., Het blijft stil.]}]}",
    "{choose: [], expect: [{after: 0, lines: [{anouk: Daar ben je dan., shows: Ze kijkt weg.}]}]}",
    "{choose: [regel], expect: [{after: 1, lines: []}]}",
]

FAILS = [
    ("{choose: [vraag], ending: klaar}", ["`klaar`", "goes on"]),
    ("{choose: [regel], ending: klaar}", ["`klaar`", "`ruzie`"]),
    ("{choose: [vraag, luister], at_least: 99.5}", ["99.5", "practice score"]),
    ("{choose: [vraag, luister], below: 1}", ["Below 1", "practice score"]),
    ("{choose: [luister]}", ["Choice 1", "`luister`", "vraag, regel"]),
    ("{choose: [vraag, duw]}", ["Choice 2", "`duw`"]),
    ("{choose: [regel, vraag]}", ["Choice 2 (`vraag`)", "ended", "`ruzie`"]),
    ("{choose: [vraag], expect: [{after: 1, mood: {anouk: boos}}]}", ["After choice 1", "`anouk`", "`kalm`", "`boos`"]),
    ("{choose: [vraag], expect: [{after: 1, scene: begin}]}", ["After choice 1", "`midden`", "`begin`"]),
    ("{choose: [regel], expect: [{after: 1, scene: begin}]}", ["After choice 1", "ended", "`ruzie`", "`begin`"]),
    ("{choose: [regel], expect: [{after: 1, offered: [regel]}]}", ["After choice 1", "`regel` is not on offer"]),
    ("{choose: [regel], expect: [{after: 2, mood: {anouk: boos}}]}", ["choice 2", "choice 1", "`ruzie`"]),
    ("{choose: [vraag], expect: [{after: 3, mood: {anouk: boos}}]}", ["choice 3", "only 1"]),
    ("{choose: [vraag], expect: [{after: 0, meters: {vertrouwen: 3}}]}", ["At the start", "`vertrouwen`", "`3`"]),
    ("{choose: [vraag], expect: [{after: 1, offered: [luister, duw]}]}", ["After choice 1", "luister, duw"]),
    ("{choose: [vraag], expect: [{after: 1, offered: []}]}", ["After choice 1", "luister"]),
]


@pytest.mark.parametrize("walk", HOLDS)
def test_a_walk_that_holds_has_no_failure(walk: str, tmp_path: Path) -> None:
    assert failure(tmp_path, walk) == ""


@pytest.mark.parametrize(("walk", "words"), FAILS)
def test_a_walk_that_does_not_hold_says_what_is_different(walk: str, words: list[str], tmp_path: Path) -> None:
    told = failure(tmp_path, walk)
    assert all(word in told for word in words), told


def test_only_the_first_difference_is_told(tmp_path: Path) -> None:
    walk = "{choose: [vraag, luister], ending: ruzie, expect: [{after: 1, meters: {vertrouwen: 5}}]}"
    told = failure(tmp_path, walk)
    assert "vertrouwen" in told
    assert "ruzie" not in told


# --- what is heard ------------------------------------------------------------------------------------------

LINES = [
    (
        "[anouk: Nou gewoon., anouk: Ga staan., narrator: Het blijft stil.]",
        ["line 2 is different.", "  expected: anouk: Ga staan.", "  found:    anouk: Ga zitten.", " " * 22 + "^"],
    ),
    (
        "[Nou gewoon., Ga zitten nu., Het blijft stil.]",
        ["line 2 is different.", "  expected: Ga zitten nu.", "  found:    Ga zitten.", " " * 21 + "^"],
    ),
    (
        "[anouk: Nou gewoon., narrator: Ga zitten., narrator: Het blijft stil.]",
        ["line 2 is different.", "  expected: narrator: Ga zitten.", "  found:    anouk: Ga zitten."],
    ),
    (
        "[Nou gewoon., Ga zitten.]",
        ["line 3 was not expected.", "  expected: (nothing more)", "  found:    narrator: Het blijft stil."],
    ),
    (
        "[Nou gewoon., Ga zitten., Het blijft stil., anouk: En nu?]",
        ["line 4 is not heard.", "  expected: anouk: En nu?", "  found:    (nothing more)"],
    ),
    (
        "[{anouk: Nou gewoon., shows: Ze zucht.}, Ga zitten., Het blijft stil.]",
        ["line 1 is different.", "  expected: anouk: Nou gewoon.  shows: Ze zucht.", "  found:    anouk: Nou gewoon."],
    ),
    (
        "[{anouk: Nou gewoon., towards: anouk}, Ga zitten., Het blijft stil.]",
        ["line 1 is different.", "  expected: anouk: Nou gewoon.  towards: anouk", "  found:    anouk: Nou gewoon."],
    ),
]


@pytest.mark.parametrize(("lines", "told"), LINES)
def test_the_first_line_that_differs_is_shown_under_what_was_expected(
    lines: str, told: list[str], tmp_path: Path
) -> None:
    found = failure(tmp_path, f"{{choose: [vraag], expect: [{{after: 1, lines: {lines}}}]}}").split("\n")
    first, *sides = told
    assert found[0] == f"After choice 1 (`vraag`): {first}"
    assert len(found) >= len(told)
    assert all(line.startswith(side) for line, side in zip(found[1:], sides, strict=False)), found


def test_what_is_only_seen_is_no_line(tmp_path: Path) -> None:
    talk = change(TALK, "closeness: -2\n", "closeness: -2\n        reply: [{anouk: Ga weg.}]\n")
    persona = change(PERSONA, "start: boos\nmoods", "start: kalm\nmoods").replace(
        "from: boos, to: kalm", "from: kalm, to: boos"
    )
    persona = change(persona, "in_band and together", "too_far").replace("start: boos, reactance", "reactance")
    walks = "walks: {weg: {choose: [regel], expect: [{after: 1, mood: {anouk: boos}, lines: [Ga weg.]}]}}\n"
    scenario = load_scenario(keep(tmp_path, talk + walks, persona))
    session = Session(scenario)
    assert ("", "Ze staat op.") in [(line.text, line.shows) for line in session.choose("regel").lines]
    assert [outcome.failure for outcome in outcomes(scenario)] == ["", ""]


def test_offered_responses_are_shown_whole_beside_the_one_that_differs(tmp_path: Path) -> None:
    told = failure(tmp_path, "{choose: [], expect: [{after: 0, offered: [vraag]}]}").split("\n")
    assert told == [
        "At the start: `regel` is on offer, unexpectedly.",
        "  expected: vraag",
        "  found:    vraag, regel",
    ]


# --- in any language ----------------------------------------------------------------------------------------

SPOKEN = """\
walks:
  goed:
    choose: [vraag]
    expect:
      - {after: 0, lines: [anouk: Daar ben je dan.]}
      - {after: 1, lines: [Nou gewoon.]}
"""


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_walks_are_taken_in_the_words_of_the_scenario_whatever_is_spoken(spoken: str, tmp_path: Path) -> None:
    path = translated(tmp_path)
    path.write_text(STORY + SPOKEN, encoding="utf-8")
    language.use(spoken)
    assert [outcome.failure for outcome in outcomes(load_scenario(path))] == ["", ""]


def test_walks_do_not_change_the_digest(tmp_path: Path) -> None:
    plain = load_scenario(keep(tmp_path)).digest
    assert load_scenario(keep(tmp_path, STORY + SPOKEN)).digest == plain
    other = SPOKEN.replace("Nou gewoon", "Iets anders").replace("goed", "fout")
    assert load_scenario(keep(tmp_path, STORY + other)).digest == plain


# --- where, and how to get there ----------------------------------------------------------------------------

PLACES = [
    ("{choose: [vraag, duw]}", "duw", ["vraag"]),
    ("{choose: [regel, vraag]}", "vraag", ["regel"]),
    ("{choose: [vraag, luister], ending: ruzie}", "ruzie", ["vraag", "luister"]),
    ("{choose: [vraag, luister], at_least: 99.5}", "99.5", ["vraag", "luister"]),
    ("{choose: [vraag, luister], below: 1}", "1", ["vraag", "luister"]),
    ("{choose: [vraag, luister], expect: [{after: 0, scene: midden}]}", "midden", []),
    ("{choose: [vraag, luister], expect: [{after: 1, mood: {anouk: boos}}]}", "boos", ["vraag"]),
    ("{choose: [vraag, luister], expect: [{after: 1, meters: {vertrouwen: 5}}]}", "5", ["vraag"]),
    ("{choose: [vraag, luister], expect: [{after: 1, offered: [luister, regel]}]}", "regel", ["vraag"]),
    ("{choose: [vraag, luister], expect: [{after: 0, offered: [vraag]}]}", "[vraag]", []),
    ("{choose: [vraag, luister], expect: [{after: 0, lines: []}]}", "[]", []),
    ("{choose: [vraag, luister], expect: [{after: 0, lines: [anouk: Dag.]}]}", "anouk: Dag.", []),
    ("{choose: [vraag, luister], expect: [{after: 7}]}", "7", ["vraag", "luister"]),
]


@pytest.mark.parametrize(("walk", "words", "choices"), PLACES)
def test_a_difference_has_its_place_in_the_file_and_the_choices_so_far(
    walk: str, words: str, choices: list[str], tmp_path: Path
) -> None:
    outcome = taken(tmp_path, walk)[0]
    written = (tmp_path / "huur.yaml").read_text(encoding="utf-8").splitlines()[outcome.line - 1]
    assert outcome.failure
    assert outcome.column - 1 == written.rindex(words)
    assert outcome.place == f"{tmp_path / 'huur.yaml'}:{outcome.line}:{outcome.column}"
    assert list(outcome.choices) == choices


def test_a_walk_that_holds_has_the_place_of_its_name(tmp_path: Path) -> None:
    outcome = taken(tmp_path, "{choose: [vraag]}")[0]
    assert (outcome.line, outcome.column) == spot((tmp_path / "huur.yaml").read_text(encoding="utf-8"), "weg:")


@pytest.mark.skipif(os.name == "nt", reason="quotes are others there")
def test_the_conversation_so_far_can_be_played_again(tmp_path: Path) -> None:
    folder = tmp_path / "mijn map"
    folder.mkdir()
    one, other = taken(folder, "{choose: [vraag, duw]}")
    assert shlex.split(one.again) == [
        *("trainer", "replay", str(folder / "huur.yaml"), "--choose", "vraag", "--disposition", "moe"),
    ]
    assert one.again != other.again


def test_of_several_clients_the_dispositions_are_told_by_name(tmp_path: Path) -> None:
    path = keep(tmp_path, change(TALK, "[anouk]", "[anouk, carla]") + "walks: {weg: {choose: [luister]}}\n")
    (tmp_path / "personas" / "carla.yaml").write_text(PERSONA, encoding="utf-8")
    outcome = next(outcomes(load_scenario(path)))
    assert outcome.again.endswith("--disposition anouk=moe --disposition carla=moe")


# --- dispositions -------------------------------------------------------------------------------------------


def test_a_walk_without_a_disposition_is_taken_with_every_one(tmp_path: Path) -> None:
    assert [o.disposition for o in taken(tmp_path, "{choose: [vraag]}")] == [{"anouk": "moe"}, {"anouk": "woedend"}]


@pytest.mark.parametrize("wish", ["woedend", "{anouk: woedend}"])
def test_a_walk_with_a_disposition_is_taken_with_that_one(wish: str, tmp_path: Path) -> None:
    found = taken(tmp_path, f"{{choose: [vraag], disposition: {wish}}}")
    assert [outcome.disposition for outcome in found] == [{"anouk": "woedend"}]


def test_a_walk_may_hold_for_one_disposition_and_fail_for_another(tmp_path: Path) -> None:
    persona = change(PERSONA, "moe: {weight: 2}", "moe: {weight: 2, start: kalm}")
    text = TALK + "walks:\n  weg: {choose: [vraag], expect: [{after: 0, mood: {anouk: kalm}}]}\n"
    found = list(outcomes(load_scenario(keep(tmp_path, text, persona))))
    assert [bool(outcome.failure) for outcome in found] == [False, True]


def test_every_combination_of_dispositions_is_taken(tmp_path: Path) -> None:
    second = PERSONA.replace("Anouk de Wit", "Carla")
    path = keep(tmp_path, change(TALK, "[anouk]", "[anouk, carla]") + "walks: {weg: {choose: [vraag]}}\n")
    (tmp_path / "personas" / "carla.yaml").write_text(second, encoding="utf-8")
    found = [tuple(o.disposition.values()) for o in outcomes(load_scenario(path))]
    assert found == [("moe", "moe"), ("moe", "woedend"), ("woedend", "moe"), ("woedend", "woedend")]


def test_a_walk_tells_where_it_came_out(tmp_path: Path) -> None:
    outcome = taken(tmp_path, "{choose: [vraag, luister]}")[0]
    assert (outcome.walk, outcome.ending) == ("weg", "klaar")
    assert outcome.score is not None
    assert 0 <= outcome.score <= 100


def test_a_scenario_without_walks_has_no_outcomes(tmp_path: Path) -> None:
    assert list(outcomes(load_scenario(keep(tmp_path)))) == []


def test_one_walk_may_be_taken_by_name(tmp_path: Path) -> None:
    text = TALK + "walks: {een: {choose: [vraag]}, twee: {choose: [regel]}}\n"
    found = outcomes(load_scenario(keep(tmp_path, text)), "twee")
    assert {outcome.walk for outcome in found} == {"twee"}


# --- any story ----------------------------------------------------------------------------------------------


def written_down(session: Session, n: int) -> dict[str, Any]:
    """Return all there is to expect after `n` choices, as an author would write it."""
    moment = session.moment
    found: dict[str, Any] = {
        "after": n,
        "mood": dict(moment.moods),
        "meters": dict(moment.meters),
        "offered": [response.id for response in moment.responses],
        "lines": [{line.speaker: line.text} for line in moment.lines if line.text],
    }
    return found if moment.ending else {**found, "scene": moment.scene}


@PROFILE
@given(story=stories(), picks=st.lists(st.integers(0, 11), max_size=8), spoiled=st.integers(0, 8))
def test_what_a_conversation_shows_holds_as_a_walk_until_something_else_is_expected(
    story: Plain, picks: list[int], spoiled: int
) -> None:
    data = written(story)
    session = Session(Scenario.model_validate(data))
    choices, expect = list[str](), [written_down(session, 0)]
    for pick in picks:
        offered = choosable(session.moment)
        if offered:
            choices.append(offered[pick % len(offered)])
            session.choose(choices[-1])
            expect.append(written_down(session, len(choices)))
    walk = {"choose": choices, "expect": expect}
    if session.disposition is not None:
        walk["disposition"] = session.disposition
    whole = Scenario.model_validate({**data, "walks": {"weg": walk}})
    [kept] = outcomes(whole)
    assert (kept.failure, list(kept.choices), kept.ending) == ("", choices, session.moment.ending)
    n = min(spoiled, len(choices))
    expect[n]["lines"].append("Nobody says this.")
    [failed] = outcomes(Scenario.model_validate({**data, "walks": {"weg": walk}}))
    assert f"line {len(expect[n]['lines'])} is not heard" in failed.failure
    assert list(failed.choices) == choices[:n]


# --- answers in activities --------------------------------------------------------------------------------

ASKED = change(TALK, "vertrouwen >= 2, to: midden", "vertrouwen >= 2, to: schaal")
ASKED = change(
    ASKED,
    "endings:\n",
    """\
  schaal:
    activity: scale
    prompt: Hoe veilig is het?
    ends: [onveilig, veilig]
    lines: [narrator: U denkt na.]
    outcomes:
      - {if: value > 5, meters: {vertrouwen: +3}, reply: [anouk: Fijn.], to: midden}
      - {mood: {anouk: boos}, to: midden}
endings:
""",
)


def answering(folder: Path, walk: str) -> list[Outcome]:
    """Take one walk, `{...}`, through a talk with a scale between a question and listening."""
    return list(outcomes(load_scenario(keep(folder, ASKED + f"walks:\n  weg: {walk}\n"))))


@pytest.mark.parametrize(
    "walk",
    [
        "{choose: [vraag, 5, luister], ending: klaar}",
        '{choose: [vraag, "7", duw], ending: ruzie}',
        "{choose: [vraag], expect: [{after: 1, scene: schaal, offered: [], lines: [Nou gewoon., U denkt na.]}]}",
        "{choose: [vraag, 6], expect: [{after: 2, scene: midden, meters: {vertrouwen: 5}, mood: {anouk: kalm}}]}",
        "{choose: [vraag, 6], expect: [{after: 2, offered: [luister, duw]}]}",
        "{choose: [vraag, 6], expect: [{after: 2, lines: [Fijn., Ga zitten., Het blijft stil.]}]}",
        "{choose: [vraag, 1], expect: [{after: 1, mood: {anouk: kalm}}, {after: 2, mood: {anouk: boos}}]}",
        "{choose: [vraag, 1, luister], expect: [{after: 3, offered: []}], ending: klaar}",
    ],
)
def test_a_walk_with_an_answer_holds(walk: str, tmp_path: Path) -> None:
    assert [outcome.failure for outcome in answering(tmp_path, walk)] == ["", ""]


@pytest.mark.parametrize(
    ("walk", "told"),
    [
        ("{choose: [5, luister]}", "Choice 1: `5` is not on offer now. There are: vraag, regel."),
        ("{choose: [vraag, luister]}", "Choice 2: `luister` is not on offer now. There are: 1, 2, 3, 4, 5, 6, 7."),
        ("{choose: [vraag, 5, duw]}", "Choice 3: `duw` is not on offer now. There are: luister."),
        ("{choose: [vraag, 5, luister, 5]}", "Choice 4 (`5`) cannot be made: the conversation ended with `klaar`."),
        (
            "{choose: [vraag, 6], expect: [{after: 2, meters: {vertrouwen: 4}}]}",
            "After choice 2 (`6`): `vertrouwen` is `5`, not `4`.",
        ),
        (
            "{choose: [vraag, 6], expect: [{after: 3, scene: midden}]}",
            "Something is expected after choice 3, but the walk has only 2.",
        ),
        ("{choose: [vraag, 6], ending: klaar}", "Ending `klaar` was expected, but the conversation goes on."),
    ],
)
def test_a_walk_with_an_answer_fails_in_words(walk: str, told: str, tmp_path: Path) -> None:
    assert {outcome.failure for outcome in answering(tmp_path, walk)} == {told}


def test_a_walk_that_only_answers_has_no_score_yet_and_can_be_replayed(tmp_path: Path) -> None:
    text = change(ASKED, "start: begin\n", "start: schaal\n")
    [first, _second] = outcomes(load_scenario(keep(tmp_path, text + "walks: {weg: {choose: [1], at_least: 1}}\n")))
    assert first.score is None
    assert first.failure == "At least 1 was expected; the practice score is 0.0."
    assert first.again.startswith("trainer replay")
    assert "--choose 1 " in first.again
