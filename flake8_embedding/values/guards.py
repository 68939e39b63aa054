"""Which guards can stand together: a path is a conjunction, and one that contradicts itself is no path.

``n == 0`` and ``n`` counting as true exclude each other, as do ``kind == "big"`` and ``kind == "small"``, or
``len(words) < 5`` and ``len(words) >= 8``. What is not seen to be a contradiction is taken to be possible.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from flake8_embedding.limits import CONTRADICTIONS
from flake8_embedding.values.conjuncts import guards_of
from flake8_embedding.values.contradictions import SEARCHES, contradict
from flake8_embedding.values.predicate import Decision, forget_predicates
from flake8_embedding.values.subjects import subjects_of
from flake8_embedding.values.together import forget_guards
from flake8_embedding.values.value import Guard


def compatible(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    """Whether one run can meet both sets of guards."""
    if not one or not other or one == other:
        return True
    if len(one) + len(other) > _FEW:
        return not PathCondition(one).refutes(other)
    return _can_stand_together(one, other)


_FEW = 24
"""Guards of which the answer is kept: a long path is seldom asked about twice, and keeping all is quadratic."""


def forget_answers(spend: Callable[[int], object] = int) -> None:
    """Forget all answers before another file. Symbols are compared by their keys alone, so the same question about
    another file, in which they have other bounds, may have another answer. ``spend`` is told what each search for a
    contradiction costs."""
    SEARCHES.spend = spend
    contradict.cache_clear()
    _can_stand_together.cache_clear()
    forget_guards()
    forget_predicates()


@lru_cache(maxsize=CONTRADICTIONS)
def _can_stand_together(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    return not PathCondition(one).refutes(other)


class PathCondition:
    """The guards of a path, which all hold on it. It is asked what else can hold there."""

    def __init__(self, guards: frozenset[Guard]) -> None:
        self._taken = dict(guards)
        self._guards = guards
        self._answers: dict[frozenset[Guard], bool] = {}

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
        for place, way in more:
            if self._taken.get(place, way) != way:
                return True
        new = [guard for guard in more if guard not in self._guards]
        related = self._related(new) if new else []
        return bool(related) and contradict(frozenset([*related, *new]))

    def _related(self, guards: list[Guard]) -> list[Guard]:
        """The guards of the path that are about the same things."""
        asked = frozenset().union(*(subjects_of(test) for test, _ in guards))
        # There are few guards on a path, and what each is about is worked out once.
        return [guard for guard in self._guards if not asked.isdisjoint(subjects_of(guard[0]))]
