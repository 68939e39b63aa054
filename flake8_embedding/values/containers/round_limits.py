"""How long a loop can make a container that only some of its rounds make longer: ``if i < 2: vocab[w] = i``.

The test may be about the running number of the round, or about the length itself: ``if len(vocab) < 2``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import Expr, highest, subtract
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.predicate import Compare, Contains, Not, Op, Slot, is_predicate, operands_of
from flake8_embedding.values.provenance import LoopCount
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Guard, Number, Value

Ends = tuple[tuple[Expr | None, frozenset[Guard]], ...]
"""The lengths that a round leaves, each with the path on which it does; None where the length is open."""

Varies = Callable[[Symbol], bool]
"""Whether another round has another number under the name."""


class RoundNumber:
    """The number of a round: of those that are done when it begins, or the number that the loop goes over."""

    def __init__(self, local: RoundLocal) -> None:
        self.key = LoopCount(local.place)
        self._running = local.running

    def of(self, value: Value) -> Linear | None:
        """The value as a sum of symbols; None where it is none."""
        if not isinstance(value, Number):
            return None
        running, exact = self._running, value.exact
        if running is not None and value == running and isinstance(running.low, Linear):
            return running.low + Linear.of(Symbol(self.key, "the number of rounds"))
        return exact if isinstance(exact, Linear) else None

    def is_in(self, value: Value) -> bool:
        """Whether the value is made of it."""
        made = self.of(value)
        return made is not None and any(symbol.key == self.key for symbol in made.symbols)


def most_when_done(start: Symbol, ends: Ends, number: RoundNumber, varies: Varies) -> tuple[Linear, ...]:
    """The length when the loop is done is not above any of these; none if no test limits it.

    ``start`` is the length when a round begins, which no round makes shorter.
    """
    begun = Linear.of(start)
    before = start.above[0] if start.above else Linear(start.least or 0)
    totals: list[Linear] = []
    for end, guards in ends:
        # A set may get one element more, or none.
        step = None if end is None else highest(subtract(end, begun))
        if step is None:
            return ()
        if step > 0:
            rounds = [before + (most + 1) * step for most in limits_of(number.key, guards, number, varies)]
            found = rounds or [most + step for most in limits_of(start.key, guards, number, varies)]
            if not found:
                return ()
            totals.append(found[0])
    return _together(totals, before)


def _together(totals: list[Linear], before: Linear) -> tuple[Linear, ...]:
    """The greatest length that several paths of a round can reach together, each of them going up to one of the
    ``totals``."""
    if len(totals) == 1 and (totals[0].terms or before.terms):
        return (totals[0],)
    if any(total.terms for total in totals) or before.terms:
        return ()
    return (before + sum(max(total.constant - before.constant, 0) for total in totals),) if totals else ()


def is_limited(after: Value, name: Hashable, number: RoundNumber) -> bool:
    """Whether a test of the round's number, or of the number itself, decides whether a round changes the number:
    ``if i < 2: rare += 1``, ``if rare < 2: rare += 1``."""
    operands = [
        operand
        for option in alternatives_of(after)
        for place, _ in option.guards
        if is_predicate(place)
        for operand in operands_of(place)
    ]
    return any(Slot(name) in operand.read or number.is_in(operand.value) for operand in operands)


def limits_of(key: Hashable, guards: frozenset[Guard], number: RoundNumber, varies: Varies) -> list[Linear]:
    """What the number with this key is not above where the guards are met."""
    found: list[Linear] = []
    for place, way in guards:
        for below in _not_above_zero(place, number, holds=way is True):
            factors = {symbol.key: factor for symbol, factor in below.terms}
            if factors.get(key) != 1:
                continue
            (own,) = (symbol for symbol in below.symbols if symbol.key == key)
            limit = (below - Linear.of(own)) * -1
            if not any(map(varies, limit.symbols)):
                found.append(limit)
    return sorted(found, key=lambda limit: (bool(limit.terms), limit.constant))


def _not_above_zero(place: Hashable, number: RoundNumber, *, holds: bool) -> Iterator[Linear]:
    """Sums that are at most 0 where the test holds, or does not."""
    match place:
        case Not(of=inner):
            yield from _not_above_zero(inner, number, holds=not holds)
        case Compare(op=op, left=left, right=right):
            one, other = number.of(left.value), number.of(right.value)
            if one is None or other is None:
                return
            if op is Op.LESS:
                yield one - other + 1 if holds else other - one
            elif holds:
                yield from (one - other, other - one)
        case Contains(item=item, container=container) if holds:
            tested, members = number.of(item.value), container.value
            items = (members.items or members.members) if isinstance(members, SequenceValue) else None
            known = [one.constant for one in items or () if isinstance(one, Number)]
            if tested is not None and items and len(known) == len(items):
                constants = [one for one in known if one is not None]
                if len(constants) == len(known):
                    yield tested - max(constants)
