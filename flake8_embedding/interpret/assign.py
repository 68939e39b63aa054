"""Assignments: to names, attributes and subscripts, in tuples, starred and annotated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.containers.checked import note_unpacked
from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.containers.items import put_item
from flake8_embedding.interpret.containers.renewal import renew
from flake8_embedding.interpret.containers.slicing import sliced
from flake8_embedding.interpret.containers.subscripts import item
from flake8_embedding.interpret.escaping.members_set import renewed_by
from flake8_embedding.interpret.escaping.stored_outside import note_stored
from flake8_embedding.interpret.frame import Arguments, Flow
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.networks.weights import note_new_weight
from flake8_embedding.interpret.objects.setting import set_attribute
from flake8_embedding.interpret.paths.past_lengths import past_other_lengths
from flake8_embedding.interpret.paths.past_none import past_none
from flake8_embedding.interpret.reading import Noted
from flake8_embedding.interpret.rounds.iterators import taken_wholly
from flake8_embedding.interpret.rounds.suspended import suspended
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import part_of_fields
from flake8_embedding.values.arrays.sides import of_shape
from flake8_embedding.values.classes import RecordClass
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, rounds_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import cut_off, one_of
from flake8_embedding.values.containers.sequences import ITERATORS, SequenceValue
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.memory.join import alternatives_of, any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Item
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    FunctionValue,
    Guarded,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Symbolic,
    Unknown,
    Value,
)


def _assign(machine: Machine, node: cst.Assign) -> Flow:
    begun = machine.reading.noted
    value = _looked_at_later(machine, _evaluated_as(machine, node.targets[0].target, node.value), node)
    _bind(machine, node.targets, value, begun)
    machine.tell_binding(node, value)
    return Flow.ON


def _bind(machine: Machine, targets: Iterable[cst.AssignTarget | cst.AnnAssign], value: Value, begun: Noted) -> None:
    """Give the value to each of the targets. It was made of what was read since ``begun``."""
    reading = machine.reading
    reading.making = (begun, reading.noted)
    try:
        for one in targets:
            assign(machine, one.target, value)
    finally:
        reading.making = None


def _looked_at_later(machine: Machine, value: Value, node: cst.Assign) -> Value:
    """``names = vocab.keys()``: a view shows what the dict holds when it is looked at, not when it was made."""
    if type(node.value) is not cst.Call:
        return value
    owner = machine.results.method_owner
    match node.value:
        case cst.Call(func=cst.Attribute(attr=cst.Name(value="keys" | "values" | "items" as name)), args=[]):
            if owner is not None and _are_dicts(machine, owner.value):
                view = Method(owner.value, name)
                return suspended(machine, node, lambda: machine.call(view, Arguments(), node))
    return value


def _are_dicts(machine: Machine, owner: Value) -> bool:
    """Whether it is a dict, or one of several."""
    contents = alternatives_of(machine.store.content(owner))
    return all(isinstance(machine.store.content(one.value), DictValue) for one in contents)


def _annotated(machine: Machine, node: cst.AnnAssign) -> Flow:
    if node.value is not None:
        begun = machine.reading.noted
        value = _evaluated_as(machine, node.target, node.value)
        _bind(machine, (node,), value, begun)
    return Flow.ON


def _evaluated_as(machine: Machine, target: cst.BaseExpression, node: cst.BaseExpression) -> Value:
    """Evaluate what is about to get the target's name."""
    # Most targets are names, and libcst's classes are abstract ones, for which ``match`` is slow.
    if type(target) is cst.Tuple:
        match target, node:
            case cst.Tuple(elements=names), cst.Tuple(elements=parts) if len(names) == len(parts) and _is_plain(node):
                values = [_evaluated_as(machine, one.value, part.value) for one, part in zip(names, parts, strict=True)]
                return SequenceValue.of("tuple", tuple(values), any_in(values, machine.store, machine.key(node)))
    outer, machine.pending_name = machine.pending_name, _pending_name(target)
    try:
        return machine.evaluate(node)
    finally:
        machine.pending_name = outer


