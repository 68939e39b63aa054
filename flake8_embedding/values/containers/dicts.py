"""Dicts: the entries that are known one by one, and what holds of the others."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field

from flake8_embedding.record import record, replace
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.literals import are_one_key, as_key
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.value import Const, Number, Value

_FEW = 16
"""Entries of a dict up to which looking at each is as fast as an index."""


class EntryIndex:
    """The places of entries by their keys. It is shared by a dict and what it becomes as entries are added one after
    the other, of which each knows the first ones: filling a dict costs a step for each entry."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self._count = 0

    def append(self, key: Value, place: int) -> bool:
        """Add the key of the entry at this place; False where another dict has an entry there already."""
        if place != self._count:
            return False
        self._count += 1
        self._places.setdefault(_same_for_one_key(key), place)
        return True

    def place_of(self, key: Value, count: int) -> int | None:
        """The place among the first ``count`` entries."""
        place = self._places.get(_same_for_one_key(key))
        return place if place is not None and place < count else None


def _same_for_one_key(key: Value) -> Hashable:
    """Something that is equal for two keys just where ``are_one_key`` says that they are one."""
    literal = as_key(key)
    return key if literal is None else literal


class KeepsIndex(Value):
    """A dict keeps the index of its entries when it is first asked for one."""

    __slots__ = ("index",)
    index: EntryIndex


@record(frozen=True, slots=True)
class DictValue(KeepsIndex):
    """A dict: the entries known one by one, and what holds of the rest.

    ``entries`` alone make up the dict where ``key`` is None; otherwise there are other entries, with keys like
    ``key`` and values like ``others``. ``length`` counts all; where it need not be attained, the last entry may never
    have come in. In a ``numbered`` dict each value is the number of
    entries that were there before it, plus ``numbered``; with ``repeats``, a key may have been set again.
    """

    entries: tuple[tuple[Value, Value], ...]
    key: Value | None
    value: Value | None
    length: Number
    numbered: int | None = None
    repeats: bool = False
    factory: Value | None = None
    """What makes the values of keys that are not there (``defaultdict``); the class itself for a ``Counter``."""
    origin: Origin | None = field(default=None, compare=False)
    """Where the numbers of a ``numbered`` dict come from."""
    in_any_order: bool = False
    """Whether the entries came in an order that is not known, as from a set."""
    distinct: bool = False
    """No two entries have one value."""
    first_key: int | None = None
    """If the keys are running numbers, which one they begin with: ``words[len(words)] = word`` gives 0."""

    def get(self, key: Value) -> Value | None:
        """The value of an entry that is known by itself."""
        place = self.place_of(key)
        return None if place is None else self.entries[place][1]

    def place_of(self, key: Value) -> int | None:
        """Which of the entries has the key, None where none is known to have it."""
        if len(self.entries) > _FEW:
            return self._by_key().place_of(key, len(self.entries))
        if type(key) is Const and type(key.value) is str:
            # Most keys are texts, which are equal to texts only.
            for place, (known, _) in enumerate(self.entries):
                if type(known) is Const and known.value == key.value:
                    return place
            return None
        return next((place for place, (known, _) in enumerate(self.entries) if are_one_key(known, key)), None)

    def grown_from(self, before: DictValue) -> DictValue:
        """This dict, which is another one with at most one entry more behind the others: they share their index."""
        if len(before.entries) > _FEW:
            index = before._by_key()
            count = len(self.entries)
            if count == len(before.entries) or index.append(self.entries[-1][0], count - 1):
                keeper: KeepsIndex = self
                keeper.index = index
        return self

    def _by_key(self) -> EntryIndex:
        keeper: KeepsIndex = self
        try:
            return keeper.index
        except AttributeError:
            keeper.index = made = EntryIndex()
            for place, (known, _) in enumerate(self.entries):
                made.append(known, place)
            return made

    @property
    def has_distinct_values(self) -> bool:
        """Whether no two entries have one value."""
        return self.distinct or (self.numbered is not None and not self.repeats)

    @property
    def runs_from(self) -> int | None:
        """With which number the keys begin, if they are running numbers; None where that is not known. An empty dict
        has none."""
        if self.first_key is not None or self.key is not None or not self.entries:
            return self.first_key
        first = _constant(self.entries[0][0])
        if first is None:
            return None
        runs = all(_constant(key) == place for place, (key, _) in enumerate(self.entries, first))
        return first if runs else None

    @property
    def others(self) -> Value | None:
        """What the values of the entries have in common that are not known one by one."""
        if self.key is None:
            return None
        if self.numbered is None or self.length.exact is None:
            return self.value
        last = add(self.length.exact, self.numbered - 1)
        # The entries that came last may be known one by one.
        known = {held.exact for _, held in self.entries if isinstance(held, Number)}
        while last in known:
            last = add(last, -1)
        origin = None if self.origin is None else replace(self.origin, counted=self.length.exact)
        if not self.repeats:
            return Number(number(self.numbered), last, self.length.attained, origin=origin)
        # ``d[key] = len(d)`` of a key that is there already: its number rises, and the dict does not grow.
        top = add(self.length.exact, self.numbered)
        comes = last if self.length.attained else None
        return Number(number(self.numbered), top, attained=False, origin=origin, comes=comes)


def _constant(key: Value) -> int | None:
    return key.constant if type(key) is Number else None
