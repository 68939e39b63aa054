"""Comparisons, ``and``, ``or`` and ``not``: the value of a test, evaluated once."""

from __future__ import annotations

from functools import partial

import libcst as cst

from flake8_embedding.interpret.boolean_operations import boolean_operation
from flake8_embedding.interpret.conditions.answers import compared_by_class
from flake8_embedding.interpret.conditions.decide import decision_of
from flake8_embedding.interpret.conditions.weaken import forget_reading
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.lifting import lifted
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.networks.told_apart import are_one_class, are_one_module, is_among_modules
from flake8_embedding.interpret.objects.protocols import entries_of, iterated, special_method
from flake8_embedding.interpret.reading import Noted
from flake8_embedding.interpret.rounds.iterators import taken_from
from flake8_embedding.interpret.tainted import note_compared
from flake8_embedding.limits import CHAINED, DIMENSIONS, EXACT_FLOATS
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import has_effects
from flake8_embedding.values.arrays.elementwise import compared_elements
from flake8_embedding.values.containers.contents import members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.numbering import has_each_number, has_each_number_as_key
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.predicates.predicate import (
    Access,
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Decision,
    Not,
    Op,
    Operand,
    Predicate,
    Undecided,
    all_of,
    any_of_these,
    as_value,
    is_particular,
    itself,
    negation,
)
from flake8_embedding.values.predicates.sameness import contains, is_less, is_same
from flake8_embedding.values.provenance import DistinctOf, LengthOf
from flake8_embedding.values.value import FALSE, Const, FloatNumber, Number, ObjectRef, Unknown, Value

_OPERATORS: dict[type, tuple[Op, bool, bool]] = {
    cst.LessThan: (Op.LESS, False, True),
    cst.GreaterThan: (Op.LESS, True, True),
    cst.LessThanEqual: (Op.LESS, True, False),
    cst.GreaterThanEqual: (Op.LESS, False, False),
    cst.Equal: (Op.EQUAL, False, True),
    cst.NotEqual: (Op.EQUAL, False, False),
    cst.Is: (Op.IS, False, True),
    cst.IsNot: (Op.IS, False, False),
}
"""Each operator as one of three, whether its sides are exchanged for that, and whether it holds where that one does:
``a <= b`` is ``b < a`` that does not hold."""


def compared(machine: Machine, operator: type, left: Operand, right: Operand, node: cst.CSTNode) -> Value:
    """``left operator right``, where both are evaluated already."""
    compare = partial(_compared, machine, operator, node, left, right)
    return lifted(machine, left.value, right.value, node, compare)


def _comparison(machine: Machine, node: cst.Comparison) -> Value:
    begun = machine.reading.noted
    left = machine.operand(node.left)
    if len(node.comparisons) > CHAINED:
        for part in node.comparisons:
            note_compared(machine, left.value, machine.evaluate(part.comparator))
        return machine.unknown("so many comparisons in one are not followed", node)
    results: list[Value] = []
    left_at = left.at
    for part in node.comparisons:
        right = _next_operand(machine, results, part.comparator, node) if results else machine.operand(part.comparator)
        if right is None:
            return FALSE
        if _OPERATORS.get(type(part.operator), (Op.IS,))[0] is not Op.IS:
            note_compared(machine, left.value, right.value)
        results.append(compared(machine, type(part.operator), left, right, node))
        left = right
    if len(results) == 1:
        _note_test_of_none(machine, begun, left_at, node, results[0])
        return results[0]
    return as_value(all_of(decision_of(machine, Operand(one), node) for one in results))


def _note_test_of_none(machine: Machine, begun: Noted, at: Access | None, node: cst.Comparison, result: Value) -> None:
    match node.comparisons[0]:
        case cst.ComparisonTarget(operator=cst.Is() | cst.IsNot() as operator, comparator=cst.Name("None")) if at:
            decision = decision_of(machine, Operand(result), node)
            forget_reading(machine, begun, at, decision if isinstance(operator, cst.Is) else negation(decision))


def _next_operand(
    machine: Machine, results: list[Value], comparator: cst.CSTNode, node: cst.Comparison
) -> Operand | None:
    """The third operand of ``a < b < f()``. Python calls f only if a is less than b; None if it never is."""
    so_far = all_of([decision_of(machine, Operand(one), node) for one in results])
    truth = machine.path_condition.decide(so_far)
    if truth is False:
        return None
    if truth is True or not has_effects(comparator):
        return machine.operand(comparator)
    place = machine.key(comparator)
    with machine.path() as delta:
        operand = machine.operand(comparator)
    was_compared, was_not = frozenset({(place, "compared")}), frozenset({(place, "not compared")})
    machine.store.join_paths([(delta, was_compared), ({}, was_not)], place)
    return operand


