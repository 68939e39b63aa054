"""Programs that settle that each table has a row for each id, and neighbours that leave it open."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

BEGINS = """\
import torch
import torch.nn as nn

text = open("all.txt").read()
{characters}
index = {{c: i for i, c in enumerate(characters)}}
table = nn.Embedding(len(characters), 8)
table(torch.tensor([index[c] for c in text if c in index]))
table(torch.zeros((1, 1), dtype=torch.long))
"""

OVER_A_BAR = """\
import torch
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm

numbers = {{word: number for number, word in enumerate(sorted(set(open("all.txt"))))}}
table = torch.nn.Embedding(len(numbers), 8)
batches = DataLoader(TensorDataset(torch.tensor([numbers[line] for line in open("all.txt")])))
with {entered} as bar:
    for (ids,) in bar:
        table(ids)
"""

SETTLED = {
    "a bar goes over what it is given": OVER_A_BAR.format(entered="tqdm(batches)"),
    "a text has a character": BEGINS.format(characters="characters = sorted(set(text))"),
}

OPEN = {
    "what is entered is not known": OVER_A_BAR.format(entered="open_all(batches)"),
    "no character may be left": BEGINS.format(characters="characters = [c for c in sorted(set(text)) if c > 'x']"),
}


def verdicts(program: str) -> set[str]:
    return {one.verdict for one in traces(program)}


@pytest.mark.parametrize("kind", SETTLED)
def test_it_is_proven_that_each_id_has_a_row(kind: str) -> None:
    assert verdicts(SETTLED[kind]) == {"enough"}


@pytest.mark.parametrize("kind", OPEN)
def test_it_is_not_proven(kind: str) -> None:
    (verdict,) = verdicts(OPEN[kind])
    assert verdict in {"enough (presumed)", "unknown"}
