"""A file without tables, cut down to what rules about imports need: a few statements instead of all.

Works on Python's ast, which flake8 has made anyway; imports nothing heavy.
"""

from __future__ import annotations

import ast

from flake8_embedding.glance.lines import Lines, places_of

_WORDS = ("import", "keras", "environ", "putenv", "sys", "exec")


def imports_only(text: str, tree: ast.Module) -> ast.Module:
    """The ast of the statements that import something or use a Keras by attribute.

    Of functions and classes just those statements are left, and the ways out: libraries import inside methods, whose
    classes are most of the file."""
    lines = Lines(text, [place for word in _WORDS for place in places_of(word, text)])
    return ast.Module(_kept(tree.body, lines, inside=False), [])


def _kept(statements: list[ast.stmt], lines: Lines, *, inside: bool) -> list[ast.stmt]:
    kept: list[ast.stmt] = []
    for statement in statements:
        match statement:
            case ast.Import() | ast.ImportFrom():
                kept.append(statement)
            case ast.Return() | ast.Raise() if inside:
                kept.append(statement)
            case _ if not lines.are_in(statement):
                continue
            case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body):
                inner = _kept(body, lines, inside=True)
                if _matters(statement, head_only=True) or any(map(_is_more_than_a_way_out, inner)):
                    kept.append(_with_body(statement, inner))
            case _ if _matters(statement):
                kept.append(statement)
    return kept


def _is_more_than_a_way_out(statement: ast.stmt) -> bool:
    return not isinstance(statement, ast.Return | ast.Raise) or _matters(statement)


def _with_body(statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, body: list[ast.stmt]) -> ast.stmt:
    made = type(statement)(**{**dict(ast.iter_fields(statement)), "body": body})
    return ast.copy_location(made, statement)


def _matters(statement: ast.stmt, *, head_only: bool = False) -> bool:
    """Of a function or class, whether what stands before its body does."""
    parts = ast.iter_child_nodes(statement)
    heads = (part for part in parts if not (head_only and isinstance(part, ast.stmt)))
    return any(_is_about_imports(node) for part in heads for node in ast.walk(part))


def _is_about_imports(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Attribute(attr="keras" | "environ" | "putenv") | ast.Attribute(value=ast.Name(id="keras")):
            return True
        case ast.Name(id="environ" | "putenv" | "sys" | "exec"):
            return True
    return False
