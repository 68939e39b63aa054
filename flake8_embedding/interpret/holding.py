"""An attribute that holds another value for a while, and then the one before."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Holding(Generic[T]):
    """A context manager without the cost of a generator: each call and each statement needs one."""

    __slots__ = ("_before", "_name", "_owner", "_value")

    def __init__(self, owner: object, name: str, value: T) -> None:
        self._owner, self._name, self._value = owner, name, value

    def __enter__(self) -> T:
        self._before = getattr(self._owner, self._name)
        setattr(self._owner, self._name, self._value)
        return self._value

    def __exit__(self, *_: object) -> None:
        setattr(self._owner, self._name, self._before)
