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
        (
            "head, b = nn.Linear(3, 5), nn.Embedding(4, 3); many = nn.Parameter(torch.zeros(20, 3))\n"
            "head.register_parameter('weight', many); b.weight = head.weight; b(ids)",
            "enough",
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
        (9, "a.weight.data = torch.zeros(10, 3); b.weight = a.weight; b(ids)", "unknown"),
        (10, "b.weight = a.weight; a.weight = nn.Parameter(few); b(ids)", "unknown"),
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


TIES = "head, a, b = nn.Linear(3, 10), nn.Embedding(10, 3), nn.Embedding(10, 3)\na.weight = head.weight\n"
SWAPPED = "a, b = nn.Embedding(20, 3), nn.Embedding(5, 3)\n"
AS_MADE = "head, b = nn.Linear(3, 5), nn.Embedding(4, 3)\n"
TIED = AS_MADE + "b.weight = head.weight\n"


@pytest.mark.parametrize(
    "program",
    [
        "b = nn.Embedding(10, 3); head = nn.Linear(3, 5); b.weight = head.weight; head.weight.data = many",
        TIES + "b.weight = head.weight; a.weight.data = few",
        "head, a, b = nn.Linear(3, 5), nn.Embedding(5, 3), nn.Embedding(20, 3)\n"
        "a.weight = head.weight; a.weight.data = many; b.weight = head.weight",
        TIES + "b = a; head.weight.set_(few)",
        TIES + "b = a\nfor p in head.parameters(): p.data = p.data[:5]",
        TIES + "b = a\nfor p in head.parameters(): p.set_(few)",
        AS_MADE + "head.weight.requires_grad_(False).resize_(20, 3); b.weight = head.weight",
        TIED + "head.weight.__setattr__('data', many)",
        TIED + "for p in head.parameters(): p.data = many",
        TIED + "unseen.grow(head)",
        TIED + "unseen.grow(b)",
        TIED + "unseen.grow([head.weight])",
        "head, b = nn.Linear(3, 5), nn.Embedding(20, 3); kept = b.weight; b.weight = head.weight; b.weight = kept",
        SWAPPED + "a.weight, b.weight = b.weight, a.weight",
        SWAPPED + "kept = b.weight; b.weight = nn.Parameter(many); a.weight = kept; b = a",
        SWAPPED + "kept = a.weight; a.weight = nn.Parameter(few); b.weight = kept",
    ],
)
def test_a_weight_that_may_be_changed_for_all_that_have_it_gives_no_rows(program: str) -> None:
    begin = "import unseen\nmany = torch.zeros(20, 3)\n"

    assert {one.verdict for one in traces(f"{HEAD}{begin}{program}\nb(ids)\n")} == {"unknown"}


@pytest.mark.parametrize(
    "program",
    [
        "nn.init.normal_(model.head.weight, std=0.02)",
        "model.table.weight.data.normal_(std=0.02); model.head.weight.data.uniform_(-1, 1)",
        "model.to('cpu'); torch.optim.AdamW(model.parameters()); print(sum(p.numel() for p in model.parameters()))",
        "model.load_state_dict(torch.load('model.pt'))",
        "for p in model.parameters(): p.requires_grad = False",
    ],
)
def test_what_models_are_usually_put_through_leaves_the_rows(program: str) -> None:
    model = """
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(10, 3)
        self.head = nn.Linear(3, 10, bias=False)
        self.table.weight = self.head.weight
        self.apply(self.initialize)
    def initialize(self, part):
        if isinstance(part, (nn.Linear, nn.Embedding)):
            nn.init.normal_(part.weight, std=0.02)
    def forward(self, ids):
        return self.head(self.table(ids))
model = Model()
"""

    assert [one.verdict for one in traces(f"{HEAD}{model}{program}\nmodel(ids)\n")] == ["enough"]


def test_a_weight_of_a_layer_stands_in_the_place_of_the_one_before() -> None:
    program = (
        "a, b = nn.Embedding(5, 3), nn.Embedding(20, 3)\nb.weight = a.weight; b.weight = nn.Linear(3, 20).weight\n"
    )

    assert [one.verdict for one in traces(f"{HEAD}{program}b.weight[ids]\n")] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    "program",
    [
        "optimizer.param_groups[0]['params'][0].data = few",
        "for group in optimizer.param_groups:\n    for p in group['params']: p.data = p.data[:5]",
        "for i in range(1): optimizer.param_groups[0]['params'][i].data = few",
        "list(b.parameters())[0].set_(few)",
        "for p in b.parameters(): p.set_(few)",
        "dict(b.named_parameters())['weight'].set_(few)",
        "next(b.parameters()).data.resize_(5, 3)",
    ],
)
def test_a_parameter_that_is_listed_may_be_that_of_a_table(program: str) -> None:
    begin = "b = nn.Embedding(10, 3); optimizer = torch.optim.SGD([{'params': b.parameters()}], lr=0.1)\n"

    assert [one.verdict for one in traces(f"{HEAD}{begin}{program}\nb(ids)\n")] == ["unknown"]


def test_an_optimizer_that_trains_a_table_leaves_its_rows() -> None:
    program = """
b = nn.Embedding(9, 3)
optimizer = torch.optim.SGD(b.parameters(), lr=0.1)
for group in optimizer.param_groups:
    group["lr"] = 0.01
    for p in group["params"]:
        p.data = p.data - 0.1 * p.grad
optimizer.step()
b(ids)
"""
    assert [one.verdict for one in traces(HEAD + program)] == ["too small"]


def test_what_tells_of_a_weight_has_none_of_its_rows() -> None:
    program = """
import torch
from torch import nn

table = nn.Embedding(10, 4)
x = torch.tensor([9]).to(table.weight.device)
y = torch.zeros(3, dtype=table.weight.dtype, device=table.weight.device) + table.weight.new_zeros(3)
print(table(x))
"""
    assert [trace.verdict for trace in traces(program)] == ["enough"]
    assert [trace.verdict for trace in traces(program.replace(".new_zeros(3)", ".elsewhere()"))] == [
        "enough (presumed)"
    ]
