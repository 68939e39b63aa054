"""From one round of a loop to all: the range of what rounds make, and what is left when the loop is done.

A round makes ``len(ids)`` or ``i`` of a length at its beginning, or of its own number. Over all rounds that is a range,
from the first to the last.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from flake8_embedding.interpret.rounds.left_before import LeftBefore
from flake8_embedding.interpret.rounds.loop_bases import Bases
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.numbers.bounds import (
    Expr,
    add,
    factor_of,
    put_in,
    symbols_of,
)
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.renaming import Names, done, renamed
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import Choice, Guard, Number, Value


@record(frozen=True)
class Rounds:
    """``symbol`` is the number of rounds that are done when a round begins. ``total`` is the number of all rounds, None
    if it is not known."""

    symbol: Symbol
    total: Expr | None
    left: LeftBefore | None = None
    """What is known of tests that leave the loop before the rest of a round. The rounds that are counted went on."""

    @cached_property
    def done(self) -> Expr:
        """The number of rounds when the loop is done."""
        return self.total if self.total is not None else Linear.of(self.symbol)

    @cached_property
    def of_last(self) -> Expr:
        """The number of rounds that are done when the last one begins."""
        return add(self.done, -1)

    @cached_property
    def names_when_done(self) -> Names:
        """What the number of rounds is called when the loop is done. Each value that the loop changes asks for it."""
        ended = done(self.symbol)
        if self.left is None:
            return {self.symbol: ended}
        limited = replace(ended, most=(*ended.most, *self.left.most))
        return {self.symbol: limited, ended: limited}

    @property
    def steps(self) -> tuple[tuple[int, frozenset[Guard]], ...]:
        """How many more rounds are done when this one is, on each path."""
        if self.left is None:
            return ((1, NO_GUARDS),)
        return ((1, self.left.went_on), *((0, path) for path in self.left.left))


_OF_ROUNDS = frozenset({Number, DictValue, SequenceValue})
"""Values that may be made of a loop's own numbers, or hold what is."""


def after_last_round(value: Value, rounds: Rounds | None, *, carried: bool, bases: Bases) -> Value:
    """The value when the loop is done.

    - What is ``carried`` from round to round has seen all rounds. A length in it is the one at the end.
    - What each round binds anew is from the last round. If it is made of a length at the beginning of a round, it is
      at most that length at the end.
    - What a container holds is from any round.
    """
    if (rounds is None and not bases) or (type(value) not in _OF_ROUNDS and not carried):
        return value
    names = _names_when_done(rounds, bases)
    match value:
        case Number() if value.exact is not None and rounds is not None and factor_of(value.exact, rounds.symbol):
            count = rounds.done if carried else rounds.of_last
            if not carried and rounds.left is not None:
                # The round that has left the loop has a running number as well.
                ends = partial(put_in, value.exact, rounds.symbol, rounds.of_last, rounds.done)
                either = replace(value, low=ends(upper=False), high=ends(upper=True), attained=False, birth=None)
                return renamed(either, names)
            last = put_in(value.exact, rounds.symbol, count, count, upper=True)
            return renamed(replace(value, low=last, high=last), names)
        case Number() if not carried and value.exact is not None and bases.are_in(value.exact):
            return seen_when_done(value, rounds, bases)
        case DictValue() | SequenceValue() if carried:
            whole = with_contents(value, partial(of_any_round, rounds=rounds, bases=Bases(local=bases.local)))
            assert isinstance(whole, DictValue | SequenceValue)
            return renamed(replace(whole, length=_final_length(value.length, rounds, carried=True)), names)
        case DictValue() | SequenceValue():
            whole = with_contents(value, partial(seen_when_done, rounds=rounds, bases=bases))
            assert isinstance(whole, DictValue | SequenceValue)
            return replace(whole, length=_final_length(value.length, rounds, carried=False))
    return renamed(value, names) if carried else value


def seen_when_done(value: Value, rounds: Rounds | None, bases: Bases, way: frozenset[Guard] = NO_GUARDS) -> Value:
    """What some round has made, in terms of what holds when the loop is done; ``way`` is the path through the round."""
    return renamed(of_any_round(value, rounds, bases, way), _names_when_done(rounds, bases))


def _names_when_done(rounds: Rounds | None, bases: Bases) -> Names:
    return bases.names_when_done if rounds is None else {**bases.names_when_done, **rounds.names_when_done}


