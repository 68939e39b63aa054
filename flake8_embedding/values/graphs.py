"""Graphs of tensors that hold no data yet: what lies between the inputs and the outputs of a functional model."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import is_symbolic, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.value import Choice, ObjectRef, Symbolic, Value

_DEPTH = 4
"""How deep in lists and dicts tensors are looked for."""


@record(frozen=True, slots=True)
class Tensors:
    """Asks for the tensors and layers of a graph."""

    store: Store

    def within(self, value: Value, depth: int = _DEPTH) -> list[Symbolic]:
        """The tensors that a value is, or may be, or holds in a list or dict."""
        content = self.store.content(value)
        if isinstance(content, Symbolic):
            return [content]
        return [one for item in self._held(value) for one in self.within(item, depth - 1)] if depth else []

    def are_told(self, value: Value, depth: int = _DEPTH) -> bool:
        """Whether it is known which tensors a value is or holds: no path leads to others, and no loop adds some."""
        content = self.store.content(value)
        if isinstance(content, Choice) or (isinstance(content, SequenceValue) and items_of(value, self.store) is None):
            return not self.within(value)
        return depth == 0 or all(self.are_told(one, depth - 1) for one in self._held(value))

    def _held(self, value: Value) -> Iterable[Value]:
        content = self.store.content(value)
        match content:
            case Choice(options=options):
                return [one.value for one in options]
            case DictValue(entries=entries):
                return [one for _, one in entries]
            case SequenceValue(begins=begins, element=element) if is_symbolic(content, self.store):
                known = items_of(value, self.store)
                return (*begins, element) if known is None else known
        return items_of(value, self.store) or ()

    def layers(self, outputs: Value) -> dict[Value, None]:
        """The layers and symbolic inputs from which the outputs come, each once."""
        found: dict[Value, None] = {}
        waiting, seen = self.within(outputs), set[Symbolic]()
        while waiting:
            tensor = waiting.pop()
            if tensor in seen:
                continue
            seen.add(tensor)
            if isinstance(tensor.callee, ObjectRef):
                found[tensor.callee] = None
            elif tensor.callee is None and not tensor.inputs:
                found[tensor] = None
            waiting.extend(one for value in tensor.inputs for one in self.within(value))
        return found
