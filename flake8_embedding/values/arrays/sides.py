"""How long the sides of arrays may be of which nothing else is known: ``x[:, -n:]`` has at most n columns."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.containers.selections import First
from flake8_embedding.values.containers.slices import Slice, constant_end
from flake8_embedding.values.numbers.bounds import Expr, lowest, subtract, upper_bounds
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.provenance import Item, Key, NumberOf, Part
from flake8_embedding.values.value import Const, Number, Unknown, Value


class AsLongAs(Key):
    """An array that is not known, except that its sides are as long as those of another one."""

    __slots__ = ()

    def __init__(self, other: Hashable, place: Hashable) -> None:
        super().__init__("as long as", other, place)

    @property
    def other(self) -> Hashable:
        return self.at(1)


def of_shape(key: Hashable) -> Hashable:
    """The key of something that is taken apart: ``x.size()`` is then the shape of x, as in ``x.size(1)``."""
    match key:
        case Part(of=AsLongAs(other=other), name="shape"):
            return Part(other, "shape")
    return key


def side_of(array: Hashable, axis: int) -> Number | None:
    """The length of an array along an axis, if something is known of it."""
    most = most_along(array, axis)
    key = NumberOf(Item(Part(array, "shape"), (Number.exactly(axis),)))
    return Number.exactly(Linear.of(Symbol(key, "some number", least=None, most=most)), birth=key) if most else None


def most_of_side(key: Hashable) -> tuple[Linear, ...]:
    """What ``x.shape[1]`` is not above; ``key`` says which side of which array it is."""
    match key:
        case Item(of=Part(of=array, name="shape"), index=(Number(constant=int(axis)),)) if axis >= 0:
            return most_along(array, axis)
    return ()


def most_along(array: Hashable, axis: int) -> tuple[Linear, ...]:
    """What the length of an array along an axis is not above. Empty where nothing is known."""
    match array:
        case First(of=whole, count=count):
            cut = upper_bounds(count.high) if axis == 0 and isinstance(count, Number) else ()
            return (*cut, *most_along(whole, axis))
        case AsLongAs(other=other):
            return most_along(other, axis)
        case Item(of=whole, index=tuple() as index) if not _goes_by_names(whole):
            return _most_of_part(whole, index, axis)
    return ()


def _goes_by_names(whole: Hashable) -> bool:
    """``df.loc[2:4]`` takes rows by their names, the last one with them, and there may be any number of each."""
    return isinstance(whole, Part) and whole.name == "loc"


def _most_of_part(whole: Hashable, index: tuple[Hashable, ...], axis: int) -> tuple[Linear, ...]:
    """What the length of ``whole[index]`` along an axis is not above. A place takes an axis away, None puts one in."""
    before, now = 0, 0
    for part in index:
        if isinstance(part, Slice):
            if now == axis:
                return (*_most_of_slice(part), *most_along(whole, before))
            now += 1
        elif part == Const(None):
            if now == axis:
                return (Linear(1),)
            now, before = now + 1, before - 1
        elif not isinstance(part, Number) or part.constant is None:
            return ()
        before += 1
    return most_along(whole, before + axis - now)


def _most_of_slice(part: Slice) -> tuple[Linear, ...]:
    length = longest(part)
    return () if length is None else upper_bounds(length)


def longest(part: Slice) -> Expr | None:
    """How many elements a slice takes at most, however many there are; None where it may take any number of them."""
    lower, upper = _end(part.lower), _end(part.upper)
    if constant_end(part.step) not in (None, 1):
        return None
    if constant_end(part.lower) is None or lower == Linear(0):
        return upper if upper is not None and _is_count(upper) else None
    taken = _end(part.span)
    if lower is not None and constant_end(part.upper) is None:
        taken = subtract(Linear(0), lower)
    elif lower is not None and upper is not None:
        taken = subtract(upper, lower)
    return taken if taken is not None and _is_count(taken) else None


def _end(end: Value | None) -> Expr | None:
    """The end of a slice as a number, as far as it is one."""
    if isinstance(end, Unknown):
        return Linear.of(Symbol(NumberOf(end.key), end.text or "some number", least=None))
    return end.exact if isinstance(end, Number) else None


def _is_count(taken: Expr) -> bool:
    """Whether a slice that is written with this number takes so many elements.

    Assumption: data-are-there. It is above 0 if nothing at all is known of it, as in ``x[-context:]``.
    """
    low = lowest(taken)
    if low is not None:
        return low > 0
    match taken:
        case Linear(constant=0, terms=((Symbol(key=NumberOf(), least=None), 1),)):
            return True
    return False
