"""The project's own tables, as its files may import them: by their whole path, or from their own package with dots."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

Table = tuple[str, str]
"""The path of a class or function, and its argument with the number of rows."""


def as_imported_in(filename: str, tables: frozenset[Table]) -> frozenset[Table]:
    """The tables, and what each is called in relative imports of the file: in ``mylib/model.py``
    ``mylib.layers.Tokens`` is ``.layers.Tokens``, too."""
    if not tables:
        return tables
    folders = os.path.dirname(os.path.abspath(filename)).split(os.sep)
    return tables.union(_relative(folders, tables))


def _relative(folders: list[str], tables: Iterable[Table]) -> Iterator[Table]:
    for path, argument in tables:
        parts = path.split(".")
        for up in range(min(len(parts), len(folders))):
            above = folders[: len(folders) - up]
            for shared in range(1, len(parts)):
                if above[-shared:] == parts[:shared]:
                    yield "." * (up + 1) + ".".join(parts[shared:]), argument
