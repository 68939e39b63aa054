"""What an ``except`` lets the program go on with, as its statements show."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.syntax.walk import nodes_in

Handler = cst.ExceptHandler | cst.ExceptStarHandler

_OF_INDEX_ERRORS = ("index", "range", "bound", "indices", "assert")
"""Words that tell of an id without a row."""

_MESSAGES = (
    "index out of range in self",
    "indices[0,0] = 9 is not in [0, 9)",
    "index 9 is out of bounds for axis 0 with size 9",
    "cuda error: device-side assert triggered",
)
"""What torch, TensorFlow, numpy and torch on a GPU say of an id without a row, as one reads it in their errors."""

_OF_MESSAGE = frozenset({"str", "repr", "args", "message", "lower"})
"""Names that stand in what reads an error's message: ``str(error).lower()``, ``error.args[0]``."""

_LEAVES = (cst.Return, cst.Continue, cst.Break, cst.Yield)


def ends_with_raise(body: Sequence[cst.CSTNode]) -> bool:
    """``except IndexError: print("..."); raise``: the program still ends with the error."""
    last = body[-1] if body else None
    last = last.body[-1] if isinstance(last, cst.SimpleStatementLine) and last.body else last
    return isinstance(last, cst.Raise)


_EXITS = frozenset({"exit", "_exit", "quit", "abort"})
"""How programs end: ``sys.exit(1)``, ``os._exit(1)``, ``quit(1)``."""


def ends_with_failure(body: Sequence[cst.CSTNode]) -> bool:
    """``except Exception as error: print(error); sys.exit(1)``: the program still ends, and says that it failed."""
    last = body[-1] if body else None
    last = last.body[-1] if isinstance(last, cst.SimpleStatementLine) and last.body else last
    match last:
        case cst.Expr(
            value=cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)), args=[given])
        ):
            succeeds = isinstance(given.value, cst.Integer | cst.Name) and given.value.value in ("0", "None", "False")
            return name in _EXITS and not succeeds
    return False


def is_another_attempt(node: cst.Try | cst.TryStar, handler: Handler) -> bool:
    """Whether the program goes on only after success, and tries something else after a failure:
    ``try: train(size); break``, ``except RuntimeError: size //= 2``. It is written so for errors of memory. An id
    without a row fails again."""
    last = node.body.body[-1]
    tries = isinstance(last, cst.SimpleStatementLine) and isinstance(last.body[-1], cst.Break)
    of_runtime = isinstance(handler.type, cst.Name) and handler.type.value == "RuntimeError"
    inside = nodes_in(handler.body) if tries and of_runtime else []
    return any(isinstance(one, cst.Assign | cst.AugAssign) for one in inside) and not any(
        isinstance(one, _LEAVES) for one in inside
    )


def tolerates_another(handler: Handler) -> bool:
    """Whether only some other error is tolerated: ``if "out of memory" in str(error): ... else: raise``. An id
    without a row still ends the program."""
    error = handler.name.name if handler.name is not None else None
    return isinstance(error, cst.Name) and _raises_index_error(handler.body.body, error.value)


def _raises_index_error(body: Sequence[cst.CSTNode], error: str) -> bool:
    """Whether the statements end with a raise, if the error is that of an id without a row."""
    for statement in body:
        taken = _way_of_index_error(statement, error)
        if taken is None:
            taken = [statement]
        elif _raises_index_error(taken, error):
            return True
        if any(isinstance(node, _LEAVES) for one in taken for node in nodes_in(one)):
            return False
    return ends_with_raise(body)


def _way_of_index_error(statement: cst.CSTNode, error: str) -> Sequence[cst.CSTNode] | None:
    """Which statements of an ``if`` are executed for the error of an id without a row; None where that is not said."""
    if not isinstance(statement, cst.If):
        return None
    holds = _holds_of_index_error(statement.test, error)
    match statement:
        case _ if holds is None:
            return None
        case cst.If(body=body) if holds:
            return body.body
        case cst.If(orelse=cst.Else(body=body)):
            return body.body
        case cst.If(orelse=cst.If() as another):
            return [another]
    return []


def _holds_of_index_error(test: cst.BaseExpression, error: str) -> bool | None:
    """Whether the test holds of the error of an id without a row: ``"out of memory" in str(error)`` does not. None
    where that is not known."""
    match test:
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            holds = _holds_of_index_error(inner, error)
            return None if holds is None else not holds
        case cst.Comparison(
            left=cst.SimpleString() as part,
            comparisons=[cst.ComparisonTarget(operator=cst.In() | cst.NotIn() as operator, comparator=text)],
        ):
            names = {one.value for one in nodes_in(text) if isinstance(one, cst.Name)}
            if error in names and names <= _OF_MESSAGE | {error} and _is_of_another(part):
                return isinstance(operator, cst.NotIn)
    return None


def _is_of_another(part: cst.SimpleString) -> bool:
    said = part.evaluated_value
    if not isinstance(said, str):
        return False
    said = said.lower()
    return not any(word in said for word in _OF_INDEX_ERRORS) and not any(said in message for message in _MESSAGES)
