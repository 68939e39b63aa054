"""The names of each scope, found without a walk through all that the store holds."""

from __future__ import annotations

from collections.abc import Hashable
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
        held = self._held
        if self._seen < len(held):
            for key in islice(held, self._seen, None):
                if type(key) is tuple and len(key) == 2 and type(key[1]) is str:
                    self._names.setdefault(key[0], []).append(key[1])
            self._seen = len(held)
        return {name: held[scope, name] for name in self._names.get(scope, ())}
