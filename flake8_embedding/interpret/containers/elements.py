"""Elements and parts of lists and arrays: ``x[0]``, ``x[a:b]``, ``x[:, 0]``, ``x[mask]``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.containers.array_items import as_view, known_part
from flake8_embedding.interpret.containers.masks import Sight, sight_of
from flake8_embedding.interpret.containers.shares_of_arrays import permuted, shared
from flake8_embedding.interpret.containers.slicing import cut_length, sliced, without_fillers
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.lines import some_lines
from flake8_embedding.values.arrays.nested_columns import nested_column
from flake8_embedding.values.containers.contained_numbers import mixed_numbers_in, numbers_in
from flake8_embedding.values.containers.contents import any_in, as_cell, as_row, objects_among
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.own_last import among_own
from flake8_embedding.values.containers.parts import cut_off, each_number, one_of
from flake8_embedding.values.containers.selections import Blindly
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.numbers.bounds import add, constant_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.predicates.predicate import is_particular
from flake8_embedding.values.provenance import Item, Key
from flake8_embedding.values.value import NONE, Const, Number, NumericType, ObjectRef, Unknown, Value, asks_in_turn

_ELLIPSIS = Const(...)
_ONE = Number.exactly(1)


def item_of_sequence(
    machine: Machine, owner: Value, content: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode
) -> Value:
    """``owner[index]`` of a list, tuple or array, whose present content is given."""
    if content.kind != "array":
        return shared(machine, owner, content, index, element_at(machine, content, index, node))
    known = known_part(machine, owner, content, index, node)
    part = known or _part(machine, owner, content, index, node)
    is_new = part not in (content.element, *(content.items or ()))
    if is_new and isinstance(part, ObjectRef) and isinstance(owner, ObjectRef):
        # A new view was made by the library that made its owner.
        machine.makers.note(part.alloc, machine.makers.of(owner.alloc))
    return as_cell(part, content.kind)


def _part(machine: Machine, owner: Value, array: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """A part of an array that is not known number by number, as a view where it is one."""
    found = shared(machine, owner, array, index, element_at(machine, array, index, node))
    return as_view(machine, owner, array, found, index)


def _in_row(machine: Machine, row: Value, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``row[index]`` of one of several rows. It is no object: the object that the node makes is what comes of all."""
    content = machine.store.content(row)
    assert isinstance(content, SequenceValue)
    return machine.store.content(item_of_sequence(machine, row, content, index, node))


