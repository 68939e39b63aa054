"""Functions, methods and classes that code which is not seen may call. What such a call writes is not known
afterwards."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

import libcst as cst

from flake8_embedding.interpret.changes import may_write_outside
from flake8_embedding.interpret.escaping.members_set import forget_member
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.resolution import is_described
from flake8_embedding.interpret.tainted import forget_ids
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.classes import Cached, Decorated, StaticMethod
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import ModelObject, TableObject
from flake8_embedding.values.provenance import Changed, Key, Mark, SetMember
from flake8_embedding.values.round_trips import note_escaped
from flake8_embedding.values.value import (
    TRUE,
    AllocationSite,
    ClassValue,
    Const,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    Partial,
    Unknown,
    Value,
)

_CALLED_BACK = "code that is not seen may have called what writes it"
_RUN_IN_PART = "what writes it may have run in part"


def call_back(
    machine: Machine,
    function: Value,
    node: cst.CSTNode,
    *,
    later: bool,
    beside: Sequence[Value] = (),
    is_evaluated: bool = False,
    again: bool = False,
) -> None:
    """Note that code that is not seen calls the function any number of times; ``later``: it may go on to do so.
    ``beside`` is what that code is handed besides, which it may give to the function. ``is_evaluated``: the call of the
    method that got it has evaluated it where it is called. ``again``: this was noted before one of the calls was
    evaluated, and now the last one has ended."""
    machine.note_callable(later=later)
    # Assumption: imports-register. What a module hands on while it is imported is called later, if at all.
    happens_now = not (later and machine.loads)
    for key in (*_written_by(machine, function, node), *_written_to(machine, function, beside, node)):
        if happens_now:
            _weaken(machine, key, node, again=again)
        if later:
            machine.escaped.note_written_later(key, by_import=bool(machine.loads))
    if not is_evaluated and not machine.loads and (later or _is_lambda(function)):
        machine.escaped.note_handed(function, node)


def _is_lambda(function: Value) -> bool:
    return isinstance(function, FunctionValue) and isinstance(function.node, cst.Lambda)


_AT_ANY_TIME = ("thread", "concurrent", "asyncio", "weakref", "settrace", "setprofile", "audithook")
"""Words of a program that may run its functions while other code runs."""


def call_back_again(machine: Machine, node: cst.CSTNode, *, calls_nothing: bool = False) -> None:
    """Code that is not seen runs: it may call the functions that it was handed before. ``calls_nothing``: it is of a
    library that calls none which other code was handed."""
    written = machine.escaped.written_later(in_import=bool(machine.loads))
    if not written:
        return
    if calls_nothing and not machine.escaped.is_given_code and not any(map(machine.source.any_has, _AT_ANY_TIME)):
        return
    machine.budget.spend(len(written))
    for key in written:
        _weaken(machine, key, node)


def forget_written(machine: Machine, keys: Iterable[Hashable], node: cst.CSTNode, reason: str = _RUN_IN_PART) -> None:
    """Code that writes these has run in part, or any number of times. How far it came is not known."""
    for key in keys:
        if outlives(machine, key):
            _weaken(machine, key, node, reason)


def call_own_methods(machine: Machine, owner: ObjectRef, cls: Value, node: cst.CSTNode) -> None:
    """A method of a base class that is not seen runs. It may call the object's own methods, as ``HTMLParser.feed``
    calls ``handle_data``."""
    for name, method in _methods_of(machine, owner, cls):
        if not name.startswith("__"):
            call_back(machine, method, node, later=False)


def call_methods(
    machine: Machine,
    owner: ObjectRef,
    cls: Value,
    node: cst.CSTNode,
    *,
    special_only: bool = False,
    of_itself: bool = False,
) -> None:
    """Code that is not seen gets an object of the file, and may call its methods. With ``special_only`` it calls only
    those that run by themselves, as ``sorted`` calls ``__lt__``. What the methods write into the object itself is left
    to the caller, unless its class derives from one that is not seen: such code calls it when it likes, as ``logging``
    calls ``emit`` of a handler. With ``of_itself`` it does so whatever the class is; and whoever gets an object that is
    written to like a file writes to it."""
    machine.note_callable(later=not special_only)
    happens_now = special_only or not machine.loads
    is_theirs = not special_only and any(_is_unseen(machine, base) for base in linear(cls))
    looks_up = not special_only and not machine.loads and _is_of_the_program(cls)
    for name, method in _methods_of(machine, owner, cls):
        is_special = name.startswith("__") and name.endswith("__")
        if name in _MAKING or (special_only and not is_special):
            continue
        if looks_up and (not name.startswith("_") or name == "__call__"):
            machine.escaped.note_handed(method, node)
        is_written = of_itself or (name in machine.registry.conventions.of_files and not special_only)
        if not (is_theirs or is_written or may_write_outside(machine, method)):
            continue
        for key in _written_by(machine, method, node):
            is_outside = _is_outside(machine, key, owner)
            if (is_outside or is_written) and happens_now:
                _weaken(machine, key, node)
            if is_theirs or is_written or (is_outside and not special_only):
                machine.escaped.note_written_later(key, by_import=bool(machine.loads))


def _is_of_the_program(cls: Value) -> bool:
    """Whether the class has no base of a library. A module has one, and its look-ups are noted for the whole module."""
    return all(
        isinstance(base, ClassValue) or (isinstance(base, LibraryName) and base.path.startswith("builtins."))
        for base in linear(cls)
    )


def _is_unseen(machine: Machine, base: Value) -> bool:
    """Whether it is a library's class of which nothing is described. Those of Python call nothing by themselves."""
    is_of_library = isinstance(base, LibraryName) and not base.path.startswith("builtins.")
    return is_of_library and not is_described(machine, base)


