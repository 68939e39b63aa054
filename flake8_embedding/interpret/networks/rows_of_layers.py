"""Layers one after the other, of which one makes the ids: these come to the table behind it, whatever data are given.

``Sequential([StringLookup(vocabulary=words), Embedding(len(words), 8)])`` is settled before anybody calls it, like the
same two layers in a functional graph.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.lookups import record_lookup_if_bounded
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.values.objects import LibraryObject, ModelObject, TableObject
from flake8_embedding.values.value import Value


def feed_from_layers(machine: Machine) -> None:
    """Look up, in each model that stands at the end of the module, the ids that its own layers make."""
    for _, held in machine.store.everything():
        if type(held) is ModelObject and held.inputs is None and len(held.layers) > 1:
            _feed_row(machine, held.layers)


def _feed_row(machine: Machine, layers: tuple[Value, ...]) -> None:
    ids: Value | None = None
    for layer in layers:
        content = machine.store.content(layer)
        if isinstance(content, TableObject) and ids is not None:
            record_lookup_if_bounded(machine, content.table, ids, content.table.place)
            return
        if not isinstance(content, LibraryObject) or not isinstance(content.place, cst.CSTNode):
            ids = None
            continue
        if indexer_effect(machine, content) is not None:
            ids = machine.unknown("what is given to the model", content.place)
        if ids is not None:
            ids = machine.call(layer, Arguments((ids,)), content.place)
