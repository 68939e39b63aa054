"""A file without tables, cut down to what rules about imports need: a few statements instead of all.

Works on Python's ast, which flake8 has made anyway; imports nothing heavy.
"""

from __future__ import annotations

import ast
import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def imports_only(text: str, tree: ast.Module) -> ast.Module:
    """The ast of the statements that import something or use a Keras by attribute.

    Of functions and classes just those statements are left, and the ways out: libraries import inside methods, whose
    classes are most of the file."""
    return ast.Module(_kept(tree.body, _LINE.findall(text), inside=False), [])


def _kept(statements: list[ast.stmt], lines: list[str], *, inside: bool) -> list[ast.stmt]:
    kept: list[ast.stmt] = []
    for statement in statements:
        match statement:
            case ast.Import() | ast.ImportFrom():
                kept.append(statement)
            case ast.Return() | ast.Raise() if inside:
                kept.append(statement)
            case _ if not _matters(statement, lines):
                continue
            case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body):
                kept.append(_with_body(statement, _kept(body, lines, inside=True)))
            case _:
                kept.append(statement)
    return kept


def _with_body(statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, body: list[ast.stmt]) -> ast.stmt:
    made = type(statement)(**{**dict(ast.iter_fields(statement)), "body": body})
    return ast.copy_location(made, statement)


def _matters(statement: ast.stmt, lines: list[str]) -> bool:
    first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", []))])
    text = "".join(lines[first - 1 : statement.end_lineno])
    # Looking for the words is next to nothing beside a walk.
    if not any(word in text for word in ("import", "keras", "environ", "putenv", "sys", "exec")):
        return False
    for node in ast.walk(statement):
        match node:
            case ast.Import() | ast.ImportFrom():
                return True
            case ast.Attribute(attr="keras" | "environ" | "putenv") | ast.Attribute(value=ast.Name(id="keras")):
                return True
            case ast.Name(id="environ" | "putenv" | "sys" | "exec"):
                return True
    return False
