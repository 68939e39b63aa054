"""A file without tables, cut down to what rules about imports need: a few statements instead of all.

Works on Python's ast, which flake8 has made anyway; imports nothing heavy.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator

from flake8_embedding.prefilter.lines import Lines, places_alone, places_of

_WORDS = ("import", "keras", "environ", "putenv", "sys", "exec", "exit", "quit", "version")
_ROUNDS = 3
"""How often the statements are looked for that the names in those kept lead to."""


def imports_only(text: str, tree: ast.Module) -> ast.Module:
    """The ast of the statements that import something, use a Keras by attribute or set environment variables, and of
    those that call, test or make what these depend on.

    Of functions and classes just those statements are left, and what they return or raise: libraries import inside
    methods, whose classes are most of the file."""
    places = [place for word in _WORDS for place in places_of(word, text)]
    names: frozenset[str] = frozenset()
    kept = _Cut(Lines(text, places), names).module(tree)
    for _ in range(_ROUNDS):
        more = frozenset(_leading_on(kept)) | names
        if "ersion" in text:
            # ``is_new = major > 2`` leads on to what ``major`` was made of.
            more |= frozenset(_made_of(kept, names))
        if more == names:
            break
        named = [place for name in more for place in places_alone(name, text)]
        names, kept = more, _Cut(Lines(text, [*places, *named]), more).module(tree)
    return kept


class _Cut:
    """Cuts statements down to those on the lines given that are about imports, or about one of the names."""

    def __init__(self, lines: Lines, names: frozenset[str]) -> None:
        self._lines = lines
        self._names = names

    def module(self, tree: ast.Module) -> ast.Module:
        return ast.Module(self._kept(tree.body, inside=False), [])

    def _kept(self, statements: list[ast.stmt], *, inside: bool) -> list[ast.stmt]:
        kept: list[ast.stmt] = []
        for statement in statements:
            match statement:
                case ast.Import() | ast.ImportFrom() | ast.Raise():
                    kept.append(statement)
                case ast.Return() | ast.Global() | ast.Nonlocal() if inside:
                    kept.append(statement)
                case _ if not self._lines.are_in(statement):
                    continue
                case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body):
                    inner = self._kept(body, inside=True)
                    if self._has_telling_head(statement) or any(map(self._tells, inner)):
                        kept.append(_with_body(statement, inner))
                case _ if self._matters(ast.walk(statement)):
                    kept.append(statement)
        return kept

    def _tells(self, statement: ast.stmt) -> bool:
        """Whether the statement is one for which a function is kept: more than a way out, or a way out that matters."""
        is_aside = isinstance(statement, ast.Return | ast.Raise | ast.Global | ast.Nonlocal)
        return not is_aside or self._matters(ast.walk(statement))

    def _has_telling_head(self, statement: ast.stmt) -> bool:
        """Whether what stands before the body of a function or class matters."""
        heads = (part for part in ast.iter_child_nodes(statement) if not isinstance(part, ast.stmt))
        return self._matters(node for part in heads for node in ast.walk(part))

    def _matters(self, nodes: Iterable[ast.AST]) -> bool:
        for node in nodes:
            match node:
                case ast.Import() | ast.ImportFrom() | ast.Attribute(attr="keras" | "environ" | "putenv" | "_exit"):
                    return True
                case ast.Attribute(attr="__version__" | "version") | ast.Name(id="version" | "__version__"):
                    # An import under a test of a version.
                    return True
                case ast.Name(id="keras" | "environ" | "putenv" | "sys" | "exec" | "exit" | "quit"):
                    return True
                case ast.Name(id=name) if name in self._names:
                    return True
        return False


def _with_body(statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, body: list[ast.stmt]) -> ast.stmt:
    made = type(statement)(**{**dict(ast.iter_fields(statement)), "body": body})
    return ast.copy_location(made, statement)


def _leading_on(kept: ast.Module) -> Iterator[str]:
    """The names of what calls, tests or other names of a Keras may depend on."""
    imported = _USUAL | {
        (alias.asname or alias.name).partition(".")[0] for alias in ast.walk(kept) if isinstance(alias, ast.alias)
    }
    for node in ast.walk(kept):
        match node:
            case ast.FunctionDef(name=name) if node in kept.body and _loads_or_sets(node):
                # Whether and when it is called is what counts.
                yield name
                yield from _names_in(node.args) - imported
            case ast.If(test=tested) | ast.While(test=tested) | ast.For(iter=tested) if _loads_or_sets(node):
                yield from _names_in(tested) - imported
            case ast.alias(name=path, asname=str(other)) if "keras" in path or path in ("environ", "putenv"):
                yield other
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id="keras") | ast.Attribute(attr="environ")):
                yield name
            case ast.Subscript(value=ast.Attribute(attr="environ") | ast.Name(id="environ"), slice=key):
                yield from _names_in(key) - imported
            case ast.Attribute(value=ast.Name(id=owner), attr="keras") if owner not in imported:
                yield owner


def _made_of(kept: ast.Module, names: frozenset[str]) -> Iterator[str]:
    """What is read where one of the names is bound at the margin."""
    for statement in kept.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in names:
                yield from _names_in(value) - _USUAL


_USUAL = frozenset({*dir(builtins), "self", "cls"})


def _loads_or_sets(statement: ast.stmt) -> bool:
    """Whether there is an import in it, or an environment variable is set."""
    for node in ast.walk(statement):
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Attribute(attr="environ" | "putenv"):
                return True
            case ast.Name(id="environ" | "putenv"):
                return True
    return False


def _names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
