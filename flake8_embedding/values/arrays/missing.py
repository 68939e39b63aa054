"""Missing values in columns of data: which columns may have some, and what counts them.

pandas leaves them out of ``nunique()``, ``value_counts()`` and categories; ``unique()``, ``LabelEncoder`` and texts
have an entry for them. https://pandas.pydata.org/docs/user_guide/missing_data.html
"""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum, auto

from flake8_embedding.values.containers.selections import (
    ChosenByTest,
    First,
    Joined,
    MissingIn,
    OwnCategories,
    Present,
    RowsOf,
    WithoutMissing,
)
from flake8_embedding.values.numbers.bounds import Expr, mapped
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import distinct_count
from flake8_embedding.values.provenance import CategoriesOf, DistinctOf, Part, Read
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import Number, Unknown


class Missing(Enum):
    """Whether a value is missing in a column."""

    NO = auto()
    """Those that are missing were left out, or it is no column that was read."""
    PERHAPS = auto()
    SEEN = auto()
    """An empty cell stands in the program."""


def missing_in(column: Hashable) -> Missing:
    """Whether a value is missing in a column that was read from a file. Rows that a test has chosen may be just those
    that have a value, so nothing is known of them."""
    name: str | None = None
    whole = True
    while True:
        match column:
            case Present() | RowsOf(selection=Joined()):
                return Missing.NO
            case RowsOf(selection=WithoutMissing(columns=columns)) if columns is None or name in columns:
                return Missing.NO
            case RowsOf(selection=ChosenByTest(columns=columns)) if not columns or Part(column.of, name) in columns:
                return Missing.NO
            case CategoriesOf(of=of):
                column = of
            case RowsOf(of=of) | First(of=of):
                column, whole = of, False
            case Part(of=of, name=str(named)) if name is None:
                column, name = of, named
            case Read(gaps=gaps) if name is not None and (gaps is None or name in gaps):
                return Missing.SEEN if gaps is not None and whole else Missing.PERHAPS
            case _:
                return Missing.NO


def present_count(column: Unknown, text: str) -> Number:
    """The number of different values in a column, without the missing one: as many as there are, or one less."""
    if isinstance(column.key, CategoriesOf):
        column = column.derived(column.key.of)
    missing = missing_in(column.key)
    if missing is Missing.NO:
        return distinct_count(column, text)
    everything = distinct_count(column, "the number of distinct values, the missing one with them").exact
    assert isinstance(everything, Linear)
    # As many as there are, or one less; one less where a value is seen to be missing.
    most = everything + -1 if missing is Missing.SEEN else everything
    counted = DistinctOf(Present(column.key))
    symbol = Symbol(counted, text, most=(most,), above=(everything + -1,), counts=frozenset({column.key}))
    return Number.exactly(Linear.of(symbol))


def without_missing(column: Unknown) -> Unknown:
    """What ``dropna()`` leaves of a column."""
    return column.derived(Present(column.key)) if missing_in(column.key) is not Missing.NO else column


def has_categories(column: Hashable) -> bool:
    """Whether a column, or what rows of it were chosen from, was made one of categories. These stay, also those that no
    row has any more."""
    return any(isinstance(part, CategoriesOf | OwnCategories) for part in with_owners(column))


def are_rows_left_out(column: Hashable) -> bool:
    """Whether rows of the data were chosen, in ways that are seen."""
    return any(isinstance(part, RowsOf | First) and not isinstance(part, Present) for part in with_owners(column))


def counted_column(key: Hashable) -> Hashable:
    """The column whose different values the number counts, with or without the missing one; None for other numbers."""
    if not isinstance(key, DistinctOf):
        return None
    return key.of.of if isinstance(key.of, Present) else key.of


def leaves_out_missing(key: Hashable) -> bool:
    """Whether a number counts the different values of a column without the missing one."""
    return isinstance(key, DistinctOf) and isinstance(key.of, Present)


def with_missing_values(size: Expr) -> Expr:
    """The size with ``nunique()`` of each column as if it counted the missing value too: if none is missing, the number
    is the same. Where one is seen to be missing, it stays as it is."""
    return mapped(size, _all_counted)


def _all_counted(sum_: Linear) -> Linear:
    counted = Linear(sum_.constant)
    for symbol, factor in sum_.terms:
        perhaps = leaves_out_missing(symbol.key) and bool(symbol.most) and symbol.above == (symbol.most[0] + -1,)
        counted += (symbol.most[0] if perhaps else Linear.of(symbol)) * factor
    return counted


def is_about_missing(key: Hashable, column: Hashable) -> bool:
    """Whether a test asks if values are missing in the column, or in the data that it belongs to."""
    return isinstance(key, MissingIn) and key.of in with_owners(column)
