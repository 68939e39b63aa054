"""Vocabularies made by hand: dicts from words to running numbers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

import libcst as cst

from flake8_embedding.interpret.journal_entries import WordsPresumed
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.entries import are_running, entries_of
from flake8_embedding.values.containers.parts import has_fixed_ids
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.bounds import constant_of, distance, number, symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.value import AllocationSite, Number, ObjectRef, Value


def note_vocabulary(machine: Machine, made: Value, node: cst.CSTNode) -> None:
    """If the dict is a vocabulary, note its ids under its length: a table of this length gets these ids.

    A dict is a vocabulary only if its highest value depends on how many entries there are.
    """
    content = machine.store.content(made)
    if type(made) is ObjectRef and type(content) is DictValue and content.numbered is None:
        _note_presumed(machine, _presumed_length(machine, made.alloc, content))
    if type(made) is ObjectRef and type(content) is DictValue and content.key is None:
        _note_entries(machine, made, content, node)
        return
    if type(made) is not ObjectRef or type(content) is not DictValue or type(content.others) is not Number:
        return
    ids, length = content.others, content.length.exact
    if ids.high is None or not (ids.attained or ids.comes is not None) or length is None:
        return
    counted = symbols_of(ids.high)
    size = constant_of(length)
    if size is not None and ids.low is not None and distance(ids.high, ids.low) == size - 1:
        origin = Origin(_name_of(made), node, counted=length, path=machine.guards)
        machine.store.set(made.alloc, replace(content, value=replace(ids, origin=origin)))
        machine.vocabularies.note_written(made, node)
        return
    own = symbols_of(length)
    counts = own | {symbol for one in own for most in one.most for symbol in most.symbols}
    if not counted & counts:
        return
    fixed = has_fixed_ids(ids)
    ids = replace(ids, origin=Origin(_name_of(made), node, counted=length, path=machine.guards, fixed=fixed))
    noted = replace(content, value=ids) if content.numbered is None else replace(content, origin=ids.origin)
    machine.store.set(made.alloc, noted)
    # In ``{word: len(old) + i for i, word in enumerate(new)}`` the length of old is where the numbers begin.
    for symbol in own | (counted & counts):
        machine.vocabularies.note(symbol, made, ids)


def note_counted_beside(machine: Machine, carried: Delta) -> None:
    """``index[word] = n``, ``n += 1``: for a word that is one of the first keys n grows, and the dict does not.
    ``carried`` is what each round of the loop begins with, which is done now."""
    counted = [held.exact for held in carried.values() if type(held) is Number and held.exact is not None]
    counters = {symbol for one in counted for symbol in symbols_of(one)}
    for name, held in carried.items():
        if not counters.isdisjoint(_presumed_length(machine, name, held)):
            _note_presumed(machine, _presumed_length(machine, name, machine.store.get(name)))


def _presumed_length(machine: Machine, name: Hashable, held: Value | None) -> frozenset[Symbol]:
    """The symbols in the length of a dict, if words of the data may be keys of the program's own in it."""
    if type(name) is not AllocationSite or not machine.vocabularies.is_presumed(ObjectRef(name)):
        return frozenset()
    length = held.length.exact if type(held) is DictValue else None
    return frozenset() if length is None else symbols_of(length)


def _note_presumed(machine: Machine, lengths: Collection[Symbol]) -> None:
    if lengths:
        machine.journal.record(WordsPresumed(frozenset(one.key for one in lengths)))


def _note_entries(machine: Machine, made: ObjectRef, content: DictValue, node: cst.CSTNode) -> None:
    """``note_vocabulary`` for a dict of which every entry is known: its values must be running numbers."""
    if len(content.entries) > ITEMS:
        # A program wrote it. Each entry knows how many there are, so for each that is added all would be made again.
        return
    values = [value for _, value in content.entries]
    ids = [value.constant for value in values if isinstance(value, Number) and value.constant is not None]
    if len(ids) < len(values) or len(ids) < 2 or ids != list(range(ids[0], ids[0] + len(ids))):
        return
    machine.vocabularies.note_written(made, node)
    origin = Origin(_name_of(made), node, counted=number(len(ids)), path=machine.guards)
    entries = tuple(
        (key, replace(value, origin=origin) if isinstance(value, Number) else value) for key, value in content.entries
    )
    machine.store.set(made.alloc, replace(content, entries=entries).grown_from(content))


def ids_of_written(machine: Machine, counted: Value) -> Iterator[Number]:
    """The ids of the vocabularies in the file that have the entries of a container: its length is theirs."""
    wanted = entries_of(counted)
    if wanted is not None:
        yield from machine.vocabularies.ids_of(wanted)
    for alloc, place in machine.vocabularies.written.items():
        held = machine.store.get(alloc)
        if isinstance(held, DictValue) and (held == counted if wanted is None else entries_of(held) == wanted):
            ids = _numbers_of(held)
            if ids is not None:
                origin = Origin(_name_of(ObjectRef(alloc)), place, counted=held.length.exact)
                yield replace(ids, origin=ids.origin or origin, birth=None)


def _numbers_of(vocabulary: DictValue) -> Number | None:
    """The numbers in a dict from entries to running numbers; None where they are others."""
    if vocabulary.key is not None:
        return vocabulary.others if isinstance(vocabulary.others, Number) else None
    values = [value for _, value in vocabulary.entries if isinstance(value, Number)]
    numbers = frozenset(value.constant for value in values if value.constant is not None)
    each_has_one = len(numbers) == len(vocabulary.entries) > 1
    return hull(values) if each_has_one and are_running(numbers) else None


def _name_of(made: ObjectRef) -> str:
    return f"ids in {made.alloc.text}" if made.alloc.text else "ids in the dict"
