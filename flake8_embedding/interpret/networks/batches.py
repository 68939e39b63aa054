"""Data that come in batches: what a data set, a generator or an object of the file hands to a model round by round."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import from_class
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.values.arrays.frames import grouped_data
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.provenance import GroupsOf, Key, Part
from flake8_embedding.values.value import ANY_INDEX, Choice, ObjectRef, Unknown, Value

_HANDED_OUT = ("dataset", "iterator")
"""The kinds of sequences that are no array but hand out one batch after the other."""

_WITH_TARGETS = (2, 3)
"""How many parts a batch with targets has: ``[inputs, targets]``, ``[inputs, targets, weights]``."""


def is_data_set(machine: Machine, data: Value) -> bool:
    """Whether the data come in batches, and not as one array or a list of arrays."""
    content = machine.store.content(data)
    return isinstance(content, Instance) or (isinstance(content, SequenceValue) and content.kind in _HANDED_OUT)


def inputs_of(machine: Machine, data: Value, node: cst.CSTNode, *, needs_targets: bool) -> Value:
    """What a model gets as input. If the data come in batches of ``(inputs, targets)``, these are the inputs.

    A list ``[inputs, targets]`` is such a batch if the method ``needs_targets``, unless a library's data set hands it
    out, in which a list is an array. For ``predict`` Keras 2 takes it for two inputs.
    """
    if not is_data_set(machine, data):
        return data
    batch = handed_out(machine, data, node)
    items, content, source = items_of(batch, machine.store), machine.store.content(batch), machine.store.content(data)
    if not items or not isinstance(content, SequenceValue):
        return batch
    is_array = isinstance(source, SequenceValue) and source.kind == "dataset"
    is_pair = content.kind == "list" and needs_targets and not is_array and len(items) in _WITH_TARGETS
    return items[0] if content.kind == "tuple" or is_pair else batch


def whole_batch(machine: Machine, data: Value, targets: Value | None, node: cst.CSTNode) -> Value:
    """What a step of a model's own gets: a batch of a data set as it is, of arrays ``(inputs, targets)``."""
    if is_data_set(machine, data):
        return handed_out(machine, data, node)
    if targets is None or is_none(targets):
        return data
    return SequenceValue.of("tuple", (data, targets), any_of([data, targets], machine.key(node)))


def handed_out(machine: Machine, data: Value, node: cst.CSTNode) -> Value:
    """What one round over the data gives. An object of the file is asked by its ``__getitem__`` or ``__iter__``."""
    if isinstance(data, Choice) and any(is_data_set(machine, one.value) for one in data.options):
        # Made on one path, and loaded on another.
        return machine.store.on_each(data, lambda one: handed_out(machine, one, node), machine.key(node))
    content = machine.store.content(data)
    groups = _group_of(machine, content, node)
    if groups is not None:
        return groups
    if not isinstance(content, Instance) or not isinstance(data, ObjectRef):
        return _element(machine, data, node)
    for name, arguments in (("__getitem__", Arguments((ANY_INDEX,))), ("__iter__", Arguments())):
        method = from_class(machine, content.cls, name, data, node)
        if method is not None:
            found = machine.call(method, arguments, node)
            return found if name == "__getitem__" else element_of(found, machine.store, machine.key(node))
    return machine.unknown("what this object hands out is not known", node)


def _element(machine: Machine, data: Value, node: cst.CSTNode) -> Value:
    found = element_of(data, machine.store, machine.key(node))
    if type(machine.store.content(data)) is Choice and isinstance(found, Unknown) and is_tainted(machine, data):
        # Of ``ids - 1`` on one path and ``ids`` on the other, each element may be one that was moved.
        machine.taint.add(found.key)
    return found


def _group_of(machine: Machine, content: Value, node: cst.CSTNode) -> Value | None:
    """``for user, rows in frame.groupby("user")``, ``for user, items in frame.groupby("user")["item"]``"""
    if not isinstance(content, Unknown):
        return None
    match content.key:
        case GroupsOf() as groups:
            column = None
        case Part(of=GroupsOf() as groups, name=str() as column):
            pass
        case _:
            return None
    data = grouped_data(groups, machine.store)
    if data is None:
        return None
    key = machine.key(node)
    name, rows = (
        data.name_of_group(machine.store, Key(key, "name")),
        data.rows_of_group(machine.store, Key(key, "group")),
    )
    part = machine.allocate(node, rows, "group") if column is None else rows.column(column)
    return SequenceValue.of("tuple", (name, part), part)
