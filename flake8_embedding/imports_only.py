"""A file without tables, cut down to what rules about imports need: libcst then parses a few lines instead of all.

Works on Python's ast, which flake8 has made anyway; imports nothing heavy.
"""

from __future__ import annotations

import ast
import re

_INDENT = re.compile(r"[ \t\f]*")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def imports_only(text: str, tree: ast.Module) -> tuple[str, ast.Module]:
    """The text with a blank line for each that belongs to no import and no use of a Keras by attribute, and its ast.

    Of functions and classes just the statements that matter are left, ``pass`` stands for others: libraries import
    inside methods, whose classes are most of the file."""
    lines = _LINE.findall(text)
    kept = [statement for statement in tree.body if _matters(statement, lines)]
    shown: set[int] = set()
    passed: set[int] = set()
    for statement in kept:
        _show(statement, lines, shown, passed)
    reduced = "".join(
        line if number in shown else f"{_INDENT.match(line)[0]}pass\n" if number in passed else "\n"  # type: ignore[index]
        for number, line in enumerate(lines, 1)
    )
    return reduced, ast.Module(kept, [])


def _show(statement: ast.stmt, lines: list[str], shown: set[int], passed: set[int]) -> None:
    """Add the numbers of the lines that are left, and of those where a ``pass`` stands for a statement."""
    first, last = _lines_of(statement)
    match statement:
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body) if _apart(
            first, body
        ):
            shown.update(range(first, _lines_of(body[0])[0]))
            for part in body:
                if _matters(part, lines) or isinstance(part, ast.Return | ast.Raise):
                    _show(part, lines, shown, passed)
                else:
                    passed.add(_lines_of(part)[0])
        case _:
            shown.update(range(first, last + 1))


def _lines_of(statement: ast.stmt) -> tuple[int, int]:
    """The first line and the last one, decorators with it."""
    first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", []))])
    return first, statement.end_lineno or first


def _apart(header: int, body: list[ast.stmt]) -> bool:
    """Whether no line has two of the statements, or one and the header."""
    last = header
    for part in body:
        first, end = _lines_of(part)
        if first <= last:
            return False
        last = end
    return True


def _matters(statement: ast.stmt, lines: list[str]) -> bool:
    first, last = _lines_of(statement)
    text = "".join(lines[first - 1 : last])
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
