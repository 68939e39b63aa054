"""Loops that are left before the rest of a round: ``if count < 2: break`` as its first statement.

What stands behind such tests is executed in each round but the one that leaves the loop. So the number of these rounds
is what a dict counts that gets an entry in each: ``index[word] = number`` behind the test.
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.values.containers.round_limits import RoundNumber, limits_of
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.memory.widening import is_of_rounds
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.predicate import Compare, Op
from flake8_embedding.values.provenance import InRound, LengthOf, LoopCount
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Guard


class LeftBefore:
    """On which paths a loop was left before the rest of a round, on which it went on, and how many rounds these tests
    let go on at most. A round that is evaluated notes it anew."""

    def __init__(self, tests: int) -> None:
        self.tests = tests
        """How many statements of the loop are such tests."""
        self.left: tuple[frozenset[Guard], ...] = ()
        self.went_on = NO_GUARDS
        self.most: tuple[Linear, ...] = ()

    def note(self, left: tuple[frozenset[Guard], ...], went_on: frozenset[Guard], local: RoundLocal) -> None:
        """What one round has shown."""
        number = RoundNumber(local)

        def varies(symbol: Symbol) -> bool:
            key = symbol.key.of if isinstance(symbol.key, LengthOf) else symbol.key
            return isinstance(key, LoopCount | InRound) or is_of_rounds(key) or local.varies(symbol)

        self.left, self.went_on = left, went_on
        found = limits_of(number.key, went_on, number, varies)
        self.most = tuple(most + 1 for most in (*found, *_not_reached(went_on, number)))


def _not_reached(went_on: frozenset[Guard], number: RoundNumber) -> Iterator[Linear]:
    """``if place == 100: break``: what is counted one by one from below is never more."""
    for place, way in went_on:
        match place:
            case Compare(op=Op.EQUAL, left=left, right=right) if way is not True:
                for one, other in ((left, right), (right, left)):
                    counted, end = number.of(one.value), number.of(other.value)
                    if counted is None or end is None or end.terms or counted.terms != _one_each_round(number):
                        continue
                    if end.constant >= counted.constant:
                        yield Linear(end.constant - counted.constant - 1)


def _one_each_round(number: RoundNumber) -> tuple[tuple[Symbol, int], ...]:
    return Linear.of(Symbol(number.key, "")).terms
