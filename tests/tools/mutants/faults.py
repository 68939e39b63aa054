"""What a fault is: one node of a function's syntax, and the node that takes its place.

A fault is named by the file, the function and which of its kind it is there, from 1. So it survives whatever is
rewritten around it: ``values/numbers/compare.py at_least comparison 2``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import libcst as cst


@dataclass(frozen=True, order=True)
class Fault:
    """The ``number``-th node of a ``kind`` in a function (``Class.method``) of a file below ``flake8_embedding``."""

    path: str
    function: str
    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.path} {self.function} {self.kind} {self.number}"

    @staticmethod
    def named(text: str) -> Fault:
        path, function, kind, number = text.split()
        return Fault(path, function, kind, int(number))


_COMPARISONS: dict[type[cst.BaseCompOp], Callable[[], cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
    cst.In: cst.NotIn,
    cst.NotIn: cst.In,
}


def _comparison(node: cst.CSTNode) -> cst.CSTNode | None:
    """``a < b`` becomes ``a <= b``, ``a is b`` becomes ``a is not b``."""
    if not isinstance(node, cst.ComparisonTarget):
        return None
    return node.with_changes(operator=_COMPARISONS[type(node.operator)]())


def _connective(node: cst.CSTNode) -> cst.CSTNode | None:
    """``a and b`` becomes ``a or b``."""
    if not isinstance(node, cst.BooleanOperation):
        return None
    return node.with_changes(operator=cst.Or() if isinstance(node.operator, cst.And) else cst.And())


def _negation(node: cst.CSTNode) -> cst.CSTNode | None:
    """``not a`` becomes ``a``."""
    negated = isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)
    return cst.ensure_type(node, cst.UnaryOperation).expression if negated else None


def _number(node: cst.CSTNode) -> cst.CSTNode | None:
    """``1`` becomes ``2``."""
    return cst.Integer(str(node.evaluated_value + 1)) if isinstance(node, cst.Integer) else None


def _sum(node: cst.CSTNode) -> cst.CSTNode | None:
    """``a + b`` becomes ``a - b``."""
    if not isinstance(node, cst.BinaryOperation) or not isinstance(node.operator, cst.Add | cst.Subtract):
        return None
    return node.with_changes(operator=cst.Subtract() if isinstance(node.operator, cst.Add) else cst.Add())


def _truth(node: cst.CSTNode) -> cst.CSTNode | None:
    """``True`` becomes ``False``."""
    if not isinstance(node, cst.Name) or node.value not in ("True", "False"):
        return None
    return cst.Name("False" if node.value == "True" else "True")


def _branch(node: cst.CSTNode) -> cst.CSTNode | None:
    """``if a:`` is never taken."""
    return node.with_changes(test=cst.Name("False")) if isinstance(node, cst.If) else None


def _effect(node: cst.CSTNode) -> cst.CSTNode | None:
    """A call that stands for its effect is left out."""
    is_effect = isinstance(node, cst.Expr) and isinstance(node.value, cst.Call)
    return cst.Expr(cst.Ellipsis()) if is_effect else None


KINDS: dict[str, Callable[[cst.CSTNode], cst.CSTNode | None]] = {
    "comparison": _comparison,
    "connective": _connective,
    "negation": _negation,
    "number": _number,
    "sum": _sum,
    "truth": _truth,
    "branch": _branch,
    "effect": _effect,
}


def faults_in(path: str, text: str) -> Iterator[Fault]:
    """Every fault that can be planted in the functions of a file."""
    finder = _Nodes(path)
    cst.parse_module(text).visit(finder)
    yield from finder.found


def with_fault(text: str, fault: Fault) -> str | None:
    """The text of the file with the fault in it; None where there is no such node any more."""
    planter = _Planter(fault)
    changed = cst.parse_module(text).visit(planter).code
    return changed if planter.is_planted else None


class _Scopes(cst.CSTTransformer):
    """Knows in which function it is. Faults lie in functions: what stands outside of them are tables of names."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._names: list[str] = []
        self._functions = 0
        self._counts: Counter[tuple[str, str]] = Counter()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self._names.append(node.name.value)

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:
        self._names.pop()
        return updated_node

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._names.append(node.name.value)
        self._functions += 1

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        self._names.pop()
        self._functions -= 1
        return updated_node

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        return False

    def _faults_of(self, node: cst.CSTNode) -> Iterator[tuple[Fault, cst.CSTNode]]:
        if not self._functions:
            return
        function = ".".join(self._names)
        for kind, change in KINDS.items():
            changed = change(node)
            if changed is not None:
                self._counts[function, kind] += 1
                yield Fault(self._path, function, kind, self._counts[function, kind]), changed


class _Nodes(_Scopes):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.found: list[Fault] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        self.found += [fault for fault, _ in self._faults_of(node)]
        return super().on_visit(node)


class _Planter(_Scopes):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.path)
        self._fault = fault
        self._node: cst.CSTNode | None = None
        self.is_planted = False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if any(fault == self._fault for fault, _ in self._faults_of(node)):
            self._node = node
        return super().on_visit(node)

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        left = super().on_leave(original_node, updated_node)
        if original_node is not self._node or not isinstance(left, cst.CSTNode):
            return left  # type: ignore[return-value]
        self.is_planted = True
        return KINDS[self._fault.kind](left) or left
