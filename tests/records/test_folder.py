"""Whether other machines may write to the data folder as well, seen from what is mounted where."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

import psutil
import pytest

from trainer.errors import StoreError
from trainer.records.folder import is_on_network, make_private, prepare


class Mount(NamedTuple):
    """What psutil tells of one mount, as far as it matters."""

    mountpoint: str
    fstype: str
    opts: str = "rw"


class Place(NamedTuple):
    """A folder that lies somewhere, on whatever system."""

    name: str

    def resolve(self) -> str:
        return self.name


def on_network(monkeypatch: pytest.MonkeyPatch, folder: str | Path, *mounts: Mount) -> bool:
    """Return what is said of a folder when these are mounted, in this order."""
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: list(mounts))  # noqa: A006 - psutil's own name
    return is_on_network(cast(Path, Place(str(folder))))


ROOT = Mount("/", "ext4")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "CIFS", "smbfs", "sshfs", "fuse.sshfs", "9p", "vboxsf"])
def test_a_home_on_another_machine_is(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_network(monkeypatch, "/home/anna/data", ROOT, Mount("/home", kind))


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "NTFS", "tmpfs", "overlay", "fuseblk", "zfs", ""])
def test_a_home_on_a_disk_of_this_machine_is_not(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not on_network(monkeypatch, "/home/anna/data", Mount("/srv", "nfs"), ROOT, Mount("/home", kind))


def test_the_nearest_mount_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    disk_in_network = (ROOT, Mount("/home", "nfs"), Mount("/home/anna", "ext4"))
    assert not on_network(monkeypatch, "/home/anna/data", *disk_in_network)
    assert not on_network(monkeypatch, "/home/anna", *reversed(disk_in_network))
    assert on_network(monkeypatch, "/home/bert", *disk_in_network)


def test_a_name_that_only_begins_the_same_is_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not on_network(monkeypatch, "/home/annabel/data", ROOT, Mount("/home/anna", "nfs"))
    assert on_network(monkeypatch, "/home/anna/data", ROOT, Mount("/home/anna/", "nfs"))


def test_of_two_mounts_on_one_place_the_last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    local, remote = Mount("/home", "ext4"), Mount("/home", "nfs4")
    assert on_network(monkeypatch, "/home/anna", ROOT, local, remote)
    assert not on_network(monkeypatch, "/home/anna", ROOT, remote, local)
    assert on_network(monkeypatch, "/home/anna", ROOT, Mount("/home", "autofs"), remote)


def test_a_root_on_the_network_counts_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_network(monkeypatch, "/home/anna", Mount("/", "nfs"), Mount("/tmp", "tmpfs"))
    assert not on_network(monkeypatch, "/tmp/data", Mount("/", "nfs"), Mount("/tmp", "tmpfs"))


@pytest.mark.parametrize(
    ("options", "remote"), [("rw,remote", True), ("remote", True), ("rw,fixed", False), ("ro,notremote", False)]
)
def test_windows_says_which_drive_is_elsewhere(options: str, remote: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.records.folder.os.sep", "\\")
    mounts = (Mount("C:\\", "NTFS", "rw,fixed"), Mount("H:\\", "NTFS", options))
    assert on_network(monkeypatch, "H:\\anna\\data", *mounts) is remote
    assert not on_network(monkeypatch, "C:\\Users\\anna", *mounts)


def test_a_share_of_a_windows_server_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_network(monkeypatch, r"\\server\homes\anna", Mount("C:\\", "NTFS", "rw,fixed"))


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), PermissionError(13, "Permission denied")])
def test_a_system_that_tells_nothing_keeps_nobody_from_playing(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(all: bool) -> list[Mount]:  # noqa: A002
        raise error

    monkeypatch.setattr(psutil, "disk_partitions", fails)
    assert not is_on_network(tmp_path)


def test_nothing_mounted_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not on_network(monkeypatch, "/home/anna")


def test_a_link_into_a_network_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "mounted"
    there.mkdir()
    (tmp_path / "data").symlink_to(there)
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [ROOT, Mount(str(there.resolve()), "nfs")])  # noqa: A006
    assert is_on_network(tmp_path / "data")
    assert not is_on_network(tmp_path)


def test_this_machine_itself_can_be_asked(tmp_path: Path) -> None:
    assert isinstance(is_on_network(tmp_path), bool)


def test_a_folder_that_cannot_be_made_and_a_file_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used to save"):
        prepare(tmp_path / "file" / "sub")
    with pytest.raises(StoreError, match="cannot be used to save"):
        make_private(tmp_path)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
