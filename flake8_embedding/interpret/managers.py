"""``with``: what a context manager does before and after its block, and whether it lets exceptions pass."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import ExitStack

import libcst as cst

from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.conditions.decide import truth_of
from flake8_embedding.interpret.exceptions import Taken, ensured, may_catch_index_errors, open_ends, take_since
from flake8_embedding.interpret.frame import Arguments, Flow, PathEnds
from flake8_embedding.interpret.machine import Executor, Machine
from flake8_embedding.interpret.resolution import from_class
from flake8_embedding.values.join import alternatives_of
from flake8_embedding.values.objects import ErrorTrap, Instance, Replacement, Suspended
from flake8_embedding.values.value import NEVER, NONE, Unknown, Value


def _with(machine: Machine, node: cst.With) -> Flow:
    return _within(machine, list(node.items), lambda: machine.execute([node.body]))


def _within(machine: Machine, items: list[cst.WithItem], block: Callable[[], Flow]) -> Flow:
    """Enter the context managers one after the other, the block inside all of them."""
    if not items:
        return block()
    first, *rest = items
    manager = machine.evaluate(first.item)

    def body() -> Flow:
        return _within(machine, rest, block)

    content = machine.store.content(manager)
    if isinstance(content, Instance):
        enter = from_class(machine, content.cls, "__enter__", manager, first)
        if enter is not None:
            return _managed(machine, manager, content, enter, first, body)
    if isinstance(content, Suspended) and content.around is not None:
        return _around_yield(machine, content.around, first, body)
    if isinstance(content, Replacement):
        return _with_replaced(machine, content, first, body)
    options = [machine.store.content(option.value) for option in alternatives_of(content)]
    traps = [option for option in options if isinstance(option, ErrorTrap)]
    entered = manager if isinstance(manager, Unknown) else machine.unknown("a context manager's value", first)
    _bind(machine, first, entered)
    if any(_lets_pass(machine, trap) for trap in traps) or (not traps and _is_called_a_trap(content, first.item)):
        return ensured(machine, machine.key(first), body, lambda: Flow.ON, lambda: True)
    return body()


def _bind(machine: Machine, item: cst.WithItem, entered: Value) -> None:
    if item.asname is not None:
        assign(machine, item.asname.name, entered)


def _managed(
    machine: Machine,
    manager: Value,
    content: Instance,
    enter: Value,
    item: cst.WithItem,
    body: Callable[[], Flow],
) -> Flow:
    """A context manager of a class of the file."""
    entered = machine.call_or_never(enter, Arguments(), item)
    if entered is NEVER:
        raise PathEnds
    _bind(machine, item, entered)
    leave = from_class(machine, content.cls, "__exit__", manager, item)
    if leave is None:
        return body()

    def left() -> Flow:
        result = machine.call_or_never(leave, Arguments((NONE, NONE, NONE)), item)
        return Flow.AWAY if result is NEVER else Flow.ON

    def failed() -> bool:
        error = tuple(machine.unknown("an exception", (item, part)) for part in ("type", "value", "traceback"))
        result = machine.call_or_never(leave, Arguments(error), item)
        return result is not NEVER and truth_of(machine, result, item) is not False

    return ensured(machine, machine.key(item), body, left, failed)


def _around_yield(
    machine: Machine, around: Callable[[Callable[[Value], None]], Value], item: cst.WithItem, body: Callable[[], Flow]
) -> Flow:
    """A function with ``@contextmanager``: the block is executed in place of its ``yield``. So what stands around the
    ``yield`` works as Python says, also ``try`` and ``finally``."""
    frame, scope = machine.frame, machine.frame.scope
    flows: list[Flow] = []
    taken: Taken = []
    with ExitStack() as behind_yield:

        def at_yield(value: Value) -> None:
            ends = open_ends(machine)
            with machine.reentered(frame, scope):
                _bind(machine, item, value)
                flow = body()
            flows.append(flow)
            gone = take_since(ends)
            if flow is Flow.AWAY:
                if not gone:
                    raise PathEnds
                # ``return`` in the block: the function goes on behind its ``yield`` all the same.
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


def _with_replaced(machine: Machine, replacement: Replacement, item: cst.WithItem, body: Callable[[], Flow]) -> Flow:
    """``mock.patch.object(config, "rows", 10)``: in the block the attribute is another, then it is what it was."""
    _bind(machine, item, machine.unknown("a context manager's value", item))
    before = [(key, machine.store.held(key)) for key, _ in replacement.values]
    for key, value in replacement.values:
        machine.store.set(key, value)

    def restored() -> Flow:
        for key, held in before:
            if held is None:
                machine.store.delete(key)
            else:
                machine.store.set(key, held)
        return Flow.ON

    return ensured(machine, machine.key(item), body, restored)


def _lets_pass(machine: Machine, trap: ErrorTrap) -> bool:
    return trap.errors is None or any(may_catch_index_errors(machine, error) for error in trap.errors)


def _is_called_a_trap(content: Value, node: cst.BaseExpression) -> bool:
    """A method of an object that is not known, by the names that test libraries have for it."""
    match content, node:
        case Unknown(), cst.Call(func=cst.Attribute(attr=cst.Name(value=name))):
            return name in ("raises", "suppress", "assert_raises") or name.startswith("assertRaises")
    return False


EXECUTORS: dict[type, Executor] = {cst.With: _with}
