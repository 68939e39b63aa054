"""Sizes and ids in the words of a constructor's arguments: ``COUNT + 1``, ``Limited(COUNT, "num_words")``.

A term is a number that depends on an object's settings and on what it has learned. It evaluates itself for one object.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator

from flake8_embedding.limits import ALTERNATIVES
from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.bounds import Expr, add, constant_of, max_of, min_of, number, times
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.value import Const, Guard, Number, TextValue, Unknown, Value


class Settings:
    """What one object was given, by the names of the constructor's arguments; ``count`` is how many entries it has,
    ``base`` how many without those that were added by hand."""

    def __init__(
        self, store: Store, given: dict[str, Value], count: Expr | None = None, base: Expr | None = None
    ) -> None:
        self.store = store
        self._given = given
        self.count = count
        self.base = base

    def given(self, name: str) -> Value | None:
        """The argument, or None if it is absent or None."""
        value = self._given.get(name)
        return None if value is None or is_none(value) else value

    @property
    def names(self) -> frozenset[str]:
        """The names of all arguments."""
        return frozenset(self._given)

    def is_unknown(self, name: str) -> bool:
        """Whether the argument is there, and nothing is known of it."""
        return isinstance(self._given.get(name), Unknown)

    def integer(self, name: str) -> Expr | None:
        """The argument as an exact number, None where it is none."""
        given = self.given(name)
        exact = opaque_number(given) if isinstance(given, Unknown) else given
        return exact.exact if isinstance(exact, Number) else None


class Term(ABC):
    """A number that depends on an object's settings and on what it has learned."""

    def __add__(self, other: int | Term) -> Term:
        return Sum(self, other if isinstance(other, Term) else Fixed(other))

    def __sub__(self, other: int | Term) -> Term:
        return Sum(self, other if isinstance(other, Term) else Fixed(other), sign=-1)

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments on which the number depends."""
        return frozenset()

    @abstractmethod
    def evaluate(self, settings: Settings) -> Expr | None:
        """The number for these settings, None where one that it depends on is not known."""


@record(frozen=True)
class Fixed(Term):
    """A number."""

    number: int

    def evaluate(self, settings: Settings) -> Expr | None:
        return number(self.number)


@record(frozen=True)
class Sum(Term):
    """Two terms added, or with ``sign=-1`` one less the other."""

    one: Term
    other: Term
    sign: int = 1

    @property
    def arguments(self) -> frozenset[str]:
        return self.one.arguments | self.other.arguments

    def evaluate(self, settings: Settings) -> Expr | None:
        left, right = self.one.evaluate(settings), self.other.evaluate(settings)
        return None if left is None or right is None else add(left, times(right, self.sign))


@record(frozen=True)
class Count(Term):
    """The number of entries the object has learned or was given."""

    def evaluate(self, settings: Settings) -> Expr | None:
        return settings.count


@record(frozen=True)
class BaseCount(Term):
    """The number of entries without those that were added by hand."""

    def evaluate(self, settings: Settings) -> Expr | None:
        return settings.base


@record(frozen=True)
class Setting(Term):
    """The integer given for an argument."""

    name: str
    default: int | None = None

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))

    def evaluate(self, settings: Settings) -> Expr | None:
        if settings.given(self.name) is None:
            return None if self.default is None else number(self.default)
        return settings.integer(self.name)


@record(frozen=True)
class Listed(Term):
    """The number that belongs to the text given for an argument, for those texts of which it is known."""

    name: str
    numbers: tuple[tuple[str, int], ...]

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))

    def evaluate(self, settings: Settings) -> Expr | None:
        text = settings.given(self.name)
        known = dict(self.numbers).get(text.value) if isinstance(text, Const) else None
        return None if known is None else number(known)


@record(frozen=True)
class Special:
    """An entry of the library's own that a vocabulary begins with: what the argument names, or else the default. None
    for no such entry."""

    argument: str
    default: str | int | None = None

    def entry(self, settings: Settings) -> Value | None:
        """The entry; None for none, and an unknown thing where it is not known."""
        if settings.given(self.argument) is not None:
            return settings.given(self.argument)
        if self.default is None:
            return None
        return Const(self.default) if isinstance(self.default, str) else Number.exactly(self.default)


def special_entries(entries: tuple[str | Special, ...], settings: Settings) -> tuple[Value, ...] | None:
    """The entries that a vocabulary begins with; None where they are not known."""
    told = [one.entry(settings) if isinstance(one, Special) else Const(one) for one in entries]
    known = tuple(one for one in told if one is not None)
    return known if all(as_key(one) is not None for one in known) else None


@record(frozen=True)
class LengthOf(Term):
    """How many entries the container given for an argument has; those in ``not_counting`` are left out where
    the container begins with them, as the library itself recognises them."""

    name: str
    not_counting: tuple[str | Special, ...] = ()
    as_often_as: str | None = None
    """The argument that says how often the container must begin with these entries, to be recognised. Read back from
    such an object it begins so; who asks for more than one does not take it from there."""

    @property
    def arguments(self) -> frozenset[str]:
        special = (one.argument for one in self.not_counting if isinstance(one, Special))
        return frozenset((self.name, *special, *([self.as_often_as] if self.as_often_as else [])))

    def evaluate(self, settings: Settings) -> Expr | None:
        given = settings.given(self.name)
        if given is None or isinstance(given, TextValue) or (isinstance(given, Const) and isinstance(given.value, str)):
            # A file name: its number of lines is not known.
            return None
        content = settings.store.content(given)
        recognised = special_entries(self.not_counting, settings)
        often = settings.given(self.as_often_as) if self.as_often_as else None
        is_repeated = isinstance(often, Number) and often.constant is not None and often.constant > 1
        if recognised is None or (recognised and not is_repeated and isinstance(content, Unknown)):
            # It may have been read back from such an object, and begin with its special entries.
            return None
        length = length_of(given, settings.store)
        if length is None or length.exact is None:
            return None
        first = items_of(given, settings.store) or (content.begins if isinstance(content, SequenceValue) else ())
        begins = tuple(map(as_key, first[: len(recognised)])) == tuple(map(as_key, recognised))
        return add(length.exact, -len(recognised)) if begins else length.exact


@record(frozen=True)
class OneIf(Term):
    """1 if the argument is given and not None, else 0."""

    name: str

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))

    def evaluate(self, settings: Settings) -> Expr | None:
        if settings.is_unknown(self.name):
            return None
        return number(0 if settings.given(self.name) is None else 1)


@record(frozen=True)
class Limited(Term):
    """The least of ``term`` and the setting, or just ``term`` where the setting is absent, None or 0."""

    term: Term
    setting: str

    @property
    def arguments(self) -> frozenset[str]:
        return self.term.arguments | {self.setting}

    def evaluate(self, settings: Settings) -> Expr | None:
        free, given = self.term.evaluate(settings), settings.given(self.setting)
        if given is None or (isinstance(given, Number) and given.constant == 0):
            return free
        limit = settings.integer(self.setting)
        if limit is None or free is None or (constant_of(limit) or 0) < 0:
            return None
        return min_of(limit, free)


@record(frozen=True)
class AtLeast(Term):
    """``term``, but no less than ``floor`` where the argument ``given`` is given."""

    term: Term
    floor: int
    given: str

    @property
    def arguments(self) -> frozenset[str]:
        return self.term.arguments | {self.given}

    def evaluate(self, settings: Settings) -> Expr | None:
        found = self.term.evaluate(settings)
        return found if found is None or settings.given(self.given) is None else max_of(found, number(self.floor))


@record(frozen=True)
class Without(Term):
    """``term`` where the argument ``name`` is not given; otherwise it is not known."""

    term: Term
    name: str

    @property
    def arguments(self) -> frozenset[str]:
        return self.term.arguments | {self.name}

    def evaluate(self, settings: Settings) -> Expr | None:
        return self.term.evaluate(settings) if settings.given(self.name) is None else None


COUNT = Count()
BASE = BaseCount()
ZERO = Fixed(0)


def variants(given: tuple[tuple[str, Value], ...]) -> Iterator[tuple[dict[str, Value], frozenset[Guard]]]:
    """Settings without alternatives: each combination that one run can have, with the way to it."""
    choices = [[(name, option) for option in alternatives_of(value)] for name, value in given]
    for combination in itertools.islice(itertools.product(*choices), ALTERNATIVES):
        taken = NO_GUARDS
        agreeing = True
        for _, option in combination:
            agreeing = agreeing and compatible(taken, option.guards)
            taken |= option.guards
        if agreeing:
            yield {name: option.value for name, option in combination}, taken
