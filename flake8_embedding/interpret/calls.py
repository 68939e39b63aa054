"""Calls: who is called, and what that means for the arguments."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.array_items import write_to_rows
from flake8_embedding.interpret.assign import note_new_weight
from flake8_embedding.interpret.attributes import kind_of, namespace_of
from flake8_embedding.interpret.derived import library_base, make_library_part
from flake8_embedding.interpret.entrycall import carry_out
from flake8_embedding.interpret.escapes import call_back, call_own_methods, hand_on, is_called_back
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.functions import call_function
from flake8_embedding.interpret.indexers import indexer_effect
from flake8_embedding.interpret.instances import INSTANCE_CALLS, fill_record, instantiate, set_up, super_value
from flake8_embedding.interpret.items import renew
from flake8_embedding.interpret.journal import Asserted
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.managers import call_within
from flake8_embedding.interpret.members import call_member
from flake8_embedding.interpret.models import call_instance, call_layer, call_model_method, call_table, fill_table
from flake8_embedding.interpret.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.protocols import arguments_for_library
from flake8_embedding.interpret.records import call_record_init
from flake8_embedding.interpret.renumbered import forget_ids, has_ids, note_renumbered
from flake8_embedding.interpret.resolution import from_class, library_part, seen_by_super
from flake8_embedding.interpret.setting import call_delattr, call_namespace, call_setattr
from flake8_embedding.interpret.suspended import resumed_arguments, suspended
from flake8_embedding.interpret.weights import call_method_of_weight, note_weights, weighted_table
from flake8_embedding.library.spec import (
    FED_BY,
    Entry,
    Handled,
    LooksUp,
    MakesTable,
    Pads,
    PassesOn,
    ReadsOnly,
    ReturnsArgument,
)
from flake8_embedding.record import replace
from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.classes import (
    Cached,
    Decorated,
    Namespace,
    RecordClass,
    RecordInit,
    StaticMethod,
    Super,
    Within,
)
from flake8_embedding.values.contents import is_symbolic
from flake8_embedding.values.objects import (
    Instance,
    LibraryObject,
    ModelObject,
    SequenceValue,
    Suspended,
    TableObject,
)
from flake8_embedding.values.provenance import AttributeOf, DistinctOf, Key, Part
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    Symbolic,
    Unknown,
    Value,
)


def call(machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of ``callee(*arguments)``."""
    match callee:
        case FunctionValue():
            return call_function(machine, callee, arguments, node)
        case RecordClass():
            return fill_record(machine, callee, arguments, node)
        case RecordInit():
            return call_record_init(machine, callee, arguments, node)
        case StaticMethod(function=function):
            return call(machine, function, arguments, node)
        case Decorated(function=function):
            call(machine, function, arguments, node)
            return _changed(machine, "a decorator that is not seen may change what is returned", arguments.values, node)
        case Within(function=function, manager=manager):
            return call_within(machine, manager, lambda: call(machine, function, arguments, node), node)
        case Cached(function=function):
            return _call_cached(machine, function, arguments, node)
        case ClassValue():
            return instantiate(machine, callee, arguments, node)
        case LibraryName(path="builtins.super"):
            return super_value(machine, arguments) or machine.unknown("super() outside a method", node)
        case LibraryName(path="builtins.setattr"):
            return _setattr(machine, arguments, node)
        case LibraryName(path="builtins.delattr"):
            return call_delattr(machine, arguments)
        case LibraryName(path="builtins.exec"):
            return _run_text(machine, node)
        case LibraryName(path="builtins.globals" | "builtins.locals" | "builtins.vars" as path):
            return _open_namespace(machine, path, arguments, node)
        case LibraryName(path=path):
            row = machine.registry.entry_for(path)
            if row is not None and row.lazy:
                if _takes_turns(machine, arguments):
                    return _changed(machine, "an iterator is given twice", arguments.values, node)
                return suspended(
                    machine, node, lambda: _call_known(machine, path, resumed_arguments(machine, arguments), node)
                )
            if machine.has_suspended:
                with machine.taking_part(takes_part=path == "builtins.next"):
                    arguments = resumed_arguments(machine, arguments)
            return _call_known(machine, path, arguments, node)
        case Method():
            return _call_method(machine, callee, resumed_arguments(machine, arguments), node)
        case Partial(function=function, positional=positional, keywords=keywords):
            given = {**dict(keywords), **dict(arguments.keywords)}
            everything = replace(
                arguments, positional=(*positional, *arguments.positional), keywords=tuple(given.items())
            )
            return call(machine, function, everything, node)
        case Choice() if _is_in_doubt(machine, callee):
            hand_on(machine, arguments, "one of several functions may change it", node, may_change=False)
            return machine.unknown("which of several functions is called is not known", node)
        case Choice():
            return machine.store.on_each(callee, lambda one: call(machine, one, arguments, node), machine.key(node))
        case ObjectRef():
            content = machine.store.content(callee)
            if not isinstance(content, Instance):
                arguments = resumed_arguments(machine, arguments)
            return _call_object(machine, callee, content, arguments, node)
        case Symbolic():
            return _call_on_tensors(machine, callee, arguments, node)
    return _call_unknown(machine, callee, resumed_arguments(machine, arguments), node)


