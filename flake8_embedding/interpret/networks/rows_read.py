"""Rows of a matrix that are read by ids without a table: ``weights[ids]``, ``tf.gather(weights, ids)``.

Any array can be read so. A look-up is noted where the ids are known, and that not all have a row; otherwise it is taken
for what most of these are, a choice of rows of data.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.facts import Table
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.lookups import record_lookup
from flake8_embedding.interpret.networks.tables import matrix_shape
from flake8_embedding.library.spec import MakesTable
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import NO_ID_FACTS
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.bounds import constant_of, number
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Const, Number, Unknown, Value
from flake8_embedding.verdicts.shortage import too_few


def read_by_subscript(machine: Machine, matrix: Value, index: tuple[Value, ...], node: cst.Subscript) -> None:
    """``weights[ids]``: an id below 0 counts from the end."""
    if len(index) != 1 or type(machine.store.content(index[0])) is not SequenceValue:
        return
    called = machine.source.text(node.value) or "the matrix"
    rows_read(
        machine,
        MakesTable("", "", "rows", called, one_row_is_idiom=True, of_matrix=True),
        matrix,
        index[0],
        node,
        wraps=True,
    )


def rows_read(
    machine: Machine, effect: MakesTable, matrix: Value, ids: Value, node: cst.CSTNode, *, wraps: bool
) -> None:
    """Note a look-up in rows that are no table, if it is known which ids come.

    ``matrix`` is the matrix that has the rows, or their number if the effect is not ``of_matrix``. ``wraps``: ids below
    0 count from the end.
    """
    rows, width = matrix_shape(machine, matrix) if effect.of_matrix else (as_number(matrix), matrix)
    seen = _ids_in(machine, ids)
    if rows is None or rows.exact is None or width is None or seen is None:
        return
    if not _is_of_weights(machine, matrix) if effect.of_matrix else rows.constant in (0, -1):
        return
    if wraps:
        top = constant_of(seen.high)
        if top is not None and top <= _LARGEST_OF_MASKS:
            return
        least = constant_of(seen.low)
        seen = replace(seen, low=number(0) if least is None or least < 0 else seen.low, id_facts=NO_ID_FACTS)
    if too_few(rows, seen, machine.guards) is None:
        # It is no table that people ask about.
        return
    table = Table(
        key=Key(machine.key(node), "rows"),
        place=node,
        rows=machine.on_this_path(rows),
        rows_place=node,
        rows_text=None,
        width=width,
        length=None,
        called=effect.called,
        size_name=effect.size_name,
        width_name=effect.width,
        one_row_is_idiom=True,
        guards=machine.guards,
        in_call=machine.frame.called_at is not None,
        negative=effect.negative,
        overruns=effect.overruns,
        called_at=machine.frame.called_at,
        entered=machine.call_from_here(),
        calls=machine.open_calls(),
        trail=machine.trail.steps([rows]),
    )
    machine.journal.record(table)
    record_lookup(machine, table, seen if wraps else ids, node)


_LARGEST_OF_MASKS = 1
"""``torch.ones(1, dtype=torch.uint8)`` is a mask, too, and so is what ``np.logical_not(x)`` gives. So an array that
holds nothing above this number may choose rows instead of naming them."""


def _ids_in(machine: Machine, ids: Value) -> Number | None:
    """The ids, where it is known which come; None for a mask of booleans, which are no ids."""
    content = machine.store.content(ids)
    if isinstance(content, SequenceValue) and (_has_truths(content) or content.dtype == "bool"):
        return None
    numbers = numbers_in(ids, machine.store)
    return numbers if numbers is not None and numbers.attained and is_settled(numbers) else None


def _has_truths(array: SequenceValue) -> bool:
    some = array.items if array.items is not None else (array.element,)
    return any(isinstance(one, Const) and isinstance(one.value, bool) for one in some[:1])


def _is_of_weights(machine: Machine, matrix: Value) -> bool:
    """Whether it holds fractions, or one number everywhere before it is filled; an array of other numbers is data."""
    numbers = numbers_in(matrix, machine.store)
    if numbers is None or numbers.exact is not None:
        return True
    content = machine.store.content(matrix)
    return isinstance(content, SequenceValue) and isinstance(machine.store.content(content.element), Unknown)
