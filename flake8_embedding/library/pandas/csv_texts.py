"""Data that stand in the program as text with separators: which columns have empty cells, and tables of numbers.

What pandas takes for a missing value: https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html
"""

from __future__ import annotations

import csv
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.limits import CONSTANT_TEXT, ITEMS
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.numbers.casts import names_whole_numbers
from flake8_embedding.values.value import NONE, Const, LibraryName, Number, Value

_MISSING: Final = frozenset(
    (
        *(
            "",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "-NaN",
            "-nan",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
        ),
        *("NULL", "NaN", "None", "n/a", "nan", "null"),
    )
)

_FOLLOWED: Final = frozenset(("sep", "delimiter", "header", "names", "dtype", "encoding", "engine", "index_col"))
"""The settings of ``read_csv`` that do not change which cells are empty, or are followed."""


def gaps_in(call: Call, file: Value | None) -> frozenset[str] | None:
    """The columns with an empty cell, where the text is known; None where it is not."""
    text = call.text_of(file) if file is not None else None
    if text is None or len(text) > CONSTANT_TEXT or dict(call.keywords).keys() - _FOLLOWED:
        return None
    separator = call.argument("sep") or call.argument("delimiter")
    sign = separator.value if isinstance(separator, Const) else "," if separator is None else None
    if not isinstance(sign, str) or len(sign) != 1 or call.argument("header") not in (None, NONE):
        return None
    try:
        rows = [row for row in csv.reader(text.splitlines(), delimiter=sign) if row]
    except csv.Error:
        return None
    names = rows[:1] if call.argument("names") is None and call.argument("header") is None else None
    if not names:
        return None
    return frozenset(
        name
        for place, name in enumerate(names[0])
        if any(place >= len(row) or row[place] in _MISSING for row in rows[1:])
    )


def table_of_numbers(call: Call) -> Value:
    """``np.loadtxt(file, dtype=int)`` of a text that stands in the program."""
    file, separator = call.argument("fname"), call.argument("delimiter")
    text = call.text_of(file) if file is not None else None
    sign = separator.value if isinstance(separator, Const) else None
    followed = dict(call.keywords).keys() <= {"fname", "dtype", "delimiter"} and call.complete
    if text is None or not followed or len(text) > CONSTANT_TEXT or "#" in text or not isinstance(sign, str | None):
        return call.unknown(f"{call.path} is not described")
    whole = names_whole_numbers(call.argument("dtype")) or call.argument("dtype") == LibraryName("builtins.int")
    rows = [line.split(sign) for line in text.splitlines() if line.strip()]
    cells = [_number(cell.strip(), whole=whole) for row in rows for cell in row]
    known = tuple(cell for cell in cells if cell is not None)
    if not known or len(known) < len(cells) or len(known) > ITEMS or len({len(row) for row in rows}) > 1:
        return call.unknown(f"{call.path} is not described")
    # One row or one column comes back as a vector.
    shape = tuple(side for side in (len(rows), len(rows[0])) if side > 1) or (1,)
    return call.allocate(array_of(Grid(shape, known), call.key))


def _number(text: str, *, whole: bool) -> Value | None:
    try:
        return Number.exactly(int(text)) if whole else Const(float(text))
    except ValueError:
        return None
