"""Numbers that are another one in each round of a loop: the length of a line that the loop goes over.

In ``sizes.append(len(line))`` each round appends its own number, and all have one name. When the loop is done, the list
holds numbers up to the largest of them, and ``len(line)`` is the one of the last round.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from flake8_embedding.record import replace
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.provenance import KINDS, Key, MadeOf, NumberOf
from flake8_embedding.values.value import AllocationSite, Number


class OfAnyRound(Key):
    """The largest or smallest of the numbers that the rounds of a loop have under one name."""

    __slots__ = ()


class RoundLocal:
    """Tells which numbers are made in the rounds of the loop at a place: at some nodes, or of the ``elements`` that it
    goes over."""

    def __init__(
        self,
        place: Hashable,
        made_at: Callable[[], frozenset[int]],
        elements: frozenset[Hashable],
        running: Number | None = None,
        objects: Iterable[AllocationSite] = (),
        added_to: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.place, self._made_at, self._elements, self._added_to = place, made_at, elements, added_to
        self.running = running
        """The number that a round has from what the loop goes over, if no other round has the same."""
        self._objects = set(objects)
        self._answers: dict[Hashable, bool] = {}

    def has(self, symbol: Symbol) -> bool:
        """Whether each round has its own number under this name. The name of an unknown element also stands for the
        largest of them."""
        return not isinstance(symbol.key, NumberOf) and self._is_inside(symbol.key)

    def varies(self, symbol: Symbol) -> bool:
        """Whether each round may have another number under this name, that of an unknown element included."""
        return self._is_inside(symbol.key)

    def makes(self, name: Hashable) -> bool:
        """Whether each round makes an object of its own under this name."""
        return isinstance(name, AllocationSite) and self._is_inside(name)

    def only_adds_to(self, name: Hashable) -> bool:
        """Whether the loop does nothing to a name, or an attribute, but add: ``count += 1``. So it is no maximum."""
        return type(name) is tuple and name[1] in self._added_to()

    def comes_to(self, name: Hashable) -> bool:
        """Whether it is an object to which only one round comes, or an attribute of one: another round finds another
        object under this name, as it was before the loop."""
        return (name[0] if type(name) is tuple else name) in self._objects

    @property
    def has_objects(self) -> bool:
        """Whether there is any object to which only one round comes."""
        return bool(self._objects)

    def note_shared(self, objects: Iterable[AllocationSite]) -> None:
        """Any round may come to these objects."""
        self._objects.difference_update(objects)

    def largest(self, symbol: Symbol) -> Symbol:
        """The largest that any round has. What bounds it is a part of its name: in a later round that may be more."""
        most = tuple(one for one in symbol.most if not any(map(self.has, one.symbols)))
        return replace(self._in_any_round(symbol, ("largest", most)), most=most)

    def smallest(self, symbol: Symbol) -> Symbol:
        """The smallest that any round has."""
        return self._in_any_round(symbol, "smallest")

    def of_one(self, symbol: Symbol, one: AllocationSite) -> Symbol:
        """The number that the round has which has made this object."""
        return self._in_any_round(symbol, one)

    def _in_any_round(self, symbol: Symbol, which: Hashable) -> Symbol:
        key = symbol.key
        name = OfAnyRound(self.place, which, key)
        made = _same_kind(key, name) if isinstance(key, MadeOf) else name
        return replace(symbol, key=made, most=(), above=(), counts=frozenset(), usual=None)

    def _is_inside(self, part: Hashable) -> bool:
        if type(part) is int:
            return part in self._made_at()
        if type(part) is OfAnyRound and part.at(0) == self.place:
            return False
        if part not in self._answers:
            # A key is made of other ones, never of itself.
            self._answers[part] = part in self._elements or any(map(self._is_inside, _parts_of(part)))
        return self._answers[part]


def _same_kind(key: MadeOf, of: Hashable) -> Key:
    made: Key = type(key)(of)
    return made


def _parts_of(part: Hashable) -> tuple[Hashable, ...]:
    if type(part) in KINDS:
        assert isinstance(part, Key)
        return part.parts
    if type(part) is AllocationSite:
        return (part.site, part.context)
    return part if isinstance(part, tuple) else ()
