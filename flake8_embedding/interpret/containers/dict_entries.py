"""Entries of dicts: ``vocab[word]``, and what a ``defaultdict`` makes of a key that is not there."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.conditions.closed import is_closed
from flake8_embedding.interpret.frame import Arguments, PathEnds
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.vocabularies.handmade_vocabularies import note_vocabulary
from flake8_embedding.record import replace
from flake8_embedding.values.by_name import one_by_name
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import is_cut_key, put
from flake8_embedding.values.containers.own_last import is_before_own_last
from flake8_embedding.values.containers.parts import cut_off, has_fixed_ids, under_one_key
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.identity import any_one
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.predicates.predicate import Contains, Operand, Slot, is_predicate, operands_of
from flake8_embedding.values.provenance import Key, LengthOf, MadeOf, Part
from flake8_embedding.values.texts import values_under
from flake8_embedding.values.value import (
    Choice,
    Const,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


def entry_of(machine: Machine, mapping: DictValue, key: Value, node: cst.CSTNode) -> Value:
    """``mapping[key]`` of a plain dict."""
    known = mapping.get(key)
    if known is not None:
        return known
    sure = as_key(key) is not None
    others = [] if sure else values_under(mapping, key, machine.store)
    if mapping.others is not None:
        # This is one entry of many: the highest of the ids that are written in the file may be in another one.
        others.append(under_one_key(mapping.others, machine.store, Key(mapping, key)) if sure else mapping.others)
    if not others:
        if machine.store.watches and sure and mapping.key is None and isinstance(node, cst.Subscript):
            # Python raises KeyError here: the path ends, and a handler may go on.
            machine.store.may_be_interrupted()
            raise PathEnds
        return machine.unknown("the dict has no such entry", node)
    named = None if sure else one_by_name(others, machine.key(node))
    if named is not None:
        return named
    found = any_one(others[0] if len(others) == 1 else any_of(others, machine.key(node)))
    some = is_cut_key(mapping, key) or is_before_own_last(key, mapping.key) or is_waited_for(machine, mapping, key)
    return cut_off(found, machine.store) if some and not _is_grouped(machine, mapping) else found


def is_waited_for(machine: Machine, mapping: DictValue, key: Value) -> bool:
    """``if word == "<unk>": ids.append(index[word])``: this very word need not be the last one, or come at all.

    A published vocabulary gives each word a fixed id, which need not be the highest one: neither for the words of a
    text that stands in the program, nor for those in ``if word in common: ids.append(index[word])``.
    """
    if has_fixed_ids(mapping.others) and (is_closed(machine, key) or _is_in_another(machine, mapping, key)):
        return True
    if type(key) is Choice:
        return all(is_waited_for(machine, mapping, option.value) for option in key.options)
    if not machine.guards:
        return False
    if type(key) is not Const:
        return mapping.key is None and is_asked_about(machine, mapping, key)
    compared = (operand.value for test, _ in machine.guards if is_predicate(test) for operand in operands_of(test))
    return any(type(one) is Const and one == key for one in compared)


def is_asked_about(machine: Machine, mapping: DictValue, key: Value) -> bool:
    """Whether the way here has passed a test of the word that may leave out one of the entries, all of which stand in
    the program: after ``if tag == "PUNCT": continue`` the last one need not come. ``if tag in index`` leaves out none.
    """
    if not isinstance(key, Unknown | TextValue):
        return False
    for test, way in machine.guards:
        if not is_predicate(test):
            continue
        is_about = any(_is_made_of(machine, operand, key) for operand in operands_of(test))
        if is_about and not (way is True and isinstance(test, Contains) and _has_keys(machine, test, mapping)):
            return True
    return False


def _is_made_of(machine: Machine, operand: Operand, key: Unknown | TextValue) -> bool:
    """Whether a value is the key, or was worked out with it: ``len(word)``, ``word.isalpha()``."""
    value = operand.value
    if value == key or any(isinstance(one, Slot) and machine.store.get(one.key) == key for one in operand.read):
        return True
    if isinstance(value, Number):
        keys = [symbol.key for symbol in symbols_of(value.low) | symbols_of(value.high)]
        return key.key is not None and any(isinstance(one, MadeOf) and one.of == key.key for one in keys)
    asked = machine.results.question(value.key) if isinstance(value, Unknown) else None
    return any(one == key or _is_method(one, key) for one in asked or ())


def _is_method(one: Value, key: Unknown | TextValue) -> bool:
    """Whether it is a method of the word: ``word.isalpha``."""
    if isinstance(one, Unknown) and isinstance(one.key, Part):
        return one.key.of == key.key
    return isinstance(one, Method) and one.owner == key


def _has_keys(machine: Machine, test: Contains, mapping: DictValue) -> bool:
    """Whether the test finds each key of the dict."""
    container = machine.store.content(test.container.value)
    keys = container if isinstance(container, DictValue) else None
    if keys is not None:
        return keys.key is None and all(keys.get(name) is not None for name, _ in mapping.entries)
    items = items_of(test.container.value, machine.store)
    return items is not None and all(name in items for name, _ in mapping.entries)


def _is_in_another(machine: Machine, mapping: DictValue, key: Value) -> bool:
    """Whether the key was found in something else than the dict."""
    found = (test for test, way in machine.guards if way is True and isinstance(test, Contains))
    return any(one.item.value == key and machine.store.content(one.container.value) != mapping for one in found)


def _is_grouped(machine: Machine, mapping: DictValue) -> bool:
    """``bought[user].append(index[item])``: any item may have been bought by any user, so each part of the users may
    have bought the last one."""
    row = machine.store.content(mapping.others) if mapping.others is not None else None
    held = row.element if isinstance(row, SequenceValue) and mapping.factory is not None else None
    origin = held.origin if isinstance(held, Number) else None
    return origin is not None and origin.id_kind is IdKind.PRODUCED


def read_with_factory(machine: Machine, owner: ObjectRef, mapping: DictValue, key: Value, node: cst.CSTNode) -> Value:
    """``d[key]`` of a defaultdict: a key that is not there yet comes in, with what the factory gives."""
    if mapping.get(key) is not None or mapping.factory is None:
        return entry_of(machine, mapping, key, node)
    others = mapping.others
    if isinstance(others, ObjectRef) and isinstance(machine.store.content(others), SequenceValue | Choice):
        # It may be a new list as well, with nothing in it.
        is_one = as_key(key) is not None
        made: Value = machine.store.several.one_of(others, Key(owner.alloc, key)) if is_one else others
    else:
        made = machine.call(mapping.factory, Arguments(), node)
    grown = put(mapping, key, made, machine.key(node), is_new=True)
    if isinstance(key, Const) and mapping.key is None:
        machine.store.set(owner.alloc, grown)
        return made
    # Other keys may have come in by reads before. Only the numbering is still known.
    text = f"len({owner.alloc.text})" if owner.alloc.text else "the length of the dict"
    place = Key(machine.key(node), "grown")
    before = mapping.length.exact
    is_another = isinstance(before, Linear) and all(one.key != LengthOf(place) for one in before.symbols)
    above = (before,) if isinstance(before, Linear) and is_another else ()
    length = unknown_length(place, text, least=len(grown.entries) + 1, above=above)
    machine.store.set(owner.alloc, replace(grown, length=length, repeats=False))
    note_vocabulary(machine, owner, node)
    noted = machine.store.content(owner)
    return entry_of(machine, noted if isinstance(noted, DictValue) else grown, key, node)
