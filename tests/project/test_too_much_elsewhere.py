"""Where other modules are too much work, what is not seen is doubted; what the first rounds of a loop show stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.interpret import budget
from flake8_embedding.survey.looking import look
from tests.small_project import MODEL, write

TRAINER = """
def steps(batches, net, log):
    total = 0
    for batch in batches:
        for row in batch:
            for _ in range(3):
                total += 1
                log.append((total, len(log), [total, [total, (total, total)]]))
            net(row)
    return total

def train(net, batches, log):
    for epoch in range(9):
        done = steps(batches, net, log)
        for again in range(9):
            if done > again:
                log.append(steps(batches, net, log))
"""

MAIN = """
import torch
from model import Net
from trainer import train

words = open("words.txt").read().split()
index = {{word: number for number, word in enumerate(sorted(set(words)))}}
net = Net(len(index){less})
train(net, [[torch.tensor([index[word] for word in words])]], [])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, model=MODEL, trainer=TRAINER)


@pytest.mark.parametrize("steps", [10, 30, 60, 100, 150, 200, 300, 500, 1000, 60_000])
def test_no_verdict_is_too_sure_however_little_is_evaluated(
    project: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    monkeypatch.setattr(budget, "STEPS_ELSEWHERE", steps)

    enough = look(MAIN.format(less=""), str(project / "main.py"))
    short = look(MAIN.format(less=" - 1"), str(project / "main.py"))

    assert not enough.told
    assert not any(one.verdict == "enough" for one in short.traces)


def test_what_the_first_rounds_look_up_stays(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = [steps for steps in range(20, 600, 20) if _is_told(project, monkeypatch, steps)]

    assert needed == list(range(needed[0], 600, 20))


def _is_told(project: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> bool:
    monkeypatch.setattr(budget, "STEPS_ELSEWHERE", steps)
    found = look(MAIN.format(less=" - 1"), str(project / "main.py"))
    return any(one.finding.code == "EMB101" for one in found.told)


def test_the_reason_is_told_where_nothing_is_seen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "trainer.py").write_text("def train(net, batches, log):\n    log.append(0)\n    run(net, batches)\n")
    monkeypatch.setattr(budget, "STEPS_ELSEWHERE", 12)

    found = look(MAIN.format(less=""), str(project / "main.py"))

    assert any(budget.TOO_MUCH_ELSEWHERE in (one.reason or "") for one in found.traces)
