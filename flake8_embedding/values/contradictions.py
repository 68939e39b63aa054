"""Guards that cannot all be met: ``n == 0`` and ``n > 3``, ``kind == "big"`` and ``kind == "small"``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from flake8_embedding.limits import CONTRADICTIONS, LOOKS_IN_A_SEARCH, TRIED_ALTERNATIVES
from flake8_embedding.values.alternatives import Alternative, Choice, alternatives_of
from flake8_embedding.values.together import Together
from flake8_embedding.values.value import Guard


class Searches:
    """Counts the searches for contradictions in the file that is looked at."""

    def __init__(self) -> None:
        self.spend: Callable[[int], object] = int


SEARCHES = Searches()


@lru_cache(maxsize=CONTRADICTIONS)
def contradict(guards: frozenset[Guard]) -> bool:
    """Whether the guards cannot all be met. One alternative of each ``or`` must be possible with the rest."""
    SEARCHES.spend(LOOKS_IN_A_SEARCH)
    plain, choices = list(guards), _choices_in(guards)
    together = Together(plain)
    if sum(map(len, choices)) > TRIED_ALTERNATIVES:
        return together.is_impossible or any(all(one.is_refused(together) for one in choice) for choice in choices)
    while not together.is_impossible:
        excluded = _Excluded(together, choices)
        counts = [excluded.count_possible(choice) for choice in choices]
        if 0 in counts:
            return True
        if 1 not in counts:
            return False
        # Where one alternative alone is left, it holds.
        left = [excluded.possible(choice) for choice in choices]
        more = [guard for choice in left if len(choice) == 1 for guard in choice[0].guards]
        plain, choices = [*plain, *more], [*(choice for choice in left if len(choice) > 1), *_choices_in(more)]
        together = Together(plain)
    return True


def _choices_in(guards: Iterable[Guard]) -> list[Choice]:
    return [choice for choice in map(alternatives_of, guards) if choice]


class _Excluded:
    """Which alternatives are possible with the guards that are known, each asked about once."""

    def __init__(self, together: Together, choices: list[Choice]) -> None:
        self._together = together
        self._answers: dict[frozenset[Guard], bool] = {}
        self._open = [[one for one in choice if not self._is_refused(one)] for choice in choices]
        alternatives = [one for choice in self._open for one in choice]
        self._opposite = frozenset().union(*(one.opposite for one in alternatives))
        """What would refuse any of the open alternatives: most guards refuse none."""
        self._has_named = any(one.named for one in alternatives)

    def _is_refused(self, one: Alternative) -> bool:
        is_refused = one.is_refused(self._together)
        if is_refused:
            self._answers[one.guards] = True
        return is_refused

    def count_possible(self, choice: Choice) -> int:
        """How many of the alternatives are possible; two stand for more, for then nothing follows."""
        count = 0
        for one in choice:
            count += not self._is_excluded(one)
            if count == 2:
                break
        return count

    def possible(self, choice: Choice) -> Choice:
        """The alternatives that are possible."""
        return tuple([one for one in choice if not self._is_excluded(one)])

    def _is_excluded(self, one: Alternative) -> bool:
        """Whether the alternative cannot be met with the rest, or leaves none of the alternatives of another ``or``."""
        answer = self._answers.get(one.guards)
        if answer is None:
            answer = self._answers[one.guards] = self._excludes(one.guards - self._together.guards)
        return answer

    def _excludes(self, new: frozenset[Guard]) -> bool:
        if not new:
            return False
        if self._together.exclude(new):
            return True
        if not self._has_named and self._opposite.isdisjoint(new):
            return False
        return any(choice and all(one.is_refused_by(new) for one in choice) for choice in self._open)
