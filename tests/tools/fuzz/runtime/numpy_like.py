"""The part of numpy that generated programs use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.tools.fuzz.runtime.arrays import Array
from tests.tools.fuzz.runtime.record import lines_here
from tests.tools.fuzz.runtime.shapes import INTEGERS, Dtype, dtype_of, flat, nested_shape, spread, together

NAMES = {bool: "bool", int: "int64", float: "float"}


def named(dtype: Any) -> str | None:
    """The name of a type that is given as ``np.uint8``, ``"uint8"``, ``bool`` or ``int``."""
    if dtype is None:
        return None
    name = NAMES[dtype] if isinstance(dtype, type) and dtype in NAMES else str(dtype)
    return "float" if name.startswith("float") else name


class Flat:
    """``x.flat``: the numbers in order, to read and to write."""

    def __init__(self, of: Array) -> None:
        self._of = of.reshape(-1)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._of)

    def __getitem__(self, key: Any) -> Any:
        return self._of[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._of[key] = value

    def __len__(self) -> int:
        return len(self._of)


class ndarray(Array):  # noqa: N801
    """A numpy array."""

    def _item(self, places: list[int], shape: tuple[int, ...]) -> Any:
        return self._view(places, shape) if shape else self.store[places[0]]

    @property
    def size(self) -> int:
        return len(self.at)

    @property
    def flat(self) -> Flat:
        return Flat(self)

    def ravel(self) -> Any:
        return self.reshape(-1)

    def view(self) -> Any:
        return self._view(self.at, self.shape)

    def copy(self) -> Any:
        return self._like(self.numbers(), self.shape)

    def astype(self, dtype: Any) -> Any:
        return self._like(self.numbers(), self.shape, named(dtype))

    def sort(self, axis: int = -1) -> None:
        size = self.shape[-1]
        for at in range(0, len(self.at), size):
            places = self.at[at : at + size]
            self._write(places, (size,), sorted(self.store[place] for place in places))

    def fill(self, value: Any) -> None:
        self._write(self.at, self.shape, value)

    def put(self, index: Any, value: Any) -> None:
        self.reshape(-1)[index] = value

    def clip(self, low: Any, high: Any, out: Any = None) -> Any:
        return _out(self._like(self.clamped(low, high), self.shape), out)

    def max(self) -> Any:
        return max(self.numbers())

    def min(self) -> Any:
        return min(self.numbers())

    def sum(self) -> Any:
        return sum(self.numbers())

    def argmax(self) -> int:
        numbers = self.numbers()
        return numbers.index(max(numbers))

    def cumsum(self) -> Any:
        numbers = self.numbers()
        return array([sum(numbers[: at + 1]) for at in range(len(numbers))])

    def argsort(self) -> Any:
        return self._like(self.places_in_order(), self.shape, "int64")

    def repeat(self, times: int) -> Any:
        return array([number for number in self.numbers() for _ in range(times)])

    def all(self) -> Any:
        return all(self.numbers())

    def any(self) -> Any:
        return any(self.numbers())


def _out(result: Any, out: Any) -> Any:
    if out is None:
        return result
    out[...] = result
    return out


def array(values: Any, dtype: Any = None) -> Any:
    return ndarray.of(values, named(dtype))


def asarray(values: Any, dtype: Any = None) -> Any:
    """The same array where it is one already: nothing is copied."""
    return values if isinstance(values, ndarray) and dtype is None else array(values, dtype)


def full(shape: Any, value: Any, dtype: Any = None) -> Any:
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    kind = named(dtype) or dtype_of([value])
    return ndarray.of(flat([value] * _size(sizes)), kind, lines_here()).reshape(sizes)


def _size(sizes: tuple[int, ...]) -> int:
    total = 1
    for one in sizes:
        total *= one
    return total


def zeros(shape: Any, dtype: Any = float) -> Any:
    return full(shape, 0, dtype)


def ones(shape: Any, dtype: Any = float) -> Any:
    return full(shape, 1, dtype)


def full_like(of: Any, value: Any) -> Any:
    return full(of.shape, value, of.dtype)


def zeros_like(of: Any) -> Any:
    return full_like(of, 0)


def arange(*limits: Any) -> Any:
    return array(list(range(*map(int, limits))), int)


def concatenate(parts: Any) -> Any:
    kinds = [part if isinstance(part, ndarray) else array(part) for part in parts]
    numbers = [number for part in kinds for number in part.numbers()]
    return array(numbers, dtype_of(numbers)).reshape(sum(part.shape[0] for part in kinds), *kinds[0].shape[1:])


def append(one: Any, other: Any) -> Any:
    return concatenate([flat(one), flat(other)])


def insert(of: Any, at: int, value: Any) -> Any:
    numbers = flat(of)
    numbers.insert(at, value)
    return array(numbers)


def delete(of: Any, at: int) -> Any:
    numbers = flat(of)
    del numbers[at]
    return array(numbers, dtype_of(numbers) if numbers else int)


def stack(parts: Any) -> Any:
    return array([part.tolist() if isinstance(part, ndarray) else part for part in parts])


def where(test: Any, yes: Any, no: Any) -> Any:
    shape = together(together(nested_shape(test), nested_shape(yes)), nested_shape(no))
    given = [(flat(one), spread(nested_shape(one), shape)) for one in (test, yes, no)]
    chosen = [flat_yes if holds else flat_no for holds, flat_yes, flat_no in zip(*map(_at, given), strict=True)]
    return array(chosen, dtype_of(chosen)).reshape(shape)


def _at(given: tuple[list[Any], list[int]]) -> list[Any]:
    numbers, places = given
    return [numbers[place] for place in places]


def clip(of: Any, low: Any, high: Any, out: Any = None) -> Any:
    return asarray(of).clip(low, high, out)


def _pairwise(compute: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def computed(one: Any, other: Any, out: Any = None) -> Any:
        return _out(asarray(one)._with(other, compute), out)

    return computed


def flip(of: Any) -> Any:
    return asarray(of)[::-1]


def sort(of: Any) -> Any:
    copied = array(of)
    copied.sort()
    return copied


def unique(of: Any, return_inverse: bool = False) -> Any:
    numbers = flat(of)
    known = sorted(set(numbers))
    found = array(known, dtype_of(known) if known else int)
    return (found, array([known.index(number) for number in numbers])) if return_inverse else found


def roll(of: Any, by: int) -> Any:
    numbers = flat(of)
    return array([numbers[(at - by) % len(numbers)] for at in range(len(numbers))]).reshape(nested_shape(of))


def tile(of: Any, times: int) -> Any:
    return array(flat(of) * times)


def copyto(to: Any, of: Any) -> None:
    to[...] = of


def isin(of: Any, among: Any) -> Any:
    known = flat(among)
    return array([number in known for number in flat(of)], bool).reshape(nested_shape(of))


def squeeze(of: Any) -> Any:
    return of.squeeze()


def members() -> dict[str, Any]:
    """What ``import numpy as np`` gives."""
    public = (
        array, asarray, full, zeros, ones, full_like, zeros_like, arange, concatenate, append, insert, delete, stack,
        where, clip, flip, sort, unique, roll, tile, copyto, isin, squeeze, ndarray,
    )  # fmt: skip
    named_ones: dict[str, Any] = {one.__name__: one for one in public}
    named_ones.update({name: Dtype(name) for name in INTEGERS}, float32=Dtype("float"), bool_=Dtype("bool"))
    named_ones.update(
        minimum=_pairwise(min),
        maximum=_pairwise(max),
        add=_pairwise(lambda a, b: a + b),
        subtract=_pairwise(lambda a, b: a - b),
        multiply=_pairwise(lambda a, b: a * b),
        mod=_pairwise(lambda a, b: a % b),
        floor_divide=_pairwise(lambda a, b: a // b),
        max=lambda of: max(flat(of)),
        min=lambda of: min(flat(of)),
        sum=lambda of: sum(flat(of)),
        ravel=lambda of: asarray(of).reshape(-1),
        cumsum=lambda of: asarray(of).cumsum(),
        argsort=lambda of: asarray(of).argsort(),
        array_equal=lambda one, other: flat(one) == flat(other),
        newaxis=None,
    )
    return named_ones
