"""Elements that are chosen, put behind one another or rounded: ``masked_select``, ``gather``, ``append``, ``round``."""

from __future__ import annotations

from math import prod

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import with_zero_in_front
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in
from flake8_embedding.values.containers.contents import innermost, items_of
from flake8_embedding.values.containers.nests import leaves, length_of_row
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import constant_of, lowest
from flake8_embedding.values.numbers.ranges import hull, some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import NONE, Number, NumericType, Value


def passing_mask(call: Call) -> Value:
    """``torch.masked_select(ids, mask)``, ``tf.boolean_mask(ids, mask)``: ``ids[mask]``"""
    given, mask = call.argument("self"), call.argument("mask")
    if given is None or mask is None or not call.complete or call.argument("axis") is not None:
        return call.unknown_numbers("which elements pass is not known")
    return call.item(given, (mask,))


def gathered(call: Call) -> Value:
    """``torch.gather(ids, 1, places)``: some of the elements, chosen by their places."""
    given = call.argument("self")
    numbers = _whole_numbers(call, given)
    if given is None or numbers is None or not call.complete:
        return call.unknown_numbers("what stands at these places is not known")
    return call.allocate(SequenceValue("array", some_of(numbers), unknown_length(call.key)))


def appended(call: Call) -> Value:
    """``np.append(ids, [7])``: one behind the other, as one row; with an axis as rows or columns."""
    parts = [call.argument("self"), call.argument("values")]
    given = [part for part in parts if part is not None]
    of_fields = with_zero_in_front(*map(call.store.content, given)) if len(given) == 2 else None
    if of_fields is not None:
        return of_fields
    known = [one for part in given if (one := _whole_numbers(call, part)) is not None]
    if len(known) < len(parts) or not call.complete:
        return call.unknown_numbers("what is appended is not known")
    if not is_none(call.argument("axis") or NONE):
        return call.allocate(SequenceValue("array", hull(known), unknown_length(call.key)))
    lengths = [Number.exactly(1) if isinstance(part, Number) else length_of_row(part, call.store) for part in given]
    length = combine("+", *(one or call.unknown("a length") for one in lengths))
    cells = [(part,) if isinstance(part, Number) else items_of(part, call.store) for part in given]
    if all(row is not None and all(isinstance(cell, Number) for cell in row) for row in cells):
        whole = tuple(cell for row in cells for cell in row or ())
        row = SequenceValue.of("array", whole, hull(known))
        return call.allocate(replace(row, shape=(row.length,)))
    exact = length if isinstance(length, Number) else unknown_length(call.key)
    return call.allocate(SequenceValue("array", hull(known), exact, shape=(exact,)))


def inserted(call: Call) -> Value:
    """``np.insert(ids, 0, 7)``, ``np.insert(ids, 0, values, axis=1)``"""
    parts = [call.argument("self"), call.argument("values")]
    place = call.argument("obj")
    sizes, first = parts
    if sizes is not None and first is not None and isinstance(place, Number) and place.constant == 0:
        of_fields = with_zero_in_front(call.store.content(first), call.store.content(sizes))
        if of_fields is not None:
            return of_fields
    known = [one for part in parts if part is not None and (one := _whole_numbers(call, part)) is not None]
    if len(known) < len(parts) or not call.complete:
        return call.unknown_numbers("what is inserted is not known")
    return call.allocate(SequenceValue("array", hull(known), unknown_length(call.key)))


def deleted(call: Call) -> Value:
    """``np.delete(ids, 0)``, ``np.delete(rows, 0, axis=1)``: the others."""
    numbers = _whole_numbers(call, call.argument("self"))
    if numbers is None or not call.complete:
        return call.unknown_numbers("what is left is not known")
    # The places may have been found by looking at the ids: ``np.delete(ids, ids.argmax())``.
    return call.allocate(SequenceValue("array", some_of(numbers).weakened(), unknown_length(call.key)))