def _compared(
    machine: Machine,
    operator: type,
    node: cst.CSTNode,
    left: Operand,
    right: Operand,
    one: Value,
    other: Value,
) -> Value:
    """One alternative of the left side, compared with one of the right side."""
    left, right = replace(left, value=one), replace(right, value=other)
    found = _OPERATORS.get(operator)
    own = compared_by_class(machine, operator, one, other, node)
    if own is not None:
        return own
    if found is None:
        decision = _membership(machine, left, right, node)
        return as_value(decision if operator is cst.In else negation(decision))
    mask = _mask(machine, operator, node, one, other)
    if mask is not None:
        return mask
    op, exchanged, holds = found
    equality = _own_equality(machine, one, other, node) if op is Op.EQUAL else None
    if equality is None and op is not Op.LESS:
        equality = _is_truth(one, other) or _is_truth(other, one)
    if equality is not None:
        return as_value(equality if holds else negation(equality))
    decision = _decided(machine, op, right, left, node) if exchanged else _decided(machine, op, left, right, node)
    return as_value(decision if holds else negation(decision))


_SIGNS: dict[type, str] = {
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Equal: "==",
    cst.NotEqual: "!=",
}


def _mask(machine: Machine, operator: type, node: cst.CSTNode, one: Value, other: Value) -> Value | None:
    """``x < 5`` of an array of which every element is known."""
    contents = machine.store.content(one), machine.store.content(other)
    sign = _SIGNS.get(operator)
    if sign is None or not any(type(side) is SequenceValue and side.kind == "array" for side in contents):
        return None
    mask = compared_elements(sign, one, other, machine.store, machine.key(node))
    return None if mask is None else machine.allocate(node, mask)


def _parts_of_tuples(one: Value, other: Value) -> list[tuple[Value, Value]] | None:
    """What stands beside what in two short tuples of numbers, of which each number is compared: ``matrix.shape == (n,
    4)``."""
    match one, other:
        case SequenceValue(kind="tuple", items=tuple() as items), SequenceValue(kind="tuple", items=tuple() as others):
            if len(items) == len(others) <= DIMENSIONS and all(isinstance(part, Number) for part in (*items, *others)):
                return list(zip(items, others, strict=True))
    return None


def _own_equality(machine: Machine, one: Value, other: Value, node: cst.CSTNode) -> Decision | None:
    """``one == other``, if a class of the file says by ``__eq__`` what its objects are equal to."""
    for owner, with_what in ((one, other), (other, one)):
        method = special_method(machine, owner, "__eq__", node)
        if method is not None:
            return decision_of(machine, Operand(machine.call(method, Arguments((with_what,)), node)), node)
    return None


def _answer(machine: Machine, op: Op, left: Value, right: Value, node: cst.CSTNode) -> Decision | None:
    """What the two values themselves say; None if that is not known, and they are no tuples of numbers."""
    one, other = machine.store.content(left), machine.store.content(right)
    if op is Op.LESS:
        return is_less(one, other, machine.store)
    answer = is_same(one, other, machine.store, identity=op is Op.IS)
    if answer is None:
        answer = are_one_module(machine, left, right)
    if answer is None and op is Op.IS:
        answer = _are_one_list(machine, left, right)
    if answer is None:
        answer = are_one_class(machine, left, right)
    parts = _parts_of_tuples(one, other) if answer is None and op is Op.EQUAL else None
    if parts is None:
        return answer
    return all_of(_decided(machine, op, Operand(part), Operand(beside), node) for part, beside in parts)


def _decided(machine: Machine, op: Op, left: Operand, right: Operand, node: cst.CSTNode) -> Decision:
    if op is Op.LESS:
        left, right = _undivided(left, right)
    answer = _answer(machine, op, left.value, right.value, node)
    if answer is not None:
        return answer
    left, right = replace(left, value=itself(left.value)), replace(right, value=itself(right.value))
    if (
        isinstance(left.value, Unknown)
        and left.value == right.value
        and (op is Op.IS or _by_two_names(op, left, right))
    ):
        return True
    if op is Op.IS:
        # An object is the same however its content changes.
        particular = all(is_particular(one.value) or type(one.value) is ObjectRef for one in (left, right))
    else:
        particular = is_particular(left.value) and is_particular(right.value)
    decision = Compare(op, left, right, None if particular else machine.key(node))
    if op is Op.EQUAL and ObjectRef in (type(left.value), type(right.value)):
        # What is the object is equal to it.
        return any_of_these((_decided(machine, Op.IS, left, right, node), decision))
    return decision


def _is_truth(tested: Value, truth: Value) -> Decision | None:
    """``(len(words) < 5) is True`` says what the test says. That of NumPy's numbers is no ``bool`` of Python's, so this
    is known only of lengths and of ``word in vocab``."""
    match truth:
        case Const(value=bool(wanted)) if isinstance(tested, Undecided) and _gives_bool(tested.predicate):
            return tested.predicate if wanted else negation(tested.predicate)
    return None


