"""Layers and models called on data: ids go through them until they reach a table."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.calling.entrycall import carry_out
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal_entries import InGraph, TableFilled
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks import batches
from flake8_embedding.interpret.networks.graphs import Graph
from flake8_embedding.interpret.networks.layers import data_of
from flake8_embedding.interpret.networks.lookups import record_lookup, record_lookup_if_bounded, vectors_of
from flake8_embedding.interpret.networks.tables import matrix_made, matrix_shape
from flake8_embedding.interpret.objects.derived import library_base
from flake8_embedding.interpret.objects.resolution import from_class
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.library.spec import MakesLayer
from flake8_embedding.limits import GRAPH_DEPTH
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import is_symbolic, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject, is_none
from flake8_embedding.values.value import ANY_TENSOR, Choice, Const, ObjectRef, Operation, Symbolic, Unknown, Value


def call_table(machine: Machine, table: TableObject, owner: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Look ids up in a table."""
    ids = data_of(machine, arguments)
    if ids is None:
        return machine.unknown("the table is called on nothing", node)
    if arguments.any_of(machine.registry.conventions.reverses) not in (None, Const(value=False)):
        return machine.unknown("a table that is used in reverse looks nothing up", node)
    if is_symbolic(ids, machine.store):
        machine.journal.record(InGraph(table.key, changed=_are_changed(machine, ids)))
        _feed_what_is_bounded(machine, table, ids, node)
        return machine.symbolic(owner, arguments, node)
    record_lookup(machine, table.table, ids, node)
    return vectors_of(machine, table.table, ids, node)


def _feed_what_is_bounded(machine: Machine, table: TableObject, tensor: Value, node: cst.CSTNode) -> None:
    """Look up ids that come whatever data the model gets: ``Embedding(3, 8)(StringLookup(vocabulary=v)(x))``."""
    begun = machine.journal.mark()
    ids = Graph(machine, {}, node).value_of(tensor)
    machine.journal.revise(begun, lambda _: None)
    record_lookup_if_bounded(machine, table.table, ids, node)


def _are_changed(machine: Machine, tensor: Value, depth: int = GRAPH_DEPTH) -> bool:
    """Whether the ids that come to this tensor may be others than those that went into the model."""
    content = machine.store.content(tensor)
    if isinstance(content, Choice):
        return depth == 0 or any(_are_changed(machine, one.value, depth - 1) for one in content.options)
    if not isinstance(content, Symbolic) or not (content.callee or content.inputs):
        return False
    callee = machine.store.content(content.callee) if content.callee is not None else None
    keeps = callee == ANY_TENSOR or (isinstance(callee, Operation) and callee.keeps_ids)
    if isinstance(callee, LibraryObject):
        if indexer_effect(machine, callee) is not None:
            return False
        entry = machine.registry.entry_for(callee.path)
        keeps = entry is not None and isinstance(entry.effect, MakesLayer) and entry.effect.passes_ids
    return not keeps or depth == 0 or any(_are_changed(machine, one, depth - 1) for one in content.inputs)


def fill_table(
    machine: Machine, table: Value, arguments: Arguments, node: cst.CSTNode, *, broadcasts: bool = False
) -> Value:
    """``table.set_weights([matrix])``, ``table.weight.data.copy_(matrix)``: the matrix must have the table's shape. If
    the function ``broadcasts``, it may also be one row for all."""
    content = machine.store.content(table)
    given = arguments.positional[0] if arguments.positional else None
    if given is not None and broadcasts and _is_repeated(machine.store.content(given)):
        return Const(None)
    if isinstance(content, TableObject) and given is not None:
        rows, width = matrix_shape(machine, given)
        place = arguments.node(0) or node
        machine.journal.record(TableFilled(content.key, rows, width, place, matrix_made(machine, given)))
    return Const(None)


def _is_repeated(content: Value) -> bool:
    """Whether these are the numbers of one row, or of one for all."""
    if not isinstance(content, SequenceValue):
        return True
    return content.shape is None or len(content.shape) < 2 or content.length.constant == 1


