"""Operators: arithmetic, and subscripts; ``comparisons`` has those that test."""

from __future__ import annotations

from pathlib import PurePath

import libcst as cst

from flake8_embedding.interpret.boolean_operations import negation_of
from flake8_embedding.interpret.comparisons import TESTS
from flake8_embedding.interpret.conditions.closed import is_closed
from flake8_embedding.interpret.conditions.found_keys import key_in, note_read
from flake8_embedding.interpret.containers.checked import note_element_read
from flake8_embedding.interpret.containers.indices import index_of
from flake8_embedding.interpret.containers.sequence_operators import of_sequences
from flake8_embedding.interpret.containers.subscripts import element_read, item
from flake8_embedding.interpret.differences import cancels_largest
from flake8_embedding.interpret.escaping.asked_by_texts import ask_for_gaps
from flake8_embedding.interpret.joined_texts import joined_text
from flake8_embedding.interpret.lifting import lifted
from flake8_embedding.interpret.machine import Evaluator, Machine
from flake8_embedding.interpret.networks.rows_read import read_by_subscript
from flake8_embedding.interpret.networks.ruled_out import note_ruled_out
from flake8_embedding.interpret.networks.sentinels import note_weighed
from flake8_embedding.interpret.networks.weights import note_made_of_copies, note_weights, scaled_weight
from flake8_embedding.interpret.objects.protocols import entries_of, operated, operated_in_place
from flake8_embedding.interpret.paths.past_none import past_none
from flake8_embedding.interpret.tainted import forget_ids, note_tainted
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.arrays.fields import calculated_with_sizes
from flake8_embedding.values.arrays.vectors import VectorsOf, as_vectors, other_vectors, product_of, vectors, vectors_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.contents import is_symbolic
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import merged
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.filled_texts import filled
from flake8_embedding.values.identity import result_of
from flake8_embedding.values.numbers.arithmetic import as_number, combine
from flake8_embedding.values.numbers.ranges import negative
from flake8_embedding.values.objects import ModelObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import FractionAt, Key
from flake8_embedding.values.value import (
    NEVER,
    Const,
    FloatNumber,
    Number,
    NumericType,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)

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
    # The name that the whole gets is none of its operands': ``words = sorted(seen) + ["<pad>"]``.
    name, machine.pending_name = machine.pending_name, ""
    try:
        left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    finally:
        machine.pending_name = name
    return apply_operator(machine, type(node.operator), left, right, node)


