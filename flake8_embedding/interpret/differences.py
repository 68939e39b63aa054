"""Differences from the largest: ``x.max() - x``.

One symbol stands for the numbers of an unknown array, and for the largest of them. If it cancels out, nothing is known
of the difference.
"""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.value import Number, Value


def cancels_largest(machine: Machine, one: Value, other: Value, result: Value) -> bool:
    """Whether a symbol that stands for several numbers has cancelled out in ``one - other``."""
    if not machine.results.has_arrays:
        return False
    shared = _symbols_in(machine, one) & _symbols_in(machine, other)
    return any(map(machine.results.are_several, shared - _symbols_in(machine, result)))


def _symbols_in(machine: Machine, value: Value) -> frozenset[Symbol]:
    numbers = numbers_in(machine.numeric(value), machine.store)
    ends = (numbers.low, numbers.high) if isinstance(numbers, Number) else ()
    return frozenset(symbol for end in ends if end is not None for symbol in symbols_of(end))
