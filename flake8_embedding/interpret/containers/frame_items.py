"""Parts of data in columns: ``df["user"]``, ``df[df.stars > 3]``, ``df.iloc[:5]``, ``df.loc[rows, "user"]``."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.containers.masks import Sight, sight_of
from flake8_embedding.interpret.containers.shares_of_arrays import permuted_frame, shared_frame
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import FrameLocator, known_rows, some_rows
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in, items_of
from flake8_embedding.values.containers.selections import Blindly, ChosenByTest, RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice, is_whole
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.casts import truth_in
from flake8_embedding.values.predicates.subjects import tested_in, values_tested
from flake8_embedding.values.provenance import Key, Part
from flake8_embedding.values.value import Const, Method, Number, ObjectRef, Unknown, Value


def part_of_frame(machine: Machine, frame: DataFrame, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``df["user"]``, ``df[["user", "item"]]``, ``df[df.stars > 3]``, ``df[:100]``"""
    match index:
        case [Const(value=str() as name)]:
            return frame.column(name)
        case [one]:
            names = column_names(machine, one)
            if names is not None:
                return machine.allocate(node, replace(frame, order=names))
            return machine.allocate(node, _rows(machine, frame, one, node))
    return machine.unknown("this part of the data is not followed", node)


def located(machine: Machine, frame: DataFrame, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``df.iloc[:5]``, ``df.iloc[:, 0]``, ``df.loc[df.stars > 3, "user"]``"""
    if not index or len(index) > 2:
        return machine.unknown("this part of the data is not followed", node)
    chosen = frame if is_whole(index[0]) else _rows(machine, frame, index[0], node)
    if len(index) == 1 or is_whole(index[1]):
        return machine.allocate(node, chosen)
    columns = index[1]
    names = column_names(machine, columns)
    if names is not None:
        return machine.allocate(node, replace(chosen, order=names))
    if isinstance(columns, Const) and isinstance(columns.value, str):
        return chosen.column(columns.value)
    place = columns.constant if isinstance(columns, Number) else None
    if chosen.order is not None and place is not None and -len(chosen.order) <= place < len(chosen.order):
        return chosen.column(chosen.order[place])
    return machine.unknown("which columns these are is not known", node)


def _rows(machine: Machine, frame: DataFrame, rows: Value, node: cst.CSTNode) -> DataFrame:
    """The rows at some places, or those that pass a test."""
    permuted = permuted_frame(machine, frame, rows) or _exact_rows(machine, frame, rows, node)
    return permuted or shared_frame(machine, frame, rows, _some_of(machine, frame, rows, node))


def _exact_rows(machine: Machine, frame: DataFrame, rows: Value, node: cst.CSTNode) -> DataFrame | None:
    """The rows for which a mask is true, where all cells and truths stand in the program; None for any other choice."""
    truths = [truth_in(one) for one in items_of(rows, machine.store) or ()]
    known = [truth for truth in truths if truth is not None]
    mask = machine.store.content(rows)
    is_mask = isinstance(mask, SequenceValue) and (mask.dtype == "bool" or _are_truths(mask))
    cells = known_rows(frame, known, machine.store) if is_mask and known and len(known) == len(truths) else None
    if cells is None or not any(known):
        return None
    key = machine.key(node)
    columns = tuple(
        (name, machine.allocate(node, SequenceValue.of("array", row, any_in(list(row), machine.store, key)), name))
        for name, row in cells.items()
    )
    chosen = ChosenByTest(frozenset(), key)
    return DataFrame(RowsOf(frame.key, chosen), columns, frame.order, is_sorted=frame.is_sorted)


def _are_truths(mask: SequenceValue) -> bool:
    return all(isinstance(one, Const) and isinstance(one.value, bool) for one in mask.items or ())


def _some_of(machine: Machine, frame: DataFrame, rows: Value, node: cst.CSTNode) -> DataFrame:
    if isinstance(rows, Slice | Number):
        key = machine.key(node)
        return some_rows(frame, machine.store, key if frame.is_sorted else Blindly(key))
    if sight_of(machine, (rows,), Unknown("the rows", frame.key)) is Sight.BLIND:
        return some_rows(frame, machine.store, Blindly(machine.key(node)))
    mask = machine.store.content(rows)
    tested = _columns_tested(machine, mask)
    set_by_program = _columns_seen(machine, mask, frame)
    place = ChosenByTest(tested.union(set_by_program), machine.key(node))
    return some_rows(frame, machine.store, place, by_value=True)


def _columns_tested(machine: Machine, mask: Value) -> frozenset[Hashable]:
    """The columns whose values decide which rows a mask chooses: ``df.user`` in ``df.user.isin(range(n))``."""
    found = tested_in(mask)
    asked = machine.results.question(mask.key) if isinstance(mask, Unknown) else None
    match asked[0] if asked is not None else None:
        case Method(owner=Unknown(key=column)) | Unknown(key=Part(of=column)):
            return found | {column}
    return found


def _columns_seen(machine: Machine, mask: Value, frame: DataFrame) -> list[Part]:
    """The columns that the program has set, of whose numbers a mask may be made."""
    set_here = [(name, one) for name, one in frame.columns if not isinstance(machine.store.content(one), Unknown)]
    seen = _values_seen(machine, mask) if set_here else None
    if seen is None:
        return [Part(frame.key, name) for name, _ in set_here]
    origins = {_origin_of(machine, value) for value in seen} - {None}
    return [Part(frame.key, name) for name, one in set_here if one in seen or _origin_of(machine, one) in origins]


def _values_seen(machine: Machine, mask: Value) -> list[Value] | None:
    """What a mask is made of; None where that is not known."""
    values, others = values_tested(mask)
    for key in others:
        asked = machine.results.question(key)
        if asked is None:
            return None
        values.extend(one.owner if isinstance(one, Method) else one for one in asked)
    return values


def _origin_of(machine: Machine, value: Value) -> Origin | None:
    numbers = numbers_in(value, machine.store)
    return None if numbers is None else numbers.origin


def column_names(machine: Machine, columns: Value) -> tuple[str, ...] | None:
    """The names in a list of names; None for anything else."""
    if type(columns) is Slice:
        return None
    names = items_of(columns, machine.store)
    texts = tuple(name.value for name in names or () if type(name) is Const and isinstance(name.value, str))
    return texts if names and len(texts) == len(names) else None


def set_columns(
    machine: Machine, owner: ObjectRef, frame: DataFrame, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> None:
    """``df["user"] = codes``"""
    match index:
        case [Const(value=str() as name)]:
            machine.store.set(owner.alloc, frame.with_column(name, _as_column(machine, name, value, node)))
        case [one] if (names := column_names(machine, one)) is not None:
            machine.store.set(owner.alloc, _with_columns(machine, frame, names, value, node))
        case _:
            machine.store.set(owner.alloc, DataFrame(Key("changed", machine.key(node))))


def _as_column(machine: Machine, name: str, value: Value, node: cst.CSTNode) -> Value:
    """A list as the column of its own that the data make of it."""
    content = machine.store.content(value)
    if not isinstance(content, SequenceValue) or content.kind not in ("list", "tuple", "range"):
        return value
    return machine.allocate(node, replace(content, kind="array"), f"column {name}")


def _with_columns(
    machine: Machine, frame: DataFrame, names: tuple[str, ...], value: Value, node: cst.CSTNode
) -> DataFrame:
    """The data after ``df[["user", "item"]] = pairs``: each column is one of the value."""
    content, key = machine.store.content(value), machine.key(node)
    row = machine.store.content(content.element) if isinstance(content, SequenceValue) else None
    cells = row.items if isinstance(row, SequenceValue) and isinstance(content, SequenceValue) else None
    for place, name in enumerate(names):
        column: Value = Unknown("one of several columns that were set", Key("set", key, name))
        if isinstance(content, DataFrame) and content.order is not None and len(content.order) == len(names):
            column = content.column(content.order[place])
        elif cells is not None and len(cells) == len(names) and isinstance(content, SequenceValue):
            cell = cells[place]
            whole = isinstance(machine.store.content(cell), Unknown)
            made = SequenceValue("array", cell, content.length)
            column = cell if whole else machine.allocate(node, made, f"column {name}")
        frame = frame.with_column(name, column)
    return frame


def set_located(
    machine: Machine, locator: FrameLocator, index: tuple[Value, ...], value: Value, node: cst.CSTNode
) -> None:
    """``df.loc[df.stars > 3, "user"] = 0``: of a column only a part is another one."""
    owner, frame = locator.owner, machine.store.content(locator.owner)
    if not isinstance(owner, ObjectRef) or not isinstance(frame, DataFrame):
        return
    match index:
        case [rows, Const(value=str() as name)]:
            partly = Unknown("a part of the column was written", Key("written", machine.key(node)))
            column = value if is_whole(rows) else partly
            machine.store.set(owner.alloc, frame.with_column(name, column))
        case _:
            machine.store.set(owner.alloc, DataFrame(Key("changed", machine.key(node))))