def rounded(call: Call) -> Value:
    """``np.round(ids)``: whole numbers stay what they are; ``np.round(ids, -1)`` makes tens of them."""
    given = call.argument("self")
    if given is None or _whole_numbers(call, given) is None or len(call.arguments) + len(call.keywords) > 1:
        return call.unknown_numbers("fractions are rounded")
    return _copy(call, given)


def absolute(call: Call) -> Value:
    """``abs(ids)``: numbers from 0 up stay what they are."""
    given = call.argument("self")
    numbers = _whole_numbers(call, given)
    least = lowest(numbers.low) if numbers is not None and numbers.low is not None else None
    if given is None or least is None or least < 0:
        return call.unknown_numbers("numbers without their sign")
    return _copy(call, given)


def _copy(call: Call, given: Value) -> Value:
    """The same numbers in another array."""
    content = call.store.content(given)
    return call.allocate(content) if isinstance(content, SequenceValue) else given


def _whole_numbers(call: Call, given: Value | None) -> Number | None:
    """The range of the numbers, where they are known to be whole ones."""
    numbers = mixed_numbers_in(given, call.store) if given is not None else None
    cells = leaves(given, call.store) if given is not None else None
    if cells is None and given is not None:
        cells = (innermost(given, call.store),)
    if numbers is None or cells is None or not all(isinstance(cell, Number) for cell in cells):
        return None
    # ``4 * x`` of an unknown x may be a fraction.
    known = constant_of(numbers.low) is not None or constant_of(numbers.high) is not None
    return numbers if known or numbers.origin is not None else None


def product(call: Call) -> Value:
    """``np.prod(sizes)``, where all numbers are known."""
    given = call.argument("self")
    cells = leaves(given, call.store) if given is not None and call.argument("axis") is None else None
    numbers = [cell.constant for cell in cells or () if isinstance(cell, Number) and cell.constant is not None]
    by_name = {name for name, _ in call.keywords} - {"a", "input", "axis"}
    if not call.complete or by_name or not numbers or cells is None or len(numbers) < len(cells):
        return call.unknown_numbers("a product of numbers")
    return replace(Number.exactly(prod(numbers)), numeric_type=NumericType.LIBRARY)


_NAMES = {"a": "self", "x": "self", "arr": "self", "input": "self", "tensor": "self", "boolean_mask": "mask"}
ROUNDING = ("round", "floor", "ceil", "trunc")

OF_NUMPY = (
    Entry(("append",), ("self", "values", "axis"), Handled(appended), renamed=_NAMES),
    Entry(("insert",), ("self", "obj", "values", "axis"), Handled(inserted), renamed=_NAMES),
    Entry(("delete",), ("self", "obj", "axis"), Handled(deleted), renamed=_NAMES),
    Entry((*ROUNDING, "around", "rint"), ("self",), Handled(rounded), renamed=_NAMES),
    Entry(("prod",), ("self", "axis"), Handled(product), renamed=_NAMES),
    Entry(("take_along_axis",), ("self", "indices", "axis"), Handled(gathered), renamed=_NAMES),
)
OF_TORCH = (
    Entry(("masked_select",), ("self", "mask"), Handled(passing_mask), renamed=_NAMES),
    Entry(("gather",), ("self", "dim", "index"), Handled(gathered), renamed=_NAMES),
    Entry(ROUNDING, ("self",), Handled(rounded), renamed=_NAMES),
    Entry(("abs", "absolute"), ("self",), Handled(absolute), renamed=_NAMES),
)
OF_TENSORFLOW = (
    Entry(("boolean_mask",), ("self", "mask", "axis"), Handled(passing_mask), renamed=_NAMES),
    Entry(("round", "floor", "math.floor", "math.ceil"), ("self",), Handled(rounded), renamed=_NAMES),
    Entry(("abs", "math.abs"), ("self",), Handled(absolute), renamed=_NAMES),
)
METHODS = (
    handled("masked_select", by=passing_mask, takes=("self", "mask")),
    handled("gather", by=gathered, takes=("self", "dim", "index")),
    handled("abs", "absolute", by=absolute),
    handled(*ROUNDING, by=rounded),
)
"""The methods of arrays and tensors."""
