"""Methods of the program's own that a loop over the modules of a model calls."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_PROGRAM = """
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(4, 8)
        self.ids = torch.tensor([{before}])

    def reset_parameters(self):
        self.ids = torch.tensor([{after}])

    def forward(self):
        return self.table(self.ids)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Block() for _ in range({blocks})])
        self.scores = nn.Linear(8, 8)

    def forward(self):
        return [block() for block in self.blocks]


net = Net()
for module in net.modules():
    if {test}:
        module.reset_parameters()
net()
"""


@pytest.mark.parametrize("test", ['hasattr(module, "reset_parameters")', "isinstance(module, Block)"])
@pytest.mark.parametrize("blocks", [1, 3, 100])
def test_what_the_method_sets_is_not_overlooked(test: str, blocks: int) -> None:
    program = _PROGRAM.format(before=1, after=9, blocks=blocks, test=test)
    assert not traces(program)[0].verdict.startswith("enough")


@pytest.mark.parametrize("test", ['hasattr(module, "reset_parameters")', "isinstance(module, Block)"])
@pytest.mark.parametrize("blocks", [1, 3, 100])
def test_what_was_there_before_is_no_finding(test: str, blocks: int) -> None:
    program = _PROGRAM.format(before=9, after=1, blocks=blocks, test=test)
    assert not traces(program)[0].verdict.startswith("too small")
