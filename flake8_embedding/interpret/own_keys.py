"""Loops over dicts: the words that come are the dict's own keys."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.objects import DictValue
from flake8_embedding.values.value import ObjectRef, Value


def note_own_keys(machine: Machine, iterated: cst.BaseExpression, word: Value) -> None:
    """``for word in index``, ``for word, i in index.items()``: the word is one of the dict's keys."""
    match iterated:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value="keys" | "items")), args=[]):
            note_own_keys(machine, owner, word)
        case cst.Call(func=cst.Name(value="list" | "sorted" | "set" | "tuple"), args=[cst.Arg(value=given), *_]):
            note_own_keys(machine, given, word)
        case cst.Name() | cst.Attribute():
            held = machine.evaluate(iterated)
            if isinstance(held, ObjectRef) and isinstance(machine.store.content(held), DictValue):
                machine.mark("has", held.alloc, word)
