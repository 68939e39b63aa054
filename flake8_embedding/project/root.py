"""The root of a file's project, and what lies below it: nothing else is ever read."""

from __future__ import annotations

import os
import stat
from functools import lru_cache

from flake8_embedding.limits import FOLDERS_KEPT, MODULE_BYTES

MARKS = (".git", "pyproject.toml", "setup.py", "setup.cfg")
"""What the root of a project has."""

_INSTALLED = frozenset({"site-packages", "dist-packages"})
_STANDARD_LIBRARY = os.path.dirname(os.path.realpath(os.__file__))


def root_of(filename: str, started: str | None = None) -> str:
    """The nearest folder at or above the file that has one of the marks. Without any: the folder in which flake8 was
    started, if the file is below it, or else the file's own folder."""
    folder = os.path.dirname(os.path.abspath(filename))
    marked = _marked(folder)
    if marked is not None:
        return marked
    started = os.path.abspath(started or os.curdir)
    return started if is_below(folder, started) else folder


@lru_cache(maxsize=FOLDERS_KEPT)
def _marked(folder: str) -> str | None:
    if any(os.path.exists(os.path.join(folder, mark)) for mark in MARKS):
        return folder
    above = os.path.dirname(folder)
    return None if above == folder else _marked(above)


def is_below(path: str, folder: str) -> bool:
    """Whether a path is the folder, or leads on from it; both are absolute, and no link is followed."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


@lru_cache(maxsize=FOLDERS_KEPT)
def _real(path: str) -> str:
    return os.path.realpath(path)


def may_be_read(path: str, root: str, most: int = MODULE_BYTES) -> bool:
    """Whether it is a regular file of bounded size that belongs to the project: it lies below the root itself, not
    behind a link that leads elsewhere, and was not installed there."""
    try:
        found = os.stat(path)
        real = os.path.realpath(path)
    except (OSError, ValueError):
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size > most:
        return False
    return is_below(real, _real(root)) and not is_installed(real)


def is_installed(real: str) -> bool:
    """Whether a file, by its path without links, is one of the standard library or of an installed package."""
    return is_below(real, _STANDARD_LIBRARY) or not _INSTALLED.isdisjoint(real.split(os.sep))