def with_contents(container: Value, change: Callable[[Value], Value]) -> Value:
    """A dict, list or array with what it holds changed, and its length as it is; any other value as it is."""
    match container:
        case DictValue():
            entries = tuple((key, change(held)) for key, held in container.entries)
            key = None if container.key is None else change(container.key)
            value = None if container.value is None else change(container.value)
            return replace(container, entries=entries, key=key, value=value)
        case SequenceValue():
            items = None if container.items is None else tuple(map(change, container.items))
            begins = container.lasting_begin or tuple(map(change, container.begins))
            return replace(container, items=items, element=change(container.element), begins=begins)
    return container


def _final_length(length: Number, rounds: Rounds | None, *, carried: bool) -> Number:
    if rounds is None or length.exact is None:
        return length
    count = rounds.done if carried else rounds.of_last
    return Number.exactly(put_in(length.exact, rounds.symbol, count, count, upper=True))


def of_any_round(value: Value, rounds: Rounds | None, bases: Bases, way: frozenset[Guard] = NO_GUARDS) -> Value:
    """What was made of the round's own number, or of a length at its beginning, as a range over all rounds; ``way`` is
    the path through the round on which it was made."""
    if rounds is None and not bases:
        return value
    match value:
        case Choice(options=options):
            ranges = [replace(one, value=of_any_round(one.value, rounds, bases, one.guards | way)) for one in options]
            return replace(value, options=tuple(ranges))
        case SequenceValue():
            return with_contents(value, partial(of_any_round, rounds=rounds, bases=bases, way=way))
        case Number():
            if rounds is not None:
                value = over_all_rounds(value, rounds)
            return _range_of_any_round(value, rounds, bases, way)
    return value


def _range_of_any_round(value: Number, rounds: Rounds | None, bases: Bases, way: frozenset[Guard]) -> Number:
    low, high, attained = value.low, value.high, value.attained
    if rounds is not None:
        low = None if low is None else put_in(low, rounds.symbol, _NONE, rounds.of_last, upper=False)
        high = None if high is None else put_in(high, rounds.symbol, _NONE, rounds.of_last, upper=True)
    if bases.is_open(high):
        high, attained = None, False
    if bases.is_open(low):
        low = None
    for base in bases.known:
        end = None if high is None else base.at_the_end(high, way)
        if end is not None:
            attained = attained and high is not None and base.is_last_made(high, way)
            high = end if base.never_shrinks else None
        elif high is not None and base.symbol in symbols_of(high):
            # Whatever it is made of, the length is somewhere between none and the one at the end.
            attained = False
            high = put_in(high, base.symbol, _NONE, Linear.of(base.symbol), upper=True) if base.never_shrinks else None
        if low is not None and base.symbol in symbols_of(low):
            low = put_in(low, base.symbol, _NONE, Linear.of(base.symbol), upper=False) if base.never_shrinks else None
    if bases.local is not None:
        low, high = _of_any_local(low, high, rounds, bases.local, {base.symbol for base in bases.known})
    same = low == value.low and high == value.high and attained == value.attained
    return value if same else replace(value, low=low, high=high, attained=attained, comes=None, share=None)


def _of_any_local(
    low: Expr | None, high: Expr | None, rounds: Rounds | None, local: RoundLocal, bases: set[Symbol]
) -> tuple[Expr | None, Expr | None]:
    """The range of what is made of numbers that each round has for itself."""
    both = symbols_of(low or _NONE) | symbols_of(high or _NONE)
    for symbol in both - bases:
        if (rounds is not None and symbol == rounds.symbol) or not local.has(symbol):
            continue
        ends = Linear.of(local.smallest(symbol)), Linear.of(local.largest(symbol))
        low = None if low is None else put_in(low, symbol, *ends, upper=False)
        high = None if high is None else put_in(high, symbol, *ends, upper=True)
    return low, high


_NONE = Linear(0)


def over_all_rounds(number: Number, rounds: Rounds) -> Number:
    """A number made of the number of the round, as the range it has from the first round to the last."""
    exact = number.exact
    if exact is None or not factor_of(exact, rounds.symbol):
        return number
    ends = partial(put_in, exact, rounds.symbol, _NONE, rounds.of_last)
    return replace(number, low=ends(upper=False), high=ends(upper=True), birth=None, comes=None)
