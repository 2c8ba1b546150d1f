"""One mistake is one problem: every value of a scenario in turn is made wrong, emptied, or put under another key."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversation import some
from tests.scenario import PERSONA, STORY, change, dumped, keep, only_problem, problems, spot
from trainer import language
from trainer.scenario import load_scenario

MORE = """\
pitfalls: {belofte: {label: Een belofte, side: near}}
walks:
  weg: {choose: [vraag, 5], disposition: moe, ending: klaar, at_least: 1, expect: [{after: 1, mood: {anouk: kalm}}]}
"""
RESPONSE = """\
{pitfalls: [belofte], mood: {anouk: kalm}, thought: {anouk: Nou.}, towards: anouk, if: vertrouwen > 0, once: true,
 tone: zacht, register: jargon}
"""
SCALE = """\
{activity: scale, phase: closing, present: [anouk], meters: {vertrouwen: -1}, mood: {anouk: kalm},
 lines: [{narrator: U denkt na.}], prompt: "Hoe veilig?", ends: [niet veilig, veilig], steps: 5, reason: true,
 outcomes: [{if: value < 3, meters: {vertrouwen: -1}, mood: {anouk: boos}, reply: [{anouk: O.}], to: ruzie},
 {to: klaar}]}
"""
Steps = tuple[str | int, ...]


def whole() -> Any:
    """Return a scenario that uses nearly every key, its persona included, as data."""
    data = yaml.safe_load(STORY)
    data.update(yaml.safe_load(MORE))
    begin = data["scenes"]["begin"]
    begin.update(present=["anouk"], asks={"rose": ["SB"], "closeness": [0, 1]}, meters={"vertrouwen": 1})
    begin["responses"]["regel"].update(yaml.safe_load(RESPONSE))
    data["scenes"]["schaal"] = yaml.safe_load(SCALE)
    persona = {**yaml.safe_load(PERSONA), "band": {"opening": [0, 1]}}
    return {**data, "personas": {"anouk": persona}}


def steps(data: Any, path: Steps = ()) -> Iterator[Steps]:
    """Yield the path of every value inside data."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from steps(value, (*path, key))


def holder(data: Any, path: Steps) -> Any:
    """Return what holds the value at a path."""
    for key in path[:-1]:
        data = data[key]
    return data


def lines_of(text: str, path: Steps) -> range:
    """Return the lines, from 1, between the key at a path and the end of its value."""
    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    first = node
    for step in path:
        if isinstance(step, int):
            first = node = node.value[step]
        else:
            first, node = next((key, value) for key, value in node.value if key.value == str(step))
    return range(first.start_mark.line + 1, max(node.end_mark.line, node.start_mark.line + 1) + 1)


