"""Embedding tables, and functions that look ids up in a matrix."""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.record import record
from flake8_embedding.values.value import Value


@record(frozen=True)
class MakesTable(Effect):
    """The constructor of an embedding table. ``rows`` and ``width`` name arguments.

    ``size_name`` is what users call the argument; ``length`` names the argument with the length of the
    sequences, ``weights`` those with the content, ``padding`` the one with the id that is padding, ``masks`` the
    one that makes id 0 padding; ``one_row_is_idiom``: users of this library write one row for a learned vector on
    purpose. With ``of_matrix`` the argument ``rows`` is a matrix, whose rows are the table's. ``negative`` says what
    the library does with an id below 0, ``overruns`` with one that is too large; ``refuses_negative``: the former is an
    error on every machine.
    """

    rows: str
    width: str
    size_name: str
    called: str = "Embedding"
    length: str | None = None
    weights: tuple[str, ...] = ()
    padding: str | None = None
    masks: str | None = None
    one_row_is_idiom: bool = False
    of_matrix: bool = False
    negative: str = ""
    refuses_negative: bool = False
    refuses_empty: bool = False
    """A table without rows is an error where it is made."""
    needs_padding: bool = False
    """A padding without a row is an error. Only of a row that is filled with zeros 0 is checked: of no given matrix."""
    matrix_names: tuple[str, ...] = ()
    """The attributes by which programs read the table's matrix."""
    overruns: tuple[Overrun, ...] = ()
    group: str = ""
    """Tables of one group may be put in the place of each other by code that is not seen."""
    resizes: bool = False
    """The call itself puts a new table in the place of the group's earlier ones: ``resize_token_embeddings``."""

    is_class: bool = True
    """The entry's names are those of the table's class; otherwise they are functions or methods that make one."""
    calls: tuple[tuple[str, int], ...] = ()
    """Further methods of the table that look ids up, each with how many arguments come before them."""

    @property
    def arguments(self) -> frozenset[str]:
        # Of a matrix the width is read, and is none of the arguments.
        width = None if self.of_matrix else self.width
        return named(self.rows, width, *self.weights, self.padding, self.masks)

    def apply(self, call: Call) -> Value:
        return call.make_table(self)


@record(frozen=True)
class LooksUp(Effect):
    """A function that looks ids up in a matrix it is given: ``table`` tells of the matrix as of a table, ``ids`` names
    the argument with the ids."""

    table: MakesTable
    ids: str
    axis: str | None = None
    """The argument that says along which dimension it looks up: only along the first, 0, it looks up rows."""
    by_default: int | None = None
    """That dimension where it is not given, None for none of them."""
    only: frozenset[str] = frozenset()
    """Arguments that make it another function: ``mode="wrap"``."""
    of_any_array: bool = False
    """It reads rows of any array: those of data, too, which are no table. A look-up counts where the ids are known."""
    wraps: bool = False
    """An id below 0 counts from the end, and programs write it on purpose."""

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.ids, self.axis) | self.table.arguments | self.only

    def apply(self, call: Call) -> Value:
        return call.look_up(self)
