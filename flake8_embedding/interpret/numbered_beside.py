"""Elements that a loop numbers: ``for i, word in enumerate(words)``.

A test of the number chooses among the elements by their places: behind ``if i < len(words) - 1`` the last word does not
come, and it may be the one with the highest id.
"""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.conditions.narrow import counts_rounds
from flake8_embedding.interpret.loop_elements import is_numbered
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.bound_names import names_bound_in
from flake8_embedding.values.parts import cut_off
from flake8_embedding.values.predicate import Operand, Slot
from flake8_embedding.values.value import Number, Value


def note_numbered_beside(machine: Machine, iterated: Value, target: cst.BaseExpression) -> None:
    """The names that the target has just bound, if the first of them holds the running number of the others."""
    if type(target) is not cst.Tuple or not is_numbered(machine, iterated):
        return
    match target:
        case cst.Tuple(elements=[cst.Element(value=cst.Name(value=number)), cst.Element(value=element)]):
            scope = machine.frame.scope_of(number)
            machine.loops.numbered_beside[scope, number] = tuple((scope, name) for name in names_bound_in(element))


def forget_numbered(machine: Machine, target: cst.BaseExpression) -> None:
    """The loop is done: its names may be bound by another one."""
    match target:
        case cst.Tuple(elements=[cst.Element(value=cst.Name(value=number)), *_]):
            machine.loops.numbered_beside.pop((machine.frame.scope_of(number), number), None)


def cut_beside(machine: Machine, tested: Operand, sign: str, other: Value) -> None:
    """``tested`` was compared, and ``sign`` is known to hold: with it go the elements that the number stands beside.

    Compared with a number that is written in the program, as in ``if i >= 20000: break``, it leaves nothing out where
    there are fewer elements. With the number of another loop, ``if i != j``, each element comes in some round.
    """
    if sign in ("is", "is not") or _is_constant(other) or (sign == "!=" and not _is_one_number(other)):
        return
    beside = machine.loops.numbered_beside
    for place in (tested.at, *tested.read) if beside else tested.read:
        if type(place) is not Slot or (place is tested.at and sign in (">", ">=")):
            # Only the first elements go where ``i > first`` holds.
            continue
        for name in beside.get(place.key, ()):
            _cut(machine, name)
        if place is not tested.at:
            # ``while t + 1 < len(words): words[t]``
            _weaken_count(machine, place.key)


def _is_constant(value: Value) -> bool:
    return not isinstance(value, Number) or value.constant is not None


def _is_one_number(value: Value) -> bool:
    """Whether it is the same number in all rounds: ``len(words) - 1``."""
    return isinstance(value, Number) and value.exact is not None and not counts_rounds(value)


def _cut(machine: Machine, name: Hashable) -> None:
    held = machine.store.get(name)
    if held is not None:
        machine.store.set(name, cut_off(held, machine.store, "numbered beside"))


def _weaken_count(machine: Machine, name: Hashable) -> None:
    held = machine.store.get(name)
    if isinstance(held, Number) and held.exact is not None and held.attained and counts_rounds(held):
        machine.store.set(name, held.without_highest())
