"""Nodes for expressions, and the parameters of functions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import libcst as cst

from flake8_embedding.syntax.from_ast.nodes import (
    ANNOTATION,
    ARG,
    ASYNCHRONOUS,
    ATTRIBUTE,
    AWAIT,
    BINARY,
    BOOLEAN,
    CALL,
    COMPARED,
    COMPARISON,
    DICT,
    DICT_COMPREHENSION,
    ELEMENT,
    ENTRY,
    FLOAT,
    FOR_IN,
    FORMATTED,
    FORMATTED_EXPRESSION,
    FORMATTED_TEXT,
    FROM,
    GENERATOR,
    IF_EXPRESSION,
    IF_IN,
    IMAGINARY,
    INDEX,
    INTEGER,
    LAMBDA,
    LIST,
    LIST_COMPREHENSION,
    NAME,
    OPERATORS,
    PARAMETER,
    PARAMETERS,
    SET,
    SET_COMPREHENSION,
    SIGNS,
    SLICE,
    STARRED,
    STARRED_ENTRY,
    STRING,
    SUBSCRIPT,
    SUBSCRIPTED,
    TUPLE,
    UNARY,
    WALRUS,
    YIELD,
)

Places = dict[int, ast.AST]
"""For each node, by address, the part of the ast that has its place."""


class NotMade(Exception):
    """The file has syntax that this room makes no nodes of."""


class Expressions:
    """Makes the nodes of one module. Each method takes a part of the ast and gives the node for it."""

    def __init__(self) -> None:
        self.places: Places = {}

    def expression(self, node: ast.expr) -> Any:
        kind = type(node)
        if kind not in MAKERS:
            raise NotMade(kind.__name__)
        made = MAKERS[kind](self, node)
        self.places[id(made)] = node
        return made

    def optional(self, node: ast.expr | None) -> cst.CSTNode | None:
        return None if node is None else self.expression(node)

    # -- expressions --------------------------------------------------------------------------------------------

    def name(self, node: ast.Name) -> cst.CSTNode:
        return NAME(node.id)

    def attribute(self, node: ast.Attribute) -> cst.CSTNode:
        return ATTRIBUTE(self.expression(node.value), NAME(node.attr))

    def constant(self, node: ast.Constant) -> cst.CSTNode:
        value = node.value
        match value:
            case None | bool():
                return NAME(repr(value))
            case str() | bytes():
                return STRING(repr(value))
            case int():
                # In decimal digits Python refuses to write the longest ones.
                return INTEGER(str(value) if value.bit_length() < 1000 else hex(value))
            case float():
                return FLOAT("1e999" if value == float("inf") else repr(value))
            case complex():
                return IMAGINARY(repr(value))
        return cst.Ellipsis()

    def joined(self, node: ast.JoinedStr) -> cst.CSTNode:
        return FORMATTED(self.parts(node))

    def parts(self, node: ast.JoinedStr) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for part in node.values:
            match part:
                case ast.FormattedValue(value=value, conversion=conversion, format_spec=spec):
                    shown = chr(conversion) if conversion != -1 else None
                    inner = self.parts(spec) if isinstance(spec, ast.JoinedStr) else None
                    made.append(FORMATTED_EXPRESSION(self.expression(value), shown, inner))
                case ast.Constant(value=text):
                    made.append(FORMATTED_TEXT(text))
                case _:
                    raise NotMade(type(part).__name__)
        return made

    def call(self, node: ast.Call) -> cst.CSTNode:
        made = self.expression(node.func)
        return CALL(made, self.arguments(node.args, node.keywords))

    def arguments(self, args: list[ast.expr], keywords: list[ast.keyword]) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = [
            ARG(self.expression(one.value), None, "*")
            if isinstance(one, ast.Starred)
            else ARG(self.expression(one), None, "")
            for one in args
        ]
        if not keywords:
            return made
        for keyword in keywords:
            value = self.expression(keyword.value)
            argument = ARG(value, None, "**") if keyword.arg is None else ARG(value, NAME(keyword.arg), "")
            self.places[id(argument)] = keyword
            made.append(argument)
        if args and isinstance(args[-1], ast.Starred):
            # ``f(a=1, *b)``: the ast has keywords apart, libcst has all in the order in which they stand.
            places = (*args, *(one.value for one in keywords))
            order = sorted(range(len(made)), key=lambda one: (places[one].lineno, places[one].col_offset))
            made = [made[one] for one in order]
        return made

    def binary(self, node: ast.BinOp) -> cst.CSTNode:
        # Texts are put together of hundreds of parts, each a level deeper than the next.
        levels = [node]
        while isinstance(levels[-1].left, ast.BinOp):
            levels.append(levels[-1].left)
        made: cst.CSTNode = self.expression(levels[-1].left)
        for level in reversed(levels):
            made = BINARY(made, SIGNS[type(level.op)][0], self.expression(level.right))
            self.places[id(made)] = level
        return made

    def boolean(self, node: ast.BoolOp) -> cst.CSTNode:
        operator = OPERATORS[type(node.op)]
        made: cst.CSTNode = self.expression(node.values[0])
        for number, value in enumerate(node.values[1:], 2):
            made = BOOLEAN(made, operator, self.expression(value))
            if number < len(node.values):
                # The ast has no part for the first few of many.
                few = ast.BoolOp(node.op, node.values[:number], lineno=node.lineno, col_offset=node.col_offset)
                few.end_lineno, few.end_col_offset = value.end_lineno, value.end_col_offset
                self.places[id(made)] = few
        return made

    def unary(self, node: ast.UnaryOp) -> cst.CSTNode:
        return UNARY(OPERATORS[type(node.op)], self.expression(node.operand))

    def comparison(self, node: ast.Compare) -> cst.CSTNode:
        left = self.expression(node.left)
        return COMPARISON(
            left,
            [
                COMPARED(OPERATORS[type(operator)], self.expression(one))
                for operator, one in zip(node.ops, node.comparators, strict=True)
            ],
        )

    def subscript(self, node: ast.Subscript) -> cst.CSTNode:
        value = self.expression(node.value)
        match node.slice:
            case ast.Tuple(elts=[_, *_] as parts) as together if _is_bare(together, parts):
                return SUBSCRIPT(value, [SUBSCRIPTED(self.index(part)) for part in parts])
        return SUBSCRIPT(value, [SUBSCRIPTED(self.index(node.slice))])

    def index(self, node: ast.expr) -> cst.CSTNode:
        match node:
            case ast.Slice(lower=lower, upper=upper, step=step):
                return SLICE(self.optional(lower), self.optional(upper), self.optional(step))
            case ast.Starred(value=value):
                return INDEX(self.expression(value), "*")
        return INDEX(self.expression(node), None)

    def elements(self, parts: list[ast.expr]) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for part in parts:
            match part:
                case ast.Starred(value=value):
                    made.append(STARRED(self.expression(value)))
                case _:
                    made.append(ELEMENT(self.expression(part)))
            self.places[id(made[-1])] = part
        return made

    def tuple_display(self, node: ast.Tuple) -> cst.CSTNode:
        return TUPLE(self.elements(node.elts))

    def list_display(self, node: ast.List) -> cst.CSTNode:
        return LIST(self.elements(node.elts))

    def set_display(self, node: ast.Set) -> cst.CSTNode:
        return SET(self.elements(node.elts))

    def dict_display(self, node: ast.Dict) -> cst.CSTNode:
        return DICT(
            [
                STARRED_ENTRY(self.expression(value))
                if key is None
                else ENTRY(self.expression(key), self.expression(value))
                for key, value in zip(node.keys, node.values, strict=True)
            ]
        )

    def conditional(self, node: ast.IfExp) -> cst.CSTNode:
        return IF_EXPRESSION(self.expression(node.test), self.expression(node.body), self.expression(node.orelse))

    def walrus(self, node: ast.NamedExpr) -> cst.CSTNode:
        return WALRUS(self.expression(node.target), self.expression(node.value))

    def anonymous(self, node: ast.Lambda) -> cst.CSTNode:
        return LAMBDA(self.parameters(node.args), self.expression(node.body))

    def awaited(self, node: ast.Await) -> cst.CSTNode:
        return AWAIT(self.expression(node.value))

    def yielded(self, node: ast.Yield) -> cst.CSTNode:
        return YIELD(self.optional(node.value))

    def yielded_from(self, node: ast.YieldFrom) -> cst.CSTNode:
        return YIELD(FROM(self.expression(node.value)))

    def generator(self, node: ast.GeneratorExp) -> cst.CSTNode:
        return GENERATOR(self.expression(node.elt), self.for_in(node.generators))

    def list_comprehension(self, node: ast.ListComp) -> cst.CSTNode:
        return LIST_COMPREHENSION(self.expression(node.elt), self.for_in(node.generators))

    def set_comprehension(self, node: ast.SetComp) -> cst.CSTNode:
        return SET_COMPREHENSION(self.expression(node.elt), self.for_in(node.generators))

    def dict_comprehension(self, node: ast.DictComp) -> cst.CSTNode:
        if node.value is None:
            raise NotMade("a dict comprehension without a value")
        return DICT_COMPREHENSION(self.expression(node.key), self.expression(node.value), self.for_in(node.generators))

    def for_in(self, generators: list[ast.comprehension]) -> cst.CSTNode:
        inner: cst.CSTNode | None = None
        for one in reversed(generators):
            ifs = [IF_IN(self.expression(test)) for test in one.ifs]
            asynchronous = ASYNCHRONOUS if one.is_async else None
            inner = FOR_IN(self.expression(one.target), self.expression(one.iter), ifs, inner, asynchronous)
            self.places[id(inner)] = one.target
        assert inner is not None, "Python has no comprehension without a for"
        return inner

    def parameters(self, node: ast.arguments) -> cst.CSTNode:
        places = [*node.posonlyargs, *node.args]
        defaults = [*[None] * (len(places) - len(node.defaults)), *node.defaults]
        made = [self.parameter(one, default) for one, default in zip(places, defaults, strict=True)]
        first = len(node.posonlyargs)
        keywords = [
            self.parameter(one, default) for one, default in zip(node.kwonlyargs, node.kw_defaults, strict=True)
        ]
        star: object = cst.MaybeSentinel.DEFAULT
        if node.vararg is not None:
            star = self.parameter(node.vararg, None)
        elif keywords:
            star = cst.ParamStar()
        double = self.parameter(node.kwarg, None) if node.kwarg is not None else None
        return PARAMETERS(made[:first], made[first:], star, keywords, double)

    def parameter(self, node: ast.arg, default: ast.expr | None) -> cst.CSTNode:
        annotation = ANNOTATION(self.expression(node.annotation)) if node.annotation is not None else None
        made: cst.CSTNode = PARAMETER(NAME(node.arg), annotation, self.optional(default))
        self.places[id(made)] = node
        return made


def _is_bare(together: ast.Tuple, parts: list[ast.expr]) -> bool:
    """Whether ``x[a, b]`` is written and not ``x[(a, b)]``: libcst has a tuple only where there are parentheses."""
    first, last = parts[0], parts[-1]
    # One of its ends has parentheses of its own in ``x[(a), b]``.
    return (together.lineno, together.col_offset) == (first.lineno, first.col_offset) or (
        (together.end_lineno, together.end_col_offset) == (last.end_lineno, last.end_col_offset)
    )


MAKERS: dict[type[ast.expr], Callable[[Expressions, Any], Any]] = {
    ast.Name: Expressions.name,
    ast.Attribute: Expressions.attribute,
    ast.Constant: Expressions.constant,
    ast.JoinedStr: Expressions.joined,
    ast.Call: Expressions.call,
    ast.BinOp: Expressions.binary,
    ast.BoolOp: Expressions.boolean,
    ast.UnaryOp: Expressions.unary,
    ast.Compare: Expressions.comparison,
    ast.Subscript: Expressions.subscript,
    ast.Tuple: Expressions.tuple_display,
    ast.List: Expressions.list_display,
    ast.Set: Expressions.set_display,
    ast.Dict: Expressions.dict_display,
    ast.IfExp: Expressions.conditional,
    ast.NamedExpr: Expressions.walrus,
    ast.Lambda: Expressions.anonymous,
    ast.Await: Expressions.awaited,
    ast.Yield: Expressions.yielded,
    ast.YieldFrom: Expressions.yielded_from,
    ast.GeneratorExp: Expressions.generator,
    ast.ListComp: Expressions.list_comprehension,
    ast.SetComp: Expressions.set_comprehension,
    ast.DictComp: Expressions.dict_comprehension,
}
