"""Data that a program writes to a file, and another one of its project reads: ``frame.to_csv``, ``pd.read_csv``.

Columns with numbers are read as they were written. Others are not: ``"01"`` is written, and 1 is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import copied_object
from flake8_embedding.library.saved.objects import was_written, write_object
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import frame_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import Value

_WRITING = frozenset(
    ("path_or_buf", "path", "sep", "index", "encoding", "index_label", "columns", "compression", "engine")
)
"""Settings that write each cell in the column that has its name."""

_READING = frozenset(
    ("filepath_or_buffer", "file", "path", "sep", "delimiter", "encoding", "engine", "usecols", "index_col")
)
"""Settings that read each cell in the column that has its name."""


def _written(call: Call) -> Value:
    """``frame.to_csv("clean.csv", index=False)``"""
    frame, file = call.argument("self"), call.argument("path")
    is_followed = call.complete and _are_among(call, _WRITING) and frame is not None
    data = frame_in(frame, call.store) if is_followed and frame is not None else None
    call.note_written()
    return write_object(call, file, frame if data is not None else None)


def columns_written(call: Call, file: Value | None) -> tuple[tuple[str, Value], ...]:
    """The columns with numbers in a file that the program has written before, or another one of its project."""
    path = None if file is None else text_in(file) or call.noted_path(file)
    if path is None or not call.complete or not _are_among(call, _READING):
        return ()
    held = was_written(call, file)
    if held is None:
        held = call.written_by_others(path, is_whole=True)
    data = None if held is None or is_none(held) else frame_in(copied_object(call, held), call.store)
    return () if data is None else tuple(_of_numbers(data, call.store))


def _are_among(call: Call, names: frozenset[str]) -> bool:
    return dict(call.keywords).keys() <= names


def _of_numbers(data: DataFrame, store: Store) -> Iterable[tuple[str, Value]]:
    return ((name, column) for name, column in data.columns if numbers_in(column, store) is not None)


WRITING = (
    Entry(
        ("to_csv", "to_parquet", "to_feather", "to_pickle"),
        ("self", "path"),
        Handled(_written),
        renamed={"path_or_buf": "path"},
    ),
)
