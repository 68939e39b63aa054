"""Elements that are read or unpacked: ``words[n - 1]``, ``a, b, *rest = words``. What their being there shows."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import Compare, Op, Operand
from flake8_embedding.values.value import Number, Value


def note_long_enough(machine: Machine, node: cst.Subscript) -> None:
    """Behind ``words[4]`` there are more than four words, or it has raised an IndexError."""
    if not isinstance(node.value, cst.Name | cst.Attribute):
        return
    owner = machine.evaluate(node.value)
    if not isinstance(machine.store.content(owner), DictValue):
        _note_place(machine, owner, index_of(machine, node))


def note_element_read(machine: Machine, owner: Value, index: tuple[Value, ...]) -> None:
    """``fourth = sorted(vocab)[3]``: from here on there are at least four words. What a comprehension reads, it may
    never read, and a row of which one element is read is any row."""
    content = machine.store.content(owner)
    is_list = isinstance(content, SequenceValue) and content.kind in _IN_ORDER and content.items is None
    if is_list and not machine.frame.inner_scopes:
        _note_place(machine, owner, index)


def note_unpacked(machine: Machine, value: Value, count: int, *, starred: bool) -> None:
    """``a, b, c = vocab``: there are three words; with a star among the names, at least as many as there are others."""
    content = machine.store.content(value)
    if not isinstance(content, SequenceValue | DictValue) or machine.frame.inner_scopes:
        return
    note_at_least(machine, value, count)
    length = content.length
    if not starred and length.exact is not None and length.constant is None:
        longer = Compare(Op.LESS, Operand(Number.exactly(count)), Operand(Number.exactly(length.exact)), None)
        machine.assume(frozenset({(longer, False)}))


_IN_ORDER = frozenset({"list", "tuple", "array"})


def _note_place(machine: Machine, owner: Value, index: tuple[Value, ...]) -> None:
    place = index[0].constant if len(index) == 1 and isinstance(index[0], Number) else None
    if place is not None:
        note_at_least(machine, owner, place + 1 if place >= 0 else -place)


def note_at_least(machine: Machine, value: Value, least: int) -> None:
    """From here on the value is known to have at least so many elements."""
    length = length_of(value, machine.store)
    if length is None or length.exact is None or length.constant is not None or least < _TOLD:
        return
    shorter = Compare(Op.LESS, Operand(Number.exactly(length.exact)), Operand(Number.exactly(least)), None)
    machine.assume(frozenset({(shorter, False)}))


_TOLD = 2
"""The fewest elements of which it is said that they are there: that data have one is presumed anyway."""
