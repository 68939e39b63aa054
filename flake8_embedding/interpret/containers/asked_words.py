"""Words that code which is not seen gives twice: ``load()`` when the vocabulary is made, ``load()`` when it is used.

It may give the same words both times, so that none of them is missing in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import QUESTIONS
from flake8_embedding.values.containers.selections import WithOwn
from flake8_embedding.values.provenance import DistinctOf, Key, Part, PartOf
from flake8_embedding.values.relations import before_changes, with_owners
from flake8_embedding.values.value import Method, TextValue, Unknown, Value


def are_of_same_question(machine: Machine, one: Value | None, other: Value) -> bool:
    """Whether one stands for each element of some data, and the other for an element of the same, or of a part of them:
    of ``text[:9]``, or of what a second call gives that asks the same."""
    wholes = {key.of for key in _asked(machine, one) if isinstance(key, Part)}
    return not wholes.isdisjoint(thing for key in _asked(machine, other) for thing in with_owners(key))


def _asked(machine: Machine, word: Value | None) -> list[Hashable]:
    """What the word is, by the questions that it answers."""
    if not isinstance(word, Unknown | TextValue):
        return []
    keys = word.key.words if isinstance(word.key, WithOwn) else (word.key,)
    return [question_of(machine, before_changes(key)) for key in keys]


def question_of(machine: Machine, thing: Hashable, depth: int = QUESTIONS) -> Hashable:
    """What was asked, if the thing is the answer of a call that is not followed, or a part of one: the same question
    has the same answer everywhere, as far as anybody knows."""
    asked = machine.results.question(thing) if depth > 0 else None
    if asked is not None:
        return Key("answer", *(_part_of_question(machine, one, depth - 1) for one in asked))
    if isinstance(thing, DistinctOf):
        # How many different words there are, is asked of the words.
        counted = question_of(machine, thing.of, depth)
        return thing if counted is thing.of else counted
    if not isinstance(thing, PartOf):
        return thing
    whole = question_of(machine, thing.of, depth)
    return thing if whole is thing.of else thing.owned_by(whole)


def _part_of_question(machine: Machine, part: Value, depth: int) -> Hashable:
    """One part of a question: what was called, or an argument. A method of an earlier answer stands for the question
    that this answers."""
    match part:
        case Unknown(key=key):
            return question_of(machine, before_changes(key), depth)
        case Method(owner=Unknown(key=key) as owner, name=name):
            asked = question_of(machine, key, depth)
            return part if asked is key else Method(owner.derived(asked), name)
    return part
