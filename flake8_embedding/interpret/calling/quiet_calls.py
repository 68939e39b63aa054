"""Calls that have changed nothing but the names of the function so far.

A loop is looked at ahead to see what a round changes, and then evaluated. What such a call gave before is enough for
the look ahead: whether what is assumed then holds, the evaluation shows, in which the function is called.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.state import site_of
from flake8_embedding.values.arrays.vectors import other_vectors, vectors_in
from flake8_embedding.values.containers.nests import snapshot
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import NO_GUARDS
from flake8_embedding.values.provenance import Mark
from flake8_embedding.values.value import (
    AllocationSite,
    Choice,
    Const,
    FloatNumber,
    FunctionValue,
    Guarded,
    Number,
    TextValue,
    Unknown,
    Value,
)


def seen_ahead(machine: Machine, function: FunctionValue, node: cst.CSTNode) -> Value | None:
    """What the call gives where a loop is only looked at ahead, and it was evaluated before and changed nothing. None
    where its body has to be evaluated. What another call gave says little: ``model(x)`` and ``model(x, targets)`` may
    take different ways."""
    if not machine.loops.comes_again:
        return None
    known = machine.functions.quiet_result(function.node, node)
    if known is not None and _has_widths(known):
        # ``decode(big)``, ``decode(small)``: the scores of another model may be wider.
        known = machine.functions.quiet_result(function.node, node, _made_in(machine, function))
    if known is None:
        return None
    machine.loops.note_shortened()
    if type(known) is Unknown:
        # ``best = decoder(best).argmax()``: how wide the scores are is the same, so that a look ahead does not lose it.
        return other_vectors(known, machine.key(node)) or machine.unknown(known.reason, node)
    return machine.allocate(node, known) if type(known) is SequenceValue and known.kind != "iterator" else known


def _made_in(machine: Machine, function: FunctionValue) -> Hashable:
    return function.owner, machine.context


def _has_widths(value: Value) -> bool:
    """Whether it is known how long vectors in it are."""
    match value:
        case Choice(options=options):
            return any(_has_widths(one.value) for one in options)
        case SequenceValue(items=items, element=element):
            return _has_widths(element) or any(map(_has_widths, items or ()))
    return vectors_in(value) is not None


def writes_nothing(machine: Machine, written: Iterable[Hashable], node: cst.CSTNode) -> bool:
    """Whether nothing of what the call at this node has ``written`` was there before it. Names and objects of calls
    inside of it are there if it was evaluated before."""
    inside = [(*around, site_of(node)) for around in (machine.context, machine.calls)]
    held = machine.store.held
    there = (key for key in written if held(key) is not None and type(key) is not Mark)
    return all(any(_is_inside(key, one) for one in inside) for key in there)


def _is_inside(key: Hashable, context: tuple[Hashable, ...]) -> bool:
    owner = key[0] if type(key) is tuple else key
    made_in = owner.context if isinstance(owner, AllocationSite) else None
    return isinstance(made_in, tuple) and made_in[: len(context)] == context


def note_quiet(machine: Machine, function: FunctionValue, node: cst.CSTNode, result: Value | None) -> None:
    """The call at this node gave this ``result``; None if it has changed something."""
    known = None if result is None else _plain(machine, result)
    machine.functions.note_quiet(function.node, node, known, _made_in(machine, function))


def _plain(machine: Machine, value: Value) -> Value | None:
    """The value as it is now, without any object that can be changed. None where there is another one in it, or a
    constant or a number of a known range: what is counted or tested is another one each time."""
    if isinstance(value, Choice):
        found = [_plain(machine, one.value) for one in value.options]
        kept = [Guarded(one, NO_GUARDS) for one in found if one is not None]
        return Choice(tuple(kept)) if len(kept) == len(found) else None
    held = snapshot(value, machine.store)
    return held if _is_plain(held) else None


def _is_plain(value: Value) -> bool:
    match value:
        case FloatNumber() | TextValue() | Unknown() | Const(value=None):
            return True
        case Number(low=low):
            return low is None
        case SequenceValue(items=items, element=element):
            return _is_plain(element) and all(map(_is_plain, items or ()))
    return False
