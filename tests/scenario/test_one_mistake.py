"""One mistake is one problem: every value of a scenario in turn is made wrong, emptied, or put under another key."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scenario import PERSONA, STORY, change, dumped, keep, only_problem, problems, spot
from trainer.scenario import load_scenario

MORE = """\
pitfalls: {belofte: {label: Een belofte, side: near}}
walks:
  weg: {choose: [vraag], disposition: moe, ending: klaar, at_least: 1, expect: [{after: 1, mood: {anouk: kalm}}]}
"""
RESPONSE = """\
{pitfalls: [belofte], mood: {anouk: kalm}, thought: {anouk: Nou.}, towards: anouk, if: vertrouwen > 0, once: true,
 tone: zacht, register: jargon}
"""
Steps = tuple[str | int, ...]


def whole() -> Any:
    """Return a scenario that uses nearly every key, its persona included, as data."""
    data = yaml.safe_load(STORY)
    data.update(yaml.safe_load(MORE))
    begin = data["scenes"]["begin"]
    begin.update(present=["anouk"], asks={"rose": ["SB"], "closeness": [0, 1]}, meters={"vertrouwen": 1})
    begin["responses"]["regel"].update(yaml.safe_load(RESPONSE))
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


@pytest.mark.parametrize("wrong", [-77.5, [["zzz"]], None], ids=["a number", "a list in a list", "nothing"])
@pytest.mark.parametrize("path", EVERY, ids=named)
def test_a_value_that_is_wrong_is_one_problem_at_that_value(path: Steps, wrong: Any, desk: Path) -> None:
    data = copy.deepcopy(WHOLE)
    holder(data, path)[path[-1]] = copy.deepcopy(wrong)
    text = dumped(data)
    assert only_problem(desk, text, None).line in lines_of(text, path)


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
