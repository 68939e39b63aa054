"""Messages that name a line of another notebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_embedding.commands.cli import main

PREPARE = ["import numpy as np\n", "rows = 50\nids = np.random.randint(0, rows, (30, 5))\nnp.savez('data.npz', ids)\n"]
TRAIN = [
    "import numpy as np\nimport torch\nfrom torch import nn\n",
    "data = np.load('data.npz')\n",
    "rows = 49\nnn.Embedding(rows, 4)(torch.from_numpy(data['arr_0']))\n",
]


def notebook(*cells: str) -> str:
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in cells]
    return json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_a_line_of_another_notebook_is_named_by_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("setup.cfg").touch()
    Path("prepare.ipynb").write_text(notebook(*PREPARE))
    Path("train.ipynb").write_text(notebook(*TRAIN))
    assert main(["check", "-q", "train.ipynb"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("train.ipynb:cell_3:2:14: EMB103 ")
    assert "on line cell_2:2 of prepare.ipynb run from 0 to 49" in said
    # A script that reads the same file says so, too.
    Path("train.py").write_text("".join(TRAIN))
    assert main(["check", "-q", "train.py"]) == 1
    assert "on line cell_2:2 of prepare.ipynb run" in capsys.readouterr().out
