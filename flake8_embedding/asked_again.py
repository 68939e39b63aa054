"""Paths that may never be taken: on which one question has two answers (``if load()[0] == "a"`` at two places of a
program), and those that only data of a certain kind take."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, starmap
from typing import TypeGuard

from flake8_embedding.facts import Test
from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Not,
    Op,
    Operand,
    Truthy,
    is_predicate,
    operands_of,
)
from flake8_embedding.values.value import Guard, Number, Unknown
from flake8_embedding.values.widening import is_of_rounds


def answers_differ(path: Iterable[Guard], tests: Mapping[Hashable, Test]) -> bool:
    """Whether one question has two answers on the path. Code that is not seen is called twice with the same arguments,
    and it may give the same both times, so that no run may take this path. If the program itself has changed what the
    question is about, the answers may differ."""
    path = frozenset(path)
    held = [(place, way) for place, way in path if place in tests and not tests[place].of_changed]
    vague = [one for guard in path for one in _parts(*guard) if _is_vague(one[0])]
    return any(starmap(_are_perhaps_of_one, combinations(vague, 2))) or any(
        tests[place].is_related_to(tests[other])
        and tests[place].about == tests[other].about
        and _are_two_answers((place, way), (other, other_way))
        for (place, way), (other, other_way) in combinations(held, 2)
    )


def _parts(test: Hashable, way: bool | str) -> Iterator[Guard]:
    """The single tests in it, each with the outcome that has a part in this one."""
    match test:
        case Not(of=inner) if isinstance(way, bool):
            yield from _parts(inner, not way)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _parts(part, way)
        case _:
            yield test, way


def _is_vague(test: Hashable) -> bool:
    """Whether it is about something without a name."""
    return isinstance(test, Compare | Contains | Truthy) and test.site is not None


def _are_perhaps_of_one(one: Guard, other: Guard) -> bool:
    """Whether two tests at different places ask the same of something that has no name, such as an element of a list,
    and come out differently. It may have been the same thing."""
    (place, way), (other_place, other_way) = one, other
    if way is other_way or not is_predicate(place) or not is_predicate(other_place):
        return False
    return _is_same_test(place, other_place)


def _are_two_answers(one: Guard, other: Guard) -> bool:
    """Whether the two tests may be two answers to one question, and not the same answer twice."""
    (place, way), (other_place, other_way) = one, other
    if _is_same_test(place, other_place):
        return way is not other_way
    if not _asks_how_many(place) or not _asks_how_many(other_place):
        return False
    return way is not other_way or _order(place) != _order(other_place)


def _asks_how_many(test: Hashable) -> TypeGuard[Compare]:
    """Whether it compares a number that is not known: ``len(load()) > 2``."""
    if not isinstance(test, Compare):
        return False
    return any(isinstance(one.value, Number) and one.value.constant is None for one in operands_of(test))


def _order(test: Compare) -> tuple[Op, bool]:
    """Which way the number is compared: ``n > 2`` and ``n > 5`` can hold together."""
    return test.op, isinstance(test.left.value, Number) and test.left.value.constant is None


def has_own_word(path: Iterable[Guard], put_in: Mapping[Hashable, bool | str]) -> bool:
    """Whether the path is taken only if a word of the data is spelled like a key of the program: the one on which
    "<pad>" is there already, in ``if "<pad>" not in vocab: vocab["<pad>"] = 0``. ``put_in`` are the outcomes of tests
    on which the program puts such a key in.

    Assumption: words-of-data. A word of the data is none of the keys that the program puts in.
    """
    if not put_in:
        return False
    return any(put_in.get(test, way) != way for guard in path for test, way in _parts(*guard))


def has_no_data(path: Iterable[Guard]) -> bool:
    """Whether only a run without any data comes this way: to the 0 in ``[index[word] for word in words] or [0]``."""
    return any(_says_that_nothing_came(test, way) for test, way in path)


def _says_that_nothing_came(test: Hashable, way: bool | str) -> bool:
    match test:
        case Compare(op=Op.EQUAL, left=Operand(value=Number() as count), right=Operand(value=Number(constant=0))):
            symbols = symbols_of(count.exact) if count.exact is not None else ()
            return way is True and len(symbols) == 1 and all(symbol.least is not None for symbol in symbols)
        case Truthy(of=Operand(value=Unknown(key=key))):
            # A list that rounds of a loop fill.
            return way is False and is_of_rounds(key)
    return False


def _is_same_test(one: Hashable, other: Hashable) -> bool:
    """Whether two predicates differ only in the unknown things that they ask of."""
    if not is_predicate(one) or not is_predicate(other) or type(one) is not type(other):
        return False
    if isinstance(one, Compare) and isinstance(other, Compare) and one.op is not other.op:
        return False
    pairs = list(zip(operands_of(one), operands_of(other), strict=False))
    return len(operands_of(one)) == len(operands_of(other)) and all(_is_alike(*pair) for pair in pairs)


def _is_alike(one: Operand, other: Operand) -> bool:
    return one.value == other.value or (isinstance(one.value, Unknown) and isinstance(other.value, Unknown))
