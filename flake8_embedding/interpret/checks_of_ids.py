"""Checks whether ids have a row: ``for i in ids: if i >= n: raise ValueError``.

Whoever gets past such a check has ids that passed it, whether or not the test is understood. So from there on it is not
known that the highest of them comes. Values show what is checked, wherever the test stands: if a number that ends with
``len(vocab)`` is tested on the way to an error, to the end of the program or to a ``return`` out of a loop, all ids of
this vocabulary are checked. A number that is known exactly is not one of many ids: ``if len(vocab) > n: raise`` is
understood.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import chain

from flake8_embedding.interpret.asked_ids import Ends, ends_of
from flake8_embedding.interpret.conditions.about_ids import asked_by
from flake8_embedding.interpret.journal_entries import IdsChecked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import add, symbols_of
from flake8_embedding.values.chosen_at_start import is_of_settings
from flake8_embedding.values.compare import at_least
from flake8_embedding.values.conjuncts import conjuncts
from flake8_embedding.values.objects import DictValue, SequenceValue
from flake8_embedding.values.predicate import Access, Decision, EntryOf, Slot, operands_of
from flake8_embedding.values.value import Guard, Number, ObjectRef, Value


def note_way_out(machine: Machine, guards: frozenset[Guard]) -> None:
    """Where these guards hold, the program ends, or a loop does. It goes on with other ids."""
    _note_check(machine, asked_on(machine, guards), guards)


def _note_check(machine: Machine, ends: Ends, guards: frozenset[Guard]) -> None:
    """From here on such ids have passed a check, unless the settings of the program lead past it."""
    path = frozenset(guard for guard in guards if is_of_settings(guard[0])) if guards else guards
    if ends or (guards and path == guards):
        machine.journal.record(IdsChecked(ends, path))


def asked_on(machine: Machine, guards: frozenset[Guard]) -> Ends:
    """Of which ids the tests on a path ask."""
    return machine.asked.told_on(guards).union(*(asked_by(machine, place) for place, _ in guards))


def note_index(machine: Machine, row: SequenceValue, index: Value) -> None:
    """``row[index]``: ids beyond the end raise an IndexError, unless the row is known to have a place for each."""
    if type(index) is Number and index.exact is None and index.high is not None:
        length = row.length.low
        if length is None or at_least(length, add(index.high, 1)) is not True:
            _note_check(machine, ends_of(index.high), machine.guards)


def note_question(machine: Machine, test: Decision, read: Iterable[Access] = ()) -> None:
    """The program asks this. In a loop it may ask it of each id. A test of what such a loop has set, by what it has
    ``read``, tells of the same ids."""
    if machine.loops.repeats:
        machine.asked.note(asked_by(machine, test))
    if machine.asked.are_kept and not isinstance(test, bool):
        operands = operands_of(test)
        places = [*read, *(operand.at for operand in operands if operand.at is not None)]
        keys = chain(*(_keys(machine, place) for place in places), *(_numbers_in(one.value) for one in operands))
        ends = machine.asked.kept_in(keys)
        if ends:
            machine.asked.note_test(conjuncts(test, holds=True) + conjuncts(test, holds=False), ends)


def keep_answers(machine: Machine, asked: set[Hashable], changed: Iterable[Hashable]) -> None:
    """A loop that has asked this of ids is done. What it has changed may hold the answers: names, lists, and the
    numbers that these are or how long they are."""
    if asked:
        held = [(key, machine.store.get(key)) for key in changed]
        machine.asked.keep(asked, (name for key, value in held for name in (key, *_numbers_in(value))))


def _numbers_in(value: Value | None) -> Iterator[Hashable]:
    """The symbols of the number, or of the length of the container."""
    number = value.length if isinstance(value, SequenceValue | DictValue) else value
    if type(number) is Number and number.exact is not None:
        yield from (symbol.key for symbol in symbols_of(number.exact))


def _keys(machine: Machine, access: Access) -> Iterator[Hashable]:
    """The name that was read, and the object that it holds."""
    match access:
        case Slot(key=key):
            yield key
            held = machine.store.get(key)
            if type(held) is ObjectRef:
                yield held.alloc
        case EntryOf(owner=owner):
            yield owner
