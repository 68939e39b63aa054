"""Subscripts: entries of dicts, elements and slices of lists and arrays, parts of unknown things."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.array_items import as_view, known_part
from flake8_embedding.interpret.conditions.access import entry_read
from flake8_embedding.interpret.dict_entries import entry_of, read_with_factory
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.masks import Sight, sight_of
from flake8_embedding.interpret.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.protocols import entries_of, special_method
from flake8_embedding.interpret.renumbered import note_renumbered
from flake8_embedding.interpret.setting import read_from_namespace
from flake8_embedding.interpret.slices import Slice
from flake8_embedding.interpret.slicing import cut_length, part_of_text, sliced
from flake8_embedding.interpret.weights import note_weights
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.contents import any_in, cut_off, items_of, numbers_in, one_of, some_of
from flake8_embedding.values.frames import DataFrame, some_rows
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import (
    DictValue,
    Instance,
    ModelObject,
    SequenceValue,
    length_number,
    unknown_length,
)
from flake8_embedding.values.predicate import ItemOf, Operand
from flake8_embedding.values.provenance import Item, Key, Part
from flake8_embedding.values.sameness import contains
from flake8_embedding.values.selections import ChosenByTest, First
from flake8_embedding.values.subjects import tested_in
from flake8_embedding.values.value import (
    ANY_INDEX,
    Choice,
    Const,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Symbolic,
    TextValue,
    Unknown,
    Value,
)


def index_of(machine: Machine, node: cst.Subscript) -> tuple[Value, ...]:
    """The subscript's indices: one, or several as in ``x[:, 0]``."""
    indices: list[Value] = []
    for element in node.slice:
        match element.slice:
            case cst.Index(value=value):
                indices.append(machine.evaluate(value))
            case cst.Slice(lower=lower, upper=upper, step=step):
                indices.append(Slice(*(None if end is None else machine.evaluate(end) for end in (lower, upper, step))))
    return tuple(indices)


def element_read(machine: Machine, owner: Operand, index: tuple[Value, ...], value: Value) -> Value:
    """``owner[index]``, which has just been found to be the value, or what tests have shown of it."""
    match machine.store.content(owner.value), index:
        case (DictValue() | SequenceValue(), [one]) if isinstance(owner.value, ObjectRef) and not isinstance(
            one, Slice
        ):
            return entry_read(machine, owner.value, one, value)
        case SequenceValue(items=tuple()), [Number(constant=int(position))] if owner.at is not None and position >= 0:
            machine.reading.note(ItemOf(owner.at, position), value)
    return value


def _constant(index: Value) -> int | None:
    return index.constant if isinstance(index, Number) else None


def _is_number_of_rows(machine: Machine, name: str, index: tuple[Value, ...]) -> bool:
    """``x.shape[0]``"""
    return name in machine.registry.conventions.shapes and index == (Number.exactly(0),)


def _of_library(machine: Machine, path: str, index: tuple[Value, ...]) -> Value:
    """``sys.modules[__name__]``, and entries of other dicts that a library has."""
    if machine.registry.is_table_of_modules(path):
        if index in ((LibraryName("builtins.__name__"),), (Const(MODULE_ITSELF),)):
            return LibraryName(MODULE_ITSELF)
        match index:
            case (Const(value=str(name)),) if (module := machine.modules.named(name)) is not None:
                return module
    return Unknown(f"an entry of {path}", Key("entry", path, index))


