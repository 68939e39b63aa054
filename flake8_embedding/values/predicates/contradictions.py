"""Guards that cannot all be met: ``n == 0`` and ``n > 3``, ``kind == "big"`` and ``kind == "small"``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property, lru_cache

from flake8_embedding.limits import CONTRADICTIONS, LOOKS_IN_A_SEARCH, PATHS_ASKED, TRIED_ALTERNATIVES
from flake8_embedding.values.predicates.alternatives import Alternative, Choice, alternatives_of
from flake8_embedding.values.predicates.predicate import Went
from flake8_embedding.values.predicates.together import Together, subjects_among
from flake8_embedding.values.value import Guard


class Searches:
    """Counts the searches for contradictions in the file that is looked at."""

    def __init__(self) -> None:
        self.spend: Callable[[int], object] = int


SEARCHES = Searches()


@lru_cache(maxsize=CONTRADICTIONS)
def contradict(path: frozenset[Guard], new: frozenset[Guard]) -> bool:
    """Whether not all of the guards of a path and the new ones can be met. One alternative of each ``or`` must be
    possible with the rest."""
    SEARCHES.spend(LOOKS_IN_A_SEARCH)
    return _asked(path).refutes(new)


def forget_paths() -> None:
    """Begin with another file."""
    contradict.cache_clear()
    _asked.cache_clear()


@lru_cache(maxsize=PATHS_ASKED)
def _asked(path: frozenset[Guard]) -> _Asked:
    return _Asked(path)


class _Asked:
    """The guards of a path. What they say together is worked out once for all that is asked about it."""

    def __init__(self, guards: frozenset[Guard]) -> None:
        self._together = Together(guards)
        self._choices = _choices_in(guards)
        self._count = sum(map(len, self._choices))

    @cached_property
    def _search(self) -> _Search | None:
        """What the guards leave; None if they contradict each other."""
        return _settled(_Search(self._together, self._choices))

    def refutes(self, new: frozenset[Guard]) -> bool:
        """Whether the new guards contradict these."""
        choices = _choices_in(new)
        if self._count + sum(map(len, choices)) > TRIED_ALTERNATIVES:
            together = Together(new, self._together)
            every = (*self._choices, *choices)
            return together.is_impossible or any(all(one.is_refused(together) for one in choice) for choice in every)
        search = self._search
        return search is None or _settled(search.after(new)) is None


def _settled(search: _Search) -> _Search | None:
    """What is left when no more follows from it; None if the guards contradict each other."""
    while not search.together.is_impossible:
        counts = [search.count_possible(choice) for choice in search.choices]
        if 0 in counts:
            return None
        if 1 not in counts:
            return search
        # Where one alternative alone is left, it holds.
        choices, more = search.left()
        together = Together(more - search.together.guards, search.together)
        search = _Search(together, [*choices, *_choices_in(more)])
    return None


def _choices_in(guards: Iterable[Guard]) -> list[Choice]:
    return [choice for choice in map(alternatives_of, guards) if choice]


class _Search:
    """Which alternatives are possible with the guards that are known, each asked about once. ``choices`` has the open
    ones of each ``or``, those that no guard refuses.

    What was excluded before the ``new`` guards were known still is. What was possible is asked about again only if the
    new guards may say something of it.
    """

    def __init__(
        self,
        together: Together,
        choices: Iterable[Choice],
        former: _Search | None = None,
        new: frozenset[Guard] = frozenset(),
    ) -> None:
        self.together = together
        self.choices: list[Choice] = []
        self._narrowed: list[Choice] = []
        """Those that were open to others before."""
        self._opposite: frozenset[Guard] = frozenset()
        """What would refuse any of the open alternatives: most guards refuse none."""
        self._has_named = False
        self._former: dict[frozenset[Guard], bool] = {}
        self._touched: frozenset[Hashable] | None = None
        """What the new guards may say something of; None for anything."""
        self._answers: dict[frozenset[Guard], bool] = {}
        if former is not None:
            self._go_on(former, new)
        for choice in choices:
            left = tuple([one for one in choice if not one.is_refused(together)])
            self._opposite = self._opposite.union(*(one.opposite for one in left))
            self._has_named = self._has_named or any(one.named for one in left)
            self.choices.append(left)
            self._narrowed.append(left)

    def _go_on(self, former: _Search, new: frozenset[Guard]) -> None:
        self._former, self._touched = former._answers, _touched_by(new, self.together)
        self._opposite, self._has_named = former._opposite, former._has_named
        if not self._may_be_refused_by(new):
            self.choices = [*former.choices]
            return
        for choice in former.choices:
            left = tuple([one for one in choice if not one.is_refused_by(new)])
            self.choices.append(left)
            if len(left) < len(choice):
                self._narrowed.append(left)

    def _may_be_refused_by(self, new: frozenset[Guard]) -> bool:
        """Whether one of these guards may refuse an open alternative. Of a place where more than two paths part, only
        another guard with the name of a path says something."""
        if not self._opposite.isdisjoint(new):
            return True
        return self._has_named and any(isinstance(way, str) for _, way in new)

    def after(self, new: frozenset[Guard]) -> _Search:
        """The same with new guards, where no guard contradicts another one."""
        more = new - self.together.guards
        return _Search(Together(more, self.together), _choices_in(more), self, more)

    def left(self) -> tuple[list[Choice], frozenset[Guard]]:
        """The alternatives that are left of each ``or`` where there are several, and what holds where there is one."""
        left = [tuple([one for one in choice if not self._is_excluded(one)]) for choice in self.choices]
        more = frozenset(guard for choice in left if len(choice) == 1 for guard in choice[0].guards)
        return [choice for choice in left if len(choice) > 1], more

    def count_possible(self, choice: Choice) -> int:
        """How many of the alternatives are possible; two stand for more, for then nothing follows."""
        count = 0
        for one in choice:
            count += not self._is_excluded(one)
            if count == 2:
                break
        return count

    def _is_excluded(self, one: Alternative) -> bool:
        """Whether the alternative cannot be met with the rest, or leaves none of the alternatives of another ``or``."""
        answer = self._answers.get(one.guards)
        if answer is None:
            answer = self._answers[one.guards] = self._excludes(one, self._former.get(one.guards))
        return answer

    def _excludes(self, one: Alternative, before: bool | None) -> bool:
        if before is True:
            return True
        is_as_before = before is False and self._touched is not None and one.is_apart_from(self._touched)
        if is_as_before and not self._narrowed:
            return False
        new = one.guards - self.together.guards
        if not new:
            return False
        if not is_as_before and self.together.exclude(new):
            return True
        if not self._may_be_refused_by(new):
            return False
        choices = self._narrowed if is_as_before else self._perhaps_refused_by(new)
        return any(choice and all(one.is_refused_by(new) for one in choice) for choice in choices)

    def _perhaps_refused_by(self, new: frozenset[Guard]) -> Iterator[Choice]:
        """The choices of which one of these guards may refuse the first alternative. There are many choices, and few of
        them have anything to do with the guards."""
        by_guard, with_named = self._by_first
        yield from with_named
        for guard in new:
            yield from by_guard.get(guard, ())

    @cached_property
    def _by_first(self) -> tuple[dict[Guard, list[Choice]], list[Choice]]:
        """The choices by the guards that refuse their first alternatives, and those whose first one names a way."""
        by_guard: dict[Guard, list[Choice]] = {}
        with_named: list[Choice] = []
        for choice in self.choices:
            if choice and choice[0].named:
                with_named.append(choice)
            elif choice:
                for guard in choice[0].opposite:
                    by_guard.setdefault(guard, []).append(choice)
        return by_guard, with_named


def _touched_by(new: frozenset[Guard], together: Together) -> frozenset[Hashable] | None:
    """What the new guards of those that are ``together`` may say something of; None if that may be anything."""
    if any(type(place) is Went or not isinstance(way, bool) for place, way in new):
        # A way where paths part without a test rules out the other ways.
        return None
    return subjects_among(new) | together.linked
