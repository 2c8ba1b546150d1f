"""A scale between commands: played over a pipe, gone on with, taken along and deleted, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_keeping import SKIPPED, trainer
from tests.practice.scales import WHY, scales

TOLD = f"[Hoe veilig is het hier? 7, from 1 = helemaal niet veilig to 7 = helemaal veilig] {WHY}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


def test_an_answer_goes_along_with_its_reason_and_is_deleted_with_the_talk(data: Path, tmp_path: Path) -> None:
    path = scales(tmp_path, english=None)
    assert "Why? What do you base it on?" in trainer(data, "play", path, typed="1\n7\n").out
    ran = trainer(data, "resume", typed=f"7\n{WHY}\n10\n1\n{SKIPPED}\n")
    assert (ran.status, ran.err) == (0, "")
    assert TOLD in " ".join(ran.out.split())
    [run] = trainer(data, "export").json()["runs"]
    assert (run["choices"], run["reasons"]) == (["luister", "7", "10", "af"], [{"at": 2, "text": WHY}])
    assert trainer(data, "export", "-o", "run.json").status == 0
    there = tmp_path / "elsewhere"
    assert TOLD in " ".join(trainer(there, "debrief", "run.json").out.split())
    assert trainer(there, "report", "run.json", "-o", "page.html").status == 0
    assert TOLD in Path("page.html").read_text(encoding="utf-8")
    assert trainer(data, "data", "delete", "-", "--yes").status == 0
    assert not any(WHY.encode() in file.read_bytes() for file in data.rglob("*") if file.is_file())


def test_a_talk_that_began_with_a_scale_goes_on_before_its_first_turn(data: Path, tmp_path: Path) -> None:
    path = scales(tmp_path, english=None)
    path.write_text(path.read_text(encoding="utf-8").replace("start: tafel", "start: veilig"), encoding="utf-8")
    assert trainer(data, "play", path, typed="7\n\n").status == 0
    ran = trainer(data, "resume")
    assert "Where you were:" in ran.out
    assert "Hoe zeker weet u dat?" in ran.out
