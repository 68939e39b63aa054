"""Tuples of one length on one path and of another length on the next, of which only one can be unpacked."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

WAYS = """\
import sys
import torch
from torch import nn
from torch.utils.data import DataLoader

words = sorted(set(open("words.txt").read().split()))
weighted = len(sys.argv) > 1
index = {{word: i for i, word in enumerate(words)}}


def of(batch):
    ids = torch.tensor([index[word] for word in batch])
    if weighted:
        return ids, ids, {more}
    return ids, ids


class Words:
    def __len__(self):
        return len(words)

    def __getitem__(self, place):
        return of([words[place]])


def one(word):
    if weighted:
        return index[word], 0, {more}
    return index[word], 0


table = nn.Embedding(len(words){less}, 8)
{asked}
"""
ASKED = {
    "of a call": "ids, _ = of(words)\ntable(ids)",
    "of rounds": "for batch in [of(words) for _ in range(9)]:\n    ids, _ = batch\n    table(ids)",
    "of a loader": "for ids, _ in DataLoader(Words(), batch_size=8):\n    table(ids)",
    "of batches": "for ids, _ in DataLoader(words, batch_size=8, collate_fn=of):\n    table(ids)",
    "of one batch": "ids, _ = next(iter(DataLoader(words, batch_size=8, collate_fn=of)))\ntable(ids)",
    "of columns": "ids, _ = zip(*[one(word) for word in words])\ntable(torch.tensor(ids))",
}


def verdicts(asked: str, less: str = "", more: str = "0.5") -> list[str]:
    return [one.verdict for one in traces(WAYS.format(asked=asked, less=less, more=more))]


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_unpacked_is_what_fits(kind: str) -> None:
    assert verdicts(ASKED[kind]) == ["enough"]
    assert verdicts(ASKED[kind], less=" - 1") == ["too small"]


@pytest.mark.parametrize(
    "asked",
    [
        "_, _, ids = of(words)\ntable(ids)",
        "for _, _, ids in [of(words) for _ in range(9)]:\n    table(ids)",
        "_, _, ids = zip(*[one(word) for word in words])\ntable(torch.tensor(ids))",
    ],
)
def test_what_only_some_have_is_theirs(asked: str) -> None:
    assert "enough" not in verdicts(asked, more="len(words)")
    assert "too small" not in verdicts(asked, more="len(words) - 1")


def test_what_is_unpacked_tells_the_path() -> None:
    program = WAYS.format(asked="ids, _ = of(words)\nif weighted:\n    ids = ids + 1\ntable(ids)", less="", more="0.5")
    assert [one.verdict for one in traces(program)] == ["enough"]


def test_an_error_may_be_caught() -> None:
    caught = "try:\n    ids, _ = of(words)\nexcept ValueError:\n    ids = torch.tensor([len(words)])\ntable(ids)"
    assert "enough" not in verdicts(caught)


@pytest.mark.parametrize(
    "changed",
    ["batch[0].fill_(len(words))", "batch[0][0] = len(words)", "for part in batch:\n        part[0] = len(words)"],
)
def test_what_is_in_them_may_be_changed(changed: str) -> None:
    asked = f"batches = [of(words) for _ in range(9)]\nfor batch in batches:\n    {changed}"
    assert "enough" not in verdicts(f"{asked}\nfor ids, _ in batches:\n    table(ids)", more="ids")
