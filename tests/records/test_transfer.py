"""Runs on their way out and in: what goes out comes back, and whatever else comes in is refused in words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conversation import PROFILE
from trainer.conversation.run import Explored, Run
from trainer.errors import UsageError
from trainer.records import transfer
from trainer.records.transfer import BYTE_ORDER_MARK, FORMULA_SIGNS, arrived, as_json, as_table
from trainer.text import clean
from trainer.theory.constants import CLOSENESS

ROUNDS = settings(PROFILE, suppress_health_check=[*PROFILE.suppress_health_check, HealthCheck.function_scoped_fixture])

words = st.text(max_size=12).map(clean)  # whatever steers a terminal is taken out on the way in
placed = st.fixed_dictionaries(
    {}, optional={"rose": st.sampled_from(["SB2", "TO4", "M"]), "closeness": st.integers(*CLOSENESS)}
)
choices = st.lists(words, max_size=4).map(tuple)
runs = st.builds(
    Run,
    scenario=words,
    digest=words,
    language=words,
    seed=st.integers(),
    disposition=st.none() | words | st.dictionaries(words, words, max_size=3),
    choices=choices,
    mode=st.sampled_from(["practice", "assess"]),
    learner=st.none() | words,
    explored=st.lists(st.builds(Explored, at=st.integers(), choices=choices), max_size=2).map(tuple),
    reflection=st.dictionaries(words, words, max_size=3),
    placed=st.none() | placed.filter(bool),
    started=st.none() | words,
    ended=st.none() | words,
)
FILES = {"tea.yaml": "title: thé\n"}
RUN = Run("tea", "d", "en", 4, None, ("pour",), learner="K7")


def exported(run: Run, **more: Any) -> dict[str, Any]:
    """Return a run as it stands in an export."""
    return {"id": "a1", **asdict(run), "edition": "tea-d", "turns": [], "ending": None, "summary": None, **more}


@ROUNDS
@given(st.lists(runs, max_size=3))
def test_what_goes_out_comes_back(tmp_path: Path, given_runs: list[Run]) -> None:
    file = tmp_path / "runs.json"
    out = [exported(run, id=f"a{n}") for n, run in enumerate(given_runs)]
    file.write_text(as_json(out, {"tea-d": FILES}), encoding="utf-8")
    back = arrived(file)
    assert [found.run for found in back] == given_runs
    assert [(found.id, found.files) for found in back] == [(f"a{n}", FILES) for n in range(len(given_runs))]


def test_an_editor_that_adds_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "runs.json"
    file.write_text(as_json([exported(RUN)], {}), encoding="utf-8-sig")
    assert [(found.run, found.files) for found in arrived(file)] == [(RUN, None)]


# --- whatever else comes in -------------------------------------------------------------------------------------


def refused_or_read(file: Path) -> None:
    """Read a file that may hold anything: either it is an export, or it is refused in words."""
    try:
        found = arrived(file)
    except UsageError:
        return
    assert all(isinstance(item.run, Run) for item in found)


@ROUNDS
@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"runs": ' * 50_000)
@example(b'{"runs": [' + b"9" * 5000 + b"]}")
@example(b'{"runs": [], "editions": {"a": {"../x.yaml": "x"}}}')
@example(b'{"runs": {}, "editions": []}')
@example(b'{"runs": [null]}')
@example(b"\xef\xbb\xbf{}")
def test_any_bytes_are_refused_in_words(tmp_path: Path, given_bytes: bytes) -> None:
    file = tmp_path / "runs.json"
    file.write_bytes(given_bytes)
    refused_or_read(file)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
PLACES = [*exported(RUN, placed={"rose": "SB2", "closeness": 1}), "editions", "runs"]


@ROUNDS
@given(st.sampled_from(PLACES), anything)
def test_anything_in_any_place_is_refused_in_words(tmp_path: Path, place: str, value: Any) -> None:
    one = exported(RUN, placed={"rose": "SB2", "closeness": 1}, explored=[{"at": 1, "choices": ["spill"]}])
    whole: dict[str, Any] = {"runs": [one], "editions": {"tea-d": FILES}}
    (whole if place in whole else one)[place] = value
    file = tmp_path / "runs.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    refused_or_read(file)


@ROUNDS
@given(anything)
def test_any_json_is_refused_in_words(tmp_path: Path, value: Any) -> None:
    file = tmp_path / "runs.json"
    for whole in (value, {"runs": value}, {"runs": [value]}, {"runs": [], "editions": value}):
        file.write_text(json.dumps(whole), encoding="utf-8")
        refused_or_read(file)


@pytest.mark.parametrize("key", ["id", *(key for key in asdict(RUN) if key != "reasons")])
def test_a_run_in_which_something_is_missing_is_refused(key: str, tmp_path: Path) -> None:
    one = exported(RUN)
    del one[key]
    file = tmp_path / "runs.json"
    file.write_text(as_json([one], {}), encoding="utf-8")
    with pytest.raises(UsageError, match="no export"):
        arrived(file)


def test_a_file_that_is_not_there_or_no_file_or_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for missing in (tmp_path / "nowhere.json", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            arrived(missing)
    with pytest.raises(UsageError, match="no export"):
        arrived(Path("a\x00b.json"))
    file = tmp_path / "runs.json"
    file.write_text(as_json([], {}), encoding="utf-8")
    assert arrived(file) == []
    monkeypatch.setattr(transfer, "LARGEST", 10)
    with pytest.raises(UsageError, match="no export"):
        arrived(file)


# --- tables -----------------------------------------------------------------------------------------------------


def cells(text: str) -> list[list[str]]:
    """Return a table as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_text_that_looks_like_a_formula_is_marked_as_text(sign: str) -> None:
    formula = f"{sign}HYPERLINK(1)"
    assert cells(as_table(["a"], [{"a": formula}])) == [["a"], [f"'{formula}"]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-3, "-3"), (-0.25, "-0.25"), (0, "0"), (None, ""), ("a=b", "a=b"), ("", ""), ("'=1", "'=1"), ("'t is", "'t is")],
)
def test_numbers_and_ordinary_texts_stay_as_they_are(value: object, cell: str) -> None:
    assert cells(as_table(["a", "b"], [{"a": value, "b": "x"}])) == [["a", "b"], [cell, "x"]]


@ROUNDS
@given(st.lists(st.lists(words | st.integers(), min_size=2, max_size=2), max_size=4))
def test_every_cell_arrives_in_its_own_place_and_none_is_a_formula(rows: list[list[str | int]]) -> None:
    table = cells(as_table(["a", "b"], [dict(zip("ab", row, strict=True)) for row in rows]))
    assert len(table) == 1 + len(rows)
    for row, found in zip(rows, table[1:], strict=True):
        for value, cell in zip(row, found, strict=True):
            assert cell in (str(value), f"'{value}")
            assert isinstance(value, int) or not cell.startswith(FORMULA_SIGNS)


def test_a_table_says_that_it_is_utf_8_and_a_column_that_is_not_known_is_a_mistake() -> None:
    assert as_table(["a"], []) == f"{BYTE_ORDER_MARK}a\r\n"
    assert as_table(["a", "b"], [{"b": "é"}]) == f"{BYTE_ORDER_MARK}a,b\r\n,é\r\n"
    with pytest.raises(ValueError, match="c"):
        as_table(["a"], [{"c": 1}])
