"""Whether the files of a scenario changed, and what they say then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.practice.drafts import draft, edit
from trainer.errors import ScenarioError
from trainer.practice.watch import Reading, Watch

BROKEN = ("lines: [{anouk: En nu?}]", "lines: [{anouk: En nu?]")


def watching(path: Path, language: str = "en") -> Watch:
    """Return a watch that has read the files."""
    watch = Watch(path)
    watch.first(language)
    return watch


def news(watch: Watch, language: str = "en") -> Reading:
    """Return what a look brings, which must be something."""
    found = watch.look(language)
    assert found is not None
    return found


def words(reading: Reading) -> str:
    """Return what the client says first."""
    assert reading.scenario is not None
    return str(reading.scenario.scenes["begin"].lines[0].text)


def codes(reading: Reading | None) -> list[str]:
    """Return the codes of the problems."""
    assert reading is not None
    return [problem.code for problem in reading.problems]


def test_nothing_is_news_while_nothing_is_saved(tmp_path: Path) -> None:
    watch = watching(draft(tmp_path))
    assert [watch.look("en") for _n in range(3)] == [None] * 3


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("huur.yaml", "start: 1", "start: 2"),
        ("huur.en.yaml", "There you are.", "It is you."),
        ("personas/anouk.yaml", "woedend: {start: boos", "woedend: {start: kalm"),
        ("personas/anouk.en.yaml", "label: angry", "label: furious"),
    ],
)
def test_every_file_of_a_scenario_is_watched(tmp_path: Path, name: str, old: str, new: str) -> None:
    watch = watching(draft(tmp_path))
    edit(tmp_path / name, old, new)
    assert codes(news(watch)) == []
    assert watch.look("en") is None


def test_a_translation_or_a_persona_that_is_new_is_news(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    watch = watching(path)
    draft(tmp_path)
    assert "There you are." in words(news(watch))
    edit(path, "personas: [anouk]", "personas: [anouk, zoe]")
    assert watch.look("en") is None
    assert codes(watch.look("en")) == ["L315"]
    shutil.copy(tmp_path / "personas" / "anouk.yaml", tmp_path / "personas" / "zoe.yaml")
    found = news(watch)
    assert codes(found) == []
    assert found.scenario is not None
    assert list(found.scenario.personas) == ["anouk", "zoe"]


def test_other_files_are_no_news(tmp_path: Path) -> None:
    watch = watching(draft(tmp_path))
    for name in ("other.yaml", "huur.yaml~", ".huur.yaml.swp", "huur.draft.yaml", "4913"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert watch.look("en") is None


def test_another_file_of_the_same_size_and_time_put_in_its_place_is_news(tmp_path: Path) -> None:
    path = draft(tmp_path)
    watch = watching(path)
    status = path.stat()
    new = tmp_path / "huur.tmp"
    new.write_text(path.read_text(encoding="utf-8").replace("Daar ben", "Hier ben"), encoding="utf-8")
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    edit(tmp_path / "huur.en.yaml", "There you are.", "Here you are.")
    news(watch)
    new.replace(path)
    assert codes(news(watch)) == []


def test_what_cannot_be_loaded_is_told_only_when_it_stays_so(tmp_path: Path) -> None:
    path = draft(tmp_path)
    whole = path.read_text(encoding="utf-8")
    watch = watching(path)
    for part in (whole[:0], whole[:300], whole[:900]):  # an editor that is still writing
        path.write_text(part, encoding="utf-8")
        assert watch.look("en") is None
    path.write_text(whole, encoding="utf-8")
    assert codes(news(watch)) == []
    edit(path, *BROKEN)
    assert watch.look("en") is None
    assert codes(watch.look("en")) == ["L103"]
    assert watch.look("en") is None
    edit(path, *reversed(BROKEN))
    assert codes(news(watch)) == []


@pytest.mark.parametrize("rubbish", [b"", b"\x00\xff\xfe" * 99, b"\xff\xfeh\x00", b"[" * 200_000, b"- x\n" * 3_000_000])
def test_whatever_a_file_holds_becomes_problems(tmp_path: Path, rubbish: bytes) -> None:
    path = draft(tmp_path)
    watch = watching(path)
    path.write_bytes(rubbish)
    watch.look("en")
    found = news(watch)
    assert found.scenario is None
    assert found.problems


def test_files_that_go_away_are_a_problem_until_they_are_back(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    watch = watching(draft(folder))
    folder.rename(tmp_path / "elsewhere")
    watch.look("en")
    assert codes(watch.look("en")) == ["L101"]
    (tmp_path / "elsewhere").rename(folder)
    assert codes(news(watch)) == []


def test_another_language_is_news(tmp_path: Path) -> None:
    watch = watching(draft(tmp_path))
    assert "Daar ben je dan." in words(news(watch, "nl"))
    assert watch.look("nl") is None


def test_a_broken_translation_leaves_the_scenario_in_its_own_language(tmp_path: Path) -> None:
    path = draft(tmp_path)
    edit(tmp_path / "huur.en.yaml", "title: The rent", "title: [The rent")
    scenario, problems = Watch(path).first("en")
    assert scenario.language == "nl"
    assert [Path(problem.file).name for problem in problems] == ["huur.en.yaml"]


def test_there_is_no_beginning_without_a_scenario(tmp_path: Path) -> None:
    path = draft(tmp_path)
    edit(path, *BROKEN)
    with pytest.raises(ScenarioError):
        Watch(path).first("en")
