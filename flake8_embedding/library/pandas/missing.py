"""pandas: missing values that are left out, counted, filled or asked for."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.known_cells import cells_of, count_of, filled, present_in
from flake8_embedding.library.spec import handled
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import some_rows
from flake8_embedding.values.arrays.missing import present_count, without_missing
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.numbering import number_of_values
from flake8_embedding.values.containers.selections import MissingIn, WithoutMissing
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import FALSE, NONE, Const, Unknown, Value


def _counted(call: Call) -> Value:
    """``column.nunique()``: without the missing values, unless it is told to count them."""
    content = call.store.content(call.arguments[0])
    text = call.symbol_text() or "the number of distinct values"
    dropped = call.argument("dropna") != FALSE
    cells = cells_of(call.arguments[0], call.store)
    if cells is not None:
        return count_of(cells, with_missing=not dropped)
    if not isinstance(content, Unknown):
        count = number_of_values(content, Key("unique", call.key), text)
        if count is not None:
            return count
        return unknown_length(("unique", call.key), text, most=length_of(call.arguments[0], call.store))
    return present_count(content, text) if dropped else distinct_count(content, text)


def _counts(call: Call) -> Value:
    """``column.value_counts()``: how often each value occurs, without the missing one; its length counts them."""
    content = call.store.content(call.arguments[0])
    counts = call.unknown("how often each value occurs")
    text = f"len({call.symbol_text() or 'the counts of the values'})"
    cells = cells_of(call.arguments[0], call.store)
    if cells is not None and call.argument("bins") is None:
        return call.allocate(
            SequenceValue("array", counts, count_of(cells, with_missing=call.argument("dropna") == FALSE))
        )
    count = number_of_values(content, Key("unique", call.key), text)
    if count is not None:
        return call.allocate(SequenceValue("array", counts, count))
    if not isinstance(content, Unknown) or call.argument("dropna") == FALSE:
        return counts
    return call.allocate(SequenceValue("array", counts, present_count(content, text)))


def _present(call: Call) -> Value:
    """``column.dropna()``"""
    content = call.store.content(call.arguments[0])
    if isinstance(content, Unknown) and not call.keywords:
        return without_missing(content)
    known = present_in(call, call.arguments[0]) if len(call.arguments) == 1 and not call.keywords else None
    return known or call.unknown("which values are missing is not known")


def _filled(call: Call) -> Value:
    """``column.fillna("none")``"""
    value, in_place = call.argument("value"), call.argument("inplace")
    known = filled(call, call.arguments[0], value) if value is not None and in_place in (None, FALSE) else None
    if known is None and in_place not in (None, FALSE):
        call.set(call.arguments[0], call.unknown("what is missing was filled in it"))
        return NONE
    return known or call.unknown("which values are missing is not known")


def _present_rows(call: Call) -> Value:
    """``frame.dropna()``, ``frame.dropna(subset=["user"])``"""
    content = call.store.content(call.arguments[0])
    if not isinstance(content, DataFrame):
        return call.unknown("the data are not known")
    subset = call.argument("subset")
    names = items_of(subset, call.store) if subset is not None else None
    if isinstance(subset, Const):
        names = (subset,)
    columns = frozenset(name.value for name in names or () if isinstance(name, Const) and isinstance(name.value, str))
    others = (
        call.argument("how") is not None or call.argument("thresh") is not None or call.argument("axis") is not None
    )
    chosen = WithoutMissing(columns if subset is not None and names else None, call.key)
    after = some_rows(content, call.store, Key("some", call.key) if others else chosen, by_value=True)
    if call.argument("inplace") in (None, FALSE):
        return call.allocate(after)
    call.set(call.arguments[0], after)
    return NONE


def _missing(call: Call) -> Value:
    """``column.isna()``, ``frame.isnull()``, ``pd.notna(column)``"""
    content = call.store.content(call.arguments[0]) if call.arguments else None
    match content:
        case Unknown(key=key) | DataFrame(key=key):
            return Unknown("which values are missing is not known", MissingIn(key))
    return call.unknown("which values are missing is not known")


def _summary(call: Call) -> Value:
    """``column.isna().any()``: still a question of what is missing."""
    content = call.store.content(call.arguments[0])
    if isinstance(content, Unknown) and isinstance(content.key, MissingIn):
        return content
    return call.unknown(f"the method {call.path} is not followed")


_ASKING = ("isna", "isnull", "notna", "notnull")

ENTRIES = (handled(*_ASKING, by=_missing, takes=("obj",)),)
FRAME_METHODS = (
    *(handled(name, by=_missing) for name in _ASKING),
    handled("dropna", by=_present_rows, takes=("self", "axis", "how", "thresh", "subset", "inplace")),
)
COLUMN_METHODS = (
    *(handled(name, by=_missing) for name in _ASKING),
    *(handled(name, by=_summary) for name in ("any", "all", "mean")),
    handled("nunique", by=_counted, takes=("self", "dropna")),
    handled("value_counts", by=_counts, takes=("self", "normalize", "sort", "ascending", "bins", "dropna")),
    handled("dropna", by=_present),
)
ARRAY_METHODS = (handled("fillna", by=_filled, takes=("self", "value", "method", "axis", "inplace")),)
