"""Where a learner's data lies: one folder, private to the user of this machine."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

from trainer.errors import StoreError
from trainer.language import _

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
NETWORKS = frozenset((
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs",
    "gfs2", "glusterfs", "lustre", "macfuse", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb2", "smb3",
    "smbfs", "sshfs", "vboxsf", "virtiofs", "webdav",
))  # fmt: skip
"""File systems that more machines may write to, where sqlite's write-ahead log is not safe."""


def usual() -> Path:
    """Return the folder that the system has for the data of a program. Raises StoreError where nobody has a home."""
    try:
        return user_data_path("roleplay-trainer", appauthor=False)
    except RuntimeError:
        raise StoreError(_("There is no home folder to save in; name a folder with --data-dir.")) from None


def scenarios(folder: Path) -> Path:
    """Return where the user's own scenarios lie in a data folder: they belong to no learner and stay when one goes."""
    return folder / "scenarios"


def prepare(folder: Path) -> None:
    """Make a folder that only its user may look into; one that is there stays as it is, the files in it are private.

    Raises StoreError when that cannot be done.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from None


def unusable(folder: Path, error: OSError) -> StoreError:
    """Return that a folder cannot be used to save, and why."""
    message = _("The folder {folder} cannot be used to save: {why}.")
    return StoreError(message.format(folder=folder, why=error.strerror or error))


def make_private(file: Path) -> None:
    """Make an empty file if there is none, and let only its user read it. Raises StoreError."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(PRIVATE_FILE)
    except OSError as error:
        message = _("The file {file} cannot be used to save: {why}.")
        raise StoreError(message.format(file=file, why=error.strerror or error)) from None


def is_on_network(folder: Path) -> bool:
    """Return whether a folder lies on a file system that other machines may write to as well, as far as one can see."""
    import psutil

    place, mounts = str(folder.resolve()), []
    if place.startswith("\\\\"):
        return True
    with suppress(OSError):
        mounts = psutil.disk_partitions(all=True)
    over = [mount for mount in mounts if _lies_in(place, mount.mountpoint)]
    if not over:
        return False
    nearest = max(reversed(over), key=lambda mount: len(mount.mountpoint))  # the last one mounted there is what counts
    return nearest.fstype.lower() in NETWORKS or "remote" in nearest.opts.split(",")


def _lies_in(place: str, mountpoint: str) -> bool:
    top = mountpoint.rstrip(os.sep)
    return place == top or place.startswith(top + os.sep)
