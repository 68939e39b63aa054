"""Augmented assignments: ``count += 1``, ``words[key] += [word]``, ``self.ids |= other``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.assign import assign, put_attribute
from flake8_embedding.interpret.conditions.found_keys import key_in, note_read
from flake8_embedding.interpret.containers.array_items import changed_in_place, is_array_by_itself, write_to_rows
from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.containers.items import put_item
from flake8_embedding.interpret.containers.nameless_objects import forget_nameless
from flake8_embedding.interpret.containers.put_in import note_own_words
from flake8_embedding.interpret.containers.subscripts import item
from flake8_embedding.interpret.escaping.stored_outside import note_stored
from flake8_embedding.interpret.frame import Flow
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.operators import can_be_added, changed_by_operator
from flake8_embedding.interpret.rounds.iterators import taken_wholly
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.objects import ModelObject
from flake8_embedding.values.provenance import Item
from flake8_embedding.values.value import NEVER, Choice, ObjectRef, Unknown, Value


def _augmented(machine: Machine, node: cst.AugAssign) -> Flow:
    """``counts[vocab.add(word)] += 1``: the target is evaluated once, then read and set."""
    held = _held(machine, node.target)
    given, before = machine.evaluate(node.value), held.value

    def changed(one: Value) -> Value:
        if one is not before and type(node.operator) is cst.AddAssign and not can_be_added(machine, one, given):
            return NEVER
        return _changed(machine, one, given, node, by_itself=held.by_itself)

    if any(isinstance(one.value, ObjectRef) for one in alternatives_of(before)):
        after = machine.store.on_each(before, changed, machine.key(node))
    else:
        after = changed(before)
    if after != before:
        held.put(after)
    return Flow.ON


def _changed(machine: Machine, before: Value, given: Value, node: cst.AugAssign, *, by_itself: bool) -> Value:
    """What ``before`` is after ``before += given``: a list itself, which everybody who holds it sees changed."""
    held = machine.store.content(before)
    if type(before) is ObjectRef and type(held) is Choice:
        change = partial(_changed, machine, given=given, node=node, by_itself=by_itself)
        return machine.on_each_content(before, held, change, node)
    given = _elements_of(machine, held, given, node)
    after = changed_by_operator(machine, type(node.operator), before, given, node)
    if type(before) is not ObjectRef:
        # ``app.handlers += [add]``
        note_stored(machine, before, given, node)
        machine.may_be_changed(before, node)
        if isinstance(before, Unknown) and isinstance(before.key, Item):
            # ``rest = scores[:, 50:]; rest -= 1e9``
            note_ruled_out(machine, before)
        if is_array_by_itself(machine, before):
            # ``for row in x: row -= 1``
            write_to_rows(machine, after)
        else:
            forget_nameless(machine, before, node)
        return after
    match machine.store.content(before):
        case DictValue() | SequenceValue(kind="list" | "set"):
            grown = machine.store.content(after)
            if isinstance(grown, DictValue):
                note_own_words(machine, grown, (key for key, _ in grown.entries))
            machine.store.set(before.alloc, grown)
            note_vocabulary(machine, before, node)
            return before
        case ModelObject(inputs=None) if isinstance(node.operator, cst.MultiplyAssign) and type(after) is ObjectRef:
            # ``model *= 2``
            machine.store.set(before.alloc, machine.store.content(after))
            return before
        case ModelObject(inputs=None) as model if isinstance(node.operator, cst.AddAssign):
            # ``model += nn.Sequential(layer)``
            added = items_of(given, machine.store)
            layers = ModelObject((*model.layers, *(added or (given,))))
            machine.store.set(before.alloc, layers if added is not None else layers.in_some_order(machine.key(node)))
            return before
        case SequenceValue(kind="array") if by_itself:
            return changed_in_place(machine, before, after, node)
    return after


def _elements_of(machine: Machine, held: Value, given: Value, node: cst.AugAssign) -> Value:
    """``words += lines()``: a list takes all that it gets, as ``extend`` does."""
    is_list = isinstance(held, SequenceValue) and held.kind == "list" and isinstance(node.operator, cst.AddAssign)
    return taken_wholly(machine, given, node.value) if is_list else given


@record(frozen=True)
class _Held:
    """What a target holds; ``put`` puts something else there. An array is there ``by_itself`` if it is no part of a
    larger one, which is written to anyway."""

    value: Value
    put: Callable[[Value], None]
    by_itself: bool = True


_HOLDS_OBJECTS = frozenset({"list", "tuple"})


def _held(machine: Machine, target: cst.BaseExpression) -> _Held:
    match target:
        case cst.Subscript():
            owner, index = machine.evaluate(target.value), index_of(machine, target)
            content = machine.store.content(owner)
            by_itself = isinstance(content, DictValue) or (
                isinstance(content, SequenceValue) and content.kind in _HOLDS_OBJECTS
            )
            held = item(machine, owner, index, target)
            key = key_in(machine, target)
            if key is not None:
                note_read(machine, key, owner)
                index = index_of(machine, target)
            return _Held(held, partial(put_item, machine, target, owner, index), by_itself)
        case cst.Attribute(value=owned, attr=attribute):
            owner = machine.evaluate(owned)
            held = machine.attribute(owner, attribute.value, target)
            return _Held(held, partial(put_attribute, machine, owned, owner, attribute.value))
    return _Held(machine.evaluate(target), partial(assign, machine, target))


EXECUTORS: dict[type, Executor] = {cst.AugAssign: _augmented}
