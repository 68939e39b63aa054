"""Python's protocols: what ``len(x)``, ``x[i]``, ``i in x``, ``x + 1`` and ``for i in x`` mean for objects of the file.

Their class says it by special methods. A class that derives from ``dict``, ``list`` or a named tuple has the entries of
its library part, unless it says otherwise.
"""

from __future__ import annotations

from operator import is_

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.namespaces import entries_now
from flake8_embedding.interpret.resolution import from_class, library_part
from flake8_embedding.record import replace
from flake8_embedding.values.classes import MEMBERS
from flake8_embedding.values.objects import DictValue, Instance, SequenceValue
from flake8_embedding.values.value import ClassValue, Const, LibraryName, ObjectRef, Value

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
    if isinstance(owner, ClassValue):
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
    """What a loop over the value goes over."""
    method = special_method(machine, value, "__iter__", node)
    if method is None:
        return entries_of(machine, value) or entries_now(machine, value) or value
    made = machine.call(method, Arguments(), node)
    if isinstance(machine.store.content(made), Instance):
        # The object makes one element after the other in ``__next__``, and changes each time.
        machine.forget_attributes(made)
        return machine.unknown("what an iterator of the file gives is not followed", node)
    return made


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
