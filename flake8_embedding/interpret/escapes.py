"""Values handed to code that is not seen, and what that code may do with them.

A function may be called there, now or later, any number of times: what it writes is not known afterwards. A list, a
dict or a configuration may be changed. A table, module or model may be called there, with ids of its own.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.callbacks import call_back, call_back_again, call_class, call_methods
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.handed_modules import (
    forget_state,
    look_through,
    look_up_elsewhere,
    note_handed_on,
    parts_handed_on,
)
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.renumbered import forget_ids
from flake8_embedding.interpret.setting import set_unknown_attribute
from flake8_embedding.interpret.weights import note_weights
from flake8_embedding.values.classes import Cached, Decorated, Namespace, StaticMethod
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.objects import DictValue, Instance, LibraryObject, ModelObject, SequenceValue, TableObject
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FloatNumber,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    Symbolic,
    TextValue,
    Unknown,
    Value,
)

_DEPTH = 3
"""How deep in lists and dicts functions and modules are looked for."""


_NOTHING_TO_DO_WITH = frozenset({Const, FloatNumber, LibraryName, Number, Symbolic, TextValue, Unknown})
"""Values that code that is not seen cannot call or change: most of what is handed on."""


def hand_on(machine: Machine, arguments: Arguments, reason: str, node: cst.CSTNode, *, may_change: bool) -> None:
    """Note that code that is not seen gets these arguments; ``may_change``: it may change lists and the like.

    Assumption: globals-stay. That code leaves the names of this module as they are, unless it calls a function that it
    was handed.
    """
    values = arguments.values
    note_weights(machine, values, "by code that is not seen")
    # What a function writes is forgotten last: what was in it is handed on as well.
    for value in sorted(values, key=lambda one: type(one) is FunctionValue):
        if may_change:
            machine.may_be_changed(value, node)
        if type(value) not in _NOTHING_TO_DO_WITH:
            others = [other for other in values if other is not value]
            _hand_on(machine, value, others, reason, node, may_change, _DEPTH)
    call_back_again(machine, node)


def _hand_on(
    machine: Machine, value: Value, others: list[Value], reason: str, node: cst.CSTNode, may_change: bool, depth: int
) -> None:
    content = machine.store.content(value)
    match content:
        case FunctionValue() | Partial() | Method():
            call_back(machine, content, node, later=True, beside=others)
            owner = content.owner if isinstance(content, FunctionValue | Method) else None
            if isinstance(owner, ObjectRef) and _is_module(machine, owner):
                # ``run(model.predict, batches)``
                note_handed_on(machine, owner, others)
        case ClassValue() if may_change:
            call_class(machine, content, node)
        case Decorated(function=inner) | Cached(function=inner) | StaticMethod(function=inner):
            _hand_on(machine, inner, others, reason, node, may_change, depth)
        case Namespace(owner=named):
            if may_change:
                set_unknown_attribute(machine, named)
        case Choice(options=options) if depth:
            for option in options:
                _hand_on(machine, option.value, others, reason, node, may_change, depth - 1)
            if may_change and isinstance(value, ObjectRef):
                # One object, with the content of one of several paths.
                forget_ids(machine, value, reason, node)
        case ModelObject():
            look_through(machine, content, node)
            note_handed_on(machine, value, others)
        case TableObject():
            look_up_elsewhere(machine, content, others, node)
        case Instance():
            note_handed_on(machine, value, others)
            if isinstance(value, ObjectRef):
                call_methods(machine, value, content.cls, node)
            if may_change:
                forget_state(machine, value, node)
        case SequenceValue() | DictValue() if depth:
            parts = parts_handed_on(machine, content)
            for part in parts:
                beside = [*others, *(one for one in parts if one is not part)]
                _hand_on(machine, part, beside, reason, node, may_change, depth - 1)
            if may_change:
                forget_ids(machine, value, reason, node)
        case SequenceValue() | DictValue() | LibraryObject() | DataFrame():
            if may_change:
                forget_ids(machine, value, reason, node)


def _is_module(machine: Machine, value: ObjectRef) -> bool:
    return isinstance(machine.store.content(value), TableObject | ModelObject | Instance)


def shown_to_library(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """A described function gets objects of the file: their special methods may run, and of what stands behind a
    keyword (``file=``, ``key=``) any method."""
    for value in arguments.positional:
        _call_special_methods(machine, value, node)
    for _, value in arguments.keywords:
        _call_special_methods(machine, value, node, special_only=False)


def _call_special_methods(machine: Machine, value: Value, node: cst.CSTNode, *, special_only: bool = True) -> None:
    """What an object, or those in a list, may do when they are compared, added, shown or hashed."""
    if not isinstance(value, ObjectRef | SequenceValue):
        return
    content = machine.store.content(value)
    parts = parts_handed_on(machine, content) if isinstance(content, SequenceValue | DictValue) else [value]
    for part in dict.fromkeys(parts):
        held = machine.store.content(part)
        if isinstance(part, ObjectRef) and isinstance(held, Instance):
            call_methods(machine, part, held.cls, node, special_only=special_only)
