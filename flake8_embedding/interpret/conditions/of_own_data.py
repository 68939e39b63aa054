"""Tests that ask something of the arrays, lists and dicts that the program itself has made: ``(ids < 0).any()``,
``any(word == "<pad>" for word in words)``, ``x.dtype == torch.int64``, ``0 in ids``.

How the program has made them may leave only one answer, which is not worked out. So such a test is no condition that a
message could name.
"""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import QUESTIONS
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import Contains, Operand, Predicate, Undecided, operands_of
from flake8_embedding.values.value import LibraryName, Method, Number, ObjectRef, Unknown, Value


def is_of_own_data(machine: Machine, value: Value) -> bool:
    """Whether the value is an array of the program, or an answer that such data decide, perhaps with others."""
    if isinstance(value, ObjectRef | SequenceValue):
        content = machine.store.content(value)
        return isinstance(content, SequenceValue) and content.kind == "array"
    return is_about_own_data(machine, value)


def is_about_own_data(machine: Machine, value: Value, depth: int = QUESTIONS) -> bool:
    """Whether the value is such data, or an answer that they decide."""
    if depth == 0:
        return False
    match value:
        case ObjectRef() | SequenceValue():
            return isinstance(machine.store.content(value), SequenceValue | DictValue)
        case Method(owner=owner):
            return is_about_own_data(machine, owner, depth - 1)
        case Undecided(predicate=predicate):
            asked: tuple[Value, ...] = tuple(operand.value for operand in operands_of(predicate))
        case Unknown(key=key):
            asked = _asked(machine, machine.results.question(key))
        case _:
            return False
    return any(is_about_own_data(machine, one, depth - 1) for one in asked)


def is_search_of_own_numbers(machine: Machine, predicate: Predicate) -> bool:
    """``1 in set(vocab.values())``: whether a number is looked for among others, of which the program has made those
    that there are."""
    match predicate:
        case Contains(item=Operand(value=Number()), container=container):
            match machine.store.content(container.value):
                case SequenceValue(items=None, element=Number()) | DictValue(key=Number()):
                    return True
    return False


def _asked(machine: Machine, question: tuple[Value, ...] | None) -> tuple[Value, ...]:
    """What was asked, if it is known that the question was about these alone. Code that is not seen may look at
    anything else."""
    match question:
        case (Method() as method, *given):
            return (method, *given)
        case (LibraryName(path=path), *given) if path.startswith("builtins.") or machine.registry.is_harmless(path):
            return tuple(given)
    return ()
