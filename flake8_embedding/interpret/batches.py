"""Data that come in batches: what a data set, a generator or an object of the file hands to a model round by round."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.resolution import from_class
from flake8_embedding.values.contents import element_of, items_of
from flake8_embedding.values.objects import Instance, SequenceValue
from flake8_embedding.values.value import ANY_INDEX, ObjectRef, Value

_HANDED_OUT = ("dataset", "iterator")
"""The kinds of sequences that are no array but hand out one batch after the other."""


def is_data_set(machine: Machine, data: Value) -> bool:
    """Whether the data come in batches, and not as one array or a list of arrays."""
    content = machine.store.content(data)
    return isinstance(content, Instance) or (isinstance(content, SequenceValue) and content.kind in _HANDED_OUT)


def inputs_of(machine: Machine, data: Value, node: cst.CSTNode) -> Value:
    """What a model gets as input. If the data come in batches of ``(inputs, targets)``, these are the inputs."""
    if not is_data_set(machine, data):
        return data
    batch = handed_out(machine, data, node)
    items = items_of(batch, machine.store)
    content = machine.store.content(batch)
    return items[0] if items and isinstance(content, SequenceValue) and content.kind == "tuple" else batch


def handed_out(machine: Machine, data: Value, node: cst.CSTNode) -> Value:
    """What one round over the data gives. An object of the file is asked by its ``__getitem__`` or ``__iter__``."""
    content = machine.store.content(data)
    if not isinstance(content, Instance) or not isinstance(data, ObjectRef):
        return element_of(data, machine.store, machine.key(node))
    for name, arguments in (("__getitem__", Arguments((ANY_INDEX,))), ("__iter__", Arguments())):
        method = from_class(machine, content.cls, name, data, node)
        if method is not None:
            found = machine.call(method, arguments, node)
            return found if name == "__getitem__" else element_of(found, machine.store, machine.key(node))
    return machine.unknown("what this object hands out is not known", node)
