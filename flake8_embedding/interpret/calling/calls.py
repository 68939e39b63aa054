"""Calls: what kind of thing is called, and who evaluates that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.calling.functions import call_function
from flake8_embedding.interpret.calling.library_calls import call_library
from flake8_embedding.interpret.calling.object_calls import call_method, call_object
from flake8_embedding.interpret.escaping.escapes import hand_on
from flake8_embedding.interpret.escaping.members_set import forget_members
from flake8_embedding.interpret.escaping.unseen_calls import call_on_tensors, call_unknown, changed_by_call
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.weights import note_new_weight
from flake8_embedding.interpret.objects.attribute_deletions import call_delattr
from flake8_embedding.interpret.objects.instance_attributes import namespace_of
from flake8_embedding.interpret.objects.instances import fill_record, instantiate, super_value
from flake8_embedding.interpret.objects.namespaces import names_of_call
from flake8_embedding.interpret.objects.records import call_record_init
from flake8_embedding.interpret.objects.setting import call_setattr
from flake8_embedding.interpret.paths.managers import call_within
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.interpret.rounds.demands import demand_of, demand_of_method
from flake8_embedding.interpret.rounds.iterators import note_taken, note_taken_by_method
from flake8_embedding.interpret.rounds.suspended import resumed_arguments, suspended
from flake8_embedding.library.spec import MakesTable
from flake8_embedding.on_demand import loaded
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.classes import Cached, Decorated, Namespace, RecordClass, RecordInit, StaticMethod, Within
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.objects import Instance, Suspended
from flake8_embedding.values.value import (
    FALSE,
    TRUE,
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    ObjectRef,
    Partial,
    Symbolic,
    Unknown,
    Value,
)


def call(machine: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of ``callee(*arguments)``."""
    how = _BY_KIND.get(type(callee))
    if how is None:
        return call_unknown(machine, callee, resumed_arguments(machine, arguments), node)
    return how(machine, callee, arguments, node)


def _static_method(machine: Machine, callee: StaticMethod, arguments: Arguments, node: cst.CSTNode) -> Value:
    return call(machine, callee.function, arguments, node)


def _decorated(machine: Machine, callee: Decorated, arguments: Arguments, node: cst.CSTNode) -> Value:
    # Assumption: decorators-keep-look-ups. The decorator calls the function, so its look-ups are there; what it makes
    # of the result is not known.
    call(machine, callee.function, arguments, node)
    return changed_by_call(machine, "a decorator that is not seen may change what is returned", arguments.values, node)


def _within(machine: Machine, callee: Within, arguments: Arguments, node: cst.CSTNode) -> Value:
    return call_within(machine, callee.manager, lambda: call(machine, callee.function, arguments, node), node)


def _partial(machine: Machine, callee: Partial, arguments: Arguments, node: cst.CSTNode) -> Value:
    keywords = {**dict(callee.keywords), **dict(arguments.keywords)}
    positional = (*callee.positional, *arguments.positional)
    everything = replace(arguments, positional=positional, keywords=tuple(keywords.items()))
    return call(machine, callee.function, everything, node)


def _choice(machine: Machine, callee: Choice, arguments: Arguments, node: cst.CSTNode) -> Value:
    if _is_in_doubt(machine, callee):
        hand_on(machine, arguments, "one of several functions may change it", node, may_change=False)
        return machine.unknown("which of several functions is called is not known", node)

    def on_one(one: Value) -> Value:
        return call(machine, one, machine.given_here(arguments), node)

    return machine.store.on_each(callee, on_one, machine.key(node))


_RESUME = frozenset({"__next__", "__anext__", "asend", "athrow", "send", "throw"})
"""Methods of generators and coroutines that run them to the next ``yield``."""


def _method(machine: Machine, callee: Method, arguments: Arguments, node: cst.CSTNode) -> Value:
    arguments = resumed_arguments(machine, arguments, demand_of_method(callee.name))
    if machine.has_suspended and callee.name in _RESUME:
        with machine.stopping_early(stops_early=True):
            machine.resumed(callee.owner)
    made = call_method(machine, callee, arguments, node)
    if machine.has_suspended:
        note_taken_by_method(machine, callee.name, arguments, made)
    return made


