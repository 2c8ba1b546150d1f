"""What is chosen for good: kept whole, private, and never in the way of a start."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from trainer.errors import StoreError, UsageError
from trainer.records import settings
from trainer.records.settings import NAME, Settings, change, code, read


def test_what_was_chosen_is_still_chosen_later(tmp_path: Path) -> None:
    change(tmp_path, language="en", theme="projector")
    change(tmp_path, pace="direct", learner="K7.b-2_x")
    assert read(tmp_path) == Settings("en", "projector", "direct", "K7.b-2_x")


def test_a_choice_can_be_taken_back_and_the_others_stay(tmp_path: Path) -> None:
    change(tmp_path, language="nl", learner="K7")
    assert change(tmp_path, learner=None) == read(tmp_path) == Settings("nl")
    assert "K7" not in (tmp_path / NAME).read_text(encoding="utf-8")


def test_who_never_chose_leaves_all_to_the_program_and_no_trace(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == Settings()
    assert list(tmp_path.iterdir()) == []


RUBBISH = [
    b"", b"{", b"null", b"3", b'"nl"', b"[]", b'["nl"]', b"\xff\xfe\x00", b"\x00" * 40, b'{"language": "nl"',
    b"[" * 200_000, b'{"a":' * 200_000, b"1" * 10_000, b'{"language": NaN}',
    b'{"language": {"nl": 1}, "theme": ["dark"], "pace": 1e999}',
    b'{"language": "fr", "theme": "", "pace": "Direct", "learner": "Jan Jansen"}',
    b'{"language": "../nl", "theme": null, "learner": "\\ud800"}', b'{"learner": "K7\\n", "language": true}',
]  # fmt: skip


@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda text: repr(text)[2:24])
def test_what_is_no_setting_is_left_to_the_program(rubbish: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(rubbish)
    assert read(tmp_path) == Settings()
    assert change(tmp_path, theme="dark") == read(tmp_path) == Settings(theme="dark")


def test_one_wrong_setting_does_not_take_the_others_away(tmp_path: Path) -> None:
    found = {"language": "en", "theme": "pink", "pace": 3, "learner": "K7", "later": True}
    (tmp_path / NAME).write_text(json.dumps(found), encoding="utf-8")
    assert read(tmp_path) == Settings(language="en", learner="K7")


def test_a_folder_where_the_file_should_be_is_no_setting_and_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert read(tmp_path) == Settings()
    with pytest.raises(StoreError, match="cannot be saved"):
        change(tmp_path, theme="dark")
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_change_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(tmp_path, language="en")

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("os.fsync", "pathlib.Path.replace"):
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(step, full)
            with pytest.raises(StoreError, match="No space left"):
                change(tmp_path, language="nl")
        assert read(tmp_path) == Settings(language="en")
        assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used to save"):
        change(tmp_path / "data", theme="dark")
    assert (tmp_path / "data").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_only_the_user_can_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    change(folder, learner="K7")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    folder.chmod(0o755)
    change(folder, learner="K8")
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("right", ["K7", "7", "a.b-c_d", "x" * 32])
def test_a_code_of_letters_and_digits_is_one(right: str) -> None:
    assert code(right) == right


@pytest.mark.parametrize("wrong", ["", "-", "-x", ".", "Jan Jansen", "Zoë", "K7\n", "x" * 33, "../K7", "K7\x1b[2J"])
def test_what_could_be_a_name_or_worse_is_no_code(wrong: str) -> None:
    with pytest.raises(UsageError, match="no code"):
        code(wrong)


def test_none_is_no_code_and_no_mistake() -> None:
    assert code(None) is None
    assert settings.CODE.fullmatch("-") is None
