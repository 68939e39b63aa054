"""Numbers below 0 that a program tells from ids by a mask with which it weighs: ``vectors * (ids != -1)[..., None]``.
They stand for padding, and come."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.facts import Masked
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.predicates.predicate import Compare, Not, Op, Operand, is_predicate, operands_of
from flake8_embedding.values.provenance import Argument, Key
from flake8_embedding.values.value import Method, Number, Unknown, Value

_STEPS = 4
"""What is done to a mask before something is multiplied by it: ``mask.float().unsqueeze(-1)`` are two steps."""


def note_weighed(machine: Machine, one: Value, other: Value, node: cst.CSTNode) -> None:
    """Two values are multiplied, of which one may be a mask. A mask that is only tested does not mark padding."""
    for factor in (one, other):
        if isinstance(factor, Unknown):
            for array, value in _masked(machine, factor.key, _STEPS):
                if not any(_is_about(machine, place, array, _STEPS) for place, _ in machine.guards):
                    machine.journal.record(Masked(array, value, node, machine.guards))


def _masked(machine: Machine, mask: Hashable, steps: int) -> Iterator[tuple[Hashable, int]]:
    """What the mask was made of, and the number below 0 that it tells from ids."""
    match mask:
        case Compare(op=op, left=Operand(value=left), right=Operand(value=right)):
            for array, other in ((left, right), (right, left)):
                value = _below_zero(op, other, is_limit=other is right)
                if value is not None and isinstance(array, Unknown) and machine.taint.has_incoming(array.key):
                    yield array.key, value
        case Not(of=inner):
            yield from _masked(machine, inner, steps)
        case Key() if steps > 0:
            asked = machine.results.question(mask)
            called = asked[0] if asked is not None else None
            if isinstance(called, Method) and isinstance(called.owner, Unknown):
                yield from _masked(machine, called.owner.key, steps - 1)
            elif is_predicate(mask.at(0)) or mask.at(0) == "not":
                yield from _masked(machine, mask.parts[0 if mask.at(0) != "not" else 1], steps - 1)


def _is_about(machine: Machine, asked: Hashable, array: Hashable, steps: int) -> bool:
    """Whether a test asks something of the array, ``if (ids == -1).any(): raise``: it may exclude what is masked."""
    if asked == array or steps == 0:
        return asked == array
    if is_predicate(asked):
        things = [operand.value for operand in operands_of(asked)]
    else:
        things = list(machine.results.question(asked) or ())
    things += [one.owner for one in things if isinstance(one, Method)]
    return any(isinstance(one, Unknown) and _is_about(machine, one.key, array, steps - 1) for one in things)


def _below_zero(op: Op, other: Value, *, is_limit: bool) -> int | None:
    """The number that ``array == other`` tells from ids, or ``array < other`` if the other is the ``limit``."""
    match other:
        case Number(constant=int(value)) if op is Op.EQUAL:
            return value if value < 0 else None
        case Unknown(key=Argument(default=int(value))) if op is Op.EQUAL:
            return value
        case Number(constant=int(value)) if op is Op.LESS and value == (0 if is_limit else -1):
            return -1
    return None