def _object(machine: Machine, callee: ObjectRef, arguments: Arguments, node: cst.CSTNode) -> Value:
    content = machine.store.content(callee)
    given = arguments if type(content) is Instance else resumed_arguments(machine, arguments)
    return call_object(machine, callee, content, given, node)


def _library_name(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    of_python = _OF_PYTHON.get(callee.path)
    if of_python is not None:
        return of_python(machine, callee, arguments, node)
    entry = machine.registry.entry_for(callee.path)
    if entry is not None and entry.lazy:
        turns = _taking_turns(machine, arguments)
        if turns:
            for one in turns:
                machine.forget(one, "another iterator takes its elements in turns", node)
            return changed_by_call(machine, "an iterator is given twice", arguments.values, node)
        return suspended(machine, node, lambda: _call_iterating(machine, callee.path, arguments, node))
    return _call_iterating(machine, callee.path, arguments, node)


def _call_iterating(machine: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A library's function runs the generators that it is given, and takes the elements out of iterators."""
    if not machine.has_suspended:
        return call_library(machine, path, arguments, node)
    if path == "builtins.iter" and (generator := _generator_in(machine, arguments)) is not None:
        return generator
    entry = machine.registry.entry_for(path)
    begun = machine.journal.mark()
    arguments = resumed_arguments(machine, arguments, demand_of(machine, entry, path, arguments))
    made = call_library(machine, path, arguments, node)
    if _gives_errors_back(machine, arguments):
        machine.journal.expect_errors(begun, machine.journal.mark())
        machine.journal.expect_errors_of_tasks()
    note_taken(machine, entry, path, arguments, made)
    return made


def _gives_errors_back(machine: Machine, arguments: Arguments) -> bool:
    """``asyncio.gather(*runs, return_exceptions=True)``"""
    names = machine.registry.conventions.returned_errors
    return any(name in names and value != FALSE for name, value in arguments.keywords)


def _generator_in(machine: Machine, arguments: Arguments) -> ObjectRef | None:
    """The generator of ``iter(numbers())``, which is an iterator itself, and runs only as far as elements are taken."""
    match arguments.positional:
        case (ObjectRef() as given,) if not arguments.keywords:
            content = machine.store.content(given)
            return given if isinstance(content, Suspended) and content.around is not None else None
    return None


def _is_in_doubt(machine: Machine, callee: Choice) -> bool:
    """True if the callee is a described table or something else of the same name, and no test tells which: ``try: from
    mylib import Embedding`` behind ``from torch.nn import Embedding``."""
    entries = [
        machine.registry.entry_for(one.value.path) if isinstance(one.value, LibraryName) else None
        for one in callee.options
    ]
    untold = any(isinstance(way, str) for one in callee.options for _, way in one.guards)
    makes_table = any(entry is not None and isinstance(entry.effect, MakesTable) for entry in entries)
    others = [one.value for one, entry in zip(callee.options, entries, strict=True) if entry is None]
    return untold and makes_table and any(isinstance(one, LibraryName | Unknown) for one in others)


def _taking_turns(machine: Machine, arguments: Arguments) -> list[ObjectRef]:
    """The iterators that are given twice: ``zip(it, it)`` takes the elements of one iterator in turns."""
    objects = [value for value in arguments.positional if isinstance(value, ObjectRef)]
    return [value for value in dict.fromkeys(objects) if objects.count(value) > 1 and _gives_once(machine, value)]


def _gives_once(machine: Machine, value: ObjectRef) -> bool:
    content = machine.store.content(value)
    return isinstance(content, Suspended) or (isinstance(content, SequenceValue) and content.kind == "iterator")


def _setattr(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    match arguments.positional:
        case [owner, Const(value=str() as name), value]:
            note_new_weight(machine, owner, name, value, node)
    return call_setattr(machine, arguments, node)


def _run_text(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``exec(...)``: any name may be set."""
    machine.forget_names("exec() may set it", node)
    machine.forget_names("exec() may set it", node, scope=machine.frame.scope)
    return machine.unknown("what is run is not seen", node)


def _open_namespace(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``globals()``, ``locals()``, ``vars(x)``: names or attributes by their texts. Reading them changes nothing."""
    if arguments.positional and isinstance(arguments.positional[0], ObjectRef):
        return namespace_of(machine, arguments.positional[0])
    if arguments.positional and isinstance(arguments.positional[0], Instance):
        return Namespace(arguments.positional[0])
    if arguments.positional and isinstance(arguments.positional[0], Unknown) and _is_only_read(machine, node):
        return arguments.positional[0].part("__dict__")
    if callee.path != "builtins.globals" and not arguments.values and machine.frame.function is not None:
        return names_of_call(machine, node)
    in_module = machine.frame.scope is machine.module_scope
    if not machine.is_elsewhere and not arguments.values and (in_module or callee.path == "builtins.globals"):
        return Namespace(LibraryName(MODULE_ITSELF))
    machine.forget_names("vars() may be used to set it", node)
    for owner in (one.value for given in arguments.positional for one in alternatives_of(given)):
        if isinstance(owner, Unknown):
            forget_members(machine, owner.key)
        elif isinstance(owner, ObjectRef):
            machine.forget_attributes(owner)
    if machine.frame.function is None:
        _forget_local_names(machine, node)
    return machine.unknown("what is done to a namespace is not followed", node)


def _forget_local_names(machine: Machine, node: cst.CSTNode) -> None:
    """``locals()`` outside of a function, whose names are in no dict. In a class, ``names = vars()`` may be used to set
    those, too, that come later."""
    machine.forget_names("locals() may be used to set it", node, scope=machine.frame.scope)
    if machine.frame.is_class:
        machine.store.set((machine.frame.scope, "*"), TRUE)


def _is_only_read(machine: Machine, node: cst.CSTNode) -> bool:
    """``print(vars(data.examples[0]))``: nobody can set anything through it."""
    return id(node) in machine.syntax.ask(_only_read_in, machine.source.of(node).module)


_READING: Final = frozenset(
    {"print", "pprint", "len", "str", "repr", "list", "sorted", "debug", "info", "warning", "error"}
)
"""Functions and methods that keep nothing that they are given, and change nothing of it."""

_READ: Final = frozenset({"keys", "values", "items", "get"})
"""Methods of a dict that give no way to change it."""


def _only_read_in(module: cst.Module) -> frozenset[int]:
    """The calls, by their addresses, of which the result is only read."""
    found: set[int] = set()
    for node in nodes_in(module):
        match node:
            case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name))) if name in _READING:
                found.update(id(one.value) for one in node.args if isinstance(one.value, cst.Call))
            case cst.Arg(star="**", value=cst.Call() as call):
                found.add(id(call))
            case cst.Attribute(value=cst.Call() as call, attr=cst.Name(value=name)) if name in _READ:
                found.add(id(call))
            case cst.FormattedStringExpression(expression=cst.Call() as call):
                found.add(id(call))
    return frozenset(found)


def _cached(machine: Machine, callee: Cached, arguments: Arguments, node: cst.CSTNode) -> Value:
    made: Value = loaded(f"{__package__}.caches").call_cached(machine, callee, arguments, node)
    return made


def _super(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    return super_value(machine, arguments) or machine.unknown("super() outside a method", node)


def _delattr(machine: Machine, callee: LibraryName, arguments: Arguments, node: cst.CSTNode) -> Value:
    return call_delattr(machine, arguments, node)


_OF_PYTHON: Final[dict[str, Callable[[Machine, LibraryName, Arguments, cst.CSTNode], Value]]] = {
    "builtins.super": _super,
    "builtins.setattr": _setattr,
    "builtins.delattr": _delattr,
    "builtins.exec": _run_text,
    "builtins.globals": _open_namespace,
    "builtins.locals": _open_namespace,
    "builtins.vars": _open_namespace,
}
"""Functions of Python that do what only the interpreter can: they reach for names and attributes."""

_BY_KIND: Final[dict[type, Callable[[Machine, Any, Arguments, cst.CSTNode], Value]]] = {
    FunctionValue: call_function,
    RecordClass: fill_record,
    RecordInit: call_record_init,
    StaticMethod: _static_method,
    Decorated: _decorated,
    Within: _within,
    Cached: _cached,
    ClassValue: instantiate,
    LibraryName: _library_name,
    Method: _method,
    Partial: _partial,
    Choice: _choice,
    ObjectRef: _object,
    Symbolic: call_on_tensors,
}
