"""Sparse matrices, of which only the shape is known: no entry lies outside of it."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import record
from flake8_embedding.values.ids import Origin, Place
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import as_scalar
from flake8_embedding.values.value import Number, Value


@record(frozen=True, slots=True)
class SparseMatrix(Value):
    """A matrix of so many ``rows`` and ``columns``, made at a place."""

    rows: Value
    columns: Value
    key: Hashable
    place: Place

    @property
    def row_numbers(self) -> Number:
        """The numbers of the rows that have entries."""
        return _places(self.rows, "rows of the matrix", self.place)

    @property
    def column_numbers(self) -> Number:
        """The numbers of the columns that have entries."""
        return _places(self.columns, "columns of the matrix", self.place)


def _places(size: Value, what: str, place: Place) -> Number:
    # The last row of a matrix may be empty: often a matrix is made one row larger than is needed.
    count = as_scalar(size)
    exact = count.exact if count is not None else None
    high = None if exact is None else add(exact, -1)
    return Number(number(0), high, attained=False, origin=Origin(what, place, counted=exact))
