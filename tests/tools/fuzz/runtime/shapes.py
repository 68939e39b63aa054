"""Types and shapes of arrays: how a number is held, and which number goes where."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

INTEGERS = {"uint8": (0, 255), "int8": (-128, 127), "int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


class Dtype(str):
    """The name of a type; called, it converts a number, as ``np.int64(3)`` does."""

    def __call__(self, value: Any = 0) -> Any:
        return cast(value.item() if hasattr(value, "item") else value, self)


def cast(value: Any, dtype: str) -> Any:
    """One number as a type holds it."""
    if dtype == "bool":
        return bool(value)
    if dtype == "float":
        return float(value)
    low, high = INTEGERS[dtype]
    return (int(value) - low) % (high - low + 1) + low


def dtype_of(values: Iterable[Any]) -> str:
    kinds = {type(value) for value in values}
    if float in kinds:
        return "float"
    return "bool" if kinds == {bool} else "int64" if kinds else "float"


def wider(one: str, other: str) -> str:
    order = ["bool", "uint8", "int8", "int32", "int64", "float"]
    return max(one, other, key=order.index)


def nested_shape(values: Any) -> tuple[int, ...]:
    if hasattr(values, "shape"):
        return tuple(values.shape)
    if isinstance(values, list | tuple | range):
        return (len(values), *(nested_shape(values[0]) if values else ()))
    return ()


def flat(values: Any) -> list[Any]:
    """The numbers of nested lists, in order; a ragged one is an error, as in the libraries."""
    if hasattr(values, "numbers"):
        return list(values.numbers())
    if isinstance(values, list | tuple | range):
        if len({nested_shape(one) for one in values}) > 1:
            raise ValueError("inhomogeneous shape")
        return [number for one in values for number in flat(one)]
    if not isinstance(values, int | float):
        raise TypeError(f"{values!r} is no number")
    return [values]


def strides_of(shape: tuple[int, ...]) -> list[int]:
    return [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]


def spread(shape: tuple[int, ...], over: tuple[int, ...]) -> list[int]:
    """For each position in the larger shape, the position in the smaller one that is broadcast to it."""
    if len(shape) > len(over):
        raise ValueError(f"cannot broadcast {shape} to {over}")
    padded = (1,) * (len(over) - len(shape)) + shape
    if any(one not in (1, wanted) for one, wanted in zip(padded, over, strict=True)):
        raise ValueError(f"cannot broadcast {shape} to {over}")
    places = [0]
    for one, wanted, stride in zip(padded, over, strides_of(padded), strict=True):
        places = [place + (index if one > 1 else 0) * stride for place in places for index in range(wanted)]
    return places


def together(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that both are broadcast to."""
    length = max(len(one), len(other))
    pairs = zip((1,) * (length - len(one)) + one, (1,) * (length - len(other)) + other, strict=True)
    return tuple(b if a == 1 else a for a, b in pairs)
