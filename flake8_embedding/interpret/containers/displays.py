"""Displays: tuples, lists, sets and dicts as they are written."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.containers.put_in import note_own_words
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.iterators import taken_wholly
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arrays.fields import with_zero_in_front
from flake8_embedding.values.containers.contents import any_in, element_of, is_each_once, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import merged, put
from flake8_embedding.values.containers.nests import is_vast
from flake8_embedding.values.containers.own_last import with_own
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import set_of
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.lengths import length_of_at_least
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.texts import are_apart
from flake8_embedding.values.value import Const, Number, ObjectRef, Value


def _items(machine: Machine, elements: list[cst.BaseElement]) -> tuple[list[Value], list[Value], list[Value]]:
    """The values of a display's elements, starred ones in place; those starred of which the elements are not known; and
    the values without what stands for the elements of these."""
    values: list[Value] = []
    own: list[Value] = []
    unknown: list[Value] = []
    for element in elements:
        value = machine.evaluate(element.value)
        if type(element) is not cst.StarredElement:
            values.append(value)
            own.append(value)
            continue
        value = taken_wholly(machine, value, element)
        inner = items_of(value, machine.store)
        if inner is None:
            unknown.append(value)
            values.append(element_of(value, machine.store, machine.key(element)))
        else:
            values.extend(inner)
            own.extend(inner)
    return values, unknown, own


def _sequence(machine: Machine, node: cst.CSTNode, kind: str, elements: list[cst.BaseElement]) -> Value:
    values, starred, own = _items(machine, elements)
    complete = not starred
    # ``[0, *[vocab[word] for word in words]]``
    each_once = len(starred) == 1 and is_each_once(starred[0], machine.store)
    if len(starred) == 1 and len(elements) == 2 and kind != "set":
        # ``(0, *np.cumsum(sizes)[:-1])``: where the ids of each field begin.
        begins = with_zero_in_front(values[0], machine.store.content(starred[0]))
        if begins is not None:
            return begins
    key = machine.key(node)
    element = any_in(values, machine.store, key)
    if complete and len(values) <= ITEMS:
        return SequenceValue.of(kind, tuple(values), element)
    if complete:
        return SequenceValue(kind, element, Number.exactly(len(values)), each_once=each_once)
    ends = type(elements[-1]) is not cst.StarredElement and isinstance(values[-1], Const)
    element = with_own(element, values, values, is_last=ends)
    written = sum(type(one) is not cst.StarredElement for one in elements)
    length = length_of_at_least(written, key)
    distinct = len(starred) == 1 and _is_distinct_with(machine, starred[0], tuple(own))
    return SequenceValue(kind, element, length, each_once=each_once, distinct=distinct)


def _is_distinct_with(machine: Machine, starred: Value, own: tuple[Value, ...]) -> bool:
    """Whether no element of ``["<PAD>", *words]`` occurs twice; "<PAD>" is its ``own``."""
    words = machine.store.content(starred)
    if not isinstance(words, SequenceValue):
        return False
    return are_apart([SequenceValue.of("list", own, words.element), words])


def _tuple(machine: Machine, node: cst.Tuple) -> Value:
    made = _sequence(machine, node, "tuple", list(node.elements))
    if isinstance(made, SequenceValue) and is_vast(made):
        return machine.unknown("too many tuples lie inside each other", node)
    return made


def _list(machine: Machine, node: cst.List) -> Value:
    made = _sequence(machine, node, "list", list(node.elements))
    return machine.allocate(node, made) if isinstance(made, SequenceValue) else made


def _set(machine: Machine, node: cst.Set) -> Value:
    found = _sequence(machine, node, "set", list(node.elements))
    assert isinstance(found, SequenceValue)
    exact = set_of(found.items, machine.store, machine.key(node)) if found.items is not None else None
    length = unknown_length(machine.key(node))
    return machine.allocate(node, exact or SequenceValue("set", found.element, length, distinct=True))


def _dict(machine: Machine, node: cst.Dict) -> Value:
    key = machine.key(node)
    if len(node.elements) > ITEMS:
        return machine.allocate(node, _long_dict(machine, node))
    built = DictValue((), None, None, Number.exactly(0))
    for element in node.elements:
        match element:
            case cst.DictElement():
                name, value = machine.evaluate(element.key), machine.evaluate(element.value)
                built = put(built, name, value, Key(key, id(element)))
            case cst.StarredDictElement():
                other = machine.store.content(machine.evaluate(element.value))
                built = merged(built, other, Key(key, id(element)))
    made = machine.allocate(node, built)
    note_own_words(machine, built, (name for name, _ in built.entries))
    if built.key is not None:
        note_vocabulary(machine, made, node)
    if isinstance(made, ObjectRef) and built.key is None and len(built.entries) > 1:
        machine.vocabularies.note_written(made, node)
    return made


def _long_dict(machine: Machine, node: cst.Dict) -> DictValue:
    """A dict literal that is data: what its keys and values have in common, and how many different keys there are."""
    key = machine.key(node)
    pairs = [
        (machine.evaluate(element.key), machine.evaluate(element.value))
        for element in node.elements
        if isinstance(element, cst.DictElement)
    ]
    names = {name for name, _ in pairs}
    sure = len(pairs) == len(node.elements) and all(isinstance(name, Const | Number) for name in names)
    length = Number.exactly(len(names)) if sure else unknown_length(key)
    keys, values = ([pair[side] for pair in pairs] for side in (0, 1))
    return DictValue((), any_of(keys, Key(key, 0)), any_of(values, Key(key, 1)), length)
