"""libcst's nodes without the spaces between them, made of the ast that Python or flake8 has made already.

Of the 19 nodes that libcst's parser makes of a line of real code, 8 are spaces, commas and line ends, which values have
nothing to do with; and flake8 has parsed the file before us. So nodes are made of its ast, in a quarter of the time.
They are libcst's own classes with just the fields that mean something: a field for spaces, parentheses or commas is not
set, reading it is an ``AttributeError``, and there is no code to be generated from such a tree. Who changes a program
needs libcst's parser; ``source`` has both.

A test holds every node and field against libcst's parser. What is not made here (``match``, type parameters, syntax that
is newer than this file) is left to that parser as well: ``NotMade`` says so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import libcst as cst

Places = dict[int, ast.AST]


class NotMade(Exception):
    """The file has syntax that this module makes no nodes of."""


def module_of(tree: ast.Module) -> tuple[cst.Module, Places]:
    """The module, and for each of its nodes, by address, what in the ast has its place.

    Raises ``NotMade``, and ``RecursionError`` for what is nested too deep.
    """
    maker = _Maker()
    return _MODULE(maker.block(tree.body)), maker.places


def _made_of(kind: type[cst.CSTNode], *fields: str) -> Callable[..., Any]:
    """What makes a node with just these fields. libcst's constructors would make the spaces, check that they are
    spaces, and take five times as long."""
    new = object.__new__
    # The setters of the class's slots: the nodes are frozen for everybody else.
    setters = tuple(kind.__dict__[name].__set__ for name in fields)

    match setters:
        case (one,):

            def make_one(first: object) -> cst.CSTNode:
                node = new(kind)
                one(node, first)
                return node

            return make_one
        case (one, two):

            def make_two(first: object, second: object) -> cst.CSTNode:
                node = new(kind)
                one(node, first)
                two(node, second)
                return node

            return make_two

    def make(*values: object) -> cst.CSTNode:
        node = new(kind)
        for setter, value in zip(setters, values, strict=True):
            setter(node, value)
        return node

    return make


_MODULE = _made_of(cst.Module, "body")
_LINE = _made_of(cst.SimpleStatementLine, "body")
_BLOCK = _made_of(cst.IndentedBlock, "body")
_NAME = _made_of(cst.Name, "value")
_ATTRIBUTE = _made_of(cst.Attribute, "value", "attr")
_CALL = _made_of(cst.Call, "func", "args")
_ARG = _made_of(cst.Arg, "value", "keyword", "star")
_INTEGER = _made_of(cst.Integer, "value")
_FLOAT = _made_of(cst.Float, "value")
_IMAGINARY = _made_of(cst.Imaginary, "value")
_STRING = _made_of(cst.SimpleString, "value")
_FORMATTED = _made_of(cst.FormattedString, "parts")
_FORMATTED_TEXT = _made_of(cst.FormattedStringText, "value")
_FORMATTED_EXPRESSION = _made_of(cst.FormattedStringExpression, "expression", "conversion", "format_spec")
_BINARY = _made_of(cst.BinaryOperation, "left", "operator", "right")
_BOOLEAN = _made_of(cst.BooleanOperation, "left", "operator", "right")
_UNARY = _made_of(cst.UnaryOperation, "operator", "expression")
_COMPARISON = _made_of(cst.Comparison, "left", "comparisons")
_COMPARED = _made_of(cst.ComparisonTarget, "operator", "comparator")
_SUBSCRIPT = _made_of(cst.Subscript, "value", "slice")
_SUBSCRIPTED = _made_of(cst.SubscriptElement, "slice")
_INDEX = _made_of(cst.Index, "value", "star")
_SLICE = _made_of(cst.Slice, "lower", "upper", "step")
_TUPLE = _made_of(cst.Tuple, "elements")
_LIST = _made_of(cst.List, "elements")
_SET = _made_of(cst.Set, "elements")
_DICT = _made_of(cst.Dict, "elements")
_ELEMENT = _made_of(cst.Element, "value")
_STARRED = _made_of(cst.StarredElement, "value")
_ENTRY = _made_of(cst.DictElement, "key", "value")
_STARRED_ENTRY = _made_of(cst.StarredDictElement, "value")
_IF_EXPRESSION = _made_of(cst.IfExp, "test", "body", "orelse")
_WALRUS = _made_of(cst.NamedExpr, "target", "value")
_LAMBDA = _made_of(cst.Lambda, "params", "body")
_AWAIT = _made_of(cst.Await, "expression")
_YIELD = _made_of(cst.Yield, "value")
_FROM = _made_of(cst.From, "item")
_GENERATOR = _made_of(cst.GeneratorExp, "elt", "for_in")
_LIST_COMPREHENSION = _made_of(cst.ListComp, "elt", "for_in")
_SET_COMPREHENSION = _made_of(cst.SetComp, "elt", "for_in")
_DICT_COMPREHENSION = _made_of(cst.DictComp, "key", "value", "for_in")
_FOR_IN = _made_of(cst.CompFor, "target", "iter", "ifs", "inner_for_in", "asynchronous")
_IF_IN = _made_of(cst.CompIf, "test")
_EXPRESSION = _made_of(cst.Expr, "value")
_ASSIGN = _made_of(cst.Assign, "targets", "value")
_TARGET = _made_of(cst.AssignTarget, "target")
_ANNOTATED = _made_of(cst.AnnAssign, "target", "annotation", "value")
_ANNOTATION = _made_of(cst.Annotation, "annotation")
_AUGMENTED = _made_of(cst.AugAssign, "target", "operator", "value")
_IF = _made_of(cst.If, "test", "body", "orelse")
_ELSE = _made_of(cst.Else, "body")
_FOR = _made_of(cst.For, "target", "iter", "body", "orelse", "asynchronous")
_WHILE = _made_of(cst.While, "test", "body", "orelse")
_TRY = _made_of(cst.Try, "body", "handlers", "orelse", "finalbody")
_TRY_STAR = _made_of(cst.TryStar, "body", "handlers", "orelse", "finalbody")
_HANDLER = _made_of(cst.ExceptHandler, "type", "name", "body")
_STAR_HANDLER = _made_of(cst.ExceptStarHandler, "type", "name", "body")
_FINALLY = _made_of(cst.Finally, "body")
_WITH = _made_of(cst.With, "items", "body", "asynchronous")
_WITH_ITEM = _made_of(cst.WithItem, "item", "asname")
_AS_NAME = _made_of(cst.AsName, "name")
_FUNCTION = _made_of(cst.FunctionDef, "name", "params", "body", "decorators", "returns", "asynchronous")
_CLASS = _made_of(cst.ClassDef, "name", "bases", "keywords", "body", "decorators")
_DECORATOR = _made_of(cst.Decorator, "decorator")
_PARAMETERS = _made_of(cst.Parameters, "posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg")
_PARAMETER = _made_of(cst.Param, "name", "annotation", "default")
_RETURN = _made_of(cst.Return, "value")
_RAISE = _made_of(cst.Raise, "exc", "cause")
_ASSERT = _made_of(cst.Assert, "test", "msg")
_DELETE = _made_of(cst.Del, "target")
_GLOBAL = _made_of(cst.Global, "names")
_NONLOCAL = _made_of(cst.Nonlocal, "names")
_NAME_ITEM = _made_of(cst.NameItem, "name")
_IMPORT = _made_of(cst.Import, "names")
_IMPORT_FROM = _made_of(cst.ImportFrom, "module", "names", "relative")
_IMPORTED = _made_of(cst.ImportAlias, "name", "asname")

_SIGNS: Final[dict[type[ast.AST], tuple[cst.CSTNode, cst.CSTNode]]] = {
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

_OPERATORS: Final[dict[type[ast.AST], cst.CSTNode]] = {
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

_ASYNCHRONOUS: Final = cst.Asynchronous()
_DOT: Final = cst.Dot()


class _Maker:
    """Makes the nodes of one module. Each method takes a part of the ast and gives the node for it."""

    def __init__(self) -> None:
        self.places: Places = {}

    def block(self, statements: list[ast.stmt]) -> list[cst.CSTNode]:
        places, makers = self.places, _MAKERS
        made: list[cst.CSTNode] = []
        for statement in statements:
            maker = makers.get(type(statement))
            if maker is None:
                raise NotMade(type(statement).__name__)
            node = maker(self, statement)
            places[id(node)] = statement
            # libcst has simple statements on a line of their own, which may have several of them.
            made.append(_LINE([node]) if type(statement) in _SIMPLE else node)
        return made

    def indented(self, statements: list[ast.stmt]) -> cst.CSTNode:
        return _BLOCK(self.block(statements))

    def orelse(self, statements: list[ast.stmt]) -> cst.CSTNode | None:
        return _ELSE(self.indented(statements)) if statements else None

    def expression(self, node: ast.expr) -> Any:
        maker = _MAKERS.get(type(node))
        if maker is None:
            raise NotMade(type(node).__name__)
        made = maker(self, node)
        self.places[id(made)] = node
        return made

    def optional(self, node: ast.expr | None) -> cst.CSTNode | None:
        return None if node is None else self.expression(node)

    # -- expressions --------------------------------------------------------------------------------------------

    def name(self, node: ast.Name) -> cst.CSTNode:
        return _NAME(node.id)

    def attribute(self, node: ast.Attribute) -> cst.CSTNode:
        return _ATTRIBUTE(self.expression(node.value), _NAME(node.attr))

    def constant(self, node: ast.Constant) -> cst.CSTNode:
        value = node.value
        match value:
            case None | bool():
                return _NAME(repr(value))
            case str() | bytes():
                return _STRING(repr(value))
            case int():
                # In decimal digits Python refuses to write the longest ones.
                return _INTEGER(str(value) if value.bit_length() < 1000 else hex(value))
            case float():
                return _FLOAT("1e999" if value == float("inf") else repr(value))
            case complex():
                return _IMAGINARY(repr(value))
        return cst.Ellipsis()

    def joined(self, node: ast.JoinedStr) -> cst.CSTNode:
        return _FORMATTED(self.parts(node))

    def parts(self, node: ast.JoinedStr) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for part in node.values:
            match part:
                case ast.FormattedValue(value=value, conversion=conversion, format_spec=spec):
                    shown = chr(conversion) if conversion != -1 else None
                    inner = self.parts(spec) if isinstance(spec, ast.JoinedStr) else None
                    made.append(_FORMATTED_EXPRESSION(self.expression(value), shown, inner))
                case ast.Constant(value=text):
                    made.append(_FORMATTED_TEXT(text))
                case _:
                    raise NotMade(type(part).__name__)
        return made

    def call(self, node: ast.Call) -> cst.CSTNode:
        made = self.expression(node.func)
        return _CALL(made, self.arguments(node.args, node.keywords))

    def arguments(self, args: list[ast.expr], keywords: list[ast.keyword]) -> list[cst.CSTNode]:
        made = [
            _ARG(self.expression(one.value), None, "*")
            if isinstance(one, ast.Starred)
            else _ARG(self.expression(one), None, "")
            for one in args
        ]
        if not keywords:
            return made
        for keyword in keywords:
            value = self.expression(keyword.value)
            argument = _ARG(value, None, "**") if keyword.arg is None else _ARG(value, _NAME(keyword.arg), "")
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
        made = self.expression(levels[-1].left)
        for level in reversed(levels):
            made = _BINARY(made, _SIGNS[type(level.op)][0], self.expression(level.right))
            self.places[id(made)] = level
        return made

    def boolean(self, node: ast.BoolOp) -> cst.CSTNode:
        operator = _OPERATORS[type(node.op)]
        made = self.expression(node.values[0])
        for number, value in enumerate(node.values[1:], 2):
            made = _BOOLEAN(made, operator, self.expression(value))
            if number < len(node.values):
                # The ast has no part for the first few of many.
                few = ast.BoolOp(node.op, node.values[:number], lineno=node.lineno, col_offset=node.col_offset)
                few.end_lineno, few.end_col_offset = value.end_lineno, value.end_col_offset
                self.places[id(made)] = few
        return made

    def unary(self, node: ast.UnaryOp) -> cst.CSTNode:
        return _UNARY(_OPERATORS[type(node.op)], self.expression(node.operand))

    def comparison(self, node: ast.Compare) -> cst.CSTNode:
        left = self.expression(node.left)
        return _COMPARISON(
            left,
            [
                _COMPARED(_OPERATORS[type(operator)], self.expression(one))
                for operator, one in zip(node.ops, node.comparators, strict=True)
            ],
        )

    def subscript(self, node: ast.Subscript) -> cst.CSTNode:
        value = self.expression(node.value)
        match node.slice:
            case ast.Tuple(elts=[_, *_] as parts) as together if _is_bare(together, parts):
                return _SUBSCRIPT(value, [_SUBSCRIPTED(self.index(part)) for part in parts])
        return _SUBSCRIPT(value, [_SUBSCRIPTED(self.index(node.slice))])

    def index(self, node: ast.expr) -> cst.CSTNode:
        match node:
            case ast.Slice(lower=lower, upper=upper, step=step):
                return _SLICE(self.optional(lower), self.optional(upper), self.optional(step))
            case ast.Starred(value=value):
                return _INDEX(self.expression(value), "*")
        return _INDEX(self.expression(node), None)

    def elements(self, parts: list[ast.expr]) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for part in parts:
            starred = isinstance(part, ast.Starred)
            element = _STARRED(self.expression(part.value)) if starred else _ELEMENT(self.expression(part))
            self.places[id(element)] = part
            made.append(element)
        return made

    def tuple(self, node: ast.Tuple) -> cst.CSTNode:
        return _TUPLE(self.elements(node.elts))

    def list(self, node: ast.List) -> cst.CSTNode:
        return _LIST(self.elements(node.elts))

    def set(self, node: ast.Set) -> cst.CSTNode:
        return _SET(self.elements(node.elts))

    def dict(self, node: ast.Dict) -> cst.CSTNode:
        return _DICT(
            [
                _STARRED_ENTRY(self.expression(value))
                if key is None
                else _ENTRY(self.expression(key), self.expression(value))
                for key, value in zip(node.keys, node.values, strict=True)
            ]
        )

    def conditional(self, node: ast.IfExp) -> cst.CSTNode:
        return _IF_EXPRESSION(self.expression(node.test), self.expression(node.body), self.expression(node.orelse))

    def walrus(self, node: ast.NamedExpr) -> cst.CSTNode:
        return _WALRUS(self.expression(node.target), self.expression(node.value))

    def anonymous(self, node: ast.Lambda) -> cst.CSTNode:
        return _LAMBDA(self.parameters(node.args), self.expression(node.body))

    def awaited(self, node: ast.Await) -> cst.CSTNode:
        return _AWAIT(self.expression(node.value))

    def yielded(self, node: ast.Yield) -> cst.CSTNode:
        return _YIELD(self.optional(node.value))

    def yielded_from(self, node: ast.YieldFrom) -> cst.CSTNode:
        return _YIELD(_FROM(self.expression(node.value)))

    def generator(self, node: ast.GeneratorExp) -> cst.CSTNode:
        return _GENERATOR(self.expression(node.elt), self.for_in(node.generators))

    def list_comprehension(self, node: ast.ListComp) -> cst.CSTNode:
        return _LIST_COMPREHENSION(self.expression(node.elt), self.for_in(node.generators))

    def set_comprehension(self, node: ast.SetComp) -> cst.CSTNode:
        return _SET_COMPREHENSION(self.expression(node.elt), self.for_in(node.generators))

    def dict_comprehension(self, node: ast.DictComp) -> cst.CSTNode:
        if node.value is None:
            raise NotMade("a dict comprehension without a value")
        return _DICT_COMPREHENSION(
            self.expression(node.key), self.expression(node.value), self.for_in(node.generators)
        )

    def for_in(self, generators: list[ast.comprehension]) -> cst.CSTNode:
        inner: cst.CSTNode | None = None
        for one in reversed(generators):
            ifs = [_IF_IN(self.expression(test)) for test in one.ifs]
            asynchronous = _ASYNCHRONOUS if one.is_async else None
            inner = _FOR_IN(self.expression(one.target), self.expression(one.iter), ifs, inner, asynchronous)
            self.places[id(inner)] = one.target
        assert inner is not None, "Python has no comprehension without a for"
        return inner

    # -- simple statements --------------------------------------------------------------------------------------

    def alone(self, node: ast.Expr) -> cst.CSTNode:
        return _EXPRESSION(self.expression(node.value))

    def assign(self, node: ast.Assign) -> cst.CSTNode:
        value = self.expression(node.value)
        return _ASSIGN([_TARGET(self.expression(target)) for target in node.targets], value)

    def annotated(self, node: ast.AnnAssign) -> cst.CSTNode:
        return _ANNOTATED(
            self.expression(node.target), _ANNOTATION(self.expression(node.annotation)), self.optional(node.value)
        )

    def augmented(self, node: ast.AugAssign) -> cst.CSTNode:
        return _AUGMENTED(self.expression(node.target), _SIGNS[type(node.op)][1], self.expression(node.value))

    def returned(self, node: ast.Return) -> cst.CSTNode:
        return _RETURN(self.optional(node.value))

    def raised(self, node: ast.Raise) -> cst.CSTNode:
        return _RAISE(self.optional(node.exc), _FROM(self.expression(node.cause)) if node.cause is not None else None)

    def asserted(self, node: ast.Assert) -> cst.CSTNode:
        return _ASSERT(self.expression(node.test), self.optional(node.msg))

    def deleted(self, node: ast.Delete) -> cst.CSTNode:
        if len(node.targets) == 1:
            return _DELETE(self.expression(node.targets[0]))
        return _DELETE(_TUPLE(self.elements(node.targets)))

    def passed(self, node: ast.Pass) -> cst.CSTNode:
        return cst.Pass()

    def broken(self, node: ast.Break) -> cst.CSTNode:
        return cst.Break()

    def continued(self, node: ast.Continue) -> cst.CSTNode:
        return cst.Continue()

    def outer(self, node: ast.Global) -> cst.CSTNode:
        return _GLOBAL([_NAME_ITEM(_NAME(name)) for name in node.names])

    def enclosing(self, node: ast.Nonlocal) -> cst.CSTNode:
        return _NONLOCAL([_NAME_ITEM(_NAME(name)) for name in node.names])

    def imported(self, node: ast.Import) -> cst.CSTNode:
        return _IMPORT(self.aliases(node.names))

    def imported_from(self, node: ast.ImportFrom) -> cst.CSTNode:
        module = _dotted(node.module) if node.module is not None else None
        names: object = cst.ImportStar() if node.names[0].name == "*" else self.aliases(node.names)
        return _IMPORT_FROM(module, names, [_DOT] * node.level)

    def aliases(self, names: list[ast.alias]) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for alias in names:
            node = _IMPORTED(_dotted(alias.name), _AS_NAME(_NAME(alias.asname)) if alias.asname is not None else None)
            self.places[id(node)] = alias
            made.append(node)
        return made

    # -- compound statements ------------------------------------------------------------------------------------

    def branch(self, node: ast.If) -> cst.CSTNode | None:
        levels = [node]
        # ``elif`` stands where its ``if`` does, an ``if`` below ``else`` farther in.
        while (chained := _only_if(levels[-1].orelse)) is not None and chained.col_offset == node.col_offset:
            levels.append(chained)
        made = self.orelse(levels[-1].orelse)
        for level in reversed(levels):
            made = _IF(self.expression(level.test), self.indented(level.body), made)
            self.places[id(made)] = level
        return made

    def loop(self, node: ast.For | ast.AsyncFor) -> cst.CSTNode:
        asynchronous = _ASYNCHRONOUS if isinstance(node, ast.AsyncFor) else None
        target, iterated = self.expression(node.target), self.expression(node.iter)
        return _FOR(target, iterated, self.indented(node.body), self.orelse(node.orelse), asynchronous)

    def while_loop(self, node: ast.While) -> cst.CSTNode:
        return _WHILE(self.expression(node.test), self.indented(node.body), self.orelse(node.orelse))

    def attempt(self, node: ast.Try) -> cst.CSTNode:
        return _TRY(*self.attempted(node, _HANDLER))

    def attempt_star(self, node: ast.TryStar) -> cst.CSTNode:
        return _TRY_STAR(*self.attempted(node, _STAR_HANDLER))

    def attempted(self, node: ast.Try | ast.TryStar, make: Callable[..., Any]) -> Iterable[object]:
        handlers = []
        for handler in node.handlers:
            name = _AS_NAME(_NAME(handler.name)) if handler.name is not None else None
            made = make(self.optional(handler.type), name, self.indented(handler.body))
            self.places[id(made)] = handler
            handlers.append(made)
        final = _FINALLY(self.indented(node.finalbody)) if node.finalbody else None
        return self.indented(node.body), handlers, self.orelse(node.orelse), final

    def context(self, node: ast.With | ast.AsyncWith) -> cst.CSTNode:
        items = []
        for item in node.items:
            named = item.optional_vars
            made = _WITH_ITEM(
                self.expression(item.context_expr), _AS_NAME(self.expression(named)) if named is not None else None
            )
            self.places[id(made)] = item.context_expr
            items.append(made)
        return _WITH(items, self.indented(node.body), _ASYNCHRONOUS if isinstance(node, ast.AsyncWith) else None)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> cst.CSTNode:
        _refuse_type_parameters(node)
        return _FUNCTION(
            _NAME(node.name),
            self.parameters(node.args),
            self.indented(node.body),
            self.decorators(node.decorator_list),
            _ANNOTATION(self.expression(node.returns)) if node.returns is not None else None,
            _ASYNCHRONOUS if isinstance(node, ast.AsyncFunctionDef) else None,
        )

    def class_(self, node: ast.ClassDef) -> cst.CSTNode:
        _refuse_type_parameters(node)
        bases, keywords = self.arguments(node.bases, []), self.arguments([], node.keywords)
        return _CLASS(_NAME(node.name), bases, keywords, self.indented(node.body), self.decorators(node.decorator_list))

    def decorators(self, nodes: Sequence[ast.expr]) -> Sequence[cst.CSTNode]:
        return [_DECORATOR(self.expression(one)) for one in nodes]

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
        return _PARAMETERS(made[:first], made[first:], star, keywords, double)

    def parameter(self, node: ast.arg, default: ast.expr | None) -> cst.CSTNode:
        annotation = _ANNOTATION(self.expression(node.annotation)) if node.annotation is not None else None
        made: cst.CSTNode = _PARAMETER(_NAME(node.arg), annotation, self.optional(default))
        self.places[id(made)] = node
        return made


def _is_bare(together: ast.Tuple, parts: list[ast.expr]) -> bool:
    """Whether ``x[a, b]`` is written and not ``x[(a, b)]``: libcst has a tuple only where there are parentheses."""
    first, last = parts[0], parts[-1]
    # One of its ends has parentheses of its own in ``x[(a), b]``.
    return (together.lineno, together.col_offset) == (first.lineno, first.col_offset) or (
        (together.end_lineno, together.end_col_offset) == (last.end_lineno, last.end_col_offset)
    )


def _only_if(statements: list[ast.stmt]) -> ast.If | None:
    match statements:
        case [ast.If() as only]:
            return only
    return None


def _refuse_type_parameters(node: ast.AST) -> None:
    if getattr(node, "type_params", None):
        raise NotMade("type parameters")


def _dotted(path: str) -> cst.CSTNode:
    first, *rest = path.split(".")
    made: cst.CSTNode = _NAME(first)
    for name in rest:
        made = _ATTRIBUTE(made, _NAME(name))
    return made


_SIMPLE: Final[dict[type[ast.stmt], Callable[[_Maker, Any], Any]]] = {
    ast.Expr: _Maker.alone,
    ast.Assign: _Maker.assign,
    ast.AnnAssign: _Maker.annotated,
    ast.AugAssign: _Maker.augmented,
    ast.Return: _Maker.returned,
    ast.Raise: _Maker.raised,
    ast.Assert: _Maker.asserted,
    ast.Delete: _Maker.deleted,
    ast.Pass: _Maker.passed,
    ast.Break: _Maker.broken,
    ast.Continue: _Maker.continued,
    ast.Global: _Maker.outer,
    ast.Nonlocal: _Maker.enclosing,
    ast.Import: _Maker.imported,
    ast.ImportFrom: _Maker.imported_from,
}

_MAKERS: Final[dict[type[ast.AST], Callable[[_Maker, Any], Any]]] = {
    **_SIMPLE,
    ast.If: _Maker.branch,
    ast.For: _Maker.loop,
    ast.AsyncFor: _Maker.loop,
    ast.While: _Maker.while_loop,
    ast.Try: _Maker.attempt,
    ast.TryStar: _Maker.attempt_star,
    ast.With: _Maker.context,
    ast.AsyncWith: _Maker.context,
    ast.FunctionDef: _Maker.function,
    ast.AsyncFunctionDef: _Maker.function,
    ast.ClassDef: _Maker.class_,
    ast.Name: _Maker.name,
    ast.Attribute: _Maker.attribute,
    ast.Constant: _Maker.constant,
    ast.JoinedStr: _Maker.joined,
    ast.Call: _Maker.call,
    ast.BinOp: _Maker.binary,
    ast.BoolOp: _Maker.boolean,
    ast.UnaryOp: _Maker.unary,
    ast.Compare: _Maker.comparison,
    ast.Subscript: _Maker.subscript,
    ast.Tuple: _Maker.tuple,
    ast.List: _Maker.list,
    ast.Set: _Maker.set,
    ast.Dict: _Maker.dict,
    ast.IfExp: _Maker.conditional,
    ast.NamedExpr: _Maker.walrus,
    ast.Lambda: _Maker.anonymous,
    ast.Await: _Maker.awaited,
    ast.Yield: _Maker.yielded,
    ast.YieldFrom: _Maker.yielded_from,
    ast.GeneratorExp: _Maker.generator,
    ast.ListComp: _Maker.list_comprehension,
    ast.SetComp: _Maker.set_comprehension,
    ast.DictComp: _Maker.dict_comprehension,
}
