"""Texts with gaps: what fills them is known, or nothing is said."""

from __future__ import annotations

import pytest

from flake8_embedding.limits import CONSTANT_TEXT
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.filled_texts import filled, formatted
from flake8_embedding.values.value import Const, Number, TextValue, Value

THREE, WORD, ANY = Number.exactly(3), Const("a"), Number(None, None)


def row(*items: Value) -> SequenceValue:
    return SequenceValue.of("tuple", items, ANY)


@pytest.mark.parametrize(
    ("template", "given", "whole"),
    [
        ("x{}", [THREE], "x3"),
        ("{1}{0}", [THREE, WORD], "a3"),
        ("{{}}{}", [WORD], "{}a"),
        ("{:02}", [THREE], None),
        ("{!r}", [WORD], None),
        ("{0.real}", [THREE], None),
        ("{0[0]}", [WORD], None),
        ("{} {}", [THREE], None),
        ("{", [THREE], None),
        ("x{}", [ANY], None),
        ("x{}", [Const(3.0)], None),
    ],
)
def test_format_puts_in_what_is_known(template: str, given: list[Value], whole: str | None) -> None:
    found = formatted(template, given, {})
    assert (None if found is None else found.value) == whole


def test_format_puts_in_by_name() -> None:
    assert formatted("{n}{}", [WORD], {"n": THREE}) == Const("3a")
    assert formatted("{m}", [], {"n": THREE}) is None


@pytest.mark.parametrize(
    ("template", "given", "whole"),
    [
        ("x%d", THREE, "x3"),
        ("%s-%i", row(WORD, THREE), "a-3"),
        ("%d", row(THREE), "3"),
        ("%d", WORD, None),
        ("%02d", THREE, None),
        ("%d%%", THREE, None),
        ("%(n)s", THREE, None),
        ("%s %s", THREE, None),
        ("%s", SequenceValue("tuple", WORD, ANY), None),
        ("%s", ANY, None),
    ],
)
def test_percent_fills_the_gaps(template: str, given: Value, whole: str | None) -> None:
    found = filled(Const(template), given)
    assert (None if found is None else found.value) == whole


def test_what_is_no_text_or_too_long_is_left() -> None:
    assert filled(TextValue(), THREE) is None
    assert filled(THREE, THREE) is None
    assert filled(Const("%s" * 2), row(Const("a" * CONSTANT_TEXT), WORD)) is None
