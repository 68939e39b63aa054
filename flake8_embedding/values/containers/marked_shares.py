"""Notes on each range of ids in a part of an array which part of the whole it is (``shares``)."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import LIST_NESTING
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.shares import Share
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.bounds import Expr
from flake8_embedding.values.numbers.ranges import as_share
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Value


def with_share(
    store: Store,
    whole: Value,
    part: Value,
    share: Share,
    array: Hashable,
    places: Expr | None,
    depth: int = LIST_NESTING,
) -> Value:
    """The ``part`` of the ``whole``, which is called ``array`` here. ``places``: the whole are the numbers from 0 to
    below this, each once."""
    held, made = store.content(whole), store.content(part)
    if isinstance(made, Number):
        numbers = numbers_in(held, store)
        if numbers is None:
            return part
        chosen = share.chosen_from(array, numbers.share)
        return as_share(made, numbers, replace(chosen, places=places))
    if not isinstance(made, SequenceValue) or not isinstance(held, SequenceValue) or depth == 0:
        return part
    if isinstance(made.element, Number):
        element = with_share(store, held, made.element, share, array, places)
        return made if element is made.element else replace(made, element=element, begins=made.lasting_begin)
    row, line = store.content(held.element), store.content(made.element)
    if not isinstance(row, SequenceValue) or not isinstance(line, SequenceValue):
        return part
    if row.items is None or line.items is None or len(row.items) != len(line.items):
        return part
    cells = tuple(
        with_share(store, one, cell, share, Key(array, place), None, depth - 1)
        for place, (one, cell) in enumerate(zip(row.items, line.items, strict=True))
    )
    return part if cells == line.items else replace(made, element=replace(line, items=cells))


def frame_with_share(
    store: Store, whole: DataFrame, part: DataFrame, share: Share, array: Hashable = None
) -> DataFrame:
    """Notes in each column of a frame which part of the rows it has. ``array`` says which state of the whole was split;
    all parts of one call are parts of the same."""
    of = dict(whole.columns)
    columns = tuple(
        (name, with_share(store, of[name], column, share, Key(whole.key, array, name), None) if name in of else column)
        for name, column in part.columns
    )
    return replace(part, columns=columns)


def row_with_share(store: Store, whole: Value, part: Value, share: Share, data: Hashable) -> Value:
    """Notes the same in one element of a data set, which may be a tuple or a dict of several."""
    held, made = store.content(whole), store.content(part)
    match held, made:
        case SequenceValue(items=tuple() as of), SequenceValue(items=tuple() as cells) if len(of) == len(cells):
            return replace(
                made,
                items=tuple(
                    row_with_share(store, one, cell, share, Key(data, place))
                    for place, (one, cell) in enumerate(zip(of, cells, strict=True))
                ),
            )
        case DictValue(entries=of, key=None), DictValue(entries=cells, key=None) if len(of) == len(cells):
            return replace(
                made,
                entries=tuple(
                    (name, row_with_share(store, one, cell, share, Key(data, name)))
                    for (_, one), (name, cell) in zip(of, cells, strict=True)
                ),
            )
        case Number(), Number():
            return as_share(made, held, share.chosen_from(data, held.share))
        case SequenceValue(), SequenceValue():
            return with_share(store, held, made, share, data, None)
    return part