WHOLE = whole()
BANDS = ("opening", "closeness")  # two numbers that are one value
EVERY = [path for path in steps(WHOLE) if not (isinstance(path[-1], int) and path[-2] in BANDS)]
OWN_WORDS = (
    "moods",
    "personas",
    "scenes",
    "endings",
    "responses",
    "dispositions",
    "goals",
    "walks",
    "meters",
    "pitfalls",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose one file is written anew by every test."""
    return tmp_path_factory.mktemp("desk")


def named(path: Any) -> str:
    """Return a path as the name of a test."""
    return ".".join(str(step) for step in path) if isinstance(path, tuple) else str(path)


def test_the_scenario_itself_has_no_mistakes(tmp_path: Path) -> None:
    text = dumped(WHOLE)
    assert load_scenario(keep(tmp_path, text, None)).title == "De huur"


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_value_that_is_wrong_is_one_problem_at_that_value(path: Steps, desk: Path) -> None:
    for wrong in some((-77.5, [["zzz"]], None), EVERY.index(path), 3):
        data = copy.deepcopy(WHOLE)
        holder(data, path)[path[-1]] = copy.deepcopy(wrong)
        text = dumped(data)
        assert only_problem(desk, text, None).line in lines_of(text, path), wrong


KEYS = [
    path
    for path in EVERY
    if isinstance(path[-1], str)
    and path[-1] not in ("anouk", "shows")  # a name; and in a line any other key is a speaker
    and path[-2:-1] not in [(word,) for word in OWN_WORDS]
]


@pytest.mark.parametrize("path", KEYS, ids=named)
def test_a_key_that_is_misspelt_is_one_problem_at_that_key(path: Steps, desk: Path) -> None:
    data = copy.deepcopy(WHOLE)
    inside = holder(data, path)
    items = list(inside.items())
    inside.clear()
    inside.update({f"{key}x" if key == path[-1] else key: value for key, value in items})
    text = dumped(data)
    problem = only_problem(desk, text, None)
    assert problem.line in lines_of(text, (*path[:-1], f"{path[-1]}x"))


def test_a_persona_that_is_not_there_is_one_problem_in_a_list_of_lines_too(tmp_path: Path) -> None:
    text = change(STORY, "personas: [anouk]", "personas:\n  - anouk")
    problem = only_problem(tmp_path, text, None)
    assert (problem.code, problem.line, problem.column) == ("L315", *spot(text, "- anouk\n", 2))


def test_the_same_wrong_name_in_two_places_is_two_problems(tmp_path: Path) -> None:
    text = change(STORY, "- to: ruzie", "- to: ruzi")
    text = change(text, "closeness: -2\n        to: ruzie", "closeness: -2\n        to: ruzi")
    assert [p.code for p in problems(tmp_path, text)] == ["L301", "L301"]


def test_a_refused_name_does_not_hide_another_mistake_with_the_same_word(tmp_path: Path) -> None:
    text = change(STORY, "closeness: -2", "closeness: -2\n        tone: 3\n        pitfalls: [tone]")
    assert [p.code for p in problems(tmp_path, text)] == ["L203", "L306"]


TO = "        to: ruzie\nendings"


@pytest.mark.parametrize("spaces", [0, 2, 6])
def test_a_key_that_stands_too_far_to_the_left_is_one_problem_at_that_key(spaces: int, tmp_path: Path) -> None:
    moved = " " * spaces + "to: ruzie\nendings"
    text = change(STORY, TO, moved)
    problem = only_problem(tmp_path, text)
    assert (problem.line, problem.column) == spot(text, moved, spaces)
    assert "too far to the left" in problem.message
    assert "`regel`" in problem.hint


def test_a_list_of_ways_too_far_to_the_left_is_one_problem_too(tmp_path: Path) -> None:
    text = change(STORY, "        to:\n", "      to:\n")
    problem = only_problem(tmp_path, text)
    assert (problem.line, problem.column) == spot(text, "      to:\n", 6)
    assert "`vraag`" in problem.hint


def test_a_required_key_too_far_to_the_left_is_not_missing_too(tmp_path: Path) -> None:
    text = change(STORY, "        rose: BT2\n        closeness: -2\n        to: ruzie\n", "      rose: BT2\n")
    text = change(
        text, "do: U pakt een formulier.", "do: U pakt een formulier.\n        closeness: -2\n        to: ruzie"
    )
    problem = only_problem(tmp_path, text)
    assert (problem.line, problem.column) == spot(text, "rose: BT2")


def test_a_response_may_be_called_by_the_name_of_a_key(tmp_path: Path) -> None:
    text = change(STORY, "      regel:", "      to:")
    assert load_scenario(keep(tmp_path, text)).scenes["begin"].responses["to"].closeness == -2


def test_a_persona_of_another_file_is_not_where_a_key_of_the_scenario_belongs(tmp_path: Path) -> None:
    text = change(STORY, "personas: [anouk]\n", "personas: [anouk]\nabout: Een moeder.\n")
    problem = only_problem(tmp_path, text)
    assert (problem.line, problem.column) == spot(text, "about:")
    assert problem.hint == "`about` belongs to a persona, not to the scenario itself."


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("        closeness: -2", "        closeness: -2\n        phase: opening", "to a scene, not to a response"),
        ("        closeness: -2", "        closeness: -2\n        asks: {rose: SB}", "to a scene, not to a response"),
        ("    phase: opening", "    phase: opening\n    rose: SB2", "to a response or a mood, not to a scene"),
        ("outcome: hard}", "outcome: hard, to: begin}", "to a response, a scene or a shift, not to an ending"),
    ],
)
def test_a_key_on_the_wrong_level_comes_with_where_it_belongs(old: str, new: str, hint: str, tmp_path: Path) -> None:
    assert hint in only_problem(tmp_path, change(STORY, old, new)).hint


def test_responses_that_all_lead_nowhere_are_one_problem_of_their_scene(tmp_path: Path) -> None:
    text = change(STORY, TO, "endings")
    text = change(text, "        to:\n          - {if: vertrouwen >= 2, to: klaar}\n          - to: ruzie\n", "")
    problem = only_problem(tmp_path, text)
    assert (problem.code, problem.line, problem.column) == ("L311", *spot(text, "begin:\n"))
    assert "`vraag`, `regel`" in problem.message


def test_a_name_that_is_refused_is_not_told_as_unknown_too(tmp_path: Path) -> None:
    text = change(STORY, "goals: {eerlijk: 1}", "goals: {Eerlijk: 1}")
    assert only_problem(tmp_path, text).code == "L205"


def test_a_refused_id_comes_with_an_example_in_dutch_too(tmp_path: Path) -> None:
    language.use("nl")
    problem = only_problem(tmp_path, change(STORY, "      regel:", "      Mijn regel:"))
    assert "`mijn_regel`" in problem.hint
    assert "For example" not in problem.hint


@pytest.mark.parametrize(
    "words",
    [
        "        say: Wat is er gebeurd?",
        "        rose: SB2",
        "        goals: {eerlijk: 1}",
        "        meters: {vertrouwen: +1}",
        "        do: U pakt een formulier.",
        "        closeness: -2",
        "    phase: opening",
        "  ruzie: {title: Ruzie, outcome: hard}\n  klaar:",
    ],
)
def test_a_line_between_others_that_stands_too_far_to_the_left_is_told_at_that_line(words: str, tmp_path: Path) -> None:
    story = change(STORY, "  ruzie: {title: Ruzie, outcome: hard}\n", "")
    story = change(story, "endings:\n  klaar:", "endings:\n  ruzie: {title: Ruzie, outcome: hard}\n  klaar:")
    text = change(story, words, words[2:])
    problem = only_problem(tmp_path, text)
    assert problem.line == spot(text, words[2:])[0]
    assert "spaces" in problem.hint


def test_a_mood_of_a_line_too_far_to_the_left_comes_with_where_it_belongs(tmp_path: Path) -> None:
    old = "      - anouk: {boos: [Daar ben je dan., Jij weer.], otherwise: Dag.}\n"
    text = change(STORY, old, "      - anouk:\n          boos: Jij weer.\n        otherwise: Dag.\n")
    problem = only_problem(tmp_path, text)
    assert problem.code == "L208"
    assert problem.hint == "If `otherwise` is part of what `anouk` says, put more spaces before it."
