"""Arrays that are filled with one number, which may be written as a fraction: ``torch.full((9,), 0.0)``."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

PROGRAM = """\
import numpy as np
import torch
from torch import nn

words = sorted(set(open("words.txt").read().split()))
index = {{word: i for i, word in enumerate(words)}}
ids = torch.tensor([index[word] for word in open("all.txt").read().split() if word in index])
filled = {filled}
filled[:9] = ids[:9]
nn.Embedding(len(words), 8)(filled.long())
"""


def verdict(filled: str) -> str:
    return traces(PROGRAM.format(filled=filled))[0].verdict


@pytest.mark.parametrize(
    "filled",
    [
        "torch.full((int(input()),), 0.0, dtype=torch.long)",
        "torch.full((int(input()),), fill_value=0.0)",
        "torch.full_like(ids, 0.0)",
        "torch.from_numpy(np.full((int(input()),), 0.0, dtype=int))",
    ],
)
def test_a_whole_fraction_is_its_number(filled: str) -> None:
    assert verdict(filled) == "enough"
    assert verdict(filled.replace("0.0", "9e9")) != "enough"


@pytest.mark.parametrize("fill", ["0.5", "-1.0", "float('nan')", "float('inf')", "1e400", "len(words) * 1.0"])
def test_other_fractions_are_not_taken_for_ids(fill: str) -> None:
    assert verdict(f"torch.full((int(input()),), {fill})") != "enough"
