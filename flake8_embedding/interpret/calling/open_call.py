"""A call while it is evaluated: on a path of its own, in its own scope, with no name pending."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from flake8_embedding.interpret.frame import CallFrame
from flake8_embedding.interpret.state import site_of

if TYPE_CHECKING:
    from flake8_embedding.interpret.machine import Machine


class OpenCall:
    """A context manager for the evaluation of a body: one, and not five inside each other, since each call needs it."""

    __slots__ = ("_before", "_frame", "_has_left", "_machine", "_node")

    def __init__(self, machine: Machine, frame: CallFrame, node: Hashable) -> None:
        self._machine, self._frame, self._node = machine, frame, node

    def __enter__(self) -> None:
        machine, scope = self._machine, self._frame.scope
        self._before = machine.context, machine.pending_name, machine.store.guards
        machine.context, machine.pending_name = (*machine.context, site_of(self._node)), ""
        machine.frames.append(self._frame)
        machine.store.ended.discard(scope)
        machine.store.push()
        self._has_left = machine.root_of(scope) is not machine.main_scope and machine.budget.go_elsewhere()

    def __exit__(self, *_: object) -> None:
        machine = self._machine
        if self._has_left:
            machine.budget.come_back()
        machine.store.pop()
        machine.frames.pop()
        if self._frame.scope not in machine.closed_over:
            machine.store.ended.add(self._frame.scope)
        machine.context, machine.pending_name, machine.store.guards = self._before
