"""Literals: numbers, texts and formatted strings."""

from __future__ import annotations

from functools import lru_cache

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.joined_texts import joined_text
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.protocols import special_method
from flake8_embedding.limits import CONSTANT_BITS, CONSTANT_TEXT
from flake8_embedding.values.predicates.predicate import is_particular
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, FloatNumber, Number, TextValue, Unknown, Value


def _integer(machine: Machine, node: cst.Integer) -> Value:
    # A digit has 3.3 bits. A number of this length is no id, and int() would be slow.
    if len(node.value) > CONSTANT_BITS:
        return machine.unknown("the integer is too long", node)
    return Number.exactly(_written(node.value), birth=node)


@lru_cache(maxsize=1024)
def _written(text: str) -> int:
    """The integer that is written so: programs write few different ones, and each is evaluated again and again."""
    return int(text) if text.isdigit() else int(text.replace("_", ""), 0)


def _float(machine: Machine, node: cst.Float) -> Value:
    return Const(float(node.value.replace("_", "")), node)


def _ellipsis(machine: Machine, node: cst.Ellipsis) -> Value:
    return Const(..., node)


def _imaginary(machine: Machine, node: cst.Imaginary) -> Value:
    return machine.unknown("complex numbers are not followed", node)


def _string(machine: Machine, node: cst.SimpleString) -> Value:
    if len(node.value) > CONSTANT_TEXT:
        return TextValue()
    raw = node.value
    if raw[0] in "\"'" and raw[1:2] != raw[0] and "\\" not in raw:
        # Without escapes the text is what is between the quotes.
        return Const(raw[1:-1], node)
    text = machine.syntax.ask(_evaluated, node)
    return TextValue() if text is None else Const(text, node)


def _evaluated(node: cst.SimpleString) -> str | bytes | None:
    """The text with its escapes replaced, for which Python compiles it; None if it is none."""
    try:
        return node.evaluated_value
    except (ValueError, SyntaxError):
        return None


def _joined_string(machine: Machine, node: cst.ConcatenatedString) -> Value:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    match left, right:
        case Const(value=str() as one), Const(value=str() as other) if len(one) + len(other) <= CONSTANT_TEXT:
            return Const(one + other, node)
    return joined_text(machine, (left, right), node)


_ESCAPED = frozenset("\\{}")
"""What stands in a formatted string with an escape, as people write it."""


def _format_string(machine: Machine, node: cst.FormattedString) -> Value:
    texts: list[Value] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringExpression):
            texts.append(_formatted(_shown(machine, machine.evaluate(part.expression), part), part))
        elif isinstance(part, cst.FormattedStringText):
            texts.append(TextValue() if _ESCAPED & set(part.value) else Const(part.value))
    known = [text.value for text in texts if isinstance(text, Const)]
    if sum(map(len, known)) > CONSTANT_TEXT:
        return TextValue()
    return Const("".join(known), node) if len(known) == len(texts) else joined_text(machine, texts, node)


def _shown(machine: Machine, value: Value, part: cst.FormattedStringExpression) -> Value:
    """``f"{x}"`` of an object of the file runs its own methods, which may do anything."""
    names = ("__repr__",) if part.conversion == "r" else ("__format__", "__str__", "__repr__")
    methods = (special_method(machine, value, name, part) for name in names)
    method = next((one for one in methods if one is not None), None)
    if method is None:
        return value
    machine.call(method, Arguments(complete=False), part)
    return TextValue()


def _formatted(value: Value, part: cst.FormattedStringExpression) -> Value:
    """A value as it stands in a formatted string: its text, where that is known."""
    if part.format_spec is not None or part.conversion is not None or getattr(part, "equal", None) is not None:
        return TextValue()
    match value:
        case Const(value=str()) | Unknown():
            return value
        case Number() if value.constant is not None:
            return Const(str(value.constant))
        case Number() | FloatNumber() if is_particular(value):
            return TextValue(name=Key("text of", value))
        case TextValue():
            return value
    return TextValue()
