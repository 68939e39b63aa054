"""Weights that come into a table by other ways than ``table.weight = ...``: by what lists the parameters of a module,
by ``register_parameter``, by the dict in which a module keeps them."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

HEAD = """import sys, torch
from torch import nn
net = nn.Sequential(nn.Embedding(10, 3), nn.Linear(3, 2))
table, other, ids = net[0], nn.Sequential(nn.Embedding(10, 3)), torch.tensor([9])
"""


def _verdict(program: str) -> str:
    return traces(f"{HEAD}{program}\nnet(ids)\n")[0].verdict


@pytest.mark.parametrize(
    "numbers",
    [
        "p.data * 0.5",
        "2 * p.data",
        "p.data - 0.1 * p.grad",
        "p.data * (torch.rand(p.shape) > 0.5)",
        "0.9 * p.data + 0.1 * q.data",
        *("p.data.float()", "p.data.clone()", "p.detach().cpu()", "p.data.to('cpu')", "p.data.contiguous()"),
        "p.data.clamp(-1, 1)",
        "torch.clamp(p.data, -1, 1)",
        "p",
    ],
)
def test_arithmetic_keeps_the_rows_of_a_parameter(numbers: str) -> None:
    assert _verdict(f"for p, q in zip(net.parameters(), other.parameters()):\n    p.data = {numbers}") == "enough"


@pytest.mark.parametrize(
    "numbers",
    [
        *("p.data[:5]", "p.data[:5] * 0.5", "q.data", "0.9 * q.data", "torch.zeros(5, 3)"),
        *("p.data.repeat(3, 1)", "p.data.view(6, 5)", "p.view(6, 5)", "p.data.reshape(6, 5)", "p.data.permute(1, 0)"),
        *("p.data.t()", "p.data.t() * 1.0", "p.detach().flatten()", "torch.tile(p.data, (2, 1))", "torch.t(p.data)"),
        "torch.cat([p.data, q.data])",
    ],
)
def test_other_numbers_may_have_other_rows(numbers: str) -> None:
    assert _verdict(f"for p, q in zip(net.parameters(), other.parameters()):\n    p.data = {numbers}") == "unknown"


@pytest.mark.parametrize(
    ("program", "verdict"),
    [
        ("list(net.parameters())[0].data = torch.zeros(5, 3)", "unknown"),
        ("next(net.parameters()).data = torch.zeros(5, 3)", "unknown"),
        ("dict(net.named_parameters())['0.weight'].data = torch.zeros(5, 3)", "unknown"),
        ("for name, p in net.named_parameters():\n    if name == '0.weight':\n        p.data = p.data[:5]", "unknown"),
        ("for p in other.parameters():\n    p.data = p.data[:5]", "enough"),
        ("for p in net.parameters():\n    p.data.uniform_(-1, 1)\n    p.grad = None", "enough"),
        ("table.register_parameter('weight', nn.Parameter(torch.zeros(5, 3)))", "too small"),
        ("table.register_parameter('weight', nn.Parameter(torch.zeros(11, 3)))", "enough"),
        ("table.register_parameter('scale', nn.Parameter(torch.zeros(5, 3)))", "enough"),
        ("table.register_parameter(sys.argv[1], nn.Parameter(torch.zeros(5, 3)))", "unknown"),
        ("table._parameters['weight'] = nn.Parameter(torch.zeros(5, 3))", "too small"),
        ("table._parameters['weight'] = nn.Parameter(torch.zeros(10, 3))", "enough"),
        ("table._parameters.update(weight=nn.Parameter(torch.zeros(5, 3)))", "too small"),
        ("table._parameters[sys.argv[1]] = nn.Parameter(torch.zeros(5, 3))", "unknown"),
        ("for p in table._parameters.values():\n    p.data = p.data[:5]", "unknown"),
        ("print(table._parameters['weight'].shape)", "enough"),
        ("object.__setattr__(table.weight, 'data', torch.zeros(5, 3))", "too small"),
        ("with torch.no_grad():\n    table.weight.t_()", "unknown"),
        ("with torch.no_grad():\n    table.weight.transpose_(0, 1)", "unknown"),
        ("with torch.no_grad():\n    table.weight.add_(1).clamp_(-1, 1)", "enough"),
    ],
)
def test_a_weight_that_is_put_in_by_another_way(program: str, verdict: str) -> None:
    assert _verdict(program) == verdict


@pytest.mark.parametrize(("first", "verdict"), [("p.data", "enough"), ("p.data[:5]", "unknown")])
def test_any_number_of_operators_is_followed(first: str, verdict: str) -> None:
    """Each line uses the last one twice: there are more ways through them than can be gone."""
    lines = "    q = q * 0.5 + q\n" * 800
    assert _verdict(f"for p in net.parameters():\n    q = {first}\n{lines}    p.data = q") == verdict
