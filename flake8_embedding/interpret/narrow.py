"""What a test tells of the names in it: ``if n is None``, ``if i < n``, ``assert 0 < i <= n``, ``and``, ``not``."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import Expr, Max, add, constant_of, max_of, min_of
from flake8_embedding.values.join import alternatives_of
from flake8_embedding.values.objects import DictValue, is_none, opaque_number
from flake8_embedding.values.value import (
    NO_ID_FACTS,
    Choice,
    Const,
    Guarded,
    IdFacts,
    Number,
    ObjectRef,
    Unknown,
    Value,
)

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=", "is": "is", "is not": "is not"}
_NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "is": "is not", "is not": "is"}
_SIGNS: dict[type, str] = {
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.Is: "is",
    cst.IsNot: "is not",
}


def assume(machine: Machine, test: cst.BaseExpression, *, truth: bool) -> None:
    """Change what the names in the test hold to what they can hold when it is true (or false)."""
    match test:
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            assume(machine, inner, truth=not truth)
        case cst.BooleanOperation(left=left, operator=operator, right=right):
            # "a and b" true tells both; false tells neither alone.
            if isinstance(operator, cst.And) is truth:
                assume(machine, left, truth=truth)
                assume(machine, right, truth=truth)
        case cst.Comparison(left=left, comparisons=parts):
            if len(parts) == 1 or truth:
                for part in parts:
                    _assume_comparison(machine, left, part, truth=truth)
                    left = part.comparator
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value="get")), args=[cst.Arg(value=key)]) if (
            not truth
        ):
            _note_key(machine, owner, key, "lacks")
        case cst.Name(value=name) | cst.NamedExpr(target=cst.Name(value=name)):
            _keep(machine, name, lambda value: _can_be(value, truth=truth))


def _assume_comparison(machine: Machine, left: cst.BaseExpression, part: cst.ComparisonTarget, *, truth: bool) -> None:
    if isinstance(part.operator, cst.NotIn if truth else cst.In):
        _note_key(machine, part.comparator, left, "lacks")
    elif isinstance(part.operator, cst.In if truth else cst.NotIn):
        _note_key(machine, part.comparator, left, "has")
    sign = _SIGNS.get(type(part.operator))
    if sign is None:
        return
    sign = sign if truth else _NEGATED[sign]
    right = part.comparator
    for tested, told, other in ((left, sign, right), (right, _FLIPPED[sign], left)):
        match tested:
            case cst.Name(value=name) | cst.NamedExpr(target=cst.Name(value=name)):
                _narrow(machine, name, told, machine.evaluate(other))


def _note_key(machine: Machine, container: cst.BaseExpression, key: cst.BaseExpression, what: str) -> None:
    """``if word not in index``: setting ``index[word]`` makes a new entry; ``if word in index``: ``index.get(word)``
    finds it."""
    match container:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value="keys"))):
            container = owner
    held = machine.evaluate(container)
    if isinstance(held, ObjectRef):
        machine.mark(what, held.alloc, machine.evaluate(key))


def note_own_keys(machine: Machine, iterated: cst.BaseExpression, word: Value) -> None:
    """``for word in index``, ``for word, i in index.items()``: the word is one of the dict's keys."""
    match iterated:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value="keys" | "items")), args=[]):
            note_own_keys(machine, owner, word)
        case cst.Call(func=cst.Name(value="list" | "sorted" | "set" | "tuple"), args=[cst.Arg(value=given), *_]):
            note_own_keys(machine, given, word)
        case cst.Name() | cst.Attribute():
            held = machine.evaluate(iterated)
            if isinstance(held, ObjectRef) and isinstance(machine.store.content(held), DictValue):
                machine.mark("has", held.alloc, word)


