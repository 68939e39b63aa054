"""Which programs of a project import a module, directly or through others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from flake8_embedding.project.finder import Finder
from flake8_embedding.project.glance import imports_of
from flake8_embedding.project.leads import run_by


def importing(modules: Iterable[str]) -> str:
    """A pattern that finds an import of one of the modules by its name, in a notebook, too."""
    return rf"\b(?:import|from)\s[^\n\"']*\b(?:{'|'.join(sorted(map(_name_of, modules)))})\b"


def importers_of(
    modules: Iterable[str], programs: Iterable[str], text_of: Callable[[str], str], finder: Finder
) -> list[str]:
    """Those of the programs that import one of the modules, all by their paths. A module of the same name in another
    folder is another one; where it is not found which one is meant, it may be this."""
    found: dict[str, None] = {}
    new = set(modules)
    left = [path for path in programs if path not in new]
    while new and left:
        pattern = re.compile(importing(new))
        naming = [path for path in left if pattern.search(text_of(path)) is not None]
        new = {path for path in naming if _imports_one(path, text_of(path), new, finder.for_program(path))}
        found.update(dict.fromkeys(path for path in naming if path in new))
        left = [path for path in left if path not in new]
    return list(found)


def _imports_one(program: str, text: str, modules: set[str], finder: Finder) -> bool:
    names = set(map(_name_of, modules))
    for one in imports_of(_lines_of(program, text)):
        runs = [module.path for module in run_by(one, program, finder)]
        meant = {one.name, one.module.rpartition(".")[2]}
        if not modules.isdisjoint(runs) or (not runs and not names.isdisjoint(meant)):
            return True
    return False


def _lines_of(program: str, text: str) -> str:
    """The text of a notebook with each line of its cells as a line."""
    return re.sub(r'\\n|"', "\n", text) if program.endswith(".ipynb") else text


def _name_of(path: str) -> str:
    """What a module is called in an import, a package by its folder."""
    file = Path(path)
    return re.escape(file.parent.name if file.stem == "__init__" else file.stem)
