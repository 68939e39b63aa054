"""Questions about containers: how long, what is in it, which ids does it hold.

Every answer holds for lists, dicts, arrays, strings and unknown things alike; objects are looked up in the store.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.limits import ITEMS, LIST_NESTING
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.vectors import VectorsOf
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.own_last import each_key, of_either, of_extended
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.memory.join import any_of, join
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.lengths import least_length
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import length_number, unknown_length
from flake8_embedding.values.objects import ModelObject
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.text_changes import LETTER
from flake8_embedding.values.value import Choice, Const, Guarded, Number, ObjectRef, Symbolic, TextValue, Unknown, Value

_LOOKED_AT = 8
"""Elements of a list that are looked at to see what kind of things it holds."""

_PLAIN = frozenset({Const, Number, TextValue, Unknown})


def length_of(value: Value, store: Store) -> Number | None:
    """``len(value)``, or None where it has no length or none that can be named."""
    match store.content(value):
        case SequenceValue(length=length) | DictValue(length=length) | DataFrame(length=length):
            return length
        case Const(value=str() | bytes() as text):
            return Number.exactly(len(text))
        case TextValue(name=name) if name is not None:
            return unknown_length(name)
        case Unknown(key=VectorsOf(dimensions=1, width=width)):
            return width
        case Unknown() as unknown:
            return length_number(unknown)
    return None


def any_in(values: list[Value], store: Store, key: Hashable) -> Value:
    """One value for all of these: what they have in common. Objects are compared by their content."""
    if len(values) > 1 and ObjectRef in map(type, values) and len(set(values)) > 1:
        one = store.several.one_of_these(values, key)
        if one is not None:
            return one
        store.note_side_by_side(values)
        return any_of([store.content(value) for value in values], key, values)
    return any_of(values, key)


def ways_of(choice: Choice, store: Store) -> list[Guarded]:
    """The alternatives, each with what it holds on the way that leads to it: ``x = a if test else b`` and then
    ``x[:] = 1`` has written to ``a`` only where the test holds."""
    ways: list[Guarded] = []
    for option in choice.options:
        content = store.content(option.value)
        there = (
            [one for one in content.options if compatible(option.guards, one.guards)]
            if isinstance(content, Choice) and option.guards
            else []
        )
        ways += [Guarded(one.value, option.guards | one.guards) for one in there] or [option]
    return ways


def element_of(value: Value, store: Store, key: Hashable) -> Value:
    """What one round of ``for x in value`` gives."""
    match store.content(value):
        case SequenceValue(kind=kind, items=None) as row:
            several = objects_among(row)
            element = any_in(list(several), store, key) if several else _of_any_place(row.element)
            found = as_cell(as_row(row, any_one(_of_any_round(element, store, key))), kind)
            is_open = kind == "array" and row.shape is None
            return replace(found, may_be_row=True) if is_open and isinstance(found, Number) else found
        case SequenceValue(kind=kind, items=items) if items is not None:
            return as_cell(any_one(any_in(list(items), store, key)), kind)
        case DictValue() as mapping:
            return each_key(mapping, key)
        case TextValue(changes=changes):
            return TextValue(changes=changes if changes[-1:] == (LETTER,) else (*changes, LETTER))
        case Const(value=str()):
            return TextValue(changes=(LETTER,))
        case Choice() as choice:
            # A list that is empty on some path gives no round there.
            filled = [option for option in ways_of(choice, store) if not is_empty(option.value, store)]
            elements = [element_of(one.value, store, key) for one in filled]
            if elements and all(map(is_range, elements)):
                return join([(one, way.guards) for one, way in zip(elements, filled, strict=True)], key)
            return of_either(any_in(elements, store, key), elements)
        case Number() as numbers:
            # What is iterated over is an array of which the range is known.
            return some_of(numbers)
        case Unknown() as unknown:
            return of_extended(unknown, unknown.part("[element]"))
    return Unknown("it cannot be iterated over", (key, "element"))


def _of_any_place(element: Value) -> Value:
    """Rounds may leave out the rows that have the highest id: ``for k, row in enumerate(x): if k: ...``."""
    return some_of(element) if type(element) is Number and element.id_facts.is_patched else element


def is_range(element: Value) -> bool:
    """Whether it is any of some numbers of which the ends are known."""
    return type(element) is Number and element.high is not None


def as_cell(element: Value, kind: str) -> Value:
    """The element of a sequence of this kind; of an array it is known to be one."""
    return replace(element, is_cell=True) if kind == "array" and type(element) is Number else element


def as_row(array: SequenceValue, element: Value) -> Value:
    """``element`` as what an array of several dimensions has in its first one, an array of the others; of any other
    sequence it is what it was."""
    if array.kind != "array" or array.shape is None or len(array.shape) < 2 or type(element) is not Number:
        return element
    length = array.shape[1]
    if not isinstance(length, Number):
        return element
    return SequenceValue("array", element, length, shape=array.shape[1:])


def objects_among(row: SequenceValue) -> tuple[Value, ...]:
    """The elements of a list in some other order, if objects are among them: ``sorted([a, b])``. What they hold may
    have changed since."""
    members = row.members
    return members if members is not None and ObjectRef in map(type, members) else ()


def _of_any_round(element: Value, store: Store, key: Hashable) -> Value:
    """An element of a list that rounds have made. One round took one way and another round the other: what a test in a
    round has shown holds for its own element only."""
    match element:
        case Choice():
            return any_of([element], key)
        case SequenceValue(items=items) if items is not None and Choice in set(map(type, items)):
            parts = tuple(_common(item, store, (key, place)) for place, item in enumerate(items))
            return element if parts == items else replace(element, items=parts)
    return element


def _common(item: Value, store: Store, key: Hashable) -> Value:
    """What the alternatives of a value have in common; the value itself where that is nothing."""
    if type(item) is not Choice:
        return item
    found = any_in([option.value for option in item.options], store, key)
    return item if isinstance(found, Unknown) else found


def items_of(value: Value, store: Store) -> tuple[Value, ...] | None:
    """All elements in order, or None where they are not known one by one."""
    match store.content(value):
        case SequenceValue(items=items):
            return items
        case DictValue(entries=entries, key=None, in_any_order=False):
            return tuple(known for known, _ in entries)
        case ModelObject(layers=layers, inputs=None):
            return layers
    return None


def texts_in(value: Value, store: Store) -> tuple[str, ...] | None:
    """The texts in a list of texts, in order. None if something else is in it, or not all texts are known."""
    items = items_of(value, store)
    texts = tuple(item.value for item in items or () if isinstance(item, Const) and isinstance(item.value, str))
    return texts if items is not None and len(texts) == len(items) else None


def members_of(value: Value, store: Store) -> tuple[Value, ...] | None:
    """All elements in whatever order, or None where they are not known one by one."""
    content = store.content(value)
    match content:
        case SequenceValue(items=None, members=members):
            return members
        case DictValue(entries=entries, key=None):
            return tuple(known for known, _ in entries)
    return items_of(content, store)


def rounds_of(value: Value, store: Store) -> tuple[Value, ...] | None:
    """What each round of a loop gives, where that is known one by one: the elements, or a text's letters."""
    match store.content(value):
        case Const(value=str(text)):
            return tuple(map(Const, text)) if len(text) <= ITEMS else None
        case SequenceValue(kind="array", items=items) if items is not None:
            return tuple(as_cell(item, "array") for item in items)
    return items_of(value, store)


