"""What a default run leaves to ``pytest -m slow``, and what ``.ci/run`` leaves to other commits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, TypeVar
from zlib import crc32

import pytest

T = TypeVar("T")

SAMPLE = 10
"""Of so many parameters one is run by default, unless a test takes long for each."""

COMMIT = os.environ.get("TESTED_COMMIT", "")
"""The commit that ``.ci/run`` tests, which chooses the batches. Without it everything is run."""

BATCHES = 5
"""Into so many batches the slow ones of a population are dealt."""


def batch(population: Sequence[T], batches: int = BATCHES) -> Sequence[T]:
    """The part of a population that is tested at this commit: each commit has another one, as its hash falls."""
    return population[crc32(COMMIT.encode()) % batches :: batches] if COMMIT else population


def mostly_slow(parameters: Sequence[Any], names: Sequence[str], sample: int = SAMPLE) -> list[Any]:
    """The parameters of a test over all fixtures: one of so many is run by default, a batch of the others is slow."""
    named = list(zip(parameters, names, strict=True))
    slow = [one for number, one in enumerate(named) if number % sample]
    return [pytest.param(one, id=name) for one, name in named[::sample]] + [
        pytest.param(one, id=name, marks=pytest.mark.slow) for one, name in batch(slow)
    ]
