"""Ids that a loop draws and looks up in its next round, where another loop is around it: proven, unless any may be
outside."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces


def verdicts(program: str) -> set[str]:
    """The verdicts on the tables of a program."""
    return {one.verdict for one in traces(program)}


DECODER = """\
import timeit
import torch
from torch import nn

numbers = {{"<end>": 0}}
for letter in open("letters.txt").read():
    if letter not in numbers:
        numbers[letter] = len(numbers)
others = {{letter: number for number, letter in enumerate(sorted(set(open("others.txt").read())))}}
END = {end}


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(len(numbers), 4)
        self.scores = nn.Linear(4, {width})

    def forward(self, ids):
        return self.scores(self.table(ids).view(1, 1, -1)[0])


decoder = Decoder()


def decode():
    for _ in range(9):
        word = torch.tensor([[{start}]])
        for place in range(20):
            best = decoder(word).topk(1)[1]
            if best.item() == END:
                break
            {fed}


def started():
    decode()


{run}
"""
RIGHT = {
    "end": "0",
    "width": "len(numbers)",
    "start": "END",
    "fed": "word = best.squeeze().detach()",
    "run": "timeit.timeit(started, number=1)",
}


@pytest.mark.parametrize("change", [{}, {"run": "started()"}, {"fed": "word = (best + 1).clamp(max=len(numbers) - 1)"}])
def test_what_is_fed_back_is_proven_to_have_rows(change: dict[str, str]) -> None:
    assert verdicts(DECODER.format(**RIGHT | change)) == {"enough"}


@pytest.mark.parametrize(
    "change",
    [
        {"fed": "word = best.squeeze().detach() + 1"},
        {"fed": "word = word + 1"},
        {"width": "len(numbers) + 1"},
        {"width": "len(others)"},
        {"start": "len(numbers)"},
        {"start": "others['a']"},
        {"end": "len(numbers)"},
        {"end": "int(input())"},
        {"run": "END = 99\nstarted()"},
        {"run": "def later():\n    global END\n    END = 99\n\n\ntimeit.timeit(later)\nstarted()"},
    ],
)
def test_what_may_be_outside_is_not_proven(change: dict[str, str]) -> None:
    assert "enough" not in verdicts(DECODER.format(**RIGHT | change))


@pytest.mark.parametrize("width", ["len(numbers) + 1", "len(others)"])
def test_what_a_guard_keeps_out_is_no_finding(width: str) -> None:
    kept = "word = best.squeeze().detach() if best.item() < len(numbers) else torch.tensor([[0]])"
    assert "too small" not in verdicts(DECODER.format(**RIGHT | {"width": width, "fed": kept}))


SAMPLER = """\
import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model, layers

vectorize = layers.TextVectorization(standardize=None, split="character"{cut})
vectorize.adapt([open("poems.txt").read()])
rows = vectorize.vocabulary_size()
inputs = Input((None,), dtype="int32")
model = Model(inputs, layers.Dense({width})(layers.Embedding({rows}, 4)(inputs)))
temperature = 0.0
while True:
    try:
        temperature = {asked}
    except ValueError:
        print("not a number")
    ids = vectorize({prompt})
    for place in range(20):
        last = tf.squeeze(model.predict(ids[-9:], verbose=0)[:, -1, :], axis=0).numpy()
        scores = np.exp(last / temperature)
        best = np.random.choice(len(scores), p=scores / np.sum(scores))
        ids = tf.concat([ids, tf.constant([[best{moved}]], dtype=tf.int64)], axis=1)
"""
SURE = {"cut": "", "width": "rows", "rows": "rows", "asked": "float(input())", "prompt": "[input()]", "moved": ""}


@pytest.mark.parametrize("change", [{}, {"cut": ", output_sequence_length=9"}, {"rows": "rows + 1"}])
def test_what_is_drawn_by_scores_of_known_width_is_proven(change: dict[str, str]) -> None:
    assert verdicts(SAMPLER.format(**SURE | change)) == {"enough"}


@pytest.mark.parametrize(
    "change",
    [
        {"rows": "rows - 1"},
        {"width": "rows + 1"},
        {"moved": " + 1"},
        {"asked": "np.load('of_each.npy')"},
        {"prompt": "[input()] + rows"},
    ],
)
def test_what_is_drawn_by_other_scores_is_not_proven(change: dict[str, str]) -> None:
    assert "enough" not in verdicts(SAMPLER.format(**SURE | change))
