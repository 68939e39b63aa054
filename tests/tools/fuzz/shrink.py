"""A program that is judged wrong, with all statements taken out that do not matter to that."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import replace

from tests.tools.fuzz.judge import Wrong, judged
from tests.tools.fuzz.program import Program

TRIES = 400


def shrunk(program: Program, wrong: Wrong) -> Program:
    """The smallest program found that is wrong in the same way."""
    tries = TRIES
    smaller = True
    while smaller and tries > 0:
        smaller = False
        for candidate in _smaller(program):
            tries -= 1
            if tries < 0:
                break
            if _still(candidate, wrong):
                program, smaller = candidate, True
                break
    return program


def _still(program: Program, wrong: Wrong) -> bool:
    came = judged(program)
    return came.crashed is None and any((one.kind, one.code) == (wrong.kind, wrong.code) for one in came.wrong)


def _smaller(program: Program) -> Iterator[Program]:
    """The program without one of its statements, or with what stands in one in its place."""
    number = sum(1 for _ in _bodies(ast.parse(program.text)))
    for at in range(number):
        for way in (_without, _inlined):
            tree = ast.parse(program.text)
            owner, name, index = list(_bodies(tree))[at]
            if way(getattr(owner, name), index):
                text = _text(tree)
                if text is not None and len(text) < len(program.text):
                    yield replace(program, text=text)


def _text(tree: ast.Module) -> str | None:
    """The program again, if it is one: a ``return`` may have come out of its function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            compile(text, "candidate", "exec")
        except (SyntaxError, ValueError):
            return None
    return text


def _bodies(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody", "handlers"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield from ((node, name, index) for index in range(len(body)))


def _without(body: list[ast.stmt], index: int) -> bool:
    if isinstance(body[index], ast.Pass):
        return False
    del body[index]
    if not body:
        body.append(ast.Pass())
    return True


def _inlined(body: list[ast.stmt], index: int) -> bool:
    inner = getattr(body[index], "body", None)
    if not isinstance(inner, list) or isinstance(body[index], ast.FunctionDef | ast.ClassDef | ast.ExceptHandler):
        return False
    body[index : index + 1] = inner
    return True
