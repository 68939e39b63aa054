"""The place of the smallest number in vectors: one below their width, though none of them need come."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

CODES = """
import torch
from torch import nn

codes, x = nn.Embedding(6, 4), torch.randn(3, 4)
"""


def verdict(rows: int, ids: str) -> str:
    return traces(f"{CODES}nn.Embedding({rows}, 2)({ids})\n")[-1].verdict


NEAREST = [
    "torch.argmin(torch.cdist(x, codes.weight), dim=1)",
    "torch.cdist(x, codes.weight).argmin(-1)",
    "torch.cdist(x, codes.weight.data, p=1).argmin(dim=-1)",
    "torch.argmin(nn.Linear(4, 6)(x), dim=1)",
]


@pytest.mark.parametrize("ids", NEAREST)
def test_there_is_a_place_for_each_code(ids: str) -> None:
    assert verdict(6, ids) == "enough"


@pytest.mark.parametrize("ids", NEAREST)
def test_fewer_rows_are_not_enough_for_all(ids: str) -> None:
    assert verdict(5, ids) == "unknown"


@pytest.mark.parametrize(
    "ids",
    [
        "torch.argmin(torch.cdist(codes.weight, x), dim=1)",
        "torch.argmin(torch.cdist(x, codes.weight), dim=0)",
        "torch.argmin(torch.cdist(x, codes.weight.T), dim=1)",
        "torch.argmin(torch.cdist(x, codes.weight[2:]), dim=1)",
        "torch.argmin(torch.cdist(x, codes.weight))",
    ],
)
def test_places_of_other_things_are_not_known(ids: str) -> None:
    assert verdict(6, ids) != "enough"
