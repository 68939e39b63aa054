"""What a value says where it stands as a test: ``if n``, ``if words``, ``if not found``."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import lowest
from flake8_embedding.values.predicates.conjuncts import predicates_of
from flake8_embedding.values.predicates.guards import PathCondition
from flake8_embedding.values.predicates.predicate import (
    Compare,
    Decision,
    Not,
    Op,
    Operand,
    Truthy,
    Undecided,
    Went,
    all_of,
    any_of_these,
    is_particular,
)
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    Choice,
    ClassValue,
    Const,
    FunctionValue,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)

_ZERO = Operand(Number.exactly(0))

Contents = Callable[[Value], Value]
"""What an object is at present, or the value itself where it is no object: ``Store.content``."""


def decision_of(tested: Operand, content: Contents, site: Hashable, path: PathCondition | None = None) -> Decision:
    """What it says of a value that it counts as true. ``site`` names the test, if the value does not. Alternatives that
    the ``path`` rules out are left out. Of alternatives without guards, ``rows[k]``, it may be any one."""
    held = content(tested.value)
    if type(held) is not Choice:
        return _decision(tested, held, site)
    options = [one for one in alternatives_of(held) if path is None or not path.refutes(one.guards)]
    decisions = [_decision(replace(tested, value=one.value), content(one.value), site) for one in options]
    if all(one is True for one in decisions):
        return True
    return any_of_these(
        all_of((*(tuple(predicates_of(one.guards)) or (Went(Key("one of", site), f"{number}"),)), decision))
        for number, (one, decision) in enumerate(zip(options, decisions, strict=True))
    )


def _decision(tested: Operand, content: Value, site: Hashable) -> Decision:
    match content:
        case Const(value=constant):
            return bool(constant)
        case Number() as number:
            return _is_not_zero(replace(tested, value=number), number, site)
        case Undecided(predicate=predicate):
            return predicate
        case SequenceValue(kind="array"):
            return Truthy(tested, site)
        case SequenceValue(length=length) | DictValue(length=length):
            return _is_not_zero(replace(tested, value=length), length, site)
        case FunctionValue() | ClassValue():
            return True
        case Method(owner=owner, name=name):
            # ``x.is_sparse`` is no method: of what a library has made it is not known which names are.
            return True if _is_method(owner, name) else Truthy(tested)
        case Unknown() as unknown:
            return Truthy(replace(tested, value=unknown))
    # Two mentions of an object are one thing, unless it was changed. So are two of a text that has a name.
    is_one = isinstance(tested.value, ObjectRef) or is_particular(content)
    return Truthy(tested, None if is_one else site)


def _is_method(owner: Value, name: str) -> bool:
    return isinstance(owner, Const | TextValue) and callable(getattr(str, name, None))


def _is_not_zero(tested: Operand, number: Number, site: Hashable) -> Decision:
    if number.constant is not None:
        return number.constant != 0
    if isinstance(number.id_facts.instead, Const) and not number.id_facts.instead.value:
        return Truthy(tested, site)
    if number.low is not None and (lowest(number.low) or 0) > 0:
        return True
    return Not(Compare(Op.EQUAL, tested, _ZERO, None if is_particular(number) else site))
