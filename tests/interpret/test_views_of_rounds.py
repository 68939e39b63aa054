"""Each round of a loop makes an array of ids and another one of it, which may lie in its memory."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

LOOP = """\
import numpy as np
import torch
from torch import nn
index, rows = {{}}, []
for line in open("a.txt"):
    ids = []
    for letter in line:
        if letter not in index:
            index[letter] = len(index)
        ids.append(index[letter])
    first = {first}
    other = {other}
    {then}
    rows.append(other)
table = nn.Embedding(len(index), 8)
table(torch.cat(rows))
"""


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("torch.tensor(ids)", "first.long()"),
        ("torch.tensor(ids)", "first.type(torch.int64)"),
        ("torch.tensor(ids).squeeze()", "first.to('cuda')"),
        ("torch.tensor(ids)", "first.view(-1).long().to('cuda')"),
        ("np.array(ids)", "torch.from_numpy(first.astype(int)).long()"),
    ],
)
def test_ids_of_each_round_stay_ids_of_the_vocabulary(first: str, other: str) -> None:
    assert [one.verdict for one in traces(LOOP.format(first=first, other=other, then=""))] == ["enough"]


@pytest.mark.parametrize(
    ("other", "then"),
    [
        ("first.long()", "first[0] = 99"),
        ("first.long()", "first.add_(5)"),
        ("first.view(-1).long()", "first[0] = 99"),
        ("first.long()", "first.long()[0] = 99"),
        ("first[1:].long()", "first[1] = 99"),
        ("first.long()", "if rows: rows[-1][0] = 99"),
    ],
)
def test_what_a_round_writes_to_either_may_be_in_both(other: str, then: str) -> None:
    assert traces(LOOP.format(first="torch.tensor(ids)", other=other, then=then))[0].verdict != "enough"
