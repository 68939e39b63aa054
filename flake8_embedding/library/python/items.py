"""``dict.__getitem__(d, key)``, ``super().__setitem__(key, value)``: what a container does by itself, whatever a class
that derives from it does.

https://docs.python.org/3/reference/datamodel.html#object.__getitem__
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.value import NONE, Value


def set_item(call: Call) -> Value:
    """``self[key] = value``"""
    owner, key, value = (call.argument(name) for name in ("self", "key", "value"))
    if owner is not None and key is not None and value is not None:
        call.write(owner, (key,), value)
    return NONE


def delete_item(call: Call) -> Value:
    """``del self[key]``"""
    owner, key = call.argument("self"), call.argument("key")
    if owner is not None and key is not None:
        call.delete(owner, key)
    return NONE


def get_item(call: Call) -> Value:
    """``self[key]``"""
    owner, key = call.argument("self"), call.argument("key")
    if owner is None or key is None:
        return call.unknown("what is read is not seen")
    return call.item(owner, (key,))


def _own_item(call: Call) -> Value:
    """Of a key that is not there, ``__missing__`` of a class may say what it gives."""
    content, key = call.store.content(call.arguments[0]), call.argument("key")
    if isinstance(content, DictValue) and (key is None or content.get(key) is None):
        return call.unknown("whether the dict has the key is not known")
    return get_item(call)


OF_CONTAINERS = (
    handled("__getitem__", by=_own_item, takes=("self", "key")),
    handled("__setitem__", by=set_item, takes=("self", "key", "value")),
    handled("__delitem__", by=delete_item, takes=("self", "key")),
)
"""Methods of dicts and lists."""
