"""Loops over a dict: the words are the dict's own keys, and the numbers beside them its values."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.conditions.chosen import link_entry
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.value import AllocationSite, Choice, ObjectRef, Value


def note_own_keys(machine: Machine, iterated: Value, element: Value, target: cst.BaseExpression) -> None:
    """``for word in index``, ``for word, i in index.items()``: the word is one of the dict's keys."""
    owner = _dict_of(machine, iterated)
    for option in iterated.options if type(iterated) is Choice else ():
        if type(option.value) is ObjectRef:
            machine.mark("may have", option.value.alloc, element)
    if owner is None:
        return
    content = machine.store.content(iterated)
    if type(content) is not SequenceValue or content.kind != "items":
        machine.mark_key("has", owner, element)
        return
    pair = machine.store.content(element)
    if type(pair) is not SequenceValue or pair.items is None or len(pair.items) != 2:
        return
    machine.mark_key("has", owner, pair.items[0])
    match target:
        case cst.Tuple(elements=[_, cst.Element(value=cst.Name(value=name))]):
            scope = machine.frame.scope_of(name)
            link_entry(machine, Slot((scope, name)), owner, pair.items[0])


def _dict_of(machine: Machine, iterated: Value) -> AllocationSite | None:
    content = machine.store.content(iterated)
    if type(content) is SequenceValue:
        return content.keys_of
    one_of_several = type(content) is Choice and all(type(one.value) is DictValue for one in content.options)
    is_dict = type(content) is DictValue or one_of_several
    return iterated.alloc if type(iterated) is ObjectRef and is_dict else None
