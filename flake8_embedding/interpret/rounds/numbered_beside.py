"""Elements that a loop numbers: ``for i, word in enumerate(words)``.

A test of the number chooses among the elements by their places: behind ``if i < len(words) - 1`` the last word does not
come, and it may be the one with the highest id.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

import libcst as cst

from flake8_embedding.interpret.conditions.narrow import counts_rounds
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.open_loops import Beside
from flake8_embedding.syntax.bound_names import names_bound_in
from flake8_embedding.values.containers.contents import is_each_once, is_turned
from flake8_embedding.values.containers.parts import cut_off
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import Expr, add, constant_of, factor_of, subtract, symbols_of, times
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.predicate import Access, Operand, Slot
from flake8_embedding.values.value import Number, Value

_ZERO: Final = Number.exactly(0)


def note_numbered_beside(
    machine: Machine, iterated: Value, target: cst.BaseExpression, rounds: Symbol | None = None
) -> None:
    """The names that the target has just bound, if one of them holds the running number of the others, or if the
    program may count the ``rounds`` itself."""
    content = machine.store.content(iterated)
    turned = is_turned(iterated, machine.store)
    place = _place_of_number(content)
    numbered = _named(target, place) if place is not None else None
    scope = machine.frame.scope
    if numbered is not None:
        number, others = numbered
        machine.loops.numbered_beside[scope, number] = Beside(tuple((scope, name) for name in others), turned)
    if rounds is not None and (numbered is not None or is_each_once(iterated, machine.store)):
        others = numbered[1] if numbered is not None else tuple(names_bound_in(target))
        machine.loops.numbered_beside[rounds.key] = Beside(tuple((scope, name) for name in others), turned)


def _place_of_number(content: Value) -> int | None:
    """Which of the things that a round gets at once is its running number: the first of ``enumerate(words)``, and that
    of the range in ``zip(words, range(len(words)))``."""
    if not isinstance(content, SequenceValue):
        return None
    if content.kind == "enumerated":
        return 0
    if content.kind != "zipped" or not isinstance(content.element, SequenceValue) or content.length.exact is None:
        return None
    last = add(content.length.exact, -1)
    columns = content.element.items or ()
    return next((place for place, one in enumerate(columns) if _counts_to(one, last)), None)


def _counts_to(column: Value, last: Expr) -> bool:
    """Whether it is a range of as many numbers as there are rounds, the ``last`` of which has this number."""
    if not isinstance(column, Number) or column.origin is not None or column.low is None or column.high is None:
        return False
    return constant_of(column.low) is not None and subtract(column.high, last) == column.low


def _named(target: cst.BaseExpression, place: int) -> tuple[str, tuple[str, ...]] | None:
    """The name at this place of the target, and those beside it; None where no name is there."""
    if type(target) is not cst.Tuple or place >= len(target.elements):
        return None
    number = target.elements[place].value
    if type(number) is not cst.Name:
        return None
    beside = (one.value for one in target.elements if one.value is not number)
    return number.value, tuple(name for one in beside for name in names_bound_in(one))


def forget_numbered(machine: Machine, target: cst.BaseExpression, rounds: Symbol) -> None:
    """The loop is done: its names may be bound by another one."""
    machine.loops.numbered_beside.pop(rounds.key, None)
    for name in names_bound_in(target) if type(target) is cst.Tuple else ():
        machine.loops.numbered_beside.pop((machine.frame.scope_of(name), name), None)


def cut_by_truth(machine: Machine, tested: Operand, *, holds: bool) -> None:
    """``if i:``, ``if left:``, ``if words[i + 1 :]:``"""
    if not machine.loops.numbered_beside:
        return
    if isinstance(tested.value, Number):
        cut_beside(machine, tested, "!=" if holds else "==", _ZERO)
        return
    for place in tested.read:
        if type(place) is Slot and place.key in machine.loops.numbered_beside:
            _cut_all(machine, machine.loops.numbered_beside[place.key])


def cut_beside(machine: Machine, tested: Operand, sign: str, other: Value) -> None:
    """``tested`` was compared, and ``sign`` is known to hold: with it go the elements that the number stands beside.

    Compared with a number that is written in the program, as in ``if i >= 20000: break``, it leaves nothing out where
    there are fewer elements. With the number of another loop, ``if i != j``, each element comes in some round.
    """
    if sign in ("is", "is not"):
        return
    beside = machine.loops.numbered_beside
    if beside and _cut_by_rounds(machine, tested.value, sign, other):
        return
    if sign == "!=" and not _is_constant(other) and not _is_one_number(other):
        return
    for place in tested.read if not beside else (tested.at, *tested.read):
        if type(place) is Slot:
            _cut_by_name(machine, tested, place, sign, other)
    if beside and not (_is_constant(other) and _is_among_few(tested.value)):
        # ``left = len(words) - i``
        for place in _made_of(machine, tested):
            if type(place) is Slot and place.key in beside:
                _cut_all(machine, beside[place.key])


def _cut_by_rounds(machine: Machine, value: Value, sign: str, other: Value) -> bool:
    """Cut off by a test of what is made of the number of a round, ``len(words) - i > 1``. False if it is not."""
    beside, scope = machine.loops.numbered_beside, machine.frame.scope
    counted = [symbol for symbol in symbols_of(_exact(value)) if symbol.key in beside]
    for symbol in counted:
        if _leaves_out_last(value, sign, other, symbol, turned=beside[symbol.key].turned):
            _cut_all(machine, beside[symbol.key])
            for name, held in machine.store.names_in(scope):
                if symbol in symbols_of(_exact(held)):
                    _weaken_count(machine, (scope, name))
    return bool(counted)


def _cut_by_name(machine: Machine, tested: Operand, place: Slot, sign: str, other: Value) -> None:
    beside = machine.loops.numbered_beside.get(place.key)
    if place == tested.at and beside is not None and beside.turned and sign in (">", ">=", "!="):
        _cut_all(machine, beside)
    if _is_constant(other) or (place == tested.at and sign in (">", ">=")):
        # Only the first elements go where ``i > first`` holds.
        return
    if beside is not None:
        _cut_all(machine, beside)
    if place != tested.at:
        # ``while t + 1 < len(words): words[t]``
        _weaken_count(machine, place.key)


def _leaves_out_last(value: Value, sign: str, other: Value, rounds: Symbol, *, turned: bool) -> bool:
    """Whether a comparison of what is made of the number of a round may leave out the element with the highest id: the
    last one, or the first one where they are ``turned``."""
    one, bound = _exact(value), _exact(other)
    if _is_constant(other) and not isinstance(other, Number):
        return False
    if type(one) is not Linear or (bound is not None and type(bound) is not Linear):
        return True
    steps = factor_of(one, rounds) - (factor_of(bound, rounds) if bound is not None else 0)
    if sign in ((">", ">=") if steps > 0 else ("<", "<=")):
        return turned
    if bound is None:
        return sign != "!="
    if constant_of(subtract(subtract(one, bound), times(Linear.of(rounds), steps))) is not None:
        return turned and sign == "!="
    return sign != "!=" or not counts_rounds(other)


def _exact(value: Value) -> Expr | None:
    return value.exact if isinstance(value, Number) else None


def _made_of(machine: Machine, tested: Operand) -> Iterator[Access]:
    """What was read to make the number that was tested, where a name holds it."""
    held = machine.store.get(tested.at.key) if type(tested.at) is Slot else None
    if type(tested.at) is Slot and held is not None and machine.reading.is_made(tested.at):
        yield from (one for one in machine.reading.made_of(tested.at, held) if one != tested.at)


def _is_among_few(value: Value) -> bool:
    """``i % 3``: a number that goes with no particular place."""
    return not isinstance(value, Number) or (value.high is not None and constant_of(value.high) is not None)


def _is_constant(value: Value) -> bool:
    return not isinstance(value, Number) or value.constant is not None


def _is_one_number(value: Value) -> bool:
    """Whether it is the same number in all rounds: ``len(words) - 1``."""
    return isinstance(value, Number) and value.exact is not None and not counts_rounds(value)


def _cut_all(machine: Machine, beside: Beside) -> None:
    for name in beside.names:
        held = machine.store.get(name)
        if held is not None:
            machine.store.set(name, cut_off(held, machine.store, "numbered beside"))


def _weaken_count(machine: Machine, name: Hashable) -> None:
    held = machine.store.get(name)
    if isinstance(held, Number) and held.exact is not None and held.attained and counts_rounds(held):
        machine.store.set(name, held.without_highest())
