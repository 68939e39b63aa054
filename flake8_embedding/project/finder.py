"""Which file of the project an import means, by Python's own rules as far as files tell: pure, on paths.

The folders in which Python looks depend on how a program is started. Here they are those that make an import work:
what the program adds itself, the folder of the file, the folders above it up to the project's root, and ``src``. The
nearest wins, and a module or package wins over a folder without ``__init__.py``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property

from flake8_embedding.prefilter.words import LIBRARIES
from flake8_embedding.project.root import is_below, may_be_read
from flake8_embedding.project.search_path import Added
from flake8_embedding.record import record

_NEVER = LIBRARIES | {*sys.builtin_module_names, "abc", "codecs", "io", "os", "site", "stat"}
"""Modules that no file of a project takes the place of: they are there before a program begins, or their tables are
described, and a folder of their name is their own source."""

_OF_PACKAGES = ("__init__.py", "pyproject.toml", "setup.py", "setup.cfg")
"""What a folder has that is a package, or the root of one that is published."""


@record(frozen=True)
class ModuleFile:
    """A module of the project: its ``path``, empty for a folder without ``__init__.py``; and the ``folders`` in which
    its submodules are, none where it is no package."""

    path: str
    folders: tuple[str, ...] = ()


class Finder:
    """Finds modules for one file that is looked at, and for the modules that it imports.

    ``root`` is the folder to which the search is confined; ``libraries`` are the first names of those packages that
    are installed rather than part of a project, unless they lie beside the file itself.
    """

    def __init__(self, filename: str, root: str, libraries: frozenset[str] = frozenset()) -> None:
        self.filename = os.path.abspath(filename)
        self.root = root
        self.libraries = libraries
        self._first: list[str] = []
        self._last: list[str] = []
        self._readable: dict[str, bool] = {}

    def for_program(self, filename: str) -> Finder:
        """The same search for another program of the project; what is known of paths is known to both."""
        other = Finder(filename, self.root, self.libraries)
        other._readable = self._readable
        return other

    def add(self, added: Iterable[Added]) -> None:
        """From now on these folders are searched, too."""
        for one in added:
            if is_below(one.folder, self.root) and one.folder not in (*self._first, *self._last):
                if one.first:
                    self._first.insert(0, one.folder)
                else:
                    self._last.append(one.folder)

    def absolute(self, name: str, importer: str) -> ModuleFile | None:
        """``import name``, with dots in it or not, in the file ``importer``; None where no file of the project is
        meant."""
        parts = name.split(".")
        if not all(part.isidentifier() for part in parts) or parts[0] in _NEVER:
            return None
        installed = parts[0] in self.libraries or parts[0] in sys.stdlib_module_names
        folders = list(self._beside if installed else self._folders(importer))
        for folder in folders:
            found = self._regular(folder, parts[0])
            if found is None or (found.path == importer and not found.folders):
                continue
            inside = self._inside(found, parts[1:])
            # Beside ``words/words.py``, ``words.words`` is a module of the package above: the file itself has none.
            if inside is not None or found.folders:
                return inside
        return None if installed else self._inside(self._namespace(folders, parts[0]), parts[1:])

    def relative(self, level: int, name: str, importer: str) -> ModuleFile | None:
        """``from ..name import``: ``level`` is the number of dots, ``name`` may be empty."""
        folder = os.path.dirname(importer)
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        if not is_below(folder, self.root):
            return None
        return self._inside(self._package(folder) or ModuleFile("", (folder,)), name.split(".") if name else [])

    def submodule(self, package: ModuleFile, name: str) -> ModuleFile | None:
        """The module ``name`` of a package."""
        if not name.isidentifier():
            return None
        for folder in package.folders:
            found = self._regular(folder, name)
            if found is not None:
                return found
        return self._namespace(package.folders, name)

    def _inside(self, found: ModuleFile | None, parts: list[str]) -> ModuleFile | None:
        for part in parts:
            found = self.submodule(found, part) if found is not None else None
        return found

    # -- folders ------------------------------------------------------------------------------------------------------

    def _folders(self, importer: str) -> Iterator[str]:
        """Where a module is looked for, the nearest first, each folder once."""
        yield from dict.fromkeys(
            (
                *self._first,
                *self._up_from(self.filename),
                *self._last,
                os.path.join(self.root, "src"),
                *self._up_from(importer),
            )
        )

    def _up_from(self, path: str) -> Iterator[str]:
        folder = os.path.dirname(path)
        while is_below(folder, self.root):
            yield folder
            folder = os.path.dirname(folder) if folder != self.root else ""

    @cached_property
    def _beside(self) -> tuple[str, ...]:
        """Where a module can take the place of one that is installed: the folder of the program that is started. In a
        package's own source ``import numpy`` is not its ``numpy.py``; and in the root of what is published as keras
        ``import keras`` is that keras."""
        folder = os.path.dirname(self.filename)
        is_package = any(os.path.exists(os.path.join(folder, mark)) for mark in _OF_PACKAGES)
        return () if is_package else (folder,)

    # -- files --------------------------------------------------------------------------------------------------------

    def _regular(self, folder: str, name: str) -> ModuleFile | None:
        path = os.path.join(folder, name)
        package = self._package(path)
        if package is not None:
            return package
        return ModuleFile(f"{path}.py") if self._is_readable(f"{path}.py") else None

    def _package(self, folder: str) -> ModuleFile | None:
        path = os.path.join(folder, "__init__.py")
        return ModuleFile(path, (folder,)) if self._is_readable(path) else None

    def _namespace(self, folders: Iterable[str], name: str) -> ModuleFile | None:
        """A package without ``__init__.py``: all folders of that name together."""
        paths = (os.path.join(folder, name) for folder in folders)
        portions = tuple(path for path in paths if os.path.isdir(path))
        return ModuleFile("", portions) if portions else None

    def _is_readable(self, path: str) -> bool:
        known = self._readable.get(path)
        if known is None:
            known = self._readable[path] = may_be_read(path, self.root)
        return known
