"""Items of containers and arrays that are set or deleted: ``x[index] = value``, ``del x[index]``."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.facts import Write
from flake8_embedding.interpret.containers.array_items import array_after_write, write_to_part
from flake8_embedding.interpret.containers.frame_items import set_columns, set_located
from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.containers.nameless_objects import forget_nameless
from flake8_embedding.interpret.containers.put_in import note_own_words
from flake8_embedding.interpret.containers.renewal import renew
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.layer_weights import favours_last_place
from flake8_embedding.interpret.networks.ruled_out import note_any_ruled_out, note_ruled_out
from flake8_embedding.interpret.objects.protocols import attribute_for_item, entries_of, special_method
from flake8_embedding.interpret.objects.setting import set_attribute, set_in_namespace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import FrameLocator
from flake8_embedding.values.arrays.sparse import SparseMatrix
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import is_new_among, put
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, constant_slice
from flake8_embedding.values.memory.join import any_of, join
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.objects import Instance, ModelObject
from flake8_embedding.values.provenance import InLibrary, PartOfModel, WeightOfModel
from flake8_embedding.values.relations import before_changes, with_owners
from flake8_embedding.values.texts import may_be_spelled
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    Choice,
    Const,
    Guarded,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Unknown,
    Value,
)


def put_item(machine: Machine, target: cst.Subscript, owner: Value, index: tuple[Value, ...], value: Value) -> None:
    """``owner[index] = value``, where both are evaluated already."""
    match owner:
        case LibraryName(path=path):
            if machine.registry.is_environment(path) and index:
                machine.set_variable(index[0], value, target)
            elif index and isinstance(index[0], Number | Slice):
                # ``sys.argv[1:] = ["--rows", "90"]``
                machine.escaped.note_patched(path)
                machine.store.set(InLibrary(path), machine.unknown("the program has put something in", target))
        case Unknown():
            _set_in_unknown(machine, owner, index, value, target)
        case ObjectRef(alloc=alloc):
            content = machine.store.content(owner)
            if isinstance(content, SequenceValue) and content.kind == "array":
                _note_write(machine, content, alloc.site, index, target)
            write_item(machine, owner, index, value, target)
        case _:
            write_item(machine, owner, index, value, target)


def _as_frame(machine: Machine, data: Unknown, name: str, value: Value, node: cst.CSTNode) -> Value:
    """Unknown data of which the program has set one column."""
    return machine.allocate(node, DataFrame(data.key, text=data.text).with_column(name, value))


def _put_part(machine: Machine, whole: cst.Name, index: tuple[Value, ...], part: Value) -> bool:
    """``settings["model"]["rows"] = 10`` of unknown settings: what is changed is a part of them from now on. False if
    it is not known which part."""
    held = machine.evaluate(whole)
    content = machine.store.content(held)
    match index, content:
        case [Const(value=str() as name)], Unknown():
            machine.replace_everywhere(content, _as_frame(machine, content, name, part, whole))
            return True
        case [Const(value=str() as name)], DataFrame() if isinstance(held, ObjectRef):
            machine.store.set(held.alloc, content.with_column(name, part))
            return True
    return False


_TOLD_APART = 2
"""Objects that a value may be, of which each is known to be as it was where the other one is written to. Of three, the
paths on which one is left as it was have no guard in common."""


def write_item(machine: Machine, owner: Value, index: tuple[Value, ...], value: Value, node: cst.CSTNode) -> None:
    """What ``owner[index] = value`` does to an object; ``x.put(index, value)`` does the same."""
    match owner:
        case Namespace(owner=named):
            set_in_namespace(machine, named, index[0] if index else None, value, node)
        case ObjectRef():
            _write_to_object(machine, owner, index, value, node)
        case FrameLocator():
            set_located(machine, owner, index, value, node)
        case Choice():
            _write_to_one_of_these(machine, owner, index, value, node)
        case Method(owner=held):
            # ``model._modules["0"] = table``
            if favours_last_place(machine, owner, index, value):
                # The layer keeps its bias: what is written to it later is seen.
                return
            machine.forget_attributes(held)
            note_ruled_out(machine, owner)
        case Number() | SequenceValue(kind="array"):
            write_to_part(machine, owner, index, value, node)
        case SequenceValue() | DictValue():
            forget_nameless(machine, owner, node)
        case Unknown():
            note_ruled_out(machine, owner, index)


def _write_to_object(
    machine: Machine, owner: ObjectRef, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> None:
    content = machine.store.content(owner)
    if type(content) is Instance:
        _put_in_instance(machine, node, owner, index, value)
        return
    if type(content) is DataFrame:
        set_columns(machine, owner, content, index, value, node)
        return
    if type(content) is SequenceValue and content.kind == "array":
        note_ruled_out(machine, owner, index)
    machine.change(owner, _with_item(machine, owner.alloc, content, index, value, node), node)
    _note_key(machine, owner.alloc, content, index)


def _write_to_one_of_these(
    machine: Machine, owner: Choice, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> None:
    def written(one: Value) -> Value:
        write_item(machine, one, tuple(map(machine.on_this_path, index)), value, node)
        return NONE

    if len(owner.options) <= _TOLD_APART:
        machine.store.on_each(owner, written, machine.key(node))
        return
    for option in owner.options:
        machine.forget(option.value, "it is one of several objects that are changed", node)


def _note_key(machine: Machine, alloc: AllocationSite, before: Value, index: tuple[Value, ...]) -> None:
    """After ``d[word] = 0`` the dict has the word: ``if word not in d`` never holds."""
    if isinstance(before, DictValue) and len(index) == 1 and isinstance(index[0], Unknown):
        machine.mark_key("has", alloc, index[0])


def _put_in_instance(
    machine: Machine, node: cst.CSTNode, owner: ObjectRef, index: tuple[Value, ...], value: Value
) -> None:
    """``vocab[word] = number`` of an object of the file."""
    method = special_method(machine, owner, "__setitem__", node)
    entries = entries_of(machine, owner)
    if method is not None:
        key = index[0] if len(index) == 1 else SequenceValue.of("tuple", index, index[0])
        machine.call(method, Arguments((key, value)), node)
    elif entries is not None:
        write_item(machine, entries, index, value, node)
    elif (name := attribute_for_item(machine, owner, index)) is not None:
        set_attribute(machine, owner, name, value, node)
    else:
        machine.forget_attributes(owner)


def _set_in_unknown(
    machine: Machine, owner: Unknown, index: tuple[Value, ...], value: Value, target: cst.Subscript
) -> None:
    """``df["user"] = codes`` of unknown data: from now on this column holds the codes."""
    machine.may_be_changed(owner, target)
    if any(isinstance(one, PartOfModel | WeightOfModel) for one in with_owners(before_changes(owner.key))):
        # ``state["bias"] = bias`` of ``state = head.state_dict()``, ``part.bias[8:] = -inf``
        note_any_ruled_out(machine)
    match index, target.value:
        case [Const(value=str() as column)], cst.Name():
            machine.replace_everywhere(owner, _as_frame(machine, owner, column, value, target))
        case [Const(value=str() as column)], cst.Subscript(value=cst.Name() as whole):
            made = _as_frame(machine, owner, column, value, target)
            if not _put_part(machine, whole, index_of(machine, target.value), made):
                renew(machine, target.value)
        case _:
            note_ruled_out(machine, owner, index)
            renew(machine, target.value, keeps_shape=True)


def _note_write(
    machine: Machine, matrix: SequenceValue, made: Hashable, index: tuple[Value, ...], target: cst.Subscript
) -> None:
    """``matrix[i] = vector``: the matrix must have a row for every i."""
    if not index or not isinstance(index[0], Number):
        return
    text = machine.source.text(target.value)
    row = machine.loops.over_all_rounds(index[0])
    machine.journal.record(Write(matrix.length, row, target, text, machine.guards, made, machine.call_from_here()))


def _with_item(
    machine: Machine, alloc: AllocationSite, content: Value, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> Value:
    """The content after ``x[index] = value``."""
    changed: Value | None = None
    match content:
        case DictValue() if len(index) == 1 and not isinstance(index[0], Slice):
            changed = _with_entry(machine, alloc, content, index[0], value, node)
        case Choice(options=options):
            ways = [(_with_item_on(machine, alloc, option, index, value, node), option.guards) for option in options]
            changed = join(ways, machine.key(node))
        case ModelObject(layers=layers, inputs=None):
            # ``model[0] = table``
            with_layer = _replaced(layers, index, value)
            changed = ModelObject(with_layer) if with_layer is not None else None
        case SequenceValue():
            changed = _with_element(machine, content, index, value, node)
        case SparseMatrix():
            # Whatever is written, the shape stays.
            changed = content
    return changed or machine.unknown("it was changed in a way that is not followed", node)


def _with_item_on(
    machine: Machine, alloc: AllocationSite, option: Guarded, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> Value:
    """The content after ``d[word] = len(d)``, on the path on which the object holds this."""
    with machine.path(option.guards):
        here = tuple(map(machine.on_this_path, index))
        return _with_item(machine, alloc, option.value, here, machine.on_this_path(value), node)


def _with_entry(
    machine: Machine, alloc: AllocationSite, content: DictValue, key: Value, value: Value, node: cst.CSTNode
) -> DictValue:
    """The dict after ``d[key] = value``; tests and loops on the way may tell whether the key is new."""
    note_own_words(machine, content, (key,))
    is_there, may_be_there = machine.has_key(alloc, key), machine.holds("may have", alloc, key)
    is_of_round = not is_there and not may_be_there and machine.is_new_in_round(alloc, key)
    differs = is_of_round and is_new_among(content, key)
    lacks = machine.lacks_key(alloc, key, content)
    if differs and not lacks and not isinstance(key, Number) and _may_be_own(content, key):
        # Assumption: words-of-data. A word is none of the keys that the program has put in.
        machine.vocabularies.note_presumed(alloc)
    is_new = lacks or differs
    if may_be_there and not is_new and not is_there:
        # ``for word in one_or_another: one[word] = 0``: each entry may get the value, and so may a new one.
        content = put(content, key, value, machine.key(node), is_new=False)
    return put(content, key, value, machine.key(node), is_new=True if is_new else False if is_there else None)


def _may_be_own(mapping: DictValue, word: Value) -> bool:
    """Whether a word of the data may be spelled like one of the keys that the program has put in: after ``lower()`` it
    is not "<PAD>"."""
    texts = [key.value if isinstance(key, Const) else None for key, _ in mapping.entries]
    return any(not isinstance(text, str) or may_be_spelled(word, text) for text in texts)


def _with_element(
    machine: Machine, content: SequenceValue, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> Value | None:
    """The list or array after ``x[index] = value``, None where that is not known."""
    if content.kind == "array":
        return array_after_write(machine, content, index, value, node)
    if content.kind == "list" and any(isinstance(one, Slice) for one in index):
        return _with_slice(machine, content, index[0], value, node)
    if content.items is not None and len(index) == 1 and isinstance(index[0], Number) and index[0].constant is not None:
        items = _replaced(content.items, index, value)
        return SequenceValue.of(content.kind, items, any_of(list(items), machine.key(node))) if items else None
    before, after = numbers_in(content, machine.store), numbers_in(value, machine.store)
    if before is None or after is None:
        return None
    if after.constant is None and before.origin is not None and after.high != before.high:
        # ``ids[place] -= 1``: one by one, they become other ids.
        made = machine.unknown("its elements are changed one by one", node)
        machine.taint.add(made.key)
        return made
    return SequenceValue(content.kind, hull([before.without_highest(), after]), content.length, shape=content.shape)


def _replaced(items: tuple[Value, ...], index: tuple[Value, ...], value: Value) -> tuple[Value, ...] | None:
    """The items with another value at one place. None if the place is not known, or there is no such place."""
    match index:
        case [Number(constant=int(position))] if -len(items) <= position < len(items):
            changed = list(items)
            changed[position] = value
            return tuple(changed)
    return None


def _with_slice(machine: Machine, row: SequenceValue, part: Value, value: Value, node: cst.CSTNode) -> Value:
    """The list after ``x[a:b] = values``."""
    places, values = constant_slice(part), items_of(value, machine.store)
    if not isinstance(places, slice) or row.items is None or values is None:
        return machine.unknown("a slice of the list was replaced", node)
    items = list(row.items)
    try:
        items[places] = values
    except ValueError:
        return machine.unknown("the lengths differ", node)
    return SequenceValue.of("list", tuple(items), any_in(items, machine.store, machine.key(node)))
