"""Collections of words of the data among which the program puts some of its own: ``words + ["<unk>"]``.

Numbering them gives the highest number to the last one. If the program has put that in, a word of the data has a lower
number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import CutByPosition, LastWord, WithOwn
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.provenance import Extended, Part
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value


def with_own(element: Value, parts: Iterable[Value], own: Iterable[Value], *, is_last: bool) -> Value:
    """What stands for each element of a collection that is made of the ``parts`` and of the program's ``own`` words, if
    there are any; ``is_last``: whether it ends with one."""
    if not isinstance(element, Unknown | TextValue):
        return element
    keys = [part.key for part in parts if isinstance(part, Unknown | TextValue)]
    words = frozenset(word for key in keys for word in (key.words if isinstance(key, WithOwn) else (key,)))
    texts: set[Hashable] = {one.value for one in own if isinstance(one, Const) and isinstance(one.value, str)}
    texts.update(text for key in keys if isinstance(key, WithOwn) for text in key.own)
    last = LastWord.OWN if is_last else LastWord.OF_DATA
    return replace(element, key=WithOwn(element.key, words, frozenset(texts), last)) if texts else element


def of_extended(whole: Unknown, element: Value) -> Value:
    """The element of an unknown list to which the program has added some of its own."""
    match whole.key:
        case Extended(own=frozenset() as own) as key:
            return with_own(element, [whole.derived(Part(key.before, "[element]"))], map(Const, own), is_last=True)
    return element


def of_either(element: Value, parts: Iterable[Value]) -> Value:
    """The element of one of several collections, of which some have words of the program's own."""
    several = list(parts)
    rows = [part.items for part in several if isinstance(part, SequenceValue) and part.items is not None]
    if isinstance(element, SequenceValue) and element.items is not None and len(rows) == len(several):
        # ``for word, i in index.items()``
        items = tuple(
            of_either(one, column) for one, column in zip(element.items, zip(*rows, strict=True), strict=True)
        )
        return replace(element, items=items)
    found = with_own(element, several, (), is_last=any(map(has_own_last, several)))
    return element if found is element else without_own_last(found)


def in_another_order(element: Value, last: LastWord = LastWord.ANY) -> Value:
    """What stands for each element, when another one is the last: of the sorted words it may be any of them."""
    match element:
        case Unknown(key=WithOwn() as key) | TextValue(key=WithOwn() as key):
            return replace(element, key=WithOwn(key.of, key.words, key.own, last))
    return element


def among_own(each: Value | None) -> WithOwn | None:
    """What is known of the words of a collection, of which ``each`` stands for each element; also where a test may have
    left some out. None where the program has put none of its own among them."""
    match each:
        case Unknown(key=key) | TextValue(key=key) if key is not None:
            pass
        case _:
            return None
    while isinstance(key, CutByPosition):
        key = key.of
    return key if isinstance(key, WithOwn) else None


def is_own(key: Value, each: Value | None) -> bool:
    """Whether the key is one that the program has put among the words; ``each`` stands for each key of the dict."""
    among = among_own(each)
    return among is not None and isinstance(key, Const) and key.value in among.own


def is_surely_own(key: Value, each: Value | None) -> bool:
    """Whether it is one, and no test may have left it out."""
    return is_own(key, each) and isinstance(each, Unknown | TextValue) and isinstance(each.key, WithOwn)


def has_own_last(element: Value) -> bool:
    """Whether the collection of which this stands for each element ends with one of the program's own, or may do so for
    another reason than that it was sorted."""
    match element:
        case Unknown(key=WithOwn() as among) | TextValue(key=WithOwn() as among):
            return among.last in (LastWord.OWN, LastWord.UNKNOWN)
        case SequenceValue(kind="tuple", items=tuple() as items):
            return any(map(has_own_last, items))
    return False


def _may_end_with_own(element: Value) -> bool:
    among = among_own(element)
    return among is not None and among.last is not LastWord.OF_DATA


def without_own_last(element: Value) -> Value:
    """The same, where the element that the program has put in may be left out: ``word for word in words if word !=
    "<unk>"``. With it goes its number, as in ``for word, i in index.items()``."""
    match element:
        case Unknown() | TextValue() if _may_end_with_own(element):
            return replace(element, key=CutByPosition(element.key, "own last"))
        case SequenceValue(kind="tuple", items=tuple() as items) if any(map(_may_end_with_own, items)):
            parts = [one.without_highest() if isinstance(one, Number) else without_own_last(one) for one in items]
            return replace(element, items=tuple(parts))
    return element


def each_key(mapping: DictValue, place: Hashable) -> Value:
    """What stands for each key of a dict, which is gone over in the order in which the keys came in."""
    own = [key for key, _ in mapping.entries]
    if mapping.key is None or not own:
        return any_of(own if mapping.key is None else [mapping.key], place)
    each = any_of([*own, mapping.key], place)
    is_last = has_own_last(mapping.key) or not _begins_with_entries(mapping)
    return with_own(each, [mapping.key], own, is_last=is_last)


def _begins_with_entries(mapping: DictValue) -> bool:
    """Whether the entries that the program has put in came first: ``{"<pad>": 0, "<unk>": 1}`` before any word."""
    numbers = [value.constant for _, value in mapping.entries if isinstance(value, Number)]
    return mapping.numbered is not None and numbers == list(range(mapping.numbered, mapping.numbered + len(numbers)))


def is_before_own_last(key: Value, each: Value | None) -> bool:
    """Whether a key is not the last one of a dict in which the program has put some of its own. ``each`` stands for
    each key of the dict."""
    among = among_own(each)
    if among is None:
        return False
    if is_own(key, each):
        return among.last is not LastWord.OWN or len(among.own) > 1
    if isinstance(key, Unknown | TextValue) and isinstance(key.key, WithOwn) and among.own <= key.key.own:
        # It goes over them as well.
        return False
    # Assumption: words-of-data. The word is not the key that the program puts in.
    ends_with_own = among.last in (LastWord.OWN, LastWord.UNKNOWN)
    return ends_with_own and isinstance(key, Const | Unknown | TextValue) and key != each
