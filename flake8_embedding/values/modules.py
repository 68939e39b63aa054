"""Modules that hold other modules: layers, models and tables, in attributes, lists and dicts."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.objects import Instance, ModelObject, TableObject
from flake8_embedding.values.value import ObjectRef, Value

_DEPTH = 8
"""How deep modules in modules are followed."""


def modules_in(module: Value, store: Store, depth: int = _DEPTH) -> Iterator[Value]:
    """The modules inside a module, each before the one that it is in, as ``Module.apply`` visits them."""
    if depth == 0 or not isinstance(module, ObjectRef):
        return
    match store.content(module):
        case Instance():
            parts = [held for _, held in store.names_in(module.alloc)]
        case ModelObject(layers=layers):
            parts = list(layers)
        case SequenceValue() | DictValue():
            parts = _held(module, store)
        case _:
            return
    for part in dict.fromkeys(parts):
        if _is_module(part, store):
            yield from modules_in(part, store, depth - 1)
            if not isinstance(store.content(part), SequenceValue | DictValue):
                yield part


def with_modules_in(module: Value, store: Store) -> Iterator[Value]:
    """The modules inside a module, and then the module itself."""
    yield from modules_in(module, store)
    yield module


def _held(container: Value, store: Store) -> list[Value]:
    content = store.content(container)
    if isinstance(content, DictValue):
        return [value for _, value in content.entries]
    if isinstance(content, SequenceValue) and content.items is None and content.kind == "list":
        # ``[Block() for _ in range(100)]``: what stands for any of them.
        return [content.element]
    return list(items_of(container, store) or ())


def _is_module(value: Value, store: Store) -> bool:
    content = store.content(value)
    if isinstance(content, SequenceValue | DictValue):
        return any(_is_module(one, store) for one in _held(value, store))
    return isinstance(content, Instance | ModelObject | TableObject)
