"""The prefilter's last look: may what a file without tables writes at an index be an array?

Works on Python's ast; it says too often rather than too seldom that it may. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_embedding.prefilter.words import ARRAY_MAKERS

_ADD = frozenset({"add", "append", "appendleft", "extend", "insert", "setdefault", "update"})


def may_write_matrix(tree: ast.Module, written: list[ast.Subscript]) -> bool:
    """Whether one of the things that are written at an index may be an array."""
    made: list[tuple[set[str], ast.expr]] = []
    makers, given = set(ARRAY_MAKERS), set[str]()
    for node in ast.walk(tree):
        made += _made_by(node)
        match node:
            case ast.arg(arg=name):
                given.add(name)
            case ast.alias(name=name, asname=str(other)) if name in ARRAY_MAKERS:
                makers.add(other)
            case ast.AnnAssign(target=target, value=None):
                # A field of a class: whoever makes an object of it gives it.
                given |= _names_of([target])
    # What callers give may be an array, and all that is made of it.
    sources = [(names, used, not used.isdisjoint(makers)) for names, used in ((n, _mentioned(v)) for n, v in made)]
    arrays = makers | _closed([*sources, (given, set(), True)])
    return any(not _mentioned(row.value).isdisjoint(arrays) for row in written)


def _made_by(node: ast.AST) -> Iterator[tuple[set[str], ast.expr]]:
    """Names that the node binds or fills, each with what it makes them of."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            # What a function gives is an array if what it returns is one.
            yield from (({name}, value) for value in _returned(node))
        case ast.Assign(targets=targets, value=value):
            yield _names_of(targets), value
        case (
            ast.AnnAssign(target=target, value=ast.expr() as value)
            | ast.AugAssign(target=target, value=value)
            | ast.NamedExpr(target=target, value=value)
            | ast.For(target=target, iter=value)
            | ast.AsyncFor(target=target, iter=value)
            | ast.comprehension(target=target, iter=value)
            | ast.withitem(optional_vars=ast.expr() as target, context_expr=value)
        ):
            yield _names_of([target]), value
        case ast.keyword(arg=str(name), value=value):
            # A field of a class, by the function that makes its objects.
            yield {name}, value
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value=str(name)), value]):
            yield {name}, value
        case ast.Match(subject=value, cases=cases):
            yield from ((set(_captured(one.pattern)), value) for one in cases)
        case ast.Call(func=ast.Attribute(value=owner, attr=name), args=arguments) if name in _ADD:
            yield from ((_names_of([owner]), argument) for argument in arguments)


def _closed(sources: list[tuple[set[str], set[str], bool]]) -> set[str]:
    """The names of the sources that are meant, and of all that mention one of these names."""
    found: set[str] = set()
    while True:
        more = {name for names, mentioned, meant in sources if meant or mentioned & found for name in names}
        if more <= found:
            return found
        found |= more


def _returned(function: ast.AST) -> Iterator[ast.expr]:
    """What the function returns or yields; those in it have names of their own."""
    blocks = [function]
    while blocks:
        for child in ast.iter_child_nodes(blocks.pop()):
            match child:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    pass
                case ast.Return(value=ast.expr() as value) | ast.Expr(value=ast.Yield() as value):
                    yield value
                case ast.Assign(value=ast.Yield() as value):
                    yield value
                case ast.stmt() | ast.excepthandler() | ast.match_case():
                    blocks.append(child)


def _names_of(targets: Iterable[ast.expr]) -> set[str]:
    return {name for target in targets for name in _last_names(target)}


def _last_names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _last_names(part)
        case ast.Starred(value=inner) | ast.Subscript(value=inner):
            yield from _last_names(inner)


def _captured(pattern: ast.pattern) -> Iterator[str]:
    for part in ast.walk(pattern):
        match part:
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name


def _mentioned(value: ast.expr) -> set[str]:
    """Names, and texts that may be names: ``getattr(np, "zeros")``."""
    names: set[str] = set()
    for part in ast.walk(value):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                names.add(name)
    return names
