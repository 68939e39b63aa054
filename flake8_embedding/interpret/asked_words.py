"""Words that code which is not seen gives twice: ``load()`` when the vocabulary is made, ``load()`` when it is used.

It may give the same words both times, so that none of them is missing in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.provenance import Part
from flake8_embedding.values.selections import WithOwn
from flake8_embedding.values.value import TextValue, Unknown, Value


def are_of_same_question(machine: Machine, one: Value | None, other: Value) -> bool:
    """Whether both stand for each element of an answer, of two calls that ask the same."""
    asked = _questions(machine, one)
    return bool(asked) and not asked.isdisjoint(_questions(machine, other))


def _questions(machine: Machine, word: Value | None) -> set[Hashable]:
    if not isinstance(word, Unknown | TextValue):
        return set()
    keys = word.key.words if isinstance(word.key, WithOwn) else (word.key,)
    wholes = (key.of for key in keys if isinstance(key, Part) and key.name == "[element]")
    return {asked for whole in wholes if (asked := machine.results.question(whole)) is not None}
