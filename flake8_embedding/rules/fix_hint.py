"""What would fix a finding, in terms that need no syntax: ``fixes`` knows how each hint is written into a program.

A hint promises nothing: its edit is applied only if the changed program, analysed again, no longer has the finding.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import record
from flake8_embedding.values.ids import Place


@record(frozen=True)
class Enlarge:
    """The size at ``place`` is to be ``by`` more.

    ``history`` are the places at which it was given a name on its way. ``asked`` is an expression for the size that is
    needed, with {} for the name of what is made at ``maker``. ``matrix`` is where the matrix is made, by address, that
    must keep the table's size.
    """

    place: Place
    by: int
    history: tuple[Place, ...] = ()
    asked: str = ""
    maker: Place = None
    to_int: bool = False
    """Whether it is a scalar of a library, and has to become an int of Python's."""
    chosen: bool = False
    """Whether the size is a number that somebody chose, and counts nothing."""
    swapped: bool = False
    """Whether the width would do as the size: then the two may stand in each other's place."""
    matrix: Hashable = None


@record(frozen=True)
class EnlargeMatrix:
    """The matrix that is made at an address is to have ``by`` rows more."""

    made: Hashable
    by: int


@record(frozen=True)
class TakeRows:
    """The size at ``place`` is to be the number of rows of the matrix that is given at ``matrix``; ``fewer``: that is
    known to be a smaller number."""

    place: Place
    matrix: Place
    fewer: bool = False


@record(frozen=True)
class Exchange:
    """Two arguments stand in each other's place."""

    one: Place
    other: Place


@record(frozen=True)
class ToInt:
    """The number at ``place`` is to become an int of Python's."""

    place: Place


@record(frozen=True)
class Drop:
    """The argument with the value at ``place`` has no effect."""

    place: Place


@record(frozen=True)
class Relocate:
    """The imports of this flavour of a library are to come from the one to use instead, all of them."""

    flavour: str


FixHint = Enlarge | EnlargeMatrix | TakeRows | Exchange | ToInt | Drop | Relocate
