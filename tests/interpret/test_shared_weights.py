"""A table that gets the weight of another table or of a layer has its rows, as long as that weight stays what it is."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

HEAD = "import sys, torch\nfrom torch import nn\nids, few = torch.tensor([9]), torch.zeros(9, 3)\n"


@pytest.mark.parametrize(
    ("program", "verdict"),
    [
        ("b = nn.Embedding(10, 3); b.weight = nn.Linear(3, 10).weight; b(ids)", "enough"),
        ("b = nn.Embedding(9, 3); b.weight = nn.Linear(3, 10).weight; b(ids)", "enough"),
        ("b = nn.Embedding(10, 3); b.weight = nn.Linear(3, 9).weight; b(ids)", "too small"),
        ("b = nn.Embedding(10, 9); b.weight = nn.Linear(10, 9).weight; b(ids)", "too small"),
        ("a = nn.Linear(3, 10); b = nn.Embedding(10, 3); b.weight = a.weight; b.weight[ids]", "enough"),
        ("a = nn.Linear(3, 9); b = nn.Embedding(9, 3); b.weight = a.weight; b.weight[ids]", "too small"),
        (
            "a = nn.Linear(3, 10); a.weight.data = few; b = nn.Embedding(10, 3); b.weight = a.weight; b(ids)",
            "unknown",
        ),
        (
            "a = nn.Linear(3, 10); b = nn.Embedding(10, 3); b.weight = a.weight; a.weight.data = few; b(ids)",
            "unknown",
        ),
        ("b = nn.Embedding(10, 3); b.weight = nn.Conv1d(10, 10, 1).weight; b(ids)", "unknown"),
        (
            "b = nn.Embedding(9, 3)\nif len(sys.argv) > 1: b.weight = nn.Parameter(torch.zeros(10, 3))\nb(ids)",
            "unknown",
        ),
        ("b = nn.Embedding(10, 3)\nif len(sys.argv) > 1: b.weight = nn.Linear(3, 10).weight\nb(ids)", "enough"),
        ("b = nn.Embedding(10, 3)\nif len(sys.argv) > 1: b.weight = nn.Linear(3, 9).weight\nb(ids)", "unknown"),
    ],
)
def test_a_table_with_the_weight_of_a_layer_has_its_rows(program: str, verdict: str) -> None:
    assert [one.verdict for one in traces(HEAD + program + "\n")] == [verdict]


@pytest.mark.parametrize(
    ("rows", "program", "verdict"),
    [
        (10, "b.weight = a.weight; b(ids)", "enough"),
        (11, "b.weight = a.weight; b(ids)", "enough"),
        (9, "b.weight = a.weight; b(ids)", "too small"),
        (9, "a.weight.data = torch.zeros(10, 3); b.weight = a.weight; b(ids)", "enough"),
        (10, "b.weight = a.weight; a.weight = nn.Parameter(few); b(ids)", "enough"),
        (10, "b.weight = a.weight; a.weight.data = few; b(ids)", "unknown"),
        (
            10,
            "b.weight = a.weight; c = nn.Embedding(10, 3); c.weight = b.weight; a.weight.data = few; b(ids)",
            "unknown",
        ),
    ],
)
def test_a_table_with_the_weight_of_another_has_its_rows(rows: int, program: str, verdict: str) -> None:
    tables = f"b = nn.Embedding(10, 3)\na = nn.Embedding({rows}, 3)\n"

    assert traces(f"{HEAD}{tables}{program}\n")[0].verdict == verdict