def _is_plain(node: cst.Tuple) -> bool:
    return not any(type(element) is cst.StarredElement for element in node.elements)


def _pending_name(target: cst.BaseExpression) -> str:
    """The name by which what is assigned will be known."""
    if type(target) is cst.Name:
        return target.value
    match target:
        case cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value=name)):
            return f"{owner}.{name}"
    return ""


_CHANGING = frozenset({"list", *ITERATORS})
"""Kinds of sequences that somebody can change, or use up, in place."""


def assign(machine: Machine, target: cst.BaseExpression, value: Value) -> None:
    """Bind a target of any form."""
    # Most targets are names.
    if type(target) is cst.Name:
        name = target.value
        if type(value) is SequenceValue and value.kind in _CHANGING:
            # A list that was part of another value gets a name, by which it can be changed. So it becomes an object.
            several = machine.store.like(value)
            value = machine.stand_in(target, value, several) if several else machine.allocate(target, value)
        key = machine.bind(name, value)
        machine.note_binding(target, key, name, value)
        return
    put = _TO.get(type(target))
    if put is not None:
        put(machine, target, value)


def _to_attribute(machine: Machine, target: cst.Attribute, value: Value) -> None:
    put_attribute(machine, target.value, machine.evaluate(target.value), target.attr.value, value)


def _to_elements(machine: Machine, target: cst.Tuple | cst.List, value: Value) -> None:
    _unpack(machine, list(target.elements), taken_wholly(machine, value, target))


def _to_item(machine: Machine, target: cst.Subscript, value: Value) -> None:
    place = machine.loops.places.get(target) if machine.loops.places else None
    if place is not None and place.read() is not None:
        place.put(value)
        return
    holder, index = _item_written(machine, target)
    if any(isinstance(one, Slice) for one in index):
        value = taken_wholly(machine, value, target)
    note_stored(machine, holder, value, target)
    put_item(machine, target, holder, index, value)


def _to_starred(machine: Machine, target: cst.StarredElement, value: Value) -> None:
    assign(machine, target.value, value)


_TO: Final[dict[type, Callable[[Machine, Any, Value], None]]] = {
    cst.Attribute: _to_attribute,
    cst.Tuple: _to_elements,
    cst.List: _to_elements,
    cst.Subscript: _to_item,
    cst.StarredElement: _to_starred,
}
"""How something is put in the place of each kind of target but a name."""


def _item_written(machine: Machine, target: cst.Subscript) -> tuple[Value, tuple[Value, ...]]:
    """Where ``target = value`` writes. ``array[i][j] = value`` writes where ``array[i, j] = value`` does."""
    match target.value:
        case (
            cst.Subscript(
                value=cst.Name() as whole, slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name()))]
            ) as row
        ):
            array = machine.evaluate(whole)
            content = machine.store.content(array)
            if isinstance(array, ObjectRef) and isinstance(content, SequenceValue) and content.kind == "array":
                first = index_of(machine, row)
                if len(first) == 1 and isinstance(first[0], Number) and first[0].constant is None:
                    return array, (*first, *index_of(machine, target))
    holder = machine.evaluate(target.value)
    return holder, index_of(machine, target)


def _unpack(machine: Machine, elements: list[cst.BaseElement], value: Value) -> None:
    if isinstance(value, Choice):
        value = past_other_lengths(machine, past_none(machine, value), elements)
    if isinstance(value, Choice):
        _unpack_alternatives(machine, elements, value)
        return
    items = rounds_of(value, machine.store)
    stars = [index for index, element in enumerate(elements) if type(element) is cst.StarredElement]
    note_unpacked(machine, value, len(elements) - len(stars), starred=bool(stars))
    for index, element in enumerate(elements):
        inner = element.value
        key = machine.key(element)
        if items is None:
            part = _part(machine, value, index if not stars or index < stars[0] else None, element)
            if stars and index == stars[0]:
                part = _starred(machine, value, part, index, len(elements) - index - 1, element)
        elif not stars:
            part = items[index] if len(items) == len(elements) else machine.unknown("lengths differ", element)
        else:
            after = len(elements) - stars[0] - 1
            if len(items) < len(elements) - 1:
                part = machine.unknown("lengths differ", element)
            elif index < stars[0]:
                part = items[index]
            elif index > stars[0]:
                part = items[index - len(elements)]
            else:
                rest = items[index : len(items) - after]
                part = machine.allocate(element, SequenceValue.of("list", rest, any_of(list(rest), key)))
        assign(machine, inner, part)


