"""Arguments of a call that stand in each other's place, or are to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from flake8_embedding.fixes.program import Edit, Program, Proposal
from flake8_embedding.rules.fix_hint import Drop, Exchange

_COMMA_BEFORE = re.compile(r",[ \t]*$")
_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_LINE_BEFORE = re.compile(r"(?:^|(?<=[\r\n]))[ \t]*$")
_LINE_BEHIND = re.compile(r"(?:[ \t]*,)?[ \t]*(?:\r\n|\r|\n)")


def exchanged(program: Program, hint: Exchange) -> Iterator[Proposal]:
    """Each value in the other's place."""
    one, other = program.text(hint.one), program.text(hint.other)
    unsafe = "the layers that follow may be made for the present width" if hint.relied_on else ""
    yield Proposal((program.replace(hint.one, other), program.replace(hint.other, one)), unsafe)


def dropped(program: Program, hint: Drop) -> Iterator[Proposal]:
    """The call without the argument: its line where it has one of its own, else up to the next argument."""
    argument = program.parent(hint.place) if isinstance(hint.place, cst.CSTNode) else None
    if not isinstance(argument, cst.Arg):
        return
    if has_effects(argument.value):
        # ``input_length=(n := len(x))``: what it does besides would be lost.
        return
    begin = argument.keyword if argument.keyword is not None else argument.value
    start, end = program.span(begin)[0], _behind(program, argument.value)
    before, behind = program.code[:start], program.code[end:]
    own_line, rest = _LINE_BEFORE.search(before), _LINE_BEHIND.match(behind)
    if own_line is not None and rest is not None:
        yield Proposal((Edit(own_line.start(), end + rest.end(), ""),))
        return
    comma = _COMMA_BEHIND.match(behind)
    if comma is not None:
        yield Proposal((Edit(start, end + comma.end(), ""),))
        return
    earlier = _COMMA_BEFORE.search(before)
    yield Proposal((Edit(start if earlier is None else earlier.start(), end, ""),))


def has_effects(node: cst.CSTNode) -> bool:
    """Whether evaluating the expression may do something."""
    if isinstance(node, cst.Call | cst.NamedExpr | cst.Await | cst.Yield):
        return True
    return any(has_effects(child) for child in node.children)


def _behind(program: Program, value: cst.BaseExpression) -> int:
    """The end of an expression with the parentheses around it."""
    end = program.span(value)[1]
    for _ in getattr(value, "rpar", ()):
        end = program.code.index(")", end) + 1
    return end
