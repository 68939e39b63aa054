"""Soundness on random programs that are run for real, a short and repeatable part of ``python -m tests.fuzz``."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.fuzz import Writer, judged
from tests.fuzz_model import run

SEED = 20_261_123
PROGRAMS = 100


@pytest.mark.parametrize("part", range(4))
def test_enough_never_overflows_and_too_small_does_for_some_data(part: int) -> None:
    verdicts: Counter[str] = Counter()
    for number in range(part * PROGRAMS, (part + 1) * PROGRAMS):
        program = Writer(random.Random(SEED + number)).program()
        came = judged(program, SEED + number)
        assert not came.wrong, f"seed {SEED + number}\n{program}\n" + "\n".join(came.wrong)
        verdicts += came.verdicts
    print(f"seed {SEED}, programs {part * PROGRAMS} to {(part + 1) * PROGRAMS}: {dict(verdicts)}")

    assert verdicts["enough"] > PROGRAMS / 10
    assert verdicts["too small"] > PROGRAMS / 10


def test_the_model_sees_what_is_looked_up() -> None:
    program = "from torch import nn\nimport torch\nnn.Embedding(2, 8)(torch.tensor([[0, 1], [5, -1]]))\n"

    seen = run(program, ["a"], 0)

    assert (seen.outside(3), seen.negative(3), seen.outside(4)) == (True, True, False)


def test_a_wrong_verdict_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from torch import nn\nimport torch\nnn.Embedding(2, 8)(torch.tensor([1, 5]))\n"
    monkeypatch.setattr("flake8_embedding.verdict.too_few", lambda *_: None)
    monkeypatch.setattr("flake8_embedding.trace.has_row_for_each", lambda *_: True)

    assert judged(program).wrong == ["line 3 is called enough: 2 rows, ids 1 to 5"]
