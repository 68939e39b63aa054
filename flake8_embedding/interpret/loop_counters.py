"""What a loop counts: quantities that grow in step keep their distance from round to round.

``self.n_words`` beside ``len(self.word2index)``, a list beside a dict, or the running number of ``enumerate`` beside
both: their differences are the same in each round. So after any number of rounds, each is one of them plus a constant.
That one is the base. It gets a name: the length of a container, or the number of rounds.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import overload

from flake8_embedding.record import record, replace
from flake8_embedding.values.bounds import Expr, Min, add, distance, lowest, max_of, min_of, subtract, symbols_of
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, widen
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.store import Delta
from flake8_embedding.values.value import AllocationSite, Guard, Number, Value


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
    def lower_bound(self) -> int:
        """The lowest value of a length, if no round makes it shorter."""
        grown = [lowest(subtract(after, self.before)) for after, _ in self.after]
        return max(lowest(self.before) or 0, 0) if all(by is not None and by >= 0 for by in grown) else 0

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
        text = f"len({_name_of(name) or 'a collection'})"
        least = quantity.lower_bound if quantity is not None else 0
        loose = old
        for grown in _grown(changed[name], old):
            loose = widen(loose, grown, Key(place, name), text, least)
        linked = _linked(quantity, bases) if quantity is not None else None
        if linked is not None:
            result[name] = _with_quantity(loose, linked)
        else:
            result[name] = loose
            if quantity is not None and isinstance(loose, DictValue | SequenceValue) and loose.length.exact is not None:
                bases.append((quantity, loose.length.exact))
    return result


def after_last_round(value: Value, rounds: Rounds | None, *, carried: bool, bases: frozenset[Symbol]) -> Value:
    """The value when the loop is done.

    - What is ``carried`` from round to round has seen all rounds.
    - What each round binds anew is from the last round. If it is made of a length at the beginning of a round, it is
      at most that length when the loop is done, which has the same name.
    - What a container holds is from any round.
    """
    if rounds is None and not bases:
        return value
    match value:
        case Number() if value.exact is not None and rounds is not None and _factor(value.exact, rounds.symbol) == 1:
            done = rounds.done if carried else add(rounds.done, -1)
            return replace(
                value, low=_put(value.exact, rounds.symbol, done), high=_put(value.exact, rounds.symbol, done)
            )
        case Number() if not carried and value.exact is not None and not bases.isdisjoint(symbols_of(value.exact)):
            return of_any_round(value, rounds, bases)
        case DictValue():
            entries = tuple((key, of_any_round(held, rounds, bases)) for key, held in value.entries)
            return replace(
                value,
                entries=entries,
                length=_final_length(value.length, rounds),
                key=None if value.key is None else of_any_round(value.key, rounds, bases),
                value=None if value.value is None else of_any_round(value.value, rounds, bases),
            )
        case SequenceValue():
            whole = of_any_round(value, rounds, bases)
            return replace(whole, length=_final_length(value.length, rounds))
    return value


def _final_length(length: Number, rounds: Rounds | None) -> Number:
    if rounds is None or length.exact is None:
        return length
    return Number.exactly(_put(length.exact, rounds.symbol, rounds.done))


@overload
def of_any_round(value: SequenceValue, rounds: Rounds | None, bases: frozenset[Symbol]) -> SequenceValue: ...
@overload
def of_any_round(value: Value, rounds: Rounds | None, bases: frozenset[Symbol]) -> Value: ...
def of_any_round(value: Value, rounds: Rounds | None, bases: frozenset[Symbol]) -> Value:
    """What was made of the number of the round, or of a length at its beginning, as a range over all rounds."""
    if rounds is None and not bases:
        return value
    match value:
        case SequenceValue():
            items = None if value.items is None else tuple(of_any_round(item, rounds, bases) for item in value.items)
            return replace(value, items=items, element=of_any_round(value.element, rounds, bases))
        case Number() if value.exact is not None:
            if rounds is not None and _factor(value.exact, rounds.symbol) == 1:
                return over_all_rounds(value, rounds)
            counted = next((base for base in bases if _factor(value.exact, base) == 1), None)
            if counted is not None:
                return replace(value, low=_put(value.exact, counted, Linear(0)), attained=False)
        case Number():
            low, high, attained = value.low, value.high, value.attained
            if rounds is not None:
                low = None if low is None else _put(low, rounds.symbol, Linear(0))
                high = None if high is None else _put(high, rounds.symbol, add(rounds.done, -1))
            for base in bases:
                low = None if low is None else _put(low, base, Linear(0))
                attained = attained and (high is None or base not in symbols_of(high))
            return replace(value, low=low, high=high, attained=attained)
    return value


def over_all_rounds(number: Number, rounds: Rounds) -> Number:
    """A number made of the number of the round, as the range it has from the first round to the last."""
    if number.exact is None or _factor(number.exact, rounds.symbol) != 1:
        return number
    low = _put(number.exact, rounds.symbol, Linear(0))
    return replace(number, low=low, high=_put(number.exact, rounds.symbol, add(rounds.done, -1)), birth=None)


def _factor(expr: Expr, symbol: Symbol) -> int:
    for one, count in expr.terms if type(expr) is Linear else ():
        if one is symbol or one == symbol:
            return count
    return 0


def _put(expr: Expr, symbol: Symbol, number: Expr) -> Expr:
    """The expression with a number in place of a symbol that occurs in it once."""
    if isinstance(expr, Linear):
        return add(number, expr - Linear.of(symbol)) if _factor(expr, symbol) == 1 else expr
    return (min_of if isinstance(expr, Min) else max_of)(*(_put(part, symbol, number) for part in expr.of))


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


def base_symbols(carried: Delta) -> frozenset[Symbol]:
    """The symbols that stand for lengths at the beginning of a round, while the loop is evaluated."""
    lengths = [value.length.exact for value in carried.values() if isinstance(value, DictValue | SequenceValue)]
    return frozenset(symbol for length in lengths if length is not None for symbol in symbols_of(length))


def out_of_step(carried: Delta, after: Delta, rounds: Rounds | None) -> list[Hashable]:
    """The names whose assumed relation ``x - base == constant`` the second evaluation has refuted."""
    references: dict[frozenset[Symbol], _Quantity] = {}
    if rounds is not None:
        begun = Linear.of(rounds.symbol)
        references[frozenset({rounds.symbol})] = _Quantity(begun, ((add(begun, 1), NO_GUARDS),))
    wrong: list[Hashable] = []
    for name, begun_with in carried.items():
        start = _measure(begun_with)
        if start is None:
            continue
        ends = [(_measure(option.value), option.guards) for option in alternatives_of(after.get(name, begun_with))]
        known = tuple((end, guards) for end, guards in ends if end is not None)
        quantity = _Quantity(start, known)
        reference = references.setdefault(symbols_of(start), quantity)
        shrinks = bool(lowest(start)) and quantity.lower_bound == 0
        if len(known) < len(ends) or shrinks or not quantity.keeps_its_distance_from(reference):
            wrong.append(name)
    return wrong


def _name_of(key: Hashable) -> str:
    """What people call the object or name under a key of the store."""
    match key:
        case AllocationSite(text=text):
            return text
        case (AllocationSite(text=owner), str() as name):
            return f"{owner}.{name}" if owner else name
    return ""
