"""Expressions nested at random: what Python, NumPy and PyTorch make of them is held against what the linter says."""

from __future__ import annotations

import importlib
import random

import pytest

from tests.tools.expressions import NUMPY, PYTHON, TORCH, Computed, Grammar, all_wrong, computed, expression, wrong_of
from tests.tools.library_numbers import LIBRARIES, NUMBERS

SEED = 20_261_126


def test_an_expression_that_is_told_wrongly_is_noticed() -> None:
    assert wrong_of(PYTHON, Computed("[0, 9]", 0, 9)) is None
    assert "10 rows" not in (wrong_of(PYTHON, Computed("[0, 9]", 0, 5)) or "")
    assert "6 rows are enough: EMB106" in (wrong_of(PYTHON, Computed("[0, 9]", 0, 5)) or "")
    assert "called enough" in (wrong_of(PYTHON, Computed("[0, 9]", 0, 10)) or "")


@pytest.mark.parametrize("grammar", [PYTHON, NUMPY, TORCH], ids=["python", "numpy", "torch"])
def test_a_seed_gives_the_same_expressions(grammar: Grammar) -> None:
    one, other = (expression(grammar, random.Random(7), 3) for _ in range(2))

    assert one == other


def test_few_expressions_of_python_are_told_as_they_are() -> None:
    assert all_wrong(PYTHON, SEED, 60, {}) == []


@pytest.mark.slow
def test_expressions_of_python_are_told_as_they_are() -> None:
    assert all_wrong(PYTHON, SEED + 1, 1500, {}) == []


@pytest.mark.slow
def test_the_expressions_are_worth_computing() -> None:
    names: dict[str, object] = {}
    exec(PYTHON.start, names)
    texts = {one.text for one in computed(PYTHON, SEED, 300, names)}

    assert len(texts) > 200


@pytest.mark.frameworks
@pytest.mark.parametrize("grammar", [NUMPY, TORCH], ids=["numpy", "torch"])
def test_expressions_of_arrays_are_told_as_they_are(grammar: Grammar) -> None:
    modules = {"torch": importlib.import_module("torch")}

    assert all_wrong(grammar, SEED, 600, modules) == []


@pytest.mark.frameworks
def test_numbers_that_come_out_of_libraries_are_told_as_they_are() -> None:
    names: dict[str, object] = {}
    exec(LIBRARIES.start, names)
    given = {text: int(eval(text, dict(names))) for text in NUMBERS}

    wrong = [wrong_of(LIBRARIES, Computed(text, number, number)) for text, number in given.items() if number >= 0]

    assert [one for one in wrong if one is not None] == []
