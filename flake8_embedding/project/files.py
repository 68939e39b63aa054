"""The modules of a project as parsed sources: each file is read and parsed once a process, as long as it stays as it
is."""

from __future__ import annotations

import ast
import os
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_embedding.limits import MODULES_KEPT
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.root import is_below, may_be_read
from flake8_embedding.project.search_path import Added, added_to_path
from flake8_embedding.project.texts import Stamp, stamp_of, text_of
from flake8_embedding.record import record
from flake8_embedding.syntax.source import Source, Unparsable, sketch

if TYPE_CHECKING:
    from flake8_embedding.project.writers import Programs


@record(frozen=True)
class Loaded:
    """A module that was read: its source, and the folders that it adds to ``sys.path``."""

    source: Source
    added: tuple[Added, ...]


class ProjectFiles:
    """What one file that is looked at may import: where modules are, and what stands in them.

    ``main`` is that file; ``finder`` searches for the program that runs at present, which may be another one.
    """

    def __init__(self, finder: Finder) -> None:
        self.main = finder.filename
        self.finder = finder

    @cached_property
    def programs(self) -> Programs:
        """All programs of the project. It is walked through once an analysis, and only for what saves and loads."""
        # Imported here: most programs save and load nothing, and an editor starts flake8 anew for each.
        from flake8_embedding.project.writers import programs_below

        return programs_below(self.finder.root)

    def load(self, path: str) -> Loaded | str:
        """The module in a file, or why there is none. Raises nothing."""
        stamp = stamp_of(path)
        if stamp is None or not may_be_read(path, self.finder.root):
            return "it cannot be read"
        known = _KEPT.get(stamp)
        if known is None:
            known = _read(path)
            _KEPT.put(stamp, known)
        return known

    def data_file(self, path: str) -> Stamp | None:
        """The file of the project that a program opens by this path, started in its own folder or in the root."""
        for folder in (os.path.dirname(self.finder.filename), self.finder.root):
            whole = os.path.normpath(os.path.join(folder, path))
            if "\0" not in whole and may_be_read(whole, self.finder.root):
                return stamp_of(whole)
        return None

    def shown(self, path: str) -> str:
        """What messages call a file: its path below the folder of the file that is looked at, or else below the root,
        with slashes on every system."""
        beside = os.path.dirname(self.main)
        return os.path.relpath(path, beside if is_below(path, beside) else self.finder.root).replace(os.sep, "/")


def _read(path: str) -> Loaded | str:
    text = text_of(path)
    if text is None:
        return "it cannot be read"
    try:
        if path.endswith(".ipynb"):
            # Imported here: few projects have notebooks, and an editor starts flake8 anew for each file.
            from flake8_embedding.notebook import Notebook

            text = Notebook.parse(text).program
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "Python cannot parse it"
    source = sketch(text, tree)
    if isinstance(source, Unparsable):
        return source.reason
    return Loaded(source, tuple(added_to_path(text, tree, path)))


class _Kept:
    """The modules read last, up to a number of characters."""

    def __init__(self, characters: int) -> None:
        self._most = characters
        self._taken = 0
        self._kept: OrderedDict[Stamp, Loaded | str] = OrderedDict()

    def get(self, stamp: Stamp) -> Loaded | str | None:
        found = self._kept.get(stamp)
        if found is not None:
            self._kept.move_to_end(stamp)
        return found

    def put(self, stamp: Stamp, loaded: Loaded | str) -> None:
        self._kept[stamp] = loaded
        self._taken += stamp[1]
        while self._taken > self._most and len(self._kept) > 1:
            (_, size, _), _ = self._kept.popitem(last=False)
            self._taken -= size


_KEPT = _Kept(MODULES_KEPT)
