"""`trainer schema`: printed, or written where one asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import run


def test_it_is_printed() -> None:
    ran = run("schema")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json()["$schema"].startswith("http://json-schema.org/draft-07/")
    assert ran.out.endswith("}\n")


def test_it_is_english_whatever_is_spoken() -> None:
    assert run("schema", language="nl").out == run("schema").out


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "trainer.schema.json"
    file.write_text("an older one", encoding="utf-8")
    ran = run("schema", "-o", file)
    assert (ran.status, ran.out) == (0, "")
    assert str(file) in ran.err
    assert json.loads(file.read_text(encoding="utf-8")) == run("schema").json()


@pytest.mark.parametrize("place", [".", "nowhere/at/all.json"])
def test_a_place_that_cannot_be_written_is_told(place: str) -> None:
    ran = run("schema", "-o", place)
    assert (ran.status, ran.out) == (2, "")
    assert place in ran.err
    assert "Traceback" not in ran.err
