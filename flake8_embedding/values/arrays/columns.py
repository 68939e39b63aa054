"""Data in columns, such as a pandas DataFrame, and which columns are known."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import field

from flake8_embedding.record import record, replace
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import Number, Unknown, Value


@record(frozen=True, slots=True)
class DataFrame(Value):
    """Data in columns. ``columns`` are those that the program has set itself. Every other column is a part of the data,
    which ``key`` names. ``order`` are the names of all columns in their order, None if not known."""

    key: Hashable
    columns: tuple[tuple[str, Value], ...] = ()
    order: tuple[str, ...] | None = None
    text: str | None = field(default=None, compare=False)
    is_sorted: bool = False
    """Whether the rows were sorted by what stands in them."""
    rows: Number | None = None
    """The number of rows, if it is known by another name: after ``drop_duplicates()`` it is the number of different
    values of a column."""

    @property
    def length(self) -> Number:
        """The number of rows."""
        return self.rows or unknown_length(self.key)

    def column(self, name: str) -> Value:
        """What the column holds."""
        found = dict(self.columns).get(name)
        text = f"{self.text}[{name!r}]" if self.text else None
        return found if found is not None else Unknown("a column of data that is not seen", Part(self.key, name), text)

    def renamed(self, names: tuple[str, ...] | None, place: Hashable) -> DataFrame:
        """The data after ``frame.columns = names``: the same columns where their order is known."""
        if names is None or self.order is None or len(names) != len(self.order):
            return DataFrame(Key("renamed", place))
        columns = tuple((new, self.column(old)) for new, old in zip(names, self.order, strict=True))
        return DataFrame(Key("renamed", place), columns, names, self.text, self.is_sorted)

    def without_columns(self, names: Collection[str]) -> DataFrame:
        """The data after ``del frame[name]`` for each of the names."""
        kept = tuple(one for one in self.columns if one[0] not in names)
        order = None if self.order is None else tuple(name for name in self.order if name not in names)
        return replace(self, columns=kept, order=order)

    def with_column(self, name: str, value: Value) -> DataFrame:
        """The data after ``frame[name] = value``."""
        others = tuple(one for one in self.columns if one[0] != name)
        order = self.order if self.order is None or name in self.order else (*self.order, name)
        return replace(self, columns=(*others, (name, value)), order=order)
