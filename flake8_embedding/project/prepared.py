"""Which data files a project writes itself, by a glance at its texts: what is read from them was prepared.

``frame.to_csv("numbered.csv")`` in ``prepare.ipynb`` says of ``read_csv("data/numbered.csv")`` in ``train.py`` that its
columns need not be as the data came. Only the last part of a path is compared, and it is said too often rather than too
seldom: a file of the same name in another folder counts, too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from flake8_embedding.limits import NEIGHBOURS
from flake8_embedding.project.below import modules_below
from flake8_embedding.project.root import root_of
from flake8_embedding.project.texts import Stamp, stamp_of

_WRITES = re.compile(
    r"\b(?:to_(?:csv|parquet|pickle|json|feather|excel|hdf|table)|savetxt)\s*\("
    r"""|\bopen\s*\([^\n]*,\s*(?:mode\s*=\s*)?\\?["'][wax]"""
)
"""A call that writes data. In a notebook a backslash stands before quotes."""

_LINES = 3
"""How far the arguments of such a call are looked for."""

_FILE = re.compile(r"""([\w.\-+ ]*\w\.[A-Za-z]\w*)\\?["']""")
"""The last part of a path, at the end of a text."""

_SET = re.compile(r"\b(\w+)\s*(?::[^=\n]*)?=(?!=)([^\n]*)")
"""A name that is set, and the rest of the line."""

_NAME = re.compile(r"[A-Za-z_]\w*")


def prepared_among(names: frozenset[str], text: str, filename: str) -> frozenset[str]:
    """Those of the data files that the project of the file with this text writes itself; the text alone is looked at
    where the file has no name. All of them where the project is too large to be looked at."""
    found = names & written_names(text) if names else names
    if found == names or not filename:
        return found
    modules = modules_below(Path(root_of(filename)))
    if modules is None:
        return names
    stamps = (stamp for path in modules if (stamp := stamp_of(str(path))) is not None)
    return found.union(*(names & _written(stamp) for stamp in stamps))


def last_part(path: str) -> str:
    """A path without its folders."""
    return re.split(r"[/\\]", path)[-1]


def names_in_call(text: str, line: int) -> frozenset[str]:
    """The last parts of the paths in a call that begins in a line, from 1: those that stand in it, or in a line that
    sets one of its names."""
    lines = text.splitlines()
    return _names_in(["\n".join(lines[line - 1 : line - 1 + _LINES])], lines)


def written_names(text: str) -> frozenset[str]:
    """The last parts of the paths to which a program writes data, as far as they stand in its text."""
    lines = text.splitlines()
    calls = [
        "\n".join([line[found.start() :], *lines[number + 1 : number + _LINES]])
        for number, line in enumerate(lines)
        if (found := _WRITES.search(line)) is not None
    ]
    return _names_in(calls, lines)


def _names_in(calls: list[str], lines: list[str]) -> frozenset[str]:
    used = {name for call in calls for name in _NAME.findall(call)}
    names = {name for call in calls for name in _FILE.findall(call)}
    for line in lines if calls else ():
        for target, rest in _SET.findall(line) if "=" in line else ():
            if target in used:
                names.update(_FILE.findall(rest))
    return frozenset(names)


@lru_cache(maxsize=NEIGHBOURS)
def _written(stamp: Stamp) -> frozenset[str]:
    try:
        return written_names(Path(stamp[0]).read_text("utf-8", "replace"))
    except OSError:
        return frozenset()
