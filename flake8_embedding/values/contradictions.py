"""Guards that cannot all be met: ``n == 0`` and ``n > 3``, ``kind == "big"`` and ``kind == "small"``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

from flake8_embedding.limits import CONTRADICTIONS, TRIED_ALTERNATIVES
from flake8_embedding.values.conjuncts import guards_of
from flake8_embedding.values.predicate import AllOf, AnyOf, Not, Predicate
from flake8_embedding.values.together import Together
from flake8_embedding.values.value import Guard

_Choice = list[frozenset[Guard]]
"""The alternatives of an ``or``, of which one must be met."""


@lru_cache(maxsize=CONTRADICTIONS)
def contradict(guards: frozenset[Guard]) -> bool:
    """Whether the guards cannot all be met. One alternative of each ``or`` must be possible with the rest."""
    plain, choices = _divided(guards)
    together = Together(plain)
    if sum(map(len, choices)) > TRIED_ALTERNATIVES:
        return together.is_impossible or any(
            all(_is_refused(together.taken, one) for one in choice) for choice in choices
        )
    while not together.is_impossible:
        excluded = _Excluded(together, _Alternatives(choices, together))
        counts = [excluded.count_possible(choice) for choice in choices]
        if 0 in counts:
            return True
        if 1 not in counts:
            return False
        # Where one alternative alone is left, it holds.
        left = [excluded.possible(choice) for choice in choices]
        more, further = _divided(guard for choice in left if len(choice) == 1 for guard in choice[0])
        plain, choices = [*plain, *more], [*(choice for choice in left if len(choice) > 1), *further]
        together = Together(plain)
    return True


def _divided(guards: Iterable[Guard]) -> tuple[list[Guard], list[_Choice]]:
    """The guards, and the alternatives of those that say that one of several things is so."""
    plain: list[Guard] = []
    choices: list[_Choice] = []
    for place, way in guards:
        plain.append((place, way))
        match place, way:
            case (AnyOf(of=parts), True):
                choices.append([_alternative(part, holds=True) for part in parts])
            case (AllOf(of=parts), False):
                choices.append([_alternative(part, holds=False) for part in parts])
    return plain, choices


def _alternative(part: Predicate, *, holds: bool) -> frozenset[Guard]:
    """What an alternative says. ``a and b`` is named as a whole, too: another guard may say that it does not hold."""
    guards = guards_of(part, holds=holds)
    while isinstance(part, Not):
        part, holds = part.of, not holds
    return guards | {(part, holds)} if len(guards) > 1 else guards


class _Alternatives:
    """The alternatives of several ``or`` that are open, by the tests that they are about."""

    def __init__(self, choices: list[_Choice], together: Together) -> None:
        self._open: Counter[int] = Counter()
        self._by_place: dict[Hashable, list[tuple[int, int, bool | str]]] = defaultdict(list)
        for number, choice in enumerate(choices):
            for alternative, guards in enumerate(choice):
                if not _is_refused(together.taken, guards):
                    self._open[number] += 1
                    for place, way in guards:
                        self._by_place[place].append((number, alternative, way))

    def are_refused(self, guards: list[Guard]) -> bool:
        """Whether the guards leave none of the open alternatives of one ``or``."""
        refused = {
            (number, alternative)
            for place, way in guards
            for number, alternative, other in self._by_place.get(place, ())
            if other != way
        }
        counts = Counter(number for number, _ in refused)
        return any(count == self._open[number] for number, count in counts.items())


class _Excluded:
    """Which alternatives are possible with the guards that are known, each asked about once."""

    def __init__(self, together: Together, others: _Alternatives) -> None:
        self._together = together
        self._others = others
        self._answers: dict[frozenset[Guard], bool] = {}

    def count_possible(self, choice: _Choice) -> int:
        """How many of the alternatives are possible; two stand for more, for then nothing follows. Short ones are
        asked about first."""
        count = 0
        for one in sorted(choice, key=len):
            count += not self._is_excluded(one)
            if count == 2:
                break
        return count

    def possible(self, choice: _Choice) -> _Choice:
        """The alternatives that are possible."""
        return [one for one in choice if not self._is_excluded(one)]

    def _is_excluded(self, more: frozenset[Guard]) -> bool:
        """Whether ``more`` cannot be met with the rest, or leaves none of the alternatives of another ``or``."""
        answer = self._answers.get(more)
        if answer is None:
            taken = self._together.taken
            new = [guard for guard in more if guard[0] not in taken]
            answer = self._answers[more] = _is_refused(taken, more) or (
                bool(new) and (self._together.exclude(new) or self._others.are_refused(new))
            )
        return answer


def _is_refused(taken: dict[Hashable, bool | str], alternative: frozenset[Guard]) -> bool:
    """Whether a guard of the alternative is known to come out the other way."""
    for place, way in alternative:
        known = taken.get(place, way)
        if known is not way and known != way:
            return True
    return False
