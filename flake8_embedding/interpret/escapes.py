"""Values handed to code that is not seen, and what that code may do with them.

A function may be called there, now or later, any number of times: what it writes is not known afterwards. A list, a
dict or a configuration may be changed. A table, module or model may be called there, with ids of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.facts import Feed
from flake8_embedding.interpret.attributes import kind_of
from flake8_embedding.interpret.derived import library_base
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal import HandedOn, Untracked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.models import feed_model
from flake8_embedding.interpret.renumbered import forget_ids, is_renumbered
from flake8_embedding.interpret.resolution import library_part
from flake8_embedding.interpret.setting import set_unknown_attribute
from flake8_embedding.interpret.tables import as_evidence, is_moved
from flake8_embedding.interpret.weights import note_weights
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Cached, Decorated, Namespace, StaticMethod
from flake8_embedding.values.contents import items_of, numbers_in
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.modules import modules_in
from flake8_embedding.values.objects import (
    DictValue,
    Instance,
    LibraryObject,
    ModelObject,
    SequenceValue,
    TableObject,
)
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.value import (
    TRUE,
    AllocationSite,
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
from flake8_embedding.verdict import is_settled

_DEPTH = 3
"""How deep in lists and dicts functions and modules are looked for."""

_LOOKED_AT = 16
"""How many elements of a list or dict are looked at."""

_NOTHING_TO_DO_WITH = frozenset({Const, FloatNumber, LibraryName, Number, Symbolic, TextValue, Unknown})
"""Values that code that is not seen cannot call or change: most of what is handed on."""

_CALLED_BACK = "code that is not seen may have called what writes it"


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
            _note_handed_on(machine, value, others)
        case TableObject():
            _look_up_elsewhere(machine, content, others, node)
        case Instance():
            _note_handed_on(machine, value, others)
            if may_change:
                _forget_state(machine, value, node)
        case SequenceValue() | DictValue() if depth:
            parts = _parts(machine, content)
            for part in parts:
                beside = [*others, *(one for one in parts if one is not part)]
                _hand_on(machine, part, beside, reason, node, may_change, depth - 1)
            if may_change:
                forget_ids(machine, value, reason, node)
        case SequenceValue() | DictValue() | LibraryObject() | DataFrame():
            if may_change:
                forget_ids(machine, value, reason, node)


def _parts(machine: Machine, content: SequenceValue | DictValue) -> list[Value]:
    if isinstance(content, DictValue):
        return [value for _, value in content.entries[:_LOOKED_AT]]
    items = items_of(content, machine.store)
    return list(items[:_LOOKED_AT]) if items is not None else [content.element]


# -- functions that are called back ---------------------------------------------------------------------------------


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


# -- tables and modules that are called elsewhere -------------------------------------------------------------------


def _look_up_elsewhere(machine: Machine, table: TableObject, others: list[Value], node: cst.CSTNode) -> None:
    """A table is called by code that is not seen, if at all with ids as they come, or with those that are handed on
    beside it."""
    why, moved = "it is handed to code that is not seen", _are_moved(machine, table, others)
    entered = machine.call_from_here()
    machine.journal.record(
        Feed(table.key, None, node, unknown=why, guards=machine.guards, changed=moved, entered=entered)
    )


def _note_handed_on(machine: Machine, module: Value, others: list[Value]) -> None:
    """A module is called by code that is not seen, and so are the tables in it."""
    for table in _tables_of(machine, module):
        machine.journal.record(HandedOn(table.key, "the module that has it is handed to code that is not seen"))
        if _are_moved(machine, table, others):
            machine.journal.record(Untracked(table.key, "ids that were changed are handed on with it"))


def look_through(machine: Machine, model: ModelObject, node: cst.CSTNode) -> None:
    """Data that are not seen go through a model: what its layers do to ids on their way to a table counts, and nothing
    else."""
    begun = machine.journal.mark()
    data = machine.unknown("data that are not seen", (node, "data"))
    machine.incoming.add(data.key)
    with machine.path():
        feed_model(machine, model, data, node)
    machine.journal.revise(begun, as_evidence)


def _tables_of(machine: Machine, handed: Value) -> list[TableObject]:
    modules = [*modules_in(handed, machine.store), handed]
    part = library_part(machine, handed)
    contents = [machine.store.content(one) for one in (*modules, *([part] if part is not None else []))]
    return [content for content in contents if isinstance(content, TableObject)]


def _are_moved(machine: Machine, table: TableObject, values: list[Value]) -> bool:
    """Whether any of the values are ids, but not those of the vocabulary that the table's size counts."""
    for value in values:
        content = machine.store.content(value)
        numbers = numbers_in(value, machine.store) if isinstance(content, SequenceValue | Number) else None
        if is_renumbered(machine, value) or (numbers is not None and is_moved(numbers)):
            return True
        is_array = isinstance(content, SequenceValue) and numbers is not None and is_settled(numbers)
        if is_array and numbers is not None and numbers.high not in [ids.high for ids in table.table.named]:
            return True
    return False


def _forget_state(machine: Machine, value: Value, node: cst.CSTNode) -> None:
    """The attributes of an object that code that is not seen may set.

    Assumption: tables-stay. What gets a module trains it, moves it or prints it; it puts no table of another size in
    the place of one. Without it nothing is found in a module once it was handed to a trainer, a summary or a logger.
    """
    content = machine.store.content(value)
    if not isinstance(value, ObjectRef) or not isinstance(content, Instance):
        return
    if library_base(machine, content.cls) is None:
        for table in _tables_of(machine, value):
            machine.journal.record(Untracked(table.key, "the object that has it is handed to code that is not seen"))
        machine.forget_attributes(value)
        return
    modules = set(modules_in(value, machine.store))
    for name, held in machine.store.names_in(value.alloc):
        if held not in modules and name.isidentifier() and not _holds_modules(machine, held, modules):
            unknown = Unknown(
                "code that is not seen may set it", Key(machine.key(node), value.alloc, name), f"self.{name}"
            )
            machine.store.set((value.alloc, name), unknown)


def _holds_modules(machine: Machine, held: Value, modules: set[Value]) -> bool:
    content = machine.store.content(held)
    parts = _parts(machine, content) if isinstance(content, SequenceValue | DictValue) else []
    return any(part in modules for part in parts)


def is_called_back(machine: Machine, value: Value) -> bool:
    """Whether it is a function, or something that is called like one."""
    content = machine.store.content(value)
    return isinstance(content, FunctionValue | Partial) or (
        isinstance(content, Method) and kind_of(machine.store.content(content.owner)) != "other"
    )
