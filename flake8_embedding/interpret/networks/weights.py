"""The weight of a table, and what is done with it besides looking ids up in the table.

``table.weight`` is a value of its own: ``Method(table, "weight")``. If it is used in a way that is not followed, ids
may be looked up in it there. Then the table is noted as untracked. Another weight may be put into a table, too: a
matrix, or the weight that another table or a layer has.

    decoder.embedding.weight = encoder.embedding.weight
    self.table.weight = self.head.weight  # of self.head = nn.Linear(64, words)
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import libcst as cst

from flake8_embedding.interpret.escaping.stored_outside import may_be_called
from flake8_embedding.interpret.journal_entries import CopyRead, TableResized, Untracked, WeightTouched
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.layer_weights import is_uneven_bias, put_weight_into_layer, rows_of_layer
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.value import (
    Choice,
    Const,
    FunctionValue,
    Method,
    Number,
    ObjectRef,
    Partial,
    Unknown,
    Value,
)

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


def attribute_of_weight(machine: Machine, weight: Method, name: str, node: cst.CSTNode) -> Value:
    """``table.weight.name``"""
    names = machine.registry.conventions.weight
    table = weighted_table(machine, weight)
    if table is not None and name in machine.registry.conventions.shapes:
        sides = (table.table.rows, table.table.width or machine.unknown("the width is not seen", (weight.name, name)))
        return SequenceValue.of("tuple", sides, machine.unknown("rows or columns", (weight.name, "side")))
    if table is not None and name in names.transposed:
        # ``table.weight.T[ids]`` looks for columns; ``table.weight.T[:, ids]`` and ``table.weight.T.T[ids]`` for rows.
        note_weights(machine, [weight], f"by {name}")
        return machine.unknown("the columns of a weight are not followed", node)
    if name in names.about:
        return machine.unknown(f"the weight's {name} is not followed", node)
    return weight if name in names.itself else Method(weight, name)


def call_method_of_weight(machine: Machine, method: Method, arguments: Iterable[Value], node: cst.CSTNode) -> Value:
    """``table.weight.name(...)``"""
    table = weighted_table(machine, method.owner)
    name, names = method.name, machine.registry.conventions.weight
    arguments = list(map(machine.store.content, arguments))
    _note_hooks(machine, arguments, node)
    rows: Value | None = table.table.rows if table is not None else None
    width: Value | None = table.table.width if table is not None else None
    if table is not None and name in names.replaced:
        # ``table.weight.data`` is another tensor each time: what is set there is gone.
        is_set = name in names.set and len(arguments) == 1 and _is_called_on(node, names.names)
        given = _rows_of_matrix(machine, arguments[0]) if is_set else None
        machine.journal.record(TableResized(table.key, given, guards=machine.guards if is_set else frozenset()))
    elif table is not None and name in names.sizes:
        match arguments:
            case [Number(constant=0)] if rows is not None:
                return rows
            case [Number(constant=1)] if width is not None:
                return width
    elif table is not None and name in names.copied:
        return method
    elif table is not None and name in names.worked_on and all(map(_is_plain_number, arguments)):
        return method.owner
    elif table is not None and name not in names.read and name not in names.same and not name.endswith("_"):
        note_weights(machine, [method.owner], f"by {name}", in_copies=False)
    if name in names.same:
        return method.owner
    return note_made_of_copies(machine, [method.owner], machine.unknown(f"the weight's {name} is not followed", node))


def _note_hooks(machine: Machine, arguments: Iterable[Value], node: cst.CSTNode) -> None:
    """``table.weight.register_hook(hook)``: what the hook writes is not known from now on."""
    for function in arguments:
        if isinstance(function, FunctionValue | Partial):
            may_be_called(machine, function, node)


def _is_called_on(node: cst.CSTNode, names: tuple[str, ...]) -> bool:
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Attribute(attr=cst.Name(value=name)))):
            return name in names
    return False


def scaled_weight(machine: Machine, left: Value, right: Value) -> Value | None:
    """``0.001 * table.weight.data``: the weight with other numbers in the same rows, as ``softmax`` leaves them. None
    if none of the operands is a weight, or the other is not one plain number."""
    if type(left) is not Method and type(right) is not Method:
        return None
    weight, other = (left, right) if weighted_table(machine, left) is not None else (right, left)
    is_weight = type(weight) is Method and weight.name not in machine.registry.conventions.weight.about
    is_scaled = is_weight and weighted_table(machine, weight) is not None
    return weight if is_scaled and _is_plain_number(machine.store.content(other)) else None


def _is_plain_number(content: Value) -> bool:
    """Whether it is one number. What is known by its range may stand for an array, which may bring rows of its own."""
    is_integer = type(content) is Number and content.constant is not None
    return is_integer or (type(content) is Const and type(content.value) in (int, float))


def note_weights(machine: Machine, values: Iterable[Value], how: str, *, in_copies: bool = True) -> None:
    """Code that is not followed gets these values. If a weight is among them, ids may be looked up in it;
    ``in_copies``: in its copy as an array of NumPy, too."""
    for value in values:
        if type(value) not in _HOLDERS:
            continue
        holds = type(machine.store.content(value)) is SequenceValue
        for one in (value, *(items_of(value, machine.store) or ())) if holds else (value,):
            table = weighted_table(machine, one)
            if table is None:
                continue
            if in_copies or not _is_copy(machine, one):
                note_untracked(machine, table, f"its weight is read {how}")
            else:
                machine.journal.record(CopyRead(table.key))


def note_copies_handed_on(machine: Machine, values: Iterable[Value], how: str) -> None:
    """Code gets these values that may ask of no place whether it is there. Arrays that were worked out of copies of
    weights are read there like the weights: ``jnp.take(weights / norm, ids)``."""
    for value in values:
        for key in machine.escaped.copied_from(value.key) if type(value) is Unknown else ():
            machine.journal.record(Untracked(key, f"its weight is read {how}"))


def note_made_of_copies(machine: Machine, values: Iterable[Value], made: Value) -> Value:
    """What was worked out of copies of weights, ``made``, has their numbers."""
    if type(made) is Unknown:
        tables: dict[Hashable, None] = {}
        for value in values:
            if type(value) is Unknown:
                tables.update(dict.fromkeys(machine.escaped.copied_from(value.key)))
            elif type(value) is Method and _is_copy(machine, value):
                table = weighted_table(machine, value)
                tables.update({table.key: None} if table is not None else {})
        if tables:
            machine.escaped.note_copied(made.key, tables)
    return made


def _is_copy(machine: Machine, weight: Value) -> bool:
    """``table.weight.detach().numpy()``, ``table.get_weights()[0]``"""
    content = machine.store.content(weight)
    while isinstance(content, Method):
        if content.name in machine.registry.conventions.weight.copied:
            return True
        content = machine.store.content(content.owner)
    return False


def note_untracked(machine: Machine, table: TableObject, reason: str) -> None:
    """Not every use of the table is followed."""
    machine.journal.record(Untracked(table.key, reason))


def note_new_weight(machine: Machine, held: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """``table.weight = ...``, ``table.weight.data = ...``: from here on the table has the rows of the new weight."""
    names = machine.registry.conventions.weight
    if is_uneven_bias(machine, held, name, value):
        note_ruled_out(machine, Method(held, name))
    if name not in names.names and name not in names.data:
        return
    owner = held.owner if isinstance(held, Method) and held.name in names.names and name in names.data else held
    content, in_place = machine.store.content(owner), owner is not held
    given = weighted_table(machine, value)
    rows = given.table.rows if given is not None else _rows_of_matrix(machine, value)
    put_weight_into_layer(machine, Method(held, name), rows, node)
    if not isinstance(content, TableObject) or (given is not None and given.key == content.key):
        # ``head.weight.data = ...``, ``for p in model.parameters(): p.data = ...``. In ``table.weight = kept`` the
        # weight of the table itself may be one that it had before.
        note_weight_touched(machine, owner)
        if name in names.data:
            _note_new_data(machine, content, value)
        return
    if not in_place and name not in names.names:
        return
    text = f"len({machine.source.text(node) or 'the weight'}.{name})"
    tie = (given.key, None) if given is not None else rows_of_layer(machine, value)
    # Of a copy and what was copied, it is not known in which ids are looked up from here on.
    if content.is_copy or (given is not None and given.is_copy):
        machine.journal.record(TableResized(content.key))
    elif tie is not None and not in_place:
        key, tied_rows = tie
        machine.journal.record(TableResized(content.key, tied_rows, text, key, machine.guards))
    else:
        machine.journal.record(TableResized(content.key, _rows_of_matrix(machine, value), text, guards=machine.guards))


def _note_new_data(machine: Machine, parameter: Value, value: Value) -> None:
    # Imported here: most programs set no ``data``, and an editor starts flake8 anew for each.
    from flake8_embedding.interpret.networks.parameter_data import note_new_data

    note_new_data(machine, parameter, value)


def note_weight_touched(machine: Machine, value: Value) -> None:
    """This weight, or that of this table or layer, may have other rows from here on, or another one be in its place."""
    content = machine.store.content(value)
    while isinstance(content, Method):
        value = content.owner
        content = machine.store.content(value)
    if isinstance(content, TableObject):
        machine.journal.record(WeightTouched(content.key))
    elif isinstance(content, LibraryObject) and isinstance(value, ObjectRef):
        machine.journal.record(WeightTouched(value.alloc))
    elif isinstance(content, Unknown | Choice):
        machine.journal.record(WeightTouched(None))


def note_any_attribute(machine: Machine, owner: Value) -> None:
    """Some attribute of the owner is set, and which one is not known. Of a table it may be the weight."""
    content = machine.store.content(owner)
    if isinstance(content, TableObject):
        machine.journal.record(TableResized(content.key))


def _rows_of_matrix(machine: Machine, value: Value) -> Number | None:
    matrix = machine.store.content(value)
    return matrix.length if isinstance(matrix, SequenceValue) and matrix.kind == "array" else None
