"""A table that ids may reach in a way that is not followed is not called enough (proven)."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_TORCH = """\
import random

import torch
from torch import nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5, 4)
        self.rest = something()

    def forward(self, ids):
        return self.rest(self.table(ids))


model = Tagger()
table, other, place = nn.Embedding(5, 4), nn.Embedding(5, 8), int(input())
table(torch.tensor([0, 4]))
other(torch.tensor([0, 4]))
model(torch.tensor([0, 4]))
given = torch.tensor([7])
{statement}
"""

_KERAS = """\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

given = keras.Input(shape=(2,))
model = keras.Model(given, layers.Dense(1)(layers.LSTM(3)(layers.Embedding(5, 4)(given))))
model.predict(np.array([[0, 4]]))
{statement}
"""


def _verdicts(program: str) -> set[str]:
    return {trace.verdict for trace in traces(program)}


@pytest.mark.parametrize(
    ("program", "followed", "not_followed"),
    [
        (_TORCH, "model.rest.to(device)", "list(model.children())[place](given)"),
        (_TORCH, "for one in model.modules(): one.to(device)", "for one in model.modules(): one(given)"),
        (_TORCH, "print(list(model.named_children())[0])", "list(model.named_children())[place][1](given)"),
        (_TORCH, "optimizer = torch.optim.Adam(model.parameters())", "model._modules[input()](given)"),
        (_TORCH, "print(model.state_dict())", "nn.functional.embedding(given, model.state_dict()[input()])"),
        (_TORCH, "[table, other][0](torch.tensor([4]))", "[table, other][place](given)"),
        (_TORCH, "random.choice([1, 2])", "random.choice([table, other, model])(given)"),
        (_TORCH, "print(sorted([table, other], key=len))", "sorted([table, other], key=len)[0](given)"),
        (_KERAS, "print(model.get_layer(input()).output)", "keras.Model(model.input, model.get_layer(input()).output)"),
        (_KERAS, "print(model.layers[1].get_weights())", "keras.Model(model.input, model.get_layer(input())(given))"),
    ],
)
def test_what_may_reach_a_table_unseen_is_presumed(program: str, followed: str, not_followed: str) -> None:
    assert _verdicts(program.format(statement=followed)) == {"enough"}
    assert "enough (presumed)" in _verdicts(program.format(statement=not_followed))
