"""Arithmetic that libraries have as functions and methods: ``np.add(x, 1)``, ``x.remainder(5)``, ``np.clip``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.arrays.vectors import vectors, vectors_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.ranges import least, most
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Argument, NumberOf
from flake8_embedding.values.value import Const, FloatNumber, Number, Value

SIGNS = {
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "mod": "%",
    "floor_divide": "//",
}
"""The functions that NumPy, TensorFlow and Keras share, and the operators that they are."""


def arithmetic(sign: str, call: Call) -> Value:
    """``np.add(x, 1)``: what ``x + 1`` is."""
    one, other = call.argument("x1"), call.argument("x2")
    if one is None or other is None or not call.complete or dict(call.keywords).keys() & {"where", "alpha"}:
        return call.unknown_numbers("what is calculated is not known")
    return call.operate(sign, one, other)


def functions(names: dict[str, str], *, prefix: str = "") -> tuple[Entry, ...]:
    """The entries of such functions; each takes a place for its result as the third argument."""
    return tuple(
        handled(prefix + name, by=partial(arithmetic, sign), takes=("x1", "x2", "out")) for name, sign in names.items()
    )


CLIP_NAMES = {
    "min": "a_min",
    "max": "a_max",
    "lower": "a_min",
    "upper": "a_max",
    "x": "self",
    "input": "self",
    "a": "self",
}
"""What the libraries call the arguments of ``clip`` and ``clamp``."""
CLIP = ("self", "a_min", "a_max", "out")


def clipped(call: Call) -> Value:
    """``np.clip(x, low, high)``"""
    given, low, high = (call.argument(name) for name in ("self", "a_min", "a_max"))
    numbers = numbers_in(given, call.store) if given is not None else None
    if numbers is None or given is None:
        return call.unknown("what is clipped is not known")
    below, above = (None if end is None or is_none(end) else end for end in (low, high))
    if above is not None and not isinstance(above, Number):
        return call.unknown("the limit is not known")
    is_raised = below is not None and not isinstance(below, Number)
    if is_raised and above is None:
        # ``np.clip(x, np.array([0, 15]), None)``
        return call.unknown("the limit is not known")

    origin = _kept_below(call, given, numbers, above)

    def change(number: Number) -> Number:
        number = least([number, above]) if isinstance(above, Number) else number
        if is_raised and isinstance(above, Number):
            return replace(number.weakened(), high=above.high)
        number = most([number, below]) if isinstance(below, Number) else number
        return replace(number, origin=origin) if origin is not None else number

    return with_other_numbers(call, given, numbers, change)


def _kept_below(call: Call, given: Value, numbers: Number, limit: Value | None) -> Origin | None:
    """What is said of ids that are data of which nothing is known but this limit, which the program sets."""
    if not isinstance(limit, Number) or limit.constant is None or call.is_tainted(given) or numbers.origin is not None:
        return None
    match numbers.high:
        case Linear(terms=((Symbol(key=NumberOf(of=of)), 1),)) if not isinstance(of, Argument):
            return Origin("clipped ids", call.place, id_kind=IdKind.CLIPPED)
    return None


def minimum(call: Call) -> Value:
    """``np.minimum(x, n)``, element by element; either may be the number."""
    return _with_number(call, least)


def maximum(call: Call) -> Value:
    """``np.maximum(x, n)``"""
    return _with_number(call, most)


def _with_number(call: Call, of_both: Callable[[list[Number]], Number]) -> Value:
    array, bound = call.argument("x1"), call.argument("x2")
    if isinstance(array, Number):
        array, bound = bound, array
    scores = vectors_in(call.store.content(array)) if array is not None else None
    if scores is not None and isinstance(bound, Number | Const | FloatNumber):
        return vectors(call.key, scores.width, scores.dimensions)
    numbers = numbers_in(array, call.store) if array is not None else None
    if array is None or numbers is None or not isinstance(bound, Number):
        return call.unknown("what is compared element by element is not known")
    limit = bound
    origin = _kept_below(call, array, numbers, limit) if of_both is least else None

    def change(number: Number) -> Number:
        found = of_both([number, limit])
        return found if origin is None else replace(found, origin=origin)

    return with_other_numbers(call, array, numbers, change)


def with_other_numbers(call: Call, given: Value, numbers: Number, change: Callable[[Number], Number]) -> Value:
    """An array of the same shape with each of its numbers changed; ``numbers`` is the range that they have."""
    content = call.store.content(given)
    shape, dtype = (content.shape, content.dtype) if isinstance(content, SequenceValue) else (None, "")
    grid = grid_of(given, call.store)
    if grid is not None and grid.shape:
        cells = tuple(change(cell) if isinstance(cell, Number) else cell for cell in grid.cells)
        if not any(isinstance(cell, Const) for cell in cells):
            return call.allocate(array_of(Grid(grid.shape, cells), call.key, dtype))
    length = length_of(given, call.store) or unknown_length(call.key)
    return call.allocate(SequenceValue("array", change(numbers), length, shape=shape, dtype=dtype))
