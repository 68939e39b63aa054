"""What a loop counts: quantities that grow in step keep their distance from round to round.

``self.n_words`` beside ``len(self.word2index)``, a list beside a dict, or the running number of ``enumerate`` beside
both: their differences are the same in each round. So after any number of rounds, each is one of them plus a constant.
That one is the base. It gets a name: the length of a container, or the number of rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from flake8_embedding.interpret.loop_bases import Bases
from flake8_embedding.interpret.running_maxima import is_largest_so_far, largest_so_far
from flake8_embedding.record import record, replace
from flake8_embedding.values.bounds import (
    Expr,
    add,
    distance,
    factor_of,
    lowest,
    put_in,
    subtract,
    symbols_of,
)
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, widen
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.objects import DictValue, SequenceValue, unknown_length, upper_bounds
from flake8_embedding.values.provenance import InRound, Key, LengthOf
from flake8_embedding.values.renaming import Names, at_the_end, done, renamed
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import AllocationSite, Choice, Guard, Number, Value


@record(frozen=True)
class Rounds:
    """``symbol`` is the number of rounds that are done when a round begins. ``total`` is the number of all rounds, None
    if it is not known."""

    symbol: Symbol
    total: Expr | None

    @property
    def done(self) -> Expr:
        """The number of rounds when the loop is done."""
        return self.total if self.total is not None else Linear.of(self.symbol)


@record(frozen=True)
class _Quantity:
    """A length or number before the loop, and after one round, on each path through it."""

    before: Expr
    after: tuple[tuple[Expr, frozenset[Guard]], ...]

    def keeps_its_distance_from(self, other: _Quantity) -> bool:
        start = distance(self.before, other.before)
        if start is None:
            return False
        pairs = [
            (mine, theirs)
            for mine, my_arms in self.after
            for theirs, their_arms in other.after
            if compatible(my_arms, their_arms)
        ]
        return bool(pairs) and all(distance(mine, theirs) == start for mine, theirs in pairs)

    @property
    def never_shrinks(self) -> bool:
        grown = [lowest(subtract(after, self.before)) for after, _ in self.after]
        return all(by is not None and by >= 0 for by in grown)

    def length(self, key: InRound, text: str) -> Number:
        """As a length when a round begins: if no round makes it shorter, never below what it was before the loop, and
        never above what it is when the loop is done.

        In a loop within another one, that is what the loop around it needs to know: what it counts does not shrink.
        """
        if not self.never_shrinks:
            return unknown_length(key, text)
        above = (self.before,) if isinstance(self.before, Linear) and self.before.terms else ()
        begun = unknown_length(key, text, least=max(lowest(self.before) or 0, 0), above=above)
        return unknown_length(key, text, at_the_end(begun), max(lowest(self.before) or 0, 0), above)

    @property
    def grows(self) -> bool:
        return any(after != self.before for after, _ in self.after)


def widened(before: dict[Hashable, Value], changed: Delta, rounds: Rounds | None, place: Hashable) -> Delta:
    """What each changed name or object holds when any round begins."""
    quantities = {name: found for name, old in before.items() if (found := _quantity(old, changed[name])) is not None}
    bases: list[tuple[_Quantity, Expr]] = []
    if rounds is not None:
        counted = _Quantity(Linear(0), ((Linear(1), NO_GUARDS),))
        bases.append((counted, Linear.of(rounds.symbol)))
    result: Delta = {}
    # Containers come first: a counter that grows in step with one is named after its length.
    for name in sorted(before, key=lambda one: not isinstance(before[one], DictValue | SequenceValue)):
        old, quantity = before[name], quantities.get(name)
        key, text = InRound(place, name), f"len({name_of(name) or 'a collection'})"
        length = quantity.length(key, text) if quantity is not None else unknown_length(key, text)
        loose = old
        for grown in _grown(changed[name], old):
            loose = widen(loose, grown, length, key)
        linked = _linked(quantity, bases) if quantity is not None else None
        largest = largest_so_far(old, changed[name], place, name)
        if linked is not None:
            result[name] = _with_quantity(loose, linked)
        elif largest is not None:
            result[name] = largest
        else:
            result[name] = loose
            if quantity is not None and isinstance(loose, DictValue | SequenceValue) and loose.length.exact is not None:
                bases.append((quantity, loose.length.exact))
    return result


def after_last_round(value: Value, rounds: Rounds | None, *, carried: bool, bases: Bases) -> Value:
    """The value when the loop is done.

    - What is ``carried`` from round to round has seen all rounds. A length in it is the one at the end.
    - What each round binds anew is from the last round. If it is made of a length at the beginning of a round, it is
      at most that length at the end.
    - What a container holds is from any round.
    """
    if rounds is None and not bases:
        return value
    names = _names_when_done(rounds, bases)
    match value:
        case Number() if value.exact is not None and rounds is not None and factor_of(value.exact, rounds.symbol):
            count = rounds.done if carried else add(rounds.done, -1)
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
    names = {symbol: done(symbol) for base in bases.known if isinstance((symbol := base.symbol).key, LengthOf)}
    return names if rounds is None else {**names, rounds.symbol: done(rounds.symbol)}


def counted_to_the_end(value: Value, name: Hashable, place: Hashable) -> Value:
    """What a loop has made of a number that some of its rounds change: ``if count < 2: rare += 1``. How large it is is
    not known, but it is one number from here on: ``len(words) - rare`` can be compared with itself."""
    if not isinstance(value, Number) or value.exact is not None or value.attained:
        return value
    least, most = None if value.low is None else lowest(value.low), upper_bounds(value.high)
    symbol = Symbol(Key(place, name, "in the end"), name_of(name) or "a number", least, most)
    return replace(Number.exactly(Linear.of(symbol)), numeric_type=value.numeric_type)


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
            return replace(container, items=items, element=change(container.element))
    return container


def _final_length(length: Number, rounds: Rounds | None, *, carried: bool) -> Number:
    if rounds is None or length.exact is None:
        return length
    count = rounds.done if carried else add(rounds.done, -1)
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
        case Number(exact=exact):
            if rounds is not None and exact is not None and factor_of(exact, rounds.symbol):
                value = over_all_rounds(value, rounds)
            return _range_of_any_round(value, rounds, bases, way)
    return value


def _range_of_any_round(value: Number, rounds: Rounds | None, bases: Bases, way: frozenset[Guard]) -> Number:
    low, high, attained = value.low, value.high, value.attained
    if rounds is not None:
        last = add(rounds.done, -1)
        low = None if low is None else put_in(low, rounds.symbol, _NONE, last, upper=False)
        high = None if high is None else put_in(high, rounds.symbol, _NONE, last, upper=True)
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
    return value if same else replace(value, low=low, high=high, attained=attained)


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
    if number.exact is None or not factor_of(number.exact, rounds.symbol):
        return number
    ends = partial(put_in, number.exact, rounds.symbol, _NONE, add(rounds.done, -1))
    return replace(number, low=ends(upper=False), high=ends(upper=True), birth=None)


def _linked(quantity: _Quantity, bases: list[tuple[_Quantity, Expr]]) -> Expr | None:
    for base, expr in bases:
        if quantity.keeps_its_distance_from(base):
            return add(expr, subtract(quantity.before, base.before))
    return None


def _with_quantity(value: Value, quantity: Expr) -> Value:
    if isinstance(value, DictValue | SequenceValue):
        return replace(value, length=Number.exactly(quantity))
    return Number.exactly(quantity)


def _quantity(before: Value, after: Value) -> _Quantity | None:
    start = _measure(before)
    if start is None:
        return None
    ends = [(_measure(option.value), option.guards) for option in alternatives_of(after)]
    known = tuple((end, guards) for end, guards in ends if end is not None)
    found = _Quantity(start, known)
    return found if len(known) == len(ends) and found.grows else None


def _measure(value: Value) -> Expr | None:
    match value:
        case Number():
            return value.exact
        case DictValue(length=length) | SequenceValue(length=length):
            return length.exact
    return None


def _grown(value: Value, before: Value) -> list[Value]:
    """Of the alternatives of a container that grew on some paths only, those that grew: each has everything that was
    there before."""
    grown = [option.value for option in alternatives_of(value) if option.value != before]
    alike = all(isinstance(one, DictValue) for one in grown) or (
        isinstance(before, SequenceValue)
        and all(isinstance(one, SequenceValue) and one.kind == before.kind for one in grown)
    )
    return grown if len(grown) == 1 or alike else [value]


def out_of_step(carried: Delta, after: Delta, rounds: Rounds | None) -> list[Hashable]:
    """The names whose assumed relation ``x - base == constant`` the second evaluation has refuted."""
    references: dict[frozenset[Symbol], _Quantity] = {}
    if rounds is not None:
        begun = Linear.of(rounds.symbol)
        references[frozenset({rounds.symbol})] = _Quantity(begun, ((add(begun, 1), NO_GUARDS),))
    wrong: list[Hashable] = []
    for name, begun_with in carried.items():
        start = _measure(begun_with)
        if start is None or is_largest_so_far(begun_with):
            continue
        ends = [(_measure(option.value), option.guards) for option in alternatives_of(after.get(name, begun_with))]
        known = tuple((end, guards) for end, guards in ends if end is not None)
        quantity = _Quantity(start, known)
        reference = references.setdefault(symbols_of(start), quantity)
        never_shrinks = bool(lowest(start)) or any(symbol.above for symbol in symbols_of(start))
        shrinks = never_shrinks and not quantity.never_shrinks
        if len(known) < len(ends) or shrinks or not quantity.keeps_its_distance_from(reference):
            wrong.append(name)
    return wrong


def name_of(key: Hashable) -> str:
    """What people call the object or name under a key of the store."""
    match key:
        case AllocationSite(text=text):
            return text
        case (AllocationSite(text=owner), str() as name):
            return f"{owner}.{name}" if owner else name
    return ""
