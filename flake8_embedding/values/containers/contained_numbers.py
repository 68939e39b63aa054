"""The range of all numbers in a nest of containers: what a look-up with it looks up."""

from __future__ import annotations

from flake8_embedding.limits import EXACT_FLOATS, LIST_NESTING
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import _PLAIN, is_empty, ways_of
from flake8_embedding.values.containers.sequences import KeepsNumbers, SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.arithmetic import as_number
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.provenance import Item
from flake8_embedding.values.relations import is_read
from flake8_embedding.values.value import Choice, Const, Number, ObjectRef, Unknown, Value, asks_in_turn


def numbers_in(value: Value, store: Store, depth: int = LIST_NESTING) -> Number | None:
    """The range of all numbers in a nest of lists and arrays: what a look-up with it looks up.

    None where it holds something else, or nothing that is known.
    """
    if depth == 0:
        return None
    if type(value) is Number:
        return value
    content = store.content(value) if type(value) is ObjectRef else value
    match content:
        case Number() as found:
            return found
        case Const():
            return _number_of_constant(content)
        case SequenceValue(items=items, element=element):
            if items is None:
                each = element if type(element) is not Choice else any_of([element], None)
                return numbers_in(each, store, depth - 1)
            return _numbers_of(content, items, store, depth - 1)
        case Choice():
            return _numbers_of_choice(content, store, depth - 1)
        case Unknown() as unknown:
            return replace(opaque_number(_column_of(unknown)), low=None)
    return None


def _column_of(unknown: Unknown) -> Unknown:
    """The column itself in place of any of its elements: a loader that asks for ``self.users[i]`` asks for all."""
    match unknown.key:
        case Item(of=column, index=(index,)) if asks_in_turn(index) and is_read(column):
            return unknown.derived(column)
    return unknown


def _number_of_constant(constant: Const) -> Number | None:
    match constant.value:
        case bool():
            return as_number(constant)
        case float() as real if real == real and abs(real) < EXACT_FLOATS:
            return Number.exactly(int(real))
    return None


def _numbers_of_choice(choice: Choice, store: Store, depth: int) -> Number | None:
    # On a path where the list is empty, nothing is looked up.
    filled = [one.value for one in ways_of(choice, store) if not is_empty(one.value, store)]
    inner = [numbers_in(value, store, depth) for value in filled]
    sure = [found for found in inner if found is not None]
    if not sure or len(sure) < len(inner):
        return None
    return sure[0] if all(one == sure[0] for one in sure) else hull(sure).without_highest()


def _numbers_of(sequence: KeepsNumbers, items: tuple[Value, ...], store: Store, depth: int) -> Number | None:
    """The range of all numbers in the items. It is kept with the sequence if the items are plain values: then no change
    of an object can change it."""
    plain = depth > 0 and _PLAIN.issuperset(map(type, items))
    if plain:
        try:
            return sequence.numbers
        except AttributeError:
            pass
    known: list[Number] = []
    for item in items:
        found = numbers_in(item, store, depth)
        if found is None:
            break
        known.append(found)
    numbers = hull(known) if known and len(known) == len(items) else None
    if plain:
        sequence.numbers = numbers
    return numbers


def mixed_numbers_in(value: Value, store: Store) -> Number | None:
    """The range of all numbers, as ``numbers_in`` gives it, for an array whose columns may be taken apart again: users
    beside films. The highest number is known to come in each column only if all columns have the same range."""
    numbers = numbers_in(value, store)
    content = store.content(value)
    if numbers is None or not isinstance(content, SequenceValue):
        return numbers
    row = store.content(content.element)
    parts = content.items or ()
    if not parts and isinstance(row, SequenceValue):
        if row.items is None:
            # The columns may stand behind several dimensions.
            return mixed_numbers_in(row, store)
        parts = row.items
    elif not any(isinstance(store.content(part), SequenceValue) for part in parts):
        return numbers
    each = [mixed_numbers_in(part, store) for part in parts]
    alike = all(one == each[0] for one in each) and (not each or each[0] == numbers_in(parts[0], store))
    return numbers if alike else numbers.weakened()
