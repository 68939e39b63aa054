"""Elements that are chosen or replaced by a mask: ``np.where(mask, x, 0)``, ``x.masked_fill(mask, 3)``."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.arrays.found_places import found_places, places_in_rows
from flake8_embedding.library.arrays.new_arrays import as_fill, filled, has_shape_of_its_own
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arrays.broadcasting import broadcast_sides
from flake8_embedding.values.arrays.grids import Grid, array_of, together
from flake8_embedding.values.arrays.vectors import other_vectors, vectors, vectors_in
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import has_symbolic, length_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.casts import truth_in
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Value

WHERE = ("condition", "x1", "x2")
WHERE_NAMES = {"x": "x1", "input": "x1", "y": "x2", "other": "x2"}
"""What the libraries call the arguments of ``where``."""


def where(call: Call, places: Callable[[Call, Value | None], Value] = found_places) -> Value:
    """``where(mask, x, y)``: of each place the element of x or that of y; ``where(mask)``: the ``places``."""
    mask, one, other = (call.argument(name) for name in WHERE)
    if one is None and other is None and not call.keywords:
        return places(call, mask)
    if mask is None or one is None or other is None or not call.complete:
        return call.unknown("what is chosen is not known")
    if has_symbolic((mask, one, other), call.store):
        return call.symbolic()
    for given in (one, other):
        call.note_ruled_out(given, mask)
    found = _scores(call, one, other) or _exactly(call, mask, one, other)
    if found is not None:
        return found
    # A number is put into the array, and not the array into a number: what the mask saw of the ids is the same.
    base, chosen = (other, one) if isinstance(call.store.content(one), Number) else (one, other)
    made = call.written(_everywhere(call, base), (mask,), chosen)
    return _in_all_sides(call, made, (mask, one, other)) or call.unknown_numbers("what is chosen is not known")


def _in_all_sides(call: Call, made: Value | None, given: tuple[Value, ...]) -> Value | None:
    """What was made of one array, as large as all that are given ask."""
    array, sides = call.store.content(made) if made is not None else None, broadcast_sides(given, call.store, call.key)
    if not isinstance(array, SequenceValue) or sides is None:
        return made
    if array.shape == sides.shape and array.length == sides.length:
        return made
    numbers = numbers_in(array, call.store)
    if numbers is None:
        return None
    return call.allocate(SequenceValue("array", numbers, sides.length, shape=sides.shape, dtype=array.dtype))


def _scores(call: Call, one: Value, other: Value) -> Value | None:
    """Vectors of which some numbers are others; None where none of the two is known to be vectors, or they may not be
    of one width."""
    known = [found for given in (one, other) if (found := vectors_in(call.store.content(given))) is not None]
    if not known or known[0].width != known[-1].width or known[0].width.constant == 1:
        return None
    # The mask, or the other array, may have more dimensions.
    return vectors(call.key, known[0].width, None)


def _everywhere(call: Call, value: Value) -> Value:
    """The value as an array: of a single number one that has it everywhere."""
    if isinstance(value, Number):
        return SequenceValue("array", value, unknown_length(call.key))
    return value


def _exactly(call: Call, mask: Value, one: Value, other: Value) -> Value | None:
    """The elements where all are known, and all truths of the mask."""
    truths, first, second = (grid_of(value, call.store) for value in (mask, one, other))
    if truths is None or first is None or second is None or len(truths.cells) > ITEMS:
        return None
    if any(truth_in(cell) is None for cell in truths.cells):
        return None
    pairs = together(first, second, lambda left, right: (left, right))
    chosen = None if pairs is None else together(truths, pairs, _chosen)
    if chosen is None or not chosen.shape:
        return None
    return call.allocate(array_of(Grid(chosen.shape, chosen.cells), call.key))


def _chosen(truth: Value, pair: object) -> Value | None:
    assert isinstance(pair, tuple)
    chosen: Value = pair[0] if truth_in(truth) else pair[1]
    return chosen


def masked(call: Call) -> Value:
    """``x.masked_fill(mask, 3)``: a copy of the array with another number where the mask is true."""
    given, mask, value = (call.argument(name) for name in ("self", "mask", "value"))
    if given is None or mask is None or value is None or not call.complete:
        return call.unknown_numbers("with what it is filled is not seen")
    call.note_ruled_out(given, mask)
    scores = other_vectors(call.store.content(given), call.key)
    if scores is not None:
        return scores
    made = _in_all_sides(call, call.written(given, (mask,), value), (given, mask))
    return made or call.unknown_numbers("what is filled is not known")


def _put_among_scores(call: Call) -> Value:
    """``scores.scatter(1, places, others)``, ``scores.index_fill(1, places, -inf)``"""
    given = call.arguments[0]
    call.note_ruled_out(given)
    return other_vectors(call.store.content(given), call.key) or call.unknown("what is put in is not followed")


def filled_like_it(call: Call) -> Value:
    """``full_like(x, 3)``: an array of the same shape with one number everywhere."""
    if has_shape_of_its_own(call):
        return filled(None, call)
    given, value = call.argument("self"), call.argument("fill_value")
    number = as_fill(call.store.content(value)) if value is not None else None
    if given is None or number is None:
        return call.unknown_numbers("with what it is filled is not seen")
    content = call.store.content(given)
    grid = grid_of(given, call.store)
    if grid is not None and grid.shape:
        return call.allocate(array_of(Grid(grid.shape, (number,) * len(grid.cells)), call.key))
    shape = content.shape if isinstance(content, SequenceValue) else None
    return call.allocate(
        SequenceValue("array", number, length_of(given, call.store) or unknown_length(call.key), shape=shape)
    )


def where_entry(*names: str, in_rows: bool = False) -> Entry:
    """The entry of a library's ``where``. ``in_rows``: of a mask alone it gives a row for each place."""
    places = places_in_rows if in_rows else found_places
    return Entry(names, WHERE, Handled(lambda call: where(call, places)), renamed=WHERE_NAMES)


MASKED_FILL = Entry(("masked_fill",), ("self", "mask", "value"), Handled(masked))
OF_SCORES = (handled("scatter", "scatter_add", "index_fill", "index_add", "index_copy", by=_put_among_scores),)
"""Methods of PyTorch's tensors that give other scores in the same places."""
FULL_LIKE_NAMES = {"a": "self", "x": "self", "input": "self"}


def full_like_entry(*names: str, takes: tuple[str, ...] = ()) -> Entry:
    """The entry of a library's ``full_like``, which ``takes`` more arguments by their places."""
    return Entry(names, ("self", "fill_value", *takes), Handled(filled_like_it), renamed=FULL_LIKE_NAMES)
