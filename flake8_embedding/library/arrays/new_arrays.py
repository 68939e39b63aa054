"""Arrays that are made, not of other arrays: ``np.arange(n)``, ``np.zeros(shape)``, ``torch.zeros_like(x)``."""

from __future__ import annotations

from collections.abc import Hashable
from math import prod

from flake8_embedding.library.arrays.arithmetic import with_other_numbers
from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import apart
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.arithmetic import as_number, combine
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.casts import PERHAPS_BOOL, cast, fits, type_named
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Drawn, Key
from flake8_embedding.values.value import Choice, Const, Number, Unknown, Value

COUNTING = ("start", "stop", "step", "dtype")
COUNTING_NAMES = {"end": "stop", "limit": "stop", "delta": "step"}
"""What the libraries call the arguments of ``arange`` and ``range``."""


def counted_up(call: Call) -> Value:
    """``arange(stop)``, ``arange(start, stop)``: 0, 1, 2 and so on."""
    start, stop, step, dtype_given = (call.argument(name) for name in COUNTING)
    for end in (start, stop):
        found = apart(call, end, counted_up) if isinstance(end, Choice) else None
        if found is not None:
            return found
    if stop is None or is_none(stop):
        start, stop = None, start
    start = Number.exactly(0) if start is None else start
    one_by_one = step is None or (isinstance(step, Number) and step.constant == 1)
    start, stop = as_scalar(start), as_scalar(stop)
    if start is None or stop is None or not call.complete or not one_by_one:
        return call.unknown_numbers("the range is not known")
    if start.low is None or stop.high is None:
        return call.unknown_numbers("the range is not known")
    length = combine("-", stop, start)
    origin = Origin("positions", call.place, id_kind=IdKind.POSITIONS)
    is_known = start.exact is not None and stop.exact is not None
    # Of ``arange(t)`` behind ``assert t <= 16`` it is not known that it ever gets to 15.
    numbers = Number(start.low, add(stop.high, -1), attained=is_known, origin=origin)
    if not is_known:
        length = unknown_length(call.key, most=length if isinstance(length, Number) else None)
    size = length if isinstance(length, Number) else unknown_length(call.key)
    first, last = start.constant, stop.constant
    dtype = type_named(dtype_given) or ""
    if dtype and (first is None or last is None or not fits(dtype, first, last - 1)):
        return call.unknown_numbers("the range is in a narrow type")
    items = None
    if first is not None and last is not None and 0 < last - first <= ITEMS:
        items = tuple(Number.exactly(one, origin=origin) for one in range(first, last))
    return call.allocate(SequenceValue("array", numbers, size, items, distinct=True, shape=(size,), dtype=dtype))


def matrix_of_shape(call: Call, shape: Value, *, drawn: bool = False) -> Value:
    """An array of this shape, whatever is in it; ``drawn``: it is drawn at random."""
    key = Drawn(call.key) if drawn else Key(call.key, "element")
    sizes = items_of(shape, call.store) or ()
    if sizes and isinstance(sizes[0], Choice):
        # A vocabulary that is made on one path and loaded on another one.
        rows = [(one, _of_sizes((one.value, *sizes[1:]), key)) for one in sizes[0].options]
        return call.allocate(Choice(tuple(replace(one, value=made) for one, made in rows)))
    made = _of_sizes(sizes, key)
    return call.allocate(made) if isinstance(made, SequenceValue) else made


def _of_sizes(sizes: tuple[Value, ...], key: Hashable) -> Value:
    known = tuple(size for size in map(as_scalar, sizes) if size is not None)
    if not known or len(known) < len(sizes):
        return Unknown("the size of the array is not known", key)
    return SequenceValue("array", Unknown("numbers of any kind", key), known[0], shape=known)


def unit_matrix(call: Call) -> Value:
    """``eye(rows)``, ``eye(rows, columns)``: 1 in the diagonal, 0 elsewhere."""
    rows, columns = call.argument("rows"), call.argument("columns")
    if rows is None:
        return call.unknown("the size of the matrix is not given")
    sides = (rows, rows if columns is None or is_none(columns) else columns)
    return matrix_of_shape(call, SequenceValue.of("tuple", sides, rows))


LIKE_NAMES = {"a": "self", "x": "self", "input": "self"}
"""What the libraries call the array that another is made like."""


def filled_like(fill: int, call: Call) -> Value:
    """``zeros_like(x)``, ``ones_like(x)``"""
    if has_shape_of_its_own(call):
        return filled(fill, call)
    given = call.argument("self")
    if given is None:
        return call.unknown("what the array is like is not seen")
    numbers = Number.exactly(fill)
    content = call.store.content(given)
    if isinstance(content, SequenceValue):
        made = call.store.content(with_other_numbers(call, given, numbers, lambda _: numbers))
    else:
        made = SequenceValue("array", numbers, length_of(given, call.store) or unknown_length(call.key))
    dtype = call.argument("dtype")
    if dtype is not None and isinstance(made, SequenceValue):
        name = type_named(dtype)
        made = replace(made, dtype=PERHAPS_BOOL if name is None else name)
    return call.allocate(made)


def has_shape_of_its_own(call: Call) -> bool:
    """``np.zeros_like(x, shape=(9, 2))``"""
    shape = call.argument("shape")
    return not call.complete or (shape is not None and not is_none(shape))


def filled(fill: int | None, call: Call) -> Value:
    """``zeros(shape)``, ``ones(shape)``, ``full(shape, number)``."""
    dimensions = call.argument("shape")
    given = call.argument("fill_value")
    number = _one_number(call, given) if given is not None else None if fill is None else Number.exactly(fill)
    if dimensions is None or number is None:
        return call.unknown("what the array holds is not known")
    lengths = items_of(dimensions, call.store)
    lengths = (dimensions,) if lengths is None and isinstance(dimensions, Number) else lengths
    if not lengths:
        return call.allocate(SequenceValue("array", number, unknown_length(call.key)))
    return call.allocate(of_one_number(call, number, lengths))


def _one_number(call: Call, given: Value) -> Number | None:
    """What an array is filled with: a number, or what stands in an array without dimensions."""
    content = call.store.content(given)
    if not isinstance(content, SequenceValue):
        return as_fill(given)
    numbers = mixed_numbers_in(content, call.store)
    return some_of(numbers) if numbers is not None else None


def as_fill(given: Value) -> Number | None:
    """The number with which an array is filled, ``0.0`` as ``0``."""
    if isinstance(given, Const) and isinstance(given.value, float) and given.value.is_integer():
        return Number.exactly(int(given.value))
    return as_scalar(given)


def of_one_number(call: Call, number: Value, lengths: tuple[Value, ...]) -> Value:
    """An array of this shape that has the same number everywhere."""
    dtype = type_named(call.argument("dtype")) or ""
    number = cast(number, dtype)
    sizes = [size.constant if type(size) is Number else None for size in lengths]
    known = tuple(size for size in sizes if size is not None)
    if len(known) == len(sizes) and min(known) >= 0 and prod(known) <= ITEMS:
        return array_of(Grid(known, (number,) * prod(known)), call.key, dtype)
    first = as_number(lengths[0]) or unknown_length(call.key)
    return SequenceValue("array", number, first, shape=lengths, dtype=dtype)
