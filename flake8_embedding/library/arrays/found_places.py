"""Places in an array where something holds: ``np.nonzero(x)``, ``np.where(mask)``, ``torch.nonzero(x)``.

Each place lies below the side of the array. Which of them are found depends on what stands there: the last one need
not be among them.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.arrays.broadcasting import broadcast_sides
from flake8_embedding.values.containers.contents import has_symbolic
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import FALSE, TRUE, Number, Value

_NOT_FOLLOWED = "the places where a mask is true are not followed"


def found_places(call: Call, given: Value | None) -> Value:
    """``rows, columns = np.nonzero(x)``: an array of places along each side."""
    found = _along_each_side(call, given)
    if found is None:
        return call.unknown(_NOT_FOLLOWED)
    count = unknown_length(Key(call.key, "found"))
    arrays = [
        call.allocate(SequenceValue("array", one, count, shape=(count,)), f"side {place}")
        for place, one in enumerate(found)
    ]
    return SequenceValue.of("tuple", tuple(arrays), any_of(arrays, call.key))


def _along_each_side(call: Call, given: Value | None) -> list[Value] | None:
    """The places along each side; None where it is not known how many sides there are."""
    if given is None or not call.complete or has_symbolic((given,), call.store):
        return None
    sides = broadcast_sides((given,), call.store, call.key)
    return None if not sides or not sides.shape else [_places_below(call, side) for side in sides.shape]


def _places_below(call: Call, side: Value) -> Value:
    if not isinstance(side, Number) or side.exact is None:
        return call.unknown_numbers("places in an array")
    origin = Origin("places in an array", call.place, id_kind=IdKind.FOUND)
    return Number(number(0), add(side.exact, -1), attained=False, origin=origin)


def places_in_rows(call: Call, given: Value | None) -> Value:
    """``np.argwhere(x)``, ``torch.nonzero(x)``, ``tf.where(x)``: a row for each place."""
    found = _along_each_side(call, given)
    if found is None:
        return call.unknown(_NOT_FOLLOWED)
    count, sides = unknown_length(Key(call.key, "found")), Number.exactly(len(found))
    cells = any_of(found, call.key)
    row = SequenceValue("array", cells, sides, tuple(found), shape=(sides,))
    return call.allocate(SequenceValue("array", row, count, shape=(count, sides)))


def _in_rows(call: Call) -> Value:
    return places_in_rows(call, call.argument("self"))


def _in_tuple(call: Call) -> Value:
    # JAX fills the places up to a ``size``.
    is_filled = not {name for name, _ in call.keywords}.isdisjoint({"size", "fill_value"})
    return call.unknown(_NOT_FOLLOWED) if is_filled else found_places(call, call.argument("self"))


def _in_flat(call: Call) -> Value:
    """``np.flatnonzero(x)`` of an array that is flat."""
    found = _along_each_side(call, call.argument("self"))
    if found is None or len(found) != 1 or call.keywords:
        return call.unknown(_NOT_FOLLOWED)
    count = unknown_length(Key(call.key, "found"))
    return call.allocate(SequenceValue("array", found[0], count, shape=(count,)))


def _of_tensor(call: Call) -> Value:
    """``torch.nonzero(x)``, ``torch.nonzero(x, as_tuple=True)``"""
    in_tuple = call.argument("as_tuple")
    if in_tuple == TRUE:
        return found_places(call, call.argument("self"))
    return _in_rows(call) if in_tuple in (None, FALSE) else call.unknown(_NOT_FOLLOWED)


def _method(call: Call) -> Value:
    """``x.nonzero()``, by the library that made the array."""
    maker = call.maker_of(call.arguments[0])
    if maker == "torch":
        return _of_tensor(call)
    return found_places(call, call.argument("self")) if maker == "numpy" else call.unknown(_NOT_FOLLOWED)


_NAMES = {"a": "self", "input": "self"}
_FILLED = ("self", "*", "size", "fill_value")

OF_NUMPY = (
    Entry(("nonzero",), _FILLED, Handled(_in_tuple), renamed=_NAMES),
    Entry(("flatnonzero",), _FILLED, Handled(_in_flat), renamed=_NAMES),
    Entry(("argwhere",), ("self",), Handled(_in_rows), renamed=_NAMES),
)
OF_TORCH = (
    Entry(("nonzero",), ("self", "*", "as_tuple"), Handled(_of_tensor), renamed=_NAMES),
    Entry(("argwhere",), ("self",), Handled(_in_rows), renamed=_NAMES),
)
METHODS = (Entry(("nonzero",), ("self", "as_tuple"), Handled(_method), renamed=_NAMES),)
