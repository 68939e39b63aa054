"""What a table has under a name: its sizes, its matrix, its class, and what it was given when it was made."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.facts import Table
from flake8_embedding.interpret.journal_entries import ReadWhole
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.objects import TableObject, is_none
from flake8_embedding.values.value import NONE, LibraryName, Number, Value


def attribute_of_table(
    machine: Machine, owner: Value, content: TableObject, name: str, node: cst.CSTNode
) -> Value | None:
    """``table.num_embeddings``, ``table.max_norm``; None for a method, or what is not known to be anything else."""
    table = content.table
    if name in table.matrix_names:
        machine.journal.record(ReadWhole(content.key))
        return None
    if content.cls is None:
        return None
    if name == "__class__":
        return LibraryName(content.cls)
    entry = machine.registry.entry_for(content.cls)
    if entry is None or name not in entry.parameters or name in machine.registry.conventions.lists_weight:
        return None
    given = _given(table, name)
    if given is not None:
        return given
    kept = machine.unknown(f"the {name} is not seen", node)
    machine.results.note(kept.key, (owner,), ())
    return kept


def _given(table: Table, name: str) -> Value | None:
    """The argument that the table keeps under its name, where it is known."""
    if name == table.size_name:
        return table.rows
    if name == table.width_name:
        return table.width
    if name != table.padding_name:
        return None
    if table.padding is None or is_none(table.padding):
        return NONE
    padding = table.padding.constant if isinstance(table.padding, Number) else None
    # Below 0 it counts from the end.
    return table.padding if padding is not None and padding >= 0 else None
