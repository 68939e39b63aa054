"""Arrays that get a margin: ``np.pad(x, 1)``, ``tf.pad(x, [[0, 0], [0, 1]])``, ``F.pad(x, (0, 1), value=9)``.

https://numpy.org/doc/stable/reference/generated/numpy.pad.html, https://www.tensorflow.org/api_docs/python/tf/pad,
https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from math import prod

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.grids import Grid, array_of
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.nests import grid_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, Padding
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import lowest
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, Number, Unknown, Value

Margins = tuple[tuple[Number, Number], ...]
"""How many cells come before and after, along each axis: numbers of which each is known, or has a name."""

Widths = Callable[[Call, int], Margins | None]
"""The margins of an array with so many axes, where they are known."""


def _pair(call: Call, value: Value) -> tuple[Number, Number] | None:
    """``(1, 2)``, ``(0, n - len(x))``, or ``1`` on both sides."""
    sides = items_of(value, call.store) or (value, value)
    numbers = [side for side in sides if isinstance(side, Number) and side.exact is not None]
    return (numbers[0], numbers[-1]) if len(sides) == len(numbers) and 1 <= len(numbers) <= 2 else None


def _from_the_first(call: Call, axes: int) -> Margins | None:
    """``((0, 0), (1, 2))``: a pair for each axis; or one pair, or one number, for all of them."""
    given = call.argument("widths")
    if given is None:
        return None
    parts = items_of(given, call.store)
    if parts is None or not parts or isinstance(parts[0], Number):
        pair = _pair(call, given)
        return None if pair is None else (pair,) * axes
    pairs = [pair for part in parts if (pair := _pair(call, part)) is not None]
    if len(pairs) < len(parts) or len(pairs) not in (1, axes):
        return None
    return tuple(pairs) if len(pairs) == axes else (pairs[0],) * axes


def _from_the_last(call: Call, axes: int) -> Margins | None:
    """``(1, 2)`` is for the last axis, ``(1, 2, 0, 3)`` for the last one and the one before."""
    given = call.argument("widths")
    parts = items_of(given, call.store) if given is not None else None
    numbers = [part for part in parts or () if isinstance(part, Number) and part.exact is not None]
    if parts is None or len(numbers) < len(parts) or len(numbers) % 2 or len(numbers) > 2 * axes:
        return None
    pairs = [(numbers[place], numbers[place + 1]) for place in range(0, len(numbers), 2)]
    return (*[(_NONE, _NONE)] * (axes - len(pairs)), *reversed(pairs))


_NONE = Number.exactly(0)


def _least(margin: Number) -> int | None:
    """How many cells the margin has at least; fewer than none where it takes some away, None if that is not known."""
    return None if margin.low is None else lowest(margin.low)


def _padded(widths: Widths, call: Call) -> Value:
    given, mode, filler = (call.argument(name) for name in ("self", "mode", "value"))
    content = call.store.content(given) if given is not None else None
    numbers = numbers_in(given, call.store) if given is not None else None
    fill = Number.exactly(0) if filler is None else call.store.content(filler)
    if isinstance(fill, Const) and isinstance(fill.value, float) and fill.value.is_integer():
        fill = Number.exactly(int(fill.value))
    constant = mode is None or (isinstance(mode, Const) and str(mode.value).lower() == "constant")
    grid = grid_of(content, call.store) if isinstance(content, SequenceValue) else None
    is_empty = grid is not None and not grid.cells
    is_seen = numbers is not None or is_empty
    if not constant or not isinstance(content, SequenceValue) or not is_seen or not isinstance(fill, Number):
        return call.unknown_numbers("what the array is padded with is not known")
    if fill.exact is not None:
        fill = replace(fill, id_facts=IdFacts(padding=Padding(fill.exact, call.place)))
    if grid is not None and grid.shape:
        margins = widths(call, len(grid.shape))
        known = _around(grid, margins, fill) if margins is not None else None
        if known is not None:
            return call.allocate(array_of(known, call.key, content.dtype))
    shape = content.shape
    margins = widths(call, len(shape)) if shape is not None else None
    each = [margin for pair in margins or () for margin in pair]
    if any(margin.constant is not None and margin.constant < 0 for margin in each):
        # ``F.pad(x, (0, -1))`` takes away.
        return call.unknown_numbers("what is left of the array is not known")
    least = [_least(margin) for margin in each]
    surely = any(one is not None and one > 0 for one in least)
    added = fill if surely else fill.without_highest()
    are_kept = all(one is not None and one >= 0 for one in least)
    ids = added if numbers is None else hull([numbers if are_kept else numbers.weakened(), added])
    sides = None if shape is None or margins is None else tuple(map(_longer, shape, margins))
    length = sides[0] if sides else None
    length = length if isinstance(length, Number) else unknown_length(call.key)
    made = SequenceValue("array", ids, length, shape=sides, dtype=content.dtype)
    # ``F.pad(scores, (0, 9), value=-1e9)``
    call.note_ruled_out(made)
    return call.allocate(made)


def _longer(side: Value, margins: tuple[Number, Number]) -> Value:
    longer = combine("+", side, margins[0])
    longer = combine("+", longer, margins[1]) if longer is not None else None
    return longer or Unknown("how long the side is with its margins is not known", Key("with margins", side, *margins))


def _around(grid: Grid[Value], margins: Margins, fill: Value) -> Grid[Value] | None:
    """The cells with others around them; None for a margin that takes cells away or is not known, or for too many."""
    known = [(before.constant, after.constant) for before, after in margins]
    widths = [(one, other) for one, other in known if one is not None and other is not None and min(one, other) >= 0]
    if len(widths) < len(known):
        return None
    shape = tuple(before + size + after for size, (before, after) in zip(grid.shape, widths, strict=True))
    if prod(shape) > ITEMS:
        return None
    inner = iter(grid.cells)
    cells = []
    for at in itertools.product(*map(range, shape)):
        inside = all(
            before <= one < before + side for one, side, (before, _) in zip(at, grid.shape, widths, strict=True)
        )
        cells.append(next(inner) if inside else fill)
    return Grid(shape, tuple(cells))


def padded(name: str, *, takes: tuple[str, ...], renamed: dict[str, str], from_the_last: bool = False) -> Entry:
    """The entry of a library's function: ``takes`` are self, widths, mode and value in its own order."""
    return Entry(
        (name,),
        takes,
        Handled(partial(_padded, _from_the_last if from_the_last else _from_the_first)),
        renamed=renamed,
    )


NUMPY = {"array": "self", "pad_width": "widths", "constant_values": "value"}
TENSORFLOW = {"tensor": "self", "paddings": "widths", "constant_values": "value"}
KERAS = {"x": "self", "pad_width": "widths", "constant_values": "value"}
TORCH = {"input": "self", "pad": "widths"}
"""What the libraries call the arguments."""
