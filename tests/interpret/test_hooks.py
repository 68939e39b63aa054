"""Hooks of modules: each call of the module calls them, and what they write is not known from then on."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """
import torch
from torch import nn


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.table, self.scores = nn.Embedding(6, 4), nn.Linear(4, 6)
        self.kept = []

    def forward(self, ids):
        return self.scores(self.table(ids))

    def keep(self, module, given, out):
        self.kept.append(out)


def put_in(module, given, out):
    ids.append(7)


ids, kept = [0], {{}}
decoder = Decoder()
decoder.scores.{line}
decoder(torch.tensor(ids))
decoder(torch.tensor(ids))
"""


def verdict(line: str) -> str:
    return traces(_PROGRAM.format(line=line))[0].verdict


@pytest.mark.parametrize(
    "line",
    [
        "register_forward_hook(lambda module, given, out: ids.append(7))",
        "register_forward_pre_hook(lambda module, given: ids.append(7))",
        "register_forward_hook(put_in)",
        "register_forward_hook(hook=put_in)",
        "register_forward_hook(print if input() else put_in)",
        "register_full_backward_hook(put_in)",
        "register_full_backward_pre_hook(lambda module, given: ids.append(7))",
        "register_load_state_dict_post_hook(put_in)",
        "weight.register_hook(lambda gradient: ids.append(7))",
    ],
)
def test_a_hook_puts_ids_in(line: str) -> None:
    assert verdict(line) == "unknown"


@pytest.mark.parametrize(
    "line",
    [
        "register_forward_hook(lambda module, given, out: kept.update(last=out))",
        "register_forward_hook(decoder.keep)",
        "register_forward_pre_hook(print)",
        "register_full_backward_hook(lambda module, given, out: kept.update(last=out))",
        "requires_grad_(False)",
    ],
)
def test_a_hook_keeps_other_things(line: str) -> None:
    assert verdict(line) == "enough"
