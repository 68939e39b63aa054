"""Guards: what is known on a path where a predicate holds, or does not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache

from flake8_embedding.limits import CONTRADICTIONS
from flake8_embedding.values.predicates.predicate import AllOf, AnyOf, Decision, Not, Predicate, Went, is_predicate
from flake8_embedding.values.value import Guard


def guards_of(decision: Decision, *, holds: bool) -> frozenset[Guard]:
    """The guards of a path on which the decision holds, or does not. ``a and b`` that holds gives two guards; where it
    does not hold, it is one guard, since either may be false."""
    if decision is True or decision is False:
        return frozenset()
    try:
        known = decision.guards
    except AttributeError:
        decision.guards = known = {}
    if holds not in known:
        known[holds] = frozenset(conjuncts(decision, holds=holds))
    return known[holds]


def conjuncts(decision: Decision, *, holds: bool) -> tuple[Guard, ...]:
    """The guards of ``guards_of``, in the order in which the program names them."""
    match decision:
        case bool():
            return ()
        case Not(of=inner):
            return conjuncts(inner, holds=not holds)
        case Went(place=place, way=way) if holds:
            return ((place, way),)
        case AllOf(of=parts) if holds:
            return tuple([guard for part in parts for guard in conjuncts(part, holds=True)])
        case AnyOf(of=parts) if not holds:
            return tuple([guard for part in parts for guard in conjuncts(part, holds=False)])
    return (guard_that(decision, holds),)


@lru_cache(maxsize=CONTRADICTIONS)
def guard_that(place: Hashable, way: bool) -> Guard:
    """The guard that says that this test comes out this way. Those that say the same are one object: sets of guards are
    compared without a call of Python then."""
    return (place, way)


def forget_conjuncts() -> None:
    """Begin with another file."""
    guard_that.cache_clear()


def predicates_of(guards: frozenset[Guard]) -> Iterator[Predicate]:
    """The guards as predicates that all hold."""
    for place, way in guards:
        if isinstance(way, str):
            yield Went(place, way)
        elif is_predicate(place):
            yield place if way else Not(place)
