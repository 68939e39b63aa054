"""Statements: blocks, and the ways out of one; the other kinds have files of their own."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.assign import EXECUTORS as ASSIGNMENTS
from flake8_embedding.interpret.augmented import EXECUTORS as AUGMENTED
from flake8_embedding.interpret.calling.call_expressions import note_change
from flake8_embedding.interpret.conditions.doubt import doubted_exit
from flake8_embedding.interpret.containers.checked import note_long_enough
from flake8_embedding.interpret.containers.deletions import delete_item
from flake8_embedding.interpret.containers.renewal import renew
from flake8_embedding.interpret.frame import Exit, Flow, add_exit
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.objects.attribute_deletions import delete_attribute
from flake8_embedding.interpret.paths.exceptions import EXECUTORS as EXCEPTIONS
from flake8_embedding.interpret.paths.managers import EXECUTORS as MANAGERS
from flake8_embedding.interpret.programs.imports import EXECUTORS as IMPORTS
from flake8_embedding.on_demand import loaded
from flake8_embedding.values.value import NONE, AllocationSite, Choice, ClassValue, ObjectRef, Unknown, Value


def _line(machine: Machine, node: cst.SimpleStatementLine | cst.SimpleStatementSuite | cst.IndentedBlock) -> Flow:
    begun = machine.reading.noted
    trail = machine.trail
    # This is done by hand, and not with a context manager: every statement does it.
    outer, trail.begun = trail.begun, trail.reads
    try:
        flow = machine.execute(node.body)
        machine.reading.noted = begun
        if not (node.body and type(node.body[-1]) is cst.Return):
            # The next statement is not made of what this one has read. A returned value is: it explains the call.
            trail.reads = trail.begun
    finally:
        trail.begun = outer
    return flow


def _expression(machine: Machine, node: cst.Expr) -> Flow:
    if type(node.value) is cst.SimpleString:
        return Flow.ON
    machine.evaluate(node.value)
    if type(node.value) is cst.Subscript:
        note_long_enough(machine, node.value)
    owner = machine.results.method_owner
    if type(node.value) is cst.Call and type(node.value.func) is cst.Attribute and owner is not None:
        # ``switch.toggle()``: what is called for its effect alone changes its object, and so does not ``x.max()``.
        note_change(machine, owner, node)
    return Flow.ON


# -- ways out -------------------------------------------------------------------------------------------------------


def _return(machine: Machine, node: cst.Return) -> Flow:
    value = NONE if node.value is None else machine.evaluate(node.value)
    frame = machine.frame
    _leave(machine, frame.exits, value, frame.depth)
    return Flow.AWAY


def _break(machine: Machine, node: cst.Break) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        _leave(machine, loop.breaks, NONE, loop.depth)
    return Flow.AWAY


def _continue(machine: Machine, node: cst.Continue) -> Flow:
    if machine.frame.loops:
        loop = machine.frame.loops[-1]
        _leave(machine, loop.continues, NONE, loop.depth)
    return Flow.AWAY


def _leave(machine: Machine, exits: list[Exit], value: Value, depth: int) -> None:
    add_exit(exits, doubted_exit(machine, Exit(value, machine.store.changed_since(depth), machine.guards)))


# -- declarations -----------------------------------------------------------------------------------


def _global(machine: Machine, node: cst.Global) -> Flow:
    for item in node.names:
        machine.frame.outer_names[item.name.value] = machine.module_scope
    return Flow.ON


def _nonlocal(machine: Machine, node: cst.Nonlocal) -> Flow:
    around = _functions_around(machine)
    for item in node.names:
        # A function around may bind the name later than it is first called.
        bound = (scope for scope in around if machine.store.held((scope, item.name.value)) is not None)
        scope = next(bound, next(iter(around), None))
        if scope is not None:
            machine.frame.outer_names[item.name.value] = scope
    return Flow.ON


def _functions_around(machine: Machine) -> list[AllocationSite]:
    """The scopes of the functions around the present one, the innermost first."""
    found: list[AllocationSite] = []
    scope = machine.outer_scope(machine.frame.scope)
    while scope is not None and scope is not machine.module_scope:
        if not machine.is_scope_of_class(scope):
            found.append(scope)
        scope = machine.outer_scope(scope)
    return found


def _delete(machine: Machine, node: cst.Del) -> Flow:
    targets = [node.target] if not isinstance(node.target, cst.Tuple) else [one.value for one in node.target.elements]
    for target in targets:
        match target:
            case cst.Name(value=name):
                machine.store.delete((machine.frame.scope_of(name), name))
            case cst.Attribute(value=owner, attr=attribute):
                _delete_attribute(machine, owner, attribute.value)
            case cst.Subscript():
                delete_item(machine, target)
    return Flow.ON


def _delete_attribute(machine: Machine, owner: cst.BaseExpression, name: str) -> None:
    """``del self.n``: from here on ``self.n`` is what the class has."""
    held = machine.evaluate(owner)
    match held:
        case ObjectRef() | ClassValue():
            delete_attribute(machine, held, name, owner)
        case Choice(options=options):
            for option in options:
                machine.forget_attributes(option.value)
        case Unknown():
            renew(machine, owner)


# -- statements that a small file may have none of --------------------------------------------------------------------


def _load(machine: Machine, node: cst.CSTNode) -> Flow:
    """Load what executes this kind of statement, when a program has the first one."""
    kind = type(node)
    EXECUTORS.update(loaded(f"{__package__}.{_IN_MODULE[kind]}").EXECUTORS)
    return EXECUTORS[kind](machine, node)


_IN_MODULE: dict[type, str] = {
    **dict.fromkeys((cst.If, cst.Match, cst.Assert), "paths.branches"),
    **dict.fromkeys((cst.FunctionDef, cst.ClassDef), "definitions"),
    **dict.fromkeys((cst.For, cst.While), "rounds.loops"),
}

EXECUTORS: dict[type, Executor] = {
    cst.SimpleStatementLine: _line,
    cst.SimpleStatementSuite: _line,
    cst.IndentedBlock: _line,
    cst.Expr: _expression,
    cst.Return: _return,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Del: _delete,
    **ASSIGNMENTS,
    **AUGMENTED,
    **EXCEPTIONS,
    **MANAGERS,
    **IMPORTS,
    **dict.fromkeys(_IN_MODULE, _load),
}
