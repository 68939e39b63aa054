"""Another weight is put into a table: a matrix, or the weight that another table or a layer has.

decoder.embedding.weight = encoder.embedding.weight
self.table.weight = self.head.weight  # of self.head = nn.Linear(64, words)
"""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.journal_entries import TableResized
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.weights import weighted_table
from flake8_embedding.library.spec import MakesLayer
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import Method, Number, ObjectRef, Value


def note_new_weight(machine: Machine, held: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """``table.weight = ...``, ``table.weight.data = ...``: from here on the table has the rows of the new weight."""
    names = machine.registry.conventions.weight
    owner = held.owner if isinstance(held, Method) and held.name in names.names and name in names.data else held
    content, in_place = machine.store.content(owner), owner is not held
    if in_place and isinstance(owner, ObjectRef) and isinstance(content, LibraryObject):
        machine.journal.record(TableResized(owner.alloc, in_place=True))
    if not isinstance(content, TableObject) or not (in_place or name in names.names):
        return
    text = f"len({machine.source.text(node) or 'the weight'}.{name})"
    given = weighted_table(machine, value)
    if given is not None and given.key == content.key:
        # ``table.weight = nn.init.normal_(table.weight)``
        return
    layer = layer_with_weight(machine, value)
    # Of a copy and what was copied, it is not known in which ids are looked up from here on.
    if content.is_copy or (given is not None and given.is_copy):
        machine.journal.record(TableResized(content.key, in_place=in_place))
    elif given is not None and not in_place:
        machine.journal.record(TableResized(content.key, text=text, shares=given.key, guards=machine.guards))
    elif layer is not None and not in_place:
        key, rows = layer
        machine.journal.record(TableResized(content.key, rows, text, key, guards=machine.guards))
    else:
        rows = _rows_of_matrix(machine, value)
        machine.journal.record(TableResized(content.key, rows, text, in_place=in_place, guards=machine.guards))


def _rows_of_matrix(machine: Machine, value: Value) -> Number | None:
    matrix = machine.store.content(value)
    return matrix.length if isinstance(matrix, SequenceValue) and matrix.kind == "array" else None


def layer_with_weight(machine: Machine, value: Value) -> tuple[Hashable, Number | None] | None:
    """The layer whose weight the value is, and the rows of that weight, None where they are not known."""
    if not isinstance(value, Method) or not isinstance(value.owner, ObjectRef):
        return None
    layer = machine.store.content(value.owner)
    if not isinstance(layer, LibraryObject) or value.name not in machine.registry.conventions.weight.names:
        return None
    entry = machine.registry.entry_for(layer.path)
    effect = entry.effect if entry is not None else None
    if not isinstance(effect, MakesLayer) or not effect.has_row_for_each or effect.width is None:
        return None
    rows = layer.setting(effect.width)
    number = machine.on_this_path(machine.numeric(rows, None)) if rows is not None else None
    return value.owner.alloc, number if isinstance(number, Number) else None
