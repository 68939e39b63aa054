"""Which guards can stand together: a path is a conjunction, and one that contradicts itself is no path.

``n == 0`` and ``n`` counting as true exclude each other, as do ``kind == "big"`` and ``kind == "small"``, or
``len(words) < 5`` and ``len(words) >= 8``. What is not seen to be a contradiction is taken to be possible.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from flake8_embedding.limits import CONTRADICTIONS, LONG_PATHS
from flake8_embedding.values.predicates.conjuncts import forget_conjuncts, guards_of
from flake8_embedding.values.predicates.contradictions import SEARCHES, contradict, forget_paths
from flake8_embedding.values.predicates.predicate import Decision, forget_predicates
from flake8_embedding.values.predicates.subjects import subjects_of
from flake8_embedding.values.predicates.together import forget_guards
from flake8_embedding.values.value import Guard


def compatible(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    """Whether one run can meet both sets of guards."""
    if not one or not other or one == other:
        return True
    if len(one) + len(other) > _FEW:
        return not _long_path(one).refutes(other)
    return _can_stand_together(one, other)


_FEW = 24
"""Guards of which the answer is kept: a long path is seldom asked about twice, and keeping all is quadratic."""


def forget_answers(spend: Callable[[int], object] = int) -> None:
    """Forget all answers before another file. Symbols are compared by their keys alone, so the same question about
    another file, in which they have other bounds, may have another answer. ``spend`` is told what each search for a
    contradiction costs."""
    SEARCHES.spend = spend
    forget_paths()
    _can_stand_together.cache_clear()
    _long_path.cache_clear()
    forget_guards()
    forget_predicates()
    forget_conjuncts()


@lru_cache(maxsize=CONTRADICTIONS)
def _can_stand_together(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    return not PathCondition(one).refutes(other)


class PathCondition:
    """The guards of a path, which all hold on it. It is asked what else can hold there."""

    def __init__(self, guards: frozenset[Guard]) -> None:
        self._guards = guards
        self._answers: dict[frozenset[Guard], bool] = {}
        refused: list[Guard] = []
        self._named: dict[Hashable, str] = {}
        """The places where more than two paths part, each with the way that was taken."""
        for place, way in guards:
            if way is True or way is False:
                refused.append((place, not way))
            else:
                self._named[place] = way
        self._refused = frozenset(refused)
        """The guards of which each says that a test came out the other way."""
        self._about: list[tuple[Guard, frozenset[Hashable]]] | None = None
        """What each guard is about, once somebody has asked."""
        self._subjects: frozenset[Hashable] = frozenset()
        """What all of them are about."""

    def decide(self, decision: Decision) -> bool | None:
        """Whether it holds on this path, None where both are possible."""
        if isinstance(decision, bool):
            return decision
        if not self._guards:
            return None
        if self.refutes(guards_of(decision, holds=True)):
            return False
        return True if self.refutes(guards_of(decision, holds=False)) else None

    def refutes(self, more: frozenset[Guard]) -> bool:
        """Whether no run that came this way can meet all of these, too."""
        answer = self._answers.get(more)
        if answer is None:
            answer = self._answers[more] = self._refutes(more)
        return answer

    def _refutes(self, more: frozenset[Guard]) -> bool:
        # Sets of guards are compared without a call of Python.
        if not self._refused.isdisjoint(more):
            return True
        if self._named and any(self._named.get(place, way) != way for place, way in more):
            return True
        new = more - self._guards
        related = self._related(new) if new else []
        return bool(related) and contradict(frozenset(related), new)

    def _related(self, guards: frozenset[Guard]) -> list[Guard]:
        """The guards of the path that are about the same things."""
        about = self._about
        if about is None:
            about = self._about = [(guard, subjects_of(guard[0])) for guard in self._guards]
            self._subjects = frozenset().union(*[subjects for _, subjects in about])
        asked = frozenset().union(*[subjects_of(test) for test, _ in guards])
        if asked.isdisjoint(self._subjects):
            # So it is most often.
            return []
        return [guard for guard, subjects in about if not asked.isdisjoint(subjects)]


@lru_cache(maxsize=LONG_PATHS)
def _long_path(guards: frozenset[Guard]) -> PathCondition:
    return PathCondition(guards)
