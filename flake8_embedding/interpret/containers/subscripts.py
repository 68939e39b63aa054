"""Subscripts: entries of dicts, elements and slices of lists and arrays, parts of unknown things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.calling.namespace_calls import read_from_namespace
from flake8_embedding.interpret.conditions.access import entry_read
from flake8_embedding.interpret.containers.dict_entries import entry_of, read_with_factory
from flake8_embedding.interpret.containers.elements import element_at, item_of_sequence
from flake8_embedding.interpret.containers.frame_items import column_names, located, part_of_frame
from flake8_embedding.interpret.containers.slicing import part_of_text
from flake8_embedding.interpret.containers.vector_items import vectors_at
from flake8_embedding.interpret.escaping.members_set import member_set
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import note_part_used
from flake8_embedding.interpret.networks.weight_items import item_of_weight
from flake8_embedding.interpret.objects.enum_members import member_called
from flake8_embedding.interpret.objects.protocols import attribute_for_item, entries_of, special_method
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.tainted import note_tainted
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.interpret.vocabularies.members import call_member
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.fields import part_of_fields
from flake8_embedding.values.arrays.frames import FrameLocator
from flake8_embedding.values.arrays.sides import of_shape
from flake8_embedding.values.arrays.vectors import vectors_in
from flake8_embedding.values.arrays.views import ChangedCopies
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.picked_by_tests import picked_by
from flake8_embedding.values.containers.selections import First
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, constant_slice
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import length_number
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject
from flake8_embedding.values.predicates.conjuncts import guards_of
from flake8_embedding.values.predicates.predicate import ItemOf, Operand, Undecided, is_truth
from flake8_embedding.values.predicates.sameness import contains
from flake8_embedding.values.provenance import Item, Key, NumberOf, Part
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.value import (
    FALSE,
    NEVER,
    TRUE,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    Guarded,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    Symbolic,
    TextValue,
    Unknown,
    Value,
    asks_in_turn,
)


def element_read(machine: Machine, owner: Operand, index: tuple[Value, ...], value: Value) -> Value:
    """The value of ``owner[index]``, which has just been found, or what tests have shown of it since."""
    match machine.store.content(owner.value), index:
        case (DictValue() | SequenceValue(), [one]) if type(owner.value) is ObjectRef and not isinstance(one, Slice):
            return entry_read(machine, owner.value, one, value)
        case SequenceValue(items=tuple()), [Number(constant=int(position))] if owner.at is not None and position >= 0:
            machine.reading.note(ItemOf(owner.at, position), value)
    return value


def _is_number_of_rows(machine: Machine, name: str, index: tuple[Value, ...]) -> bool:
    """``x.shape[0]``"""
    return name in machine.registry.conventions.shapes and index == (Number.exactly(0),)


def _of_library(
    machine: Machine, owner: Value, content: LibraryName, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``sys.modules[__name__]``, and entries of other dicts that a library has."""
    if machine.registry.is_table_of_modules(content.path):
        if index in ((LibraryName("builtins.__name__"),), (Const(MODULE_ITSELF),)):
            return LibraryName(MODULE_ITSELF)
        match index:
            case (Const(value=str(name)),) if (module := machine.modules.named(name)) is not None:
                return module
    entry = machine.registry.entry_for(content.path)
    if entry is not None and entry.subscripted and not any(isinstance(part, Slice | Const) for part in index):
        return machine.call(content, Arguments((_in_one_argument(machine, index, node),)), node)
    return Unknown(f"an entry of {content.path}", Key("entry", content.path, index, *machine.environment.run))


