"""Embedding tables that entries make, and the sizes of matrices that they are made of."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import libcst as cst

from flake8_embedding.facts import Table
from flake8_embedding.interpret.journal_entries import GroupForgotten, TableLeftOut
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.told_apart import is_class_of_tables
from flake8_embedding.interpret.networks.weights import weighted_table
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import ids_of_written
from flake8_embedding.library.spec import MakesTable
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.objects import TableObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Const, Number, ObjectRef, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.interpret.calling.entrycall import EntryCall


@record(frozen=True)
class _Size:
    """The number of rows of a table, where it stands, and how the source writes it; ``unknown`` says why it is not
    known."""

    rows: Value
    place: cst.CSTNode
    text: str | None
    unknown: str | None


def _size_of(call: EntryCall, effect: MakesTable, given: Value) -> _Size:
    """What the call says of the number of rows: as a number, or by a matrix that has as many."""
    machine, place = call.machine, call.place_of(effect.rows)
    text = machine.source.text(place) if place is not call.node else None
    if effect.of_matrix:
        text = None
        weighted = weighted_table(machine, given)
        rows = _rows_of_each(machine, given) if weighted is None else weighted.table.rows
        given = rows or call.unknown("the matrix is not known")
    unknown = given.reason if isinstance(given, Unknown) else None
    return _Size(machine.on_this_path(machine.numeric(given, text)), place, text, unknown)


def _rows_of_each(machine: Machine, matrix: Value) -> Value | None:
    """The rows of a matrix; of one that differs from path to path those on each path. None if they are not known."""
    content = machine.store.content(matrix)
    if type(content) is not Choice:
        return matrix_shape(machine, matrix)[0]
    rows = [(one, matrix_shape(machine, one.value)[0]) for one in content.options]
    known = tuple(replace(one, value=count) for one, count in rows if count is not None)
    return Choice(known) if len(known) == len(rows) else None


def make_table(call: EntryCall, effect: MakesTable, size: Number | None = None, part: str = "") -> Value:
    """The table that a constructor's call makes; or with ``size`` a ``part`` of what it makes."""
    machine = call.machine
    given = size or call.argument(effect.rows)
    # Of ``Embedding(*matrix.shape)`` the first side is known.
    if given is None or not (call.complete or call.starred is not None):
        reason = "the size of the table is not given where it is seen"
        machine.journal.record(TableLeftOut(call.node, reason))
        return call.unknown(reason)
    table = _table(call, effect, _size_of(call, effect, given), Key(call.key, part) if part else call.key)
    if effect.resizes:
        machine.journal.record(GroupForgotten(effect.group))
    machine.journal.record(table)
    return machine.allocate(call.node, TableObject(table, table.key, effect.calls, _class_of(call)), part)


def _class_of(call: EntryCall) -> str | None:
    """``nn.Embedding(...)`` and ``nn.Embedding.from_pretrained(...)`` make an ``nn.Embedding``."""
    owner = call.path.rpartition(".")[0]
    return next((path for path in (call.path, owner) if is_class_of_tables(call.machine, path)), None)


def _table(call: EntryCall, effect: MakesTable, size: _Size, key: Hashable) -> Table:
    machine, rows, width = call.machine, size.rows, call.argument(effect.width)
    flavour = machine.registry.flavour_of(call.path)
    weights, weights_width, weights_place, weights_made = _weights(call, effect)
    masks = call.argument(effect.masks) if effect.masks else None
    padding = call.argument(effect.padding) if effect.padding else None
    return Table(
        key=key,
        place=call.node,
        rows=rows,
        rows_place=size.place,
        rows_text=size.text,
        width=width,
        length=call.argument(effect.length) if effect.length else None,
        called=effect.called,
        size_name=effect.size_name,
        width_name=effect.width,
        one_row_is_idiom=effect.one_row_is_idiom,
        named=tuple(_named_by(machine, rows)),
        named_by_width=tuple(_named_by(machine, width)) if width is not None else (),
        guards=machine.guards,
        in_call=machine.frame.called_at is not None,
        unknown=size.unknown,
        weights=weights,
        weights_width=weights_width,
        weights_place=weights_place,
        weights_made=weights_made,
        padding=padding,
        padding_name=effect.padding,
        padding_place=_place(call, effect.padding),
        masks_zero=isinstance(masks, Const) and masks.value is True,
        masks_place=_place(call, effect.masks),
        negative=effect.negative,
        refuses_negative=effect.refuses_negative,
        least_rows=_least_rows(effect, padding, weights),
        flavour=flavour.name if flavour is not None else None,
        overruns=effect.overruns,
        matrix_names=effect.matrix_names,
        group=effect.group,
        called_at=machine.frame.called_at,
        entered=machine.call_from_here(),
        calls=machine.open_calls(),
        trail=machine.trail.steps([one.value for one in alternatives_of(rows) if isinstance(one.value, Number)]),
        width_place=_place(call, effect.width),
    )


def _least_rows(effect: MakesTable, padding: Value | None, weights: Number | None) -> int:
    """With how many rows the library makes the table at least."""
    place = padding.constant if isinstance(padding, Number) and effect.needs_padding else None
    if place is not None and (place > 0 or (place == 0 and weights is None and not effect.of_matrix)):
        return place + 1
    return int(effect.refuses_empty)


def _place(call: EntryCall, name: str | None) -> cst.CSTNode:
    return call.place_of(name) if name is not None else call.node


def _weights(call: EntryCall, effect: MakesTable) -> tuple[Number | None, Value | None, cst.CSTNode, Hashable]:
    """Rows and columns of the matrix that the table is filled with (``weights=[m]``, ``Constant(m)``, ``_weight=m``),
    the place of that argument, and the place where the matrix was made."""
    for name in effect.weights:
        given = call.argument(name)
        if given is None:
            continue
        length, width = matrix_shape(call.machine, given)
        if length is not None:
            return length, width, _place(call, name), matrix_made(call.machine, given)
    return None, None, call.node, None


def matrix_shape(machine: Machine, given: Value) -> tuple[Number | None, Value | None]:
    """Rows and columns of a matrix, given as it is or alone in a list; None if they are not known."""
    content = machine.store.content(_alone(machine, given))
    if not isinstance(content, SequenceValue) or content.kind != "array":
        return None, None
    return content.length, content.shape[1] if content.shape is not None and len(content.shape) == 2 else None


def matrix_made(machine: Machine, given: Value) -> Hashable:
    """Where a matrix was made, given as it is or alone in a list."""
    alone = _alone(machine, given)
    return alone.alloc.site if isinstance(alone, ObjectRef) else None


def _alone(machine: Machine, given: Value) -> Value:
    """The only element of a list; anything else as it is, a matrix of one row too."""
    content = machine.store.content(given)
    items = content.items if isinstance(content, SequenceValue) and content.kind != "array" else None
    return items[0] if items is not None and len(items) == 1 else given


def _named_by(machine: Machine, rows: Value) -> list[Number]:
    """The ids that the size itself tells of: those of the vocabularies that it counts, or whose largest id it is."""
    found: list[Number] = []
    for option in alternatives_of(rows):
        if not isinstance(option.value, Number) or option.value.exact is None:
            continue
        largest = option.value.largest_of
        if largest is not None and largest.origin is not None:
            found.append(largest)
        for length in (*symbols_of(option.value.exact), option.value.birth):
            found.extend(ids for ids in machine.vocabularies.ids_of(length) if ids not in found)
        for content in option.value.lengths_of:
            found.extend(ids for ids in ids_of_written(machine, content) if ids not in found)
    return found
