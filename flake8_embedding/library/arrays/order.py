"""Arrays whose elements are put in order: ``np.sort(x)``, ``x.sort()``, ``torch.sort(x)``, ``argsort``.

NumPy's method puts the array itself in order (https://numpy.org/doc/stable/reference/generated/numpy.ndarray.sort.html),
PyTorch's gives the ordered values and their former places
(https://docs.pytorch.org/docs/stable/generated/torch.sort.html).
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import with_other_columns
from flake8_embedding.values.arrays.grids import array_of, line_by_line
from flake8_embedding.values.arrays.vectors import VectorsOf, other_vectors, sides_of, vectors_in
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in, numbers_in
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import by_value
from flake8_embedding.values.ids import DRAWN, IdKind, Origin
from flake8_embedding.values.literals import in_order
from flake8_embedding.values.numbers.bounds import add, constant_of, number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import FALSE, NONE, TRUE, FloatNumber, Number, Value


def _ordered(call: Call) -> Value:
    """``np.sort(x)``, ``tf.sort(x)``: a copy in order."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    if given is None or not isinstance(content, SequenceValue):
        whole = None if content is None else with_other_columns(content, call.key)
        return whole or call.unknown("what is put in order is not seen")
    return call.allocate(_in_order(call, content))


ordered = in_each_case("self", _ordered)
"""The same of each array that is given, where that depends on the path: either of two has an order of its own."""


def ordered_with_places(call: Call) -> Value:
    """``torch.sort(x)``: the values in order, and where each stood."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    if content is not None and vectors_in(content) is not None:
        scores = other_vectors(content, (call.key, "values")) or content
        return SequenceValue.of("tuple", (scores, places_in_order(call)), scores)
    if given is None or not isinstance(content, SequenceValue):
        return call.unknown("what is put in order is not known")
    values = call.allocate(_in_order(call, content), "values")
    places = call.allocate(_places(call, content), "places")
    return SequenceValue.of("tuple", (values, places), values)


def places_in_order(call: Call) -> Value:
    """``argsort(x)``: the places in the order of what stands there."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    scores = vectors_in(content) if content is not None else None
    if scores is not None:
        return _places_in_vectors(call, scores)
    if not isinstance(content, SequenceValue):
        return call.unknown_numbers("places in an array")
    return call.allocate(_places(call, content))


def _places_in_vectors(call: Call, scores: VectorsOf) -> Value:
    """The order of scores depends on the scores. If it is not known how many dimensions there are, it is known of the
    last one alone."""
    sides = sides_of(scores, call.key)
    axis = _axis(call)
    if sides is None and axis != -1:
        return call.unknown_numbers("places along an axis")
    array = SequenceValue("array", FloatNumber(), unknown_length(call.key), shape=sides or (scores.width,))
    found = _places(call, array)
    if isinstance(found.element, Number):
        found = replace(found, element=replace(found.element, origin=Origin("places in an array", call.place)))
    return call.allocate(found if sides is not None else replace(found, shape=None, distinct=False))


def _sorted(call: Call) -> Value:
    """``x.sort()`` of an array, by the library that made it."""
    owner = call.arguments[0]
    content = call.store.content(owner)
    maker = call.maker_of(owner)
    if not isinstance(content, SequenceValue):
        return call.unknown("what is put in order is not known")
    if maker == "torch":
        return ordered_with_places(call)
    if maker == "numpy":
        call.set(owner, _in_order(call, content))
        return NONE
    call.set(owner, _in_some_order(call, content))
    if maker or call.has_made("jax"):
        return call.unknown("what sort() returns depends on the library")
    # NumPy's method returns None, so what is read from this is a tensor's.
    return ordered_with_places(call)


def _sorted_vectors(call: Call) -> Value:
    """``scores.sort(descending=True)``, as only PyTorch's method is called."""
    if _OF_TORCH.isdisjoint(name for name, _ in call.keywords):
        return call.unknown("what sort() returns depends on the library")
    return ordered_with_places(call)


_OF_TORCH = frozenset({"descending", "dim"})
"""Keywords that only PyTorch's method has."""


def _in_order(call: Call, array: SequenceValue) -> Value:
    """The array with each line along the axis in order, where all its numbers are known."""
    grid, axis = grid_of(array, call.store), _axis(call)
    descending, direction = call.argument("descending"), call.argument("direction")
    known = call.complete and direction is None and descending in (None, TRUE, FALSE)
    if known and grid is not None and grid.shape and axis is not None:
        put = line_by_line(grid, axis, lambda line: in_order(line, descending=descending == TRUE))
        if put is not None:
            return array_of(put, call.key, array.dtype)
    return _in_some_order(call, array)


