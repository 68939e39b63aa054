"""A function is evaluated for each of its calls in a small file; in a large one, what it gives after some calls is
unknown, and so is what it writes."""

from __future__ import annotations

import pytest

from flake8_embedding.interpret import budget
from flake8_embedding.survey.looking import look

NOTES = """
import torch
from torch import nn

notes = {{}}

def add(name):
    notes[name] = len(notes)

for octave in range(1, 8):
    for letter in ("C", "D", "E", "F", "G", "A", "B"):
        add(f"{{letter}}{{octave}}")

table = nn.Embedding({rows}, 8)
table(torch.tensor([notes["C1"], notes["B7"]]))
"""


@pytest.mark.parametrize(("rows", "verdict"), [(49, "enough"), (48, "too small")])
def test_each_call_counts_in_a_small_file(rows: int, verdict: str) -> None:
    assert _verdicts(rows) == [verdict]


@pytest.mark.parametrize("rows", [49, 48])
def test_nothing_is_told_of_what_a_function_writes_that_is_called_too_often(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "STEPS_FREELY", 0)

    assert _verdicts(rows) == ["unknown"]


COUNT = """
import torch

count = 0

def add():
    global count
    count += 1

{calls}
torch.nn.Embedding(50, 2)(torch.tensor([count - 1]))
"""


def test_a_function_that_is_called_very_often_counts_on(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (COUNT.format(calls="add()\n" * calls) for calls in (30, 60))

    assert [_verdicts_on(text) for text in (few, many)] == [["enough"], ["too small"]]

    monkeypatch.setattr(budget, "STEPS_FREELY", 0)

    assert [_verdicts_on(text) for text in (few, many)] == [["enough"], ["unknown"]]


METHOD = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(10, 4)

    def forward(self, ids):
        return self.table(ids)

look_up = Net()
"""

FUNCTION = """
import torch
from torch import nn

table = nn.Embedding(10, 4)

def look_up(ids):
    return table(ids)
"""


@pytest.mark.parametrize("program", [METHOD, FUNCTION])
def test_a_table_is_not_proven_if_a_call_that_looks_up_ids_in_it_is_not_followed(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (program + "look_up(torch.tensor([3]))\n" * calls for calls in (20, 50))
    wrong = f"{many}look_up(torch.tensor([12]))\n"

    assert [_verdicts_on(text) for text in (few, many, wrong)] == [["enough"], ["enough"], ["too small"]]

    for limit in (0, 300):
        # With 300 the calls are counted from one in their midst on.
        monkeypatch.setattr(budget, "STEPS_FREELY", limit)

        assert [_verdicts_on(text) for text in (few, many, wrong)] == [
            ["enough"],
            ["enough (presumed)"],
            ["enough (presumed)"],
        ]


def _verdicts(rows: int) -> list[str]:
    return _verdicts_on(NOTES.format(rows=rows))


def _verdicts_on(text: str) -> list[str]:
    return [trace.verdict for trace in look(text, "notes.py").traces]
