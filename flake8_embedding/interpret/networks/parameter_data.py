"""The numbers of a parameter that was listed: ``for p in model.parameters(): p.data = p.data[:5]``.

It is not known which parameter it is. So any table of the module may have another number of rows from then on, unless
the new numbers have the rows of the old ones, as arithmetic keeps them: ``p.data = p.data - 0.1 * p.grad``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from flake8_embedding.interpret.journal_entries import TableResized
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import tables_in
from flake8_embedding.interpret.networks.ruled_out import note_any_ruled_out
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.provenance import Key, LengthOf, NumberOf, Part, PartOfModel
from flake8_embedding.values.relations import before_changes, with_owners
from flake8_embedding.values.value import AllocationSite, FloatNumber, Number, ObjectRef, Unknown, Value

Operand = TypeVar("Operand")


def note_new_data(machine: Machine, parameter: Value, value: Value) -> None:
    """``parameter.data = value`` of something that may be a parameter of a module, or of one that an optimizer has."""
    for option in alternatives_of(parameter):
        one = option.value
        if isinstance(one, Unknown) and not _has_rows_of(machine, value, one.key):
            modules = _modules_of(machine, one.key)
            if modules:
                # ``for p in head.parameters(): p.data = p.data[:13]``: the layer gives fewer scores.
                note_any_ruled_out(machine)
            for module in modules:
                for table in tables_in(machine, ObjectRef(module)):
                    machine.journal.record(TableResized(table.key))


def _modules_of(machine: Machine, parameter: Hashable) -> list[AllocationSite]:
    """The modules that the parameter may belong to: ``model.parameters()``, ``optimizer.param_groups``."""
    owners = [*with_owners(parameter), *with_owners(before_changes(parameter))]
    found = [one.model for one in owners if isinstance(one, PartOfModel)]
    found.extend(module for one in owners for module in machine.escaped.modules_held_by(one))
    return [module for module in found if isinstance(module, AllocationSite)]


def note_replaced(machine: Machine, method: Value) -> None:
    """``parameter.set_(matrix)``, where the method is known by its name."""
    note_new_data(machine, method, Unknown("what the parameter is made to be", Key("replaced by", method)))


_KEEP_ROWS = frozenset("+-*/")
"""Operators that give as many rows as the parameter has; a number beside it is taken for each."""


def _has_rows_of(machine: Machine, value: Value, parameter: Hashable) -> bool:
    """Whether the value is the parameter, or was made of it by operators."""
    return any(
        _is_whole(machine, key, parameter)
        for one in _reached(value, lambda value: _numbers_in(machine.store.content(value)))
        for key in _kept_by(machine.store.content(one))
    )


def _numbers_in(content: Value) -> tuple[Value, ...]:
    """The operands of a fraction, as far as it has their rows."""
    match content:
        case FloatNumber(name=Key(parts=(str() as sign, Value() as left, Value() as right))) if sign in _KEEP_ROWS:
            return left, right
    return ()


def _kept_by(content: Value) -> Iterator[Hashable]:
    """The unknown things whose rows the content of a value has."""
    match content:
        case Unknown(key=key):
            yield from _reached(key, _things_in)
        case Number(exact=exact) if exact is not None:
            yield from (symbol.key.of for symbol in symbols_of(exact) if isinstance(symbol.key, NumberOf))
        case SequenceValue(length=Number(exact=exact)) if exact is not None:
            yield from (symbol.key.of for symbol in symbols_of(exact) if isinstance(symbol.key, LengthOf))


def _things_in(key: Hashable) -> tuple[Hashable, ...]:
    """The operands of an unknown thing: ``p.data * mask``."""
    match key:
        case Key(parts=(left, str() as sign, right)) if sign in _KEEP_ROWS:
            return left, right
    return ()


def _reached(first: Operand, operands: Callable[[Operand], Iterable[Operand]]) -> Iterator[Operand]:
    """The first thing and all that it was made of, each once. A program may have a thousand lines ``q = q * 0.5 + q``:
    so many operators are no depth of calls, and what is used twice in each line is not looked at twice."""
    waiting = [first]
    seen: set[int] = set()
    for one in waiting:
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting.extend(operands(one))


def _is_whole(machine: Machine, key: Hashable, parameter: Hashable) -> bool:
    """Whether it is the parameter itself, or its numbers: ``p.data.float()``. ``p.data[:5]`` is a part of them."""
    names = machine.registry.conventions.weight
    whole = before_changes(key)
    while isinstance(whole, Part) and whole.name in (*names.same, *names.itself):
        whole = before_changes(whole.of)
    return whole == before_changes(parameter)
