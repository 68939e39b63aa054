"""What a default run leaves to ``pytest -m slow``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

SAMPLE = 10
"""Of so many parameters one is run by default."""


def mostly_slow(parameters: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """The parameters of a test over all fixtures: each tenth is run by default, the others are slow."""
    marks = [() if number % SAMPLE == 0 else (pytest.mark.slow,) for number in range(len(parameters))]
    return [
        pytest.param(parameter, id=name, marks=mark)
        for parameter, name, mark in zip(parameters, names, marks, strict=True)
    ]
