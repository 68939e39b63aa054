"""The largest and the smallest of some numbers: ``max(words.values())``, ``x.max()``."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.library.arrays.reductions import reduced_along
from flake8_embedding.library.arrays.scores import best_along
from flake8_embedding.library.arrays.vector_reductions import reduced
from flake8_embedding.library.call import Call
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import largest_of_columns
from flake8_embedding.values.arrays.vectors import vectors_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import members_of
from flake8_embedding.values.containers.nests import leaves
from flake8_embedding.values.containers.numbering import has_each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import DRAWN
from flake8_embedding.values.literals import in_order
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.bounds import Expr, lowest, symbols_of, upper_bounds
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import opaque_number, unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Key, LargestOf, NumberOf, SmallestOf
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.settled import is_count
from flake8_embedding.values.value import Number, NumericType, Unknown, Value

_OF_A_PART = frozenset({"initial", "where"})
"""Keywords with which another number may be the largest: ``x.max(where=mask, initial=0)``."""


def largest_by_method(call: Call) -> Value:
    """``x.max()``. Along a dimension PyTorch's method gives the places of the largest as well, and NumPy's does not."""
    return largest(call, may_give_places=True)


def largest(call: Call, *, axis_by_place: bool = False, may_give_places: bool = False) -> Value:
    """The largest number in the first argument: exact where it can be named, never above what can be in it.
    ``axis_by_place``: an axis without a name is one of NumPy's, too; ``may_give_places``: along an axis the result may
    be a pair, with the places of the largest."""
    given = call.argument("self")
    if given is None:
        return call.unknown("of what this is the largest is not seen")
    if not _OF_A_PART.isdisjoint(name for name, _ in call.keywords):
        return call.unknown_numbers("the largest of a part is not followed")
    along = reduced_along(call, max)
    if along is not None:
        return along
    content = call.store.content(given)
    call.note_array(given)
    of_lines = _of_lines(call, given, content, axis_by_place=axis_by_place, may_give_places=may_give_places)
    if of_lines is not None:
        return of_lines
    scores = vectors_in(content)
    if scores is not None and call.argument("axis") is not None:
        # What NumPy gives holds no ids.
        return best_along(call) if may_give_places else reduced(call, scores) or call.unknown("the largest scores")
    if isinstance(content, Unknown):
        numeric_type = NumericType.LIBRARY if is_read(content.key) else NumericType.PERHAPS
        return replace(opaque_number(content, call.symbol_text()), numeric_type=numeric_type)
    numbers = numbers_in(given, call.store)
    if numbers is None or numbers.high is None:
        return call.unknown("the largest of these is not known")
    of_array = isinstance(content, SequenceValue) and content.kind == "array"
    numeric_type = NumericType.LIBRARY if of_array else NumericType.PYTHON
    is_whole = _is_moved_column(content) if isinstance(content, Number) else _has_highest(content, numbers, call.store)
    if numbers.attained and is_whole:
        return replace(Number.exactly(numbers.high), numeric_type=numeric_type, largest_of=numbers)
    text = call.symbol_text() or "the largest id"
    return replace(largest_by_name(call, numbers, text), numeric_type=numeric_type)


def _of_lines(call: Call, given: Value, content: Value, *, axis_by_place: bool, may_give_places: bool) -> Value | None:
    """The largest of each column, or of each line, if these are asked for."""
    if _is_of_columns(call, axis_by_place=axis_by_place):
        row = None
        if isinstance(content, SequenceValue) and content.items is None:
            row = call.store.content(content.element)
        found = largest_of_columns(content, row, call.symbol_text())
        if found is not None:
            return call.allocate(found) if isinstance(found, SequenceValue) else found
    axis = call.argument("axis")
    if not isinstance(content, SequenceValue) or content.kind != "array" or axis is None or is_none(axis):
        return None
    return _of_each_line(call, given, may_give_places=may_give_places)


def _is_of_columns(call: Call, *, axis_by_place: bool) -> bool:
    """Whether the largest of each column is asked for: ``np.max(x, axis=0)``. PyTorch gives the places, too."""
    axis, given = call.argument("axis"), call.argument("self")
    is_named = axis_by_place or "axis" in dict(call.keywords)
    of_rows = isinstance(axis, Number) and axis.constant == 0 and is_named
    return of_rows and given is not None and call.maker_of(given) != "torch"


def _of_each_line(call: Call, given: Value, *, may_give_places: bool) -> Value:
    """``x.max(axis=1)``: one number for each line, of which only the largest is the largest of all."""
    numbers = numbers_in(given, call.store)
    if numbers is None:
        return call.unknown_numbers("the largest along an axis are not known")
    lines = call.allocate(SequenceValue("array", numbers, unknown_length(call.key), each_once=True))
    if not may_give_places or call.maker_of(given) == "numpy":
        return lines
    places = call.unknown_numbers("the places of the largest are not known")
    return SequenceValue.of("tuple", (lines, places), lines)


def largest_by_name(call: Call, numbers: Number, text: str) -> Number:
    """One particular number that is none above the numbers' highest; which one is open."""
    # Only of ids a test says how far they go.
    key = LargestOf(call.key) if numbers.origin is not None else Key("greatest", call.key)
    # ``max(found, default=-1)`` may be no number of these.
    is_one = all(name != "default" for name, _ in call.keywords)
    symbol = _one_of(replace(numbers, low=numbers.low if is_one else None), key, text)
    return replace(Number.exactly(Linear.of(symbol)), largest_of=numbers)