def call_class(machine: Machine, cls: ClassValue, node: cst.CSTNode) -> None:
    """Code that is not seen gets a class of the file. It may make instances, and call their methods."""
    methods = [held for _, held in _functions_of(machine, cls)]
    if not any(may_write_outside(machine, one) for one in methods):
        return
    known = machine.escaped.written_by(cls.node, lambda: _written_by_instances(machine, cls, node))
    for key in known:
        if outlives(machine, key):
            if not machine.loads:
                _weaken(machine, key, node)
            machine.escaped.note_written_later(key, by_import=bool(machine.loads))


def _written_by_instances(machine: Machine, cls: ClassValue, node: cst.CSTNode) -> tuple[Hashable, ...]:
    unseen = Arguments((), complete=False)
    with machine.rehearsing(), machine.loops.rehearsing(), machine.path() as changed:
        made = machine.call(cls, unseen, node)
        if isinstance(made, ObjectRef):
            for name, method in _methods_of(machine, made, cls):
                if name not in _MAKING and may_write_outside(machine, method):
                    machine.call(method, unseen, node)
    return tuple(key for key, value in changed.items() if _is_another(machine.store.get(key), value))


def _is_another(before: Value | None, after: Value) -> bool:
    """Whether a call has left another value. That it has tested a number, which may be the highest no more on the way
    on, changes nothing for those who did not test it: ``if scores.argmax() == END: break``. One that was made elsewhere
    is another number, even if it has the same range."""
    if not isinstance(before, Number) or not isinstance(after, Number) or before.origin != after.origin:
        return before != after
    return after not in (before, before.weakened())


_MAKING = frozenset({"__init__", "__new__", "__init_subclass__", "__set_name__"})
"""Methods that have run once the object is there."""


def _methods_of(machine: Machine, owner: ObjectRef, cls: Value) -> Iterator[tuple[str, FunctionValue]]:
    for definer in linear(cls):
        if isinstance(definer, ClassValue):
            for name, held in _functions_of(machine, definer):
                yield name, replace(held, owner=owner, cls=definer)


def _functions_of(machine: Machine, cls: ClassValue) -> Iterator[tuple[str, FunctionValue]]:
    for name, held in machine.store.names_in(cls.scope):
        if isinstance(held, Decorated | Cached | StaticMethod):
            held = held.function
        if isinstance(held, FunctionValue):
            yield name, held


def _is_outside(machine: Machine, key: Hashable, owner: ObjectRef) -> bool:
    """Whether the key is neither an attribute of the object nor a table or model."""
    match key:
        case (AllocationSite() as alloc, _):
            return alloc is not owner.alloc
        case AllocationSite():
            return not isinstance(machine.store.get(key), TableObject | ModelObject)
    return True


# -- what a call writes ---------------------------------------------------------------------------------------------


def _written_by(machine: Machine, function: Value, node: cst.CSTNode) -> tuple[Hashable, ...]:
    """What a call of the function changes that exists outside of it: names, attributes, objects."""
    if isinstance(function, Partial):
        return _written_by(machine, function.function, node)
    if _is_running(machine, function) or not _may_write(machine, function):
        return ()
    identity = Key(
        _node_of(function) or function,
        function.scope if isinstance(function, FunctionValue) else None,
        _owner_of(function),
    )
    unseen = Arguments((), complete=False)
    if isinstance(function, Method):
        unseen = Arguments((machine.unknown("no argument is seen", (node, "called back")),))
    known = machine.escaped.written_by(
        identity, lambda: _not_made_by(machine, function, _rehearsed(machine, function, unseen, node))
    )
    return tuple(key for key in known if outlives(machine, key))


