"""The lengths that a loop counts by: each stands for "when a round begins" while a round is evaluated.

What a round makes of such a length is from any round when the loop is done. In ``ids.append(len(ids))`` each id is
below the length at the end, since each round that appends adds one.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.round_limits import RoundNumber, most_when_done
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.bounds import Expr, add, distance, factor_of, lowest, subtract, symbols_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.renaming import Names, done
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import LengthOf, LoopCount, NumberOf, SoFar
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Guard, Number, Unknown, Value


@record(frozen=True)
class Base:
    """A length at the beginning of a round, and what it is at the end on each path through the round; None where that
    is open."""

    symbol: Symbol
    ends: tuple[tuple[Expr | None, frozenset[Guard]], ...]
    never_shrinks: bool
    """Whether it is longest when the loop is done."""

    def at_the_end(self, made: Expr, way: frozenset[Guard]) -> Expr | None:
        """What is made on a path of a round, from the length at its beginning or its end, by the length when the loop
        is done, which has the name of the length at the beginning: not more than this; None for anything else."""
        ends = [end for end, arms in self.ends if compatible(arms, way)]
        if type(made) is not Linear or not made.terms:
            return None
        steps = [None if end is None else distance(made, end) for end in ends]
        known = [step for step in steps if step is not None]
        if known and len(known) == len(steps):
            return Linear.of(self.symbol) + max(known)
        if factor_of(made, self.symbol) != 1:
            return None
        start = Linear.of(self.symbol)
        added = [0 if end is None else max(lowest(subtract(end, start)) or 0, 0) for end in ends]
        return made + -min(added, default=0)

    def is_last_made(self, made: Expr, way: frozenset[Guard]) -> bool:
        """Whether what is longest comes from the last round that makes it longer: all rounds that meet the guards end
        alike, at a known distance from what they make, and no others make it longer."""
        start = Linear.of(self.symbol)
        met = {end for end, arms in self.ends if compatible(arms, way)}
        alike = len(met) == 1 and all(end is not None and distance(made, end) is not None for end in met)
        return alike and all(end == start for end, arms in self.ends if not compatible(arms, way))


@record(frozen=True)
class Bases:
    """All lengths that a loop counts by."""

    known: tuple[Base, ...] = ()
    changing: frozenset[Hashable] = frozenset()
    """The keys of numbers that a round may change in ways that are not followed."""
    local: RoundLocal | None = None
    """Which other numbers each round has for itself."""

    @cached_property
    def names_when_done(self) -> Names:
        """What the lengths are called when the loop is done. Each value that the loop changes asks for it."""
        return {base.symbol: self._when_done(base) for base in self.known if isinstance(base.symbol.key, LengthOf)}

    def _when_done(self, base: Base) -> Symbol:
        ended = done(base.symbol)
        if self.local is None or not base.never_shrinks:
            return ended
        most = most_when_done(base.symbol, base.ends, RoundNumber(self.local), self._varies)
        return replace(ended, most=most) if most else ended

    def _varies(self, symbol: Symbol) -> bool:
        """Whether another round has another number under the name."""
        of_loop = isinstance(symbol.key, LoopCount) or symbol.key in self.changing
        return of_loop or self.are_in(Linear.of(symbol)) or self.local is None or self.local.varies(symbol)

    def __bool__(self) -> bool:
        return bool(self.known or self.changing or self.local)

    def is_open(self, expr: Expr | None) -> bool:
        """Whether it is made of a number that is another one at the end of the loop, and has the same name there."""
        if expr is None or not self.changing:
            return False
        return any(symbol.key in self.changing for symbol in symbols_of(expr))

    def are_in(self, expr: Expr) -> bool:
        """Whether one of them stands in the expression."""
        if not self.known:
            return False
        symbols = symbols_of(expr)
        return any(base.symbol in symbols for base in self.known)


def bases_of(carried: Delta, after: Delta, local: RoundLocal | None) -> Bases:
    """The lengths with which a round begins, ``carried``, by what the round leaves."""
    found: dict[Symbol, Base] = {}
    for name, begun in carried.items():
        start, left = _length(begun), after.get(name, begun)
        for symbol in symbols_of(start):
            if symbol not in found and start is not None:
                beside = distance(start, Linear.of(symbol))
                ends = tuple((_less(end, beside), arms) for end, arms in _ends(left))
                found[symbol] = Base(symbol, ends, _never_shrinks(start, left))
    open_ones = [begun.key for begun in carried.values() if isinstance(begun, Unknown)]
    changing: set[Hashable] = {kind(key) for key in open_ones for kind in (NumberOf, LengthOf)}
    changing |= {symbol.key for begun in carried.values() for symbol in _largest_so_far(begun)}
    return Bases(tuple(found.values()), frozenset(changing), local)


def _largest_so_far(begun: Value) -> list[Symbol]:
    exact = begun.exact if type(begun) is Number else None
    return [symbol for symbol in symbols_of(exact) if isinstance(symbol.key, SoFar)] if exact is not None else []


def bases_of_first_round(before: Delta, after: Delta, carried: Delta, local: RoundLocal | None) -> Bases:
    """The same for what the first round makes of lengths that have a name already, those of a loop around this one:
    ``ids.append(len(ids))`` puts in a number below the length when this loop is done."""
    found: list[Base] = []
    for name, held in before.items():
        start, begun, left = _length(held), _length(carried.get(name)), after.get(name, held)
        if start is None or not isinstance(begun, Linear) or len(begun.terms) != 1 or begun.constant:
            continue
        (symbol,) = begun.symbols
        if not isinstance(symbol.key, LoopCount):
            found.append(Base(symbol, _ends(left), _never_shrinks(start, left)))
    return Bases(tuple(found), local=local)


def _ends(left: Value) -> tuple[tuple[Expr | None, frozenset[Guard]], ...]:
    """The lengths that a round leaves, each with the path on which it does."""
    return tuple((_length(option.value), option.guards) for option in alternatives_of(left))


def _less(length: Expr | None, beside: int | None) -> Expr | None:
    return None if length is None or beside is None else add(length, -beside)


def _never_shrinks(start: Expr, left: Value) -> bool:
    """Whether no path leaves a length below the one at the beginning."""
    for option in alternatives_of(left):
        low = option.value.length.low if isinstance(option.value, DictValue | SequenceValue) else None
        more = None if low is None else lowest(subtract(low, start))
        if more is None or more < 0:
            return False
    return True


def _length(value: Value | None) -> Expr | None:
    return value.length.exact if isinstance(value, DictValue | SequenceValue) else None
