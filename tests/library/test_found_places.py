"""Places in an array where something holds."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

PROGRAM = """\
import jax
import numpy as np
import tensorflow as tf
import torch
from torch import nn

words = sorted(set(open("words.txt").read().split()))
x = np.zeros((len(words), len(words)))
for line in open("pairs.txt"):
    x[words.index(line.split()[0]), words.index(line.split()[1])] += 1
t = torch.tensor(x)
line = np.zeros(len(words))
table = nn.Embedding(len(words){more}, 8)
table({found})
"""
PLACES = (
    "torch.from_numpy(np.nonzero(x)[1])",
    "torch.tensor(np.where(x > 1)[0])",
    "torch.tensor(np.argwhere(x > 1))",
    "torch.tensor(x.nonzero()[0])",
    "torch.tensor(np.flatnonzero(line > 3))",
    "torch.nonzero(t)[:, 0]",
    "torch.nonzero(t > 1, as_tuple=True)[1]",
    "t.nonzero()",
    "torch.where(t)[0]",
    "torch.tensor(tf.where(x)[:, 0].numpy())",
)


def verdicts(found: str, more: str = "") -> list[str]:
    return [one.verdict for one in traces(PROGRAM.format(found=found, more=more))]


@pytest.mark.parametrize("found", PLACES)
def test_each_place_is_below_the_side(found: str) -> None:
    assert verdicts(found) == ["enough"]


@pytest.mark.parametrize("found", PLACES)
def test_the_last_place_need_not_be_found(found: str) -> None:
    assert verdicts(found, " - 1") == ["unknown"]


@pytest.mark.parametrize(
    "found",
    [
        "torch.tensor(np.flatnonzero(x))",
        "torch.tensor(np.nonzero(open('a.txt'))[0])",
        "torch.tensor(jax.numpy.nonzero(x, size=9, fill_value=-1)[0])",
        "torch.nonzero(t, as_tuple=input() == 'y')[0]",
    ],
)
def test_of_others_nothing_is_known(found: str) -> None:
    assert verdicts(f"{found}") == ["unknown"]


CHOSEN = """\
import numpy as np
import torch
from torch import nn

ids = np.array([1, 2, 900])
{chosen}
nn.Embedding(800, 8)(torch.tensor(ids))
"""


@pytest.mark.parametrize(
    "chosen",
    [
        "ids = ids[np.where(ids < 800)[0]]",
        "ids = ids[np.where(ids < 800)]",
        "ids = ids[np.nonzero(ids < 800)]",
        "ids = np.take(ids, np.flatnonzero(ids < 800))",
        "ids = np.delete(ids, np.where(ids > 800)[0])",
        "ids[np.where(ids > 800)] = 0",
        "ids[np.where(ids > 800)[0]] = 0",
        "ids = torch.tensor(ids)[torch.nonzero(torch.tensor(ids) < 800)]",
        "ids = [ids[place] for place in np.flatnonzero(ids < 800)]",
        "where = np.where(ids > 800)[0]\nfor place in where:\n    ids[place] = 0",
    ],
)
def test_ids_that_are_chosen_by_their_places_are_some_of_them(chosen: str) -> None:
    assert [one.verdict for one in traces(CHOSEN.format(chosen=chosen))] == ["unknown"]
