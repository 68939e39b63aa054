"""Operators: arithmetic, comparisons, ``and``/``or``/``not``, and subscripts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial

import libcst as cst

from flake8_embedding.interpret.branches import fork, truth_of
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.renumbered import note_compared
from flake8_embedding.interpret.subscripts import subscript
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arithmetic import as_number, combine, negative
from flake8_embedding.values.bounds import add
from flake8_embedding.values.compare import at_least
from flake8_embedding.values.contents import is_symbolic, members_of, numbers_in, some_of
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import alternatives_of, any_of, join
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.mappings import merged
from flake8_embedding.values.objects import DictValue, SequenceValue, unknown_length
from flake8_embedding.values.sets import set_operation
from flake8_embedding.values.value import Choice, Const, FloatNumber, Number, ObjectRef, TextValue, Unknown, Value

_SIGNS: dict[type, str] = {
    cst.Add: "+",
    cst.AddAssign: "+",
    cst.Subtract: "-",
    cst.SubtractAssign: "-",
    cst.Multiply: "*",
    cst.MultiplyAssign: "*",
    cst.Divide: "/",
    cst.DivideAssign: "/",
    cst.FloorDivide: "//",
    cst.FloorDivideAssign: "//",
    cst.Modulo: "%",
    cst.ModuloAssign: "%",
    cst.Power: "**",
    cst.PowerAssign: "**",
    cst.LeftShift: "<<",
    cst.LeftShiftAssign: "<<",
    cst.RightShift: ">>",
    cst.RightShiftAssign: ">>",
    cst.BitAnd: "&",
    cst.BitAndAssign: "&",
    cst.BitOr: "|",
    cst.BitOrAssign: "|",
    cst.BitXor: "^",
    cst.BitXorAssign: "^",
}


def _binary(machine: Machine, node: cst.BinaryOperation) -> Value:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    return apply_operator(machine, type(node.operator), left, right, node)


def apply_operator(machine: Machine, operator: type, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """``left operator right``, for each pair of alternatives that one run can have."""
    sign = _SIGNS.get(operator)
    if sign is None:
        return machine.unknown(f"the operator {operator.__name__} is not followed", node)
    return lifted(machine, left, right, node, lambda one, other: _operate(machine, sign, one, other, node))


def lifted(
    machine: Machine, left: Value, right: Value, node: cst.CSTNode, apply: Callable[[Value, Value], Value]
) -> Value:
    """Apply to every combination of alternatives that agree on the way taken."""
    left, right = (
        content if isinstance(content := machine.store.content(side), Choice) else side for side in (left, right)
    )
    if not isinstance(left, Choice) and not isinstance(right, Choice):
        return apply(left, right)
    ways = [
        (partial(apply, one.value, other.value), one.guards | other.guards)
        for one, other in itertools.product(alternatives_of(left), alternatives_of(right))
        if one.compatible_with(other)
    ]
    if not ways:
        return machine.unknown("no path has both operands", node)
    return machine.store.on_each_way(ways, machine.key(node))


def _operate(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value:
    if is_symbolic(left, machine.store) or is_symbolic(right, machine.store):
        return machine.symbolic(None, Arguments((left, right)), node)
    one, other = machine.store.content(left), machine.store.content(right)
    if isinstance(one, SequenceValue) or isinstance(other, SequenceValue):
        return _with_sequence(machine, sign, one, other, node)
    if isinstance(one, DictValue) and isinstance(other, DictValue) and sign == "|":
        return machine.allocate(node, merged(one, other, machine.key(node)))
    if sign == "+" and (_is_text(one) or _is_text(other)):
        return combine("+", one, other) or TextValue()
    if isinstance(one, Unknown) and isinstance(other, Unknown) and sign != "+":
        # A difference or product of two arrays has nothing to do with the largest element of either, but a
        # difference of two sizes is one number: the key says which.
        return Unknown("arithmetic on unknown values", Key(one.key, sign, other.key))
    result = combine(sign, machine.numeric(one), machine.numeric(other))
    if result is not None:
        return result
    return Unknown("arithmetic on values that are not numbers", machine.key(node))


def _with_sequence(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value:
    key = machine.key(node)
    match sign, one, other:
        case "+", SequenceValue(kind="list" | "tuple" as kind), SequenceValue(kind="list" | "tuple"):
            joined = concatenated(kind, [one, other], key)
            return machine.allocate(node, joined) if kind == "list" else joined
        case "*", SequenceValue(kind="list" | "tuple"), _:
            return _repeated(machine, one, other, node)
        case "*", _, SequenceValue(kind="list" | "tuple"):
            return _repeated(machine, other, one, node)
        case "-" | "|" | "&" | "^", SequenceValue(kind="set" | "keys" | "items"), _:
            return machine.allocate(
                node, set_operation(sign, one, other, machine.store, key, machine.length_text("set"))
            )
    return _elementwise(machine, sign, one, other, node)


def concatenated(kind: str, parts: list[Value], key: object) -> SequenceValue:
    """Lists one after the other."""
    rows = [part for part in parts if isinstance(part, SequenceValue)]
    element = any_of([row.element for row in rows if row.items != ()] or [rows[0].element], (key, "element"))
    if all(row.items is not None for row in rows) and sum(len(row.items or ()) for row in rows) <= ITEMS:
        items = tuple(item for row in rows for item in row.items or ())
        return SequenceValue.of(kind, items, element)
    total: Value | None = rows[0].length
    for row in rows[1:]:
        total = combine("+", total, row.length) if total is not None else None
    return SequenceValue(kind, element, total if isinstance(total, Number) else unknown_length(key))


def _repeated(machine: Machine, row: SequenceValue, times: Value, node: cst.CSTNode) -> Value:
    count = times.constant if isinstance(times, Number) else None
    repeated = SequenceValue(row.kind, row.element, unknown_length(machine.key(node)))
    if row.items is not None and count is not None and 0 <= count * len(row.items) <= 64:
        repeated = SequenceValue.of(row.kind, row.items * count, row.element)
    elif row.length.constant == 1 and isinstance(times, Number) and times.exact is not None:
        repeated = SequenceValue(row.kind, row.element, times)
    return machine.allocate(node, repeated) if row.kind == "list" else repeated


def _elementwise(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value:
    """An array and a number, or two arrays: the same operation on their elements."""
    numbers = [numbers_in(side, machine.store) for side in (one, other)]
    array = one if isinstance(one, SequenceValue) else other
    if not isinstance(array, SequenceValue) or numbers[0] is None or numbers[1] is None:
        return machine.unknown("arithmetic on these arrays is not followed", node)
    result = combine(sign, numbers[0], numbers[1])
    if not isinstance(result, Number | FloatNumber):
        return machine.unknown("arithmetic on these arrays is not followed", node)
    if isinstance(result, Number) and all(isinstance(side, SequenceValue) for side in (one, other)):
        result = some_of(result)
    return machine.allocate(node, SequenceValue("array", result, array.length, shape=array.shape))


def _is_text(value: Value) -> bool:
    return isinstance(value, TextValue) or (isinstance(value, Const) and isinstance(value.value, str | bytes))


def _unary(machine: Machine, node: cst.UnaryOperation) -> Value:
    value = machine.evaluate(node.expression)
    match node.operator:
        case cst.Not():
            truth = truth_of(machine, value)
            if truth is not None:
                return Const(not truth)
            if isinstance(value, Unknown):
                return value.derived(Key("not", value.key))
            return machine.unknown("the negation of an unknown test", node)
        case cst.Minus():
            match value:
                case Const(value=float() as real):
                    return Const(-real, node)
                case _:
                    number = as_number(machine.numeric(value))
                    if number is not None:
                        return (
                            negative(number)
                            if number.constant is None
                            else Number.exactly(-number.constant, birth=node)
                        )
        case cst.Plus():
            return value
    return machine.unknown("this operator is not followed", node)


def _boolean(machine: Machine, node: cst.BooleanOperation) -> Value:
    """``a and b`` is a where a is false, else b: the value, not only its truth."""
    left = machine.evaluate(node.left)
    truth, (true, false) = fork(machine, left, node.left, node)
    takes_right = isinstance(node.operator, cst.And)
    if truth is not None:
        return machine.evaluate(node.right) if truth is takes_right else left
    way = true if takes_right else false
    other = false if takes_right else true
    with machine.path(way.guards) as delta:
        way.assume()
        right = machine.evaluate(node.right)
    machine.store.join_paths([(delta, way.guards), ({}, other.guards)], machine.key(node))
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return left.derived(Key(left.key, type(node.operator).__name__, right.key))
    if takes_right:
        return join([(right, way.guards), (left, other.guards)], machine.key(node))
    return join([(left, other.guards), (right, way.guards)], machine.key(node))


# libcst's classes are abstract ones: asking whether a node is of another class than its own is slow.
_NOT_OF_SIZE = frozenset({cst.In, cst.NotIn, cst.Is, cst.IsNot})
_NEGATIONS = frozenset({cst.NotEqual, cst.IsNot})
_EQUALITIES = _NEGATIONS | {cst.Equal, cst.Is}


def _comparison(machine: Machine, node: cst.Comparison) -> Value:
    left = machine.evaluate(node.left)
    results: list[Value] = []
    for part in node.comparisons:
        right = machine.evaluate(part.comparator)
        if type(part.operator) not in _NOT_OF_SIZE:
            note_compared(machine, left, right)
        results.append(lifted(machine, left, right, node, partial(_compared, machine, part.operator, node)))
        left = right
    if len(results) == 1:
        return results[0]
    truths = {truth_of(machine, result) for result in results}
    if False in truths:
        return Const(False)
    return Const(True) if truths == {True} else machine.unknown("the comparison depends on unknown values", node)


def _compared(machine: Machine, operator: cst.BaseCompOp, node: cst.CSTNode, left: Value, right: Value) -> Value:
    answer = _answer(machine, operator, left, right)
    if answer is not None:
        return Const(answer)
    if isinstance(left, Unknown | Const | Number) and isinstance(right, Unknown | Const | Number):
        negated = type(operator) in _NEGATIONS
        kind = "==" if type(operator) in _EQUALITIES else type(operator).__name__
        key = Key("compared", kind, left, right)
        return Unknown("the comparison depends on unknown values", Key("not", key) if negated else key)
    return machine.unknown("the comparison depends on unknown values", node)


def _answer(machine: Machine, operator: cst.BaseCompOp, left: Value, right: Value) -> bool | None:
    match operator:
        case cst.In() | cst.NotIn():
            found = _contains(machine, right, left)
            return None if found is None else found is isinstance(operator, cst.In)
        case cst.Equal() | cst.Is():
            return _same(left, right)
        case cst.NotEqual() | cst.IsNot():
            same = _same(left, right)
            return None if same is None else not same
    if isinstance(left, SequenceValue) and isinstance(right, SequenceValue):
        return _ordered(machine, operator, left, right)
    one, other = as_number(machine.numeric(left)), as_number(machine.numeric(right))
    if one is None or other is None or one.exact is None or other.exact is None:
        return None
    match operator:
        case cst.GreaterThanEqual():
            formula = at_least(one.exact, other.exact)
        case cst.LessThanEqual():
            formula = at_least(other.exact, one.exact)
        case cst.GreaterThan():
            formula = at_least(one.exact, add(other.exact, 1))
        case cst.LessThan():
            formula = at_least(other.exact, add(one.exact, 1))
        case _:
            return None
    return formula if isinstance(formula, bool) else None


def _ordered(machine: Machine, operator: cst.BaseCompOp, left: SequenceValue, right: SequenceValue) -> bool | None:
    """``(3, 11) < (3, 12)``: the first items that differ decide, as far as they are known."""
    for one, other in zip(left.items or (), right.items or (), strict=False):
        if _same(one, other) is not True:
            differs = _same(one, other) is False
            return _answer(machine, operator, one, other) if differs else None
    if left.items is None or right.items is None:
        return None
    # All that both have is equal: the longer one is the greater.
    return _answer(machine, operator, Number.exactly(len(left.items)), Number.exactly(len(right.items)))


def _same(left: Value, right: Value) -> bool | None:
    match left, right:
        case (Const(), Const()):
            return left.value == right.value if type(left.value) is type(right.value) else False
        case (Number(), Number()) if left.constant is not None and right.constant is not None:
            return left.constant == right.constant
        case (Const(), Number() | ObjectRef() | TextValue()) | (Number() | ObjectRef() | TextValue(), Const()):
            none = left if isinstance(left, Const) else right
            return False if isinstance(none, Const) and none.value is None else None
    return None


def _contains(machine: Machine, container: Value, item: Value) -> bool | None:
    if isinstance(machine.store.content(container), Unknown):
        return None
    members = members_of(container, machine.store)
    keys = [as_key(one) for one in members or ()]
    wanted = as_key(item)
    if members is None or wanted is None:
        return None
    return True if wanted in keys else None if None in keys else False


def _subscript(machine: Machine, node: cst.Subscript) -> Value:
    owner = machine.evaluate(node.value)
    return subscript(machine, owner, node)


OPERATORS: dict[type, Evaluator] = {
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.Subscript: _subscript,
}
