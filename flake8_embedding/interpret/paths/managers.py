"""``with``: what a context manager does before and after its block, and whether it stops exceptions."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import ExitStack

import libcst as cst

from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.calling.replacements import replaced_by
from flake8_embedding.interpret.conditions.decide import truth_of
from flake8_embedding.interpret.frame import Arguments, Flow, PathEnds
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.objects.resolution import from_class
from flake8_embedding.interpret.paths.exceptions import Taken, ensured, may_catch_index_errors, open_ends, take_since
from flake8_embedding.interpret.paths.sure_statements import is_surely_done
from flake8_embedding.library.spec import ExpectsErrors
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.objects import ErrorTrap, Instance, LibraryObject, Replacement, Suspended
from flake8_embedding.values.value import NEVER, NONE, LibraryName, ObjectRef, Unknown, Value

_OF_MANAGERS = ("__enter__", "__exit__")

_ENTERED = "a context manager's value"


def _with(machine: Machine, node: cst.With) -> Flow:
    return _within(machine, list(node.items), node.body)


def _within(machine: Machine, items: list[cst.WithItem], block: cst.BaseSuite) -> Flow:
    """Enter the context managers one after the other, the block inside all of them."""
    if not items:
        return machine.execute([block])
    first, *rest = items
    tried = None if rest else block
    return managed(machine, machine.evaluate(first.item), first, lambda: _within(machine, rest, block), tried)


def call_within(machine: Machine, manager: Value, call: Callable[[], Value], node: cst.CSTNode) -> Value:
    """``@quiet()`` before a function: each call of it is in a block of the context manager."""
    results: list[Value] = []

    def body() -> Flow:
        result = call()
        if result is NEVER:
            return Flow.AWAY
        results.append(result)
        return Flow.ON

    flow = managed(machine, manager, node, body)
    return results[-1] if results else NONE if flow is Flow.ON else NEVER


def managed(
    machine: Machine,
    manager: Value,
    node: cst.CSTNode,
    body: Callable[[], Flow],
    tried: cst.BaseSuite | None = None,
) -> Flow:
    """Execute a block inside a context manager. ``node`` is the item of a ``with``, or stands for a block without
    one; ``tried`` is what stands in the block."""
    content = machine.store.content(manager)
    match content:
        case Instance(cls=cls) if any(from_class(machine, cls, name, manager, node) for name in _OF_MANAGERS):
            return _managed_by_class(machine, manager, content, node, body)
        case Suspended(around=around) if around is not None:
            return _around_yield(machine, around, node, body)
        case Replacement():
            return _with_replaced(machine, content, node, body)
        case LibraryObject() if isinstance(manager, ObjectRef):
            _bind(machine, node, manager)
            return _with_stack(machine, manager, node, body)
    options = [machine.store.content(option.value) for option in alternatives_of(content)]
    traps = [option for option in options if isinstance(option, ErrorTrap)]
    if isinstance(content, Instance) and _derives_from_trap(machine, content.cls):
        traps = [ErrorTrap(None)]
    _bind(machine, node, manager if _enters_as_itself(manager, content) else machine.unknown(_ENTERED, node))
    if not traps and not _is_called_a_trap(machine, content, node):
        return body()
    if traps and tried is not None and is_surely_done(machine, tried):
        return body()
    reckoned_with = not traps or any(_lets_pass(machine, trap) for trap in traps)
    key = machine.key(node)
    return ensured(machine, key, body, lambda: Flow.ON, lambda: True, expects_index_errors=reckoned_with)


def _with_stack(machine: Machine, stack: ObjectRef, node: cst.CSTNode, body: Callable[[], Flow]) -> Flow:
    """``with ExitStack() as stack``: it stops what the context managers stop that are entered in its block."""

    def lets_pass() -> bool:
        trap = machine.store.get((stack.alloc, "trap"))
        traps = [option.value for option in alternatives_of(trap)] if trap is not None else []
        return any(isinstance(one, ErrorTrap) and _lets_pass(machine, one) for one in traps)

    def left() -> Flow:
        calls = machine.store.get((stack.alloc, "noted calls"))
        for one in reversed((items_of(calls, machine.store) or ()) if calls is not None else ()):
            machine.call(one, Arguments(), node)
        return Flow.ON

    return ensured(machine, machine.key(node), body, left, lambda: bool(left()) and lets_pass())


def _enters_as_itself(manager: Value, content: Value) -> bool:
    """No list and no dict is a context manager: it stands for a bar that goes over it, ``with tqdm(batches)``, or for a
    file whose parts have names, ``with np.load("data.npz")``."""
    return isinstance(manager, Unknown) or isinstance(content, SequenceValue | DictValue)


def _bind(machine: Machine, node: cst.CSTNode, entered: Value) -> None:
    if isinstance(node, cst.WithItem) and node.asname is not None:
        assign(machine, node.asname.name, entered)


def _managed_by_class(
    machine: Machine,
    manager: Value,
    content: Instance,
    node: cst.CSTNode,
    body: Callable[[], Flow],
) -> Flow:
    """A context manager of a class of the file. What ``contextlib.AbstractContextManager`` enters is itself."""
    enter = from_class(machine, content.cls, "__enter__", manager, node)
    entered = manager if enter is None else machine.call_or_never(enter, Arguments(), node)
    if entered is NEVER:
        raise PathEnds
    _bind(machine, node, entered)
    leave = from_class(machine, content.cls, "__exit__", manager, node)
    if leave is None:
        return body()

    def left() -> Flow:
        result = machine.call_or_never(leave, Arguments((NONE, NONE, NONE)), node)
        return Flow.AWAY if result is NEVER else Flow.ON

    def failed() -> bool:
        error = tuple(machine.unknown("an exception", (node, part)) for part in ("type", "value", "traceback"))
        result = machine.call_or_never(leave, Arguments(error), node)
        return result is not NEVER and truth_of(machine, result, node) is not False

    return ensured(machine, machine.key(node), body, left, failed)


def _around_yield(
    machine: Machine, around: Callable[[Callable[[Value], None]], Value], node: cst.CSTNode, body: Callable[[], Flow]
) -> Flow:
    """A function with ``@contextmanager``: the block is executed in place of its ``yield``. So the code around the
    ``yield``, such as ``try`` and ``finally``, works as in Python."""
    frame, scope = machine.frame, machine.frame.scope
    flows: list[Flow] = []
    taken: Taken = []
    with ExitStack() as behind_yield:

        def at_yield(value: Value) -> None:
            ends = open_ends(machine)
            with machine.reentered(frame, scope):
                _bind(machine, node, value)
                flow = body()
            flows.append(flow)
            gone = take_since(ends)
            if flow is Flow.AWAY:
                if not gone:
                    raise PathEnds
                # If the block has a ``return``, the function still goes on behind its ``yield``.
                machine.store.apply(gone[-1][2].delta)
            taken.extend(gone)
            changes.append(behind_yield.enter_context(machine.store.changes()))

        changes: list[set[Hashable]] = []
        result = around(at_yield)
    changed = set().union(*changes)
    for records, _, exit_ in taken:
        now = {key: held for key in changed if (held := machine.store.held(key)) is not None}
        records.append(exit_._replace(delta={**exit_.delta, **now}))
    returned = bool(taken) and Flow.ON not in flows
    return Flow.AWAY if result is NEVER or returned else Flow.ON


def _with_replaced(machine: Machine, replacement: Replacement, node: cst.CSTNode, body: Callable[[], Flow]) -> Flow:
    """``mock.patch.object(config, "rows", 10)``: in the block the attribute holds another value, and afterwards the one
    before."""
    _bind(machine, node, machine.unknown(_ENTERED, node))
    values = replaced_by(machine, replacement, node)
    before = [(key, machine.store.held(key)) for key, _ in values]
    for key, value in values:
        machine.store.set(key, value)

    def restored() -> Flow:
        for key, held in before:
            if held is None:
                machine.store.delete(key)
            else:
                machine.store.set(key, held)
        return Flow.ON

    return ensured(machine, machine.key(node), body, restored)


def _lets_pass(machine: Machine, trap: ErrorTrap) -> bool:
    return trap.errors is None or any(may_catch_index_errors(machine, error) for error in trap.errors)


def _derives_from_trap(machine: Machine, cls: Value) -> bool:
    """``class Quiet(contextlib.suppress)``, ``class Stack(contextlib.ExitStack)``, whose parts may stop an error."""
    paths = [one.path for one in linear(cls) if isinstance(one, LibraryName)]
    entries = map(machine.registry.entry_for, paths)
    return any(entry is not None and isinstance(entry.effect, ExpectsErrors) for entry in entries) or any(
        machine.registry.method_entry(path, "enter_context") is not None for path in paths
    )


def _is_called_a_trap(machine: Machine, content: Value, node: cst.CSTNode) -> bool:
    """Whether a method of an unknown object is named as test libraries name what expects an error: ``raises``."""
    match content, node:
        case Unknown(), cst.WithItem(item=cst.Call(func=cst.Attribute(attr=cst.Name(value=name)))):
            return machine.registry.conventions.expects_error(name)
    return False


EXECUTORS: dict[type, Executor] = {cst.With: _with}
