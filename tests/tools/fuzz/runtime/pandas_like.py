"""The part of pandas that generated programs use: columns of numbers."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tests.tools.fuzz.runtime.numpy_like import array, ndarray


class Series:
    """A column. Operations give new ones."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: list[Any]) -> None:
        self._values = list(values)

    @property
    def values(self) -> Any:
        return array(self._values)

    def to_numpy(self) -> Any:
        return array(self._values)

    def tolist(self) -> list[Any]:
        return list(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def nunique(self) -> int:
        return len(set(self._values))

    def unique(self) -> Any:
        return array(list(dict.fromkeys(self._values)))

    def max(self) -> Any:
        return max(self._values)

    def min(self) -> Any:
        return min(self._values)

    def isin(self, among: Any) -> Series:
        known = list(among)
        return self._each(lambda value: value in known)

    def map(self, by: Any) -> Series:
        return self._each(by.__getitem__ if isinstance(by, dict) else by)

    apply = map  # noqa: A003

    def clip(self, lower: Any = None, upper: Any = None) -> Series:
        low = self._each(lambda value: value if lower is None else max(value, lower))
        return low._each(lambda value: value if upper is None else min(value, upper))

    def astype(self, kind: Any) -> Any:
        return self

    @property
    def cat(self) -> Series:
        return self

    @property
    def codes(self) -> Series:
        known = sorted(set(self._values))
        return self._each(known.index)

    def rank(self, method: str = "dense") -> Series:
        return self.codes + 1

    def _each(self, change: Callable[[Any], Any]) -> Series:
        return Series([change(value) for value in self._values])

    def _with(self, other: Any, compute: Callable[[Any, Any], Any]) -> Series:
        others = other._values if isinstance(other, Series) else [other] * len(self)
        return Series([compute(one, two) for one, two in zip(self._values, others, strict=True)])

    def __sub__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a - b)

    def __add__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a + b)

    def __mod__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a % b)

    def __lt__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a < b)

    def __ge__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a >= b)

    def __gt__(self, other: Any) -> Series:
        return self._with(other, lambda a, b: a > b)

    def __ne__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a != b)

    def __eq__(self, other: Any) -> Any:
        return self._with(other, lambda a, b: a == b)

    def all(self) -> bool:
        return all(self._values)

    def any(self) -> bool:
        return any(self._values)


class DataFrame:
    """Columns by name."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self._held = {name: list(column) for name, column in columns.items()}

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, Series):
            kept = list(key)
            return DataFrame({n: [v for v, k in zip(c, kept, strict=True) if k] for n, c in self._held.items()})
        if isinstance(key, list):
            return DataFrame({name: self._held[name] for name in key})
        return Series(self._held[key])

    def __setitem__(self, name: str, column: Any) -> None:
        self._held[name] = [value.item() if isinstance(value, ndarray) else value for value in column]

    def __getattr__(self, name: str) -> Any:
        held = vars(self).get("_held", {})
        if name not in held:
            raise AttributeError(name)
        return Series(held[name])

    @property
    def columns(self) -> list[str]:
        return list(self._held)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "columns":
            object.__setattr__(self, "_held", dict(zip(value, self._held.values(), strict=True)))
        elif name != "_held" and name in self._held:
            self[name] = value
        else:
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(next(iter(self._held.values())))

    def copy(self) -> DataFrame:
        return DataFrame(self._held)

    def assign(self, **columns: Any) -> DataFrame:
        made = self.copy()
        for name, column in columns.items():
            made[name] = column(made) if callable(column) else column
        return made

    def rename(self, columns: dict[str, str]) -> DataFrame:
        return DataFrame({columns.get(name, name): column for name, column in self._held.items()})

    def query(self, test: str) -> DataFrame:
        """``@name`` is a variable of the caller."""
        frame = sys._getframe(1)
        names = {**frame.f_globals, **frame.f_locals, **{name: self[name] for name in self._held}}
        return self[eval(test.replace("@", ""), names)]  # type: ignore[no-any-return]

    def head(self, number: int) -> DataFrame:
        return DataFrame({name: column[:number] for name, column in self._held.items()})


def read_csv(given: Any) -> DataFrame:
    """Numbers only."""
    rows = list(csv.DictReader(given))
    return DataFrame({name: [int(row[name]) for row in rows] for name in rows[0]})


def factorize(column: Any) -> tuple[Any, Any]:
    known = list(dict.fromkeys(column))
    return array([known.index(value) for value in column]), array(known)


MEMBERS: dict[str, Any] = {"DataFrame": DataFrame, "Series": Series, "read_csv": read_csv, "factorize": factorize}