def _is_in_doubt(machine: Machine, callee: Choice) -> bool:
    """``try: from mylib import Embedding`` behind ``from torch.nn import Embedding``: a table that is described, or
    something else of the same name, and no test says which."""
    entries = [
        machine.registry.entry_for(one.value.path) if isinstance(one.value, LibraryName) else None
        for one in callee.options
    ]
    untold = any(isinstance(way, str) for one in callee.options for _, way in one.guards)
    makes_table = any(entry is not None and isinstance(entry.effect, MakesTable) for entry in entries)
    others = [one.value for one, entry in zip(callee.options, entries, strict=True) if entry is None]
    return untold and makes_table and any(isinstance(one, LibraryName | Unknown) for one in others)


def _takes_turns(machine: Machine, arguments: Arguments) -> bool:
    """``zip(it, it)`` takes the elements of one iterator in turns."""
    objects = [value for value in arguments.positional if isinstance(value, ObjectRef)]
    contents = [machine.store.content(value) for value in objects if objects.count(value) > 1]
    return any(
        isinstance(one, Suspended) or (isinstance(one, SequenceValue) and one.kind == "iterator") for one in contents
    )


def _setattr(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    match arguments.positional:
        case [owner, Const(value=str() as name), value]:
            note_new_weight(machine, owner, name, value, node)
    return call_setattr(machine, arguments, node)


def _run_text(machine: Machine, node: cst.CSTNode) -> Value:
    """``exec(...)``: names may be set without being named."""
    machine.forget_names("exec() may set it", node)
    machine.forget_names("exec() may set it", node, scope=machine.frame.scope)
    return machine.unknown("what is run is not seen", node)


def _open_namespace(machine: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``globals()``, ``locals()``, ``vars(x)``: names or attributes by their texts. Reading them changes nothing."""
    if arguments.positional and isinstance(arguments.positional[0], ObjectRef):
        return namespace_of(machine, arguments.positional[0])
    in_module = machine.frame.scope is machine.module_scope
    if not machine.is_elsewhere and not arguments.values and (in_module or path == "builtins.globals"):
        return Namespace(LibraryName(MODULE_ITSELF))
    machine.forget_names("vars() may be used to set it", node)
    machine.forget_names("locals() may be used to set it", node, scope=machine.frame.scope)
    return machine.unknown("what is done to a namespace is not followed", node)


def _call_known(machine: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    row = machine.registry.entry_for(path)
    if _is_operation(machine, row, path) and any(is_symbolic(value, machine.store) for value in arguments.values):
        keeps = row is not None and isinstance(row.effect, PassesOn)
        return _call_on_tensors(machine, LibraryName(path), arguments, node, keeps_ids=keeps)
    if row is not None:
        return _carried_out(machine, row, path, arguments, node)
    owner_class, _, name = path.rpartition(".")
    if machine.registry.is_class_of_containers(owner_class) and arguments.positional:
        # ``list.pop(ids)`` is ``ids.pop()``.
        rest = replace(arguments, positional=arguments.positional[1:])
        return call(machine, Method(arguments.positional[0], name), rest, node)
    _forget_target(machine, arguments, node)
    _note_checked(machine, arguments)
    if path.endswith(".__init__") and arguments.positional:
        # ``nn.Embedding.__init__(self, rows, width)``, an older way to write ``super().__init__(rows, width)``.
        rest = replace(arguments, positional=arguments.positional[1:])
        make_library_part(machine, arguments.positional[0], LibraryName(path.removesuffix(".__init__")), rest, node)
        return NONE
    if machine.store.has_tensors and any(is_symbolic(value, machine.store) for value in arguments.values):
        return _call_on_tensors(machine, LibraryName(path), arguments, node)
    foreign = not machine.registry.is_harmless(path)
    hand_on(machine, arguments, f"{path} may change it", node, may_change=foreign)
    made = _lent(machine, _changed(machine, f"{path} is not described", arguments.values, node), arguments)
    if foreign:
        # Its methods are code of another file just as the function is.
        machine.escaped.note_lent(made.key)
    return made


def _is_operation(machine: Machine, row: Entry | None, path: str) -> bool:
    """Whether a described function does something to tensors, and does not make a layer or a model of them."""
    does = row is not None and isinstance(row.effect, Handled | PassesOn | Pads | LooksUp)
    return does and machine.registry.works_on_tensors(path)


def _call_on_tensors(
    machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode, *, keeps_ids: bool = False
) -> Value:
    """The call is carried out when data go through the graph."""

    def run(values: tuple[Value, ...]) -> Value:
        return machine.call(values[0], arguments.with_values(values[1:]), node)

    return machine.operation((callee, *arguments.values), run, node, keeps_ids=keeps_ids)


def _carried_out(machine: Machine, row: Entry, called: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What a described function gives. How often it calls the functions that it is given is not known."""
    arguments = arguments_for_library(machine, arguments, node, iterates=row.iterates)
    made = carry_out(machine, row, called, arguments, node)
    _write_target(machine, row, made, arguments, node)
    if isinstance(row.effect, Handled) and row.effect.keeps_arguments:
        return made
    if not isinstance(row.effect, LooksUp | ReadsOnly | ReturnsArgument | MakesTable):
        note_weights(machine, arguments.values, f"by {called}")
    if isinstance(row.effect, Handled):
        for value in arguments.values:
            if is_called_back(machine, value):
                call_back(machine, machine.store.content(value), node, later=False)
    return made


def _write_target(machine: Machine, row: Entry, made: Value, arguments: Arguments, node: cst.CSTNode) -> None:
    """``np.minimum(x, 9, out=x)``, ``np.minimum(x, 9, x)``: the array holds the result."""
    target = arguments.keyword("out")
    if target is None and "out" in row.positional and row.positional.index("out") < len(arguments.positional):
        target = arguments.positional[row.positional.index("out")]
    if target is None:
        return
    content = machine.store.content(made)
    if isinstance(target, ObjectRef) and isinstance(content, SequenceValue):
        machine.change(target, content, node)
    else:
        forget_ids(machine, target, "a result is written into it", node)


_LENT = frozenset({Instance, ClassValue, FunctionValue})
"""Objects of the file that keep being what they are wherever they are handed."""


def _lent(machine: Machine, made: Unknown, arguments: Arguments) -> Unknown:
    """What code that is not seen gives back may be an object of the file that it was given."""
    for value in arguments.values:
        if type(machine.store.content(value)) in _LENT:
            machine.escaped.note_lent(made.key)
            break
    return made


def _call_cached(machine: Machine, function: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A function behind ``lru_cache``: a call with the same arguments gives the same object, and does nothing."""
    if not arguments.complete:
        return call(machine, function, arguments, node)
    key = Key("cached", function, arguments.positional, arguments.keywords)
    known = machine.store.get(key)
    if known is None:
        known = call(machine, function, arguments, node)
        machine.store.set(key, known)
    return known


def _forget_target(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``np.fmod(x, 9, out=x)``, ``np.fmod(x, 9, x)``: of a function that is not described, what is given twice may be
    where the result comes."""
    target = arguments.keyword("out")
    for place, value in enumerate(arguments.positional):
        if isinstance(value, ObjectRef) and value in arguments.positional[:place]:
            target = value
    if target is not None and isinstance(machine.store.content(target), SequenceValue | Unknown):
        forget_ids(machine, target, "a result is written into it", node)


def _call_unknown(machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    if machine.store.has_tensors and any(is_symbolic(value, machine.store) for value in arguments.values):
        return _call_on_tensors(machine, callee, arguments, node)
    # Assumption: methods-keep-arguments. A method of an unknown object (a file, a writer, a logger, a frame) leaves the
    # lists, dicts and configurations that it is given as they are. A function that was imported may change them, and so
    # may a method of what such a function made, or of what may be an object of the file.
    is_method = isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute)
    may_change = not is_method or (isinstance(callee, Unknown) and machine.escaped.is_lent(callee.key))
    hand_on(machine, arguments, "an unknown function may change it", node, may_change=may_change)
    _note_checked(machine, arguments)
    _call_own_methods(machine, callee, node)
    machine.may_be_changed(callee, node)
    _change_in_place(machine, callee, node)
    _renew_column(machine, arguments, node)
    reason = callee.reason if isinstance(callee, Unknown) else "what is called is not known"
    return _lent(machine, _changed(machine, reason, (callee, *arguments.values), node), arguments)


def _note_checked(machine: Machine, arguments: Arguments) -> None:
    """``check(df.user, n)`` where n counts the distinct users: it may raise an error where the numbers have gaps."""
    values = [machine.store.content(value) for value in arguments.values]
    if Number not in map(type, values):
        return
    columns = {value.key for value in values if isinstance(value, Unknown)}
    for value in values:
        size = value.exact if isinstance(value, Number) else None
        for symbol in symbols_of(size) if size is not None else ():
            if isinstance(symbol.key, DistinctOf) and symbol.key.of in columns:
                machine.journal.record(Asserted(frozenset((symbol.key.of,))))


def _change_in_place(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """``ids.sub_(1)`` of a tensor that is not known: from here on these are other ids."""
    match callee, node:
        case Unknown(key=Part(of=of, name=str() as name)), cst.Call(func=cst.Attribute(value=changed)):
            in_place = name.endswith("_") and not name.startswith("_")
            if in_place or machine.registry.changes_in_place("array", name):
                was_id = has_ids(machine, Unknown("before it was changed", of))
                renew(machine, changed)
                now = machine.lookup(changed.value) if isinstance(changed, cst.Name) else None
                if was_id and isinstance(now, Unknown):
                    machine.renumbered.add(now.key)


def _call_own_methods(machine: Machine, callee: Value, node: cst.CSTNode) -> None:
    """``parser.feed(text)``: a method that the object has from a base class that is not seen."""
    match callee:
        case Unknown(key=AttributeOf(owner=AllocationSite() as alloc)):
            content = machine.store.get(alloc)
            if isinstance(content, Instance) and library_base(machine, content.cls) is None:
                call_own_methods(machine, ObjectRef(alloc), content.cls, node)


def _call_method(machine: Machine, method: Method, arguments: Arguments, node: cst.CSTNode) -> Value:
    owner = method.owner
    content = machine.store.content(owner)
    match content:
        case LibraryObject(path=path) if isinstance(owner, ObjectRef):
            row = machine.registry.method_entry(path, method.name)
            if row is not None:
                return _carried_out(machine, row, method.name, arguments.after(owner), node)
            if indexer_effect(machine, content) is None and method.name in FED_BY:
                return call_layer(machine, content, owner, arguments, node)
            return call_member(machine, owner, content, method.name, arguments, node)
        case Namespace(owner=changed):
            return call_namespace(machine, changed, method.name, arguments, node)
        case Super(owner=this) if method.name == "__init__":
            _, order = seen_by_super(machine, content)
            for base in order:
                make_library_part(machine, this, base, arguments, node)
            return NONE
        case ModelObject():
            return call_model_method(machine, owner, content, method.name, arguments, node)
        case Method(owner=table, name="weight") if method.name == "copy_":
            return fill_table(machine, table, arguments, node, broadcasts=True)
        case Method(owner=held) if method.name in ("update", "setdefault", "pop", "popitem", "clear"):
            # ``model._modules.update(...)``
            machine.forget_attributes(held)
            return machine.unknown("the layers were changed in a way that is not followed", node)
        case Method() if weighted_table(machine, content) is not None:
            note_weights(machine, arguments.values, f"by {method.name}")
            return call_method_of_weight(machine, replace(method, owner=content), arguments.values, node)
        case TableObject():
            if method.name in ("__call__", "call", "forward"):
                return call_table(machine, content, owner, arguments, node)
            if method.name in dict(content.calls):
                rest = replace(arguments, positional=arguments.positional[dict(content.calls)[method.name] :])
                return call_table(machine, content, owner, rest, node)
            if method.name == "set_weights":
                return fill_table(machine, owner, arguments, node)
            row = machine.registry.method_entry("table", method.name)
            if row is not None:
                return carry_out(machine, row, method.name, arguments.after(owner), node)
            return machine.unknown(f"the table's {method.name} is not followed", node)
        case Instance() if isinstance(owner, ObjectRef):
            return call_instance(machine, owner, method.name, arguments, node)
        case Choice():
            return machine.on_each_content(
                owner, content, lambda one: call(machine, Method(one, method.name), arguments, node), node
            )
    _renew_column(machine, arguments, node)
    kind = kind_of(content)
    row = machine.registry.method_entry(kind, method.name) or machine.registry.method_entry("any", method.name)
    if row is not None and (kind == "array" or not method.name.endswith("_")):
        return _carried_out(machine, row, method.name, arguments.after(owner), node)
    _forget_target(machine, arguments, node)
    if (
        kind in ("list", "dict", "set")
        or method.name.endswith("_")
        or machine.registry.changes_in_place(kind, method.name)
    ):
        forget_ids(machine, owner, f"the method {method.name} may change it", node)
        if isinstance(content, Number):
            write_to_rows(machine)
    hand_on(machine, arguments, f"the method {method.name} may change it", node, may_change=False)
    return _changed(machine, f"the method {method.name} of a {kind} is not followed", (owner, *arguments.values), node)


def _renew_column(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """``df.user.replace(numbers, inplace=True)``: the column of the data is another from now on."""
    if arguments.keyword("inplace") in (None, Const(False)):
        return
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Attribute() | cst.Subscript() as column)):
            renew(machine, column)


def _changed(machine: Machine, reason: str, values: Iterable[Value], node: cst.CSTNode) -> Unknown:
    """What a function that is not followed makes of these."""
    return note_renumbered(machine, machine.unknown(reason, node), values)


def _call_instance(machine: Machine, owner: ObjectRef, cls: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A layer or model of the file that is called; on tensors without data it becomes part of the graph."""
    set_up(machine, cls, owner, node)
    found = (from_class(machine, cls, name, owner, node) for name in INSTANCE_CALLS)
    method = next((one for one in found if one is not None), None)
    if method is None:
        method = library_part(machine, owner)
    if method is None:
        return _call_unknown(machine, Instance(cls), arguments, node)
    if not any(is_symbolic(value, machine.store) for value in arguments.values):
        return call(machine, method, arguments, node)
    begun = machine.journal.mark()
    call(machine, method, arguments, node)
    # What is looked up shows when data go through the graph; without data nothing is known of it.
    machine.journal.revise(begun, lambda feed: feed if feed.unknown is None else None)
    return machine.symbolic(owner, arguments, node)


def _call_object(machine: Machine, owner: ObjectRef, content: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    patched = (machine.store.get((owner.alloc, name)) for name in INSTANCE_CALLS)
    own = next((one for one in patched if one is not None), None)
    if own is not None:
        # ``model.forward = function``
        return call(machine, own, arguments, node)
    match content:
        case TableObject():
            return call_table(machine, content, owner, arguments, node)
        case ModelObject():
            return call_model_method(machine, owner, content, "__call__", arguments, node)
        case LibraryObject():
            if indexer_effect(machine, content) is None:
                return call_layer(machine, content, owner, arguments, node)
            return call_member(machine, owner, content, "__call__", arguments, node)
        case Instance(cls=cls):
            return _call_instance(machine, owner, cls, arguments, node)
        case Choice():
            return machine.on_each_content(owner, content, lambda one: call(machine, one, arguments, node), node)
    return _call_unknown(machine, content, arguments, node)