def _gives_bool(test: Predicate) -> bool:
    match test:
        case Not(of=inner):
            return _gives_bool(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            return all(map(_gives_bool, parts))
        case Contains():
            return True
        case Compare(left=left, right=right):
            return all(isinstance(one.value, Number) and _is_of_lengths(one.value) for one in (left, right))
    return False


def _is_of_lengths(value: Number) -> bool:
    return value.exact is not None and all(
        isinstance(one.key, LengthOf | DistinctOf) for one in symbols_of(value.exact)
    )


def _are_one_list(machine: Machine, one: Value, other: Value) -> bool | None:
    """``a is b`` of lists and dicts that the program has made. What makes an array may give it back as it is."""
    for value in (one, other):
        content = machine.store.content(value)
        is_list = isinstance(content, DictValue) or (isinstance(content, SequenceValue) and content.kind in _LISTS)
        if not isinstance(value, ObjectRef) or not is_list or machine.store.several.knows(value):
            return None
    return one == other


_LISTS = frozenset({"list", "set"})


def _by_two_names(op: Op, left: Operand, right: Operand) -> bool:
    """``x == y`` of one thing. ``x != x`` asks whether it is a NaN."""
    return op is Op.EQUAL and left.at is not None and right.at is not None and left.at != right.at


def _undivided(left: Operand, right: Operand) -> tuple[Operand, Operand]:
    """``n / 5 < 1`` is ``n < 5``."""
    for one, other in ((left, right), (right, left)):
        quotient = one.value.quotient if type(one.value) is FloatNumber else None
        limit = _whole(other.value)
        if quotient is not None and limit is not None:
            multiple = Operand(Number.exactly(limit * quotient[1]))
            number = replace(one, value=quotient[0])
            return (number, multiple) if one is left else (multiple, number)
    return left, right


def _whole(value: Value) -> int | None:
    match value:
        case Number():
            return value.constant
        case Const(value=float() as real) if real.is_integer() and abs(real) < EXACT_FLOATS:
            return int(real)
    return None


def _dict_of_keys(machine: Machine, container: Value) -> Value | None:
    """The dict that ``word in numbers.keys()`` asks; None for anything else."""
    match machine.store.content(container):
        case SequenceValue(kind="keys", keys_of=owner) if owner is not None:
            return ObjectRef(owner)
    return None


def _membership(machine: Machine, item: Operand, container: Operand, node: cst.CSTNode) -> Decision:
    method = special_method(machine, container.value, "__contains__", node)
    if method is not None:
        return decision_of(machine, Operand(machine.call(method, Arguments((item.value,)), node)), node)
    with machine.stopping_early(stops_early=True):
        # ``"a" in words()`` runs the generator until it gives "a". So it does with that of an ``__iter__``.
        own = special_method(machine, container.value, "__iter__", node)
        gone_over = container.value if own is None else iterated(machine, container.value, node)
        asked = entries_of(machine, container.value) or machine.resumed(gone_over)
    container = replace(container, value=_dict_of_keys(machine, asked) or asked)
    content = machine.store.content(container.value)
    taken_from(machine, container.value, wholly=False)
    answer = contains(content, item.value, machine.store)
    if answer is None:
        answer = is_among_modules(machine, item.value, content)
    owner = container.value.alloc if isinstance(container.value, ObjectRef) else None
    if answer is None and members_of(content, machine.store) == () and machine.loops.stays_empty(owner):
        answer = False
    if answer is not None:
        return answer
    if owner is not None and isinstance(item.value, Unknown) and machine.has_key(owner, item.value):
        return True
    numbers = _range_of(content, item.value)
    if numbers is not None and numbers.low is not None and numbers.high is not None:
        above = _decided(machine, Op.LESS, item, Operand(Number.exactly(numbers.low)), node)
        below = _decided(machine, Op.LESS, Operand(Number.exactly(numbers.high)), item, node)
        return all_of((negation(above), negation(below)))
    match content:
        case SequenceValue(items=items) if items is not None and is_particular(item.value):
            return Contains(item, replace(container, value=content))
    particular = is_particular(item.value) and isinstance(content, Unknown)
    return Contains(item, container, None if particular else machine.key(node))


def _range_of(container: Value, item: Value) -> Number | None:
    """The range of which the container has each number, so that an item that is a number is in both or in none."""
    match container:
        case SequenceValue(kind="range", element=Number() as numbers):
            return numbers
        case SequenceValue(element=Number() as numbers) if isinstance(item, Number) and has_each_number(container):
            return numbers
        case DictValue(key=Number() as numbers) if isinstance(item, Number) and has_each_number_as_key(container):
            return numbers
    return None


TESTS: dict[type, Evaluator] = {cst.BooleanOperation: boolean_operation, cst.Comparison: _comparison}
