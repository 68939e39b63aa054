"""What makes nodes with just the fields that mean something. Knows libcst's classes; of the ast only its signs.

libcst's constructors would make the spaces too, check that they are spaces, and take five times as long.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final, TypeVar

import libcst as cst

Node = TypeVar("Node", bound=cst.CSTNode)


def _made_of(kind: type[Node], *fields: str) -> Callable[..., Node]:
    """A constructor of such nodes, with a positional argument for each field."""
    new = object.__new__
    # The setters of the class's slots: the nodes are frozen for everybody else.
    setters = tuple(kind.__dict__[name].__set__ for name in fields)

    match setters:
        case (one,):

            def make_one(first: object) -> Node:
                node = new(kind)
                one(node, first)
                return node

            return make_one
        case (one, two):

            def make_two(first: object, second: object) -> Node:
                node = new(kind)
                one(node, first)
                two(node, second)
                return node

            return make_two

    def make(*values: object) -> Node:
        node = new(kind)
        for setter, value in zip(setters, values, strict=True):
            setter(node, value)
        return node

    return make


MODULE = _made_of(cst.Module, "body")
LINE = _made_of(cst.SimpleStatementLine, "body")
BLOCK = _made_of(cst.IndentedBlock, "body")
NAME = _made_of(cst.Name, "value")
ATTRIBUTE = _made_of(cst.Attribute, "value", "attr")
CALL = _made_of(cst.Call, "func", "args")
ARG = _made_of(cst.Arg, "value", "keyword", "star")
INTEGER = _made_of(cst.Integer, "value")
FLOAT = _made_of(cst.Float, "value")
IMAGINARY = _made_of(cst.Imaginary, "value")
STRING = _made_of(cst.SimpleString, "value")
FORMATTED = _made_of(cst.FormattedString, "parts")
FORMATTED_TEXT = _made_of(cst.FormattedStringText, "value")
FORMATTED_EXPRESSION = _made_of(cst.FormattedStringExpression, "expression", "conversion", "format_spec")
BINARY = _made_of(cst.BinaryOperation, "left", "operator", "right")
BOOLEAN = _made_of(cst.BooleanOperation, "left", "operator", "right")
UNARY = _made_of(cst.UnaryOperation, "operator", "expression")
COMPARISON = _made_of(cst.Comparison, "left", "comparisons")
COMPARED = _made_of(cst.ComparisonTarget, "operator", "comparator")
SUBSCRIPT = _made_of(cst.Subscript, "value", "slice")
SUBSCRIPTED = _made_of(cst.SubscriptElement, "slice")
INDEX = _made_of(cst.Index, "value", "star")
SLICE = _made_of(cst.Slice, "lower", "upper", "step")
TUPLE = _made_of(cst.Tuple, "elements")
LIST = _made_of(cst.List, "elements")
SET = _made_of(cst.Set, "elements")
DICT = _made_of(cst.Dict, "elements")
ELEMENT = _made_of(cst.Element, "value")
STARRED = _made_of(cst.StarredElement, "value")
ENTRY = _made_of(cst.DictElement, "key", "value")
STARRED_ENTRY = _made_of(cst.StarredDictElement, "value")
IF_EXPRESSION = _made_of(cst.IfExp, "test", "body", "orelse")
WALRUS = _made_of(cst.NamedExpr, "target", "value")
LAMBDA = _made_of(cst.Lambda, "params", "body")
AWAIT = _made_of(cst.Await, "expression")
YIELD = _made_of(cst.Yield, "value")
FROM = _made_of(cst.From, "item")
GENERATOR = _made_of(cst.GeneratorExp, "elt", "for_in")
LIST_COMPREHENSION = _made_of(cst.ListComp, "elt", "for_in")
SET_COMPREHENSION = _made_of(cst.SetComp, "elt", "for_in")
DICT_COMPREHENSION = _made_of(cst.DictComp, "key", "value", "for_in")
FOR_IN = _made_of(cst.CompFor, "target", "iter", "ifs", "inner_for_in", "asynchronous")
IF_IN = _made_of(cst.CompIf, "test")
EXPRESSION = _made_of(cst.Expr, "value")
ASSIGN = _made_of(cst.Assign, "targets", "value")
TARGET = _made_of(cst.AssignTarget, "target")
ANNOTATED = _made_of(cst.AnnAssign, "target", "annotation", "value")
ANNOTATION = _made_of(cst.Annotation, "annotation")
AUGMENTED = _made_of(cst.AugAssign, "target", "operator", "value")
IF = _made_of(cst.If, "test", "body", "orelse")
ELSE = _made_of(cst.Else, "body")
FOR = _made_of(cst.For, "target", "iter", "body", "orelse", "asynchronous")
WHILE = _made_of(cst.While, "test", "body", "orelse")
TRY = _made_of(cst.Try, "body", "handlers", "orelse", "finalbody")
TRY_STAR = _made_of(cst.TryStar, "body", "handlers", "orelse", "finalbody")
HANDLER = _made_of(cst.ExceptHandler, "type", "name", "body")
STAR_HANDLER = _made_of(cst.ExceptStarHandler, "type", "name", "body")
FINALLY = _made_of(cst.Finally, "body")
WITH = _made_of(cst.With, "items", "body", "asynchronous")
WITH_ITEM = _made_of(cst.WithItem, "item", "asname")
AS_NAME = _made_of(cst.AsName, "name")
FUNCTION = _made_of(cst.FunctionDef, "name", "params", "body", "decorators", "returns", "asynchronous")
CLASS = _made_of(cst.ClassDef, "name", "bases", "keywords", "body", "decorators")
DECORATOR = _made_of(cst.Decorator, "decorator")
PARAMETERS = _made_of(cst.Parameters, "posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg")
PARAMETER = _made_of(cst.Param, "name", "annotation", "default")
RETURN = _made_of(cst.Return, "value")
RAISE = _made_of(cst.Raise, "exc", "cause")
ASSERT = _made_of(cst.Assert, "test", "msg")
DELETE = _made_of(cst.Del, "target")
GLOBAL = _made_of(cst.Global, "names")
NONLOCAL = _made_of(cst.Nonlocal, "names")
NAME_ITEM = _made_of(cst.NameItem, "name")
IMPORT = _made_of(cst.Import, "names")
IMPORT_FROM = _made_of(cst.ImportFrom, "module", "names", "relative")
MATCH = _made_of(cst.Match, "subject", "cases")
MATCH_CASE = _made_of(cst.MatchCase, "pattern", "guard", "body")
MATCH_VALUE = _made_of(cst.MatchValue, "value")
MATCH_SINGLETON = _made_of(cst.MatchSingleton, "value")
MATCH_LIST = _made_of(cst.MatchList, "patterns")
MATCH_ELEMENT = _made_of(cst.MatchSequenceElement, "value")
MATCH_STAR = _made_of(cst.MatchStar, "name")
MATCH_MAPPING = _made_of(cst.MatchMapping, "elements", "rest")
MATCH_ENTRY = _made_of(cst.MatchMappingElement, "key", "pattern")
MATCH_CLASS = _made_of(cst.MatchClass, "cls", "patterns", "kwds")
MATCH_KEYWORD = _made_of(cst.MatchKeywordElement, "key", "pattern")
MATCH_AS = _made_of(cst.MatchAs, "pattern", "name")
MATCH_OR = _made_of(cst.MatchOr, "patterns")
MATCH_OR_ELEMENT = _made_of(cst.MatchOrElement, "pattern")
TYPE_ALIAS = _made_of(cst.TypeAlias, "name", "value")
IMPORTED = _made_of(cst.ImportAlias, "name", "asname")

SIGNS: Final[dict[type[ast.AST], tuple[cst.CSTNode, cst.CSTNode]]] = {
    ast.Add: (cst.Add(), cst.AddAssign()),
    ast.Sub: (cst.Subtract(), cst.SubtractAssign()),
    ast.Mult: (cst.Multiply(), cst.MultiplyAssign()),
    ast.MatMult: (cst.MatrixMultiply(), cst.MatrixMultiplyAssign()),
    ast.Div: (cst.Divide(), cst.DivideAssign()),
    ast.FloorDiv: (cst.FloorDivide(), cst.FloorDivideAssign()),
    ast.Mod: (cst.Modulo(), cst.ModuloAssign()),
    ast.Pow: (cst.Power(), cst.PowerAssign()),
    ast.LShift: (cst.LeftShift(), cst.LeftShiftAssign()),
    ast.RShift: (cst.RightShift(), cst.RightShiftAssign()),
    ast.BitAnd: (cst.BitAnd(), cst.BitAndAssign()),
    ast.BitOr: (cst.BitOr(), cst.BitOrAssign()),
    ast.BitXor: (cst.BitXor(), cst.BitXorAssign()),
}
"""Each with the one that assigns. A sign has no place of its own and nothing in it, so one serves all programs."""

OPERATORS: Final[dict[type[ast.AST], cst.CSTNode]] = {
    ast.And: cst.And(),
    ast.Or: cst.Or(),
    ast.Not: cst.Not(),
    ast.USub: cst.Minus(),
    ast.UAdd: cst.Plus(),
    ast.Invert: cst.BitInvert(),
    ast.Eq: cst.Equal(),
    ast.NotEq: cst.NotEqual(),
    ast.Lt: cst.LessThan(),
    ast.LtE: cst.LessThanEqual(),
    ast.Gt: cst.GreaterThan(),
    ast.GtE: cst.GreaterThanEqual(),
    ast.Is: cst.Is(),
    ast.IsNot: cst.IsNot(),
    ast.In: cst.In(),
    ast.NotIn: cst.NotIn(),
}

ASYNCHRONOUS: Final = cst.Asynchronous()
DOT: Final = cst.Dot()
