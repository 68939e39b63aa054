"""The names of each scope, found without a walk through all that the store holds."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import islice

from flake8_embedding.values.value import Value


class ScopeNames:
    """Which names the keys of a growing mapping have in each scope. A key ``(scope, "x")`` is the name x there.

    Keys that are added later are found when somebody asks; none may be taken out.
    """

    def __init__(self, held: dict[Hashable, Value]) -> None:
        self._held = held
        self._seen = 0
        self._names: dict[Hashable, list[str]] = {}

    def of(self, scope: Hashable) -> dict[str, Value]:
        """Every name of the scope, with what it holds."""
        if self._seen < len(self._held):
            for of, name in _names_among(islice(self._held, self._seen, None)):
                self._names.setdefault(of, []).append(name)
            self._seen = len(self._held)
        return {name: self._held[scope, name] for name in self._names.get(scope, ())}


def names_set(scope: Hashable, held: dict[Hashable, Value]) -> Iterator[tuple[str, Value]]:
    """The same of a mapping that is asked once."""
    for of, name in _names_among(held):
        if of is scope:
            yield name, held[scope, name]


def _names_among(keys: Iterator[Hashable] | dict[Hashable, Value]) -> Iterator[tuple[Hashable, str]]:
    for key in keys:
        if type(key) is tuple and len(key) == 2 and type(key[1]) is str:
            yield key[0], key[1]
