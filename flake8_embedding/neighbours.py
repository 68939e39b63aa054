"""Which other files of a project may import a file, or use a name of it: such a name is not the file's own to change.

Files are searched for words, whatever they mean there: one that has the module's name and the name itself as words may
import it. Nothing is parsed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from flake8_embedding.files import STDIN
from flake8_embedding.project.below import modules_below
from flake8_embedding.project.root import root_of
from flake8_embedding.record import record

_WORD = re.compile(rb"\w+")
_ALL = re.compile(rb"import[ \t]+\*")


@record(frozen=True)
class _Neighbour:
    path: Path
    words: frozenset[bytes]
    imports_all: bool


class Neighbours:
    """The files around those that are looked at; each project is read once."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[_Neighbour, ...] | None] = {}

    def use(self, path: str, name: str) -> str:
        """Why code outside the file may use the name; empty where it does not."""
        if path == STDIN:
            return f"other files may use `{name}`"
        file = Path(path).resolve()
        if (file.parent / "__init__.py").exists():
            return f"`{name}` is part of a package, which others may use"
        if not file.stem.isidentifier():
            return ""
        neighbours = self._beside(file)
        if neighbours is None or not (name.isascii() and file.stem.isascii()):
            return f"other files may use `{name}`"
        module, word = file.stem.encode(), name.encode()
        for one in neighbours:
            if module in one.words and one.path != file and (word in one.words or one.imports_all):
                return f"`{name}` may be used in {os.path.relpath(one.path, file.parent)}"
        return ""

    def naming(self, path: str) -> list[Path]:
        """The other files of the project that have the module's name as a word, and so may import it: for the file of
        a package, the package's name."""
        file = Path(path).resolve()
        module = file.parent.name if file.stem == "__init__" else file.stem
        neighbours = self._beside(file) if module.isascii() else None
        return [one.path for one in neighbours or () if module.encode() in one.words and one.path != file]

    def _beside(self, file: Path) -> tuple[_Neighbour, ...] | None:
        root = Path(root_of(str(file)))
        if root not in self._read:
            self._read[root] = _files_of(root)
        return self._read[root]


def _files_of(root: Path) -> tuple[_Neighbour, ...] | None:
    """The Python files and notebooks below a folder, None where they are too many or cannot be read."""
    paths = modules_below(root)
    try:
        return None if paths is None else tuple(map(_neighbour, paths))
    except OSError:
        return None


def _neighbour(path: Path) -> _Neighbour:
    raw = path.read_bytes()
    return _Neighbour(path, frozenset(_WORD.findall(raw)), _ALL.search(raw) is not None)
