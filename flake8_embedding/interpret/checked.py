"""Statements that stand there only for the error that they may raise, ``words[n - 1]`` in a ``try``: what they show."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.indices import index_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.contents import length_of
from flake8_embedding.values.predicate import Compare, Op, Operand
from flake8_embedding.values.value import Number


def note_long_enough(machine: Machine, node: cst.Subscript) -> None:
    """Behind ``words[4]`` there are more than four words, or it has raised an IndexError."""
    if not isinstance(node.value, cst.Name | cst.Attribute):
        return
    length = length_of(machine.evaluate(node.value), machine.store)
    index = index_of(machine, node)
    place = index[0].constant if len(index) == 1 and isinstance(index[0], Number) else None
    if place is None or length is None or length.exact is None or length.constant is not None:
        return
    least = place + 1 if place >= 0 else -place
    shorter = Compare(Op.LESS, Operand(Number.exactly(length.exact)), Operand(Number.exactly(least)), None)
    machine.assume(frozenset({(shorter, False)}))
