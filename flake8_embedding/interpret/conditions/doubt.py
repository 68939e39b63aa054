"""Paths that may never be taken: ``if word not in vocab`` for one of the words that the vocabulary was made of.

Whether a word is missing there depends on how the vocabulary was filled. Most programs ask only to be safe.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.calling.results import Lacking
from flake8_embedding.interpret.containers.asked_words import are_of_same_question
from flake8_embedding.interpret.frame import Exit
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import is_own_word, may_be_there, may_come_for_own_word, perhaps_grown
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.predicate import Compare, Contains, EntryOf, Op, Operand, Slot, Truthy
from flake8_embedding.values.value import NONE, AllocationSite, Guard, Number, ObjectRef, Value


def note_doubt(machine: Machine, guards: frozenset[Guard], place: Hashable) -> None:
    """A path begins at the place. Note which of its guards make it doubtful: it is taken only if a word is missing in a
    vocabulary that was made of it."""
    for guard in guards:
        lacking = _lacking_own_word(machine, *guard, place)
        if lacking is not None and lacking.is_filled and not lacking.is_own:
            lacking = None
        machine.results.note_doubt(guard, lacking, machine.journal.mark())


def _lacking_own_word(machine: Machine, test: Hashable, way: bool | str, place: Hashable) -> Lacking | None:
    match test:
        case Contains(item=item, container=container) if way is False:
            return lacking(machine, container.value, item.value, place)
        case Truthy(of=of) if way is False:
            entry = entry_asked(machine, of)
        case Compare(op=op, left=of, right=Operand(value=none)) if way is True and op is not Op.LESS and is_none(none):
            # ``if numbers.get(word) is None``
            entry = entry_asked(machine, of)
        case _:
            return None
    return None if entry is None else lacking(machine, ObjectRef(entry.owner), entry.key, place)


def entry_asked(machine: Machine, of: Operand) -> EntryOf | None:
    """The entry that was read: ``number = numbers.get(word)``, and then ``if number is None``."""
    copied = machine.reading.copied_to(of.at) if isinstance(of.at, Slot) else None
    entry = of.at if copied is None or copied[1] != of.value else copied[0]
    return entry if isinstance(entry, EntryOf) else None


def lacking(machine: Machine, asked: Value, word: Value, place: Hashable) -> Lacking | None:
    """The dict that is asked at the place for a word that may be one of those that it was made of; None for anything
    else."""
    content = machine.store.content(asked)
    if not isinstance(content, DictValue):
        return None
    owner, is_own = asked.alloc if isinstance(asked, ObjectRef) else None, is_own_word(content, word)
    is_there = is_own or may_be_there(content, word, partial(are_of_same_question, machine))
    is_filled = owner is None or machine.results.fills(owner, place, is_first=not is_there)
    return Lacking(owner, content, is_filled, is_own) if is_there else None


def doubted(machine: Machine, value: Value, vocabulary: DictValue) -> Value:
    """A value of such a path: its highest number may never come."""

    def changed(number: Number) -> Number:
        return number if may_come_for_own_word(vocabulary, number) else number.without_highest()

    return each_number(value, machine.store, changed)


def doubt_way(machine: Machine, guards: frozenset[Guard], changed: Delta, value: Value = NONE) -> Value:
    """A way ends here, behind these guards: a branch, a handler, a round, or the way to a ``continue``, ``return`` or
    ``yield``. If one of the guards is doubtful, it may never be taken. Then what it ``changed`` is never there, what
    was looked up behind that guard never comes, and neither does the ``value`` that it gives, which is returned as far
    as it stays. There is no doubt if the path is the first one that fills the vocabulary: it is taken for each new
    word."""
    doubtful = machine.results.doubtful
    for guard in guards:
        doubt = doubtful.get(guard)
        if doubt is not None and _is_doubtful(doubt.lacking, changed):
            vocabulary = doubt.lacking.vocabulary
            _doubt_held(machine, changed, vocabulary)
            _doubt_lookups(machine, guard, vocabulary, doubt.begun)
            value = doubted(machine, value, vocabulary)
    return value


def doubted_exit(machine: Machine, way_out: Exit) -> Exit:
    """The way out of a function, a round or a generator, as far as it stands: ``if word in vocab: return vocab[word]``
    makes the ways behind it doubtful."""
    doubtful = machine.results.doubtful
    if not doubtful or doubtful.keys().isdisjoint(way_out.guards):
        return way_out
    delta = dict(way_out.delta)
    value = doubt_way(machine, way_out.guards, delta, way_out.value)
    return way_out._replace(value=value, delta=delta)


def _is_doubtful(path: Lacking, changed: Delta) -> bool:
    if path.owner is not None and path.owner in changed:
        return not path.is_filled
    return path.is_own


def _doubt_held(machine: Machine, changed: Delta, vocabulary: DictValue) -> None:
    machine.store.spend(len(changed))
    for key, value in changed.items():
        if isinstance(value, DictValue):
            changed[key] = perhaps_grown(value)
        elif isinstance(value, Number | SequenceValue):
            changed[key] = doubted(machine, value, vocabulary)


def _doubt_lookups(machine: Machine, guard: Guard, vocabulary: DictValue, begun: int) -> None:
    """Doubt what was looked up behind the guard since it was noted."""

    def unsure(lookup: Lookup) -> Lookup:
        if guard not in lookup.guards or (lookup.ids is not None and may_come_for_own_word(vocabulary, lookup.ids)):
            return lookup
        return replace(lookup, ids=None, unknown="whether a word is missing in the vocabulary is not known")

    if any(type(entry) is Lookup for entry in machine.journal.noted_since(begun)):
        machine.journal.revise(begun, unsure)


# -- numbers that were looked up before the test ----------------------------------------------------------------------


def doubt_defaults(machine: Machine, owner: AllocationSite) -> None:
    """``number = numbers.get(word, -1)``, and then ``if word in numbers``: the dict has the word. What the names here
    hold besides the dict's own numbers may be the default that stands for a word that is missing, and need not come any
    more."""
    mapping = machine.store.get(owner)
    if not isinstance(mapping, DictValue) or mapping.key is None:
        return
    own = [one for one in (mapping.value, *(held for _, held in mapping.entries)) if isinstance(one, Number)]
    counted = frozenset[Symbol]().union(*map(_symbols, own))
    scope = machine.frame.scope
    for name, held in machine.store.names_in(scope):
        if not isinstance(held, Number) or held.exact is not None or _symbols(held).isdisjoint(counted):
            continue
        if held.id_facts.negative is not None or all(one.high != held.high for one in own):
            machine.store.set((scope, name), held.weakened())


def _symbols(number: Number) -> frozenset[Symbol]:
    return frozenset() if number.high is None else symbols_of(number.high)
