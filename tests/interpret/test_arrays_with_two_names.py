"""Arrays that rounds of a loop make, of which two names have the same one: what is written to one is read in both."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

PROGRAM = """import torch
from torch import nn
table = nn.Embedding(22, 4)
x = torch.zeros(1).long(); y = torch.zeros(1).long()
for i in range(30):
    {}
"""


def _verdict(lines: str) -> str:
    return traces(PROGRAM.format("\n    ".join(lines.split("; "))))[0].verdict


@pytest.mark.parametrize(
    "lines",
    [
        "y[0] = 30; table(x); y = torch.zeros(1).long(); x = y",
        "y[0] = 30; table(x); y[0] = 0; y = torch.zeros(1).long(); x = y",
        "y.fill_(30); table(x); y = torch.zeros(1).long(); x = y",
        "y += 30; table(x); y = torch.zeros(1).long(); x = y",
        "y[0] = 30; table(x); y = torch.zeros(1, 1).long(); x = y.view(1)",
        "y[0] = 30; table(x); y = torch.zeros(1).long(); x = y if torch.rand(1) > 0.5 else x",
    ],
)
def test_a_round_writes_to_what_another_name_has_from_the_round_before(lines: str) -> None:
    assert _verdict(lines) == "unknown"


@pytest.mark.parametrize(
    "lines",
    [
        "y[0] = 30; table(x); y = torch.zeros(1).long(); x = y.clone()",
        "y[0] = 30; table(x); y = torch.zeros(1).long(); x = y + 1",
        "table(x); y = torch.zeros(1).long(); y[0] = i % 22; x = y",
        "table(x); y = x; x = torch.full((1,), i % 22)",
        "table(x); x, y = y, x",
    ],
)
def test_arrays_of_two_names_are_told_apart(lines: str) -> None:
    assert _verdict(lines) == "enough"