def _narrow(machine: Machine, name: str, sign: str, other: Value) -> None:
    if sign in ("is", "is not", "==", "!=") and isinstance(other, Const):
        wanted = sign in ("is", "==")
        _keep(machine, name, lambda value: (value == other) is wanted if isinstance(value, Const | Number) else None)
        if wanted and is_none(other) and isinstance(machine.lookup(name), Unknown):
            machine.bind(name, other)
        return
    bound = opaque_number(other) if isinstance(other, Unknown) else other
    held = machine.lookup(name)
    if isinstance(held, Choice):
        # Of several alternatives which ones pass is not followed: the highest of each may not.
        loose = [Guarded(_doubted(option.value, sign), option.guards) for option in held.options]
        machine.bind(name, Choice(tuple(loose)))
        return
    if not isinstance(bound, Number):
        _doubt_ends(machine, name, held, sign)
        return
    if sign == "==" and isinstance(held, Unknown) and bound.exact is not None:
        machine.bind(name, bound)
    if isinstance(held, Number) and held.exact is None:
        narrowed = _cut(held, sign, bound)
        if narrowed is not None:
            machine.bind(name, narrowed)
        else:
            _doubt_ends(machine, name, held, sign)


def _doubt_ends(machine: Machine, name: str, held: Value | None, sign: str) -> None:
    """Compared with something that is not known: the highest may be cut off."""
    if held is not None:
        machine.bind(name, _doubted(held, sign))


def _doubted(value: Value, sign: str) -> Value:
    if isinstance(value, Number) and value.exact is None and sign not in ("is", "is not"):
        return replace(value, attained=False, id_facts=NO_ID_FACTS)
    return value


def _cut(held: Number, sign: str, bound: Number) -> Number | None:
    match sign:
        case "<" | "<=" if bound.high is not None:
            top: Expr = add(bound.high, -1) if sign == "<" else bound.high
            high = top if held.high is None else min_of(held.high, top)
            attained = held.attained and bound.exact is not None and (high == held.high or _has_no_gaps(held))
            return replace(held, high=high, attained=attained, birth=None)
        case ">" | ">=" if bound.low is not None:
            floor: Expr = add(bound.low, 1) if sign == ">" else bound.low
            raised = floor if held.low is None else max_of(held.low, floor)
            return replace(held, low=raised, birth=None, id_facts=_id_facts_above(held.id_facts, raised))
        case "!=" if held.high is not None and held.high == bound.exact:
            return replace(held, high=add(held.high, -1), attained=held.attained and _has_no_gaps(held), birth=None)
        case "!=" if held.low is not None and held.low == bound.exact:
            raised = add(held.low, 1)
            return replace(held, low=raised, birth=None, id_facts=_id_facts_above(held.id_facts, raised))
    return None


def _has_no_gaps(held: Number) -> bool:
    """Whether every number of the range occurs in some legal data, so that below a cut the next one does: of 0, 1 and
    12 that stand in the file, 2 is not the highest below 3, nor of a few words' ids and 12."""
    if isinstance(held.high, Max):
        return False
    return constant_of(held.high) is None or (held.origin is not None and not held.origin.written)


def _id_facts_above(id_facts: IdFacts, low: Expr) -> IdFacts:
    """What single ids are still known for when those below ``low`` are gone."""
    least = constant_of(low)
    if id_facts is NO_ID_FACTS or least is None or least < 0:
        return id_facts
    padding = id_facts.padding
    gone = padding is not None and (constant_of(padding.value) or 0) < least
    return IdFacts(id_facts.zero if least == 0 else None, None, None if gone else padding)


def _keep(machine: Machine, name: str, fits: object) -> None:
    """Drop the alternatives that are known not to fit."""
    held = machine.lookup(name)
    if not isinstance(held, Choice) or not callable(fits):
        return
    left = tuple(option for option in alternatives_of(held) if fits(option.value) is not False)
    if left and len(left) < len(held.options):
        machine.bind(name, left[0].value if len(left) == 1 else Choice(left))


def _can_be(value: Value, *, truth: bool) -> bool | None:
    match value:
        case Const(value=constant):
            return bool(constant) is truth
        case Number() if value.constant is not None:
            return (value.constant != 0) is truth
    return None
