"""A thing as it is at one moment: what its objects hold now stands in it, in place of the objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_embedding.record import replace
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Const, FloatNumber, LibraryName, Number, TextValue, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.values.store import Store

_DEPTH = 6
"""How deep lists and dicts lie in each other."""

_PLAIN = frozenset({Const, FloatNumber, LibraryName, Number, TextValue, Unknown})


def by_value(value: Value, store: Store, depth: int = _DEPTH) -> Value:
    """The thing without any object that could change; objects with attributes are not known."""
    content = store.content(value)
    if type(content) in _PLAIN:
        return content
    if depth == 0:
        return _lost(content)

    def inner(one: Value) -> Value:
        return by_value(one, store, depth - 1)

    match content:
        case SequenceValue(items=items, element=element):
            return replace(content, items=None if items is None else tuple(map(inner, items)), element=inner(element))
        case DictValue(entries=entries, value=others):
            held = tuple((key, inner(one)) for key, one in entries)
            return replace(content, entries=held, value=None if others is None else inner(others))
        case Choice(options=options):
            return Choice(tuple(replace(one, value=inner(one.value)) for one in options))
    return _lost(content)


def _lost(content: Value) -> Unknown:
    return Unknown("an object that was handed to another process is not followed", Key("handed over", id(content)))
