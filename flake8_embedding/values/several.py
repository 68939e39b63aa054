"""Several objects under one name: those that the rounds of a loop have made at one place, and that are all still there.

After ``rows = [[0] for _ in range(20)]`` one ``AllocationSite`` stands for twenty lists. A loop over ``rows`` comes to
each of them in turn, so what its round writes is written to all. ``rows[0]`` is one of them, and has a name of its
own: what is written to it may have been written to any, and the highest number of all need not be in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import TypeGuard

from flake8_embedding.limits import SINGLE_OBJECTS
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import distance, symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.numbers.ranges import hull, some_of
from flake8_embedding.values.numbers.renaming import renamed
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    Const,
    FloatNumber,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


@record(frozen=True, slots=True)
class PlaceAmong:
    """Where the store keeps what one of several objects holds: under the name that stands for all of them."""

    one: AllocationSite
    of_all: Hashable


def place_among(key: Hashable) -> PlaceAmong | None:
    """The place that a key of the store stands for, if it is one of several objects, or an attribute of one."""
    if type(key) is AllocationSite:
        return PlaceAmong(key, key.among) if key.among is not None else None
    if type(key) is tuple and type(key[0]) is AllocationSite and key[0].among is not None:
        return PlaceAmong(key[0], (key[0].among, *key[1:]))
    return None


class SeveralObjects:
    """The places that have made several objects, and the names of single ones among these."""

    def __init__(self) -> None:
        self.made_in: dict[AllocationSite, RoundLocal] = {}
        """The names that stand for all objects of the rounds of a loop: most programs have none. Nobody else writes
        it."""
        self.names: dict[Hashable, AllocationSite] = {}
        """The names of single ones among these objects. Nobody else writes it."""
        self._cut: set[AllocationSite] = set()
        self._mentioned: list[set[AllocationSite]] = []
        self._written: dict[Hashable, dict[Hashable, None]] = {}
        self._not_kept: set[Hashable] = set()
        self._made_again: set[AllocationSite] = set()

    def note(self, alloc: AllocationSite, local: RoundLocal) -> None:
        """From here on the name stands for all objects that the rounds of a loop have made."""
        self.made_in[alloc] = local

    def forget(self, alloc: AllocationSite) -> None:
        """The place makes an object anew: the name stands for that one, until the round ends."""
        if self.made_in.pop(alloc, None) is not None:
            self._made_again.add(alloc)

    def has(self, value: Value) -> TypeGuard[ObjectRef]:
        """Whether the value stands for all objects that some rounds have made."""
        return isinstance(value, ObjectRef) and value.alloc in self.made_in

    def knows(self, value: Value) -> TypeGuard[ObjectRef]:
        """Whether the value stands for all such objects, or is one of them."""
        return isinstance(value, ObjectRef) and (value.alloc in self.made_in or value.alloc.among is not None)

    def one_of(self, ref: ObjectRef, place: Hashable, *, is_cut: bool = False) -> ObjectRef:
        """One of the objects, for which the reference stands, as it is found at the place; the reference itself if
        it is a single object. ``is_cut``: if only one of them has the highest number, it may be another one."""
        alloc = ref.alloc
        if alloc not in self.made_in and (alloc.among is None or not is_cut or alloc in self._cut):
            return ref
        name = Key("one of several", alloc, place, is_cut)
        one = self.names.get(name)
        if one is None:
            among = alloc.whole
            one = self.names[name] = AllocationSite(name, among.context, among.part, among.text, among)
            if is_cut:
                self._cut.add(one)
        return ObjectRef(one)

    def one_of_these(self, values: list[Value], place: Hashable) -> ObjectRef | None:
        """One of several objects that the same rounds have made; None where the values are anything else."""
        allocs = {value.alloc.whole if self.knows(value) else None for value in values}
        alloc = allocs.pop() if len(allocs) == 1 else None
        return None if alloc is None else self.one_of(ObjectRef(alloc), place)

    @contextmanager
    def noting_mentions(self) -> Iterator[set[AllocationSite]]:
        """The set yielded is filled with the objects of which single ones are read or written meanwhile."""
        mentioned: set[AllocationSite] = set()
        self._mentioned.append(mentioned)
        try:
            yield mentioned
        finally:
            self._mentioned.pop()

    def _mention(self, one: AllocationSite) -> None:
        if one.among is not None:
            for mentioned in self._mentioned:
                mentioned.add(one.among)

    def beside(self, key: Hashable) -> list[Hashable]:
        """The keys under which something else may be the same object, or one of its attributes, when this key is set:
        that of all objects, and of each single one that was written to before and is kept."""
        place = place_among(key)
        written = self._written.get(key if place is None else place.of_all)
        if place is None:
            return list(written or ())
        self._mention(place.one)
        if written is None:
            written = self._written[place.of_all] = {}
        if len(written) < SINGLE_OBJECTS:
            written[key] = None
        elif key not in written:
            self._not_kept.add(key)
        return [place.of_all, *(other for other in written if other != key)]

    def is_kept(self, key: Hashable) -> bool:
        """Whether what is set under the key is kept under it. Of all but the first single objects that are written
        to, it is only known what all objects together hold."""
        return key not in self._not_kept

    def is_lost(self, key: Hashable, place: PlaceAmong) -> bool:
        """Whether nothing is known of what was set under the key: the name of all stands for later objects now."""
        return key in self._not_kept and place.one.among in self._made_again

    def seen(self, held: Value, one: AllocationSite) -> Value:
        """What one of the objects holds, if all of them together hold this."""
        self._mention(one)
        if isinstance(held, PartlyBound):
            return replace(held, bound=tuple(replace(way, value=self.seen(way.value, one)) for way in held.bound))
        local = self.made_in.get(one.among) if one.among is not None else None
        own = {symbol: local.of_one(symbol, one) for symbol in _symbols_in(held) if local.has(symbol)} if local else {}
        return self._weakened(renamed(held, own), one)

    def _weakened(self, value: Value, one: AllocationSite) -> Value:
        match value:
            case Number():
                some = some_of(value)
                return some.without_highest() if one in self._cut else some
            case ObjectRef():
                return self.one_of(value, one, is_cut=one in self._cut)
            case SequenceValue(items=items, element=element, members=members):
                parts, any_order = (
                    None if some is None else tuple(self._weakened(part, one) for part in some)
                    for some in (items, members)
                )
                return replace(value, items=parts, element=self._weakened(element, one), members=any_order, begins=())
            case DictValue(entries=entries):
                return replace(value, entries=tuple((key, self._weakened(part, one)) for key, part in entries))
            case Choice(options=options):
                return Choice(tuple(replace(way, value=self._weakened(way.value, one)) for way in options))
        return value


def _symbols_in(value: Value) -> set[Symbol]:
    match value:
        case Number(low=low, high=high):
            return {symbol for end in (low, high) if end is not None for symbol in symbols_of(end)}
        case SequenceValue(items=items, element=element, length=length, begins=begins):
            return set().union(*map(_symbols_in, (length, element, *begins, *(items or ()))))
        case DictValue(entries=entries, value=others, length=length):
            held = [part for _, part in entries] + ([] if others is None else [others])
            return set().union(*map(_symbols_in, (length, *held)))
        case Choice(options=options):
            return set().union(*(_symbols_in(way.value) for way in options))
    return set()


def perhaps(value: Value) -> Value:
    """What an object may hold as well, if this was written to one that may be another: none of its ids surely comes."""
    match value:
        case Number():
            return value.weakened()
        case SequenceValue(items=items):
            own = None if items is None else tuple(map(perhaps, items))
            return replace(value, items=own, element=perhaps(value.element), members=None, begins=())
        case DictValue(entries=entries, value=others):
            own_entries = tuple((key, perhaps(part)) for key, part in entries)
            return replace(value, entries=own_entries, value=None if others is None else perhaps(others))
        case Choice(options=options):
            return Choice(tuple(replace(way, value=perhaps(way.value)) for way in options))
    return value


def is_longer(before: Value | None, after: Value) -> bool:
    """Whether a list has become longer and holds what it held: ``rows[0].append(5)``."""
    if not isinstance(before, SequenceValue) or not isinstance(after, SequenceValue):
        return False
    old, new = before.element, after.element
    then, now = before.length.exact, after.length.exact
    if not isinstance(old, Number) or not isinstance(new, Number) or then is None or now is None:
        return False
    both, more = hull([old, new]), distance(now, then)
    return (both.low, both.high) == (new.low, new.high) and more is not None and more > 0


def weakly_written(before: Value, after: Value, place: Hashable, *, keeps_elements: bool = False) -> Value:
    """What all objects together hold after this was written to one of them. ``keeps_elements``: a list has only become
    longer."""
    match before, after:
        case _ if before == after:
            return before
        case Number(), Number():
            return any_of([before.weakened(), after], place)
        case SequenceValue(kind=kind), SequenceValue(kind=other) if kind == other:
            rows = [row for row in (before if keeps_elements else _of_some(before), after) if row.items != ()]
            element = any_of([row.element for row in rows], place)
            return SequenceValue(kind, element, unknown_length(place), dtype=before.dtype)
        case DictValue(), DictValue() if _has_keys_of(before, after):
            entries = tuple(
                (key, weakly_written(old, new, place))
                for (key, old), (_, new) in zip(before.entries, after.entries, strict=True)
            )
            others = (
                after.value
                if before.value is None or after.value is None
                else weakly_written(before.value, after.value, place)
            )
            return replace(after, entries=entries, value=others, numbered=None, distinct=False)
        case _ if isinstance(before, PartlyBound) or isinstance(after, PartlyBound):
            return Unknown("it was set on one of several objects", place)
        case DictValue(), DictValue():
            return Unknown("an entry was put into one of several dicts", place)
    if isinstance(before, _PLAIN) and isinstance(after, _PLAIN):
        return any_of([before, after], place)
    return Unknown("it may be that of another object", place)


_PLAIN = (Const, FloatNumber, TextValue)


def _of_some(row: SequenceValue) -> SequenceValue:
    element = row.element.weakened() if isinstance(row.element, Number) else row.element
    return replace(row, element=element, begins=row.lasting_begin)


def _has_keys_of(before: DictValue, after: DictValue) -> bool:
    keys = [key for key, _ in before.entries]
    return before.key == after.key is None and keys == [key for key, _ in after.entries]
