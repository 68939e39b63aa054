"""The values that one thing can still have after some tests: a range, and values that are allowed or excluded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from flake8_embedding.record import record, replace

_SMALL = 16
"""Integers between two bounds that are tried one by one."""


@record(frozen=False)
class Domain:
    """The values that one thing can still have: ``low`` and ``high`` are inclusive if ``low_itself`` and
    ``high_itself``; ``allowed`` are the only possible values, None for any; ``true`` is whether it counts as true, None
    if that is open."""

    whole: bool
    """Whether it is an integer."""
    low: float | None = None
    low_itself: bool = True
    high: float | None = None
    high_itself: bool = True
    allowed: set[Any] | None = None
    excluded: set[Any] = field(default_factory=set)
    true: bool | None = None

    def copy(self) -> Domain:
        return replace(self, excluded=set(self.excluded))

    def only(self, values: set[Any]) -> None:
        self.allowed = values if self.allowed is None else self.allowed & values

    def count_as(self, *, true: bool) -> None:
        if self.true is None:
            self.true = true
        elif self.true is not true:
            self.allowed = set()

    def below(self, bound: float, *, itself: bool) -> None:
        if self.whole and not itself:
            bound, itself = bound - 1, True
        if self.high is None or bound < self.high or (bound == self.high and not itself):
            self.high, self.high_itself = bound, itself

    def above(self, bound: float, *, itself: bool) -> None:
        if self.whole and not itself:
            bound, itself = bound + 1, True
        if self.low is None or bound > self.low or (bound == self.low and not itself):
            self.low, self.low_itself = bound, itself

    @property
    def least(self) -> float | None:
        """The least integer that it can be, None where that is not known."""
        return self._end(self.low, min)

    @property
    def most(self) -> float | None:
        """The greatest integer that it can be, None where that is not known."""
        return self._end(self.high, max)

    def _end(self, bound: float | None, end: Callable[[set[Any]], Any]) -> float | None:
        if not self.whole:
            return None
        fits = self.allowed if self.allowed and all(type(one) is int for one in self.allowed) else None
        return bound if fits is None else end(fits)

    @property
    def is_empty(self) -> bool:
        if self.allowed is not None:
            return not any(self._fits(value) for value in self.allowed)
        if self.low is None or self.high is None:
            return False
        if self.low > self.high or (self.low == self.high and not (self.low_itself and self.high_itself)):
            return True
        if self.whole and self.high - self.low < _SMALL:
            return not any(self._fits(value) for value in range(int(self.low), int(self.high) + 1))
        return self.low == self.high and not self._fits(self.low)

    def _fits(self, value: Any) -> bool:
        if value in self.excluded or (self.true is not None and bool(value) is not self.true):
            return False
        if self.low is None and self.high is None:
            return True
        if not isinstance(value, int | float):
            return False
        above = self.low is None or value > self.low or (self.low_itself and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_itself and value == self.high))
