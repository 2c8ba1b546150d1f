"""A scenario's files as they were: kept once, found again, and never written anywhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from trainer.errors import StoreError
from trainer.records import edition
from trainer.records.edition import checked, keep, path, prune, unpack

FILES = {"tea.yaml": "title: Tea\r\nsay: thé\n", "tea.en.yaml": "x\n", "personas/anouk.yaml": "name: Anouk\n"}


def read(folder: Path) -> dict[str, str]:
    """Return the files in a folder as they were kept."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes().decode() for file in found}


def names(folder: Path) -> set[str]:
    """Return the editions in a data folder."""
    return {there.name for there in (folder / "editions").iterdir()}


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    name = keep(tmp_path, FILES)
    assert read(path(tmp_path, name, "tea").parent) == FILES


def test_the_same_files_are_one_edition_and_others_another(tmp_path: Path) -> None:
    name = keep(tmp_path, FILES)
    assert keep(tmp_path, dict(reversed(FILES.items()))) == name
    others = {keep(tmp_path, {**FILES, "tea.yaml": "x"}), keep(tmp_path, {"tea.yaml": FILES["tea.yaml"]})}
    assert len(others - {name}) == 2
    assert names(tmp_path) == {name, *others}


def test_pruning_keeps_what_is_used_and_nothing_else(tmp_path: Path) -> None:
    used, unused = keep(tmp_path, FILES), keep(tmp_path, {"tea.yaml": "x"})
    prune(tmp_path, [used, "gone"])
    assert names(tmp_path) == {used}
    assert unused != used
    assert read(path(tmp_path, used, "tea").parent) == FILES


def test_there_may_be_nothing_to_prune(tmp_path: Path) -> None:
    prune(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_was_first_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_first(files: edition.Files, folder: Path) -> None:
        monkeypatch.undo()
        keep(tmp_path, files)
        unpack(files, folder)

    monkeypatch.setattr(edition, "unpack", other_first)
    name = keep(tmp_path, FILES)
    assert names(tmp_path) == {name}
    assert read(path(tmp_path, name, "tea").parent) == FILES


def test_a_disk_that_is_full_is_told_and_leaves_no_half_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(files: edition.Files, folder: Path) -> None:
        (folder / "tea.yaml").write_text("title", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(edition, "unpack", full)
        with pytest.raises(StoreError, match="No space left"):
            keep(tmp_path, FILES)
    assert names(tmp_path) == set()
    assert read(path(tmp_path, keep(tmp_path, FILES), "tea").parent) == FILES


# --- files that came from elsewhere -----------------------------------------------------------------------------

ODD = [
    "../tea.yaml", "..\\tea.yaml", "/etc/tea.yaml", "\\tea.yaml", "C:tea.yaml", "C:\\tea.yaml", "\\\\server\\tea.yaml",
    "personas/../tea.yaml", "personas/../../tea.yaml", "personas//tea.yaml", "personas/x/tea.yaml", "other/tea.yaml",
    "Personas/tea.yaml", "./tea.yaml", ".yaml", "..yaml", ".tea.yaml", "personas/.tea.yaml", "tea.yaaml", "tea", "",
    "tea.yaml\n", "tea\n.yaml", "te\x00a.yaml", "tea.yaml/", "personas/", "personas", "tea.py", "tea.yaml.py",
    "te?a.yaml", "te*a.yaml", "tea.yaml:stream.yaml", "~/tea.yaml", "x" * 300 + ".yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD, ids=lambda name: repr(name)[:24])
def test_a_name_that_is_no_file_beside_the_scenario_is_refused(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one does not matter, it becomes one message
        checked({"tea.yaml": "x", name: "x"})


@pytest.mark.parametrize("found", [None, [], "tea.yaml", 3, {"tea.yaml": None}, {"tea.yaml": b"x"}, {"tea.yaml": {}}])
def test_what_are_no_texts_is_refused(found: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        checked(found)


def test_too_much_of_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "LARGEST", 10)
    assert checked({"a.yaml": "12345", "b.yaml": "12345"})
    with pytest.raises(ValueError):  # noqa: PT011
        checked({"a.yaml": "12345", "b.yaml": "123456"})


@pytest.mark.parametrize(
    "name", ["tea.yaml", "tea.yml", "tea.en.yaml", "thé met melk.yaml", "personas/anouk.yaml", "a.yaml"]
)
def test_ordinary_names_are_fine(name: str) -> None:
    assert checked({name: "x"}) == {name: "x"}


PIECES = ["..", ".", "/", "\\", "personas", "personas/", "tea", ".yaml", "C:", "\x00", "\n", "~", "é", " ", "\ud800"]
odd_names = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=12)


@PROFILE
@given(st.dictionaries(odd_names | odd_names.map(lambda name: f"{name}.yaml"), st.text(max_size=20), max_size=4))
def test_no_name_that_passes_leads_out_of_the_folder_on_any_system(found: dict[str, Any]) -> None:
    try:
        files = checked(found)
    except ValueError:
        return
    for name in files:
        name.encode()
        for kind in (PurePosixPath, PureWindowsPath):
            there = kind(name)
            assert not there.is_absolute()
            assert there.drive == there.root == ""
            assert there.suffix in (".yaml", ".yml")
            assert len(there.parts) == 1 or (len(there.parts) == 2 and there.parts[0] == "personas")
            assert not {".", ".."} & set(there.parts)
