"""Whatever a file holds, loading it gives a scenario or problems with places inside the file; nothing else."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenario import PERSONA, STORY, change, checked, dumped, keep, spot, translated
from trainer.errors import Problem, ScenarioError
from trainer.scenario import load_scenario

THOROUGH = settings(derandomize=True, max_examples=60, deadline=None)
QUICK = settings(derandomize=True, max_examples=40, deadline=None)

Told = list[tuple[str, int, int, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose file is written anew for every example."""
    return tmp_path_factory.mktemp("any")


def outcome(path: Path, language: str | None = None) -> tuple[str, Told]:
    """Load a file and return its digest, or what is the matter; every problem must lie inside its file."""
    digest, problems = "", list[Problem]()
    try:
        digest = load_scenario(path, language).digest
    except ScenarioError as error:
        problems += error.problems
    assert bool(digest) != bool(problems)
    for problem in problems:
        lies_inside(problem)
    return digest, [(p.code, p.line, p.column, p.message) for p in problems]


def lies_inside(problem: Problem) -> None:
    """Hold a problem's place against the file it names, as an editor counts lines."""
    text = Path(problem.file).read_bytes().decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = f"{problem.code} {problem.line}:{problem.column} {problem.message}"
    assert 1 <= problem.line <= len(lines), told
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, told
    assert problem.message


# --- any text ---------------------------------------------------------------------------------------------


anything = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab:-[]{},#&*!|>'\"%@`?~ \n\t0", max_size=80),
    st.lists(st.sampled_from(STORY.splitlines(keepends=True)), max_size=12).map("".join),
)


@THOROUGH
@given(text=anything)
def test_any_text_is_a_scenario_or_problems_inside_the_file(folder: Path, text: str) -> None:
    path = folder / "huur.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert outcome(path) == outcome(path)


ODD = {
    "a lonely line end": "\r",
    "two byte order marks": "\ufeff\ufeffformat: 1",
    "a line separator": "format: 1\n\u2028title: 3",
    "a list as a key": "? [a]\n: b",
    "brackets that are never closed": "format: [[[",
    "a last line without a colon": "format: 1\nt",
    "a brace that is never closed, on the last line": "format: 1\nyou: {role: a\n",
    "many dashes": "- " * 60,
    "a YAML version of the future": "%YAML 9.9\n---\na: 1",
    "a type that would run a command": "a: !!python/object/apply:os.system [ls]",
    "a key of many lines": "? |\n  a\n  b\n: c",
    "a key without a name": ": x",
    "an end without a start": "...\n",
    "a number of many digits": "format: " + "1" * 5000,
    "a name of many signs": "a" * 100_000 + ": 1",
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_text_is_problems_inside_the_file(odd: str, tmp_path: Path) -> None:
    assert outcome(keep(tmp_path, ODD[odd]))[0] == ""


@QUICK
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_a_scenario_or_problems_inside_the_file(folder: Path, raw: bytes) -> None:
    path = folder / "huur.yaml"
    path.write_bytes(raw)
    outcome(path)


# --- a scenario with accidents ----------------------------------------------------------------------------


@st.composite
def accidents(draw: st.DrawFn, text: str) -> str:
    """Draw a text in which up to four lines or characters were lost, doubled, moved or mistyped."""
    for _n in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        place = draw(st.integers(0, len(text)))
        sign = draw(st.sampled_from("'\":,{}[]#&*!|>-\t ?%@~\n\r0aZ\u00e9\u2028\u0085"))
        text = draw(
            st.sampled_from(
                [
                    "\n".join(lines[:at] + lines[at + 1 :]),
                    "\n".join([*lines[: at + 1], *lines[at:]]),
                    "\n".join([*lines[:at], "  " + lines[at], *lines[at + 1 :]]),
                    "\n".join([*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]),
                    text[:place] + text[place + 1 :],
                    text[:place] + sign + text[place:],
                    text[:place] + sign + text[place + 1 :],
                    text[:place] + text[place : place + 20] + text[place:],
                    text[:place],
                ]
            )
        )
    return text


@THOROUGH
@given(text=accidents(STORY))
def test_accidents_in_a_scenario_are_problems_inside_the_file(folder: Path, text: str) -> None:
    path = keep(folder, text)
    assert outcome(path) == outcome(path)


@QUICK
@given(persona=accidents(PERSONA))
def test_accidents_in_a_persona_are_problems_inside_a_file(folder: Path, persona: str) -> None:
    outcome(keep(folder, STORY, persona))


# --- a scenario with other values -------------------------------------------------------------------------


plain = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False, width=16), st.text(max_size=6),
    st.sampled_from(["begin", "klaar", "anouk", "boos", "vertrouwen > 1", "SB2", "any", "between", "vertrouwen <"]),
)  # fmt: skip
known = st.sampled_from(
    ["to", "if", "say", "rose", "anouk", "boos", "lines", "start", "text", "mood", "label", "shows"]
)
nested = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(known, st.text(max_size=4)), inner, max_size=3),
    ),
    max_leaves=6,
)
WHOLE = yaml.safe_load(STORY) | {"personas": {"anouk": yaml.safe_load(PERSONA)}}


