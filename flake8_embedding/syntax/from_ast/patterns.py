"""Nodes for ``match`` statements and their patterns."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

import libcst as cst

from flake8_embedding.syntax.from_ast.expressions import NotMade
from flake8_embedding.syntax.from_ast.nodes import (
    MATCH,
    MATCH_AS,
    MATCH_CASE,
    MATCH_CLASS,
    MATCH_ELEMENT,
    MATCH_ENTRY,
    MATCH_KEYWORD,
    MATCH_LIST,
    MATCH_MAPPING,
    MATCH_OR,
    MATCH_OR_ELEMENT,
    MATCH_SINGLETON,
    MATCH_STAR,
    MATCH_VALUE,
    NAME,
)
from flake8_embedding.syntax.from_ast.statements import MAKERS as STATEMENTS
from flake8_embedding.syntax.from_ast.statements import Statements


class Patterns(Statements):
    """Makes the nodes of ``match`` too. The ast has one pattern for ``[a, b]``, ``(a, b)`` and ``a, b``, which mean the
    same: they are all made a list's."""

    def block(self, statements: list[ast.stmt]) -> list[cst.CSTNode]:
        return self.made_by(statements, MAKERS)

    def match(self, node: ast.Match) -> cst.CSTNode:
        subject = self.expression(node.subject)
        return MATCH(subject, [self.case(one) for one in node.cases])

    def case(self, node: ast.match_case) -> cst.CSTNode:
        pattern, guard = self.pattern(node.pattern), self.optional(node.guard)
        return MATCH_CASE(pattern, guard, self.indented(node.body))

    def pattern(self, node: ast.pattern) -> cst.CSTNode:
        maker = _PATTERNS.get(type(node))
        if maker is None:
            raise NotMade(type(node).__name__)
        made: cst.CSTNode = maker(self, node)
        self.places[id(made)] = node
        return made

    def value(self, node: ast.MatchValue) -> cst.CSTNode:
        return MATCH_VALUE(self.expression(node.value))

    def singleton(self, node: ast.MatchSingleton) -> cst.CSTNode:
        return MATCH_SINGLETON(NAME(repr(node.value)))

    def sequence(self, node: ast.MatchSequence) -> cst.CSTNode:
        return MATCH_LIST([self.element(one) for one in node.patterns])

    def element(self, node: ast.pattern) -> cst.CSTNode:
        return self.pattern(node) if isinstance(node, ast.MatchStar) else MATCH_ELEMENT(self.pattern(node))

    def star(self, node: ast.MatchStar) -> cst.CSTNode:
        return MATCH_STAR(_name(node.name))

    def mapping(self, node: ast.MatchMapping) -> cst.CSTNode:
        entries = [
            MATCH_ENTRY(self.expression(key), self.pattern(one))
            for key, one in zip(node.keys, node.patterns, strict=True)
        ]
        return MATCH_MAPPING(entries, _name(node.rest))

    def instance(self, node: ast.MatchClass) -> cst.CSTNode:
        keywords = [
            MATCH_KEYWORD(NAME(name), self.pattern(one))
            for name, one in zip(node.kwd_attrs, node.kwd_patterns, strict=True)
        ]
        return MATCH_CLASS(self.expression(node.cls), [self.element(one) for one in node.patterns], keywords)

    def named(self, node: ast.MatchAs) -> cst.CSTNode:
        return MATCH_AS(self.pattern(node.pattern) if node.pattern is not None else None, _name(node.name))

    def any_of(self, node: ast.MatchOr) -> cst.CSTNode:
        return MATCH_OR([MATCH_OR_ELEMENT(self.pattern(one)) for one in node.patterns])


def _name(name: str | None) -> cst.CSTNode | None:
    return NAME(name) if name is not None else None


_PATTERNS: Final[dict[type[ast.pattern], Callable[[Patterns, Any], Any]]] = {
    ast.MatchValue: Patterns.value,
    ast.MatchSingleton: Patterns.singleton,
    ast.MatchSequence: Patterns.sequence,
    ast.MatchStar: Patterns.star,
    ast.MatchMapping: Patterns.mapping,
    ast.MatchClass: Patterns.instance,
    ast.MatchAs: Patterns.named,
    ast.MatchOr: Patterns.any_of,
}

MAKERS: Final[dict[type[ast.stmt], Callable[[Any, Any], Any]]] = {**STATEMENTS, ast.Match: Patterns.match}
