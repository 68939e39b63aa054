"""What a loop goes over, element by element."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.value import Number, Value


def numbered_element(machine: Machine, iterated: Value, element: Value, rounds: Symbol, *, is_sure: bool) -> Value:
    """In the rounds of a loop over ``enumerate(...)`` the running number is that of the round. Unless it ``is_sure``,
    the last round may be left before anything is made of it."""
    content = machine.store.content(iterated)
    match content, element:
        case SequenceValue(kind="enumerated"), SequenceValue(items=(Number(low=start), word)) if start is not None:
            running = Number.exactly(add(start, Linear.of(rounds)))
            return SequenceValue.of("tuple", (running if is_sure else running.without_highest(), word), word)
    return element


def is_numbered(machine: Machine, iterated: Value) -> bool:
    """Whether a loop goes over ``enumerate(...)``."""
    content = machine.store.content(iterated)
    return isinstance(content, SequenceValue) and content.kind == "enumerated"


def different_part(machine: Machine, iterated: Value, element: Value) -> Value:
    """The part of a loop's element that is different in each round."""
    content = machine.store.content(iterated)
    match content, element:
        case SequenceValue(kind="enumerated"), SequenceValue(items=(_, word)):
            pair = machine.store.content(word)
            return pair.items[0] if content.by_first and isinstance(pair, SequenceValue) and pair.items else word
        case SequenceValue(), SequenceValue(items=(word, _)) if content.has_keyed_pairs:
            return word
    return element
