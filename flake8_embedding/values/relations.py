"""How things of the program are related: what is a part of what, and what was chosen of what."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, Final

from flake8_embedding.values.containers.selections import Blindly, ChosenByTest, First, Joined, RowsOf, Stacked
from flake8_embedding.values.provenance import KINDS, Changed, Continuous, Drawn, HashOf, Item, Key, Part, Read


def owner_of(key: Any) -> Hashable | None:
    """What the thing is a part of, None where it is none."""
    if type(key) in KINDS and key.parts and type(key.parts[0]) in KINDS:
        return key.parts[0]  # type: ignore[no-any-return]
    return None


def with_owners(key: Hashable | None) -> Iterator[Hashable]:
    """The thing, what it is a part of, what that is a part of, and so on."""
    while key is not None:
        yield key
        key = owner_of(key)


def before_changes(key: Any) -> Hashable:
    """The thing as it was before anything was done to it, or to what it is a part of."""
    if type(key) not in KINDS:
        return key  # type: ignore[no-any-return]
    while isinstance(key, Changed):
        key = key.before
    owner = owner_of(key)
    if owner is None:
        return key  # type: ignore[no-any-return]
    first = before_changes(owner)
    return key if first is owner else key.owned_by(first)  # type: ignore[no-any-return]


def whole_of(key: Any) -> Hashable:
    """The thing without any choice of rows: ``df[mask].user`` is ``df.user``."""
    if type(key) not in KINDS or not key.parts or not _may_own(key.parts[0]):
        return key  # type: ignore[no-any-return]
    first = key.parts[0]
    owner = whole_of(first) if type(first) in KINDS else first
    if type(key) is RowsOf:
        return owner
    return key if owner is first else key.owned_by(owner)  # type: ignore[no-any-return]


def _may_own(key: Hashable) -> bool:
    """Whether the first part of a key names a thing. What the module makes outside of calls is named by its place
    alone, a number."""
    return type(key) in KINDS or type(key) is int


def wholes_of(key: Hashable) -> list[Hashable]:
    """The thing before each choice of rows, the last choice undone first: ``df[a][b].user`` gives ``df[a].user`` and
    ``df.user``. An element of a column is a choice, too."""
    owner = owner_of(key)
    if owner is None or not isinstance(key, Key):
        return []
    if isinstance(key, RowsOf) or (_is_element(key) and is_read(owner)):
        return [owner, *wholes_of(owner)]
    return [key.owned_by(whole) for whole in wholes_of(owner)]


def parts_of_stack(key: Hashable) -> list[Hashable]:
    """The columns that one consists of: the column ``user`` of ``concat([train, test])`` of theirs."""
    match key:
        case Stacked():
            return list(key.parts_below)
        case Part(of=Stacked() as data, name=name):
            return [Part(one, name) for one in data.parts_below]
    return []


def _is_element(key: Key) -> bool:
    """Whether it is what a loop over the owner gives, or what stands in it at some place."""
    return isinstance(key, Item) or (isinstance(key, Part) and key.name in _ELEMENTS)


_ELEMENTS: Final = frozenset(("[element]", "[value]"))
"""What an element of a thing is called, and one of its different values."""


def are_blind_parts(one: Hashable, other: Hashable) -> bool:
    """Whether both are parts of the same data, or one is all of it, and the parts were chosen without looking at the
    values. The largest number may then be in only one of them."""
    wholes = [_without_blind_choices(key) for key in (one, other)]
    return one != other and wholes[0] == wholes[1] and isinstance(one, Key) and isinstance(other, Key)


def _without_blind_choices(key: Hashable) -> Hashable:
    if isinstance(key, RowsOf) and isinstance(key.selection, Blindly):
        return _without_blind_choices(key.of)
    owner = owner_of(key)
    if owner is None or not isinstance(key, Part):
        return key
    return key.owned_by(_without_blind_choices(owner))


def is_read(key: Hashable) -> bool:
    """Whether the thing is a part of what was read from a file, as it is there. After a join with other data a column
    may come from these. Of a column by which rows were chosen, not all is there."""
    names: list[Hashable] = []
    while (owner := owner_of(key)) is not None:
        selection = key.selection if isinstance(key, RowsOf) else None
        if isinstance(selection, Joined) or (isinstance(selection, ChosenByTest) and _chose(selection, owner, names)):
            return False
        if isinstance(key, Key) and key.at(1) in _CALCULATED:
            return False
        names = [key.name] if isinstance(key, Part) else names
        key = owner
    return isinstance(key, Read)


def read_from(key: Hashable) -> Read | None:
    """The data of a file that the thing is a part of."""
    while not isinstance(key, Read) and (owner := owner_of(key)) is not None:
        key = owner
    return key if isinstance(key, Read) else None


def is_continuous(key: Hashable) -> bool:
    """Whether these are fractions that a scaler or ``randn`` gave, or some of them, and nothing was calculated with
    them."""
    while isinstance(key, RowsOf | First):
        key = key.of
    return isinstance(key, Continuous)


def is_hash(key: Hashable) -> bool:
    """Whether the thing is a hash, or the first bytes or digits of one."""
    while isinstance(key, First):
        key = key.of
    return isinstance(key, HashOf)


def is_drawn(key: Hashable) -> bool:
    """Whether these are numbers that were drawn at random, or some of them, chosen without looking."""
    while isinstance(key, RowsOf | First):
        key = key.of
    return isinstance(key.of if isinstance(key, Continuous) else key, Drawn)


_CALCULATED: Final = frozenset(("+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "@"))
"""The signs in the keys of what was calculated: ``x + y`` of two unknown things."""


def _chose(selection: ChosenByTest, owner: Hashable, names: list[Hashable]) -> bool:
    """Whether rows were chosen by the owner, or by the column of that name in it."""
    columns = {whole_of(column) for column in selection.columns}
    return not columns.isdisjoint({whole_of(owner), *(whole_of(Part(owner, name)) for name in names)})


def are_related(one: Hashable, other: Hashable) -> bool:
    """Whether two names are of the same data, or one is of a part of the other."""
    first, second = _chain(one), _chain(other)
    return first[0] in second or second[0] in first


class Relatives:
    """A set of names of data. It tells whether another name is related to one of them, in a few steps however many
    there are."""

    def __init__(self) -> None:
        self._wholes: set[Hashable] = set()
        self._owners: set[Hashable] = set()
        self._related: set[Hashable] = set()
        """Other names that were found to be related: they stay so."""
        self._unrelated: set[Hashable] = set()
        """Those that were not, since the last one was added."""

    def add(self, key: Hashable) -> None:
        chain = _chain(key)
        if chain[0] not in self._wholes:
            self._wholes.add(chain[0])
            self._owners.update(chain)
            self._unrelated.clear()

    def has_one_of(self, key: Hashable) -> bool:
        """Whether the name and one of these are related, as ``are_related`` has it."""
        if not self._wholes or key in self._unrelated:
            return False
        if key in self._related:
            return True
        chain = _chain(key)
        found = chain[0] in self._owners or not self._wholes.isdisjoint(chain)
        (self._related if found else self._unrelated).add(key)
        return found

    def __bool__(self) -> bool:
        return bool(self._wholes)


def _chain(key: Any) -> tuple[Hashable, ...]:
    """The thing, its owner, the owner of that, and so on, without choices of rows."""
    if type(key) not in KINDS:
        return (key,)
    if key.chain is None:
        part: Any = whole_of(key)
        chain = [part]
        while type(part) in KINDS and part.parts and _may_own(part.parts[0]):
            part = part.parts[0]
            chain.append(part)
        key.chain = tuple(chain)
    found: tuple[Hashable, ...] = key.chain
    return found
