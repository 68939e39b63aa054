"""Data files that the project writes itself are not taken for raw."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.project.prepared import names_in_call, written_names

READS = """\
import os
import pandas as pd
import torch

PATH = "data/ratings.csv"
FOLDER = os.environ["DATA"]
ratings = pd.read_csv({})
users = torch.nn.Embedding(ratings["user"].nunique(), 8)
users(torch.tensor(ratings["user"].values))
"""


def codes(folder: Path, path: str = '"ratings.csv"') -> list[str]:
    """The codes of what is found in ``train.py``, which reads the path."""
    text = READS.format(path)
    (folder / "train.py").write_text(text)
    (folder / "setup.py").write_text("")
    return [one.code for one in check(text, Config(filename=str(folder / "train.py")), loud=True)]


def test_data_that_nobody_writes_are_raw(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["EMB105"]


@pytest.mark.parametrize(
    "written",
    [
        'frame.to_csv("ratings.csv", index=False)',
        'frame.to_csv(\n    "out/ratings.csv"\n)',
        'OUT: str = "out/ratings.csv"\nframe.to_csv(OUT)',
        'with open("ratings.csv", "w") as out:\n    out.write(text)',
        'with open(file="ratings.csv", mode="w") as out:\n    out.write(text)',
        'frame.to_csv(folder + "/ratings.csv")',
        'frame.to_csv(f"{folder}/ratings.csv")',
        'numpy.savetxt("ratings.csv", rows)',
        '{"cells": [{"source": ["OUT = \\"ratings.csv\\"\\n",\n"frame.to_csv(OUT)"]}]}',
    ],
)
def test_data_that_another_file_writes_may_be_prepared(tmp_path: Path, written: str) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / ("prepare.ipynb" if written.startswith("{") else "prepare.py")).write_text(written)
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        'frame.to_csv("other_ratings.csv")',
        'frame = pandas.read_csv("ratings.csv")\nframe.head().to_csv("first.csv")',
        'with open("ratings.csv") as read:\n    text = read.read()',
        'NAME = "ratings.csv"\nframe.to_csv(OUT)',
    ],
)
def test_other_files_that_are_written_say_nothing(tmp_path: Path, elsewhere: str) -> None:
    (tmp_path / "prepare.py").write_text(elsewhere)
    assert codes(tmp_path) == ["EMB105"]


@pytest.mark.parametrize(
    "path", ["PATH", 'os.path.join(FOLDER, "ratings.csv")', 'f"{FOLDER}/ratings.csv"', 'FOLDER + "/ratings.csv"']
)
def test_the_path_may_be_written_in_any_way(tmp_path: Path, path: str) -> None:
    assert codes(tmp_path, path) == ["EMB105"]
    (tmp_path / "prepare.py").write_text('frame.to_csv("ratings.csv")')
    assert codes(tmp_path, path) == []


def test_names_that_are_set_to_themselves_and_long_lines_end() -> None:
    assert written_names("x = x = x\nframe.to_csv(x)" + " = x" * 50_000) == frozenset()
    assert names_in_call('read(x)\nx = "a.csv"', 1) == {"a.csv"}
