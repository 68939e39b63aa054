"""What tests have shown of the entries of dicts and lists. It holds as long as the dict or list is what it was.

After ``if vocab[w] < n``, the entry under ``w`` is below n. So it is for whoever gets ``w`` from ``kept`` after
``kept.append(w)``.
"""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.limits import MAKINGS
from flake8_embedding.record import record
from flake8_embedding.values.predicates.predicate import EntryOf
from flake8_embedding.values.value import AllocationSite, Value


@record(frozen=True, slots=True)
class Shown(Value):
    """What tests have shown of an entry, and what its owner was then."""

    owner: Value
    value: Value


class TestedEntries:
    """The entries that were read or tested; what a test shows on one path alone lies in the store."""

    def __init__(self) -> None:
        self._owners: set[AllocationSite] = set()
        self._keys: dict[Value, dict[tuple[AllocationSite, Value | None], None]] = {}
        """For each key the objects of whose entry under it tests have shown something, and with which default."""
        self._shown: dict[tuple[AllocationSite, Value, Value | None], Value] = {}
        """What tests have shown of the entry under each word that was chosen by them: for all who get these words."""
        self._read: dict[EntryOf, dict[int, Shown]] = {}
        """For each entry what was read there, by its address, and what its owner was then; the last of them is last."""

    def __bool__(self) -> bool:
        return bool(self._keys)

    def has_key(self, key: Value) -> bool:
        """Whether tests have shown something of an entry under this key."""
        return key in self._keys

    def has_owner(self, owner: AllocationSite) -> bool:
        """Whether tests have shown something of an entry of this object."""
        return owner in self._owners

    def under(self, key: Value) -> Iterable[tuple[AllocationSite, Value | None]]:
        """The objects of whose entry under the key tests have shown something, each with the default of ``get``."""
        return list(self._keys[key])

    def note_tested(self, owner: AllocationSite, key: Value, default: Value | None) -> None:
        """A test has shown something of ``owner[key]``, read by ``owner.get(key, default)``."""
        self._owners.add(owner)
        self._keys.setdefault(key, {}).update({(owner, default): None, (owner, None): None})

    def note_chosen(self, owner: AllocationSite, word: Value, default: Value | None, shown: Shown) -> None:
        """The word was chosen by a test of the entry under it: this holds for all who get the word."""
        self._shown[owner, word, default] = shown
        self._keys.setdefault(word, {})[owner, default] = None

    def is_chosen(self, word: Value) -> bool:
        """Whether the word was chosen by a test of an entry under it."""
        return any((owner, word, default) in self._shown for owner, default in self._keys.get(word, ()))

    def shown_by_choice(self, owner: AllocationSite, word: Value, default: Value | None) -> Value | None:
        return self._shown.get((owner, word, default))

    def note_read(self, entry: EntryOf, value: Value, owner: Value | None) -> None:
        """The value was read there, when the object of the entry was ``owner``."""
        if owner is None:
            return
        values = self._read.setdefault(entry, {})
        values.pop(id(value), None)
        if len(values) == MAKINGS:
            del values[next(iter(values))]
        values[id(value)] = Shown(owner, value)

    def read_last(self, entry: EntryOf, owner: Value | None) -> Value | None:
        """What was read there last. None if the object of the entry, which is ``owner`` now, was changed since."""
        values = self._read.get(entry)
        last = next(reversed(values.values())) if values else None
        return last.value if last is not None and last.owner is owner else None

    def is_read(self, entry: EntryOf, value: Value, owner: Value | None) -> bool:
        """Whether this very value was read there while its object was what it is now, ``owner``."""
        found = self._read.get(entry, {}).get(id(value))
        return found is not None and found.owner is owner
