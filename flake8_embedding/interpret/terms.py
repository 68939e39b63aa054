"""Terms of rows to symbolic integers, for the settings of one particular object or call."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from flake8_embedding.library.terms import (
    AtLeast,
    Base,
    Count,
    Fixed,
    LengthOf,
    Limited,
    Listed,
    OneIf,
    Setting,
    Sum,
    Term,
)
from flake8_embedding.limits import ALTERNATIVES
from flake8_embedding.values.bounds import Expr, add, constant_of, max_of, min_of, number
from flake8_embedding.values.contents import items_of, length_of
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.objects import SequenceValue, is_none, opaque_number
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import Const, Guard, Number, TextValue, Unknown, Value

Settings = tuple[tuple[str, Value], ...]


def variants(settings: Settings) -> Iterator[tuple[dict[str, Value], frozenset[Guard]]]:
    """The settings without alternatives: each combination that one run can have, with the way to it."""
    choices = [[(name, option) for option in alternatives_of(value)] for name, value in settings]
    for combination in itertools.islice(itertools.product(*choices), ALTERNATIVES):
        taken = NO_GUARDS
        agreeing = True
        for _, option in combination:
            agreeing = agreeing and compatible(taken, option.guards)
            taken = taken | option.guards
        if agreeing:
            yield {name: option.value for name, option in combination}, taken


class Terms:
    """Evaluates terms; every answer is None where a setting it depends on is not known."""

    def __init__(
        self, store: Store, settings: dict[str, Value], count: Expr | None = None, base: Expr | None = None
    ) -> None:
        self._store = store
        self._settings = settings
        self._count = count
        self._base = base

    def __call__(self, term: Term) -> Expr | None:
        match term:
            case Fixed(number=fixed):
                return number(fixed)
            case Count():
                return self._count
            case Base():
                return self._base
            case Sum(one=one, other=other):
                return self._both(one, other, add)
            case Setting(name=name, default=default):
                given = self.given(name)
                if given is None:
                    return None if default is None else number(default)
                return self._integer(given)
            case Listed(name=name, numbers=numbers):
                text = self.given(name)
                known = dict(numbers).get(text.value) if isinstance(text, Const) else None
                return None if known is None else number(known)
            case LengthOf():
                return self._length(term)
            case OneIf(name=name):
                given = self._settings.get(name)
                return None if isinstance(given, Unknown) else number(0 if self.given(name) is None else 1)
            case Limited(term=inner, setting=name):
                return self._limited(inner, name)
            case AtLeast(term=inner, floor=floor, given=name):
                found = self(inner)
                return found if found is None or self.given(name) is None else max_of(found, number(floor))
        raise AssertionError(term)

    def given(self, name: str) -> Value | None:
        """The argument, or None if it is absent or None."""
        value = self._settings.get(name)
        return None if value is None or is_none(value) else value

    def _both(self, one: Term, other: Term, change: Callable[[Expr, Expr], Expr]) -> Expr | None:
        left, right = self(one), self(other)
        return None if left is None or right is None else change(left, right)

    def _integer(self, value: Value) -> Expr | None:
        exact = opaque_number(value) if isinstance(value, Unknown) else value
        return exact.exact if isinstance(exact, Number) else None

    def _limited(self, term: Term, name: str) -> Expr | None:
        free = self(term)
        given = self.given(name)
        if given is None or (isinstance(given, Number) and given.constant == 0):
            return free
        limit = self._integer(given)
        if limit is None or free is None:
            return None
        constant = constant_of(limit)
        return None if constant is not None and constant < 0 else min_of(limit, free)

    def _length(self, term: LengthOf) -> Expr | None:
        given = self.given(term.name)
        if given is None or isinstance(given, TextValue) or (isinstance(given, Const) and isinstance(given.value, str)):
            # A file name: its number of lines is not known.
            return None
        content = self._store.content(given)
        recognised = tuple(map(Const, term.not_counting))
        if recognised and isinstance(content, Unknown):
            # It may have been read back from such an object, and begin with its special entries.
            return None
        length = length_of(given, self._store)
        if length is None or length.exact is None:
            return None
        first = items_of(given, self._store) or (content.begins if isinstance(content, SequenceValue) else ())
        return (
            add(length.exact, -len(recognised))
            if recognised and first[: len(recognised)] == recognised
            else length.exact
        )
