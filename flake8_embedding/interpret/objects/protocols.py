"""Python's protocols: what ``len(x)``, ``x[i]``, ``i in x``, ``x + 1`` and ``for i in x`` mean for objects of the file.

Their class says it by special methods. A class that derives from ``dict``, ``list`` or a named tuple has the entries of
its library part, unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Hashable
from operator import is_

import libcst as cst

from flake8_embedding.interpret.escaping.callbacks import call_back
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.loaders import batches_now
from flake8_embedding.interpret.objects.namespaces import entries_now
from flake8_embedding.interpret.objects.resolution import from_class, library_part
from flake8_embedding.record import replace
from flake8_embedding.values.classes import MEMBERS
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key, Mark, NumberOf
from flake8_embedding.values.value import NEVER, ClassValue, Const, LibraryName, Number, ObjectRef, Unknown, Value

_OPERATORS = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "truediv",
    "//": "floordiv",
    "%": "mod",
    "**": "pow",
    "&": "and",
    "|": "or",
    "^": "xor",
    "<<": "lshift",
    ">>": "rshift",
}

_OF_CONTAINERS = ("__len__", "__iter__", "__getitem__", "__contains__", "keys", "items", "values", "get")
"""What a container of the file may do in its own way."""


_OF_THE_FILE = frozenset({ObjectRef, ClassValue})
"""Values whose classes may say what they do."""


def special_method(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> Value | None:
    """The special method of an object of the file, bound to it; None where its class says nothing."""
    if not machine.classes.defines(name) or not isinstance(owner, ObjectRef):
        return None
    content = machine.store.content(owner)
    return from_class(machine, content.cls, name, owner, node) if isinstance(content, Instance) else None


def entries_of(machine: Machine, owner: Value) -> Value | None:
    """The dict, list or tuple that an object of the file is by its base class; of an Enum its members."""
    if type(owner) is ClassValue:
        return machine.store.get((owner.scope, MEMBERS))
    part = library_part(machine, owner)
    if part is not None and isinstance(machine.store.content(part), DictValue | SequenceValue):
        return part
    return None


def attribute_for_item(machine: Machine, owner: Value, index: tuple[Value, ...]) -> str | None:
    """The attribute that ``config["rows"]`` is, where the items of an object are its attributes."""
    content = machine.store.content(owner)
    match content, index:
        case Instance(cls=LibraryName(path=path)), (Const(value=str() as name),):
            behaviour = machine.registry.inherited_from(path)
            return name if behaviour is not None and behaviour.items_are_attributes else None
    return None


def given_to_library(machine: Machine, value: Value, node: cst.CSTNode, *, iterates: bool) -> Value:
    """What a library's function sees of an object of the file: its entries, unless its class gives out something
    else."""
    if iterates:
        return iterated(machine, value, node)
    own = machine.classes.defines_any(_OF_CONTAINERS) and any(
        special_method(machine, value, name, node) is not None for name in _OF_CONTAINERS
    )
    return value if own else entries_of(machine, value) or value


def arguments_for_library(machine: Machine, arguments: Arguments, node: cst.CSTNode, *, iterates: bool) -> Arguments:
    """The arguments as a library's function sees them."""
    given = arguments.positional
    if _OF_THE_FILE.isdisjoint(map(type, given)):
        return arguments
    seen = tuple(
        [
            given_to_library(machine, value, node, iterates=iterates) if type(value) in _OF_THE_FILE else value
            for value in given
        ]
    )
    return arguments if all(map(is_, given, seen)) else replace(arguments, positional=seen)


def iterated(machine: Machine, value: Value, node: cst.CSTNode) -> Value:
    """What a loop over the value goes over. A generator that ``__iter__`` gives has not run yet."""
    method = special_method(machine, value, "__iter__", node)
    if method is None and machine.classes.defines("__aiter__"):
        given = _iterated_asynchronously(machine, value, node)
        if given is not None:
            return given
    if method is None:
        again = batches_now(machine, value) if machine.has_loaders else None
        return again or entries_of(machine, value) or entries_now(machine, value) or value
    made = machine.call_or_never(method, Arguments(), node)
    if made is NEVER:
        return machine.unknown("the call does not return", node)
    if isinstance(machine.store.content(made), Instance):
        found = _given_by_next(machine, made, node)
        if found is None:
            machine.forget_attributes(made)
            return machine.unknown("what an iterator of the file gives is not followed", node)
        return found
    return made


def _iterated_asynchronously(machine: Machine, value: Value, node: cst.CSTNode) -> Value | None:
    """What ``async for`` goes over; None where the object's class does not say it. How often ``__anext__`` runs is not
    followed."""
    method = special_method(machine, value, "__aiter__", node)
    made = NEVER if method is None else machine.call_or_never(method, Arguments(), node)
    if method is None or not isinstance(machine.store.content(made), Instance):
        return None if method is None or made is NEVER else made
    following = special_method(machine, made, "__anext__", node)
    if following is not None:
        call_back(machine, following, node, later=False)
    machine.forget_attributes(made)
    return machine.unknown("what an asynchronous iterator of the file gives is not followed", node)


_ROUNDS = 3
"""Evaluations of ``__next__`` until all is known that it changes: an index, and what depends on it."""


def _given_by_next(machine: Machine, made: Value, node: cst.CSTNode) -> Value | None:
    """The elements that ``__next__`` of an object of the file makes one after the other. What it changes is not known
    when it is called. None where that is not all found out."""
    method = special_method(machine, made, "__next__", node)
    if method is None:
        return None
    changing: dict[Hashable, Value] = {}
    for _ in range(_ROUNDS):
        begun = machine.journal.mark()
        with machine.path() as changed, machine.loops.repeating():
            element = machine.call(method, Arguments(), node)
        before = {name: machine.store.get(name) for name in changed if type(name) is not Mark}
        others = [name for name, held in before.items() if held not in (None, changed[name]) and name not in changing]
        if not others:
            machine.store.apply(changed)
            for name in changing:
                machine.store.set(name, _another(machine, node, name, "in the end"))
            length = unknown_length(Key(machine.key(node), "rounds"))
            return SequenceValue("iterator", _of_any(machine, element, changing), length) if element != NEVER else None
        machine.journal.rollback(begun)
        for name in others:
            changing[name] = _another(machine, node, name, "before an element")
            machine.store.set(name, changing[name])
    return None


def _of_any(machine: Machine, element: Value, changing: dict[Hashable, Value]) -> Value:
    """An element as any of them: a number that is made of what changes is another one in each."""
    keys = {NumberOf(one.key) for one in changing.values() if isinstance(one, Unknown)}

    def changed(number: Number) -> Number:
        symbols = symbols_of(number.high)
        return Number(None, None, attained=False) if any(symbol.key in keys for symbol in symbols) else number

    return each_number(element, machine.store, changed) if keys else element


def _another(machine: Machine, node: cst.CSTNode, name: Hashable, when: str) -> Value:
    return machine.unknown("it changes from element to element", Key(machine.key(node), name, when))


def operated(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """``left + right`` of objects of the file; None if neither class says what that is."""
    name = _OPERATORS[sign]
    for owner, other, method_name in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        method = special_method(machine, owner, method_name, node)
        if method is not None:
            return machine.call(method, Arguments((other,)), node)
    return None


def operated_in_place(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """``left += right`` of an object of the file: what the name holds afterwards."""
    method = special_method(machine, left, f"__i{_OPERATORS[sign]}__", node)
    return None if method is None else machine.call(method, Arguments((right,)), node)
