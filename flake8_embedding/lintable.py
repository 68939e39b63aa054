"""Which files are looked at: those that flake8 would read, without other people's, and notebooks. Knows paths alone.

Paths are texts here: people see them as flake8 writes them, ``./train.py``.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from typing import Final

from flake8.utils import fnmatch, matches_filename

from flake8_embedding.files import STDIN

NOT_OURS: Final = frozenset({"node_modules", "site-packages"})
"""Folders with other people's files, beside hidden ones and virtual environments."""

_LOG = logging.getLogger(__name__)


def files_at(
    paths: Sequence[str], patterns: Sequence[str], excluded: Sequence[str], stdin_name: str = STDIN
) -> Iterator[str]:
    """The files at and below the paths, each once, in the order of their names. A file that is given is read whatever
    it is called, unless one of the ``excluded`` patterns has it."""
    seen: set[str] = set()
    for given in paths:
        for path in _files_at(given, patterns, excluded, stdin_name):
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                yield path


def is_environment(folder: str) -> bool:
    """Whether the folder is a virtual environment (https://docs.python.org/3/library/venv.html)."""
    return os.path.exists(os.path.join(folder, "pyvenv.cfg"))


def _files_at(given: str, patterns: Sequence[str], excluded: Sequence[str], stdin_name: str) -> Iterator[str]:
    if _is_excluded(stdin_name if given == STDIN else given, excluded):
        return
    if not os.path.isdir(given):
        yield given
        return
    for folder, below, names in os.walk(given):
        inside = sorted(os.path.join(folder, name) for name in below)
        below[:] = [os.path.basename(path) for path in inside if _is_ours(path) and not _is_excluded(path, excluded)]
        for name in sorted(names):
            path = os.path.join(folder, name)
            if fnmatch(path, patterns) and not _is_excluded(path, excluded) and not _is_special(path):
                yield path


def _is_special(path: str) -> bool:
    """A pipe, a device or a socket: reading it may never end. A link to nothing is none, and is named as unreadable."""
    return os.path.exists(path) and not os.path.isfile(path)


def _is_ours(folder: str) -> bool:
    name = os.path.basename(folder)
    return not name.startswith(".") and name not in NOT_OURS and not is_environment(folder)


def _is_excluded(path: str, excluded: Sequence[str]) -> bool:
    return bool(matches_filename(path, patterns=excluded, log_message="%(path)s %(whether)s", logger=_LOG))
