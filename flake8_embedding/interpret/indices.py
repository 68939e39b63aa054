"""What stands in the brackets of a subscript."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.slices import Slice
from flake8_embedding.values.value import Value


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
    """``k`` of ``x[i : i + k]``, whatever ``i`` is."""
    if lower is None or not isinstance(upper, cst.BinaryOperation) or not isinstance(upper.operator, cst.Add):
        return None
    is_read_again = isinstance(upper.right, cst.Name | cst.Attribute | cst.Integer)
    same = is_read_again and machine.source.text(upper.left) == machine.source.text(lower)
    return machine.evaluate(upper.right) if same else None
