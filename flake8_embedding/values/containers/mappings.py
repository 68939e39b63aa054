"""Dicts as they grow: entries set one by one, whole dicts merged in, vocabularies numbered as they are filled."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.grown_lengths import length_after, longer, whether_new
from flake8_embedding.values.containers.own_last import is_own, is_surely_own
from flake8_embedding.values.containers.selections import CutByPosition, First, RowsOf, WithOwn
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import Expr, add, constant_of, distance, highest, lowest
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.lengths import least_length, length_of_at_least
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import DistinctOf, GroupsOf, Item, Key, Part
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


class EntriesAreAttributes(Key):
    """A key of the store. If it holds a value, the entries of that dict are its attributes as well: ``parts.table``."""

    __slots__ = ()

    def __init__(self, alloc: Hashable) -> None:
        super().__init__("entries are attributes", alloc)


def is_new_among(mapping: DictValue, key: Value) -> bool:
    """Whether a key that differs from round to round is none of those that were there before the rounds."""
    if not isinstance(key, Number):
        return True
    return mapping.key in (None, key) and not _may_be_one_of(key, mapping)


def put(mapping: DictValue, key: Value, value: Value, place: Hashable, *, is_new: bool | None = None) -> DictValue:
    """The dict after ``d[key] = value``. ``is_new``: True if the key is known not to be in it, False if it is known to
    be in it, None if neither is known."""
    if mapping.distinct and not _is_apart(value, mapping):
        mapping = replace(mapping, distinct=False)
    # The entry that each round of a loop writes, ``d["last"] = number``, is one among those not known one by one.
    name = None if mapping.key is None else as_key(mapping.key)
    is_among_others = name is not None and name == as_key(key)
    known = as_key(key) is not None and not is_among_others
    written_over = _written_over(mapping, key, value, place) if known else None
    if written_over is not None:
        return written_over
    mapping = _with_things_replaced(mapping, key, value, place, is_new=is_new)
    first_key = _first_key_after(mapping, key)
    if first_key is not None and is_new is None:
        # It is above all others.
        is_new = True
    places = _places_of_alternatives(key, mapping)
    if places:
        return replace(_frozen(mapping), entries=_perhaps_overwritten(mapping, value, place, places))
    if not known and mapping.entries and (is_new is False or (is_new is None and _may_be_one_of(key, mapping))):
        # It is not known which entry gets the value, so each may keep its own.
        every = frozenset(range(len(mapping.entries)))
        mapping = replace(_frozen(mapping), entries=_perhaps_overwritten(mapping, value, place, every))
        if mapping.key is None and is_new is False:
            return mapping
    mapping = replace(mapping, first_key=first_key) if mapping.first_key != first_key else mapping
    is_new = whether_new(mapping, key, is_new, known=known)
    numbered = None if known and is_new is None else _numbered_after(mapping, value)
    length = length_after(mapping, key, place, is_new, known=known)
    if known:
        base = mapping if numbered is not None else _frozen(mapping)
        grown = replace(base, entries=(*mapping.entries, (key, value)), length=length, numbered=numbered)
        return grown.grown_from(mapping)
    repeats = mapping.repeats or is_new is not True
    keys = [any_one(key)] if mapping.key is None else [mapping.key, key]
    if numbered is not None:
        joined = any_of(keys, Key(place, 0))
        return replace(mapping, key=joined, value=None, length=length, numbered=numbered, repeats=repeats)
    before = mapping.others
    if isinstance(before, Number) and is_new is not True:
        # ``for word in index: index[word] -= 1`` may change every value.
        before = before.without_highest()
    values = [value] if before is None else [before, value]
    joined, held = any_of(keys, Key(place, 0)), any_of(values, Key(place, 1))
    return replace(mapping, key=joined, value=held, length=length, numbered=None, repeats=False)


def _written_over(mapping: DictValue, key: Value, value: Value, place: Hashable) -> DictValue | None:
    """The dict with another value for a key that is known to be in it; None if it is not known."""
    known = mapping.place_of(key)
    if known is not None:
        entries = mapping.entries
        changed = (*entries[:known], (entries[known][0], value), *entries[known + 1 :])
        return replace(_frozen(mapping), entries=changed).grown_from(mapping)
    if not is_own(key, mapping.key):
        return None
    # It is one of those that are not known one by one, unless a test has left it out.
    held = mapping.others.without_highest() if isinstance(mapping.others, Number) else mapping.others
    length = mapping.length if is_surely_own(key, mapping.key) else longer(mapping, place, sure=False)
    entries = (*mapping.entries, (key, value))
    return replace(_frozen(mapping), value=held, entries=entries, length=length).grown_from(mapping)


def _may_be_one_of(key: Value, mapping: DictValue) -> bool:
    """Whether a number that is not known may be one of the keys, or one of several values or words is one: a word of
    ``list(d)`` may be each of the keys.

    Assumption: words-of-data. A word of the data is none of the words that the file itself puts in, such as
    ``"<pad>"``.
    """
    if isinstance(key, Choice):
        return any(mapping.place_of(one.value) is not None or _may_be_one_of(one.value, mapping) for one in key.options)
    if isinstance(key, TextValue | Unknown) and isinstance(key.key, WithOwn):
        return any(mapping.place_of(Const(own)) is not None for own in key.key.own)
    if not isinstance(key, Number):
        return False
    low = None if key.low is None else lowest(key.low)
    high = None if key.high is None else highest(key.high)
    numbers = [one.constant for one, _ in mapping.entries if isinstance(one, Number) and one.constant is not None]
    return any((low is None or low <= one) and (high is None or one <= high) for one in numbers)


def _places_of_alternatives(key: Value, mapping: DictValue) -> frozenset[int]:
    """Which entries may be meant by a key that is one of several values; empty where not all of these are keys."""
    if type(key) is not Choice:
        return frozenset()
    places = {mapping.place_of(one.value) for one in key.options}
    return frozenset(place for place in places if place is not None) if None not in places else frozenset()


_THINGS = (FunctionValue, ClassValue, LibraryName, Method, ObjectRef)


def _with_things_replaced(
    mapping: DictValue, key: Value, value: Value, place: Hashable, *, is_new: bool | None
) -> DictValue:
    """``makers[name] = make_large``: things that are made or called are chosen by names that the file itself has, so
    the key may be one of them."""
    if is_new is not None or not isinstance(key, Unknown | TextValue):
        return mapping
    things = frozenset(at for at, (_, held) in enumerate(mapping.entries) if isinstance(held, _THINGS))
    return replace(mapping, entries=_perhaps_overwritten(mapping, value, place, things)) if things else mapping


def _perhaps_overwritten(
    mapping: DictValue, value: Value, place: Hashable, places: frozenset[int]
) -> tuple[tuple[Value, Value], ...]:
    """The entries, of which each of those at the places may have the value instead of its own."""
    return tuple(
        (name, _perhaps(any_of([held, value], Key(place, name)))) if number in places else (name, held)
        for number, (name, held) in enumerate(mapping.entries)
    )


def _perhaps(value: Value) -> Value:
    match value:
        case Number():
            return value.weakened()
        case Choice(options=options):
            return Choice(tuple(replace(one, value=_perhaps(one.value)) for one in options))
    return value


def without(mapping: DictValue, key: Value, place: Hashable) -> DictValue:
    """The dict after ``del d[key]``."""
    place_of_key = mapping.place_of(key) if as_key(key) is not None else None
    if place_of_key is not None:
        entries = (*mapping.entries[:place_of_key], *mapping.entries[place_of_key + 1 :])
        length = mapping.length.exact
        shorter = unknown_length(Key(place, "shorter"), most=mapping.length) if length is None else add(length, -1)
        left = shorter if isinstance(shorter, Number) else Number.exactly(shorter)
        return replace(_frozen(mapping), entries=entries, length=left, first_key=None)
    if mapping.key is None and (as_key(key) is not None or not mapping.entries):
        return mapping
    return fewer(mapping, place)


def fewer(mapping: DictValue, place: Hashable) -> DictValue:
    """The dict without one of its entries; which one is not known."""
    keys = [name for name, _ in mapping.entries] + ([] if mapping.key is None else [mapping.key])
    others = mapping.others
    values = [held for _, held in mapping.entries] + ([] if others is None else [others])
    if not keys:
        return mapping
    joined, held = any_of(keys, Key(place, 0)), _perhaps(any_of(values, Key(place, 1)))
    shorter = unknown_length(Key(place, "shorter"), most=mapping.length)
    return DictValue((), joined, held, shorter, factory=mapping.factory)


def merged(one: DictValue, other: Value, place: Hashable) -> DictValue:
    """``{**one, **other}``."""
    if not isinstance(other, DictValue):
        unknown = Unknown("a dict of unknown content is merged in", Key(place, "merged"))
        length = length_of_at_least(least_length(one.length), Key(place, "merged"))
        return DictValue((), unknown, unknown, length)
    if not one.entries and one.key is None:
        return replace(other, factory=one.factory).grown_from(other)
    if other.key is None:
        for name, value in other.entries:
            one = put(one, name, value, Key(place, name))
        return one
    if one.key is None and _are_own_words(one, other):
        return _behind_own(one, other, place)
    keys = [found for found in (one.key, other.key) if found is not None]
    values = [found for found in (one.others, other.others) if found is not None]
    kept = (entry for entry in one.entries if other.get(entry[0]) is None and not is_own(entry[0], other.key))
    entries = (*kept, *other.entries)
    length = length_of_at_least(max(map(least_length, (one.length, other.length))), Key(place, "merged"))
    return DictValue(entries, any_of(keys, Key(place, 0)), any_of(values, Key(place, 1)), length, factory=one.factory)


def _are_own_words(one: DictValue, other: DictValue) -> bool:
    """Whether the keys of a dict are texts that stand in the program, none of which was put among the others before."""
    texts = all(isinstance(name, Const) and isinstance(name.value, str) for name, _ in one.entries)
    return texts and not any(is_own(name, other.key) for name, _ in one.entries)


def _behind_own(one: DictValue, other: DictValue, place: Hashable) -> DictValue:
    """``{"<pad>": 0, **vocab}``: the entries that the program has put in come first. Those that ``vocab`` has as well
    are the ones that it has."""
    grown = _frozen(other)
    for name, value in one.entries:
        if other.get(name) is None:
            grown = put(grown, name, value, Key(place, name))
    count = len(other.entries)
    entries = (*grown.entries[count:], *grown.entries[:count])
    return replace(_frozen(grown), entries=entries, factory=one.factory)


def _numbered_after(mapping: DictValue, value: Value) -> int | None:
    """The distance between each value and the number of entries before it, if it is the same for all entries."""
    exact = value.exact if type(value) is Number else None
    length = mapping.length.exact
    if exact is None or length is None:
        return None
    offset = distance(exact, length)
    if offset is None:
        return None
    empty = not mapping.entries and mapping.key is None
    return offset if empty or mapping.numbered == offset else None


def _is_apart(value: Value, mapping: DictValue) -> bool:
    """Whether a number is none of the values."""
    exact = value.exact if isinstance(value, Number) else None
    held = [one for _, one in mapping.entries] + ([] if mapping.others is None else [mapping.others])
    return exact is not None and all(isinstance(one, Number) and _is_beside(exact, one) for one in held)


def _is_beside(exact: Expr, numbers: Number) -> bool:
    above = numbers.high is not None and at_least(exact, add(numbers.high, 1)) is True
    return above or (numbers.low is not None and at_least(numbers.low, add(exact, 1)) is True)


def _first_key_after(mapping: DictValue, key: Value) -> int | None:
    """With which number the keys begin that are running numbers, with this one as the last."""
    exact, length = key.exact if type(key) is Number else None, mapping.length.exact
    if exact is None or length is None:
        return None
    if not mapping.entries and mapping.key is None:
        return constant_of(exact)
    first = mapping.runs_from
    return first if first is not None and distance(exact, length) == first else None


def _frozen(mapping: DictValue) -> DictValue:
    """The dict with its present values written out. From here on the values do not follow the number of entries."""
    if mapping.numbered is None:
        return mapping
    return replace(mapping, value=mapping.others, numbered=None, repeats=False)


def is_own_word(mapping: DictValue, word: Value) -> bool:
    """Whether the word is one of the data that the dict was made of, or of the first of them."""
    if not isinstance(word, Unknown | TextValue) or not isinstance(mapping.key, Unknown | TextValue):
        return False
    if isinstance(mapping.key.key, WithOwn) and word.key in mapping.key.key.words:
        return True
    return mapping.key == word or (
        isinstance(mapping.key, Unknown) and isinstance(word, Unknown) and _of_all(mapping.key.key) == word.key
    )


def may_be_there(mapping: DictValue, key: Value, may_be_same: Callable[[Value | None, Value], bool]) -> bool:
    """Whether the key is one of the data that the dict was filled with, so that it may be there already.
    ``may_be_same`` tells whether two words may be elements of one answer."""
    keys = [one.value for one in mapping.key.options] if isinstance(mapping.key, Choice) else [mapping.key]
    if any(one is not None and is_own_word(replace(mapping, key=one), key) for one in keys):
        return True
    if isinstance(key, ObjectRef | SequenceValue) or _is_any_of_several(mapping.key):
        # ``(word, next_word)``: what is in such keys is not compared.
        return mapping.key is not None
    return any(may_be_same(one, key) or _are_of_one(one, key) for one in keys)


def perhaps_grown(mapping: DictValue) -> DictValue:
    """A dict whose last entry may never have come in."""
    if mapping.numbered is not None:
        return replace(mapping, length=mapping.length.without_highest())
    others = mapping.others
    return replace(mapping, value=others.without_highest()) if isinstance(others, Number) else mapping


def _is_any_of_several(key: Value | None) -> bool:
    """Whether it stands for words of several data, of which it is not known which these are."""
    return isinstance(key, Unknown) and isinstance(key.key, tuple) and key.key[-1:] == ("any of",)


def _are_of_one(one: Value | None, other: Value) -> bool:
    """Whether both stand in one collection: ``words[i]`` and an element of ``words``."""
    owners = {_collection_of(one), _collection_of(other)}
    return len(owners) == 1 and None not in owners


def _collection_of(word: Value | None) -> Hashable:
    key = word.key if isinstance(word, Unknown) else None
    is_element = isinstance(key, Item) or (isinstance(key, Part) and key.name == "[element]")
    return key.of if is_element and isinstance(key, Item | Part) else None


def has_every_word(mapping: DictValue, word: Value) -> bool:
    """Whether the word is surely a key: it is one of some data, the keys are from there as well, and there are as many
    of them as the data have different words, beside the entries that the program has put in."""
    if not isinstance(word, Unknown) or not isinstance(word.key, Part) or mapping.key != word:
        return False
    different = Linear.of(Symbol(DistinctOf(word.key.of), ""))
    return word.key.name == "[element]" and mapping.length.exact == different + len(mapping.entries)


def is_at_place_of(word: Value, each: Value | None) -> bool:
    """Whether the word stands at some place of the data that ``each`` is any of: ``words[0]``."""
    if not isinstance(word, Unknown) or not isinstance(each, Unknown) or not isinstance(word.key, Item):
        return False
    return isinstance(each.key, Part) and each.key.name == "[element]" and each.key.of == word.key.of


def _of_all(key: Hashable) -> Hashable:
    """An element of ``words[:12]`` as one of ``words``, and one of what ``next(it)`` has left as one of all."""
    if isinstance(key, Part) and isinstance(key.of, First | RowsOf):
        return key.owned_by(key.of.of)
    return key


def is_cut_key(mapping: DictValue, word: Value) -> bool:
    """``vocab[word] for word in words[:-1]``: a word of some of those that the dict was made of, or of a choice that
    was made among those."""
    if not isinstance(word, Unknown | TextValue):
        return False
    key = word.key
    while isinstance(key, Part | RowsOf | GroupsOf):
        key = key.of
    return isinstance(key, CutByPosition) and mapping.key != word


def may_come_for_own_word(content: DictValue, default: Number) -> bool:
    """Whether the default for a missing word counts beside the ids of the dict, for one of the words that the dict was
    made of. A word is surely missing only if there are more words than entries are kept, and then an id below their
    number is one of the ids anyway."""
    kept = highest(content.length.high) if content.length.high is not None else None
    least = constant_of(default.high)
    return kept is not None and (least is None or least >= kept)
