"""The entries of a vocabulary that stands in the file: what names it where its length is a plain number.

``["ant", "bee"]``, its set, its counts and the dict that numbers it have one length, and that length is theirs: 2 rows
for ``len(words)`` are as many as the dict has ids, and 2 rows for anything else are not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.limits import ITEMS
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.value import Const, Value

Entries = frozenset[Hashable]


def entries_of(content: Value) -> Entries | None:
    """The entries that a container, or a text of letters, stands for; None where not all of them are literals, or where
    they do not tell one vocabulary from another.

    Words of the program's own, such as ``<pad>``, are left out: some of the containers of a vocabulary have them.
    """
    match content:
        case Const(value=str(text)) if len(text) <= ITEMS:
            return _told_apart(frozenset(text))
        case DictValue(entries=entries, key=None):
            keys = _literals(key for key, _ in entries)
            if keys is None or not are_running(keys):
                return None if keys is None else _told_apart(keys)
            # The dict from ids to words.
            return _told_apart(_literals(value for _, value in entries))
        case SequenceValue(items=items, members=members):
            some = items if items is not None else members
            return None if some is None else _told_apart(_literals(some))
    return None


def _literals(values: Iterable[Value]) -> Entries | None:
    found = [as_key(value) for value in values]
    return frozenset(key[0] for key in found if key is not None) if None not in found else None


def _told_apart(entries: Entries | None) -> Entries | None:
    if entries is None:
        return None
    words = frozenset(entry for entry in entries if not _is_marker(entry))
    return words if len(words) > 1 and not are_running(words) else None


def _is_marker(entry: Hashable) -> bool:
    """Whether it is a text like ``<pad>`` or ``[UNK]``, or an empty one, which stands for no word of the data."""
    return entry is None or (isinstance(entry, str) and len(entry) != 1 and not entry[:1].isalnum())


def are_running(entries: Entries) -> bool:
    """Whether they are numbers one after the other, as ids and places are."""
    numbers = {entry for entry in entries if isinstance(entry, int)}
    return len(numbers) == len(entries) and max(numbers, default=0) - min(numbers, default=0) == len(numbers) - 1
