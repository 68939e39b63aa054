"""Layers and models called on data: ids go through them until they reach a table."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.machine import Arguments, Machine
from flake8_embedding.interpret.words import feed_table
from flake8_embedding.library.lookup import row_for
from flake8_embedding.library.spec import MakesLayer
from flake8_embedding.limits import GRAPH_NODES
from flake8_embedding.values.contents import is_symbolic, items_of
from flake8_embedding.values.objects import LibraryObject, Mapping, ModelObject, Sequence, TableObject
from flake8_embedding.values.value import Const, Ref, Symbolic, Unknown, Value

DATA_PARAMETERS = ("x", "inputs", "input", "data")
"""The names under which methods of models take their data; it is their first positional argument too."""

FED_BY = frozenset(
    {"__call__", "call", "fit", "predict", "evaluate", "train_on_batch", "test_on_batch", "predict_on_batch"}
)


def call_table(machine: Machine, table: TableObject, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Look ids up in a table."""
    ids = _data(arguments)
    if ids is None:
        return machine.unknown("the table is called on nothing", node)
    if is_symbolic(ids, machine.store):
        machine.facts.in_graphs.add(table.key)
        return machine.symbolic(owner, arguments, node)
    feed_table(machine, table.table, ids, node)
    return machine.unknown("vectors are not followed", node)


def call_layer(machine: Machine, layer: LibraryObject, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A layer that does no look-up."""
    data = _data(arguments)
    if data is None:
        return machine.unknown("the layer is called on nothing", node)
    if is_symbolic(data, machine.store):
        return machine.symbolic(owner, arguments, node)
    row = row_for(layer.path)
    passes = row is not None and isinstance(row.word, MakesLayer) and row.word.passes_ids
    return data if passes else machine.unknown("what the layer returns is not followed", node)


def call_model_method(
    machine: Machine, owner: Value, model: ModelObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """A method of a model: the data it is given go through the layers."""
    if name in FED_BY:
        data = _data(arguments)
        if data is None:
            return machine.unknown("the model is called on nothing", node)
        if name in ("__call__", "call") and is_symbolic(data, machine.store):
            return machine.symbolic(owner, arguments, node)
        return feed_model(machine, model, data, node)
    if name == "add" and arguments.positional and isinstance(owner, Ref):
        machine.store.set(owner.alloc, ModelObject((*model.layers, arguments.positional[0])))
        return Const(None)
    if name == "pop" and isinstance(owner, Ref):
        machine.store.set(owner.alloc, ModelObject(model.layers[:-1]))
    return machine.unknown(f"what the model's {name} returns is not followed", node)


def _data(arguments: Arguments) -> Value | None:
    if arguments.positional:
        return arguments.positional[0]
    return next((found for name in DATA_PARAMETERS if (found := arguments.keyword(name)) is not None), None)


def feed_model(machine: Machine, model: ModelObject, data: Value, node: cst.CSTNode) -> Value:
    """Send data through a model; every table on the way is fed."""
    if model.outputs is not None and model.inputs is not None:
        held = _by_input(machine, model.inputs, data)
        return _Graph(machine, held, node).value_of(model.outputs) if held else machine.unknown("inputs", node)
    value = data
    for layer in model.layers:
        if not isinstance(machine.store.content(layer), Symbolic):
            value = machine.call(layer, Arguments((value,)), node)
    return value


def _by_input(machine: Machine, inputs: Value, data: Value) -> dict[Hashable, Value]:
    """Which input holds which data; empty where that cannot be told."""
    declared = _inputs(machine, inputs)
    if declared is None:
        return {}
    if len(declared) == 1:
        parts = items_of(data, machine.store)
        content = machine.store.content(data)
        # A list of one array for one input is unwrapped; a bare list of numbers is the array itself.
        wrapped = isinstance(content, Sequence) and content.kind in ("list", "tuple") and parts is not None
        single = parts[0] if wrapped and parts is not None and len(parts) == 1 else None
        if single is not None and isinstance(machine.store.content(single), Sequence | Unknown):
            return {declared[0].key: single}
        return {declared[0].key: data} if not isinstance(content, Mapping) else {}
    parts = items_of(data, machine.store)
    if parts is None or len(parts) != len(declared) or isinstance(machine.store.content(data), Mapping):
        return {}
    return {symbol.key: part for symbol, part in zip(declared, parts, strict=True)}


def _inputs(machine: Machine, inputs: Value) -> list[Symbolic] | None:
    content = machine.store.content(inputs)
    if isinstance(content, Symbolic):
        return [content]
    items = items_of(inputs, machine.store)
    if items is None or not all(isinstance(item, Symbolic) for item in items):
        return None
    return [item for item in items if isinstance(item, Symbolic)]


class _Graph:
    """A functional model with data in its inputs; every layer is called once."""

    def __init__(self, machine: Machine, held: dict[Hashable, Value], node: cst.CSTNode) -> None:
        self._machine = machine
        self._values = dict(held)
        self._node = node

    def value_of(self, wanted: Value) -> Value:
        content = self._machine.store.content(wanted)
        if isinstance(content, Symbolic):
            return self._tensor(content)
        items = items_of(wanted, self._machine.store)
        if items is not None and any(is_symbolic(item, self._machine.store) for item in items):
            values = tuple(self.value_of(item) for item in items)
            return Sequence.of("list", values, self._machine.unknown("several tensors", self._node))
        return wanted

    def _tensor(self, tensor: Symbolic) -> Value:
        if tensor.key not in self._values:
            if len(self._values) > GRAPH_NODES:
                return self._machine.unknown("the model is too large", self._node)
            self._values[tensor.key] = self._machine.unknown("a tensor that needs itself", self._node)
            inputs = tuple(self.value_of(value) for value in tensor.inputs)
            if tensor.callee is None:
                self._values[tensor.key] = self._machine.unknown("this operation is not followed", tensor.place)
            else:
                self._values[tensor.key] = self._machine.call(tensor.callee, Arguments(inputs), self._node)
        return self._values[tensor.key]
