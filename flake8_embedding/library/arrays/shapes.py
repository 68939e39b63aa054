"""Where the elements of an array stand after it was reshaped, turned or repeated, and whether the result is a view.

Which results are views: https://numpy.org/doc/stable/user/basics.copies.html,
https://docs.pytorch.org/docs/stable/tensor_view.html.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from flake8_embedding.library.arrays import columns as array_columns
from flake8_embedding.library.arrays import sides as array_sides
from flake8_embedding.library.arrays import vector_shapes
from flake8_embedding.library.arrays.sides import behind, one_by_one
from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.passing import Sides
from flake8_embedding.library.spec import Entry, Handled, Memory, PassesOn
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import (
    Grid,
    broadcast,
    flipped,
    in_one,
    line_by_line,
    places_of,
    reshaped,
    transposed,
)
from flake8_embedding.values.arrays.vectors import VectorsOf, vectors
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.casts import type_named
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Const, LibraryName, Number, Unknown, Value

Places = Grid[int]
Move = Callable[[Call, Places], Places | None]


def _integers(call: Call, values: list[Value]) -> list[int] | None:
    """``(2, 3)`` and ``((2, 3),)`` as numbers, where all are known."""
    numbers = [value.constant if isinstance(value, Number) else None for value in one_by_one(call, values)]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def to_shape(call: Call, places: Places) -> Places | None:
    """``x.reshape(2, 3)``, ``np.reshape(x, (2, 3))``, ``x.view(-1)``"""
    given = behind(call, "shape", "newshape")
    sizes = _integers(call, given) if given else None
    if sizes is None or call.keywords[1:] or "order" in dict(call.keywords) or type_named(given[0]) is not None:
        return None
    return reshaped(places, sizes)


def flat(call: Call, places: Places) -> Places | None:
    """``x.flatten()``, ``x.ravel()``"""
    return None if len(call.arguments) > 1 or call.keywords else Grid((len(places.cells),), places.cells)


def turned(call: Call, places: Places) -> Places | None:
    """``x.T``, ``x.t()``, ``np.transpose(x)``, ``np.transpose(x, (1, 0, 2))``"""
    given = behind(call, "axes", "perm", "dims")
    if not given or is_none(given[0]):
        return transposed(places)
    axes = _integers(call, given)
    if axes is not None and len(axes) == 2 and call.maker_of(call.arguments[0]) == "torch":
        # PyTorch's ``x.transpose(0, 1)`` exchanges two sides; ``x.permute(0, 1)`` names all of them in their new order.
        return transposed(places, axes) if call.path.endswith("permute") else swapped(call, places)
    # NumPy's ``x.transpose(0, 1)`` leaves everything where it is. Who made the array may not be known.
    is_in_order = axes is not None and [axis % len(axes) for axis in axes] == list(range(len(axes)))
    return None if axes is None or is_in_order else transposed(places, axes)


def swapped(call: Call, places: Places) -> Places | None:
    """``x.swapaxes(0, 1)``"""
    axes, count = _integers(call, call.arguments[1:]), len(places.shape)
    if axes is None or len(axes) != 2 or not all(-count <= axis < count for axis in axes):
        return None
    order = list(range(count))
    order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
    return transposed(places, order)


def squeezed(call: Call, places: Places) -> Places | None:
    """``x.squeeze()``, ``x.squeeze(1)``"""
    given = behind(call, "axis", "dim")
    axes = _integers(call, given) if given else None
    if given and axes is None:
        return None
    count = len(places.shape)
    chosen = range(count) if axes is None else [axis % max(count, 1) for axis in axes]
    sizes = [size for axis, size in enumerate(places.shape) if not (size == 1 and axis in chosen)]
    return reshaped(places, sizes)


def widened(call: Call, places: Places) -> Places | None:
    """``x.unsqueeze(0)``, ``np.expand_dims(x, -1)``"""
    axes = _integers(call, behind(call, "axis", "dim"))
    count = len(places.shape) + 1
    if axes is None or len(axes) != 1 or not -count <= axes[0] < count:
        return None
    sizes = list(places.shape)
    sizes.insert(axes[0] % count, 1)
    return reshaped(places, sizes)


def backwards(call: Call, places: Places) -> Places | None:
    """``np.flip(x)``, ``torch.flip(x, [0])``, ``x.flip(0)``, ``tf.reverse(x, [0])``"""
    given = behind(call, "axis", "dims")
    if not given or is_none(given[0]):
        return flipped(places)
    axes = _integers(call, given)
    count = len(places.shape)
    return flipped(places, axes) if axes is not None and all(-count <= axis < count for axis in axes) else None


def upside_down(call: Call, places: Places) -> Places | None:
    """``np.flipud(x)``"""
    return flipped(places, [0]) if places.shape else None


def left_to_right(call: Call, places: Places) -> Places | None:
    """``np.fliplr(x)``"""
    return flipped(places, [1]) if len(places.shape) > 1 else None


def rolled(call: Call, places: Places) -> Places | None:
    """``np.roll(x, 1)`` of a row."""
    given = call.arguments[1:]
    by = given[0].constant if len(given) == 1 and isinstance(given[0], Number) and not call.keywords else None
    if by is None or len(places.shape) != 1 or not places.cells:
        return None
    start = -by % len(places.cells)
    return Grid(places.shape, places.cells[start:] + places.cells[:start])


def repeated(call: Call, places: Places) -> Places | None:
    """``np.repeat(x, 2)``: each element as often, in a row; ``np.repeat(x, 2, axis=0)`` each row."""
    count, axis = integer_of(call.argument("repeats")), call.argument("axis") or call.argument("dim")
    if count is None or count < 0 or count * len(places.cells) > ITEMS:
        return None
    if axis is None or is_none(axis):
        cells = tuple(place for place in places.cells for _ in range(count))
        return Grid((len(cells),), cells)
    along = integer_of(axis)
    if along is None:
        return None
    return line_by_line(places, along, lambda line: tuple(cell for cell in line for _ in range(count)))


def repeated_entry(name: str, takes: tuple[str, str, str]) -> Entry:
    """``np.repeat``, ``torch.repeat_interleave``"""
    by_one_number = PassesOn(takes[:1], keeps_shape=False, moves=repeated, of_sides=array_sides.repeated)
    return Entry((name,), takes, Handled(lambda call: _repeated(call, by_one_number)))


def _repeated(call: Call, by_one_number: PassesOn) -> Value:
    repeats = call.argument("repeats")
    if repeats is None:
        # ``torch.repeat_interleave(counts)``: how often each place is there.
        return call.unknown_numbers("places that are repeated")
    made = by_one_number.apply(call)
    content = call.store.content(made)
    if isinstance(repeats, Number) or not isinstance(content, SequenceValue):
        return made
    # Where a count is 0, the element is gone.
    return call.allocate(each_number(content, call.store, Number.weakened))


_BY_METHOD = PassesOn(("self",), keeps_shape=False)


def _repeated_by_method(call: Call) -> Value:
    """``x.repeat(2)``: NumPy repeats each element, PyTorch the whole."""
    if call.maker_of(call.arguments[0]) == "torch":
        return replace(_BY_METHOD, moves=tiled, of_sides=array_sides.tiled).apply(call)
    of_numpy = call.maker_of(call.arguments[0]) == "numpy"
    return (
        _repeated(call, replace(_BY_METHOD, moves=repeated, of_sides=array_sides.repeated))
        if of_numpy
        else _BY_METHOD.apply(call)
    )


def expanded(call: Call, places: Places) -> Places | None:
    """``x.expand(3, -1)``: what there is once along an axis is there as often as is said."""
    given = behind(call, "size", "sizes")
    sizes = _integers(call, given) if given else None
    if sizes is None or len(sizes) < len(places.shape):
        return None
    own = (*[1] * (len(sizes) - len(places.shape)), *places.shape)
    wanted = tuple(have if size == -1 else size for have, size in zip(own, sizes, strict=True))
    return broadcast(places, wanted) if min(wanted) >= 0 and prod(wanted) <= ITEMS else None


def tiled(call: Call, places: Places) -> Places | None:
    """``np.tile(x, 2)``, ``x.repeat(2, 1)``: the whole array as often along each axis."""
    given = behind(call, "reps", "multiples", "dims", "repeats", "sizes")
    counts = _integers(call, given) if given else None
    if counts is None or min(counts, default=0) < 0 or prod(counts) * len(places.cells) > ITEMS:
        return None
    counts = [*[1] * (len(places.shape) - len(counts)), *counts]
    made = Grid((*[1] * (len(counts) - len(places.shape)), *places.shape), places.cells)
    for axis, count in enumerate(counts):
        repeated_along = in_one([made] * count, axis) if count else None
        if repeated_along is None:
            return None
        made = repeated_along
    return made


def moved(
    *names: str,
    by: Move | None = None,
    takes: tuple[str, ...] = ("self",),
    memory: Memory = Memory.COPY,
    keeps_shape: bool = False,
) -> Entry:
    """A function or method whose result has the elements of its first argument at other places."""
    of_vectors = _OF_VECTORS.get(by) if by is not None else None
    of_sides = _OF_SIDES.get(by) if by is not None else None
    effect = PassesOn(
        takes[:1],
        keeps_shape=keeps_shape,
        moves=by,
        mixes_columns=by in (backwards, left_to_right, rolled),
        of_vectors=of_vectors,
        of_sides=of_sides,
        of_columns=_OF_COLUMNS.get(by) if by is not None else None,
        memory=memory,
    )
    return Entry(names, takes, replace(effect, in_a_row=_IN_A_ROW.get(by) if by is not None else None))


def _to_a_row(call: Call) -> bool:
    """``x.reshape(-1)``, ``x.reshape(1, -1)``, ``x.reshape(-1, 1)``"""
    sizes = _integers(call, behind(call, "shape", "newshape"))
    return sizes is not None and -1 in sizes and set(sizes) <= {-1, 1}


_IN_A_ROW: dict[Move, Callable[[Call], bool]] = {flat: lambda _: True, to_shape: _to_a_row}


def _moved_vectors(call: Call, known: VectorsOf, move: Move) -> Unknown:
    """``x.transpose(1, 2)``: the vectors stay as long if the last dimension stays where it is."""
    count = known.dimensions
    if count is None or not 0 < count <= len(_LENGTHS):
        return vectors(call.key, None, None)
    lengths = _LENGTHS[:count]
    two = len(call.arguments) == 3 and not call.keywords and count > 2
    small = (swapped if two else move)(call, places_of(lengths))
    stays = small is not None and small.shape[-1] == lengths[-1]
    return vectors(call.key, known.width if stays else None, count if small is not None else None)


_OF_VECTORS: dict[Move, Callable[[Call, VectorsOf], Unknown | None]] = {
    to_shape: vector_shapes.in_new_shape,
    flat: vector_shapes.in_a_row,
    squeezed: vector_shapes.without_ones,
    widened: vector_shapes.with_a_one,
    backwards: vector_shapes.as_they_are,
    upside_down: vector_shapes.as_they_are,
    left_to_right: vector_shapes.as_they_are,
    rolled: vector_shapes.as_they_are,
    turned: lambda call, known: _moved_vectors(call, known, turned),
    swapped: lambda call, known: _moved_vectors(call, known, swapped),
}


def _same_sides(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    first = sides[0] if sides else None
    return Sides(first, sides) if isinstance(first, Number) else None


_OF_SIDES: dict[Move, Callable[[Call, tuple[Value, ...] | None], Sides | None]] = {
    to_shape: array_sides.in_new_shape,
    squeezed: array_sides.without_ones,
    widened: array_sides.with_a_one,
    turned: lambda call, sides: _moved_sides(call, sides, turned),
    swapped: lambda call, sides: _moved_sides(call, sides, swapped),
    **dict.fromkeys((backwards, upside_down, left_to_right, rolled), _same_sides),
}


def _moved_sides(call: Call, sides: tuple[Value, ...] | None, move: Move) -> Sides | None:
    """The sides of an array that is turned, as those of a small one with as many dimensions, each of another length."""
    if not sides or len(sides) > len(_LENGTHS):
        return None
    lengths = _LENGTHS[: len(sides)]
    small = move(call, places_of(lengths))
    all_sides = None if small is None else tuple(sides[lengths.index(length)] for length in small.shape)
    first = all_sides[0] if all_sides is not None else None
    return Sides(first, all_sides) if isinstance(first, Number) else None


_LENGTHS = (2, 3, 5, 7)

_OF_COLUMNS: dict[Move, Callable[[Call, SequenceValue], SequenceValue | None]] = {
    to_shape: array_columns.in_new_shape,
    turned: lambda call, array: array_columns.turned_over(call, array, turned),
}


_IN_SHAPE = moved("view", by=to_shape, memory=Memory.SHARED).effect


def _viewed(call: Call) -> Value:
    """``x.view(3, 3)`` of PyTorch in another shape; ``x.view(np.uint8)`` and ``x.view(dtype="u1")`` with the same bits
    read as other numbers."""
    array, *given = call.arguments
    of_type = call.argument("dtype") or (given[0] if len(given) == 1 else None)
    of_numpy = of_type is not None and call.maker_of(array) == "numpy"
    if not of_numpy and not isinstance(of_type, LibraryName | Const):
        return _IN_SHAPE.apply(call)
    # What is written to the numbers on one side changes those on the other.
    call.set(array, call.unknown_numbers("its bits are read as other numbers"))
    made = call.unknown("the bits of other numbers")
    return call.tainted(made) if isinstance(made, Unknown) else made


METHODS = (
    moved("reshape", by=to_shape, memory=Memory.IF_IN_ORDER),
    Entry(("view",), ("self",), Handled(_viewed)),
    moved("flatten", by=flat, memory=Memory.PERHAPS),
    moved("ravel", by=flat, memory=Memory.IF_IN_ORDER),
    moved("squeeze", by=squeezed, memory=Memory.SHARED),
    moved("unsqueeze", by=widened, memory=Memory.SHARED),
    moved("transpose", by=turned, memory=Memory.SHARED),
    moved("permute", by=turned, memory=Memory.SHARED),
    moved("t", by=turned, memory=Memory.SHARED),
    moved("swapaxes", by=swapped, memory=Memory.SHARED),
    moved("flip", by=backwards),
    moved("roll", by=rolled, takes=("self", "shifts", "dims")),
    moved("expand", by=expanded, memory=Memory.SHARED),
    moved("expand_as", memory=Memory.SHARED),
    Entry(("repeat",), ("self", "repeats", "axis"), Handled(_repeated_by_method)),
    repeated_entry("repeat_interleave", ("self", "repeats", "dim")),
)
"""The methods of arrays and tensors."""
