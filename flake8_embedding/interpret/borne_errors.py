"""What an ``except`` lets the program go on with, as its statements show."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.syntax.walk import nodes_in

Handler = cst.ExceptHandler | cst.ExceptStarHandler

_OF_INDEX_ERRORS = ("index", "range", "bound")
"""Words that libraries have in their message for an id without a row."""


def ends_with_raise(body: cst.BaseSuite) -> bool:
    """``except IndexError: print("..."); raise``: the program still ends with the error."""
    last = body.body[-1] if body.body else None
    last = last.body[-1] if isinstance(last, cst.SimpleStatementLine) and last.body else last
    return isinstance(last, cst.Raise)


def bears_another(handler: Handler) -> bool:
    """Whether only some other error is borne: ``if "out of memory" in str(error): ... else: raise``."""
    return any(
        isinstance(one, cst.If) and _is_asked_for_another(one.test, handler) and _one_way_raises(one)
        for one in handler.body.body
    )


def _is_asked_for_another(test: cst.BaseExpression, handler: Handler) -> bool:
    """Whether the test asks if the error has a message, which is none of an id without a row."""
    error = handler.name.name if handler.name is not None else None
    match test:
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            return _is_asked_for_another(inner, handler)
        case cst.Comparison(left=cst.SimpleString() as part, comparisons=[cst.ComparisonTarget(comparator=text)]):
            names = {one.value for one in nodes_in(text) if isinstance(one, cst.Name)}
            said = part.value.lower()
            return isinstance(error, cst.Name) and error.value in names and not any(w in said for w in _OF_INDEX_ERRORS)
    return False


def _one_way_raises(node: cst.If) -> bool:
    otherwise = node.orelse.body if isinstance(node.orelse, cst.Else) else None
    return ends_with_raise(node.body) or (otherwise is not None and ends_with_raise(otherwise))
