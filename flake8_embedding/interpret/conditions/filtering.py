"""Elements chosen by a function: ``filter(has_row, words)``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.conditions.branch import branch_on_value
from flake8_embedding.interpret.conditions.chosen import chosen
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.predicate import Operand, Slot
from flake8_embedding.values.value import Value


def passing(machine: Machine, function: Value, element: Value, node: cst.CSTNode) -> Value:
    """The element where the function, or for None the element itself, counts as true."""
    slot = Slot((machine.allocs.of(id(node), machine.context, "element"), "element"))
    machine.store.set(slot.key, element)
    machine.reading.note_element(slot, element)
    with machine.path():
        begun = machine.reading.noted
        answer = element if is_none(function) else machine.call(function, Arguments((element,)), node)
        read = (slot, *machine.reading.since(begun))
        _, (holds, _) = branch_on_value(machine, Operand(answer, slot if is_none(function) else None, read), node, node)
        holds.begin()
        return chosen(machine, machine.store.get(slot.key) or element, node)