def item(machine: Machine, owner: Value, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``owner[index]``."""
    content = machine.store.content(owner)
    match content:
        case Method() if not all(isinstance(one, Slice) or _constant(one) is not None for one in index):
            note_weights(machine, [content], "by a subscript")
        case Choice():
            return machine.on_each_content(owner, content, lambda one: item(machine, one, index, node), node)
        case Namespace(owner=named):
            return read_from_namespace(machine, named, index[0] if len(index) == 1 else None, node)
        case Instance():
            return _of_instance(machine, owner, index, node)
        case DictValue() if len(index) == 1:
            if content.factory is not None and isinstance(owner, ObjectRef):
                return read_with_factory(machine, owner, content, index[0], node)
            return entry_of(machine, content, index[0], node)
        case SequenceValue(kind="array"):
            known = known_part(machine, owner, content, index, node)
            return known or as_view(machine, owner, content, _element(machine, content, index, node), index)
        case SequenceValue():
            return _element(machine, content, index, node)
        case ModelObject(layers=layers, inputs=None) if len(index) == 1:
            # ``Sequential`` is a sequence of its layers; a part of it is a model again.
            part = _element(
                machine, SequenceValue.of("tuple", layers, any_of(list(layers), machine.key(node))), index, node
            )
            return (
                machine.allocate(node, ModelObject(part.items))
                if isinstance(part, SequenceValue) and part.items
                else part
            )
        case Symbolic():
            return machine.operation(
                (content,), lambda values: item(machine, values[0], index, node), node, keeps_ids=True
            )
        case DataFrame():
            return _of_frame(machine, content, index, node)
        case Const(value=str() as whole):
            return part_of_text(whole, index)
        case TextValue():
            return TextValue()
        case Unknown(key=Part(of=inner, name=str(name))) if _is_number_of_rows(machine, name, index):
            text = content.text.removesuffix(f".{name}") if content.text else None
            return length_number(content.derived(inner, text))
        case Unknown():
            match index:
                case [Const(value=str() as name)]:
                    # ``df["user"]`` and ``df.user`` are one column.
                    return content.derived(Part(content.key, name))
                case [Slice(lower=None, upper=Number(constant=int(count)) as upper, step=None)] if count >= 0:
                    text = f"{content.text}[:{count}]" if content.text else None
                    return content.derived(First(content.key, upper), text)
            # ``numbers[ids]`` gives other ids than went in.
            return note_renumbered(machine, content.derived(Item(content.key, index)), index)
        case LibraryName(path=path):
            return _of_library(machine, path, index)
    return machine.unknown("this subscript is not followed", node)


def _of_frame(machine: Machine, frame: DataFrame, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``df["user"]``, ``df[["user", "item"]]``, ``df[df.stars > 3]``, ``df[:100]``"""
    match index:
        case [Const(value=str() as name)]:
            return frame.column(name)
        case [one] if not isinstance(one, Slice):
            names = items_of(one, machine.store)
            texts = [name.value for name in names or () if isinstance(name, Const) and isinstance(name.value, str)]
            if names and len(texts) == len(names):
                return machine.allocate(node, replace(frame, order=tuple(texts)))
            place = ChosenByTest(tested_in(machine.store.content(one)), machine.key(node))
            return machine.allocate(node, some_rows(frame, machine.store, place, by_value=True))
        case [Slice()]:
            return machine.allocate(node, some_rows(frame, machine.store, machine.key(node)))
    return machine.unknown("this part of the data is not followed", node)


def _of_instance(machine: Machine, owner: Value, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``vocab[word]`` of an object of the file."""
    key = index[0] if len(index) == 1 else SequenceValue.of("tuple", index, any_of(list(index), machine.key(node)))
    method = special_method(machine, owner, "__getitem__", node)
    if method is not None:
        return machine.call(method, Arguments((key,)), node)
    entries = entries_of(machine, owner)
    if entries is None:
        return machine.unknown("this subscript is not followed", node)
    content = machine.store.content(entries)
    missing = special_method(machine, owner, "__missing__", node)
    if missing is None or not isinstance(content, DictValue) or content.get(key) is not None:
        return item(machine, entries, index, node)
    if contains(content, key, machine.store) is False:
        return machine.call(missing, Arguments((key,)), node)
    machine.forget(entries, "an entry may have been missing", node)
    return machine.unknown("the entry may have been missing", node)


def _element(machine: Machine, row: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    first = index[0]
    if isinstance(first, Slice):
        part = sliced(machine, row, first, node)
        if len(index) > 1:
            return _column(machine, part, index[1:], node)
        return machine.allocate(node, part) if row.kind in ("list", "array") else part
    position = first.constant if isinstance(first, Number) else None
    if len(index) == 1 and row.items is not None and position is not None:
        if -len(row.items) <= position < len(row.items):
            return row.items[position]
        return machine.unknown("the index is past the end", node)
    if len(index) == 1 and position is not None and 0 <= position < len(row.begins):
        return row.begins[position]
    if len(index) == 1 and (isinstance(first, Number) or row.kind != "array"):
        element = any_in(list(row.items), machine.store, machine.key(node)) if row.items else row.element
        one_by_one = isinstance(first, Number) and first.birth == ANY_INDEX.birth
        if position is not None and (row.distinct or row.each_once):
            return cut_off(element, machine.store, "item", position)
        if position is not None or (isinstance(element, Number) and not one_by_one):
            return one_of(element, machine.store)
        return element
    if row.kind == "array":
        return _selection(machine, row, index, node)
    return machine.unknown("this index is not followed", node)


def _column(machine: Machine, rows: SequenceValue, rest: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``x[a:b, rest]``: the rest of the index, in every row."""
    whole = all(isinstance(one, Slice) and one.lower is one.upper is one.step is None for one in rest)
    if whole:
        return machine.allocate(node, rows)
    if rows.items is not None and all(isinstance(machine.store.content(row), SequenceValue) for row in rows.items):
        columns = tuple(item(machine, row, rest, node) for row in rows.items)
        return machine.allocate(
            node,
            replace(rows, items=columns, element=any_in(list(columns), machine.store, machine.key(node)), shape=None),
        )
    row = machine.store.content(rows.element)
    if isinstance(row, SequenceValue) and row.items is not None and isinstance(rest[0], Number) and len(rest) == 1:
        # All rows have the same columns.
        cell = item(machine, row, rest, node)
        if isinstance(cell, Unknown):
            return cell
        return machine.allocate(node, SequenceValue("array", cell, rows.length))
    shape = _selected_shape(machine, rows, rest, node)
    numbers = numbers_in(rows, machine.store) if shape is not None else None
    if shape is not None and numbers is not None:
        some = replace(some_of(numbers), attained=False) if rows.each_once else some_of(numbers)
        return machine.allocate(node, SequenceValue("array", some, rows.length, shape=shape))
    return _selection(machine, rows, rest, node)


def _selected_shape(
    machine: Machine, rows: SequenceValue, rest: tuple[Value, ...], node: cst.CSTNode
) -> tuple[Value, ...] | None:
    """The dimensions of ``x[:, a:b]``, of an array with known ones."""
    if rows.shape is None or len(rest) != 1 or len(rows.shape) != 2 or not isinstance(rest[0], Slice):
        return None
    width = rows.shape[1]
    if not isinstance(width, Number):
        return None
    cut = cut_length(machine, SequenceValue("array", rows.element, width), rest[0], (node, "columns"))
    return (rows.length, cut)


def _selection(machine: Machine, row: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """Some part of an array: its ids are among the array's."""
    numbers = numbers_in(row, machine.store)
    if numbers is None:
        return machine.unknown("the content of the array is not known", node)
    numbers = some_of(numbers)
    basic = all(isinstance(one, Number | Slice) for one in index)
    if row.each_once or (not basic and sight_of(machine, index, row) is not Sight.BLIND):
        # ``x[x >= 0]``: just the ids that stand out may be gone.
        numbers = numbers.weakened()
    return machine.allocate(node, SequenceValue("array", numbers, unknown_length(machine.key(node))))
