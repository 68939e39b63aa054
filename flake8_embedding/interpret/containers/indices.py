"""What stands in the brackets of a subscript."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.value import Number, Value


def index_of(machine: Machine, node: cst.Subscript) -> tuple[Value, ...]:
    """The subscript's indices: one, or several as in ``x[:, 0]``."""
    indices: list[Value] = []
    for element in node.slice:
        match element.slice:
            case cst.Index(value=value):
                indices.append(machine.evaluate(value))
            case cst.Slice(lower=lower, upper=upper, step=step):
                first, last, by = (None if end is None else machine.evaluate(end) for end in (lower, upper, step))
                indices.append(Slice(first, last, by, _span(machine, lower, upper)))
    return tuple(indices)


def _span(machine: Machine, lower: cst.BaseExpression | None, upper: cst.BaseExpression | None) -> Value | None:
    """``k + 1`` of ``x[i : i + k + 1]``, whatever ``i`` is."""
    if lower is None or not _is_read_again(lower):
        return None
    start, more = machine.source.text(lower), list[tuple[str, cst.BaseExpression]]()
    while isinstance(upper, cst.BinaryOperation) and _is_read_again(upper.right):
        if type(upper.operator) not in _SIGNS:
            return None
        more.append((_SIGNS[type(upper.operator)], upper.right))
        upper = upper.left
        if machine.source.text(upper) == start:
            return _total(machine, more)
    return None


def _total(machine: Machine, parts: list[tuple[str, cst.BaseExpression]]) -> Value | None:
    if len(parts) == 1 and parts[0][0] == "+":
        # What is not known is itself, and no sum.
        return machine.evaluate(parts[0][1])
    total: Value | None = Number.exactly(0)
    for sign, part in parts:
        total = combine(sign, total, machine.numeric(machine.evaluate(part))) if total is not None else None
    return total


def _is_read_again(node: cst.BaseExpression) -> bool:
    """Whether it gives the same once more: a name, a number, or ``self.context``. What is called may not."""
    return isinstance(node, cst.Name | cst.Integer) or (isinstance(node, cst.Attribute) and _is_read_again(node.value))


_SIGNS: dict[type[cst.CSTNode], str] = {cst.Add: "+", cst.Subtract: "-"}
