"""Graphs of tensors that hold no data yet: what lies between the inputs and the outputs of a functional model."""

from __future__ import annotations

from flake8_embedding.record import record
from flake8_embedding.values.contents import items_of
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import ObjectRef, Symbolic, Value

_DEPTH = 4
"""How deep in lists and dicts tensors are looked for."""


@record(frozen=True, slots=True)
class Tensors:
    """Asks for the tensors and layers of a graph."""

    store: Store

    def within(self, value: Value, depth: int = _DEPTH) -> list[Symbolic]:
        """The tensors that a value is, or holds in a list or dict."""
        content = self.store.content(value)
        if isinstance(content, Symbolic):
            return [content]
        held = [one for _, one in content.entries] if isinstance(content, DictValue) else items_of(value, self.store)
        return [one for item in held or () for one in self.within(item, depth - 1)] if depth else []

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
