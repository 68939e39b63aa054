"""pandas: a column with each of its values once.

https://pandas.pydata.org/docs/reference/api/pandas.Series.drop_duplicates.html
"""

from __future__ import annotations

from flake8_embedding.library.arrays import distinct_values
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.objects import SequenceValue
from flake8_embedding.values.provenance import Part
from flake8_embedding.values.value import NONE, TRUE, Unknown, Value


def _once_each(call: Call) -> Value:
    """``column.drop_duplicates()``: the same values as ``column.unique()``, as many and in the same order."""
    column = call.arguments[0]
    content = call.store.content(column)
    is_column = isinstance(content, SequenceValue) or (isinstance(content, Unknown) and isinstance(content.key, Part))
    if is_column and not call.keywords and len(call.arguments) == 1:
        return distinct_values(call, column, sorts=False)
    if call.argument("inplace") is not None:
        call.set(column, call.unknown("values that occurred twice are left out of it"))
        return NONE
    return call.unknown("which values are left is not known")


def _numbered_anew(call: Call) -> Value:
    """``column.reset_index(drop=True)``: the same values in the same order."""
    if call.argument("drop") == TRUE and call.argument("inplace") is None:
        return call.arguments[0]
    return call.unknown("the index becomes a column")


ARRAY_METHODS = (
    handled("drop_duplicates", by=_once_each, takes=("self", "keep", "inplace", "ignore_index")),
    handled("reset_index", by=_numbered_anew, takes=("self", "level", "drop", "name", "inplace")),
)
COLUMN_METHODS = ARRAY_METHODS[:1]