def holders(data: Any) -> list[tuple[Any, Any]]:
    """Return every place in nested data: what holds it, and its key or index."""
    found: list[tuple[Any, Any]] = []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += [(data, key), *holders(value)]
    return found


@st.composite
def replaced(draw: st.DrawFn) -> Any:
    """Draw a scenario in which up to three values are others, or gone."""
    data = copy.deepcopy(WHOLE)
    for _n in range(draw(st.integers(1, 3))):
        places = holders(data)
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.booleans()):
            holder[key] = draw(nested)
        elif isinstance(holder, dict):
            holder[draw(known)] = holder.pop(key)
        else:
            holder.insert(key, copy.deepcopy(holder[key]))
    return data


@THOROUGH
@given(data=replaced())
def test_other_values_are_problems_inside_the_file(folder: Path, data: Any) -> None:
    path = folder / "huur.yaml"
    path.write_text(dumped(data), encoding="utf-8")
    assert outcome(path) == outcome(path)


@QUICK
@given(data=nested)
def test_any_data_is_problems_inside_the_file(folder: Path, data: Any) -> None:
    path = folder / "huur.yaml"
    path.write_text(dumped(data), encoding="utf-8")
    assert outcome(path)[0] == ""


@QUICK
@given(data=nested)
def test_any_data_with_a_language_asked_for_is_problems_inside_the_file(folder: Path, data: Any) -> None:
    path = folder / "vertaald.yaml"
    path.write_text(dumped(data), encoding="utf-8")
    (folder / "vertaald.en.yaml").write_text("title: The rent\n", encoding="utf-8")
    assert outcome(path, "en")[0] == ""


@pytest.mark.parametrize("name", ["x" * 300, "../../huur", "..", "/", "a/b", "a" * 5000, "\u00e9"], ids=lambda n: n[:6])
def test_a_persona_with_any_name_is_problems_inside_the_file(name: str, tmp_path: Path) -> None:
    text = change(STORY, "personas: [anouk]", f"personas: {{'{name}': {{name: Anouk}}}}")
    path = keep(tmp_path, text)
    (tmp_path / "huur.en.yaml").write_text("title: The rent\n", encoding="utf-8")
    assert outcome(path, "en") == outcome(path)


# --- a translation with other values ----------------------------------------------------------------------


@QUICK
@given(data=nested)
def test_any_translation_is_a_scenario_or_problems_inside_a_file(folder: Path, data: Any) -> None:
    place = folder / "talen"
    place.mkdir(exist_ok=True)
    path = translated(place, dumped(data))
    outcome(path, "en")
    for problem in checked(path):
        lies_inside(problem)


@pytest.mark.parametrize(
    "text",
    ["hello", "~", "[]", "{}", "12", "- a", "title: {of: 12345678}", "title: {text: [a]}", "", "[[[", "title:",
     "scenes: x", "scenes: {begin: {lines: [{anouk: {boos: [a, b, c]}}, {anouk: x}]}}", "{1: 2}", "personas: [anouk]"],
)  # fmt: skip
def test_an_odd_translation_is_told_inside_its_file(text: str, tmp_path: Path) -> None:
    path = translated(tmp_path, text)
    outcome(path, "en")
    found = checked(path)
    assert found
    for problem in found:
        assert Path(problem.file).name == "huur.en.yaml"
        lies_inside(problem)


# --- line ends --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["Windows", "old Mac", "Unix"])
def test_line_ends_do_not_matter_for_the_place_of_a_mistake(end: str, tmp_path: Path) -> None:
    text = change(STORY, "if: vertrouwen >= 2", "if: vertrouwen = 2")
    unix = outcome(keep(tmp_path, text))
    assert outcome(keep(tmp_path, text.replace("\n", end))) == unix
    assert unix[1][0][:3] == ("L308", *spot(text, "= 2"))


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"], ids=["line separator", "paragraph separator", "NEL"])
def test_signs_that_yaml_takes_for_line_ends_do_not_move_a_mistake(sign: str, tmp_path: Path) -> None:
    text = change(STORY, "if: vertrouwen >= 2", "if: vertrouwen = 2")
    text = change(text, "summary: De huur", f'summary: "De{sign}huur')
    text = change(text, "is niet betaald.", 'is niet betaald."')
    assert outcome(keep(tmp_path, text))[1][0][:3] == ("L308", *spot(text, "= 2"))
