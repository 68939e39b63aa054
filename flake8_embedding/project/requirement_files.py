"""What the files of one folder require, by name and bounds: pyproject.toml, setup.cfg and requirements files.

These files are other people's, and anything may stand in them. They are read only if they are regular, small and part
of the project, and are looked at line by line. A file of another form than expected requires nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from flake8_embedding.limits import REQUIREMENT_BYTES, REQUIREMENT_FILES, REQUIREMENT_LINE
from flake8_embedding.project.root import may_be_read
from flake8_embedding.record import record
from flake8_embedding.shown import shown

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)]*)")
_BOUND = re.compile(r"(===|==|~=|!=|>=|<=|<|>|\^)\s*v?(\d{1,6})(?:\.(\d{1,6}))?((?:\.\d{1,6}|\.\*)*)")
_SETUP_REQUIRES = re.compile(r"install_requires[ \t]*[=:](.*)")
_DEEP_KEY = re.compile(r"(?<![\w\"'.-])(?:[\w\"'-]+[ \t]*\.[ \t]*){16}")
"""Keys of more parts than people write. ``tomllib`` takes quadratic time and memory for them."""


@record(frozen=True)
class Requirement:
    """A package that the project needs, by its normalized name; ``bounds`` is what stands behind the name."""

    name: str
    bounds: str
    file: str

    def lowest(self) -> tuple[int, int] | None:
        """The major and minor version below which none will do."""
        lows = [version for sign, version in self._versions() if sign in ("==", "===", "~=", ">=", ">", "^")]
        return max(lows, default=None)

    @property
    def pinned(self) -> bool:
        """Whether it is one version only."""
        return any(sign in ("==", "===") for sign, _ in self._versions())

    def _versions(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for sign, major, minor, _ in _BOUND.findall(self.bounds):
            yield sign, (int(major), int(minor or 0))

    def __str__(self) -> str:
        """For messages: only what was understood, as the file may say anything else."""
        bounds = ",".join(re.sub(r"\s", "", found[0]) for found in _BOUND.finditer(self.bounds))
        return f"{self.name}{bounds} in {shown(self.file)}"


@cache
def requirements_in(folder: str, root: str) -> tuple[Requirement, ...]:
    """The requirements that files of the folder state, as far as they belong to the project with this root."""
    found = [*_read_by(_of_pyproject, folder, "pyproject.toml", root), *_read_by(_of_setup, folder, "setup.cfg", root)]
    try:
        names = sorted(name for name in os.listdir(folder) if re.fullmatch(r"requirements.*\.txt", name, re.DOTALL))
    except OSError:
        names = []
    for name in names[:REQUIREMENT_FILES]:
        found += _read_by(str.splitlines, folder, name, root)
    return tuple(found)


def _read_by(lines_of: Any, folder: str, name: str, root: str) -> list[Requirement]:
    path = os.path.join(folder, name)
    if not may_be_read(path, root):
        return []
    try:
        with open(path, "rb") as file:
            raw = file.read(REQUIREMENT_BYTES + 1)
        lines = lines_of(raw.decode("utf-8")) if len(raw) <= REQUIREMENT_BYTES else []
    except (OSError, ValueError, AttributeError, TypeError, RecursionError, MemoryError):
        # Not ours to complain of: unreadable, or of another form than these files have.
        return []
    matches = (_REQUIREMENT.match(line) for line in lines if len(line) <= REQUIREMENT_LINE)
    return [
        Requirement(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2], name) for match in matches if match is not None
    ]


def _of_pyproject(text: str) -> list[str]:
    if "keras" not in text.lower() and "tensorflow" not in text.lower():
        return []
    if _DEEP_KEY.search(text) is not None:
        return []
    # Few files have one beside them, and flake8 itself does without it.
    import tomllib

    content = tomllib.loads(text)
    lines = list(map(str, content.get("project", {}).get("dependencies", [])))
    poetry = content.get("tool", {}).get("poetry", {}).get("dependencies", {})
    for name, given in poetry.items():
        version = given if isinstance(given, str) else given.get("version", "")
        lines.append(f"{name} {version if version[:1] in '^~=<>!' else '==' + version}")
    return lines


def _of_setup(text: str) -> list[str]:
    """The lines of ``install_requires`` in the section ``[options]``."""
    found: list[str] = []
    section, is_wanted = "", False
    for line in text.splitlines():
        if line.startswith("["):
            section, is_wanted = line.strip(), False
        elif line[:1].isspace():
            found += [line] if is_wanted else []
        elif line.strip():
            match = _SETUP_REQUIRES.match(line) if section == "[options]" else None
            is_wanted = match is not None
            found += [match[1]] if match is not None else []
    return found
