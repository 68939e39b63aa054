"""Texts with gaps that known numbers and texts fill: ``"layer{}".format(i)``, ``"layer%d" % i``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter

from flake8_embedding.limits import CONSTANT_TEXT
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import Const, Number, Value


def formatted(template: str, given: Sequence[Value], named: Mapping[str, Value]) -> Const | None:
    """``template.format(*given, **named)``; None where it is not known, or Python raises an error."""
    row, entries = [_written_out(one) for one in given], {name: _written_out(one) for name, one in named.items()}
    if None in row or None in entries.values() or not _has_plain_fields(template):
        return None
    try:
        return _of_length(template.format(*row, **entries))
    except (LookupError, ValueError):
        return None


def filled(template: Value, given: Value) -> Const | None:
    """``template % given`` of a text; None where it is not known."""
    text, several = text_in(template), _items_of(given)
    return None if text is None else _filled(text, several)


def _items_of(given: Value) -> Sequence[Value]:
    if type(given) is SequenceValue and given.kind == "tuple":
        # A tuple of unknown length fills no gap that is known.
        return given.items if given.items is not None else (given,)
    return (given,)


def _filled(template: str, given: Sequence[Value]) -> Const | None:
    row = [_written_out(one) for one in given]
    gaps = _GAP.findall(template)
    if None in row or len(gaps) != len(row) or "%" in _GAP.sub("", template):
        return None
    if any(gap != "%s" and type(one) is not Number for gap, one in zip(gaps, given, strict=True)):
        return None
    return _of_length(_GAP.sub("%s", template) % tuple(row))


_GAP = re.compile(r"%[dis]")


def _written_out(value: Value) -> str | None:
    """A text, or a whole number as it is printed; None for what is not known, and for what is printed otherwise."""
    if type(value) is Number:
        return None if value.constant is None or value.may_be_row else str(value.constant)
    return text_in(value)


def _has_plain_fields(template: str) -> bool:
    """Whether all fields are like ``{}``, ``{0}`` or ``{name}``, without an attribute, a conversion or a width."""
    try:
        fields = list(Formatter().parse(template))
    except ValueError:
        return False
    return all(
        name is None or (not spec and conversion is None and (not name or name.isidentifier() or name.isdecimal()))
        for _, name, spec, conversion in fields
    )


def _of_length(text: str) -> Const | None:
    return Const(text) if len(text) <= CONSTANT_TEXT else None
