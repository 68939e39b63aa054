"""A generator that is left early, or never begun, has not changed what it changes later."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

HEAD = """
from itertools import islice
import torch
from torch import nn

size = [2]


def growing():
    size[0] = 10
    yield 1
    size[0] = 11


def late():
    yield 1
    size[0] = 10


for _ in {}:
    {}
nn.Embedding(size[0], 4)(torch.tensor(5))
"""

LEFT_EARLY = [
    ("zip([], growing())", "pass"),
    ("zip(range(0), growing())", "pass"),
    ("map(max, [], growing())", "pass"),
    ("islice(growing(), 0)", "pass"),
    ("islice(late(), 1)", "pass"),
    ("zip(range(1), late())", "pass"),
    ("late()", "break"),
]


@pytest.mark.parametrize(("iterated", "body"), LEFT_EARLY, ids=str)
def test_code_behind_a_yield_need_not_have_run(iterated: str, body: str) -> None:
    assert traces(HEAD.format(iterated, body))[0].verdict == "unknown"


def test_code_before_the_end_has_run() -> None:
    assert traces(HEAD.format("late()", "pass"))[0].verdict == "enough"
    assert traces(HEAD.format("zip(growing(), range(1))", "pass"))[0].verdict != "too small"
