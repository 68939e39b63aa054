"""Items that are deleted: ``del d[key]``, ``del x[place]``, ``del x[a:b]``."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeGuard

import libcst as cst

from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.containers.renewal import renew
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.attribute_deletions import delete_attribute
from flake8_embedding.interpret.objects.protocols import entries_of, special_method
from flake8_embedding.interpret.objects.setting import set_unknown_attribute
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import without
from flake8_embedding.values.containers.own_last import among_own
from flake8_embedding.values.containers.parts import cut_off, each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import constant_slice
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance, ModelObject
from flake8_embedding.values.value import NONE, Choice, Const, Method, Number, ObjectRef, Unknown, Value


def delete_item(machine: Machine, target: cst.Subscript) -> None:
    """``del d[key]``, ``del x[place]``, ``del x[a:b]``"""
    owner = machine.evaluate(target.value)
    if isinstance(owner, Unknown):
        machine.may_be_changed(owner, target)
        renew(machine, target.value)
    delete_at(machine, owner, index_of(machine, target), target)


def _is_inside(place: object, items: list[Value]) -> TypeGuard[int]:
    return isinstance(place, int) and -len(items) <= place < len(items)


def _deleted_at(machine: Machine, owner: Value, index: tuple[Value, ...], target: cst.CSTNode) -> Value:
    delete_at(machine, owner, tuple(map(machine.on_this_path, index)), target)
    return NONE


def _is_column(index: tuple[Value, ...]) -> TypeGuard[tuple[Const]]:
    """Whether a column is named: ``del frame["user"]``."""
    return len(index) == 1 and isinstance(index[0], Const) and isinstance(index[0].value, str)


def _delete_in_dict_of_attributes(
    machine: Machine, entries: Method, index: tuple[Value, ...], target: cst.CSTNode
) -> None:
    """``del net._modules["table"]``"""
    match index:
        case (Const(value=str() as name),):
            delete_attribute(machine, entries.owner, name, target)
        case _:
            set_unknown_attribute(machine, entries.owner)


def _without_layers(model: ModelObject, index: tuple[Value, ...], key: Hashable) -> Value:
    """The model after ``del model[0]``, ``del model[:2]``."""
    layers = list(model.layers)
    places = constant_slice(index[0]) if len(index) == 1 else None
    if not isinstance(places, slice) and not _is_inside(places, layers):
        return model.in_some_order(key)
    del layers[places]
    return ModelObject(tuple(layers))


def delete_at(machine: Machine, owner: Value, index: tuple[Value, ...], target: cst.CSTNode) -> None:
    """``del owner[index]``, where both are evaluated already."""
    if isinstance(owner, Choice):
        machine.store.on_each(owner, lambda one: _deleted_at(machine, one, index, target), machine.key(target))
        return
    content = machine.store.content(owner)
    if isinstance(content, Choice):
        machine.on_each_content(owner, content, lambda one: _deleted_at(machine, one, index, target), target)
        return
    if isinstance(owner, Namespace):
        set_unknown_attribute(machine, owner.owner)
        return
    if isinstance(owner, Method):
        _delete_in_dict_of_attributes(machine, owner, index, target)
        return
    method = special_method(machine, owner, "__delitem__", target)
    if method is not None:
        machine.call(method, Arguments(index), target)
        return
    _delete_entries(machine, entries_of(machine, owner) or owner, index, target)


def _delete_entries(machine: Machine, owner: Value, index: tuple[Value, ...], target: cst.CSTNode) -> None:
    """``del owner[index]`` of an object whose class does not say what that is."""
    content = machine.store.content(owner)
    if isinstance(content, Instance):
        machine.forget_attributes(owner)
        return
    if isinstance(owner, ObjectRef) and isinstance(content, DataFrame) and _is_column(index):
        machine.store.set(owner.alloc, content.without_columns([str(name.value) for name in index]))
        return
    if isinstance(owner, ObjectRef) and isinstance(content, ModelObject) and content.inputs is None:
        machine.store.set(owner.alloc, _without_layers(content, index, machine.key(target)))
        return
    if not isinstance(owner, ObjectRef) or not isinstance(content, DictValue | SequenceValue) or len(index) != 1:
        machine.forget(owner, "entries were deleted", target)
        return
    key = machine.key(target)
    if isinstance(content, DictValue):
        machine.store.set(owner.alloc, without(content, index[0], key))
        return
    places = constant_slice(index[0])
    items = list(content.items or ())
    if content.items is not None and (isinstance(places, slice) or _is_inside(places, items)):
        del items[places]
        machine.store.set(owner.alloc, SequenceValue.of(content.kind, tuple(items), any_in(items, machine.store, key)))
        return
    element = content.element if content.items is None else any_in(items, machine.store, key)
    if content.distinct or content.each_once or among_own(element) is not None:
        element = cut_off(element, machine.store, "deleted", key)
    kept = each_number(element, machine.store, Number.without_highest)
    shorter = unknown_length((key, "shorter"), most=content.length)
    machine.store.set(owner.alloc, SequenceValue(content.kind, kept, shorter))
