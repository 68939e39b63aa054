"""What one path reads from a file is what the other path has written there.

``if exists(path): words = load(path)``, ``else: words = number(texts); dump(words, path)``. The file is the one that
the program has written when it ran before. So ``words`` is the same vocabulary on both paths, and nothing is known of
one that is not known of the other.

Assumption: data-are-there. Nobody else has written to the file in the meantime.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

from flake8_embedding.limits import OBJECTS_IN_A_FILE
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.memory.paths import Delta
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.objects import ModelObject, TableObject
from flake8_embedding.values.provenance import Item, Key, LengthOf, Part, SetMember
from flake8_embedding.values.relations import are_related, before_changes
from flake8_embedding.values.value import AllocationSite, Choice, Const, Guard, Number, ObjectRef, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.values.memory.store import Store

_READ, _WRITTEN, _ESCAPED = "read from a file", "written to a file", "escaped"


@record(frozen=True, slots=True)
class InFile(Value):
    """A thing that was read from a file or written to it, and what the objects in it held then. ``moment`` tells what
    happens to it later from what has happened before."""

    thing: Value
    held: tuple[tuple[Hashable, Value], ...]
    moment: int


def note_read(store: Store, place: Value, thing: Value) -> None:
    """The program has read the thing from the file at the place, and has not written it before."""
    store.has_round_trips = True
    store.set(Key(_READ, place), _in_file(thing, store))


def note_written(store: Store, place: Value, thing: Value) -> None:
    """The program has written the thing to the file at the place."""
    store.set(Key(_WRITTEN, place), _in_file(thing, store))


def note_escaped(store: Store, thing: Hashable) -> None:
    """Code that is not seen may have changed a thing that is not known. That is no moment of its own: a round of a loop
    that does it again changes nothing."""
    if store.moments_of_files:
        store.set(Key(_ESCAPED, thing), Number.exactly(store.moments_of_files))


def _in_file(thing: Value, store: Store) -> InFile:
    store.moments_of_files += 1
    return InFile(thing, tuple(_held_in(thing, store)), store.moments_of_files)


def _held_in(thing: Value, store: Store) -> Iterator[tuple[Hashable, Value]]:
    """What the objects in a thing hold, each with the key of the store that holds it."""
    pending, seen = [thing], set[AllocationSite]()
    while pending and len(seen) < OBJECTS_IN_A_FILE:
        one = pending.pop()
        if not isinstance(one, ObjectRef):
            pending.extend(_parts_of(one))
            continue
        if one.alloc in seen:
            continue
        seen.add(one.alloc)
        content = store.get(one.alloc)
        named = [((one.alloc, name), value) for name, value in store.names_in(one.alloc)]
        for key, value in [*named, *([(one.alloc, content)] if content is not None else [])]:
            yield key, value
            pending.append(value)


def _parts_of(content: Value) -> Sequence[Value]:
    match content:
        case SequenceValue(items=tuple() as items):
            return items
        case DictValue(entries=entries):
            return [held for _, held in entries]
    return ()


PathToJoin = tuple[Delta, frozenset[Guard]]


def paths_as_written(paths: Sequence[PathToJoin], store: Store) -> list[PathToJoin]:
    """The paths that join, with what was written in place of what was read of it."""
    made: list[PathToJoin] = []
    for delta, guards in paths:
        changed = delta
        for same in _read_and_written(delta, paths, store):
            changed = same.delta_as_written(changed)
            store.tables_as_written |= same.tables_read
        made.append((changed, guards))
    return made


def values_as_written(values: Sequence[Value], paths: Sequence[PathToJoin], store: Store) -> list[Value]:
    """A value of each path that joins, such as what it returns, with what was written in place of what was read."""
    made: list[Value] = []
    for value, (delta, _) in zip(values, paths, strict=True):
        for same in _read_and_written(delta, paths, store):
            value = same.counterpart(value)
        made.append(value)
    return made


def _read_and_written(delta: Delta, paths: Sequence[PathToJoin], store: Store) -> list[_Same]:
    """What one path has read that another one has written."""
    deltas = [other for other, _ in paths if other is not delta]
    read = [(key, thing) for key, thing in delta.items() if isinstance(thing, InFile) and _is_note_of_reading(key)]
    found = (_same_thing(key, thing, delta, deltas, store) for key, thing in read)
    return [same for same in found if same is not None]


def _is_note_of_reading(key: Hashable) -> bool:
    return isinstance(key, Key) and key.at(0) == _READ


def _same_thing(note: Hashable, read: InFile, delta: Delta, others: Sequence[Delta], store: Store) -> _Same | None:
    """What the path has read under the key ``note``, if another path has written it, and neither has changed it."""
    place = note.at(1) if isinstance(note, Key) else None
    for other in others:
        written = other.get(Key(_WRITTEN, place))
        if not isinstance(written, InFile) or _is_changed(read, delta, store) or _is_changed(written, other, store):
            continue
        return _Same(note, delta, other, read, written, store)
    return None


def _is_changed(noted: InFile, delta: Delta, store: Store) -> bool:
    """Whether the path has changed something in the thing since."""
    if isinstance(noted.thing, Unknown) and _has_changed_unknown(noted.thing.key, delta):
        return True
    if _has_escaped(noted, delta):
        return True
    return any((delta[key] if key in delta else store.held(key)) != held for key, held in noted.held)


def _has_escaped(noted: InFile, delta: Delta) -> bool:
    """Whether the path has handed an unknown thing in it to code that is not seen: ``add_words(saved["words"])``."""
    unknown: list[Hashable] | None = None
    for key, when in delta.items():
        if type(key) is not Key or key.at(0) != _ESCAPED:
            continue
        if isinstance(when, Number) and when.constant is not None and when.constant < noted.moment:
            continue
        if unknown is None:
            held = [noted.thing, *(value for _, value in noted.held)]
            unknown = [one.key for value in held for one in (value, *_parts_of(value)) if isinstance(one, Unknown)]
        if any(are_related(before_changes(key.at(1)), before_changes(one)) for one in unknown):
            return True
    return False


def _has_changed_unknown(thing: Hashable, delta: Delta) -> bool:
    """Whether the path has set a part of a thing that is not known: ``saved.n = 3``, ``saved["a"] = 3``."""
    for key, value in delta.items():
        if isinstance(key, SetMember) and are_related(key.of, thing):
            return True
        held = value.value if isinstance(value, PartlyBound) else value
        if isinstance(held, Unknown | DataFrame):
            before = before_changes(held.key)
            if (before != held.key or isinstance(held, DataFrame)) and are_related(before, thing):
                return True
    return False


class _Same:
    """What was read on one path, by what was written on another."""

    def __init__(self, note: Hashable, delta: Delta, other: Delta, read: InFile, written: InFile, store: Store) -> None:
        self._note = note
        self._delta, self._other, self._store = delta, other, store
        self._read, self._written = read, written
        self._pairs: dict[Value, Value] = {}
        self._pair(read.thing, written.thing)

    @property
    def tables_read(self) -> frozenset[Hashable]:
        """The keys of the tables in what was read. From here on those in what was written stand for them."""
        found: set[Hashable] = set()
        pending, seen = [value for _, value in self._read.held], set[AllocationSite]()
        while pending:
            one = pending.pop()
            if isinstance(one, TableObject):
                found.add(one.key)
            elif isinstance(one, ModelObject):
                pending.extend(one.layers)
            elif isinstance(one, ObjectRef) and one.alloc not in seen:
                seen.add(one.alloc)
                held = self._delta.get(one.alloc) or self._store.held(one.alloc)
                pending.extend([] if held is None else [held])
        return frozenset(found)

    def delta_as_written(self, changed: Delta) -> Delta:
        """What the path has changed, with what was written in place of what was read."""
        made = {key: self.counterpart(value) for key, value in changed.items() if key != self._note}
        for key, _ in self._written.held:
            if key not in made and not self._was_there(key):
                made[key] = self._other[key]
        return made

    def counterpart(self, value: Value) -> Value:
        """The value with what was written in it."""
        match value:
            case PartlyBound(bound=options):
                return replace(value, bound=tuple(replace(one, value=self.counterpart(one.value)) for one in options))
            case Choice(options=options):
                return Choice(tuple(replace(one, value=self.counterpart(one.value)) for one in options))
            case SequenceValue(items=tuple() as items):
                return replace(value, items=tuple(map(self.counterpart, items)))
            case ObjectRef():
                found = self._pairs.get(value)
            case Unknown(key=key):
                found = self._by_name(key)
            case Number(exact=Linear(constant=0, terms=((Symbol(key=LengthOf(of=key)), 1),))):
                found = self._pairs.get(value) or self._length_of(self._by_name(key))
            case _:
                return value
        return value if found is None or not self._is_same_here(found) else found

    def _is_same_here(self, found: Value) -> bool:
        """Whether what was written is, on the path that has read it, what it was when it was written."""
        if not isinstance(found, ObjectRef) or not self._was_there(found.alloc):
            return True
        own = (key for key, _ in self._written.held if _owner(key) is found.alloc)
        return all(self._delta.get(key, self._store.held(key)) == self._holds(key) for key in own)

    def _was_there(self, key: Hashable) -> bool:
        """Whether the object was made before the paths have parted."""
        return self._store.held(_owner(key)) is not None

    def _holds(self, key: Hashable) -> Value | None:
        """What the path holds that has written the file."""
        found = self._other[key] if key in self._other else self._store.held(key)
        return found.value if isinstance(found, PartlyBound) else found

    def _content(self, value: Value | None) -> Value | None:
        return self._holds(value.alloc) if isinstance(value, ObjectRef) else value

    def _length_of(self, written: Value | None) -> Value | None:
        content = self._content(written)
        return content.length if isinstance(content, SequenceValue | DictValue) else None

    def _by_name(self, key: Hashable) -> Value | None:
        """What was written under the name of a part of what was read: ``saved["words"]``, ``saved.words``."""
        if isinstance(self._read.thing, Unknown) and key == self._read.thing.key:
            return self._written.thing
        match key:
            case Part(of=owner, name=str(name)):
                written = self._by_name(owner)
                held = self._holds((written.alloc, name)) if isinstance(written, ObjectRef) else None
                return self._entry(self._content(written), Const(name)) if held is None else held
            case Item(of=owner, index=(index,)):
                return self._entry(self._content(self._by_name(owner)), index)
        return None

    def _entry(self, content: Value | None, index: Hashable) -> Value | None:
        match content, index:
            case DictValue(entries=entries), Const():
                held: Value | None = next((one for name, one in entries if name == index), None)
                return held
            case SequenceValue(items=tuple() as items), Number(constant=int(place)) if 0 <= place < len(items):
                found: Value = items[place]
                return found
        return None

    def _pair(self, read: Value, written: Value) -> None:
        """Note which parts of both things are the same."""
        if read in self._pairs or not isinstance(read, ObjectRef) or not isinstance(written, ObjectRef):
            return
        self._pairs[read] = written
        held = dict(self._read.held)
        for key, value in held.items():
            if key is read.alloc:
                self._pair_contents(value, self._content(written))
            elif isinstance(key, tuple) and key[0] is read.alloc:
                other = self._holds((written.alloc, key[1]))
                if other is not None:
                    self._pair(value, other)

    def _pair_contents(self, read: Value, written: Value | None) -> None:
        match read, written:
            case SequenceValue(), SequenceValue():
                self._pairs[read.length] = written.length
                for one, other in zip(read.items or (), written.items or (), strict=False):
                    self._pair(one, other)
            case DictValue(), DictValue():
                self._pairs[read.length] = written.length
                others = dict(written.entries)
                for key, one in read.entries:
                    if key in others:
                        self._pair(one, others[key])


def _owner(key: Hashable) -> Hashable:
    """The object that a key of the store belongs to."""
    return key[0] if isinstance(key, tuple) else key
