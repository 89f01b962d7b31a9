"""Creates the store's folders and files readable by their owner alone, regardless of umask."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
BESIDE = ("", "-wal", "-shm", "-journal")
"""Suffixes of a database's files: none for the database itself, then those that SQLite creates
beside it, with the mode of the database."""


def private_folder(path: Path) -> None:
    """Create the folder, readable by its owner alone, or make an existing one so. Raises: OSError.

    Folders that are not ours alone are left unchanged: the working folder, the home folder, and
    shared ones such as /tmp.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(exist_ok=True)
        path.chmod(FOLDER_MODE)
        return
    shared = path.stat().st_mode & stat.S_ISVTX
    if not shared and path.resolve() not in (Path.cwd().resolve(), Path.home().resolve()):
        _close_to_others(path)


def private_file(path: Path) -> None:
    """Create the file if there is none, and make it private. Raises: OSError."""
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, FILE_MODE))
    _close_to_others(path)


def private_database(path: Path) -> None:
    """As `private_file`, for an SQLite file and the files beside it. Raises: OSError."""
    private_file(path)
    for suffix in BESIDE[1:]:
        with suppress(FileNotFoundError):
            _close_to_others(path.with_name(path.name + suffix))


def _close_to_others(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        with suppress(OSError):  # owned by another user, or on a read-only disk
            path.chmod(mode & 0o700)
