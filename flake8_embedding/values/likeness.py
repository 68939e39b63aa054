"""Whether two things are the same but for the round of a loop in which they were made.

``x = f()`` gives the name another unknown value in each round. The two values differ in the calls and rounds that were
open when they were made: one was made in round 1 of the loop, and the other in round 2.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from flake8_embedding.record import is_record, record, values_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import KINDS
from flake8_embedding.values.value import ClassValue, FunctionValue, Guard


@record(frozen=True)
class Likeness:
    """Compares what two rounds of a loop have made. ``before`` and ``after`` are the calls and rounds that are open in
    the first and in the second of them; the last is the round itself."""

    before: tuple[Hashable, ...]
    after: tuple[Hashable, ...]

    def of_changes(self, before: Delta, after: Delta) -> bool:
        """Whether the second round has changed the same in the same order. The first one may have changed more, which
        the second has left as it was then."""
        changes = iter(before.items())
        return all(any(self._are_alike(one, other) for one in changes) for other in after.items())

    def of_guards(self, before: frozenset[Guard], after: frozenset[Guard]) -> bool:
        """Whether the path through the second round meets no other test than the path through the first."""
        return all(any(self._are_alike(one, other) for one in before) for other in after)

    def _are_alike(self, one: Any, other: Any) -> bool:
        kind = type(one)
        if kind is not type(other) or kind is FunctionValue or kind is ClassValue:
            # What a round defines keeps names of that round, of which nothing is known here.
            return False
        if kind is frozenset:
            return len(one) == len(other) and all(any(self._are_alike(held, mate) for mate in other) for held in one)
        if kind in KINDS:
            one, other = one.parts, other.parts
        elif is_record(kind):
            one, other = values_of(one), values_of(other)
        elif kind is not tuple:
            return bool(one == other)
        around = len(self.before)
        if one[:around] == self.before and other[:around] == self.after:
            one, other = one[around:], other[around:]
        if len(one) != len(other):
            return False
        for part, mate in zip(one, other, strict=True):
            if part is not mate and not self._are_alike(part, mate):
                return False
        return True
