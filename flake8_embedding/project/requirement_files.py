"""What the files of one folder require: lock files, pyproject.toml, setup.cfg, setup.py, requirements files, Pipfile
and conda's environment.yml.

These files are other people's, and anything may stand in them. They are read only if they are regular, small and part
of the project, and are looked at line by line. What cannot be read requires nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from flake8_embedding.limits import FOLDERS_KEPT, LOCK_BYTES, REQUIREMENT_BYTES, REQUIREMENT_FILES, REQUIREMENT_LINE
from flake8_embedding.project.requirement import Requirement
from flake8_embedding.project.root import may_be_read

_LOCKS = ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "conda-lock.yml", "Pipfile.lock")
_STATED = ("pyproject.toml", "setup.cfg", "setup.py")
_INSTALLED = ("Pipfile", "environment.yml", "environment.yaml")

_REQUIREMENT = r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)]*)"
_INCLUDED = r"\s*(?:-r|-c|--requirement|--constraint)[ =]?\s*([^\s#]+)"


@lru_cache(maxsize=FOLDERS_KEPT)
def requirements_in(folder: str, root: str) -> tuple[Requirement, ...]:
    """The requirements that files of the folder state, as far as they belong to the project with this root: what is
    locked, then what the project itself says, then what is to be installed."""
    there = _names_in(folder)
    found: list[Requirement] = []
    for name in filter(there.__contains__, _LOCKS):
        found += _read_by(folder, name, root, LOCK_BYTES)
    for name in filter(there.__contains__, _STATED):
        found += _read_by(folder, name, root, REQUIREMENT_BYTES)
    seen: set[str] = set()
    for name in _requirement_files(folder, there):
        found += _installed_by(folder, name, root, seen)
    for name in filter(there.__contains__, _INSTALLED):
        found += _read_by(folder, name, root, REQUIREMENT_BYTES)
    return tuple(found)


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


def _requirement_files(folder: str, there: frozenset[str]) -> Iterator[str]:
    """``requirements.txt`` before those for a purpose, then those in the folder ``requirements``."""
    yield from _texts(there, "requirements", "requirements.txt")
    if "requirements" in there:
        below = _names_in(os.path.join(folder, "requirements"))
        yield from (os.path.join("requirements", name) for name in _texts(below, "", "base.txt"))


def _texts(names: frozenset[str], begin: str, first: str) -> list[str]:
    texts = (name for name in names if name.startswith(begin) and name.endswith(".txt"))
    return sorted(texts, key=lambda name: (name != first, name))[:REQUIREMENT_FILES]


def _installed_by(folder: str, name: str, root: str, seen: set[str]) -> list[Requirement]:
    """The requirements of a file, and of those that it names with ``-r``, each once."""
    path = os.path.normpath(os.path.join(folder, name))
    if path in seen or len(seen) >= REQUIREMENT_FILES * 2:
        return []
    seen.add(path)
    lines = _lines_of(str.splitlines, path, root, REQUIREMENT_BYTES)
    found = _requirements(lines, name)
    for line in lines:
        included = re.match(_INCLUDED, line)
        if included is not None:
            inner = os.path.relpath(os.path.join(os.path.dirname(path), included[1]), folder)
            found += _installed_by(folder, inner, root, seen)
    return found


def _read_by(folder: str, name: str, root: str, most: int) -> list[Requirement]:
    # Most folders have none of these files.
    from flake8_embedding.project.requirement_formats import READERS

    return _requirements(_lines_of(READERS[name], os.path.join(folder, name), root, most), name)


def _requirements(lines: list[str], name: str) -> list[Requirement]:
    matches = (re.match(_REQUIREMENT, line) for line in lines)
    return [
        Requirement(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2], name)
        for match in matches
        # "keras @ git+https://..." says nothing of the version.
        if match is not None and not match[2].startswith("@")
    ]


def _lines_of(lines_of: Callable[[str], list[str]], path: str, root: str, most: int) -> list[str]:
    if not may_be_read(path, root, most):
        return []
    try:
        with open(path, "rb") as file:
            raw = file.read(most + 1)
        lines = lines_of(raw.decode("utf-8")) if len(raw) <= most else []
    except (OSError, ValueError, SyntaxError, AttributeError, TypeError, RecursionError, MemoryError):
        # Not ours to complain of: unreadable, or of another form than these files have.
        return []
    return [line for line in lines if len(line) <= REQUIREMENT_LINE]