def changed_by_operator(machine: Machine, operator: type, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """What ``left`` holds after ``left += right``."""
    sign = _SIGNS.get(operator)
    own = operated_in_place(machine, sign, left, right, node) if sign is not None else None
    return own if own is not None else apply_operator(machine, operator, left, right, node)


def apply_operator(machine: Machine, operator: type, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """``left operator right``, for each pair of alternatives that one run can have."""
    sign = _SIGNS.get(operator)
    if sign is None:
        # ``a @ b``
        note_weights(machine, (left, right), "by an operator", in_copies=False)
        made = product_of(machine.store.content(left), machine.store.content(right), machine.key(node))
        unknown = machine.unknown(f"the operator {operator.__name__} is not followed", node)
        return made or note_made_of_copies(machine, (left, right), unknown)
    return operate(machine, sign, left, right, node)


def operate(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """``left sign right``, by the operator's sign."""

    def of_alternatives(one: Value, other: Value) -> Value:
        # ``[bos] + ids`` raises where ``ids`` is one of Python's numbers.
        is_alone = one is left and other is right
        if sign == "+" and not is_alone and not can_be_added(machine, one, other):
            return NEVER
        scaled = scaled_weight(machine, one, other)
        return scaled or note_made_of_copies(machine, (one, other), _operate(machine, sign, one, other, node))

    return lifted(machine, left, right, node, of_alternatives)


def can_be_added(machine: Machine, left: Value, right: Value) -> bool:
    """Whether ``left + right`` can go on: not if a text or one of Python's numbers stands beside a list. A number of
    NumPy's is added to each element of the list."""
    one, other = machine.store.content(left), machine.store.content(right)
    beside = _beside_a_list(one, other)
    of_library = isinstance(beside, Number) and beside.numeric_type is not NumericType.PYTHON
    return of_library or not isinstance(beside, Number | Const | TextValue)


def _beside_a_list(one: Value, other: Value) -> Value | None:
    """What stands beside a list or tuple; None if both are such, or none is."""
    return other if _is_list(one) and not _is_list(other) else one if _is_list(other) and not _is_list(one) else None


def _is_list(content: Value) -> bool:
    return type(content) is SequenceValue and content.kind in ("list", "tuple")


def _note_operands(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> None:
    note_weights(machine, (left, right), "by an operator", in_copies=False)
    if sign == "*":
        note_weighed(machine, left, right, node)
    if sign == "%" and _is_text(left):
        ask_for_gaps(machine, (right,), node)
    # ``sink << words`` of what may be an object of the file: its method may change the words.
    if type(left) is not Unknown or type(right) is not ObjectRef:
        return
    written = node.right if isinstance(node, cst.BinaryOperation) else getattr(node, "value", None)
    if not isinstance(written, cst.List) and machine.escaped.is_lent(left.key):
        forget_ids(machine, right, "an operator of an unknown object may change it", node)


def _operate(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value:
    _note_operands(machine, sign, left, right, node)
    of_file = operated(machine, sign, left, right, node)
    if of_file is not None:
        return of_file
    of_models = _joined_models(machine, sign, left, right, node)
    if of_models is not None:
        return of_models
    left, right = entries_of(machine, left) or left, entries_of(machine, right) or right
    is_graph = is_symbolic(left, machine.store) or is_symbolic(right, machine.store)
    if is_graph and not _makes_list(machine.store.content(left), machine.store.content(right)):
        return machine.operation(
            (left, right), lambda values: _operate(machine, sign, values[0], values[1], node), node
        )
    one, other = machine.store.content(left), machine.store.content(right)
    of_arrays = _of_arrays(machine, sign, one, other, node)
    if of_arrays is not None:
        return of_arrays
    if type(one) is DictValue and type(other) is DictValue and sign == "|":
        return machine.allocate(node, merged(one, other, machine.key(node)))
    if sign == "+" and (_is_text(one) or _is_text(other)):
        joined = combine("+", one, other)
        return joined if type(joined) is Const else joined_text(machine, (one, other), node)
    path = _path_in_folder(machine, one, other, node) if sign == "/" else None
    if path is not None:
        return path
    if isinstance(one, Unknown) and isinstance(other, Unknown) and sign != "+":
        # A difference or product of two arrays has nothing to do with the largest element of either, but a
        # difference of two sizes is one number: the key says which.
        made = Unknown("arithmetic on unknown values", Key(one.key, sign, other.key))
        return note_tainted(machine, made, (one, other))
    result = combine(sign, machine.numeric(one), machine.numeric(other))
    if result is not None and not (sign == "-" and cancels_largest(machine, one, other, result)):
        return result_of(result, sign, one, other)
    return note_tainted(machine, Unknown("arithmetic on values that are not numbers", machine.key(node)), (one, other))


def _joined_models(machine: Machine, sign: str, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """``Sequential(a) + Sequential(b)``, ``Sequential(a) * 2``; None for anything else."""
    match machine.store.content(left), sign, machine.store.content(right):
        case ModelObject(layers=layers, inputs=None), "+", ModelObject(layers=others, inputs=None):
            made = (*layers, *others)
        case ModelObject(layers=layers, inputs=None), "*", Number(constant=int(times)) if len(layers) * times <= ITEMS:
            made = layers * times
        case _:
            return None
    return machine.allocate(node, ModelObject(made))


def _of_arrays(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value | None:
    """An operation on a list or an array, on vectors, or on a text with gaps; None for anything else."""
    text = filled(one, other) if sign == "%" else None
    if text is not None:
        return text
    of_fields = calculated_with_sizes(sign, one, other) if Unknown in (type(one), type(other)) else None
    if of_fields is not None:
        return of_fields
    if type(one) is not SequenceValue and type(other) is not SequenceValue:
        return _of_vectors(machine, sign, one, other, node)
    if vectors_in(one) is not None or vectors_in(other) is not None:
        return _of_vectors(machine, sign, one, other, node) or of_sequences(machine, sign, one, other, node)
    made = of_sequences(machine, sign, one, other, node)
    if isinstance(made, Unknown):
        return _of_vectors(machine, sign, one, other, node) or made
    _note_masked(machine, one, other)
    return made


def _note_masked(machine: Machine, one: Value, other: Value) -> None:
    """``scores * mask``: what is no other vectors may be a mask."""
    for content, beside in ((one, other), (other, one)):
        if vectors_in(beside) is None and not isinstance(beside, Number | Const | FloatNumber):
            note_ruled_out(machine, content)


def _path_in_folder(machine: Machine, one: Value, other: Value, node: cst.CSTNode) -> Value | None:
    """``folder / "words.pkl"``"""
    environment, made = machine.environment, Unknown("a path", machine.key(node))
    path, name = environment.joined(one, other), text_in(other)
    if path is not None:
        environment.note_opened(made.key, path)
    elif name is not None and isinstance(one, Unknown):
        environment.note_file_name(made.key, str(PurePath(environment.file_name_of(one.key) or "", name)))
    else:
        return None
    if is_closed(machine, one) and is_closed(machine, other):
        machine.results.note_constant(made.key)
    return made


def _makes_list(left: Value, right: Value) -> bool:
    """``[price] + inputs``, ``[inputs] * 2``: a list, whatever stands in it."""
    return (_is_list(left) and _is_list(right)) or isinstance(_beside_a_list(left, right), Number)


def _of_vectors(machine: Machine, sign: str, one: Value, other: Value, node: cst.CSTNode) -> Value | None:
    """``logits / 0.7``, ``a + b``: element by element, so that the vectors stay as long; None for anything else."""
    sides = [as_vectors(side, machine.key(node)) for side in (one, other)]
    wide = {side.width.exact: side.width for side in sides if side is not None and side.width.constant != 1}
    if len(wide) != 1:
        return None
    (width,) = wide.values()
    _note_masked(machine, one, other)
    counts = [_dimensions(side, content) for side, content in zip(sides, (one, other), strict=True)]
    known = [count for count in counts if count is not None]
    # Beside an array that is not known there may be more dimensions.
    return vectors(machine.key(node), width, max(known) if len(known) == len(counts) else None)


def _dimensions(known: VectorsOf | None, content: Value) -> int | None:
    """How many dimensions one side of an operation has, None if that is not known."""
    if known is not None:
        return known.dimensions
    match content:
        case Number() | Const() | FloatNumber() | Unknown(key=FractionAt()):
            return 0
        case SequenceValue(kind="array", shape=tuple() as shape):
            return len(shape)
    return None


def _is_text(value: Value) -> bool:
    return type(value) is TextValue or (type(value) is Const and isinstance(value.value, str | bytes))


def _copied(machine: Machine, value: Value, node: cst.CSTNode) -> Value:
    """``+ids`` is another array in NumPy, and the tensor itself in PyTorch."""
    content = machine.store.content(value)
    if not isinstance(value, ObjectRef) or not isinstance(content, SequenceValue) or content.kind != "array":
        return value
    return machine.allocate_view(node, ArrayView(value, content, content, sure=False))


def _unary(machine: Machine, node: cst.UnaryOperation) -> Value:
    if type(node.operator) is cst.Not:
        return negation_of(machine, node)
    value = machine.evaluate(node.expression)
    if isinstance(value, Number) and value.numeric_type is NumericType.NARROW:
        return machine.unknown("a number of a narrow type wraps around", node)
    match node.operator:
        case cst.Minus():
            match value:
                case Const(value=float() as real):
                    return Const(-real, node)
                case FloatNumber():
                    return FloatNumber()
                case Unknown(key=VectorsOf()):
                    return other_vectors(value, machine.key(node)) or value
                case _:
                    number = as_number(machine.numeric(value))
                    if number is not None:
                        return (
                            negative(number)
                            if number.constant is None
                            else Number.exactly(-number.constant, birth=node)
                        )
        case cst.Plus():
            return _copied(machine, value, node)
        case cst.BitInvert() if isinstance(value, Number) and value.constant is not None:
            return Number.exactly(~value.constant, birth=node)
    return machine.unknown("this operator is not followed", node)


_MAY_BE_READ_WITH = frozenset({Number, Slice})
"""Indices that are made of numbers: ``x[k]``, ``x[k : k + 1]``."""


def _subscript(machine: Machine, node: cst.Subscript) -> Value:
    place = machine.loops.places.get(node) if machine.loops.places else None
    held = place.read() if place is not None else None
    if held is not None:
        return held
    begun = machine.reading.noted
    owner = machine.operand(node.value)
    read_by_owner, behind_owner = machine.reading.since(begun), machine.reading.noted
    key = key_in(machine, node)
    index = index_of(machine, node) if key is None else (key.value,)
    # A test of an element is a test of the list, too, and of the number with which it is read: ``if counts[k] > 0``.
    is_whole = isinstance(machine.store.content(owner.value), DictValue | Unknown)
    read_by_index = machine.reading.since(behind_owner) if not _MAY_BE_READ_WITH.isdisjoint(map(type, index)) else ()
    machine.reading.replace_since(begun, read_by_index if is_whole else (*read_by_owner, *read_by_index))
    machine.reading.last = None
    read_by_subscript(machine, owner.value, index, node)
    found = element_read(machine, owner, index, item(machine, past_none(machine, owner.value), index, node))
    note_element_read(machine, owner.value, index)
    if key is not None:
        note_read(machine, key, owner.value)
    return found


OPERATORS: dict[type, Evaluator] = {
    cst.BinaryOperation: _binary,
    cst.UnaryOperation: _unary,
    **TESTS,
    cst.Subscript: _subscript,
}
