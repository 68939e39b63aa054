"""Arrays of a few numbers: views share their numbers, types wrap, and an index outside is an event.

What numpy and torch have in common stands here; ``numpy_like`` and ``torch_like`` add what is theirs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.tools.fuzz.runtime.record import Event, current, lines_here
from tests.tools.fuzz.runtime.shapes import (
    Dtype,
    cast,
    dtype_of,
    flat,
    nested_shape,
    spread,
    strides_of,
    together,
    wider,
)


class Array:
    """Numbers in a store that views share: ``at`` says where each of this one's numbers lies."""

    __hash__ = None  # type: ignore[assignment]
    __array_priority__ = 1

    def __init__(
        self,
        store: list[Any],
        shape: tuple[int, ...],
        dtype: str,
        at: Sequence[int] | None = None,
        made: tuple[int, ...] = (),
    ) -> None:
        self.store, self.shape, self._dtype, self.made = store, shape, dtype, made
        self.at = range(math.prod(shape)) if at is None else at

    # -- making ---------------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, values: Any, dtype: str | None = None, made: tuple[int, ...] = ()) -> Any:
        """A new array with the numbers of nested lists, or of another array."""
        numbers = flat(values)
        kind = dtype or (values._dtype if isinstance(values, Array) else dtype_of(numbers))
        return cls([cast(number, kind) for number in numbers], nested_shape(values), kind, made=made)

    def _like(self, numbers: list[Any], shape: tuple[int, ...], dtype: str | None = None) -> Any:
        kind = dtype or self._dtype
        return type(self)([cast(number, kind) for number in numbers], shape, kind)

    def _view(self, at: Sequence[int], shape: tuple[int, ...]) -> Any:
        return type(self)(self.store, shape, self._dtype, at, self.made)

    def numbers(self) -> list[Any]:
        return [self.store[place] for place in self.at]

    def places_in_order(self, *, descending: bool = False) -> list[int]:
        """For each line along the last axis the places of its numbers, in the order of these."""
        width, numbers = self.shape[-1] if self.shape else 1, self.numbers()
        lines = [numbers[start : start + width] for start in range(0, len(numbers), width or 1)]
        return [at for line in lines for at in sorted(range(width), key=line.__getitem__, reverse=descending)]

    # -- shape ----------------------------------------------------------------------------------------------------

    @property
    def dtype(self) -> Dtype:
        return Dtype(self._dtype)

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def T(self) -> Any:
        return self.transpose()

    def transpose(self, *axes: int) -> Any:
        """As numpy: all axes reversed, or in the given order."""
        order = axes or tuple(reversed(range(self.ndim)))
        shape = tuple(self.shape[axis] for axis in order)
        strides = strides_of(self.shape)
        places = [0]
        for axis in order:
            places = [place + index * strides[axis] for place in places for index in range(self.shape[axis])]
        return self._view([self.at[place] for place in places], shape)

    def reshape(self, *shape: Any) -> Any:
        wanted = tuple(shape[0]) if len(shape) == 1 and not isinstance(shape[0], int) else shape
        size = len(self.at)
        if -1 in wanted:
            known = math.prod(one for one in wanted if one != -1)
            if not known or size % known:
                raise ValueError(f"cannot reshape {self.shape} to {wanted}")
            wanted = tuple(size // known if one == -1 else one for one in wanted)
        if math.prod(wanted) != size:
            raise ValueError(f"cannot reshape {self.shape} to {wanted}")
        return self._view(self.at, wanted)

    def flatten(self) -> Any:
        return self._like(self.numbers(), (len(self.at),))

    def squeeze(self, axis: int | None = None) -> Any:
        kept = [n for at, n in enumerate(self.shape) if n != 1 or (axis is not None and at != axis % self.ndim)]
        return self._view(self.at, tuple(kept))

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    # -- items ----------------------------------------------------------------------------------------------------

    def _chosen(self, key: Any) -> tuple[list[int], tuple[int, ...], bool]:
        """The places in the store that an index means, their shape, and whether they are a view."""
        keys = list(key) if isinstance(key, tuple) else [key]
        given = sum(1 for one in keys if one is not None and one is not Ellipsis and not _is_mask(one))
        given += sum(one.ndim for one in keys if _is_mask(one))
        if any(one is Ellipsis for one in keys):
            where = next(at for at, one in enumerate(keys) if one is Ellipsis)
            keys[where : where + 1] = [slice(None)] * (self.ndim - given)
        if given > self.ndim:
            raise IndexError("too many indices")
        if len(keys) == 1 and _is_mask(keys[0]):
            return self._masked(keys[0])
        if sum(_is_many(one) for one in keys) > 1:
            return self._paired(keys)
        places, shape, axis, view = [0], [], 0, True
        strides = strides_of(self.shape)
        for one in keys:
            if one is None:
                shape.append(1)
                continue
            size, stride = self.shape[axis], strides[axis]
            axis += 1
            if isinstance(one, slice):
                chosen: Sequence[int] = range(*one.indices(size))
                shape.append(len(chosen))
            elif _is_many(one):
                many = Array.of(one)
                if many._dtype == "bool":
                    many = Array.of([at for at, holds in enumerate(many.numbers()) if holds], "int64")
                chosen = [self._checked(number, size) for number in many.numbers()]
                shape += many.shape
                view = False
            else:
                chosen = [self._checked(one, size)]
            places = [place + index * stride for place in places for index in chosen]
        rest = math.prod(self.shape[axis:])
        places = [place + inner for place in places for inner in range(rest)]
        return [self.at[place] for place in places], (*shape, *self.shape[axis:]), view

    def _masked(self, mask: Any) -> tuple[list[int], tuple[int, ...], bool]:
        if mask.shape != self.shape[: mask.ndim]:
            raise IndexError("the mask has another shape")
        rest = math.prod(self.shape[mask.ndim :])
        kept = [at for at, holds in enumerate(mask.numbers()) if holds]
        places = [self.at[at * rest + inner] for at in kept for inner in range(rest)]
        return places, (len(kept), *self.shape[mask.ndim :]), False

    def _paired(self, keys: list[Any]) -> tuple[list[int], tuple[int, ...], bool]:
        many = [Array.of(one) for one in keys]
        shape = many[0].shape
        for one in many[1:]:
            shape = together(shape, one.shape)
        strides = strides_of(self.shape)
        places = [0] * math.prod(shape)
        for axis, one in enumerate(many):
            numbers = one.numbers()
            for at, of in enumerate(spread(one.shape, shape)):
                places[at] += self._checked(numbers[of], self.shape[axis]) * strides[axis]
        rest = math.prod(self.shape[len(many) :])
        found = [self.at[place + inner] for place in places for inner in range(rest)]
        return found, (*shape, *self.shape[len(many) :]), False

    def _checked(self, index: Any, size: int) -> int:
        number = index.item() if isinstance(index, Array) else index
        if isinstance(number, bool) or not isinstance(number, int):
            raise IndexError(f"{index!r} is no index")
        if not -size <= number < size:
            error = IndexError(f"index {number} is out of bounds for axis with size {size}")
            if self.made:
                current().happens(Event("matrix", self.made, lines_here()), error)
            raise error
        return number % size

    def __getitem__(self, key: Any) -> Any:
        places, shape, view = self._chosen(key)
        if view:
            return self._item(places, shape)
        return self._like([self.store[place] for place in places], shape)

    def _item(self, places: list[int], shape: tuple[int, ...]) -> Any:
        return self._view(places, shape)

    def __setitem__(self, key: Any, value: Any) -> None:
        if self.made:
            current().reached.update(self.made)
        places, shape, _ = self._chosen(key)
        self._write(places, shape, value)

    def _write(self, places: Sequence[int], shape: tuple[int, ...], value: Any) -> None:
        given = flat(value)
        inner = nested_shape(value)
        while len(inner) > len(shape) and inner[0] == 1:
            inner = inner[1:]
        for place, of in zip(places, spread(inner, shape), strict=True):
            self.store[place] = cast(given[of], self._dtype)

    def __iter__(self) -> Iterator[Any]:
        return iter([self[at] for at in range(len(self))])

    # -- numbers --------------------------------------------------------------------------------------------------

    def item(self) -> Any:
        (only,) = self.numbers()
        return only

    def tolist(self) -> Any:
        return self.item() if not self.shape else [one.tolist() if one.shape else one.item() for one in self._rows()]

    def _rows(self) -> list[Any]:
        size = math.prod(self.shape[1:])
        return [self._view(self.at[row * size : (row + 1) * size], self.shape[1:]) for row in range(self.shape[0])]

    def __bool__(self) -> bool:
        return bool(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        return int(self.item())

    def __float__(self) -> float:
        return float(self.item())

    def __contains__(self, value: Any) -> bool:
        return value in self.numbers()

    def _with(self, other: Any, compute: Callable[[Any, Any], Any], dtype: str | None = None) -> Any:
        if not isinstance(other, Array | int | float | list):
            return NotImplemented
        kind = dtype or self._kind_with(other)
        theirs, inner = flat(other), nested_shape(other)
        shape = together(self.shape, inner)
        mine = self.numbers()
        pairs = zip(spread(self.shape, shape), spread(inner, shape), strict=True)
        return self._like([compute(mine[one], theirs[two]) for one, two in pairs], shape, kind)

    def _kind_with(self, other: Any) -> str:
        if isinstance(other, Array):
            return wider(self._dtype, other._dtype)
        kind = dtype_of(flat(other))
        weak = isinstance(other, int) and self._dtype != "bool"
        return self._dtype if weak else wider(self._dtype, kind)

    def _onto(self, other: Any, compute: Callable[[Any, Any], Any]) -> Any:
        self._write(self.at, self.shape, self._with(other, compute))
        return self

    def __add__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a - b)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: b - a)

    def __mul__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __mod__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a % b)

    def __floordiv__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a // b)

    def __neg__(self) -> Any:
        return self._like([-number for number in self.numbers()], self.shape)

    def __abs__(self) -> Any:
        return self._like([abs(number) for number in self.numbers()], self.shape)

    def __iadd__(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a + b)

    def __isub__(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a - b)

    def __imul__(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a * b)

    def __imod__(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a % b)

    def __ifloordiv__(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a // b)

    def __lt__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a < b, "bool")

    def __le__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a <= b, "bool")

    def __gt__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a > b, "bool")

    def __ge__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a >= b, "bool")

    def __eq__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a == b, "bool")

    def __ne__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a != b, "bool")

    def __and__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a & b)

    def __or__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a | b)

    def __invert__(self) -> Any:
        return self._like([not n if self._dtype == "bool" else ~n for n in self.numbers()], self.shape)

    # -- of all numbers -------------------------------------------------------------------------------------------

    def all(self) -> Any:
        return self._like([all(self.numbers())], (), "bool")

    def any(self) -> Any:
        return self._like([any(self.numbers())], (), "bool")

    def clamped(self, low: Any, high: Any) -> list[Any]:
        below = [n if low is None else max(n, int(low)) for n in self.numbers()]
        return [n if high is None else min(n, int(high)) for n in below]


def _is_many(key: Any) -> bool:
    return isinstance(key, list) or (isinstance(key, Array) and key.ndim > 0)


def _is_mask(key: Any) -> bool:
    return isinstance(key, Array) and key._dtype == "bool" and key.ndim > 0