def is_distinct(value: Value, store: Store) -> bool:
    """Whether no element can occur twice."""
    match store.content(value):
        case DictValue():
            return True
        case SequenceValue(distinct=distinct):
            return distinct
        case Choice(options=options):
            return all(is_distinct(option.value, store) for option in options)
    return False


def is_each_once(value: Value, store: Store) -> bool:
    """Whether there is one element for each of some different things: ``[vocab[w] for w in set(words)]``. The elements
    themselves may be equal; a part of the list may lack the highest id."""
    content = store.content(value)
    if type(content) is Choice:
        return all(is_each_once(option.value, store) for option in content.options)
    return is_distinct(content, store) or (type(content) is SequenceValue and content.each_once)


def is_turned(value: Value, store: Store) -> bool:
    """Whether it was put into another order, so that the element with the highest number may come first."""
    content = store.content(value)
    return isinstance(content, SequenceValue) and content.turned


def is_surely_filled(value: Value, store: Store) -> bool:
    """Whether it has an element, whichever of several things it is."""
    content = store.content(value)
    if isinstance(content, Choice):
        return all(is_surely_filled(option.value, store) for option in content.options)
    return least_length(length_of(content, store)) > 0


def is_empty(value: Value, store: Store) -> bool:
    """Whether it is a list that is known to have no element."""
    content = store.content(value)
    return isinstance(content, SequenceValue) and content.items == ()


def innermost(value: Value, store: Store) -> Value:
    """What the elements of a list's elements are, up to the first list whose elements are known one by one.

    A list that holds itself has no end: so many levels as a batch may have are followed.
    """
    found = store.content(value)
    for _ in range(LIST_NESTING):
        if not isinstance(found, SequenceValue) or found.items is not None:
            break
        found = store.content(found.element)
    return found


def has_symbolic(values: Iterable[Value], store: Store) -> bool:
    """Whether any of the values is, or contains, a tensor of a functional model."""
    if not store.has_tensors:
        return False
    unsure = [value for value in values if type(value) not in _PLAIN]
    return bool(unsure) and any(is_symbolic(one, store) for one in unsure)


def is_symbolic(value: Value, store: Store, depth: int = LIST_NESTING) -> bool:
    """Whether the value is, or contains, a tensor of a functional model."""
    if not store.has_tensors:
        return False
    # This is asked of every argument and element, and most are plain values.
    if depth == 0 or type(value) in _PLAIN:
        return False
    content = store.content(value)
    match content:
        case Symbolic():
            return True
        case SequenceValue(items=items) if items is not None:
            # A list with tensors has only tensors: if the first elements are numbers, it is data.
            return any(is_symbolic(item, store, depth - 1) for item in items[:_LOOKED_AT] if type(item) not in _PLAIN)
        case SequenceValue(element=element, begins=begins):
            return any(is_symbolic(item, store, depth - 1) for item in (element, *begins[:_LOOKED_AT]))
        case DictValue(entries=entries):
            return any(is_symbolic(item, store, depth - 1) for _, item in entries)
        case Choice(options=options):
            return any(is_symbolic(option.value, store, depth - 1) for option in options)
    return False
