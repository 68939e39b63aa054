"""Values handed to code that is not seen, and what that code may do with them.

A function may be called there, now or later, any number of times: what it writes is not known afterwards. A list, a
dict or a configuration may be changed. A table, module or model may be called there, with ids of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import libcst as cst

from flake8_embedding.interpret.containers.nameless_objects import forget_nameless
from flake8_embedding.interpret.escaping.callbacks import call_back, call_back_again, call_class, call_methods
from flake8_embedding.interpret.escaping.handed_modules import (
    forget_state,
    look_through,
    look_up_by_function,
    look_up_elsewhere,
    note_handed_on,
)
from flake8_embedding.interpret.escaping.members_set import forget_members
from flake8_embedding.interpret.escaping.stored_outside import (
    DEPTH,
    NOTHING_TO_DO_WITH,
    forget_stored,
    holds_code,
    parts_handed_on,
)
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.modes import forget_modes
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.networks.weights import note_weight_touched, note_weights
from flake8_embedding.interpret.objects.records import frozen_fields
from flake8_embedding.interpret.objects.resolution import LIBRARY_PART
from flake8_embedding.interpret.objects.setting import is_module, set_unknown_attribute
from flake8_embedding.interpret.tainted import forget_ids
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.classes import SHARED, Cached, Decorated, Namespace, StaticMethod
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    ObjectRef,
    Partial,
    Unknown,
    Value,
)

_HAVE_WEIGHTS = frozenset({LibraryObject, Method, TableObject})
"""Values that may be a weight, or what has it. A model that is handed on keeps its weights: assumption tables-stay."""


def hand_on(
    machine: Machine,
    arguments: Arguments,
    reason: str,
    node: cst.CSTNode,
    *,
    may_change: bool,
    calls_nothing: bool = False,
    reads_copies: bool = False,
) -> None:
    """Note that code that is not seen gets these arguments; ``may_change``: it may change lists and the like;
    ``calls_nothing``: it is of a library that calls none of the functions that other code was handed;
    ``reads_copies``: it looks no ids of its own up in arrays.

    Assumption: globals-stay. That code leaves the names of this module as they are, unless it calls a function that it
    was handed.
    """
    values = arguments.values
    note_weights(machine, values, "by code that is not seen", in_copies=not reads_copies)
    _set_by_function(machine, values)
    # What a function writes is forgotten last: what was in it is handed on as well.
    if FunctionValue in map(type, values):
        values = tuple(sorted(values, key=lambda one: type(one) is FunctionValue))
    for value in values:
        if may_change:
            machine.may_be_changed(value, node)
            forget_nameless(machine, value, node)
            forget_stored(machine, value, reason, node)
            if type(value) is Unknown:
                # ``forbid(scores)``
                note_ruled_out(machine, value)
            if type(value) is Const and type(value.value) is str:
                machine.environment.note_handed_on(value.value)
        if type(value) not in NOTHING_TO_DO_WITH:
            others = [other for other in values if other is not value]
            _Handing(machine, others, reason, node, may_change).hand(value)
    if calls_nothing and any(holds_code(machine, value) for value in values):
        machine.escaped.note_given_code()
    call_back_again(machine, node, calls_nothing=calls_nothing)


_SETTERS = frozenset({"builtins.setattr", "builtins.delattr", "builtins.object.__setattr__"})
_MAY_SET = frozenset({LibraryName, Partial})


def _set_by_function(machine: Machine, values: Iterable[Value]) -> None:
    """``each(setattr, Settings, names)``, ``run(partial(setattr, settings), values)``: the code may set any attribute
    of what it is handed with such a function."""
    if _MAY_SET.isdisjoint(map(type, values)):
        return
    given: list[Value] = []
    for value in values:
        given += (value.function, *value.positional) if isinstance(value, Partial) else (value,)
    if any(isinstance(one, LibraryName) and one.path in _SETTERS for one in given):
        for one in given:
            if isinstance(one, ObjectRef | ClassValue):
                set_unknown_attribute(machine, one)


@record(frozen=True)
class _Handing:
    """Something is handed to code that is not seen, with the ``others`` beside it."""

    machine: Machine
    others: list[Value]
    reason: str
    node: cst.CSTNode
    may_change: bool
    depth: int = DEPTH

    def hand(self, value: Value) -> None:
        content = self.machine.store.content(value)
        if self.may_change and type(content) in _HAVE_WEIGHTS:
            note_weight_touched(self.machine, value)
        how = _HANDED.get(type(content))
        if how is not None:
            how(self, value, content)

    def hand_part(self, part: Value, beside: Iterable[Value] = ()) -> None:
        """The code gets this with what it is a part of."""
        replace(self, others=[*self.others, *beside], depth=self.depth - 1).hand(part)

    def forget(self, value: Value) -> None:
        """What the object holds may be changed."""
        if self.may_change:
            forget_ids(self.machine, value, self.reason, self.node)


def _function(handing: _Handing, value: Value, content: FunctionValue | Partial | Method) -> None:
    machine = handing.machine
    if isinstance(content, Partial) and isinstance(content.function, Unknown):
        handing.hand_part(content.function)
    call_back(machine, content, handing.node, later=True, beside=handing.others)
    if any(is_module(machine, one) for one in handing.others):
        look_up_by_function(machine, content, handing.others, handing.node)
    owner = content.owner if isinstance(content, FunctionValue | Method) else None
    if isinstance(owner, ObjectRef) and is_module(machine, owner):
        # ``run(model.predict, batches)``
        model = machine.store.content(owner)
        if isinstance(model, ModelObject):
            look_through(machine, model, handing.node)
        note_handed_on(machine, owner, handing.others)


def _class(handing: _Handing, value: Value, content: ClassValue) -> None:
    handing.machine.note_callable()
    call_class(handing.machine, content, handing.node)


def _wrapped(handing: _Handing, value: Value, content: Decorated | Cached | StaticMethod) -> None:
    handing.hand(content.function)


def _namespace(handing: _Handing, value: Value, content: Namespace) -> None:
    if handing.may_change:
        set_unknown_attribute(handing.machine, content.owner)


def _choice(handing: _Handing, value: Value, content: Choice) -> None:
    if not handing.depth:
        return
    for option in content.options:
        handing.hand_part(option.value)
    if isinstance(value, ObjectRef):
        # One object, with the content of one of several paths.
        handing.forget(value)


def _model(handing: _Handing, value: Value, content: ModelObject) -> None:
    look_through(handing.machine, content, handing.node)
    note_handed_on(handing.machine, value, handing.others)
    if handing.may_change:
        forget_modes(handing.machine, value)


def _table(handing: _Handing, value: Value, content: TableObject) -> None:
    look_up_elsewhere(handing.machine, content, handing.others, handing.node)


def _instance(handing: _Handing, value: Value, content: Instance) -> None:
    note_handed_on(handing.machine, value, handing.others)
    if isinstance(value, ObjectRef):
        call_methods(handing.machine, value, content.cls, handing.node)
    if handing.may_change:
        _forget_what_it_holds(handing.machine, value)
        forget_state(handing.machine, value, handing.node)
        forget_modes(handing.machine, value)
        _hand_fields(handing, value, content)
        _hand_entries(handing, value)


def _hand_entries(handing: _Handing, value: Value) -> None:
    """The entries of an object whose class derives from ``dict`` or ``list``, or that has a dict of its attributes."""
    if not isinstance(value, ObjectRef):
        return
    for name in (LIBRARY_PART, SHARED):
        part = handing.machine.store.get((value.alloc, name))
        if part is not None and isinstance(handing.machine.store.content(part), DictValue | SequenceValue):
            handing.forget(part)


def _hand_fields(handing: _Handing, value: Value, content: Instance) -> None:
    """The fields of a frozen record stay, and what they hold may be changed: ``words.index["new"] = 5``"""
    if not isinstance(value, ObjectRef):
        return
    for name in frozen_fields(handing.machine, content.cls):
        held = handing.machine.store.get((value.alloc, name))
        if held is None or type(held) in NOTHING_TO_DO_WITH:
            continue
        if handing.depth:
            handing.hand_part(held)
        else:
            handing.machine.forget(held, handing.reason, handing.node)


def _forget_what_it_holds(machine: Machine, value: Value) -> None:
    """``run(self)``, where ``self.settings`` is an unknown thing whose attributes were set."""
    is_noted = machine.escaped.has_members or machine.store.moments_of_files
    if is_noted and isinstance(value, ObjectRef):
        for _, held in machine.store.names_in(value.alloc):
            if isinstance(held, Unknown):
                forget_members(machine, held.key)


def _container(handing: _Handing, value: Value, content: SequenceValue | DictValue) -> None:
    parts = parts_handed_on(handing.machine, content) if handing.depth else []
    for part in parts:
        if type(part) in NOTHING_TO_DO_WITH:
            continue
        handing.hand_part(part, beside=(one for one in parts if one is not part))
    handing.forget(value)


def _unknown(handing: _Handing, value: Value, content: Unknown) -> None:
    if handing.may_change:
        forget_members(handing.machine, content.key)


def _data(handing: _Handing, value: Value, content: LibraryObject | DataFrame) -> None:
    if isinstance(value, ObjectRef):
        handing.machine.queues.note_shared(value.alloc)
    if isinstance(content, LibraryObject) and handing.depth:
        # ``save(nnx.Optimizer(model, tx))``: code that has the optimizer has its model.
        for _, part in content.settings:
            if is_module(handing.machine, part):
                handing.hand_part(part)
    handing.forget(value)


_HANDED: Final[dict[type, Callable[[_Handing, Value, Any], None]]] = {
    **dict.fromkeys((FunctionValue, Partial, Method), _function),
    **dict.fromkeys((Decorated, Cached, StaticMethod), _wrapped),
    **dict.fromkeys((SequenceValue, DictValue), _container),
    **dict.fromkeys((LibraryObject, DataFrame), _data),
    ClassValue: _class,
    Namespace: _namespace,
    Choice: _choice,
    ModelObject: _model,
    TableObject: _table,
    Instance: _instance,
    Unknown: _unknown,
}


def shown_to_library(machine: Machine, arguments: Arguments, node: cst.CSTNode) -> None:
    """A described function gets objects of the file. Their special methods may run. Of an object that is given by
    keyword (``file=``, ``key=``), any method may. So may all code that was put into a library before."""
    if machine.escaped.has_code_in_library:
        call_back_again(machine, node)
    if not machine.classes.have_instances:
        return
    for value in arguments.positional:
        if type(value) in _MAY_HOLD_OBJECTS:
            _call_special_methods(machine, value, node)
    for _, value in arguments.keywords:
        if type(value) in _MAY_HOLD_OBJECTS:
            _call_special_methods(machine, value, node, special_only=False)


_MAY_HOLD_OBJECTS = frozenset({ObjectRef, SequenceValue})
"""The values that are objects, or hold some."""


def _call_special_methods(machine: Machine, value: Value, node: cst.CSTNode, *, special_only: bool = True) -> None:
    """What an object, or those in a list, may do when they are compared, added, shown or hashed."""
    content = machine.store.content(value)
    parts = parts_handed_on(machine, content) if isinstance(content, SequenceValue | DictValue) else [value]
    for part in dict.fromkeys([one for one in parts if type(one) is ObjectRef]):
        held = machine.store.content(part)
        if type(held) is Instance:
            call_methods(machine, part, held.cls, node, special_only=special_only)
