"""Nodes for statements and blocks."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import libcst as cst

from flake8_embedding.syntax.from_ast.expressions import Expressions, NotMade
from flake8_embedding.syntax.from_ast.nodes import (
    ANNOTATED,
    ANNOTATION,
    AS_NAME,
    ASSERT,
    ASSIGN,
    ASYNCHRONOUS,
    ATTRIBUTE,
    AUGMENTED,
    BLOCK,
    CLASS,
    DECORATOR,
    DELETE,
    DOT,
    ELSE,
    EXPRESSION,
    FINALLY,
    FOR,
    FROM,
    FUNCTION,
    GLOBAL,
    HANDLER,
    IF,
    IMPORT,
    IMPORT_FROM,
    IMPORTED,
    LINE,
    NAME,
    NAME_ITEM,
    NONLOCAL,
    RAISE,
    RETURN,
    SIGNS,
    STAR_HANDLER,
    TARGET,
    TRY,
    TRY_STAR,
    TUPLE,
    TYPE_ALIAS,
    WHILE,
    WITH,
    WITH_ITEM,
)


class Statements(Expressions):
    """Makes libcst nodes of statements, and of all that is in them."""

    def block(self, statements: list[ast.stmt]) -> list[cst.CSTNode]:
        return self.made_by(statements, MAKERS)

    def made_by(
        self, statements: list[ast.stmt], makers: Mapping[type[ast.stmt], Callable[..., Any]]
    ) -> list[cst.CSTNode]:
        places = self.places
        made: list[cst.CSTNode] = []
        for statement in statements:
            maker = makers.get(type(statement))
            if maker is None:
                raise NotMade(type(statement).__name__)
            node = maker(self, statement)
            places[id(node)] = statement
            # libcst has simple statements on a line of their own, which may have several of them.
            made.append(LINE([node]) if type(statement) in _SIMPLE else node)
        return made

    def indented(self, statements: list[ast.stmt]) -> cst.CSTNode:
        return BLOCK(self.block(statements))

    def orelse(self, statements: list[ast.stmt]) -> cst.CSTNode | None:
        return ELSE(self.indented(statements)) if statements else None

    # -- simple statements --------------------------------------------------------------------------------------

    def alone(self, node: ast.Expr) -> cst.CSTNode:
        return EXPRESSION(self.expression(node.value))

    def assign(self, node: ast.Assign) -> cst.CSTNode:
        value = self.expression(node.value)
        return ASSIGN([TARGET(self.expression(target)) for target in node.targets], value)

    def annotated(self, node: ast.AnnAssign) -> cst.CSTNode:
        return ANNOTATED(
            self.expression(node.target), ANNOTATION(self.expression(node.annotation)), self.optional(node.value)
        )

    def augmented(self, node: ast.AugAssign) -> cst.CSTNode:
        return AUGMENTED(self.expression(node.target), SIGNS[type(node.op)][1], self.expression(node.value))

    def returned(self, node: ast.Return) -> cst.CSTNode:
        return RETURN(self.optional(node.value))

    def raised(self, node: ast.Raise) -> cst.CSTNode:
        return RAISE(self.optional(node.exc), FROM(self.expression(node.cause)) if node.cause is not None else None)

    def asserted(self, node: ast.Assert) -> cst.CSTNode:
        return ASSERT(self.expression(node.test), self.optional(node.msg))

    def deleted(self, node: ast.Delete) -> cst.CSTNode:
        if len(node.targets) == 1:
            return DELETE(self.expression(node.targets[0]))
        return DELETE(TUPLE(self.elements(node.targets)))

    def type_alias(self, node: Any) -> cst.CSTNode:
        return TYPE_ALIAS(self.expression(node.name), self.expression(node.value))

    def passed(self, node: ast.Pass) -> cst.CSTNode:
        return cst.Pass()

    def broken(self, node: ast.Break) -> cst.CSTNode:
        return cst.Break()

    def continued(self, node: ast.Continue) -> cst.CSTNode:
        return cst.Continue()

    def outer(self, node: ast.Global) -> cst.CSTNode:
        return GLOBAL([NAME_ITEM(NAME(name)) for name in node.names])

    def enclosing(self, node: ast.Nonlocal) -> cst.CSTNode:
        return NONLOCAL([NAME_ITEM(NAME(name)) for name in node.names])

    def imported(self, node: ast.Import) -> cst.CSTNode:
        return IMPORT(self.aliases(node.names))

    def imported_from(self, node: ast.ImportFrom) -> cst.CSTNode:
        module = _dotted(node.module) if node.module is not None else None
        names: object = cst.ImportStar() if node.names[0].name == "*" else self.aliases(node.names)
        return IMPORT_FROM(module, names, [DOT] * node.level)

    def aliases(self, names: list[ast.alias]) -> list[cst.CSTNode]:
        made: list[cst.CSTNode] = []
        for alias in names:
            node = IMPORTED(_dotted(alias.name), AS_NAME(NAME(alias.asname)) if alias.asname is not None else None)
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
            made = IF(self.expression(level.test), self.indented(level.body), made)
            self.places[id(made)] = level
        return made

    def loop(self, node: ast.For | ast.AsyncFor) -> cst.CSTNode:
        asynchronous = ASYNCHRONOUS if isinstance(node, ast.AsyncFor) else None
        target, iterated = self.expression(node.target), self.expression(node.iter)
        return FOR(target, iterated, self.indented(node.body), self.orelse(node.orelse), asynchronous)

    def while_loop(self, node: ast.While) -> cst.CSTNode:
        return WHILE(self.expression(node.test), self.indented(node.body), self.orelse(node.orelse))

    def attempt(self, node: ast.Try) -> cst.CSTNode:
        return TRY(*self.attempted(node, HANDLER))

    def attempt_star(self, node: ast.TryStar) -> cst.CSTNode:
        return TRY_STAR(*self.attempted(node, STAR_HANDLER))

    def attempted(self, node: ast.Try | ast.TryStar, make: Callable[..., Any]) -> Iterable[object]:
        handlers = []
        for handler in node.handlers:
            name = AS_NAME(NAME(handler.name)) if handler.name is not None else None
            made = make(self.optional(handler.type), name, self.indented(handler.body))
            self.places[id(made)] = handler
            handlers.append(made)
        final = FINALLY(self.indented(node.finalbody)) if node.finalbody else None
        return self.indented(node.body), handlers, self.orelse(node.orelse), final

    def context(self, node: ast.With | ast.AsyncWith) -> cst.CSTNode:
        items = []
        for item in node.items:
            named = item.optional_vars
            made = WITH_ITEM(
                self.expression(item.context_expr), AS_NAME(self.expression(named)) if named is not None else None
            )
            self.places[id(made)] = item.context_expr
            items.append(made)
        return WITH(items, self.indented(node.body), ASYNCHRONOUS if isinstance(node, ast.AsyncWith) else None)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> cst.CSTNode:
        return FUNCTION(
            NAME(node.name),
            self.parameters(node.args),
            self.indented(node.body),
            self.decorators(node.decorator_list),
            ANNOTATION(self.expression(node.returns)) if node.returns is not None else None,
            ASYNCHRONOUS if isinstance(node, ast.AsyncFunctionDef) else None,
        )

    def class_(self, node: ast.ClassDef) -> cst.CSTNode:
        bases, keywords = self.arguments(node.bases, []), self.arguments([], node.keywords)
        return CLASS(NAME(node.name), bases, keywords, self.indented(node.body), self.decorators(node.decorator_list))

    def decorators(self, nodes: Sequence[ast.expr]) -> Sequence[cst.CSTNode]:
        return [DECORATOR(self.expression(one)) for one in nodes]


def _only_if(statements: list[ast.stmt]) -> ast.If | None:
    match statements:
        case [ast.If() as only]:
            return only
    return None


def _dotted(path: str) -> cst.CSTNode:
    first, *rest = path.split(".")
    made: cst.CSTNode = NAME(first)
    for name in rest:
        made = ATTRIBUTE(made, NAME(name))
    return made


_SIMPLE: Final[dict[type[ast.stmt], Callable[[Statements, Any], Any]]] = {
    ast.Expr: Statements.alone,
    ast.Assign: Statements.assign,
    ast.AnnAssign: Statements.annotated,
    ast.AugAssign: Statements.augmented,
    ast.Return: Statements.returned,
    ast.Raise: Statements.raised,
    ast.Assert: Statements.asserted,
    ast.Delete: Statements.deleted,
    ast.Pass: Statements.passed,
    ast.Break: Statements.broken,
    ast.Continue: Statements.continued,
    ast.Global: Statements.outer,
    ast.Nonlocal: Statements.enclosing,
    ast.Import: Statements.imported,
    ast.ImportFrom: Statements.imported_from,
}
if sys.version_info >= (3, 12):
    _SIMPLE[ast.TypeAlias] = Statements.type_alias

MAKERS: Final[dict[type[ast.stmt], Callable[[Statements, Any], Any]]] = {
    **_SIMPLE,
    ast.If: Statements.branch,
    ast.For: Statements.loop,
    ast.AsyncFor: Statements.loop,
    ast.While: Statements.while_loop,
    ast.Try: Statements.attempt,
    ast.TryStar: Statements.attempt_star,
    ast.With: Statements.context,
    ast.AsyncWith: Statements.context,
    ast.FunctionDef: Statements.function,
    ast.AsyncFunctionDef: Statements.function,
    ast.ClassDef: Statements.class_,
}
