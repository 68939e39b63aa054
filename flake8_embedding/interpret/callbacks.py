"""Functions that code that is not seen may call, now or later, any number of times: what they write is not known
afterwards.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.interpret.attributes import kind_of
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.renumbered import forget_ids
from flake8_embedding.record import replace
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.value import (
    TRUE,
    AllocationSite,
    ClassValue,
    Const,
    FunctionValue,
    Method,
    ObjectRef,
    Partial,
    Unknown,
    Value,
)

_CALLED_BACK = "code that is not seen may have called what writes it"


def call_back(machine: Machine, function: Value, node: cst.CSTNode, *, later: bool) -> None:
    """Note that code that is not seen calls the function any number of times; ``later``: it may go on to do so."""
    if machine.loads:
        # Assumption: imports-register. What a module hands on while it is imported is called later, if at all.
        return
    for key in _written_by(machine, function, node):
        _weaken(machine, key, node)
        if later:
            machine.escaped.note_written_later(key)
    if isinstance(function, FunctionValue) and isinstance(function.node, cst.Lambda):
        # A function with a name is evaluated when the module has ended.
        machine.escaped.note_lambda(function)


def call_back_again(machine: Machine, node: cst.CSTNode) -> None:
    """Code that is not seen runs: it may call what it was handed before."""
    for key in machine.escaped.written_later:
        _weaken(machine, key, node)


def call_own_methods(machine: Machine, owner: ObjectRef, cls: Value, node: cst.CSTNode) -> None:
    """A method of a base class that is not seen runs: it may call the object's own methods, as ``HTMLParser.feed``
    calls ``handle_data``."""
    for method in _methods_of(machine, owner, cls):
        call_back(machine, method, node, later=False)


def _methods_of(machine: Machine, owner: ObjectRef, cls: Value) -> Iterator[FunctionValue]:
    for definer in linear(cls):
        for name, held in machine.store.names_in(definer.scope) if isinstance(definer, ClassValue) else ():
            if isinstance(held, FunctionValue) and not name.startswith("__"):
                yield replace(held, owner=owner, cls=definer)


def _written_by(machine: Machine, function: Value, node: cst.CSTNode) -> tuple[Hashable, ...]:
    """The names, attributes and objects that exist outside the function and that a call of it changes."""
    if isinstance(function, Partial):
        return _written_by(machine, function.function, node)
    if any(frame.function is not None and frame.function.node is _node_of(function) for frame in machine.frames):
        return ()
    identity = Key(
        _node_of(function) or function,
        function.scope if isinstance(function, FunctionValue) else None,
        _owner_of(function),
    )
    known = machine.escaped.written_by(identity, lambda: _rehearsed(machine, function, node))
    return tuple(key for key in known if _outlives(machine, key))


def _rehearsed(machine: Machine, function: Value, node: cst.CSTNode) -> tuple[Hashable, ...]:
    """All that a call changes, found by evaluating it once; the loops in it are evaluated once, too."""
    with machine.rehearsing(), machine.loops.looking_ahead(), machine.path() as changed:
        unseen = Arguments((), complete=False)
        if isinstance(function, Method):
            unseen = Arguments((machine.unknown("no argument is seen", (node, "called back")),))
        machine.call(function, unseen, node)
    return tuple(key for key, value in changed.items() if machine.store.get(key) != value)


def _node_of(function: Value) -> Hashable:
    return function.node if isinstance(function, FunctionValue) else None


def _owner_of(function: Value) -> Hashable:
    return function.owner if isinstance(function, FunctionValue | Method) else None


def _outlives(machine: Machine, key: Hashable) -> bool:
    """Whether what a call changed was there before the call, or is still there after it."""
    match key:
        case AllocationSite() | Mark():
            return machine.store.get(key) is not None
        case (AllocationSite() as owner, str()):
            is_object = machine.store.get(owner) is not None
            return is_object or owner is machine.module_scope or machine.store.get(key) is not None
    return False


def _weaken(machine: Machine, key: Hashable, node: cst.CSTNode) -> None:
    match key:
        case Mark():
            machine.store.set(key, Const(False))
        case AllocationSite() if not isinstance(machine.store.get(key), Unknown):
            forget_ids(machine, ObjectRef(key), _CALLED_BACK, node)
        case (AllocationSite(), "*"):
            machine.store.set(key, TRUE)
        case (AllocationSite(), str() as name) if not isinstance(machine.store.get(key), Unknown):
            machine.store.set(key, Unknown(_CALLED_BACK, Key(machine.key(node), "called back", key), name))


def is_called_back(machine: Machine, value: Value) -> bool:
    """Whether it is a function, or something that is called like one."""
    content = machine.store.content(value)
    return isinstance(content, FunctionValue | Partial) or (
        isinstance(content, Method) and kind_of(machine.store.content(content.owner)) != "other"
    )
