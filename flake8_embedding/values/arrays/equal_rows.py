"""Rows of one array that are made in one way on one path, and in another way on the other: they are equally long.

``ids[:50] if len(ids) > 50 else ids + [0] * (50 - len(ids))`` of many texts is an array with 50 columns.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of, common_row
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.bounds import Expr, min_of
from flake8_embedding.values.numbers.compare import at_least, conjunction, negated
from flake8_embedding.values.numbers.formulas import formula_on
from flake8_embedding.values.numbers.lengths import least_length
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Guard, Number, Value

_ROWS = frozenset({"list", "tuple", "array"})


@record(frozen=True)
class _Row:
    """What a row may be, on a path."""

    content: SequenceValue
    path: frozenset[Guard]


def row_in_array(held: Value, store: Store, key: Hashable) -> SequenceValue | None:
    """One row for all that a row may be, if it may be several lists or arrays; None for anything else."""
    options = list(_alternatives(held, store, NO_GUARDS))
    rows = [_Row(one, path) for one, path in options if isinstance(one, SequenceValue) and one.kind in _ROWS]
    if len(rows) < 2 or len(rows) < len(options):
        return None
    row = replace(common_row([one.content for one in rows], key), kind="array")
    sides = _sides(rows, key)
    if sides is not None:
        return replace(row, length=sides[0], shape=sides)
    length = _one_length([(one.content.length, one.path) for one in rows], Key(key, "row"))
    return replace(row, length=length, shape=None)


def _alternatives(held: Value, store: Store, path: frozenset[Guard]) -> Iterator[tuple[Value, frozenset[Guard]]]:
    for option in alternatives_of(held):
        content = store.content(option.value)
        if type(content) is Choice:
            yield from _alternatives(content, store, path | option.guards)
        else:
            yield content, path | option.guards


def _sides(rows: list[_Row], key: Hashable) -> tuple[Number, ...] | None:
    """How long the sides are, if each of the rows tells how many it has; None otherwise."""
    shapes = [tuple(side for side in row.content.shape or () if isinstance(side, Number)) for row in rows]
    count = len(shapes[0])
    if not count or any(
        shape != row.content.shape or len(shape) != count for shape, row in zip(shapes, rows, strict=True)
    ):
        return None
    return tuple(
        _one_length([(shape[axis], row.path) for shape, row in zip(shapes, rows, strict=True)], Key(key, "side", axis))
        for axis in range(count)
    )


def _one_length(lengths: list[tuple[Number, frozenset[Guard]]], key: Hashable) -> Number:
    """The length that all rows have, which is one of these, each with its path."""
    limits = [one.exact for one, _ in lengths if one.exact is not None]
    either = hull([_limited(one, path, limits) for one, path in lengths])
    if either.exact is not None:
        return either
    return unknown_length(Key(key, either.high), most=either, least=least_length(either))


def _limited(length: Number, path: frozenset[Guard], limits: list[Expr]) -> Number:
    """The length with what its path says: ``len(ids)`` is at most 50 where ``len(ids) > 50`` does not hold."""
    if length.high is None:
        return length
    known = [
        limit for limit in limits if conjunction((negated(at_least(limit, length.high)), formula_on(path))) is False
    ]
    return replace(length, high=min_of(length.high, *known)) if known else length
