"""Paths that may never be taken, since one question has two answers there: ``if load()[0] == "a"`` at two places of a
program. Or it has none of its two answers: ``case True: ...; case False: ...``."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, product, starmap
from typing import TypeGuard

from flake8_embedding.facts import Test
from flake8_embedding.values.predicates.predicate import (
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
from flake8_embedding.values.value import Const, Guard, Number, Unknown


def answers_differ(path: Iterable[Guard], tests: Mapping[Hashable, Test]) -> bool:
    """Whether one question has two answers on the path. Code that is not seen is called twice with the same arguments,
    and it may give the same both times, so that no run may take this path. If the program itself has changed what the
    question is about, the answers may differ."""
    path = frozenset(path)
    if _has_no_truth(path, tests):
        return True
    held = [(place, way) for place, way in path if place in tests and not tests[place].of_changed]
    vague = [one for guard in path for one in single_tests(*guard) if _is_vague(one[0])]
    return any(starmap(_are_perhaps_of_one, combinations(vague, 2))) or any(
        tests[place].is_related_to(tests[other])
        and tests[place].about == tests[other].about
        and _are_two_answers((place, way), (other, other_way))
        for (place, way), (other, other_way) in combinations(held, 2)
    )


def _has_no_truth(path: Iterable[Guard], tests: Mapping[Hashable, Test]) -> bool:
    """Whether something is neither True nor False on the path. A program that asks for both takes it for a truth, so
    that it is one of them."""
    denied = [(place, test) for place, way in path for test, holds in single_tests(place, way) if holds is False]
    of_true, of_false = (
        [(place, one) for place, test in denied for one in _compared_with(test, truth)] for truth in (True, False)
    )
    return any(
        one.value == other.value or (_is_alike(one, other) and _are_about_one(tests.get(place), tests.get(other_place)))
        for (place, one), (other_place, other) in product(of_true, of_false)
    )


def _are_about_one(one: Test | None, other: Test | None) -> bool:
    return one is not None and other is not None and bool(one.about) and one.about == other.about


def _compared_with(test: Hashable, truth: bool) -> Iterator[Operand]:
    """What the test compares with True, or with False."""
    if not isinstance(test, Compare) or test.op is Op.LESS:
        return
    for one, other in ((test.left, test.right), (test.right, test.left)):
        if isinstance(other.value, Const) and other.value.value is truth:
            yield one


def single_tests(test: Hashable, way: bool | str) -> Iterator[Guard]:
    """The single tests in it, each with the outcome that has a part in this one."""
    match test:
        case Not(of=inner) if isinstance(way, bool):
            yield from single_tests(inner, not way)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from single_tests(part, way)
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
