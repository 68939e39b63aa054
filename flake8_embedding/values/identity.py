"""Names for things of the program under analysis that two mentions can share.

A key is built from places and other keys, and may be built upon again for as long as the program goes on. So it
keeps its hash and its depth: comparing two keys is comparing two numbers almost always, and a key that grows without
end (``x = f(x.a)`` in a loop) becomes a name of its own.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import KEY_DEPTH


class Key:
    """A tuple of hashable parts with its hash computed once."""

    __slots__ = ("_hash", "depth", "parts")

    def __init__(self, *parts: Hashable) -> None:
        self.depth: int = 1 + max((part.depth for part in parts if isinstance(part, Key)), default=0)
        self.parts: tuple[Hashable, ...] = parts
        if self.depth > KEY_DEPTH:
            self.parts, self.depth = (object(),), 1
        self._hash = hash(self.parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Key) and self._hash == other._hash and self.parts == other.parts)

    def __repr__(self) -> str:
        return f"Key#{self._hash & 0xFFFF:04x}"