def _one_of(numbers: Number, key: Hashable, text: str) -> Symbol:
    """One of the numbers. Behind ``ids += [max(ids) + 1]`` in a loop the one that a former round has found is among
    them, and one end of them is made of it: nothing limits it there."""
    ends = numbers.low, numbers.high
    low, high = (None if end is None or _has_symbol_of(key, end) else end for end in ends)
    if (low, high) != ends:
        key = Key("found in any round", key)
    return Symbol(key, text, least=lowest(low) if low is not None else None, most=upper_bounds(high))


def _has_symbol_of(key: Hashable, end: Expr) -> bool:
    """Whether the key's symbol is in it, or that of any round of a loop."""
    return any(one.key == key or (isinstance(one.key, Key) and key in one.key.parts) for one in symbols_of(end))


def _has_highest(value: Value, numbers: Number, store: Store) -> bool:
    """Whether the highest of the numbers is among them whatever the data are, and not only in some data. Of
    ``[randint(0, 5), 1]`` none need be 5."""
    content = store.content(value)
    if isinstance(content, Number):
        return content.exact is not None
    if not isinstance(content, SequenceValue):
        return False
    if numbers.constant is not None:
        return True
    if content.kind == "range" or has_each_number(content):
        return True
    parts = content.items if content.items is not None else content.members
    if parts is None:
        return content.kind in ("values", "keys") and _count_entries(numbers, content.length)
    each = [(part, of_part) for part in parts if (of_part := numbers_in(part, store)) is not None]
    highest = [one for one in each if one[1].high == numbers.high]
    found = [of_part.attained and _has_highest(part, of_part, store) for part, of_part in highest or each]
    return any(found) if highest else all(found)


def _count_entries(numbers: Number, length: Number) -> bool:
    """Whether the values of a dict number its entries. Of those of ``{word: len(word) % 5 for word in words}`` none
    need be 4."""
    if numbers.high is None or (numbers.origin is not None and numbers.origin.id_kind in DRAWN):
        return False
    counted = symbols_of(numbers.high)
    own = length.exact is not None and not counted.isdisjoint(symbols_of(length.exact))
    return numbers.exact is not None or own or any(map(is_count, counted))


def _is_moved_column(numbers: Number) -> bool:
    """Whether it is a column that was read, with one number added to all: ``df["user"] - 1``"""
    match numbers.exact:
        case Linear(terms=((Symbol(key=NumberOf(of=of)), 1),)):
            return is_read(of)
    return False


def smallest(call: Call) -> Value:
    """The smallest number in the first argument: exact where all are known, never below what can be in it."""
    given = call.argument("self") or call.arguments[0]
    if not _OF_A_PART.isdisjoint(name for name, _ in call.keywords):
        return call.unknown_numbers("the smallest of a part is not followed")
    along = reduced_along(call, min)
    if along is not None:
        return along
    axis = call.argument("axis")
    if axis is not None and not is_none(axis):
        return call.unknown_numbers("the smallest along an axis are not known")
    items = members_of(given, call.store) if leaves(given, call.store) is None else leaves(given, call.store)
    ordered = in_order(items) if items is not None else None
    content = call.store.content(given)
    of_array = isinstance(content, SequenceValue) and content.kind == "array"
    numeric_type = NumericType.LIBRARY if of_array else NumericType.PYTHON
    if ordered and isinstance(ordered[0], Number):
        return replace(ordered[0], numeric_type=numeric_type)
    numbers = numbers_in(content, call.store) if isinstance(content, SequenceValue) else None
    if numbers is None or numbers.low is None or lowest(numbers.low) is None or "default" in dict(call.keywords):
        return call.unknown("the smallest of these is not known")
    if isinstance(content, SequenceValue) and has_each_number(content) and numbers.id_facts.missing is None:
        # Python raises an error for the smallest of none.
        return replace(Number.exactly(numbers.low), numeric_type=numeric_type)
    # Which one it is is open. ``x.min() > 0`` is known where the ids begin at 1.
    key = SmallestOf(call.key) if numbers.origin is not None else Key("smallest", call.key)
    symbol = _one_of(numbers, key, call.symbol_text() or "the smallest id")
    return replace(Number.exactly(Linear.of(symbol)), numeric_type=numeric_type)
