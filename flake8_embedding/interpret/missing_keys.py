"""``try: number = index[word]``, ``except KeyError: index[word] = len(index)``: in the handler the key is missing."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.subscripts import index_of
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.objects import DictValue
from flake8_embedding.values.value import LibraryName, ObjectRef, Value

_PUTS_IN = frozenset({"append", "add"})
"""Methods that raise no KeyError for what they are given."""


def note_missing_key(machine: Machine, tried: cst.BaseSuite, caught: Value | None) -> None:
    """A handler begins. If only one look-up in the block can have raised what it catches, that key is missing."""
    read = machine.syntax.ask(_only_look_up, tried) if caught == LibraryName("builtins.KeyError") else None
    if read is None:
        return
    owner, index = machine.evaluate(read.value), index_of(machine, read)
    content = machine.store.content(owner)
    if isinstance(owner, ObjectRef) and isinstance(content, DictValue) and content.factory is None and len(index) == 1:
        machine.mark_key("lacks", owner.alloc, index[0])


def _only_look_up(tried: cst.BaseSuite) -> cst.Subscript | None:
    """``index[word]`` of two names, if nothing else in the block can raise a KeyError."""
    found: list[cst.Subscript] = []
    for node in nodes_in(tried):
        match node:
            case cst.Subscript(
                value=cst.Name(), slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name() | cst.SimpleString()))]
            ):
                found.append(node)
            case cst.Call(func=cst.Attribute(value=cst.Name(), attr=cst.Name(value=name))) if name in _PUTS_IN:
                pass
            case cst.Subscript() | cst.Call() | cst.With() | cst.Raise() | cst.For() | cst.While() | cst.Await():
                return None
    return found[0] if len(found) == 1 else None