def _starred(machine: Machine, value: Value, part: Value, before: int, after: int, element: cst.BaseElement) -> Value:
    """``*first, last = ids``: what a slice of the list has."""
    match machine.store.content(value):
        case SequenceValue(kind=kind) as row if kind != "array":
            ends = Slice(Number.exactly(before) if before else None, Number.exactly(-after) if after else None, None)
            return machine.allocate(element, replace(sliced(machine, row, ends, element), kind="list"))
    return machine.allocate(element, SequenceValue("list", part, unknown_length(machine.key(element))))


def _unpack_alternatives(machine: Machine, elements: list[cst.BaseElement], value: Choice) -> None:
    """``a, b = f()``, where f returns different tuples on several paths: a and b each get their own alternatives."""
    if not all(isinstance(element, cst.Element) for element in elements):
        for element in elements:
            assign(machine, element.value, machine.unknown("what is unpacked depends on the path", element))
        return
    for index, element in enumerate(elements):
        options = []
        for option in value.options:
            items = items_of(option.value, machine.store)
            whole = items is not None and len(items) == len(elements)
            part = items[index] if items is not None and whole else _part(machine, option.value, index, element)
            options.append(Guarded(part, option.guards))
        same = all(option.value == options[0].value for option in options)
        assign(machine, element.value, options[0].value if same else Choice(tuple(options)))


def _part(machine: Machine, value: Value, index: int | None, node: cst.BaseElement) -> Value:
    """One of the things that an unknown value is unpacked to."""
    key = machine.key(node)
    content = machine.store.content(value)
    if isinstance(content, Symbolic) and index is not None:
        # ``out, state = LSTM(4, return_state=True)(x)``
        place = (Number.exactly(index),)
        return machine.operation((content,), lambda values: item(machine, values[0], place, node), node, keeps_ids=True)
    if isinstance(content, Unknown):
        of_fields = part_of_fields(content, (Number.exactly(index),)) if index is not None else None
        if of_fields is not None:
            return of_fields
        same = Item(of_shape(content.key), (Number.exactly(index),)) if index is not None else key
        return content.derived(same)
    if isinstance(content, SequenceValue) and content.kind != "set" and index is not None:
        # ``batch, length = ids.shape``
        known = content.begins[index : index + 1]
        if known:
            return known[0]
    part = element_of(value, machine.store, (key, "unpacked"))
    if isinstance(content, SequenceValue) and (content.distinct or content.each_once):
        return cut_off(any_one(part), machine.store, "unpacked", key)
    return one_of(part, machine.store)


def put_attribute(machine: Machine, owner: cst.BaseExpression, held: Value, name: str, value: Value) -> None:
    """``owner.name = value``, where the owner is evaluated already."""
    note_new_weight(machine, held, name, value, owner)
    if isinstance(held, _HAVE_ATTRIBUTES):
        set_attribute(machine, held, name, value, owner)
    if isinstance(held, ObjectRef | ClassValue | ModuleValue):
        where = held.alloc if isinstance(held, ObjectRef) else held.scope
        machine.note_binding(owner, (where, name), name, value)
    elif type(held) is Choice:
        set_attribute(machine, held, name, value, owner)
        for option in held.options:
            if type(option.value) is ObjectRef and machine.store.get((option.value.alloc, name)) is not None:
                machine.store.set((option.value.alloc, name), machine.unknown("set on one of several objects", owner))
    elif isinstance(held, Unknown):
        note_stored(machine, held, value, owner)
        if renewed_by(machine, name):
            renew(machine, owner)


_HAVE_ATTRIBUTES = FunctionValue | Instance | LibraryName | RecordClass | ObjectRef | ClassValue | ModuleValue | Unknown


EXECUTORS: dict[type, Executor] = {
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
}