def _in_some_order(call: Call, array: SequenceValue) -> SequenceValue:
    """The same numbers, of which it is not known where each one stands."""
    rows = array.items or array.members or ()
    if any(isinstance(call.store.content(row), SequenceValue) for row in (*rows, array.element)):
        numbers = mixed_numbers_in(array, call.store)
        element = numbers if numbers is not None else call.unknown_numbers("the order of the numbers is not known")
        return replace(array, element=element, items=None, members=None, begins=(), distinct=False)
    return replace(by_value(array, call.store), shape=array.shape, dtype=array.dtype)


def _places(call: Call, array: SequenceValue) -> SequenceValue:
    """Every place from 0 on along the axis, in an order that is not known."""
    axis, sides = _axis(call), array.shape
    side = sides[axis] if sides is not None and axis is not None and -len(sides) <= axis < len(sides) else None
    if sides is None or not isinstance(side, Number) or side.exact is None:
        element = call.unknown_numbers("places in an array")
        return SequenceValue("array", element, array.length, shape=sides)
    ids = numbers_in(array, call.store)
    # The order of known ids depends on these ids. Of other numbers it may be any order.
    is_open = ids is None or ids.origin is None or ids.origin.id_kind in DRAWN
    kind = IdKind.POSITIONS if is_open else IdKind.PRODUCED
    origin = Origin("places in an array", call.place, id_kind=kind)
    element = Number(number(0), add(side.exact, -1), origin=origin)
    each_once = not is_open or (ids is not None and ids.origin is None and constant_of(ids.high) is not None)
    return SequenceValue("array", element, array.length, distinct=len(sides) == 1, shape=sides, each_once=each_once)


def _axis(call: Call) -> int | None:
    """Along which axis, the last one unless another is named; None where that is not known."""
    given = call.argument("axis")
    if given is None:
        return -1
    return None if is_none(given) or not isinstance(given, Number) else given.constant


def largest_few(call: Call) -> Value:
    """``torch.topk(x, k)``: some of the values, and where each stood."""
    given = call.argument("self")
    content = call.store.content(given) if given is not None else None
    if not isinstance(content, SequenceValue):
        return call.unknown("the largest of these are not known")
    few = replace(_in_some_order(call, content), items=None, members=None, shape=None, each_once=True)
    numbers = mixed_numbers_in(content, call.store)
    element: Value = call.unknown_numbers("the largest of these are not known") if numbers is None else numbers
    found = _places(call, content)
    if any(name == "largest" for name, _ in call.keywords):
        element = each_number(element, call.store, Number.without_highest)
    if content.items is not None or found.each_once:
        # Where each of the numbers stands is known: the last of them need not be a large one.
        found = replace(found, element=each_number(found.element, call.store, Number.without_highest))
    values = call.allocate(replace(few, element=element), "values")
    places = call.allocate(replace(found, shape=None, distinct=False), "places")
    return SequenceValue.of("tuple", (values, places), values)


ORDER_NAMES = {"dim": "axis", "a": "self", "input": "self", "values": "self", "x": "self"}
"""What the libraries call the arguments of ``sort``."""

_ARGSORT = Entry(("argsort",), ("self", "axis"), Handled(places_in_order), renamed=ORDER_NAMES)

METHODS: tuple[Entry, ...] = (
    Entry(("sort",), ("self", "axis", "descending"), Handled(_sorted), renamed=ORDER_NAMES),
    _ARGSORT,
)
"""The methods of arrays and tensors."""

OF_VECTORS: tuple[Entry, ...] = (
    Entry(("sort",), ("self", "axis", "descending"), Handled(_sorted_vectors), renamed=ORDER_NAMES),
    _ARGSORT,
)
"""The methods of arrays and tensors of vectors."""


def _of_pair(place: int, call: Call) -> Value:
    """``x.sort().values``, ``x.max(dim=1).indices``"""
    return call.item(call.arguments[0], (Number.exactly(place),))


PAIRS: tuple[Entry, ...] = (
    handled("values", by=lambda call: _of_pair(0, call)),
    handled("indices", by=lambda call: _of_pair(1, call)),
)
"""The names of the two parts of what PyTorch's functions give."""
