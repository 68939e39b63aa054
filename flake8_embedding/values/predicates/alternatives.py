"""The alternatives of an ``or``, of which one must be met: those of ``a or b``, and those of ``not (a and b)``."""

from __future__ import annotations

from collections.abc import Hashable
from typing import final

from flake8_embedding.values.predicates.conjuncts import guard_that, guards_of
from flake8_embedding.values.predicates.predicate import AllOf, AnyOf, Not, Predicate
from flake8_embedding.values.predicates.together import Together, subjects_among
from flake8_embedding.values.value import Guard


@final
class Alternative:
    """What one alternative says. Whether guards refuse it is asked very often, so it keeps what would refuse it: sets
    of guards are compared without a call of Python."""

    __slots__ = ("_subjects", "guards", "named", "opposite")

    def __init__(self, guards: frozenset[Guard]) -> None:
        self.guards = guards
        self.opposite = frozenset(guard_that(place, not way) for place, way in guards if isinstance(way, bool))
        """The guards of which each refuses the alternative."""
        self.named = tuple(guard for guard in guards if isinstance(guard[1], str))
        """Its guards of places where more than two paths part: any other path refuses the alternative."""
        self._subjects: frozenset[Hashable] | None = None

    def is_refused(self, together: Together) -> bool:
        """Whether a guard of the alternative is known to come out the other way."""
        if not self.opposite.isdisjoint(together.guards):
            return True
        return any(together.taken.get(place, way) != way for place, way in self.named)

    def is_refused_by(self, guards: frozenset[Guard]) -> bool:
        """Whether one of the guards says that a test comes out the other way."""
        if not self.opposite.isdisjoint(guards):
            return True
        return any(other == place and way != went for place, way in self.named for other, went in guards)

    def is_apart_from(self, things: frozenset[Hashable]) -> bool:
        """Whether the alternative says nothing of these things."""
        if self._subjects is None:
            self._subjects = subjects_among(self.guards)
        return things.isdisjoint(self._subjects)


Choice = tuple[Alternative, ...]
"""All alternatives of an ``or``, short ones first."""


def alternatives_of(guard: Guard) -> Choice:
    """The alternatives of which the guard says that one is met; none if it says one thing."""
    match guard:
        case (AnyOf() as test, True):
            return _kept(test, holds=True)
        case (AllOf() as test, False):
            return _kept(test, holds=False)
    return ()


def _kept(test: AnyOf | AllOf, *, holds: bool) -> Choice:
    # One test has alternatives on one of its two ways only.
    try:
        known: Choice = test.alternatives
    except AttributeError:
        found = [Alternative(_said(part, holds=holds)) for part in test.of]
        test.alternatives = known = tuple(sorted(found, key=lambda one: len(one.guards)))
    return known


def _said(part: Predicate, *, holds: bool) -> frozenset[Guard]:
    """What an alternative says. ``a and b`` is named as a whole, too: another guard may say that it does not hold."""
    guards = guards_of(part, holds=holds)
    while isinstance(part, Not):
        part, holds = part.of, not holds
    return guards | {guard_that(part, holds)} if len(guards) > 1 else guards