def _not_made_by(machine: Machine, function: Value, keys: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """The keys without those of objects that the function itself makes: each call has its own."""
    if not keys or not isinstance(function, FunctionValue):
        return keys
    inside = {id(one) for one in machine.syntax.ask(nodes_in, function.node.body)} | {id(function.node)}
    owners = ((key, owner_of_key(key)) for key in keys)
    return tuple(key for key, owner in owners if not (isinstance(owner, AllocationSite) and owner.site in inside))


def _may_write(machine: Machine, function: Value) -> bool:
    """Whether a call may change anything outside of the function. Of a module that is imported the text decides, so
    that its many properties and static methods are not evaluated."""
    if not machine.loads or not isinstance(function, FunctionValue) or function.owner is not None:
        return True
    return may_write_outside(machine, function)


def _written_to(machine: Machine, function: Value, beside: Sequence[Value], node: cst.CSTNode) -> tuple[Hashable, ...]:
    """What a call changes of the things that are handed on with the function: ``pool.submit(fill, vocab, words)``."""
    if not isinstance(function, FunctionValue | Partial) or _is_running(machine, function):
        return ()
    spread = [items_of(one, machine.store) if _is_row(machine, one) else (one,) for one in beside]
    given = tuple(value for values in spread for value in values or ())
    changeable = ObjectRef | ClassValue | Unknown if machine.escaped.has_members else ObjectRef | ClassValue
    if not any(isinstance(value, changeable) for value in given):
        return ()
    changed = _rehearsed(machine, function, Arguments(given, complete=False), node)
    return tuple(key for key in changed if outlives(machine, key))


def _is_row(machine: Machine, value: Value) -> bool:
    """Whether it is a tuple or list of arguments: ``Thread(target=fill, args=(vocab,))``."""
    content = machine.store.content(value)
    return isinstance(content, SequenceValue) and content.kind == "tuple"


def _rehearsed(machine: Machine, function: Value, arguments: Arguments, node: cst.CSTNode) -> tuple[Hashable, ...]:
    """All that a call changes of what is not made by it. It is found by evaluating the call once; loops in it are
    evaluated once, too."""
    with machine.rehearsing(), machine.loops.rehearsing(), machine.noting_made() as made, machine.path() as changed:
        machine.call(function, arguments, node)
    return tuple(
        key
        for key, value in changed.items()
        if owner_of_key(key) not in made and _is_another(machine.store.get(key), value)
    )


def owner_of_key(key: Hashable) -> Hashable:
    """The object or scope whose content or attribute the store holds under this key."""
    return key[0] if type(key) is tuple else key


def _is_running(machine: Machine, function: Value) -> bool:
    return any(frame.function is not None and frame.function.node is _node_of(function) for frame in machine.frames)


def _node_of(function: Value) -> Hashable:
    return function.node if isinstance(function, FunctionValue) else None


def _owner_of(function: Value) -> Hashable:
    return function.owner if isinstance(function, FunctionValue | Method) else None


def outlives(machine: Machine, key: Hashable) -> bool:
    """Whether what a call changed was there before the call, or is still there after it."""
    match key:
        case AllocationSite() | Mark() | SetMember():
            return machine.store.get(key) is not None
        case (AllocationSite() as owner, str()):
            is_object = machine.store.get(owner) is not None or machine.is_scope_of_class(owner)
            return is_object or owner is machine.module_scope or machine.store.get(key) is not None
    return False


def _weaken(
    machine: Machine, key: Hashable, node: cst.CSTNode, reason: str = _CALLED_BACK, *, again: bool = False
) -> None:
    happened = Key("again", id(node)) if again else node
    match key:
        case Mark():
            machine.store.set(key, Const(False))
        case SetMember():
            forget_member(machine, key)
        case AllocationSite() if again or not isinstance(machine.store.get(key), Unknown):
            forget_ids(machine, ObjectRef(key), reason, happened)
        case (AllocationSite(), "*"):
            machine.store.set(key, TRUE)
        case (AllocationSite(), str() as name):
            held = machine.store.get(key)
            if isinstance(held, Unknown):
                note_escaped(machine.store, held.key)
            if again or not isinstance(held, Unknown):
                machine.store.set(key, Unknown(reason, Changed(Key("called back", key), machine.key(happened)), name))
