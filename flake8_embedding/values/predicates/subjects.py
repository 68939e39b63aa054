"""What a predicate is about: the unknown things, symbols and places by which two predicates can be compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from flake8_embedding.limits import KEY_DEPTH
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.predicates.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Not,
    Remembered,
    Truthy,
    Went,
    is_predicate,
    operands_of,
)
from flake8_embedding.values.provenance import Key, LengthOf, NumberOf
from flake8_embedding.values.value import FloatNumber, Number, TextValue, Unknown, Value


def unknowns_compared(predicate: Hashable) -> set[Hashable]:
    """The unknown things whose values are compared, by their keys."""
    if not isinstance(predicate, Compare):
        return set()
    return _keys_in(predicate.left.value) | _keys_in(predicate.right.value)


def tested_in(mask: Hashable) -> frozenset[Hashable]:
    """The unknown things whose values decide what a mask chooses: the columns in ``(df.user < n) & (df.stars > 3)``."""
    return frozenset(key for value in values_tested(mask)[0] for key in _keys_in(value))


def values_tested(mask: Hashable) -> tuple[list[Value], list[Hashable]]:
    """The values that the comparisons in a mask are about, and the keys of the parts of it that are no comparison."""
    waiting, values, others, seen = [mask.key if isinstance(mask, Unknown) else mask], list[Value](), [], 0
    while waiting and seen < KEY_DEPTH:
        one, seen = waiting.pop(), seen + 1
        if is_predicate(one):
            values.extend(operand.value for operand in operands_of(one))
        elif isinstance(one, Key) and len(one.parts) == 3 and one.parts[1] in ("&", "|", "^"):
            waiting.extend((one.parts[0], one.parts[2]))
        elif isinstance(one, Key) and one.parts[:1] == ("not",):
            waiting.extend(one.parts[1:])
        else:
            others.append(one)
    return values, [*others, *waiting]


def _keys_in(value: Value) -> set[Hashable]:
    if isinstance(value, Unknown):
        return {value.key}
    if isinstance(value, Number) and value.exact is not None:
        keys = [symbol.key for symbol in symbols_of(value.exact)]
        return {key.of for key in keys if isinstance(key, NumberOf)}
    return set()


def vaguely_mentioned(predicate: Hashable) -> frozenset[Hashable]:
    """The symbols of ranges in a test: of these numbers only the range is known, so the test cannot be told to
    anyone."""
    match predicate:
        case Compare(site=site) | Contains(site=site) | Truthy(site=site) if site is not None:
            return subjects_of(predicate)
        case Not(of=inner):
            return vaguely_mentioned(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            return frozenset(symbol for part in parts for symbol in vaguely_mentioned(part))
    return frozenset()


def subjects_of(predicate: Hashable) -> frozenset[Hashable]:
    """The predicate, and the things that it is about. Two predicates with a common subject may contradict each
    other."""
    match predicate:
        case Remembered():
            try:
                return predicate.subjects
            except AttributeError:
                predicate.subjects = found = frozenset(_subjects_in_predicate(predicate))
                return found
    return frozenset((predicate,))


def _subjects_in_predicate(predicate: Remembered) -> Iterable[Hashable]:
    match predicate:
        case Compare(left=left, right=right):
            return (predicate, *_subjects_in_value(left.value), *_subjects_in_value(right.value))
        case Contains(item=of) | Truthy(of=of):
            return (predicate, *_subjects_in_value(of.value))
        case Not(of=inner):
            return subjects_of(inner)
        case Went(place=place):
            return (place,)
        case AllOf(of=parts) | AnyOf(of=parts):
            return (subject for part in parts for subject in subjects_of(part))
    return (predicate,)


def _subjects_in_value(value: Value) -> Iterator[Hashable]:
    match value:
        case Unknown(key=key) | TextValue(name=key) | FloatNumber(name=key):
            yield NumberOf(key)
            yield LengthOf(key)
        case Number(low=low, high=high, name=name):
            if name is not None:
                yield name
            for end in (low,) if low == high else (low, high):
                for symbol in symbols_of(end):
                    yield symbol.key
                    # ``len(set(words))`` is at most ``len(words)``: a test of the one says something of the other.
                    for bound in (*symbol.most, *symbol.above):
                        yield from (one.key for one in bound.symbols)
