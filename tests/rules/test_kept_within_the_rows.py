"""Rows that are cut or filled to one length, truths that choose a row, and ids that are kept within the rows."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces


def verdicts(program: str) -> set[str]:
    """The verdicts on the tables of a program."""
    return {one.verdict for one in traces(program)}


PADDED = """\
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

numbers = {{word: number + 1 for number, word in enumerate(sorted(set(open("all.txt").read().split())))}}
table = nn.Embedding(50, 8)


def padded(ids):
{padded}


def of_line(line):
    return padded([numbers[word] for word in line.split() if word in numbers])


class Lines(Dataset):
    def __init__(self):
        self.lines = list(open("all.txt"))

    def __len__(self):
        return len(self.lines)

    def __getitem__(self, place):
        return torch.tensor(of_line(self.lines[place]))


{positions}
"""

CUT_OR_FILLED = """\
    if len(ids) < {least}:
        return [0] * ({least} - len(ids)) + ids
    return ids[-{most}:]"""
ONE_NAME = """\
    if len(ids) > {least}:
        ids = ids[:{most}]
    else:
        ids = ids + [0] * ({least} - len(ids))
    return ids"""
OF_A_TENSOR = """\
    line = torch.tensor(ids)
    if len(line) < {least}:
        line = F.pad(line, (0, {least} - len(line)))
    else:
        line = line[:{most}]
    return line"""
IN_AN_ARRAY = """rows = np.array([of_line(line) for line in open("all.txt")])
table(torch.arange(rows.shape[1]))"""
STACKED = """rows = torch.stack([torch.as_tensor(of_line(line)) for line in open("all.txt")])
table(torch.arange(rows.size(1)))"""
LOADED = """for rows in DataLoader(Lines(), batch_size=8):
    table(torch.arange(rows.size(1)).expand_as(rows))"""
ONE_LINE = """rows = torch.tensor(of_line(open("all.txt").read())).unsqueeze(0)
table(torch.arange(rows.size(1)))"""


@pytest.mark.parametrize("positions", [IN_AN_ARRAY, STACKED, LOADED, ONE_LINE])
@pytest.mark.parametrize("padded", [CUT_OR_FILLED, ONE_NAME, OF_A_TENSOR])
def test_rows_that_are_cut_or_filled_have_one_length(padded: str, positions: str) -> None:
    padded_in_time = padded.format(least=50, most=50)
    assert verdicts(PADDED.format(padded=padded_in_time, positions=positions)) == {"enough"}
    for least, most in ((51, 50), (50, 51), (60, 60)):
        text = padded.format(least=least, most=most)
        assert verdicts(PADDED.format(padded=text, positions=positions)) <= {"unknown", "too small", "too small when"}


TRUTHS = """\
import torch
import torch.nn as nn
import torch.nn.functional as F

words = open("all.txt").read().split()
numbers = {{word: number for number, word in enumerate(sorted(set(words)))}}
count = len(numbers)
ids = torch.tensor([numbers[word] for word in words])
table = nn.Embedding({rows}, 8)
table({ids})
"""


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ("2 * count", "ids + count * (torch.rand(len(words)) > 0.5)"),
        ("2 * count", "ids + count * (ids > 3).long()"),
        ("2 * count", "ids + torch.randint(0, 2, ids.shape) * count"),
        ("2 * count", "ids + count * torch.tensor([1 if word else 0 for word in words])"),
        ("2 * count", "ids + count * torch.tensor([int(word > 'm') for word in words])"),
        ("3 * count", "ids + count * ((ids > 3).int() + (ids > 7).int())"),
        ("count + 1", "ids + (ids > 3)"),
        ("4 * count + 1", "torch.clamp((torch.load('a.pt') - 1) * 4, 0, 4 * count)"),
        ("count + 1", "torch.load('a.pt').clamp(min=0, max=count)"),
    ],
)
def test_truths_are_0_or_1_and_what_is_kept_within_the_rows_has_one(rows: str, ids: str) -> None:
    assert verdicts(TRUTHS.format(rows=rows, ids=ids)) == {"enough"}
    assert verdicts(TRUTHS.format(rows=f"{rows} - 1", ids=ids)) != {"enough"}


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ("2 * count", "ids + count * torch.randint(0, 3, ids.shape)"),
        ("2 * count", "ids + count * torch.randint(-1, 2, ids.shape)"),
        # The largest of the truths is 1, and where one is 0 the id is 5.
        ("6 - int((ids > 2).long().max())", "5 - (ids > 2).long()"),
    ],
)
def test_other_factors_leave_it_open(rows: str, ids: str) -> None:
    assert verdicts(TRUTHS.format(rows=rows, ids=ids)) <= {"unknown", "enough (presumed)"}
