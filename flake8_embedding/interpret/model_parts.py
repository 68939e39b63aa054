"""Parts of a model that are not followed, and the tables to which data may come through them."""

from __future__ import annotations

from typing import Any

from flake8_embedding.interpret.journal_entries import HandedOn
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.graphs import Tensors
from flake8_embedding.values.modules import modules_in
from flake8_embedding.values.objects import ModelObject, TableObject
from flake8_embedding.values.provenance import PartOfModel
from flake8_embedding.values.relations import owner_of
from flake8_embedding.values.value import AllocationSite, ObjectRef, Unknown, Value


def note_part_used(machine: Machine, value: Value) -> None:
    """Data will go through this value. If it is a part of a model that is not followed, they may come to any table of
    that model: ``Model(model.input, model.get_layer(name).output)``"""
    key: Any = value.key if isinstance(value, Unknown) else None
    while key is not None and not isinstance(key, PartOfModel):
        key = owner_of(key)
    if key is None or not isinstance(key.model, AllocationSite):
        return
    model = ObjectRef(key.model)
    for layer in layers_in(machine, model):
        table = machine.store.content(layer)
        if isinstance(table, TableObject):
            machine.journal.record(HandedOn(table.key, "a part of its model is used in a way that is not followed"))


def layers_in(machine: Machine, model: Value) -> list[Value]:
    """The layers and modules in a module or model, each at any depth."""
    content = machine.store.content(model)
    outputs = content.outputs if isinstance(content, ModelObject) else None
    in_graph = Tensors(machine.store).layers(outputs) if outputs is not None else ()
    return [*modules_in(model, machine.store), *in_graph]
