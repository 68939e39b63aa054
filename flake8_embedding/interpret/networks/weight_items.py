"""What stands at an index of a table's weight, or of something else that a table or a module has under a name."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.lookups import record_lookup
from flake8_embedding.interpret.networks.weights import note_weights, weighted_table
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.values.objects import Instance, TableObject
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.provenance import PartOfModel
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Method, Number, ObjectRef, Unknown, Value


def item_of_weight(machine: Machine, content: Method, index: tuple[Value, ...], node: cst.CSTNode) -> Value | None:
    """``table.weight[ids]``: rows of the weight are read. ``table.get_weights()[0]``, ``model._modules["table"]``"""
    if isinstance(content.owner, ObjectRef) and isinstance(machine.store.content(content.owner), Instance):
        return Unknown("this part of the module is not followed", PartOfModel(content.owner.alloc, content.name))
    table = weighted_table(machine, content)
    conventions = machine.registry.conventions
    if table is not None and content.name in conventions.lists_weight and not isinstance(content.owner, Method):
        matrix = Method(content.owner, table.table.matrix_names[0])
        return Method(matrix, content.name) if content.name in conventions.weight.copied else matrix
    if table is not None and index:
        _read_rows(machine, table, content, index, node)
    return None


def _read_rows(
    machine: Machine, table: TableObject, weight: Method, index: tuple[Value, ...], node: cst.CSTNode
) -> None:
    """Note that rows are read by these numbers, if it is known which. One row that is there says nothing of the ids
    that come."""
    first, rows = machine.store.content(index[0]), table.table.rows
    place, numbers = integer_of(first), numbers_in(first, machine.store)
    if place is not None:
        if isinstance(rows, Number) and rows.constant is not None and rows.constant <= place:
            record_lookup(machine, table.table, first, node)
    elif isinstance(first, SequenceValue | Number) and numbers is not None and _are_ids(first, numbers):
        record_lookup(machine, table.table, first, node)
    elif not all(isinstance(one, Slice) or integer_of(one) is not None for one in index):
        note_weights(machine, [weight], "by a subscript")


def _are_ids(index: SequenceValue | Number, numbers: Number) -> bool:
    """Whether it is known which rows are meant. Numbers below 0 count from the end, and a mask chooses rows."""
    low, high = constant_of(numbers.low), constant_of(numbers.high)
    is_mask = isinstance(index, SequenceValue) and (index.dtype == "bool" or (high is not None and high <= 1))
    return is_settled(numbers) and low is not None and low >= 0 and not is_mask
