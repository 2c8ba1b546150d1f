"""Files are put in place whole, and what is no file takes what is written."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from trainer.records.writing import put


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    put(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a matter of POSIX")
def test_a_pipe_takes_what_is_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    put(pipe, "words")
    reader.join(20)
    assert read == ["words"]
    assert pipe.is_fifo()


def test_a_disk_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "there").write_text("old")
    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path / "there", "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir() if path.is_file()] == [("there", "old")]
