"""Whether a program has changed the vocabulary of an indexer by hand."""

from __future__ import annotations

from enum import Enum

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.vocabularies.indexers import indexer_effect
from flake8_embedding.library.spec import Vocabulary
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Number, ObjectRef, TextValue


class Change(Enum):
    """What became of the dict that an indexer works with: another dict is in its place, or its entries are others."""

    REPLACED = "replaced"
    INSIDE = "inside"


def vocabulary_changed(machine: Machine, owner: ObjectRef, made: LibraryObject) -> Change | None:
    """What the program did to the dict that the indexer works with. An entry for id 0 alone is no change."""
    effect = indexer_effect(machine, made)
    for name, member in (effect.members if effect is not None else {}).items():
        if not isinstance(member, Vocabulary):
            continue
        if machine.store.get((owner.alloc, name)) is not None:
            return Change.REPLACED
        now = machine.store.get(machine.allocs.of((owner.alloc, made.learned), None, name))
        match now:
            case None:
                continue
            case DictValue(entries=entries, value=Number() | TextValue()):
                if any(isinstance(value, Number) and value.constant != 0 for _, value in entries):
                    return Change.INSIDE
            case _:
                return Change.INSIDE
    return None


def ids_of_other_words(machine: Machine, owner: ObjectRef, made: LibraryObject) -> Number | None:
    """The ids in the dict that the program has put in the place of the indexer's own: ``tokenizer.word_index = {...}``.
    None where they are not known."""
    effect = indexer_effect(machine, made)
    for name, member in (effect.members if effect is not None else {}).items():
        held = machine.store.get((owner.alloc, name))
        words = machine.store.content(held) if held is not None else None
        if isinstance(member, Vocabulary) and not member.inverted and isinstance(words, DictValue):
            ids = [value for _, value in words.entries] + ([] if words.others is None else [words.others])
            numbers = [one for one in ids if isinstance(one, Number)]
            return hull(numbers) if numbers and len(numbers) == len(ids) else None
    return None
