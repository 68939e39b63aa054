"""Methods that Python or a library calls, where nothing of it is to be seen: ``{key: 1}``, ``for batch in loader``."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

_SPECIAL = """
import torch
from torch import nn

size = [10]


class Word:
    def {}:
        size[0] = 3
        return {}

    def __getitem__(self, key):
        return 1


{}
nn.Embedding(size[0], 4)(torch.tensor(5))
"""


@pytest.mark.parametrize(
    ("method", "result", "used"),
    [
        ("__hash__(self)", "1", "known = {Word(): 1}"),
        ("__hash__(self)", "1", "known = {Word()}"),
        ("__eq__(self, other)", "False", "4 in [Word()]"),
        ("__eq__(self, other)", "False", "[Word()] == [4]"),
        ("__repr__(self)", '"a"', '"%s" % Word()'),
        ("__index__(self)", "0", "[1][Word()]"),
        ("__index__(self)", "2", "[1, 2, 3][: Word()]"),
        ("keys(self)", '["a"]', "dict(**Word())"),
        ("keys(self)", '["a"]', "known = {**Word()}"),
    ],
    ids=str,
)
def test_special_methods_may_change_a_size(method: str, result: str, used: str) -> None:
    assert traces(_SPECIAL.format(method, result, used))[0].verdict == "unknown"


_DATA = """
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Counted(Dataset):
    def __init__(self):
        self.calls = 0
        self.seen = []
        self.rows = [1, 2, 1]

    def __len__(self):
        return 3

    def __getitem__(self, place):
        {}


table = nn.Embedding(3, 4)
for batch in DataLoader(Counted(), batch_size=2):
    table(batch)
"""


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("self.calls += 1; return self.calls", "unknown"),
        ("self.seen.append(place); return len(self.seen)", "unknown"),
        ("self.calls += 1; return self.rows[place]", "enough"),
    ],
)
def test_a_loader_runs_the_code_of_its_data_more_than_once(body: str, verdict: str) -> None:
    assert traces(_DATA.format(body))[0].verdict == verdict


@pytest.mark.parametrize(
    ("ids", "verdict"),
    [
        ("np.clip([1, 2], np.array([0, 15]), None)", "unknown"),
        ("np.clip([1, 2], np.array([0, 15]), 9)", "enough"),
        ("np.clip([1, 20], 0, np.array([9, 30]))", "unknown"),
    ],
)
def test_limits_that_are_arrays(ids: str, verdict: str) -> None:
    program = f"import numpy as np, torch\nfrom torch import nn\nnn.Embedding(10, 4)(torch.tensor({ids}))"
    assert traces(program)[0].verdict == verdict
