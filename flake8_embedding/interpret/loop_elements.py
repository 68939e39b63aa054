"""What a loop goes over, element by element."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import add
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import Number, Value


def numbered_element(machine: Machine, iterated: Value, element: Value, rounds: Symbol) -> Value:
    """In the rounds of a loop over ``enumerate(...)`` the running number is that of the round."""
    content = machine.store.content(iterated)
    match content, element:
        case SequenceValue(kind="enumerated"), SequenceValue(items=(Number(low=start), word)) if start is not None:
            return SequenceValue.of("tuple", (Number.exactly(add(start, Linear.of(rounds))), word), word)
    return element


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
