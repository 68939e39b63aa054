"""The part of torch that generated programs use: tensors. Modules stand in ``torch_nn``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.tools.fuzz.runtime.arrays import Array
from tests.tools.fuzz.runtime.numpy_like import named, ndarray
from tests.tools.fuzz.runtime.shapes import INTEGERS, Dtype, dtype_of, flat, nested_shape, spread, together


class Tensor(Array):
    """A torch tensor: an item is a tensor too, and a method that ends in ``_`` writes in place."""

    @property
    def data(self) -> Any:
        return self._view(self.at, self.shape)

    def detach(self) -> Any:
        return self.data

    def clone(self) -> Any:
        return self._like(self.numbers(), self.shape)

    def cpu(self) -> Any:
        return self

    def numpy(self) -> Any:
        return ndarray(self.store, self.shape, self._dtype, self.at)

    def to(self, dtype: Any) -> Any:
        kind = str(dtype)
        if kind in ("cpu", "cuda", "cuda:0"):
            return self
        return self if named(dtype) == self._dtype else self._like(self.numbers(), self.shape, named(dtype))

    def type(self, dtype: Any) -> Any:
        return self.to(dtype)

    def long(self) -> Any:
        return self.to("int64")

    def int(self) -> Any:
        return self.to("int32")

    def byte(self) -> Any:
        return self.to("uint8")

    def bool(self) -> Any:
        return self.to("bool")

    def float(self) -> Any:
        return self.to("float")

    def size(self, axis: Any = None) -> Any:
        return self.shape if axis is None else self.shape[axis]

    def numel(self) -> Any:
        return len(self.at)

    def view(self, *shape: Any) -> Any:
        return self.reshape(*shape)

    def unsqueeze(self, axis: Any) -> Any:
        return self.reshape(*self.shape[:axis], 1, *self.shape[axis:]) if axis >= 0 else self.reshape(*self.shape, 1)

    def t(self) -> Any:
        return self.transpose()

    def expand(self, *shape: Any) -> Any:
        wanted = tuple(mine if given == -1 else given for given, mine in zip(shape, self.shape, strict=True))
        return self._view([self.at[place] for place in spread(self.shape, wanted)], wanted)

    def max(self) -> Any:
        return self._like([max(self.numbers())], ())

    def min(self) -> Any:
        return self._like([min(self.numbers())], ())

    def sum(self) -> Any:
        return self._like([sum(self.numbers())], (), "int64")

    def sort(self, descending: Any = False) -> Any:
        order, numbers = self.places_in_order(descending=descending), self.numbers()
        width = self.shape[-1] if self.shape else 1
        ordered = [numbers[number // width * width + at] for number, at in enumerate(order)]
        return self._like(ordered, self.shape), self._like(order, self.shape, "int64")

    def flip(self, *axes: Any) -> Any:
        return self._like(self.numbers()[::-1], self.shape)

    def clamp(self, min: Any = None, max: Any = None) -> Any:  # noqa: A002
        return self._like(self.clamped(min, max), self.shape)

    def clamp_(self, min: Any = None, max: Any = None) -> Any:  # noqa: A002
        return self._keep(self.clamped(min, max))

    def sub(self, other: Any) -> Any:
        return self - other

    def add(self, other: Any) -> Any:
        return self + other

    def remainder(self, other: Any) -> Any:
        return self % other

    def sub_(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a - b)

    def add_(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a + b)

    def mul_(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a * b)

    def remainder_(self, other: Any) -> Any:
        return self._onto(other, lambda a, b: a % b)

    def zero_(self) -> Any:
        return self.fill_(0)

    def fill_(self, value: Any) -> Any:
        self._write(self.at, self.shape, value)
        return self

    def copy_(self, of: Any) -> Any:
        self._write(self.at, self.shape, of)
        return self

    def index_fill_(self, axis: Any, index: Any, value: Any) -> Any:
        self[index] = value
        return self

    def masked_fill(self, mask: Any, value: Any) -> Any:
        return self.clone().masked_fill_(mask, value)

    def masked_fill_(self, mask: Any, value: Any) -> Any:
        self[mask] = value
        return self

    def _keep(self, numbers: list[Any]) -> Any:
        self._write(self.at, (len(numbers),), numbers)
        return self

    def unique(self) -> Any:
        return tensor(sorted(set(self.numbers())))


def _refuse_reversed(values: Any) -> None:
    """Torch takes no numpy array that runs backwards."""
    if isinstance(values, ndarray) and values.ndim == 1 and len(values.at) > 1 and values.at[0] > values.at[1]:
        raise ValueError("At least one stride in the given numpy array is negative")


def tensor(values: Any, dtype: Any = None) -> Any:
    _refuse_reversed(values)
    return Tensor.of(values, named(dtype))


def as_tensor(values: Any) -> Any:
    if isinstance(values, Tensor):
        return values
    return from_numpy(values) if isinstance(values, ndarray) else tensor(values)


def from_numpy(of: Any) -> Any:
    _refuse_reversed(of)
    return Tensor(of.store, of.shape, of._dtype, of.at)


def full(shape: Any, value: Any, dtype: Any = None) -> Any:
    sizes = tuple(shape)
    whole = Tensor.of([value], named(dtype))
    return whole._like([whole.store[0]] * len(range(_size(sizes))), sizes)


def _size(sizes: tuple[int, ...]) -> int:
    total = 1
    for one in sizes:
        total *= one
    return total


def _sizes(shape: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(shape[0]) if shape and not isinstance(shape[0], int) else shape


def zeros(*shape: Any, dtype: Any = float) -> Any:
    return full(_sizes(shape), 0, dtype)


def ones(*shape: Any, dtype: Any = float) -> Any:
    return full(_sizes(shape), 1, dtype)


def zeros_like(of: Any) -> Any:
    return of._like([0] * len(of.at), of.shape)


def full_like(of: Any, value: Any) -> Any:
    return of._like([value] * len(of.at), of.shape)


def arange(*limits: Any) -> Any:
    return tensor(list(range(*map(int, limits))), int)


def cat(parts: Any, dim: int = 0) -> Any:
    numbers = [number for part in parts for number in part.numbers()]
    kind = parts[0]._dtype
    return tensor(numbers, kind).reshape(sum(part.shape[0] for part in parts), *parts[0].shape[1:])


def stack(parts: Any) -> Any:
    return tensor([part.tolist() for part in parts])


def where(test: Any, yes: Any, no: Any) -> Any:
    shape = together(together(nested_shape(test), nested_shape(yes)), nested_shape(no))
    places = [spread(nested_shape(one), shape) for one in (test, yes, no)]
    holds, first, second = (flat(one) for one in (test, yes, no))
    chosen = [first[b] if holds[a] else second[c] for a, b, c in zip(*places, strict=True)]
    return tensor(chosen, dtype_of(chosen)).reshape(shape)


def _pairwise(compute: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def computed(one: Any, other: Any, out: Any = None) -> Any:
        result = one._with(other, compute)
        return result if out is None else out.copy_(result)

    return computed


def unique(of: Any, return_inverse: bool = False) -> Any:
    known = sorted(set(of.numbers()))
    return (of.unique(), tensor([known.index(number) for number in of.numbers()])) if return_inverse else of.unique()


def members() -> dict[str, Any]:
    """What ``import torch`` gives, but for its modules."""
    public = (
        tensor, as_tensor, from_numpy, full, zeros, ones, zeros_like, full_like, arange, cat, stack, where, unique,
        Tensor,
    )  # fmt: skip
    named_ones: dict[str, Any] = {one.__name__: one for one in public}
    named_ones.update({name: Dtype(name) for name in INTEGERS}, long=Dtype("int64"), bool=Dtype("bool"))
    named_ones.update(
        float=Dtype("float"),
        device=str,
        LongTensor=lambda values: tensor(values, int),
        minimum=_pairwise(min),
        maximum=_pairwise(max),
        add=_pairwise(lambda a, b: a + b),
        sub=_pairwise(lambda a, b: a - b),
        remainder=_pairwise(lambda a, b: a % b),
        clamp=lambda of, min=None, max=None: of.clamp(min, max),  # noqa: A006
        flip=lambda of, axes: of.flip(),
        sort=lambda of: of.sort(),
        max=lambda of: of.max(),
        min=lambda of: of.min(),
    )
    return named_ones
