"""What is asked of ids in the rounds of loops, what these set, and which tests look at that afterwards."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.holding import Holding
from flake8_embedding.values.bounds import Expr, symbols_of
from flake8_embedding.values.value import Guard

Ends = frozenset[Hashable]
"""Which ids they are, by the symbols of the highest one: all ids up to ``len(vocab)`` are those of one vocabulary."""

NO_ENDS: Ends = frozenset()


def ends_of(high: Expr) -> Ends:
    """Which ids end there. Those that end with a number stand in the program."""
    return frozenset(symbol.key for symbol in symbols_of(high)) or frozenset((high,))


class AskedIds:
    """The questions of the open loops, and where their answers are kept."""

    def __init__(self) -> None:
        self._asked: set[Hashable] = set()
        self._kept: dict[Hashable, Ends] = {}
        """For what loops have set while they asked something of ids, by its key in the store: of which."""
        self._tests: dict[Hashable, Ends] = {}
        """For tests of what loops have set: of which ids that tells."""

    def in_loop(self) -> Holding[set[Hashable]]:
        """Execute a loop. The set that is given is filled with what it asks."""
        return Holding(self, "_asked", set())

    def note(self, ends: Iterable[Hashable]) -> None:
        """Something was asked of these ids."""
        self._asked.update(ends)

    def keep(self, asked: set[Hashable], keys: Iterable[Hashable]) -> None:
        """What was asked in a loop was also asked in those around it. The answers may be held under these keys."""
        self._asked |= asked
        self._kept.update((key, self._kept.get(key, NO_ENDS) | asked) for key in keys)

    @property
    def are_kept(self) -> bool:
        return bool(self._kept)

    def kept_in(self, keys: Iterable[Hashable]) -> Ends:
        """Of which ids it tells what is held under these keys."""
        return NO_ENDS.union(*(self._kept[key] for key in keys if key in self._kept))

    def note_test(self, guards: Iterable[Guard], ends: Ends) -> None:
        """These tests look at what loops have found out."""
        self._tests.update((place, self._tests.get(place, NO_ENDS) | ends) for place, _ in guards)

    def told_on(self, guards: Iterable[Guard]) -> Ends:
        """Of which ids the tests on a path tell by what loops have found out."""
        tests = self._tests
        return NO_ENDS.union(*(tests[place] for place, _ in guards if place in tests)) if tests else NO_ENDS
