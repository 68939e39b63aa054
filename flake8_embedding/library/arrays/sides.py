"""How long the sides of an array are after its shape was changed, where its elements are not known one by one."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.passing import Sides
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import lowest
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import ANY_LENGTH, unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.value import Number, Value

_ONE = Number.exactly(1)


def behind(call: Call, *names: str) -> list[Value]:
    """What follows the array: by position, or by one of these names."""
    named = dict(call.keywords)
    return call.arguments[1:] or [named[name] for name in names if name in named]


def one_by_one(call: Call, given: list[Value]) -> list[Value]:
    """``(2, 3)`` and ``((2, 3),)`` alike."""
    inner = items_of(given[0], call.store) if len(given) == 1 else None
    return given if inner is None else list(inner)


def given_behind(call: Call, *names: str) -> list[Value]:
    """What follows the array, ``(2, 3)`` and ``((2, 3),)`` one by one."""
    return one_by_one(call, behind(call, *names))


def axis_in(axes: list[Value]) -> int | None:
    """The one axis that is given; None where there is none, or several, or it is not known."""
    return axes[0].constant if len(axes) == 1 and isinstance(axes[0], Number) else None


def with_a_one(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    """``ids.unsqueeze(0)``, ``tf.expand_dims(ids, 1)``"""
    axis = axis_in(given_behind(call, "axis", "dim"))
    if axis == 0:
        return Sides(_ONE, None if sides is None else (_ONE, *sides))
    if axis == 1 and sides is None:
        return Sides(ANY_LENGTH, second=_ONE)
    if axis is None or sides is None or not isinstance(sides[0], Number):
        return None
    place = axis if axis > 0 else axis + len(sides) + 1
    return Sides(sides[0], (*sides[:place], _ONE, *sides[place:])) if 0 < place <= len(sides) else None


def without_ones(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    """``ids.squeeze()``, ``ids.squeeze(1)``: without the sides that are known to be 1."""
    axes = given_behind(call, "axis", "dim")
    lengths = [integer_of(side) for side in sides or ()]
    axis = axis_in(axes)
    if sides is None or (axes and axis is None) or not call.complete:
        return None
    asked = range(len(sides)) if axis is None else [axis + len(sides) if axis < 0 else axis]
    if any(place >= len(sides) or place < 0 or lengths[place] is None for place in asked):
        return None
    left = tuple(side for place, side in enumerate(sides) if place not in asked or lengths[place] != 1)
    return Sides(left[0], left) if left and isinstance(left[0], Number) else None


def tiled(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    """``ids.repeat(n, 1)`` of PyTorch: the whole array as often along each axis."""
    counts = given_behind(call, "repeats", "sizes")
    if sides is None or len(counts) < len(sides) or not call.complete:
        return None
    own = (*[_ONE] * (len(counts) - len(sides)), *sides)
    products = [combine("*", side, count) for side, count in zip(own, counts, strict=True)]
    told = tuple(one if isinstance(one, Number) and one.exact is not None else ANY_LENGTH for one in products)
    return Sides(told[0], told) if told else None


def repeated(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    """``np.repeat(x, n, axis=0)``: what stands along the axis as often, each in turn; without an axis all in a row."""
    count, along = call.argument("repeats"), call.argument("axis") or call.argument("dim")
    if along is None or is_none(along):
        return Sides(ANY_LENGTH, (ANY_LENGTH,))
    axis = axis_in([along])
    if sides is None or axis is None or not -len(sides) <= axis < len(sides) or not call.complete:
        return None
    place = axis % len(sides)
    longer = combine("*", sides[place], count) if isinstance(count, Number) else None
    told = longer if isinstance(longer, Number) and longer.exact is not None else ANY_LENGTH
    left = (*sides[:place], told, *sides[place + 1 :])
    return Sides(left[0], left) if isinstance(left[0], Number) else None


def in_new_shape(call: Call, sides: tuple[Value, ...] | None) -> Sides | None:
    """``ids.view(1, -1)``"""
    sizes = given_behind(call, "shape", "newshape")
    told = tuple(
        size if _is_length(size) else _left_over(call, sizes, sides, place) for place, size in enumerate(sizes)
    )
    is_shape = all(isinstance(size, Number) for size in sizes) and call.complete
    return Sides(told[0], told) if told and is_shape and isinstance(told[0], Number) else None


def _left_over(call: Call, sizes: list[Value], sides: tuple[Value, ...] | None, place: int) -> Number:
    """The length that ``-1`` stands for: what is left of all sides beside the other sizes."""
    others = [*sizes[:place], *sizes[place + 1 :]]
    if integer_of(sizes[place]) != -1 or not all(map(_is_length, others)):
        return ANY_LENGTH
    left = [side for side in sides or () if integer_of(side) != 1]
    for size in others:
        if size in left:
            left.remove(size)
        elif integer_of(size) != 1:
            return unknown_length(call.key)
    match left:
        case [Number(exact=Linear()) as alone]:
            return alone
        case [] if sides is not None:
            return _ONE
    return unknown_length(call.key)


def _is_length(size: Value) -> bool:
    least = lowest(size.exact) if isinstance(size, Number) and size.exact is not None else None
    return least is not None and least >= 0
