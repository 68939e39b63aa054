"""Which programs of a project import a module, directly or through others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from flake8_embedding.project.finder import Finder
from flake8_embedding.project.glance import Imported, imports_of
from flake8_embedding.project.runs import run_by

_IMPORT = r"\b(?:import|from)\s"
_NAMES = r"[^\n\"']*"
"""What stands behind the word in its line; in a notebook the line is a text, which ends with a quote."""


def importing(modules: Iterable[str]) -> str:
    """A pattern that finds an import of one of the modules by its name, in a notebook, too."""
    return rf"{_IMPORT}{_NAMES}\b(?:{'|'.join(sorted(re.escape(_name_of(path)) for path in modules))})\b"


def importers_of(
    modules: Iterable[str], programs: Iterable[str], text_of: Callable[[str], str], finder: Finder
) -> list[str]:
    """Those of the programs that import one of the modules, all by their paths. A module of the same name in another
    folder is another one; where it is not found which one is meant, it may be this.

    Each text is asked for once, however long the way is on which a program imports the modules.
    """
    new = set(modules)
    asked = [path for path in programs if path not in new]
    naming = _by_names(asked, {*map(_name_of, new), *map(_name_of, asked)}, text_of, finder)
    found: dict[str, None] = {}
    while new:
        names = set(map(_name_of, new))
        near = {one.place: one for name in names for one in naming.get(name, ()) if one.path not in found}
        wave = [near[place].path for place in sorted(near) if near[place].imports_one(new, names)]
        found.update(dict.fromkeys(wave))
        new = set(wave)
    return list(found)


def _by_names(
    programs: list[str], names: set[str], text_of: Callable[[str], str], finder: Finder
) -> dict[str, list[_Program]]:
    """The programs that have one of the names in an import, by these names."""
    found: dict[str, list[_Program]] = {}
    for place, path in enumerate(programs):
        text = text_of(path)
        imported = names & _words_of_imports(text)
        if imported:
            program = _Program(place, path, tuple(imports_of(_lines_of(path, text))), finder)
            for name in imported:
                found.setdefault(name, []).append(program)
    return found


def _words_of_imports(text: str) -> set[str]:
    """The words that stand in a line behind an ``import`` or ``from``."""
    # The names are only looked at, not taken: another import may begin among them.
    return {word for names in re.findall(rf"{_IMPORT}(?=({_NAMES}))", text) for word in re.findall(r"\w+", names)}


class _Program:
    """A program of the project, the ``place`` it has among them, and what it imports."""

    def __init__(self, place: int, path: str, imports: tuple[Imported, ...], finder: Finder) -> None:
        self.place = place
        self.path = path
        self._imports = imports
        self._finder = finder

    def imports_one(self, modules: set[str], names: set[str]) -> bool:
        """Whether it imports one of the modules, which are called by these names."""
        runs, not_found = self._imported
        return not modules.isdisjoint(runs) or not names.isdisjoint(not_found)

    @cached_property
    def _imported(self) -> tuple[set[str], set[str]]:
        """The modules of the project that its imports run, and the names of what is not found there."""
        finder = self._finder.for_program(self.path)
        runs: set[str] = set()
        not_found: set[str] = set()
        for one in self._imports:
            paths = [module.path for module in run_by(one, self.path, finder)]
            runs.update(paths)
            if not paths:
                not_found.update((one.name, one.module.rpartition(".")[2]))
        return runs, not_found


def _lines_of(program: str, text: str) -> str:
    """The text of a notebook with each line of its cells as a line."""
    return re.sub(r'\\n|"', "\n", text) if program.endswith(".ipynb") else text


def _name_of(path: str) -> str:
    """What a module is called in an import, a package by its folder."""
    file = Path(path)
    return file.parent.name if file.stem == "__init__" else file.stem
