"""Calls of functions that are not seen: what they may do to what they are given, and what they may give back."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.conditions.collections import collections_compared
from flake8_embedding.interpret.containers.renewal import change_in_place, renew
from flake8_embedding.interpret.escaping.callbacks import call_own_methods
from flake8_embedding.interpret.escaping.escapes import hand_on
from flake8_embedding.interpret.escaping.members_set import forget_members
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal_entries import Asserted
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import note_part_called
from flake8_embedding.interpret.networks.weights import note_copies_handed_on, note_weight_touched
from flake8_embedding.interpret.networks.weights_of_several import change_parts, keeps_modules
from flake8_embedding.interpret.objects.derived import library_base
from flake8_embedding.interpret.tainted import forget_ids, note_tainted
from flake8_embedding.values.arrays.missing import counted_column
from flake8_embedding.values.arrays.sides import AsLongAs
from flake8_embedding.values.containers.contents import has_symbolic
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.objects import Instance, ModelObject, TableObject
from flake8_embedding.values.predicates.predicate import Compare, Op, Operand, Undecided, operands_of
from flake8_embedding.values.predicates.subjects import unknowns_compared
from flake8_embedding.values.provenance import AttributeOf, Item, Key, Part, Saved
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    ClassValue,
    Const,
    FunctionValue,
    Number,
    ObjectRef,
    Unknown,
    Value,
)


def call_on_tensors(
    machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode, *, keeps_ids: bool = False
) -> Value:
    """The call becomes part of the graph: it is carried out when data go through."""

    def run(values: tuple[Value, ...]) -> Value:
        return machine.call(values[0], arguments.with_values(values[1:]), node)

    return machine.operation((callee, *arguments.values), run, node, keeps_ids=keeps_ids)


_LENT = frozenset({Instance, ClassValue, FunctionValue})
"""Objects of the file that keep being what they are wherever they are handed."""

_MODULES = frozenset({Instance, ModelObject, TableObject})
"""Objects that may be called with ids, or hold others that may."""


def lent(machine: Machine, made: Unknown, arguments: Arguments) -> Unknown:
    """What code that is not seen gives back may be an object of the file that it was given, or call it."""
    for value in arguments.values:
        kind = type(machine.store.content(value) if type(value) is ObjectRef else value)
        if kind in _LENT:
            machine.escaped.note_lent(made.key)
        if kind in _MODULES and type(value) is ObjectRef:
            machine.escaped.note_module_held(made.key, value.alloc)
    return made


def forget_target(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``np.fmod(x, 9, out=x)``, ``np.fmod(x, 9, x)``: a function that is not described may write its result into
    ``out``, or into an array that it gets twice. (A list is no place for a result: ``f1_score(ids, ids)``.)"""
    target = arguments.any_of(machine.registry.conventions.results)
    for place, value in enumerate(arguments.positional):
        if type(value) is ObjectRef and value in arguments.positional[:place]:
            content = machine.store.content(value)
            target = target if isinstance(content, SequenceValue) and content.kind != "array" else value
    if target is not None and isinstance(machine.store.content(target), SequenceValue | Unknown):
        forget_ids(machine, target, "a result is written into it", node)


