"""The weight of a table, and what is done with it besides looking ids up in the table.

``table.weight`` is a value of its own: ``Method(table, "weight")``. If it is used in a way that is not followed, ids
may be looked up in it there. Then the table is noted as untracked.
"""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.journal_entries import TableResized, Untracked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.contents import items_of
from flake8_embedding.values.objects import TableObject
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import Method, Number, ObjectRef, Value

_HOLDERS = frozenset({Method, ObjectRef, SequenceValue})
"""The values that may be a weight, or hold one."""


def weighted_table(machine: Machine, value: Value) -> TableObject | None:
    """The table whose weight the value is, as it is or as one of its attributes."""
    content = machine.store.content(value) if type(value) is ObjectRef else value
    while type(content) is Method:
        owner = machine.store.content(content.owner)
        if isinstance(owner, TableObject):
            return owner if content.name in owner.table.matrix_names else None
        content = owner
    return None


def attribute_of_weight(machine: Machine, weight: Method, name: str) -> Value:
    """``table.weight.name``"""
    table = weighted_table(machine, weight)
    if table is not None and name in machine.registry.conventions.shapes:
        sides = (table.table.rows, table.table.width or machine.unknown("the width is not seen", (weight.name, name)))
        return SequenceValue.of("tuple", sides, machine.unknown("rows or columns", (weight.name, "side")))
    return weight if name in machine.registry.conventions.weight.itself else Method(weight, name)


def call_method_of_weight(machine: Machine, method: Method, arguments: Iterable[Value], node: cst.CSTNode) -> Value:
    """``table.weight.name(...)``"""
    table = weighted_table(machine, method.owner)
    name, names = method.name, machine.registry.conventions.weight
    rows: Value | None = table.table.rows if table is not None else None
    width: Value | None = table.table.width if table is not None else None
    if table is not None and name in names.replaced:
        machine.journal.record(TableResized(table.key, in_place=True))
    elif table is not None and name in names.sizes:
        match list(arguments):
            case [Number(constant=0)] if rows is not None:
                return rows
            case [Number(constant=1)] if width is not None:
                return width
    elif table is not None and name not in names.read and name not in names.same and not name.endswith("_"):
        note_untracked(machine, table, f"its weight is read by {name}")
    return method.owner if name in names.same else machine.unknown(f"the weight's {name} is not followed", node)


def note_weights(machine: Machine, values: Iterable[Value], how: str) -> None:
    """Code that is not followed gets these values. If a weight is among them, ids may be looked up in it."""
    for value in values:
        if type(value) not in _HOLDERS:
            continue
        table = weighted_table(machine, value)
        if table is not None:
            note_untracked(machine, table, f"its weight is read {how}")
        for part in items_of(value, machine.store) or () if type(machine.store.content(value)) is SequenceValue else ():
            inner = weighted_table(machine, part)
            if inner is not None:
                note_untracked(machine, inner, f"its weight is read {how}")


def note_untracked(machine: Machine, table: TableObject, reason: str) -> None:
    """Not every use of the table is followed."""
    machine.journal.record(Untracked(table.key, reason))
