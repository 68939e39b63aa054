"""The methods of dicts: what they give, and how a dict grows by them."""

from __future__ import annotations

from dataclasses import replace

from flake8_embedding.library.call import Call
from flake8_embedding.library.python_collections import COUNTER, counted
from flake8_embedding.library.python_containers import keys_of, made_dict
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.bounds import highest
from flake8_embedding.values.contents import any_in
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import any_of, join
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import DictValue, SequenceValue, is_none
from flake8_embedding.values.value import NONE, Const, Guard, Number, Unknown, Value


def _dict_part(call: Call, kind: str) -> Value:
    content = call.store.content(call.arguments[0])
    if not isinstance(content, DictValue):
        return call.unknown("the dict is not known")
    if kind == "keys":
        return keys_of(call, content, kind)
    values = tuple(value for _, value in content.entries)
    if kind == "values":
        if content.others is None:
            return SequenceValue.of(kind, values, any_of(list(values), call.key))
        return SequenceValue(kind, any_of([*values, content.others], call.key), content.length)
    keys = keys_of(call, content, kind)
    if content.key is None:
        pairs = tuple(SequenceValue.of("tuple", entry, entry[1]) for entry in content.entries)
        return SequenceValue.of(kind, pairs, any_of(list(pairs), call.key), distinct=True)
    value = any_of([*values, content.others or NONE], (call.key, "values"))
    return SequenceValue(kind, SequenceValue.of("tuple", (keys.element, value), value), content.length, distinct=True)


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
    if content.key is None and isinstance(key, Const):
        return default
    found = [value for _, value in content.entries] if not isinstance(key, Const) else []
    found += [content.others] if content.others is not None else []
    needless = is_none(default) or call.is_known_key(call.arguments[0], key)
    if isinstance(default, Number) and isinstance(key, Unknown) and key == content.key and not _is_cut(content):
        # The word is one of the data that the dict was made of: whether one is missing is not known.
        default = replace(default, attained=False)
    return any_in(found if needless and found else [*found, default], call.store, call.key)


def _is_cut(content: DictValue) -> bool:
    """Whether the dict has no more entries than some number, however many words there are."""
    return content.length.high is not None and highest(content.length.high) is not None


def _update(call: Call) -> Value:
    owner = call.arguments[0]
    content = call.store.content(owner)
    other = call.store.content(call.arguments[1]) if len(call.arguments) == 2 else None
    if isinstance(content, DictValue) and content.factory == COUNTER and isinstance(other, SequenceValue):
        # A Counter counts what it is updated with.
        more = counted(call, call.arguments[1])
        call.set(owner, more if content.length.constant == 0 else merged(content, more, call.key))
        return NONE
    if isinstance(content, DictValue) and call.complete:
        if other is not None:
            content = merged(content, other, call.key)
        for name, value in call.keywords:
            content = put(content, Const(name), value, Key(call.key, name))
        call.set(owner, content)
        call.note_vocabulary(owner)
    else:
        call.set(owner, call.unknown("it was updated with unknown entries"))
    return NONE


def _set_default(call: Call) -> Value:
    """``d.setdefault(key, value)``: a new entry, or the one that is there."""
    owner, key, value = call.arguments[0], call.argument("key"), call.argument("default") or NONE
    content = call.store.content(owner)
    if not isinstance(content, DictValue) or key is None:
        return call.unknown("the dict is not known")
    grown = put(content, key, value, call.key, is_new=True)
    ways: list[tuple[Value, frozenset[Guard]]] = [
        (content, frozenset({(call.key, "known")})),
        (grown, frozenset({(call.key, "new")})),
    ]
    call.set(owner, join(ways, call.key))
    return any_of([value, *([content.others] if content.others is not None else [])], call.key)


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
            handled("copy", by=made_dict),
        ),
    },
)
