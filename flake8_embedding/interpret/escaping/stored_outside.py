"""What the program puts where code that is not seen finds it: ``settings.words = words``, ``sys.stdout = Window()``,
``HANDLERS["word"] = add``. Lists may be changed there, and code of the file may be called from now on."""

from __future__ import annotations

from typing import Final

import libcst as cst

from flake8_embedding.interpret.escaping.callbacks import call_back, call_class, call_methods
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.tainted import forget_ids
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.classes import Cached, Decorated, StaticMethod
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import Instance, ModelObject
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

DEPTH: Final = 3
"""How deep in lists and dicts functions and modules are looked for."""

NOTHING_TO_DO_WITH = frozenset({Const, FloatNumber, LibraryName, Number, Symbolic, TextValue})
"""Values that code that is not seen cannot call or change: most of what is handed on."""

_CODE = frozenset({Cached, ClassValue, Decorated, FunctionValue, Instance, Method, Partial, StaticMethod})
"""Values that run code of the file when they are called, or when a method of theirs is."""


def holds_code(machine: Machine, value: Value, depth: int = DEPTH) -> bool:
    """Whether it is code of the file, or a list or dict of some."""
    if type(value) in NOTHING_TO_DO_WITH:
        return False
    match machine.store.content(value):
        case SequenceValue() | DictValue() as content:
            return depth > 0 and any(holds_code(machine, one, depth - 1) for one in parts_handed_on(machine, content))
        case Choice(options=options):
            return any(holds_code(machine, one.value, depth - 1) for one in options)
        case Unknown():
            return False
        case content:
            return type(content) in _CODE or isinstance(content, ModelObject)


def forget_stored(machine: Machine, holder: Value, reason: str, node: cst.CSTNode) -> None:
    """Code that is not seen has the holder, and with it the lists that were put into it."""
    content = machine.store.content(holder)
    if isinstance(content, Unknown | DataFrame):
        for stored in machine.escaped.stored_in(content.key):
            forget_ids(machine, stored, reason, node)


def note_stored(machine: Machine, holder: Value, value: Value, node: cst.CSTNode) -> None:
    """``holder.words = words``, ``holder["words"] = words``, ``app.on_start = prepare``"""
    content, stored = machine.store.content(holder), machine.store.content(value)
    if type(stored) in _CODE and type(content) is not Instance:
        machine.note_callable()
    if isinstance(content, LibraryName | Unknown) and holds_code(machine, value):
        # ``handler.emit = show``, ``logger.handlers = [Window()]``
        machine.escaped.note_given_code()
        may_be_called(machine, value, node)
        if isinstance(content, LibraryName):
            # ``sys.stdout = Window()``: who prints calls it.
            machine.escaped.note_code_in_library()
    is_list = isinstance(stored, SequenceValue | DictValue)
    if isinstance(content, Unknown | DataFrame) and type(value) is ObjectRef and is_list:
        machine.escaped.note_stored(content.key, value)


def may_be_called(machine: Machine, value: Value, node: cst.CSTNode, depth: int = DEPTH) -> None:
    """Code that is not seen has it, and calls it when it likes. What it writes is not known from now on."""
    if type(value) in NOTHING_TO_DO_WITH:
        return
    match machine.store.content(value):
        case FunctionValue() | Partial() | Method() as function:
            call_back(machine, function, node, later=True)
        case Cached(function=function) | Decorated(function=function) | StaticMethod(function=function):
            may_be_called(machine, function, node, depth)
        case ClassValue() as cls:
            call_class(machine, cls, node)
        case Instance(cls=cls) if isinstance(value, ObjectRef):
            call_methods(machine, value, cls, node, of_itself=True)
        case Choice(options=options):
            for option in options:
                may_be_called(machine, option.value, node, depth)
        case SequenceValue() | DictValue() as content if depth:
            for part in parts_handed_on(machine, content):
                may_be_called(machine, part, node, depth - 1)


def parts_handed_on(machine: Machine, content: SequenceValue | DictValue) -> list[Value]:
    """What is handed on with a list or dict: some of its elements."""
    if isinstance(content, DictValue):
        return [value for _, value in content.entries[:_LOOKED_AT]]
    items = items_of(content, machine.store)
    return list(items[:_LOOKED_AT]) if items is not None else [content.element]


_LOOKED_AT = 16
"""How many elements of a list or dict are looked at."""
