"""What holds for a while, and then what held before: another value of an attribute, one more thing in a list.

These context managers are no generators, because each call, each loop and each statement needs one.
"""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Holding(Generic[T]):
    """An attribute holds another value."""

    __slots__ = ("_before", "_name", "_owner", "_value")

    def __init__(self, owner: object, name: str, value: T) -> None:
        self._owner, self._name, self._value = owner, name, value

    def __enter__(self) -> T:
        self._before = getattr(self._owner, self._name)
        setattr(self._owner, self._name, self._value)
        return self._value

    def __exit__(self, *_: object) -> None:
        setattr(self._owner, self._name, self._before)


class Pushed(Generic[T]):
    """One more thing is the last in a list."""

    __slots__ = ("_held", "_one")

    def __init__(self, held: list[T], one: T) -> None:
        self._held, self._one = held, one

    def __enter__(self) -> T:
        self._held.append(self._one)
        return self._one

    def __exit__(self, *_: object) -> None:
        self._held.pop()
