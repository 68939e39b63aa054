"""Ids that are moved before they are looked up: the length of their vocabulary tells no longer which of them come."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_embedding.facts import Table
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import Expr, Max, constant_of, distance
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Number, Value


def is_moved(ids: Number, table: Table) -> bool:
    """True if the ids are not exactly one unknown number: something was added to them, they were multiplied or cut.
    ``range(n // 2)`` is moved as well. All ids that the size of the table counts are not: each step of a greedy decoder
    looks up ``scores.argmax()`` of as many scores."""
    if ids.high is None or is_settled(ids):
        return False
    whole = [one.high for one in table.named]
    parts = [one for one in ids.high.of if one not in whole] if isinstance(ids.high, Max) else [ids.high]
    if ids.low is not None and distance(ids.high, ids.low) not in (None, 0):
        # ``torch.where(x > 0, x - 1, x)``: some of them are.
        return True
    return not all(map(_is_as_it_came, parts)) or constant_of(ids.low) is not None


def _is_as_it_came(high: Expr) -> bool:
    """Whether it is one unknown number, or a constant beside it, such as a padding id."""
    if constant_of(high) is not None:
        return True
    return isinstance(high, Linear) and high.constant == 0 and [count for _, count in high.terms] == [1]


def are_moved(machine: Machine, table: Table, values: Iterable[Value]) -> bool:
    """Whether any of the values are ids other than those of the vocabulary that the table's size counts, or a part of
    these that may lack the highest one."""
    # ``if ids.max() >= rows: ids = ids - 1`` moves them on one path.
    for value in (option.value for one in values for option in alternatives_of(machine.store.content(one))):
        content = machine.store.content(value)
        numbers = numbers_in(value, machine.store) if isinstance(content, SequenceValue | Number) else None
        if is_tainted(machine, value) or (numbers is not None and is_moved(numbers, table)):
            return True
        several = isinstance(content, SequenceValue) or (numbers is not None and numbers.exact is None)
        if several and numbers is not None and is_settled(numbers):
            whole = numbers.attained and numbers.high in [ids.high for ids in table.named]
            if not whole:
                return True
    return False
