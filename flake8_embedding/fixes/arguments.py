"""Arguments of a call that stand in each other's place, or are to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from flake8_embedding.fixes.program import Edit, Fix, NoFix, Program
from flake8_embedding.rules.fix_hint import Drop, Exchange

_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_LINE_BEHIND = re.compile(r"(?:[ \t]*,)?[ \t]*(?:\r\n|\r|\n)")


def exchanged(program: Program, hint: Exchange) -> Iterator[Fix]:
    """Each value in the other's place."""
    one, other = program.text(hint.one), program.text(hint.other)
    edits = (program.replace(hint.one, other), program.replace(hint.other, one))
    yield Fix(edits, "code after the table may rely on its present width")


def dropped(program: Program, hint: Drop) -> Iterator[Fix]:
    """The call without the argument: its line where it has one of its own, else up to the next argument."""
    argument = program.parent(hint.place) if isinstance(hint.place, cst.CSTNode) else None
    if not isinstance(argument, cst.Arg) or argument.keyword is None:
        raise NoFix("it is given by its position")
    if _has_effects(argument.value):
        # ``input_length=(n := len(x))``
        raise NoFix("its value may have an effect, which would be lost")
    versions = program.named("__version__")
    unsafe = f"another version may be meant: it is tested on line {program.line(versions[0])}" if versions else ""
    start, end = program.span(argument)
    before = program.code[:start].rstrip(" \t")
    rest = _LINE_BEHIND.match(program.code, end)
    if (not before or before.endswith(("\r", "\n"))) and rest is not None:
        yield Fix((Edit(len(before), rest.end(), ""),), unsafe)
        return
    comma = _COMMA_BEHIND.match(program.code, end)
    if comma is not None:
        yield Fix((Edit(start, comma.end(), ""),), unsafe)
        return
    yield Fix((Edit(len(before) - 1 if before.endswith(",") else start, end, ""),), unsafe)


def _has_effects(node: cst.CSTNode) -> bool:
    """Whether evaluating the expression may do something."""
    if isinstance(node, cst.Call | cst.NamedExpr | cst.Await | cst.Yield):
        return True
    return any(_has_effects(child) for child in node.children)
