"""Ids of several fields in one table, such as a factorization machine has: the ids of each field behind those of the
fields before it.

``sizes = x.max(axis=0) + 1`` has the number of ids of each column, ``Embedding(sum(sizes), 8)`` a row for each id of
each column, and ``x + np.array((0, *np.cumsum(sizes)[:-1]))`` moves the ids of each column behind those before.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.arrays.column_keys import (
    CutAtEnd,
    FromZero,
    LargestOfColumns,
    OtherColumns,
    PartialSums,
    SumOf,
)
from flake8_embedding.values.containers.selections import Blindly, First, RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, constant_slice, is_whole
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.provenance import Item, Key, NumberOf, Part
from flake8_embedding.values.value import Number, NumericType, Unknown, Value

_WHOLE = Slice(None, None, None)


def _of_column(sizes: LargestOfColumns, place: int, text: str | None) -> Number | None:
    """The number of one column, as it would be of ``x[:, place]``."""
    named = f"{text}[{place}]" if text else None
    column = opaque_number(Unknown("a column of data", Item(sizes.of, (_WHOLE, Number.exactly(place))), named))
    exact = None if column.exact is None else add(column.exact, sizes.more)
    return None if exact is None else replace(Number.exactly(exact), numeric_type=NumericType.LIBRARY)


def _moved(array: Value) -> tuple[Hashable, int, bool] | None:
    """The data that an array is, the number that was added to all of it, and whether it may be all of the data."""
    match array:
        case Unknown(key=key) if key is not None:
            return key, 0, True
        case SequenceValue(kind="array", items=None, element=Number() | Unknown() as element):
            # A batch of rows.
            return _moved(element)
        case Number(high=Linear(constant=more, terms=((Symbol(key=NumberOf(of=key)), 1),)), attained=attained):
            return key, more, attained
    return None


def largest_of_columns(array: Value, row: Value | None, text: str | None) -> Value | None:
    """``x.max(axis=0)``; ``row`` is what stands in each column, where that is known."""
    match row:
        case SequenceValue(items=tuple() as columns) if all(isinstance(one, Unknown) for one in columns):
            named = enumerate(one for one in columns if isinstance(one, Unknown))
            each = [opaque_number(one, f"{text}[{place}]" if text else None) for place, one in named]
            return SequenceValue.of("array", tuple(each), any_of(list(each), None)) if each else None
    moved = None if isinstance(array, SequenceValue) else _moved(array)
    return None if moved is None else Unknown("the largest of each column", LargestOfColumns(*moved[:2]), text)


def sum_of(array: Value, text: str | None) -> Number | None:
    """``sum(sizes)``, as one number; None where it has no name."""
    if not isinstance(array, Unknown) or array.key is None:
        return None
    return Number.exactly(Linear.of(Symbol(SumOf(array.key), text or "some sum", least=None)))


def running_sums_of(array: Value) -> Unknown | None:
    """``np.cumsum(sizes)``"""
    match array:
        case Unknown(key=FromZero(of=CutAtEnd(of=whole))):
            return _sums(PartialSums(whole, begun=True, whole=False))
        case Unknown(key=FromZero(of=whole)):
            return _sums(PartialSums(whole, begun=True))
        case Unknown(key=CutAtEnd(of=whole)):
            return _sums(PartialSums(whole, whole=False))
        case Unknown(key=key) if key is not None:
            return _sums(PartialSums(key))
    return None


def _sums(key: PartialSums) -> Unknown:
    return Unknown("sums of numbers that are not known", key)


def with_zero_in_front(first: Value, sums: Value) -> Unknown | None:
    """``(0, *sums)``, ``np.concatenate(([0], sums))``; ``first`` is the 0, or an array that holds nothing else."""
    match first, sums:
        case SequenceValue(items=(Number(constant=0) as zero,)), _:
            return with_zero_in_front(zero, sums)
        case Number(constant=0), Unknown(key=PartialSums(begun=False) as known):
            return _sums(PartialSums(known.of, begun=True, whole=known.whole))
        case Number(constant=0), Unknown(key=CutAtEnd() | LargestOfColumns() as sizes):
            return Unknown("sizes of fields", FromZero(sizes))
    return None


def part_of_fields(array: Unknown, index: tuple[Value, ...]) -> Value | None:
    """``sums[:-1]``, ``sizes[:-1]``, ``sizes[0]``; None for anything else."""
    place = constant_slice(index[0]) if len(index) == 1 else None
    is_all_but_last = isinstance(place, slice) and (place.start or 0, place.stop, place.step) == (0, -1, None)
    match array.key:
        case PartialSums(whole=True) as sums if is_all_but_last:
            return _sums(PartialSums(sums.of, begun=sums.begun, whole=False))
        case LargestOfColumns() as sizes if isinstance(index[0], Number) and len(index) == 1:
            column = index[0].constant
            return _of_column(sizes, column, array.text) if column is not None and column >= 0 else None
        case LargestOfColumns() as sizes if is_all_but_last:
            return array.derived(CutAtEnd(sizes))
    return None


def of_other_fields(array: Value, place: Hashable) -> Value:
    """``sorted(sizes)``: which of the numbers belongs to which column is not known any more."""
    match array:
        case Unknown(key=PartialSums() | LargestOfColumns() | CutAtEnd() | FromZero()):
            return Unknown("numbers in another order", Key("in another order", place))
    return array


def with_other_columns(array: Value, place: Hashable) -> Value:
    """``np.fliplr(x)``, ``np.sort(x)``"""
    match array:
        case Unknown(key=key) if of_other_fields(array, place) is array and key is not None:
            return array.derived(OtherColumns(key, place), array.text)
        case Number() if (moved := _moved(array)) is not None:
            exact = opaque_number(Unknown("data", OtherColumns(moved[0], place))).exact
            end = None if exact is None else add(exact, moved[1])
            return replace(array, low=end if array.exact is not None else None, high=end)
    return of_other_fields(array, place)


def calculated_with_sizes(sign: str, one: Value, other: Value) -> Value | None:
    """``sizes + 1``, ``np.cumsum(sizes) - sizes``, ``x + offsets``; None for anything else."""
    match sign, one, other:
        case "+", SequenceValue(kind="list" | "tuple"), Unknown():
            return with_zero_in_front(one, other)
        case "+" | "-", Unknown(key=LargestOfColumns() as sizes, text=text), Number(constant=int(more)):
            more = more if sign == "+" else -more
            return Unknown("the sizes of fields", LargestOfColumns(sizes.of, sizes.more + more), text)
        case "+", Number(), Unknown(key=LargestOfColumns()):
            return calculated_with_sizes(sign, other, one)
        case "-", Unknown(key=PartialSums(begun=False, whole=True) as sums), Unknown(key=sizes) if sizes == sums.of:
            return _sums(PartialSums(sums.of, begun=True, whole=False))
        case "+", _, Unknown(key=PartialSums(begun=True, whole=False, of=LargestOfColumns() as sizes)):
            return _behind_each_other(one, sizes)
        case "+", Unknown(key=PartialSums(begun=True, whole=False)), _:
            return calculated_with_sizes(sign, other, one)
    return None


def _behind_each_other(array: Value, sizes: LargestOfColumns) -> Number | None:
    """The ids of all columns after the sizes of those before were added."""
    moved = _moved(array)
    total = sum_of(Unknown("sizes", sizes), None)
    chosen = _chosen_of(moved[0], sizes.of) if moved is not None else None
    if moved is None or chosen is None or total is None or total.exact is None:
        return None
    # The largest of the last column is its size, less what was added to that, and it stands behind all others.
    return Number(None, add(total.exact, moved[1] - sizes.more), attained=moved[2] and chosen)


def _chosen_of(rows: Hashable, data: Hashable) -> bool | None:
    """Whether all columns of some rows of the data may have every id of the data; None where they are none of it."""
    may_be_any = True
    while rows != data:
        match rows:
            case OtherColumns():
                return None
            case RowsOf(of=whole, selection=selection):
                rows, may_be_any = whole, may_be_any and isinstance(selection, Blindly)
            case First(of=whole) | Part(of=whole, name="[element]"):
                rows = whole
            case Item(of=whole, index=(Number() | Slice() | Unknown() as part, *others)) if _are_whole(others):
                rows, may_be_any = whole, may_be_any and type(part) is not Unknown
            case _:
                return None
    return may_be_any


def _are_whole(parts: list[object]) -> bool:
    return all(isinstance(part, Value) and is_whole(part) for part in parts)