def _in_one_argument(machine: Machine, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``np.r_[0, ids]`` takes a number for an array that holds it."""
    key = machine.key(node)
    parts = [SequenceValue.of("array", (one,), one) if isinstance(one, Number) else one for one in index]
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, key))


def item(machine: Machine, owner: Value, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``owner[index]``."""
    content = machine.store.content(owner)
    if len(index) == 1 and type(index[0]) is Undecided and _is_chosen_from(content, index[0]):
        return _by_test(machine, owner, index[0], node)
    how = _BY_KIND.get(type(content))
    if how is not None:
        found = how(machine, owner, content, index, node)
        return picked_by(index[0], found, machine.store) if len(index) == 1 and _is_written_out(content) else found
    # Some of the ids in ``x - 1`` are no ids as they come, either.
    return note_tainted(machine, machine.unknown("this subscript is not followed", node), (owner,))


def _is_written_out(content: Value) -> bool:
    """Whether each element or entry is known by itself: ``(0, i)``, ``{True: i, False: 0}``."""
    match content:
        case SequenceValue(items=items):
            return items is not None
        case DictValue(key=key):
            return key is None
    return False


def _is_chosen_from(content: Value, test: Undecided) -> bool:
    """Whether a test says which of two functions it is: ``(quit, work)[enough]``, ``{True: work, False: quit}``."""
    found: list[Value | None] = []
    match content:
        case DictValue(key=None):
            found = [content.get(TRUE), content.get(FALSE)]
        case SequenceValue(kind="list" | "tuple", items=(one, other)):
            found = [one, other]
    return bool(found) and is_truth(test.key) and all(isinstance(one, _FUNCTIONS) for one in found)


_FUNCTIONS = FunctionValue | LibraryName | Method | Partial


def _by_test(machine: Machine, owner: Value, test: Undecided, node: cst.CSTNode) -> Value:
    is_dict = isinstance(machine.store.content(owner), DictValue)
    places: tuple[Value, Value] = (TRUE, FALSE) if is_dict else (Number.exactly(1), Number.exactly(0))
    ways = zip(places, (True, False), strict=True)
    options = tuple(Guarded(place, guards_of(test.predicate, holds=holds)) for place, holds in ways)
    return machine.store.on_each(Choice(options), lambda one: item(machine, owner, (one,), node), machine.key(node))


def _not_followed(machine: Machine, node: cst.CSTNode) -> Value:
    return machine.unknown("this subscript is not followed", node)


def _of_weight(machine: Machine, owner: Value, content: Method, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    # What is written to a part of a weight is written to the weight.
    part = Key(content, machine.key(node))
    return item_of_weight(machine, content, index, node) or machine.unknown("this subscript is not followed", part)


def _of_choice(machine: Machine, owner: Value, content: Choice, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    def answer(one: Value) -> Value:
        if _is_past_the_end(machine, one, index):
            # ``last[user][0]``, where the list of a user may be empty: Python raises IndexError, and that path ends.
            machine.store.may_be_interrupted()
            return NEVER
        return item(machine, one, tuple(map(machine.on_this_path, index)), node)

    found = machine.on_each_content(owner, content, answer, node)
    return machine.unknown("the index is past the end", node) if found is NEVER else found


def _is_past_the_end(machine: Machine, row: Value, index: tuple[Value, ...]) -> bool:
    match machine.store.content(row), index:
        case SequenceValue(kind="list" | "tuple", items=tuple() as items), [Number(constant=int(place))]:
            return not -len(items) <= place < len(items)
    return False


def _of_namespace(
    machine: Machine, owner: Value, content: Namespace, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    return read_from_namespace(machine, content.owner, index[0] if len(index) == 1 else None, node)


def _of_dict(machine: Machine, owner: Value, content: DictValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    if len(index) != 1:
        return _not_followed(machine, node)
    if content.factory is not None and isinstance(owner, ObjectRef):
        return read_with_factory(machine, owner, content, index[0], node)
    return entry_of(machine, content, index[0], node)


def _of_model(
    machine: Machine, owner: Value, content: ModelObject, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``Sequential`` is a sequence of its layers; a part of it is a model again."""
    if content.inputs is not None or len(index) != 1:
        return _not_followed(machine, node)
    layers = SequenceValue.of("tuple", content.layers, any_of(list(content.layers), machine.key(node)))
    part = element_at(machine, layers, index, node)
    if isinstance(part, SequenceValue) and part.items:
        return machine.allocate(node, ModelObject(part.items))
    return part


def _of_tensor(machine: Machine, owner: Value, content: Symbolic, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    return machine.operation((content,), lambda values: item(machine, values[0], index, node), node, keeps_ids=True)


def _of_text(
    machine: Machine, owner: Value, content: Const | TextValue, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    match content:
        case Const(value=str() as whole):
            return part_of_text(whole, index)
        case TextValue(name=name):
            is_one = name is not None and len(index) == 1 and constant_slice(index[0]) is not None
            return TextValue(name=Key("letters", name, *index) if is_one else machine.key(node))
    return _not_followed(machine, node)


def _of_unknown(machine: Machine, owner: Value, content: Unknown, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    known = vectors_in(content)
    at = tuple(map(machine.store.content, index)) if known is not None else ()
    part_of_vectors = None if known is None else vectors_at(known, at, machine.key(node))
    if part_of_vectors is not None:
        return part_of_vectors
    of_fields = part_of_fields(content, index)
    if of_fields is not None:
        return of_fields
    match content.key:
        case Part(of=inner, name=str(name)) if _is_number_of_rows(machine, name, index):
            text = content.text.removesuffix(f".{name}") if content.text else None
            return length_number(content.derived(inner, text))
    match index:
        case [Const(value=str() as name)]:
            # ``df["user"]`` and ``df.user`` are one column.
            return member_set(machine, content, name) or content.derived(Part(content.key, name))
        case [Slice(lower=None, upper=Number(constant=int(count)) as upper, step=None)] if count >= 0:
            text = f"{content.text}[:{count}]" if content.text else None
            return content.derived(First(content.key, upper), text)
        case [one] if (names := column_names(machine, one)) is not None:
            # Only data in columns are read by a list of names.
            return machine.allocate(node, DataFrame(content.key, order=names, text=content.text))
    if any(type(machine.store.content(one)) is SequenceValue for one in index):
        # ``model.get_weights()[0][ids]``
        note_part_used(machine, content, index)
    part = content.derived(Item(of_shape(content.key), index))
    if machine.taint.has_incoming(content.key) and len(index) == 1 and _cuts_an_end(index[0]):
        machine.taint.add(part.key)
    # ``numbers[ids]`` gives other ids than went in.
    return note_tainted(machine, part, index)


def _cuts_an_end(index: Value) -> bool:
    """``ids[:-1]``, ``ids[1:]``: the highest of the ids that come may be the one that is cut off."""
    place = constant_slice(index)
    return isinstance(place, slice) and (place.start, place.stop) != (None, None)


def _of_number(machine: Machine, owner: Value, content: Number, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``(df["user"] - 1)[i]``: some of the numbers of an array of which the range is known. Whether the highest is
    among them is not: the array may have several columns."""
    symbols = symbols_of(content.high)
    of_columns = bool(symbols) and all(isinstance(one.key, NumberOf) and is_read(one.key.of) for one in symbols)
    if not of_columns and content.exact is None and content.high is not None:
        # A single number has no parts: ``places[0]`` was a row of an array whose shape is not known.
        return some_of(content)
    if not of_columns:
        return note_tainted(machine, machine.unknown("this subscript is not followed", node), (owner,))
    low = None if content.exact is not None else content.low
    if len(index) == 1 and asks_in_turn(index[0]):
        # A data set hands out all of them.
        return replace(content, low=low)
    return replace(content.weakened(), low=low)


def _of_class(
    machine: Machine, owner: Value, content: ClassValue, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``Kind["WORD"]`` of an Enum."""
    match index:
        case [Const(value=str() as name)] if (member := member_called(machine, content, name)) is not None:
            return member
    return _not_followed(machine, node)


def _of_frame(machine: Machine, owner: Value, content: DataFrame, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    return part_of_frame(machine, content, index, node)


def _of_locator(
    machine: Machine, owner: Value, content: FrameLocator, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    frame = machine.store.content(content.owner)
    return located(machine, frame, index, node) if isinstance(frame, DataFrame) else _not_followed(machine, node)


def _of_changed_copies(
    machine: Machine, owner: Value, content: ChangedCopies, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    return ChangedCopies(content.of, index) if content.index is None else _not_followed(machine, node)


def _of_instance(
    machine: Machine, owner: Value, content: Instance, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``vocab[word]`` of an object of the file."""
    key = index[0] if len(index) == 1 else SequenceValue.of("tuple", index, any_of(list(index), machine.key(node)))
    method = special_method(machine, owner, "__getitem__", node)
    if method is not None:
        return machine.call(method, Arguments((key,)), node)
    entries = entries_of(machine, owner)
    if entries is None:
        name = attribute_for_item(machine, owner, index)
        return machine.attribute(owner, name, node) if name is not None else _not_followed(machine, node)
    held = machine.store.content(entries)
    missing = special_method(machine, owner, "__missing__", node)
    if missing is None or not isinstance(held, DictValue) or held.get(key) is not None:
        return item(machine, entries, index, node)
    if contains(held, key, machine.store) is False:
        return machine.call(missing, Arguments((key,)), node)
    machine.forget(entries, "an entry may have been missing", node)
    return machine.unknown("the entry may have been missing", node)


def _of_indexer(
    machine: Machine, owner: Value, content: LibraryObject, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``vocab["<pad>"]`` of a vocabulary of a library."""
    effect = indexer_effect(machine, content)
    if effect is None or "__getitem__" not in effect.members or not isinstance(owner, ObjectRef):
        return note_tainted(machine, machine.unknown("this subscript is not followed", node), (owner,))
    return call_member(machine, owner, content, "__getitem__", Arguments(index), node)


_BY_KIND: Final[dict[type, Callable[[Machine, Value, Any, tuple[Value, ...], cst.CSTNode], Value]]] = {
    Method: _of_weight,
    Choice: _of_choice,
    Namespace: _of_namespace,
    Instance: _of_instance,
    LibraryObject: _of_indexer,
    ClassValue: _of_class,
    DictValue: _of_dict,
    SequenceValue: item_of_sequence,
    ModelObject: _of_model,
    Symbolic: _of_tensor,
    DataFrame: _of_frame,
    FrameLocator: _of_locator,
    ChangedCopies: _of_changed_copies,
    Const: _of_text,
    TextValue: _of_text,
    Unknown: _of_unknown,
    Undecided: _of_unknown,
    LibraryName: _of_library,
    Number: _of_number,
}