def call_model_method(
    machine: Machine, owner: Value, model: ModelObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """A method of a model: the data it is given go through the layers."""
    if name in machine.registry.conventions.fed_by:
        data = data_of(machine, arguments)
        if data is None:
            return machine.unknown("the model is called on nothing", node)
        if name in machine.registry.instance_calls and is_symbolic(data, machine.store):
            return machine.symbolic(owner, arguments, node)
        results = [feed_model(machine, model, fed, node) for fed in fed_by(machine, name, arguments, data, node)]
        return results[0]
    if name == "add" and arguments.positional and isinstance(owner, ObjectRef):
        machine.store.set(owner.alloc, ModelObject((*model.layers, arguments.positional[0])))
        return Const(None)
    entry = machine.registry.method_entry("model", name)
    if entry is not None:
        return carry_out(machine, entry, name, arguments.after(owner), node)
    return machine.unknown(f"what the model's {name} returns is not followed", node)


def fed_by(machine: Machine, method: str, arguments: Arguments, data: Value, node: cst.CSTNode) -> list[Value]:
    """What goes through a model when its method gets the data: what it is trained on, and what it is tried on."""
    if method not in machine.registry.conventions.fed_with_batches:
        return [data]
    tried = arguments.any_of(machine.registry.conventions.tried_on)
    given = [data] if tried is None or is_none(tried) else [data, _inputs_of_pair(machine, tried)]
    needs_targets = method in machine.registry.conventions.fed_with_targets
    return [batches.inputs_of(machine, one, node, needs_targets=needs_targets) for one in given]


def _inputs_of_pair(machine: Machine, data: Value) -> Value:
    """``(x, y)`` as ``validation_data``; a data set stands for itself."""
    items = items_of(data, machine.store)
    return items[0] if items and not batches.is_data_set(machine, data) else data


def call_instance(machine: Machine, owner: ObjectRef, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A method of a model class of the file that its base class has: ``fit`` sends the data through ``call``."""
    content = machine.store.content(owner)
    base = library_base(machine, content.cls) if isinstance(content, Instance) else None
    entry = base.method(name) if base is not None else None
    if entry is not None:
        return carry_out(machine, entry, name, arguments.after(owner), node)
    if base is not None and name in base.calls:
        rest = replace(arguments, positional=arguments.positional[base.calls[name] :])
        begun = machine.journal.mark()
        result = machine.call(owner, rest, node)
        if name in base.for_shapes:
            machine.journal.revise(begun, lambda lookup: replace(lookup, for_shapes=True))
        return result
    data = data_of(machine, arguments)
    if data is not None and base is not None and isinstance(content, Instance):
        steps = [from_class(machine, content.cls, one, owner, node) for one in base.steps.get(name, ())]
        whole = _batches(machine, name, arguments, data, node) if any(steps) else []
        for place, fed in enumerate(fed_by(machine, name, arguments, data, node)):
            step = steps[place] if place < len(steps) else None
            machine.call(step or owner, Arguments((whole[place] if step is not None else fed,)), node)
    return machine.unknown(f"what the model's {name} returns is not followed", node)


def _batches(machine: Machine, method: str, arguments: Arguments, data: Value, node: cst.CSTNode) -> list[Value]:
    """The batches that the steps of a model's own get: those to train it, and those to try it."""
    conventions = machine.registry.conventions
    targets = arguments.positional[1] if len(arguments.positional) > 1 else arguments.any_of(conventions.targets)
    tried = arguments.any_of(conventions.tried_on) if method in conventions.fed_with_batches else None
    batch = batches.whole_batch(machine, data, targets, node)
    return [batch] if tried is None or is_none(tried) else [batch, batches.whole_batch(machine, tried, None, node)]


def feed_model(machine: Machine, model: ModelObject, data: Value, node: cst.CSTNode) -> Value:
    """Send data through a model; every table on the way is fed."""
    if model.outputs is not None and model.inputs is not None:
        held = _by_input(machine, model.inputs, data)
        return Graph(machine, held, node).value_of(model.outputs) if held else machine.unknown("inputs", node)
    value = data
    for layer in model.layers:
        if not isinstance(machine.store.content(layer), Symbolic):
            value = machine.call(layer, Arguments((value,)), node)
    return value


def _by_input(machine: Machine, inputs: Value, data: Value) -> dict[Hashable, Value]:
    """Which input gets which data. Empty if that is not known."""
    declared = _inputs(machine, inputs)
    content = machine.store.content(data)
    if not declared:
        return {}
    if isinstance(content, DictValue):
        held = {symbol.key: content.get(Const(name)) for name, symbol in declared}
        return {key: part for key, part in held.items() if part is not None}
    parts = items_of(data, machine.store)
    if len(declared) == 1:
        _, symbol = declared[0]
        # A list of one array for one input is unwrapped; a bare list of numbers is the array itself.
        wrapped = isinstance(content, SequenceValue) and content.kind in ("list", "tuple") and parts is not None
        single = parts[0] if wrapped and parts is not None and len(parts) == 1 else None
        if single is not None and isinstance(machine.store.content(single), SequenceValue | Unknown):
            return {symbol.key: single}
        return {symbol.key: data}
    if parts is None or len(parts) != len(declared):
        return {}
    return {symbol.key: part for (_, symbol), part in zip(declared, parts, strict=True)}


def _inputs(machine: Machine, inputs: Value) -> list[tuple[str, Symbolic]] | None:
    """The model's inputs in order, each with the name by which data can be given to it."""
    content = machine.store.content(inputs)
    match content:
        case Symbolic():
            return [(content.name, content)]
        case DictValue(entries=entries, key=None):
            pairs = [(name.value if isinstance(name, Const) else None, value) for name, value in entries]
        case _:
            pairs = [(None, value) for value in items_of(inputs, machine.store) or ()]
    named = [
        (name if isinstance(name, str) else value.name, value) for name, value in pairs if isinstance(value, Symbolic)
    ]
    return named if named and len(named) == len(pairs) else None
