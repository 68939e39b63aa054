"""Names for things of the program under analysis that two mentions can share.

A key is built from places and other keys, and may be built upon again for as long as the program goes on. So it
keeps its hash and its depth: comparing two keys is comparing two numbers almost always, and a key that grows without
end (``x = f(x.a)`` in a loop) becomes a name of its own.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import KEY_DEPTH


class Key:
    """A tuple of hashable parts with its hash computed once, and what it is a part of when that is first asked."""

    __slots__ = ("_hash", "chain", "depth", "parts")

    def __init__(self, *parts: Hashable) -> None:
        depth: int = 0
        for part in parts:
            if isinstance(part, Key) and part.depth > depth:
                depth = part.depth
        self.depth: int = depth + 1
        self.parts: tuple[Hashable, ...] = parts
        if self.depth > KEY_DEPTH:
            self.parts, self.depth = (object(),), 1
        self._hash = hash(self.parts)
        self.chain: tuple[Hashable, ...] | None = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Key) and self._hash == other._hash and self.parts == other.parts)

    def __repr__(self) -> str:
        return f"Key#{self._hash & 0xFFFF:04x}"


class Mark(Key):
    """Something that holds from some place on, for as long as every path comes by such a place: that a dict has a key,
    that the words of a loop are all different."""

    __slots__ = ()


class Changed(Key):
    """What an unknown thing is after something was done to it at a place."""

    __slots__ = ()

    def __init__(self, before: Hashable, place: Hashable) -> None:
        super().__init__("changed", before, place)

    @property
    def before(self) -> Hashable:
        return self.parts[1] if len(self.parts) > 1 else None


class Variable(Key):
    """An environment variable; ``usual`` is what a program reads where nobody has set it."""

    __slots__ = ("usual",)

    def __init__(self, name: Hashable, usual: object) -> None:
        super().__init__("variable", name, usual)
        self.usual = usual


class Option(Key):
    """An option of the command line that is one of a few constants."""

    __slots__ = ("choices",)

    def __init__(self, declared: Hashable, name: str, choices: frozenset[object]) -> None:
        super().__init__("option", declared, name)
        self.choices = choices


def before_changes(key: Hashable) -> Hashable:
    """The thing as it was first, however often it was changed since, or what it is a part of."""
    while isinstance(key, Changed):
        key = key.before
    if not isinstance(key, Key) or not key.parts or not isinstance(key.parts[0], Key):
        return key
    owner = before_changes(key.parts[0])
    return key if owner is key.parts[0] else Key(owner, *key.parts[1:])


def part_of_rows(of: Hashable, *parts: Hashable) -> Key:
    """Some of the rows of a table of data: still the same columns, with nothing in them that the whole has not."""
    return Key(of, "rows", *parts)


def first_of(key: Hashable, count: Hashable) -> Key:
    """The first ``count`` elements, or all where there are fewer."""
    return Key(key, "first", count)


def cut_by_position(key: Hashable, *place: Hashable) -> Key:
    """An element of a part of a collection without repeats: it is none of those outside that part."""
    return Key(key, "cut", *place)


def is_cut_by_position(key: Hashable) -> bool:
    """Whether it is an element of such a part."""
    return isinstance(key, Key) and key.parts[1:2] == ("cut",)


def read_from_file(key: Hashable) -> Key:
    """Data as they stand in a file."""
    return Key("read", key)


def joined(key: Hashable) -> Key:
    """A choice of rows by joining them with other data: columns of the other data have come in, too."""
    return Key("joined", key)


def whole_of(key: Hashable) -> Hashable:
    """What the thing is without the choice of rows that was made on the way."""
    if not isinstance(key, Key) or not key.parts or not isinstance(key.parts[0], Key | int):
        return key
    owner = whole_of(key.parts[0])
    return owner if key.parts[1:2] == ("rows",) else Key(owner, *key.parts[1:])


def wholes_of(key: Hashable) -> list[Hashable]:
    """What the thing was before each choice of rows on the way, the last choice first."""
    if not isinstance(key, Key) or not key.parts or not isinstance(key.parts[0], Key):
        return []
    owner = key.parts[0]
    if key.parts[1:2] == ("rows",):
        return [owner, *wholes_of(owner)]
    return [Key(whole, *key.parts[1:]) for whole in wholes_of(owner)]


def is_read(key: Hashable) -> bool:
    """Whether the thing is a part of what was read from a file, as it stands there; after joining it with other data a
    column may come from these."""
    while isinstance(key, Key) and key.parts and isinstance(key.parts[0], Key):
        chosen = key.parts[2] if key.parts[1:2] == ("rows",) and len(key.parts) > 2 else None
        if isinstance(chosen, Key) and chosen.parts[:1] == ("joined",):
            return False
        key = key.parts[0]
    return isinstance(key, Key) and key.parts[:1] == ("read",)


def are_related(one: Hashable, other: Hashable) -> bool:
    """Whether two names of data are of the same thing, or one of a part of the other."""
    first, second = _chain(one), _chain(other)
    return first[0] in second or second[0] in first


class Relatives:
    """Names of data, to ask of another one whether it is related to any of them, however many they are."""

    def __init__(self) -> None:
        self._wholes: set[Hashable] = set()
        self._owners: set[Hashable] = set()

    def add(self, key: Hashable) -> None:
        chain = _chain(key)
        self._wholes.add(chain[0])
        self._owners.update(chain)

    def has_one_of(self, key: Hashable) -> bool:
        """Whether the name and one of these are related, as ``are_related`` has it."""
        chain = _chain(key)
        return chain[0] in self._owners or not self._wholes.isdisjoint(chain)

    def __bool__(self) -> bool:
        return bool(self._wholes)


def _chain(key: Hashable) -> tuple[Hashable, ...]:
    """The thing, what it is a part of, what that is a part of, and so on."""
    if not isinstance(key, Key):
        return (key,)
    if key.chain is None:
        chain = [whole_of(key)]
        # What the module makes, outside any call, is named by its place alone, a number.
        while isinstance(chain[-1], Key) and chain[-1].parts and isinstance(chain[-1].parts[0], Key | int):
            chain.append(chain[-1].parts[0])
        key.chain = tuple(chain)
    return key.chain