def element_at(machine: Machine, row: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """The element, part or column of a sequence that is not known number by number."""
    first = index[0]
    column = nested_column(row, index) if row.kind == "array" else None
    if column is not None:
        return column if isinstance(column, Unknown) else machine.allocate(node, column)
    if type(first) is Slice:
        part = sliced(machine, row, first, node)
        if len(index) > 1:
            return _column(machine, part, index[1:], node)
        return machine.allocate(node, part) if row.kind in ("list", "array") else part
    if len(index) == 1 and (type(first) is Number or row.kind != "array"):
        return _at_index(machine, row, first, node)
    if row.kind == "array":
        widened = _with_one_more_side(row, index) or permuted(machine, row, index)
        return _selection(machine, row, index, node) if widened is None else machine.allocate(node, widened)
    return machine.unknown("this index is not followed", node)


def _with_one_more_side(row: SequenceValue, index: tuple[Value, ...]) -> SequenceValue | None:
    """``x[None]``, ``x[None, :]``, ``x[None, ...]`` of an array whose sides are known: all of it, as the only row. None
    for any other index."""
    if row.shape is None or row.items is not None or index[0] != NONE or not all(map(_is_all, index[1:])):
        return None
    return SequenceValue("array", row, _ONE, (row,), shape=(_ONE, *row.shape), dtype=row.dtype)


def _is_all(index: Value) -> bool:
    """``:``, ``...``"""
    return index == _ELLIPSIS or (type(index) is Slice and index.lower is index.upper is index.step is None)


def _at_index(machine: Machine, row: SequenceValue, index: Value, node: cst.CSTNode) -> Value:
    """``row[index]``, of one index that is no slice."""
    position = integer_of(index)
    if position is not None and row.items is not None:
        if -len(row.items) <= position < len(row.items):
            return row.items[position]
        return machine.unknown("the index is past the end", node)
    if position is not None and 0 <= position < len(row.begins):
        return _one_of_several(machine, row, row.begins[position], index, node)
    one_by_one = asks_in_turn(index)
    several = (_asked_for(row.items, index) if one_by_one else row.items) or objects_among(row)
    element = any_one(any_in(list(several), machine.store, machine.key(node)) if several else row.element)
    if machine.store.several.has(element) and not one_by_one:
        return _one_of_several(machine, row, element, index, node)
    if position is None and (_ends_early(row, index) if one_by_one else _stops_before_the_end(machine, row, index)):
        element = cut_off(element, machine.store, "asked for in turn" if one_by_one else "asked for by place")
    elif position is not None and (row.distinct or row.each_once or among_own(element) is not None):
        element = cut_off(element, machine.store, "item", position)
        if row.members is not None:
            return _at_one_place(machine, row, element, known=True)
    elif position is not None or (isinstance(element, Number) and not one_by_one):
        element = _at_one_place(machine, row, element, known=position is not None)
        element = _item_of_rounds(machine, row, element, index, node)
    if several and row.kind != "array" and type(element) in (SequenceValue, DictValue):
        return _stand_in(machine, several, element, node)
    line = as_row(row, element)
    return machine.allocate(node, line) if line is not element else element


def _asked_for(items: tuple[Value, ...] | None, index: Value) -> tuple[Value, ...] | None:
    """The first items, where the data set says how many there are."""
    high = constant_of(index.high) if isinstance(index, Number) else None
    return items if items is None or high is None else items[: high + 1]


def _ends_early(row: SequenceValue, index: Value) -> bool:
    """Whether a loader asks for the first elements only of a row of different ones, since the data set says that it has
    fewer: the last one may have the highest id."""
    high = index.high if isinstance(index, Number) else None
    length = row.length.exact
    return (row.distinct or row.each_once) and high is not None and length is not None and add(high, 1) != length


def _stops_before_the_end(machine: Machine, row: SequenceValue, index: Value) -> bool:
    """``words[i]`` of ``for i in range(len(words) - 1)``: of different words the last may have the highest id. Of ``for
    i in np.flatnonzero(ids < 5)`` the test may leave it out."""
    if isinstance(index, Number) and index.origin is not None and index.origin.id_kind is IdKind.FOUND:
        return True
    if not isinstance(index, Number) or not (row.distinct or row.each_once):
        return False
    if isinstance(index.exact, Linear) and index.exact.constant > 0:
        # ``words[i + 1]`` behind ``if i < len(words) - 1``
        return False
    if index.high is None or index.exact is not None:
        # ``while i + 1 < len(words)``
        return not index.attained or _ends_before(machine, row, index)
    if row.turned and constant_of(index.low) != 0:
        # ``for i in range(1, len(words))`` of words that were turned round
        return True
    return not index.attained or (row.length.exact is not None and add(index.high, 1) != row.length.exact)


def _ends_before(machine: Machine, row: SequenceValue, index: Number) -> bool:
    """``words[i]`` of ``for i, word in enumerate(words[1:])``"""
    last = machine.loops.over_all_rounds(index)
    is_counted = last is not index and last.high is not None and row.length.exact is not None
    return is_counted and last.high is not None and add(last.high, 1) != row.length.exact


def _item_of_rounds(machine: Machine, row: SequenceValue, element: Value, index: Value, node: cst.CSTNode) -> Value:
    """The element at one place of a list of which only one unknown thing is known, that stands for each element."""
    if type(element) is not Unknown or row.items is not None or row.kind not in ("list", "tuple"):
        return element
    return element.derived(Item(element.key, index if is_particular(index) else machine.key(node)))


def _stand_in(machine: Machine, items: tuple[Value, ...], element: Value, node: cst.CSTNode) -> Value:
    """``rows[k]``: one of the lists or dicts. What is written to it is written to one of them."""
    objects = tuple(dict.fromkeys(one for one in items if isinstance(one, ObjectRef)))
    if not objects:
        return element
    return machine.stand_in(node, element, objects)


def _one_of_several(machine: Machine, row: SequenceValue, element: Value, index: Value, node: cst.CSTNode) -> Value:
    """One of the objects in a list, if it is one of several. Two mentions of one place are one object, as long as the
    list is as it was."""
    if not machine.store.several.has(element):
        return element
    place = machine.key(node) if integer_of(index) is None else Key(row, index)
    return machine.store.several.one_of(element, place, is_cut=row.distinct or row.each_once)


def _at_one_place(machine: Machine, row: SequenceValue, element: Value, *, known: bool) -> Value:
    """One of the elements. Which element of a set comes first may be the same in every run."""
    if known and row.members is not None:
        return each_number(element, machine.store, Number.without_highest)
    return one_of(element, machine.store)


def _column(machine: Machine, rows: SequenceValue, rest: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """``x[a:b, rest]``: the rest of the index, in every row."""
    whole = all(isinstance(one, Slice) and one.lower is one.upper is one.step is None for one in rest)
    if whole:
        return machine.allocate(node, rows)
    if rows.items is not None and all(isinstance(machine.store.content(row), SequenceValue) for row in rows.items):
        columns = tuple(_in_row(machine, row, rest, node) for row in rows.items)
        element, shape = (
            any_in(list(columns), machine.store, machine.key(node)),
            _selected_shape(machine, rows, rest, node),
        )
        return machine.allocate(node, replace(rows, items=columns, element=element, shape=shape))
    row = machine.store.content(rows.element)
    if isinstance(row, SequenceValue) and row.items is not None and len(rest) == 1 and type(rest[0]) in (Number, Slice):
        # Each row has the same columns, so one row tells of all.
        cell = _in_row(machine, row, rest, node)
        if isinstance(cell, Unknown):
            return cell
        sides = (cell.length,) if isinstance(cell, SequenceValue) else ()
        shape = None if rows.shape is None else (rows.length, *sides)
        return machine.allocate(node, SequenceValue("array", cell, rows.length, shape=shape))
    if rest == (NONE,) and rows.items is None and rows.shape is not None:
        # ``x[:, None]``
        return machine.allocate(node, replace(rows, shape=(*rows.shape[:1], Number.exactly(1), *rows.shape[1:])))
    shape = _selected_shape(machine, rows, rest, node)
    cuts = all(isinstance(one, Slice) for one in rest)
    numbers = numbers_in(rows, machine.store) if shape is not None and cuts else None
    if numbers is not None:
        some = some_of(numbers).without_highest() if rows.each_once else some_of(numbers)
        return machine.allocate(node, SequenceValue("array", some, rows.length, shape=shape))
    selected = _selection(machine, rows, (_ALL, *rest), node)
    array = machine.store.content(selected)
    if shape is not None and isinstance(array, SequenceValue):
        return machine.allocate(node, replace(array, length=rows.length, shape=shape))
    return _in_rows(machine, rows, rest, selected, node)


_ALL = Slice(None, None, None)


def _in_rows(
    machine: Machine, rows: SequenceValue, rest: tuple[Value, ...], selected: Value, node: cst.CSTNode
) -> Value:
    """``x[:, -k:]``: what is selected stands in rows, each of which has k elements at most, however many dimensions
    there are."""
    array = machine.store.content(selected)
    if not isinstance(rest[0], Slice) or not isinstance(array, SequenceValue) or not isinstance(array.element, Number):
        return selected
    whole = unknown_length((machine.key(node), "row"))
    length = cut_length(machine, SequenceValue("array", array.element, whole), rest[0], (node, "columns"))
    row = SequenceValue("array", array.element, length)
    return machine.allocate(node, SequenceValue("array", row, rows.length))


def _selected_shape(
    machine: Machine, rows: SequenceValue, rest: tuple[Value, ...], node: cst.CSTNode
) -> tuple[Value, ...] | None:
    """The dimensions of ``x[:, a:b]``, ``x[:, a:b, c:d]`` and ``x[:, i]``, of an array with known ones."""
    if rows.shape is None or len(rest) >= len(rows.shape):
        return None
    sides: list[Value] = [rows.length]
    for place, (one, side) in enumerate(zip(rest, rows.shape[1:], strict=False)):
        if isinstance(one, Number) and (one.exact is not None or _is_one_place(one)):
            continue
        if not isinstance(one, Slice) or not isinstance(side, Number):
            return None
        sides.append(cut_length(machine, SequenceValue("array", rows.element, side), one, (node, "columns", place)))
    return (*sides, *rows.shape[1 + len(rest) :])


def _is_one_place(index: Number) -> bool:
    """Whether it is a single index, though not known which: ``x[:, t] for t in range(1, n)``, and not the row of an
    array."""
    return index.numeric_type is NumericType.PYTHON and not index.may_be_row and not index.is_cell


def _selection(machine: Machine, row: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """Some part of an array: its ids are among the array's."""
    basic = all(isinstance(one, Number | Slice) for one in index)
    looked = row.each_once or (not basic and sight_of(machine, index, row) is not Sight.BLIND)
    lines = _rows_at(machine, row, index, node, looked=looked)
    if lines is not None:
        return lines
    numbers = mixed_numbers_in(row, machine.store)
    if numbers is None:
        return machine.unknown("the content of the array is not known", node)
    numbers = without_fillers(some_of(numbers), index)
    if looked:
        # ``x[x >= 0]`` looked at the ids: the highest and the negative ones may be gone.
        numbers = numbers.weakened()
    return machine.allocate(node, SequenceValue("array", numbers, unknown_length(machine.key(node))))


def _is_flat(places: Value) -> bool:
    """Whether these are places in one row: a matrix of places would give a cube."""
    if not isinstance(places, SequenceValue) or not isinstance(places.element, Number):
        return False
    return len(places.shape) == 1 if places.shape is not None else places.distinct


def _rows_at(
    machine: Machine, rows: SequenceValue, index: tuple[Value, ...], node: cst.CSTNode, *, looked: bool
) -> Value | None:
    """``x[places]`` of an array of which each row has the same columns; None for anything else."""
    if len(index) != 1 or not _is_flat(machine.store.content(index[0])):
        return None
    key = machine.key(node)
    chosen = some_lines(rows, machine.store, key if looked else Blindly(key), key, looked=looked)
    return None if chosen is None else machine.allocate(node, chosen)
