"""Iterators give each element once. An element that somebody has taken is not in the iterator any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.protocols import iterated
from flake8_embedding.interpret.paths.past_none import past_none
from flake8_embedding.interpret.rounds.demands import (
    METHODS_THAT_STOP_EARLY,
    METHODS_THAT_TAKE_ALL,
    TAKE_NONE,
    may_stop_early,
    takes_all,
)
from flake8_embedding.library.spec import Entry
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.parts import each_number, one_of
from flake8_embedding.values.containers.sequences import ITERATORS, SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import IteratorOver, Key
from flake8_embedding.values.value import Choice, Number, ObjectRef, Unknown, Value


def gone_over(machine: Machine, node: cst.BaseExpression, loop: cst.CSTNode) -> Value:
    """What a loop over the expression goes over; a generator runs now."""
    return taken_by_loop(machine, iterated(machine, past_none(machine, machine.evaluate(node)), node), node, loop)


def taken_by_loop(machine: Machine, iterator: Value, node: cst.BaseExpression, loop: cst.CSTNode) -> Value:
    """What a loop goes over, whose head is evaluated already; a generator runs now."""
    value = machine.resumed(iterator)
    if not _is_iterator(machine, value):
        return value
    shared = isinstance(node, cst.Name) and _is_taken_inside(loop, node.value)
    taken = taken_from(machine, value, wholly=not shared and not machine.stops_early)
    # The rounds may themselves take elements out of it: ``for key in it: value = next(it)``.
    return _some_left(machine, taken, Key(machine.key(node), "rounds")) if shared else taken


def taken_wholly(machine: Machine, value: Value, node: cst.CSTNode) -> Value:
    """All that a loop over the value would give: ``[*words]``, ``print(*words)``, ``x += words``."""
    return taken_from(machine, machine.resumed(iterated(machine, value, node)))


def taken_from(machine: Machine, value: Value, *, wholly: bool = True) -> Value:
    """The elements of an iterator, which nobody gets again. Any other value stays as it is."""
    if not isinstance(value, ObjectRef) or not _is_iterator(machine, value):
        return value
    content, key = machine.store.content(value), Key("taken from", value.alloc)
    machine.store.set(value.alloc, _nothing_left(content, key) if wholly else _some_left(machine, content, key))
    return content


def note_taken(machine: Machine, entry: Entry | None, path: str, given: Arguments, made: Value) -> None:
    """A library's function has gone over the iterators that it was given, or may have done so."""
    if path in TAKE_NONE or ObjectRef not in map(type, given.values):
        return
    if may_stop_early(machine, path, given):
        _note_taken(machine, given, made, partial(_some_left, machine))
    elif takes_all(machine, entry, path, given):
        _note_taken(machine, given, made, _nothing_left)
    else:
        _note_taken(machine, given, made, partial(_perhaps_left, machine))


def note_taken_by_method(machine: Machine, name: str, given: Arguments, made: Value) -> None:
    """``words.extend(it)``"""
    if name in METHODS_THAT_TAKE_ALL:
        _note_taken(machine, given, made, _nothing_left)
    elif name in METHODS_THAT_STOP_EARLY:
        _note_taken(machine, given, made, partial(_some_left, machine))


def _note_taken(machine: Machine, given: Arguments, made: Value, left: Callable[[Value, Key], Value]) -> None:
    for value in given.values:
        if type(value) is ObjectRef and value != made and _is_iterator(machine, value):
            content = machine.store.content(value)
            machine.store.set(value.alloc, left(content, Key("taken from", value.alloc)))


def _nothing_left(content: Value, key: Key) -> Value:
    """An iterator at its end. What is unknown may be gone over again: ``iter(loader)``."""
    if isinstance(content, Unknown):
        return content.derived(key)
    return SequenceValue.of("iterator", (), Unknown("the iterator is at its end", key))


def _perhaps_left(machine: Machine, content: Value, key: Key) -> Value:
    """All elements, or some, or none."""
    return each_number(_some_left(machine, content, key), machine.store, Number.weakened)


def _some_left(machine: Machine, content: Value, key: Key) -> Value:
    """Some of the elements, and it is not known which."""
    if isinstance(content, Choice):
        return Choice(tuple(replace(one, value=_some_left(machine, one.value, key)) for one in content.options))
    if isinstance(content, Unknown):
        return content.derived(key)
    if not isinstance(content, SequenceValue):
        return content
    element = one_of(content.element, machine.store)
    return SequenceValue(content.kind, element, unknown_length(key, most=content.length))


def _is_iterator(machine: Machine, value: Value) -> bool:
    if type(value) is not ObjectRef:
        return False
    options = [option.value for option in alternatives_of(machine.store.content(value))]
    if all(isinstance(one, Unknown) for one in options):
        return machine.store.get(IteratorOver(value.alloc)) is not None
    return all(isinstance(one, SequenceValue) and one.kind in ITERATORS for one in options)


def _is_taken_inside(loop: cst.CSTNode, name: str) -> bool:
    """Whether the rounds of a loop take elements out of the iterator themselves."""
    return sum(type(one) is cst.Name and one.value == name for one in nodes_in(loop)) > 1
