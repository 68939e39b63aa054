"""Values handed to code that is not seen, and what that code may do with them.

A function may be called there, now or later, any number of times: what it writes is not known afterwards. A list, a
dict or a configuration may be changed. A table, module or model may be called there, with ids of its own.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.callbacks import call_back, call_back_again
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
    Const,
    FloatNumber,
    FunctionValue,
    LibraryName,
    Method,
    Number,
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
    """Note that code that is not seen gets these arguments; ``may_change``: it may change lists and the like."""
    values = arguments.values
    note_weights(machine, values, "by code that is not seen")
    for value in values:
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
            call_back(machine, content, node, later=True)
        case Decorated(function=inner) | Cached(function=inner) | StaticMethod(function=inner):
            _hand_on(machine, inner, others, reason, node, may_change, depth)
        case Namespace(owner=named):
            if may_change:
                set_unknown_attribute(machine, named)
        case Choice(options=options) if depth:
            for option in options:
                _hand_on(machine, option.value, others, reason, node, may_change, depth - 1)
        case ModelObject():
            look_through(machine, content, node)
            note_handed_on(machine, value, others)
        case TableObject():
            look_up_elsewhere(machine, content, others, node)
        case Instance():
            note_handed_on(machine, value, others)
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
