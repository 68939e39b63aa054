"""The methods of dicts: what they give, and how a dict grows by them."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.collections import COUNTER, counted
from flake8_embedding.library.python.containers import dict_of_entries, keys_of, viewed
from flake8_embedding.library.python.items import OF_CONTAINERS
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.by_name import one_by_name
from flake8_embedding.values.containers.contents import any_in, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import (
    fewer,
    has_every_word,
    is_at_place_of,
    is_cut_key,
    is_own_word,
    may_be_there,
    may_come_for_own_word,
    merged,
    perhaps_grown,
    put,
    without,
)
from flake8_embedding.values.containers.own_last import is_before_own_last, is_own, is_surely_own
from flake8_embedding.values.containers.parts import cut_off, one_of, under_one_key
from flake8_embedding.values.containers.picked_by_tests import picked_by
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.join import any_of, join
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.objects import is_no_id, is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.texts import values_under
from flake8_embedding.values.value import NEVER, NONE, Choice, Const, Number, TextValue, Unknown, Value


def _dict_part(call: Call, kind: str) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    if not isinstance(content, DictValue):
        return call.unknown("the dict is not known")
    if kind == "keys":
        return viewed(owner, keys_of(call, content, kind))
    values = tuple(value for _, value in content.entries)
    if kind == "values":
        if content.key is None:
            return _in_order_of(content, SequenceValue.of(kind, values, any_of(list(values), call.key)))
        held = any_of([*values, *([] if content.others is None else [content.others])], call.key)
        if isinstance(content.others, Choice) and isinstance(held, Number):
            # One entry may have the one, and all of them the other.
            held = held.without_highest()
        return SequenceValue(kind, held, content.length, each_once=True, distinct=content.has_distinct_values)
    keys = keys_of(call, content, kind)
    if content.key is None:
        pairs = tuple(SequenceValue.of("tuple", entry, entry[1]) for entry in content.entries)
        row = SequenceValue.of(kind, pairs, any_of(list(pairs), call.key), distinct=True)
        return viewed(owner, _in_order_of(content, row))
    value = any_of([*values, content.others or NONE], (call.key, "values"))
    pair = SequenceValue.of("tuple", (keys.element, value), value)
    row = SequenceValue(kind, pair, content.length, distinct=True, by_last=content.has_distinct_values)
    return viewed(owner, row)


def _in_order_of(content: DictValue, row: SequenceValue) -> SequenceValue:
    return in_any_order(row) if content.in_any_order else row


def _get(call: Call) -> Value:
    content, key, default = (
        call.store.content(call.arguments[0]),
        call.argument("key"),
        call.argument("default") or NONE,
    )
    if not isinstance(content, DictValue) or key is None:
        return call.unknown("the dict is not known")
    known = content.get(key)
    if known is not None:
        return known
    owner = call.arguments[0]
    if content.key is None and as_key(key) is not None and not call.is_known_key(owner, key):
        return default
    found = values_under(content, key, call.store) if as_key(key) is None else []
    found += _of_others(call, content, key)
    if is_before_own_last(key, content.key):
        found = [cut_off(one, call.store) for one in found]
    there = call.shown_entry(owner, key)
    found = found if there is None else [there]
    named = one_by_name(found, call.key) if as_key(key) is None and is_none(default) else None
    if named is not None:
        return named
    is_there = there is not None or call.is_known_key(owner, key) or has_every_word(content, key)
    needless = is_no_id(default) or is_there
    if isinstance(default, Number) and _may_be_needless(call, content, default):
        default = default.without_highest()
    value = any_in(found if needless and found else [*found, default], call.store, call.key)
    value = picked_by(key, value, call.store) if content.key is None else value
    if needless and not is_there:
        value = _or_default(call, value, default)
    if is_cut_key(content, key) or call.is_waited_for(content, key):
        value = cut_off(value, call.store)
    return call.entry_read(owner, key, value, call.argument("default"))


def _or_default(call: Call, found: Value, default: Value) -> Value:
    """What is found, or the default, which is no id: a number notes that it may stand in its place."""
    if isinstance(found, Number):
        return replace(found, id_facts=replace(found.id_facts, instead=default))
    if isinstance(found, TextValue) and not is_none(default):
        return any_in([found, default], call.store, call.key)
    there, missing = (frozenset({(Key("asked", call.key), way)}) for way in ("found", "missing"))
    return join([(found, there), (default, missing)], call.key)


def _of_others(call: Call, content: DictValue, key: Value) -> list[Value]:
    """What the key may have among the entries that are not known one by one: a text is none of the numbers, and a key
    that stands in the program has one of them."""
    if content.others is None or (isinstance(content.key, Number) and isinstance(key, Const)):
        return []
    return [under_one_key(content.others, call.store) if as_key(key) is not None else content.others]


def _may_be_needless(call: Call, content: DictValue, default: Number) -> bool:
    """Whether the word is one of the data that the dict was made of, or of data that were asked for in the same way, or
    a key of one of several dicts of which this is one. Then it is not known whether it is missing."""
    owner, key = call.arguments[0], call.argument("key") or NONE
    own = is_own_word(content, key) and not may_come_for_own_word(content, default)
    return own or call.may_be_key(owner, key) or call.may_be_same_word(content.key, key)


def _update(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    other = call.store.content(call.arguments[1]) if len(call.arguments) == 2 else None
    if isinstance(content, DictValue) and content.factory == COUNTER and isinstance(other, _COUNTED):
        # A Counter counts what it is updated with.
        more = replace(other, factory=COUNTER) if isinstance(other, DictValue) else counted(call, call.arguments[1])
        call.set(owner, more if content.length.constant == 0 else _counts_of_both(call, content, more))
        return NONE
    if isinstance(content, DictValue) and content.factory == COUNTER and call.complete and not call.arguments[1:]:
        # ``counts.update(a=3)``
        named = tuple((Const(name), value) for name, value in call.keywords)
        more = DictValue(named, None, None, Number.exactly(len(named)), factory=COUNTER)
        call.set(owner, _counts_of_both(call, content, more))
        return NONE
    if isinstance(content, DictValue) and call.complete:
        if isinstance(other, SequenceValue):
            # ``vocab.update(zip(words, range(2, n)))``
            other = call.store.content(dict_of_entries(call, call.arguments[1]))
        given = other.entries if isinstance(other, DictValue) else ()
        call.note_own_words(content, [*(key for key, _ in given), *(Const(name) for name, _ in call.keywords)])
        if other is not None:
            content = merged(content, other, call.key)
        for name, value in call.keywords:
            content = put(content, Const(name), value, Key(call.key, name))
        call.set(owner, content)
        call.note_vocabulary(owner)
    else:
        call.set(owner, call.unknown("it was updated with unknown entries"))
    return NONE


_COUNTED = (SequenceValue, DictValue, Unknown)


def _counts_of_both(call: Call, one: DictValue, other: DictValue) -> DictValue:
    """A counter with the entries of both, whose counts are added."""
    both = merged(one, other, call.key)
    call.costs(2 * len(both.entries))
    is_seen = one.key is None and other.key is None
    counts = [[held for part in (one, other) if (held := part.get(name)) is not None] for name, _ in both.entries]
    added = [held[0] if len(held) == 1 else combine("+", *held) for held in counts]
    entries = zip(both.entries, added, strict=True)
    return replace(
        both,
        entries=tuple((name, count if is_seen and count is not None else _ANY_COUNT) for (name, _), count in entries),
        value=None if both.value is None else _ANY_COUNT,
        numbered=None,
        distinct=False,
        first_key=None,
    )


_ANY_COUNT = Number(None, None, attained=False)


def _set_default(call: Call) -> Value:
    """``d.setdefault(key, value)``: a new entry, or the one that is there."""
    owner, key, value = call.arguments[0], call.argument("key"), call.argument("default") or NONE
    content = call.store.content(owner)
    if not isinstance(content, DictValue) or key is None:
        return call.unknown("the dict is not known")
    known = content.get(key)
    if known is not None:
        return known
    if isinstance(value, Number) and is_at_place_of(key, content.key):
        # ``ids.setdefault(words[0], len(ids))``, where the keys are words, too
        value = value.without_highest()
    grown = put(content, key, value, call.key, is_new=True)
    if content.key is None and as_key(key) is not None:
        call.set(owner, grown)
        call.note_vocabulary(owner)
        return value
    call.note_own_words(content, [key])
    if call.is_known_key(owner, key) or is_surely_own(key, content.key):
        # ``if word in ids: ids.setdefault(word, len(ids))``
        held = [one for _, one in content.entries] + ([] if content.others is None else [content.others])
        return any_in(held, call.store, call.key)
    if value == content.others:
        # ``rows.setdefault(user, [])``: the list may be the one that a former round has put there.
        call.may_be_former(value)
    if isinstance(value, Number) and content.key is not None and content.numbered is None:
        # The dict may have all keys that are ever asked for.
        value = value.without_highest()
    known_way, new_way = frozenset({(call.key, "known")}), frozenset({(call.key, "new")})
    if isinstance(key, Const) and not is_own(key, content.key):
        call.note_put_in(new_way)
    if not call.fills(owner, is_first=not may_be_there(content, key, call.may_be_same_word)):
        # A second loop over the words that the dict was filled with finds each of them there.
        grown = perhaps_grown(grown)
        value = value.without_highest() if isinstance(value, Number) else value
    call.set(owner, join([(content, known_way), (grown, new_way)], call.key))
    return value if content.others is None else join([(content.others, known_way), (value, new_way)], call.key)


def _pop(call: Call) -> Value:
    """``d.pop(key)``, ``d.pop(key, default)``"""
    owner, key, default = call.arguments[0], call.argument("key"), call.argument("default")
    content = call.store.content(owner)
    if not isinstance(content, DictValue) or key is None:
        call.set(owner, call.unknown("an entry was taken out"))
        return call.unknown("the dict is not known")
    known = content.get(key)
    if known is None and content.key is None and as_key(key) is not None:
        # Without a default Python raises a KeyError.
        return default or NEVER
    call.set(owner, without(content, key, call.key))
    if known is not None:
        return known
    held = values_under(content, key, call.store) if as_key(key) is None else []
    held += [] if content.others is None else [content.others]
    return one_of(any_in(held + ([] if default is None else [default]), call.store, call.key), call.store)


def _pop_item(call: Call) -> Value:
    """``d.popitem()``: the entry that came last."""
    owner = call.arguments[0]
    content = call.store.content(owner)
    if not isinstance(content, DictValue):
        return call.unknown("the dict is not known")
    if (
        content.key is None
        and content.entries
        and not content.in_any_order
        and not call.keywords
        and len(call.arguments) == 1
    ):
        last = content.entries[-1]
        call.set(owner, without(content, last[0], call.key))
        return SequenceValue.of("tuple", last, last[1])
    call.set(owner, fewer(content, call.key))
    return call.unknown("which entry is taken out is not known")


def _clear(call: Call) -> Value:
    content = call.store.content(call.arguments[0])
    factory = content.factory if isinstance(content, DictValue) else None
    call.set(call.arguments[0], DictValue((), None, None, Number.exactly(0), factory=factory))
    return NONE


def _copied(call: Call) -> Value:
    content = call.store.content(call.arguments[0])
    return call.allocate(content) if isinstance(content, DictValue) else call.unknown("the dict is not known")


def _length(call: Call) -> Value:
    """``vocab.__len__``, which makes the ids of new words: ``vocab.default_factory = vocab.__len__``."""
    return length_of(call.arguments[0], call.store) or call.unknown("the dict is not known")


LIBRARY = Library(
    name="dicts",
    roots=(),
    entries=(),
    methods={
        "dict": (
            handled("keys", by=lambda call: _dict_part(call, "keys")),
            handled("values", by=lambda call: _dict_part(call, "values")),
            handled("items", by=lambda call: _dict_part(call, "items")),
            handled("get", by=_get, takes=("self", "key", "default")),
            handled("setdefault", by=_set_default, takes=("self", "key", "default")),
            handled("update", by=_update, takes=("self", "other")),
            handled("copy", by=_copied),
            handled("__len__", by=_length),
            *OF_CONTAINERS,
            handled("pop", by=_pop, takes=("self", "key", "default")),
            handled("popitem", by=_pop_item),
            handled("clear", by=_clear),
        ),
    },
)
