"""Models that a program loads where they were saved before, and makes, trains and saves otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.config import Config
from flake8_embedding.trace import traces

KERAS = """\
import os
import numpy as np
from keras.layers import Dense, Embedding, Flatten
from keras.models import Sequential, load_model

def build(rows):
    return Sequential([Embedding(rows, 8), Flatten(), Dense(1)])

if os.path.exists("net.keras"):
    model = load_model("net.keras")
    {loaded}
else:
    model = build(50)
    model.compile("adam", "mse")
    model.fit(np.array([[0, 49]]), np.array([1]))
    {saved}
{asked}
"""
TORCH = """\
import os
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.table = nn.Embedding(rows, 8)

    def forward(self, ids):
        return self.table(ids)

if os.path.exists("net.pt"):
    model = torch.load("net.pt")
    {loaded}
else:
    model = Net(50)
    model(torch.tensor([0, 49]))
    {saved}
{asked}
"""
WAYS = {
    "keras": (KERAS, 'model.save("net.keras")', "model.predict(np.array([[{id}]]))"),
    "torch": (TORCH, 'torch.save(model, "net.pt")', "model(torch.tensor([{id}]))"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "setup.cfg").touch()
    return tmp_path


def verdicts(project: Path, way: str, *, loaded: str = "pass", saved: bool = True, last: int = 49) -> list[str]:
    program, saves, asks = WAYS[way]
    text = program.format(
        loaded=loaded.replace("ASK", asks.format(id=last)),
        saved=saves if saved else "pass",
        asked=asks.format(id=last),
    )
    path = project / "app.py"
    path.write_text(text)
    return [one.verdict for one in traces(text, Config(filename=str(path)))]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_saved_stands_for_what_is_loaded(project: Path, way: str) -> None:
    assert verdicts(project, way) == ["enough", "enough"]
    assert "too small" in verdicts(project, way, last=50)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_loaded_may_be_used_before(project: Path, way: str) -> None:
    assert verdicts(project, way, loaded="ASK", last=50).count("too small") == 2
    assert "enough" not in verdicts(project, way, loaded="import others; others.use(model)")[1:]


@pytest.mark.parametrize("way", WAYS)
def test_another_program_may_have_saved_another_one(project: Path, way: str) -> None:
    program, saves, _ = WAYS[way]
    text = program.format(loaded="pass", saved=saves, asked="").replace("50", "40").replace("49", "39")
    (project / "train.py").write_text(text)
    found = verdicts(project, way)
    assert found[0] in ("enough", "enough (presumed)")
    assert found[1:] == []


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_saved_does_not_stand_for_it(project: Path, way: str) -> None:
    program, saves, _ = WAYS[way]
    text = program.format(loaded="pass", saved=saves, asked="").replace("50", "40").replace("49", "39")
    (project / "train.py").write_text(text)
    assert "enough" not in verdicts(project, way, saved=False)[1:]
