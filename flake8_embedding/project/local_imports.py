"""Whether a file may import a module of its own project: most small files import the standard library alone.

Says too often rather than too seldom that it may. Imports nothing heavy.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator

from flake8_embedding.prefilter.lines import Lines, places_of
from flake8_embedding.prefilter.words import LIBRARIES

_BY_NAME = ("import_module", "__import__", "exec")


def may_import_local(text: str, tree: ast.Module, filename: str) -> bool:
    """Whether an import is of another module than those of the standard library and of described libraries, or of a
    file beside this one with such a name."""
    if "import" not in text:
        return False
    if any(name in text for name in _BY_NAME):
        return True
    folder = os.path.dirname(os.path.abspath(filename))
    return any(_may_be_local(top, folder) for top in set(_tops(text, tree)))


def _tops(text: str, tree: ast.Module) -> Iterator[str]:
    """The first names of the modules that are imported, an empty one for what is relative."""
    for statement in Lines(text, places_of("import", text)).statements(tree):
        match statement:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=module, level=level):
                yield "" if level else (module or "").partition(".")[0]


def _may_be_local(top: str, folder: str) -> bool:
    if top in LIBRARIES:
        return False
    if top not in sys.stdlib_module_names:
        return True
    beside = os.path.join(folder, top)
    return os.path.exists(beside) or os.path.exists(f"{beside}.py")
