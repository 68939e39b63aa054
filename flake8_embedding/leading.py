"""Other files of a project that lead to the tables of a file: ``train.py`` gives a class of ``model.py`` its size."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice

from flake8_embedding.files import Document
from flake8_embedding.limits import LEADING_FILES
from flake8_embedding.neighbours import Neighbours
from flake8_embedding.record import replace
from flake8_embedding.trace import Entry, Trace

Traced = tuple[Document, list[Trace]]


def with_entries(path: str, traces: list[Trace], trace: Callable[[str], Traced | None]) -> list[Trace]:
    """The traces of the file, those that are unknown with the places in other files that lead to the table. ``trace``
    traces another file, and gives None where that cannot be read."""
    if not any(one.verdict == "unknown" for one in traces):
        return traces
    entries = list(_entries(path, trace))
    return [replace(one, entries=_of(one, entries)) if one.verdict == "unknown" else one for one in traces]


def _of(trace: Trace, entries: list[tuple[int, int, Entry]]) -> tuple[Entry, ...]:
    return tuple(entry for line, column, entry in entries if (line, column) == (trace.line, trace.column))


def _entries(path: str, trace: Callable[[str], Traced | None]) -> Iterator[tuple[int, int, Entry]]:
    """Each place that leads to a table of the file, with the line and column of the table."""
    file = os.path.realpath(path)
    for other in islice(Neighbours().naming(path), LEADING_FILES):
        document, found = trace(os.path.relpath(other)) or (None, [])
        for one in found:
            table = one.elsewhere
            if document is not None and table is not None and os.path.realpath(table.file) == file:
                place = f"{document.name(one.line)}:{one.column + 1}"
                yield table.line, table.column, Entry(document.path, place, one.verdict)
