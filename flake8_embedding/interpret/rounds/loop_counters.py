"""What a loop counts: quantities that grow in step keep their distance from round to round.

``self.n_words`` beside ``len(self.word2index)``, a list beside a dict, or the running number of ``enumerate`` beside
both: their differences are the same in each round. So after any number of rounds, each is one of them plus a constant.
That one is the base. It gets a name: the length of a container, or the number of rounds.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.rounds.loop_ranges import Rounds
from flake8_embedding.interpret.rounds.running_maxima import is_largest_so_far, largest_so_far
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.memory.widening import widen
from flake8_embedding.values.numbers.bounds import (
    Expr,
    Max,
    Min,
    add,
    constant_of,
    distance,
    lowest,
    subtract,
    symbols_of,
    upper_bounds,
)
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.renaming import at_the_end
from flake8_embedding.values.numbers.unknown_numbers import ANY_LENGTH, unknown_length
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import InRound, Key
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import AllocationSite, Guard, Number, Value


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


def comparisons_of(value: Value) -> int:
    """How many pairs of terms are compared to see whether the number, or the length, grows: each with each."""
    measure = _measure(value)
    return len(measure.of) ** 2 if isinstance(measure, Min | Max) else 0


def widened(before: dict[Hashable, Value], changed: Delta, rounds: Rounds | None, local: RoundLocal) -> Delta:
    """What each changed name or object holds when any round begins."""
    quantities = {name: found for name, old in before.items() if (found := _quantity(old, changed[name])) is not None}
    bases: list[tuple[_Quantity, Expr]] = []
    if rounds is not None:
        counted = _Quantity(Linear(0), tuple((Linear(step), path) for step, path in rounds.steps))
        bases.append((counted, Linear.of(rounds.symbol)))
    result: Delta = {}
    # Containers come first: a counter that grows in step with one is named after its length.
    for name in sorted(before, key=lambda one: not isinstance(before[one], DictValue | SequenceValue)):
        old, quantity = before[name], quantities.get(name)
        if _is_only_tested(old, changed[name]):
            result[name] = changed[name]
            continue
        key, text = InRound(local.place, name), f"len({name_of(name) or 'a collection'})"
        length = quantity.length(key, text) if quantity is not None else unknown_length(key, text)
        loose = old
        for grown in _grown(changed[name], old):
            loose = widen(loose, grown, length, key)
        linked = _linked(quantity, bases) if quantity is not None else None
        largest = largest_so_far(old, changed[name], local.place, name)
        if linked is not None:
            result[name] = _with_quantity(loose, linked)
        elif largest is not None and not local.only_adds_to(name):
            result[name] = largest
        else:
            result[name] = loose
            if quantity is not None and isinstance(loose, DictValue | SequenceValue) and loose.length.exact is not None:
                bases.append((quantity, loose.length.exact))
    return result


def _is_only_tested(old: Value, new: Value) -> bool:
    """Whether a round leaves a number what it was, and has only looked at it: ``if i == size: break``."""
    return type(old) is Number and new == old.weakened()


def counted_to_the_end(value: Value, name: Hashable, place: Hashable) -> Value:
    """What a loop has made of a number that some of its rounds change: ``if count < 2: rare += 1``. How large it is is
    not known, but it is one number from here on: ``len(words) - rare`` can be compared with itself."""
    if not isinstance(value, Number) or value.exact is not None or value.attained:
        return value
    least, most = None if value.low is None else lowest(value.low), upper_bounds(value.high)
    symbol = Symbol(Key(place, name, "in the end"), name_of(name) or "a number", least, most)
    return replace(Number.exactly(Linear.of(symbol)), numeric_type=value.numeric_type)


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
    alike = all(type(one) is DictValue for one in grown) or (
        type(before) is SequenceValue and all(type(one) is SequenceValue and one.kind == before.kind for one in grown)
    )
    return grown if len(grown) == 1 or alike else [value]


def out_of_step(carried: Delta, after: Delta, rounds: Rounds | None) -> list[Hashable]:
    """The names whose assumed relation ``x - base == constant`` the second evaluation has refuted."""
    references: dict[frozenset[Symbol], _Quantity] = {}
    if rounds is not None:
        begun = Linear.of(rounds.symbol)
        references[frozenset({rounds.symbol})] = _Quantity(
            begun, tuple((add(begun, step), path) for step, path in rounds.steps)
        )
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
        # What the first round has left as it was may grow in a later one.
        begins_to_grow = constant_of(start) is not None and quantity.grows
        # A length that goes with nothing else may be another one on each of several paths that are not told apart.
        goes_alone = reference is quantity and isinstance(begun_with, DictValue | SequenceValue)
        drifts = not goes_alone and not quantity.keeps_its_distance_from(reference)
        if len(known) < len(ends) or shrinks or begins_to_grow or drifts:
            wrong.append(name)
    return wrong


def by_itself(begun: Value, before: Value, after: Value, name: Hashable, place: Hashable) -> Value | None:
    """A container that was assumed to grow in step with something else, with a length of its own; None where it has
    one already, or is no container."""
    start = _measure(before)
    if not isinstance(begun, DictValue | SequenceValue) or not isinstance(start, Linear):
        return None
    if _is_never_shorter(start) and not _is_longer(begun, after):
        return _longer_and_shorter(begun, after)
    own = _Quantity(start, ()).length(InRound(place, name), f"len({name_of(name) or 'a collection'})")
    return None if own == begun.length else replace(begun, length=own)


def _is_never_shorter(start: Linear) -> bool:
    """Whether a length of its own says that the container has something in any round."""
    return bool(lowest(start)) or bool(start.terms)


def _is_longer(begun: Value, after: Value) -> bool:
    """Whether a round leaves at least as much as there was."""
    length = _measure(begun)
    ends = [_measure(option.value) for option in alternatives_of(after)]
    known = tuple((end, NO_GUARDS) for end in ends if end is not None)
    return length is not None and len(known) == len(ends) and _Quantity(length, known).never_shrinks


def _longer_and_shorter(begun: Value, after: Value) -> SequenceValue | None:
    """A list of numbers that rounds make longer and shorter: ``ids.pop(0)``, ``ids.append(best)``. Which of its numbers
    are still there is not known. None for anything else."""
    match begun:
        case SequenceValue(kind="list", items=None, element=Number() as held):
            left = [one.value for one in alternatives_of(after)]
            # ``ids.append(max(ids) + 1)``: how far a name goes is what the first rounds have shown.
            is_open = held.high is None or any(symbol.most for symbol in symbols_of(held.high))
            if not is_open and all(isinstance(one, SequenceValue) and one.kind == "list" for one in left):
                numbers = held if held.exact is not None else held.weakened()
                return SequenceValue("list", numbers, ANY_LENGTH, dtype=begun.dtype)
    return None


def name_of(key: Hashable) -> str:
    """What people call the object or name under a key of the store."""
    match key:
        case AllocationSite(text=text):
            return text
        case (AllocationSite(text=owner), str() as name):
            return f"{owner}.{name}" if owner else name
    return ""
