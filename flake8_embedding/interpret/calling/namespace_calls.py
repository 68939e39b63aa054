"""Names and attributes by their texts: ``globals()["rows"]``, ``vars(owner).get("rows", 10)``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.namespaces import entries_now
from flake8_embedding.interpret.objects.setting import set_in_namespace, set_unknown_attribute
from flake8_embedding.interpret.programs.project_modules import MODULE_ITSELF
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.memory.bindings import PartlyBound
from flake8_embedding.values.provenance import PartOfModel
from flake8_embedding.values.value import NONE, ClassValue, Const, LibraryName, Method, ObjectRef, Unknown, Value

_OF_A_COPY = frozenset({"items", "keys", "values", "copy", "__len__", "__iter__"})


def read_from_namespace(machine: Machine, owner: Value, name: Value | None, node: cst.CSTNode) -> Value:
    """``vars(owner)[name]``. If the name is not known, it may be any object of the file."""
    match name:
        case Const(value=str() as text):
            return machine.attribute(owner, text, node)
    place = machine.key(node)
    # ``list(self._modules.values())[0](ids)``: it may be any table in the module.
    key = PartOfModel(owner.alloc, place) if isinstance(owner, ObjectRef) else place
    machine.escaped.note_lent(key)
    machine.escaped.note_any_object(key)
    return Unknown("which name of a namespace is read is not known", key)


def call_namespace(machine: Machine, owner: Value, method: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``vars(owner).update(rows=10)`` and other methods of the dict."""
    entries = entries_now(machine, Namespace(owner)) if method in _OF_A_COPY else None
    if entries is not None:
        copied = machine.allocate(node, entries)
        return copied if method == "copy" else machine.call(Method(copied, method), arguments, node)
    if method == "get":
        return _got_from_namespace(machine, owner, arguments, node)
    if method in _OF_A_COPY:
        return read_from_namespace(machine, owner, None, node)
    _change_namespace(machine, owner, method, arguments, node)
    return machine.unknown("what is taken out of a namespace is not followed", node)


def _got_from_namespace(machine: Machine, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """``globals().get("rows", 10)``: the default on the paths that have not set the name. What a class has is not among
    the names of an object."""
    match arguments.positional, owner:
        case [Const(value=str() as name), *others], ObjectRef(alloc=scope) | ClassValue(scope=scope):
            pass
        case [Const(value=str() as name), *others], LibraryName(path=path) if path == MODULE_ITSELF:
            scope = machine.main_scope
        case [name, *_], _:
            return read_from_namespace(machine, owner, name, node)
        case _:
            return machine.unknown("get() of nothing", node)
    held = machine.store.held((scope, name))
    if held is None:
        return machine.unknown(f"whether the namespace has {name} is not known", node)
    if isinstance(held, PartlyBound):
        default = others[0] if others else NONE
        return machine.store.look_up((scope, name), lambda: default) or default
    return read_from_namespace(machine, owner, arguments.positional[0], node)


def _change_namespace(machine: Machine, owner: Value, method: str, arguments: Arguments, node: cst.CSTNode) -> None:
    given = machine.store.content(arguments.positional[0]) if arguments.positional else None
    known = given is None or (isinstance(given, DictValue) and given.key is None)
    if method != "update" or not arguments.complete or not known:
        set_unknown_attribute(machine, owner)
        return
    for name, value in given.entries if isinstance(given, DictValue) else ():
        set_in_namespace(machine, owner, name, value, node)
    for keyword, value in arguments.keywords:
        set_in_namespace(machine, owner, Const(keyword), value, node)
