"""Code that runs later: generators, coroutines, generator expressions, ``map()`` and the like.

Calling a generator function runs nothing of its body. The body runs when somebody iterates, possibly never, and sees
what holds then. Until then the value is an object that is ``Suspended``; ``machine.resumed`` runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_

import libcst as cst

from flake8_embedding.interpret.frame import Arguments, Demand
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import parts_of
from flake8_embedding.values.objects import Suspended
from flake8_embedding.values.value import ObjectRef, Value


def suspended(machine: Machine, node: cst.CSTNode, run: Callable[[], Value]) -> Value:
    """An object that gives ``run()`` once it is iterated or awaited. ``run`` sees the names that are visible here."""
    frame, scope, name = machine.frame, machine.frame.scope, machine.pending_name

    def resumed() -> Value:
        with machine.reentered(frame, scope), machine.naming(name):
            return run()

    return machine.allocate(node, Suspended(resumed), "suspended")


def runs_later(machine: Machine, node: cst.FunctionDef | cst.Lambda) -> bool:
    """Whether a call runs nothing of the function's body: it is a generator or a coroutine."""
    if isinstance(node, cst.Lambda):
        return False
    if node.asynchronous is not None:
        return True
    return machine.source.of(node).has_within(node, "yield") and machine.syntax.ask(_has_yield, node.body)


def _has_yield(body: cst.CSTNode) -> bool:
    waiting = [body]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is cst.Yield:
            return True
        if kind is not cst.FunctionDef and kind is not cst.Lambda and kind is not cst.ClassDef:
            waiting.extend(parts_of(node))
    return False


def resumed_arguments(machine: Machine, arguments: Arguments, demand: Demand = Demand.PERHAPS_NOT) -> Arguments:
    """The arguments as code that is not seen uses them: it iterates and awaits what is suspended, as far as
    ``demand`` says."""
    values = arguments.values
    if not machine.has_suspended or ObjectRef not in map(type, values):
        return arguments
    begun = machine.journal.mark()
    with machine.demanding(max(machine.demand, demand)):
        resumed = tuple(map(machine.resumed, values))
    machine.journal.note_task(begun)
    if all(map(is_, values, resumed)):
        return arguments
    count = len(arguments.positional)
    keywords = tuple((name, value) for (name, _), value in zip(arguments.keywords, resumed[count:], strict=True))
    return replace(arguments, positional=resumed[:count], keywords=keywords)
