"""Ids that may be other numbers by now than their vocabulary gave: they are tainted.

The length of a vocabulary tells which ids will come only as long as they come as the vocabulary gave them. What a
function that is not followed made of them (``from_zero(ids)``) may fit a smaller table.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.relations import Relatives


class Taint:
    """Unknown things by their keys; a part of a tainted thing is tainted, and so is the whole."""

    def __init__(self) -> None:
        self._tainted = Relatives()
        self._incoming = Relatives()
        self._ids = Relatives()
        """Both of them together."""
        self.has_ids = self._ids.has_one_of
        """Whether the thing under a key is tainted, or may be ids as they come. Nothing is asked more often."""

    def add(self, key: Hashable) -> None:
        """The thing was made of ids in a way that is not followed, or by a comparison: ids may be missing or moved."""
        self._tainted.add(key)
        self._ids.add(key)

    def add_incoming(self, key: Hashable) -> None:
        """Ids as they come: what a parameter holds where no argument is seen."""
        self._incoming.add(key)
        self._ids.add(key)

    def has(self, key: Hashable) -> bool:
        """Whether the thing is tainted."""
        return self._tainted.has_one_of(key)

    def has_incoming(self, key: Hashable) -> bool:
        """Whether the thing may be ids as they come."""
        return self._incoming.has_one_of(key)

    def __bool__(self) -> bool:
        return bool(self._tainted)