def call_unknown(machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The call of something that is not known."""
    kept = keeps_modules(machine, callee, node)
    if kept is not None:
        return kept
    note_part_called(machine, callee, arguments.values)
    if has_symbolic(arguments.values, machine.store):
        return call_on_tensors(machine, callee, arguments, node)
    dimensions = _dimensions(machine, callee, arguments, node)
    if dimensions is not None:
        return dimensions
    # Assumption: methods-keep-arguments. A method of an unknown object (a file, a writer, a logger, a frame) leaves the
    # lists, dicts and configurations that it is given as they are. A function that was imported may change them, and so
    # may a method of what such a function made, or of what may be an object of the file.
    is_method = type(node) is cst.Call and type(node.func) is cst.Attribute
    reads = type(callee) is Unknown and machine.escaped.is_reader(callee.key)
    is_lent = type(callee) is Unknown and machine.escaped.is_lent(callee.key)
    may_change = not reads and (not is_method or is_lent)
    calls_nothing = type(callee) is Unknown and machine.escaped.calls_nothing(callee.key)
    reason = "an unknown function may change it"
    reads_copies = type(callee) is Unknown and machine.escaped.reads_copies(callee.key)
    if not reads_copies and not is_method:
        note_copies_handed_on(machine, arguments.values, "by code that is not seen")
    hand_on(
        machine,
        arguments,
        reason,
        node,
        may_change=may_change,
        calls_nothing=calls_nothing,
        reads_copies=reads_copies,
    )
    note_checked(machine, arguments, node)
    _touch_weights(machine, callee, node)
    _call_own_methods(machine, callee, node)
    _change_several(machine, callee, node)
    change_parts(machine, callee)
    machine.may_be_changed(callee, node)
    _forget_owner(machine, callee, node)
    renew_column(machine, arguments, node)
    if may_change or _writes_files(machine, callee):
        machine.environment.note_written()
    _forget_moved(machine, callee, arguments)
    reason = callee.reason if type(callee) is Unknown else "what is called is not known"
    made = lent(machine, changed_by_call(machine, reason, (callee, *arguments.values), node), arguments)
    if calls_nothing:
        # ``Path("data").resolve().parent.mkdir()``
        machine.escaped.note_calling_nothing(made.key)
    return made


_SHOWING = frozenset({"items", "keys", "values"})
"""Methods of Python's mappings that show what is in them. An unknown object that has them is taken for a mapping."""


def _forget_owner(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """A method of an unknown object may change what the object holds: ``settings.load(path)``."""
    match callee:
        case Unknown(key=Part(of=of, name=str() as name)) if name not in _SHOWING:
            forget_members(machine, of)
            change_in_place(machine, Unknown("before it was changed", of), name, node)


def _change_several(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """``rows[k].counter.grow()``: a method of one of several objects of the file runs, and it is not known of which."""
    aliased = machine.escaped.aliased_by(callee.key) if isinstance(callee, Unknown) else ()
    objects = tuple(one for one in aliased if isinstance(machine.store.content(one), Instance | Unknown))
    for one in objects:
        # In another round of a loop it was changed before.
        machine.forget_attributes(one)
    if objects:
        hand_on(machine, Arguments(objects), "it may be what is changed", node, may_change=True)


def _touch_weights(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """``for p in model.parameters(): p.set_(matrix)``"""
    match node:
        case cst.Call(func=cst.Attribute(attr=name)) if name.value in machine.registry.conventions.weight.replaced:
            note_weight_touched(machine, callee)
            # Imported here: few programs do this.
            from flake8_embedding.interpret.networks.parameter_data import note_replaced

            note_replaced(machine, callee)


def _dimensions(machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """``x.size(1)``, ``x.size()`` of an array that is not known."""
    conventions = machine.registry.conventions
    match callee:
        case Unknown(key=Part(of=array, name=str() as name)) if name in conventions.shape_methods:
            match arguments.values:
                case (Number() as axis,):
                    return callee.derived(Item(Part(array, conventions.shapes[0]), (axis,)))
                case ():
                    # It may be another one next time: ``queue.size()``.
                    return callee.derived(Part(AsLongAs(array, machine.key(node)), conventions.shapes[0]))
    return None


def _writes_files(machine: Machine, callee: Value) -> bool:
    """``path.write_text(text)``, ``frame.to_csv(path)``"""
    match callee:
        case Unknown(key=Part(name=str() as name)):
            return name in machine.registry.conventions.writes_files
    return False


def _forget_moved(machine: Machine, callee: Value, arguments: Arguments) -> None:
    """``Path("new.pt").rename("net.pt")``: what the program has saved in ``net.pt`` is no longer there."""
    match callee:
        case Unknown(key=Part(name=str() as name)) if name in machine.registry.conventions.moves_files:
            for value in arguments.values:
                path = machine.environment.path_of(value.key) if isinstance(value, Unknown) else None
                place = Saved(value if path is None else Const(path))
                if machine.store.get(place) is not None:
                    machine.store.set(place, NONE)


def note_checked(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``check(df.user, n)``, where n counts the distinct users: the function may raise an error if the numbers have
    gaps."""
    values = [machine.store.content(value) if type(value) is ObjectRef else value for value in arguments.values]
    if Undecided in map(type, values):
        _note_tests(machine, values, node)
    if Number not in map(type, values):
        return
    columns = {value.key for value in values if isinstance(value, Unknown)}
    for value in values:
        size = value.exact if isinstance(value, Number) else None
        for symbol in symbols_of(size):
            column = counted_column(symbol.key)
            if column is not None and column in columns:
                machine.journal.record(Asserted(frozenset((column,))))


def _note_tests(machine: Machine, values: Iterable[Value], node: cst.CSTNode) -> None:
    """``require(len(words) > 5)``: the function may raise an error where the test does not hold. So what the test is
    about has passed a check from here on, and nobody knows which."""
    site = machine.key(node)
    allowed = Operand(Unknown("what a function that is not seen lets pass", Key("lets pass", site)))
    for value in values:
        if type(value) is not Undecided:
            continue
        machine.journal.record(Asserted(frozenset(unknowns_compared(value.predicate))))
        machine.journal.record(Asserted(collections_compared(machine, value.predicate)))
        numbers = [one for one in operands_of(value.predicate) if type(one.value) is Number]
        machine.assume(frozenset((Compare(Op.EQUAL, one, allowed, site), True) for one in numbers))


def _call_own_methods(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """``parser.feed(text)``: the object has the method from a base class that is not seen, and it may call others."""
    match callee:
        case Unknown(key=AttributeOf(owner=AllocationSite() as alloc)):
            content = machine.store.get(alloc)
            if isinstance(content, Instance) and library_base(machine, content.cls) is None:
                call_own_methods(machine, ObjectRef(alloc), content.cls, node)


def renew_column(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``df.user.replace(numbers, inplace=True)``: from here on the column holds other values."""
    if arguments.any_of(machine.registry.conventions.changes_in_place) in (None, Const(False)):
        return
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Attribute() | cst.Subscript() as column)):
            renew(machine, column)


def changed_by_call(machine: Machine, reason: str, values: Iterable[Value], node: cst.CSTNode) -> Unknown:
    """What a function that is not followed makes of these values."""
    return note_tainted(machine, machine.unknown(reason, node), values)
