"""Comprehensions over known elements: what each round gives, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

import libcst as cst

from flake8_embedding.interpret.assign import assign
from flake8_embedding.interpret.conditions.decide import truth_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.iterators import gone_over
from flake8_embedding.limits import ITEMS, UNROLLED, UNROLLED_OBJECTS, UNROLLED_TEXTS
from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import items_of, members_of, rounds_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import put
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NONE, AllocationSite, Choice, ClassValue, Const, Number, ObjectRef, Value


def is_unrolled(machine: Machine, items: tuple[Value, ...]) -> bool:
    """Whether a loop over these elements is evaluated round by round."""
    if len(items) <= UNROLLED:
        return True
    if len(items) <= UNROLLED_OBJECTS and all(_is_own_object(machine, item) for item in items):
        return True
    return len(items) <= UNROLLED_TEXTS and all(_has_text(machine, item) for item in items)


def _is_own_object(machine: Machine, item: Value) -> bool:
    """Whether it is an object of a class of the program: a block of a network, which is called with what the block
    before has given."""
    content = machine.store.content(item) if isinstance(item, ObjectRef) else None
    return isinstance(content, Instance) and isinstance(content.cls, ClassValue)


def _has_text(machine: Machine, item: Value) -> bool:
    parts = items_of(item, machine.store) or (item,)
    return any(isinstance(part, Const) and isinstance(part.value, str) for part in parts)


@record(frozen=False)
class Found:
    """What the rounds of a comprehension give, one after the other."""

    values: list[Value]
    in_any_order: bool = False


def is_made_text(node: cst.BaseExpression) -> bool:
    """``f"word{k}"``, ``str(k)``, ``chr(k)``, ``letters[k]``: what is made is a sample of words, or an alphabet."""
    match node:
        case cst.Call(func=cst.Name(value="str" | "chr")) | cst.FormattedString():
            return True
        case cst.Subscript(value=cst.Name(), slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name()))]):
            return True
    return False


def each_round(
    machine: Machine, for_in: cst.CompFor, iterated: Value, inside: Callable[[], Value], *, texts: bool = False
) -> Found | None:
    """What each round gives, if all elements and conditions are known. Otherwise None, and nothing has happened.
    ``texts``: it is a text that is made of the element."""
    in_order = rounds_of(iterated, machine.store)
    items = members_of(iterated, machine.store) if in_order is None else in_order
    if items is None or not (is_unrolled(machine, items) or (texts and len(items) <= UNROLLED_TEXTS)):
        return None
    begun = machine.journal.mark()
    found = Found([], in_any_order=in_order is None)
    with machine.path() as changed:
        known = True
        for number, item in enumerate(items):
            with machine.apart(number):
                known = known and with_target(machine, for_in, item, partial(_one, machine, for_in, inside, found))
    if not known:
        machine.journal.rollback(begun)
        return None
    machine.store.apply(changed)
    return found


def surely_passing(machine: Machine, for_in: cst.CompFor, iterated: Value) -> int:
    """How many of some known elements surely meet the conditions: ``[v for v in [0, n] if v < 6]`` is not empty."""
    content = machine.store.content(iterated)
    if isinstance(content, Choice):
        return min(surely_passing(machine, for_in, option.value) for option in content.options)
    items = rounds_of(iterated, machine.store)
    if items is None or not is_unrolled(machine, items) or not for_in.ifs or for_in.inner_for_in is not None:
        return 0
    begun, found = machine.journal.mark(), 0
    for number, item in enumerate(items):
        with machine.path(), machine.apart(number):
            found += with_target(machine, for_in, item, partial(_passes, machine, for_in))
        machine.journal.rollback(begun)
    return found


def _passes(machine: Machine, for_in: cst.CompFor) -> bool:
    return all(truth_of(machine, machine.evaluate(condition.test), condition) is True for condition in for_in.ifs)


def _one(machine: Machine, for_in: cst.CompFor, inside: Callable[[], Value], found: Found) -> bool:
    """Add what one element gives to what was found. False if that is not known, or too much."""
    for condition in for_in.ifs:
        truth = truth_of(machine, machine.evaluate(condition.test), condition)
        if truth is not True:
            return truth is False
    if for_in.inner_for_in is None:
        found.values.append(inside())
    else:
        more = each_round(machine, for_in.inner_for_in, gone_over(machine, for_in.inner_for_in.iter, for_in), inside)
        if more is None:
            return False
        found.values.extend(more.values)
        found.in_any_order |= more.in_any_order
    return len(found.values) <= ITEMS


def key_part(element: cst.BaseExpression) -> cst.BaseExpression:
    """The element, or the first one of a pair: the key, if a dict is made of the pairs."""
    match element:
        case cst.Tuple(elements=[cst.Element(value=first), *_]):
            return first
    return element


def dict_of(machine: Machine, pairs: list[Value], key: Hashable) -> DictValue:
    """The dict with these entries, put in one after the other."""
    built = DictValue((), None, None, Number.exactly(0))
    for place, pair in enumerate(pairs):
        name, value = items_of(pair, machine.store) or (NONE, NONE)
        built = put(built, name, value, Key(key, place))
    return built


T = TypeVar("T")


def scope_of(machine: Machine, for_in: cst.CompFor) -> AllocationSite:
    """Where the names are bound that a comprehension goes over."""
    return machine.allocs.of(Key("comprehension", id(for_in)), machine.calls)


def with_target(machine: Machine, for_in: cst.CompFor, element: Value, inside: Callable[[], T]) -> T:
    """Evaluate with the target bound in a scope of its own: a comprehension's names do not leak into the function."""
    scope = scope_of(machine, for_in)
    machine.add_scope(scope, machine.frame.scope)
    frame = machine.frame
    outer, frame.scope = frame.scope, scope
    frame.inner_scopes += 1
    try:
        assign(machine, for_in.target, element)
        return inside()
    finally:
        frame.scope = outer
        frame.inner_scopes -= 1
