"""Collections of words of the data whose last element is the program's own: ``words + ["<unk>"]``.

Numbering them gives the highest number to the element that the program has put in. A word of the data has a lower
one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.record import replace
from flake8_embedding.values.entries import are_running
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import DictValue
from flake8_embedding.values.selections import OwnLast
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value


def with_own_last(element: Value, parts: Iterable[Value], last: Value) -> Value:
    """What stands for each element of a collection that is made of the ``parts`` and ends with ``last``, known if that
    is the program's own."""
    if not isinstance(last, Const) or not isinstance(element, Unknown | TextValue):
        return element
    of_data = [word for part in parts if isinstance(part, Unknown | TextValue) for word in _words_of(part)]
    return replace(element, key=OwnLast(element.key, *of_data))


def _words_of(part: Unknown | TextValue) -> tuple[Hashable, ...]:
    return part.key.words if isinstance(part.key, OwnLast) else (part.key,)


def in_another_order(element: Value) -> Value:
    """What stands for each element, when any of them may be the last: of the sorted words it may be one of the data."""
    if isinstance(element, Unknown | TextValue) and isinstance(element.key, OwnLast):
        return replace(element, key=element.key.of)
    return element


def each_key(mapping: DictValue, place: Hashable) -> Value:
    """What stands for each key of a dict, which is gone over in the order in which the keys came in."""
    own = [key for key, _ in mapping.entries]
    if mapping.key is None or not own:
        return any_of(own if mapping.key is None else [mapping.key], place)
    each = any_of([*own, mapping.key], place)
    return each if _begins_with_entries(mapping) else with_own_last(each, [mapping.key], own[-1])


def _begins_with_entries(mapping: DictValue) -> bool:
    """Whether the entries that the program has put in came first: ``{"<pad>": 0, "<unk>": 1}`` before any word."""
    numbers = [value.constant for _, value in mapping.entries if isinstance(value, Number)]
    known = frozenset(number for number in numbers if number is not None)
    return len(known) == len(mapping.entries) and min(known) in (0, 1) and are_running(known)


def is_before_own_last(key: Value, each: Value | None) -> bool:
    """Whether a word is none of those that the program has put in last. ``each`` stands for each key of the dict."""
    numbered = isinstance(each, Unknown | TextValue) and isinstance(each.key, OwnLast)
    # Assumption: words-of-data. The word is not the key that the program puts in.
    return numbered and isinstance(key, Unknown | TextValue) and key != each
