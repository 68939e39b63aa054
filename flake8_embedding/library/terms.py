"""Sizes and ids in the words of a constructor's arguments: ``COUNT + 1``, ``Limited(COUNT, "num_words")``.

A term is a number that depends on an object's settings and on what it has learned; the interpretation works it out for
one object.
"""

from __future__ import annotations

from flake8_embedding.record import record


class Term:
    """A number that depends on an object's settings and on what it has learned."""

    def __add__(self, other: int | Term) -> Term:
        return Sum(self, other if isinstance(other, Term) else Fixed(other))

    def __sub__(self, other: int) -> Term:
        return Sum(self, Fixed(-other))

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments on which the number depends."""
        return frozenset()


@record(frozen=True)
class Fixed(Term):
    """A number."""

    number: int


@record(frozen=True)
class Sum(Term):
    """Two terms added."""

    one: Term
    other: Term

    @property
    def arguments(self) -> frozenset[str]:
        return self.one.arguments | self.other.arguments


@record(frozen=True)
class Count(Term):
    """The number of entries the object has learned or was given."""


@record(frozen=True)
class Base(Term):
    """The number of entries without those that were added by hand."""


@record(frozen=True)
class Setting(Term):
    """The integer given for an argument."""

    name: str
    default: int | None = None

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))


@record(frozen=True)
class Listed(Term):
    """The number that belongs to the text given for an argument, for those texts of which it is known."""

    name: str
    numbers: tuple[tuple[str, int], ...]

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))


@record(frozen=True)
class LengthOf(Term):
    """How many entries the container given for an argument has; those in ``not_counting`` are left out where
    the container begins with them, as the library itself recognises them."""

    name: str
    not_counting: tuple[str, ...] = ()

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))


@record(frozen=True)
class OneIf(Term):
    """1 if the argument is given and not None, else 0."""

    name: str

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))


@record(frozen=True)
class Limited(Term):
    """The least of ``term`` and the setting, or just ``term`` where the setting is absent, None or 0."""

    term: Term
    setting: str

    @property
    def arguments(self) -> frozenset[str]:
        return self.term.arguments | {self.setting}


@record(frozen=True)
class AtLeast(Term):
    """``term``, but no less than ``floor`` where the argument ``given`` is given."""

    term: Term
    floor: int
    given: str

    @property
    def arguments(self) -> frozenset[str]:
        return self.term.arguments | {self.given}


COUNT = Count()
BASE = Base()
ZERO = Fixed(0)
