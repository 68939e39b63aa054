"""Columns that one program of a project writes, and another one reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_embedding.commands.cli import main

PREPARE = """\
import pandas as pd
from sklearn.preprocessing import LabelEncoder

df = pd.read_csv("raw.csv")
df["item"] = LabelEncoder().fit_transform(df["item"])
df.to_csv("clean.csv", index=False)
"""
TRAIN = """\
import pandas as pd
import torch
from torch import nn

df = pd.read_csv("clean.csv")
table = nn.Embedding(df["item"].nunique(), 4)
table(torch.tensor(df["item"].values))
"""


def verdict(root: Path, prepare: str, train: str, monkeypatch: pytest.MonkeyPatch, folder: str = "") -> str:
    """The verdict on the table of the program in the folder."""
    monkeypatch.chdir(root)
    (root / folder).mkdir(exist_ok=True)
    (root / "setup.cfg").write_text("")
    (root / "prepare.py").write_text(prepare)
    (root / folder / "train.py").write_text(train)
    main(["check", "--format=json", "-o", "told.json", "."])
    (table,) = json.loads((root / "told.json").read_text())["tables"]
    return str(table["verdict"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"raw.csv"', '"raw.csv"'),
        # A file that is changed where it lies.
        ('"raw.csv"', '"clean.csv"'),
        ("index=False", 'sep="\\t"'),
        ("to_csv", "to_parquet"),
        ("to_csv", "to_pickle"),
    ],
)
def test_numbers_are_read_as_they_were_written(
    before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, ending = PREPARE.replace(before, after), after.removeprefix("to_") if after.startswith("to_") else "csv"
    prepare, train = (text.replace("clean.csv", f"clean.{ending}") for text in (prepare, TRAIN))
    train = train.replace("read_csv", f"read_{ending}")
    assert verdict(tmp_path, prepare, train, monkeypatch) == "enough"
    train = train.replace("nunique()", "nunique() - 1")
    assert verdict(tmp_path, prepare, train, monkeypatch) == "too small"
    assert verdict(tmp_path, prepare.replace('["item"])\n', '["item"]) + 1\n'), train, monkeypatch) == "too small"


def test_a_path_is_seen_from_the_folder_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = PREPARE.replace("clean.csv", "data/clean.csv")
    for path, found in (("../data/clean.csv", "enough"), ("data/clean.csv", "enough"), ("clean.csv", "unknown")):
        train = TRAIN.replace("clean.csv", path)
        assert verdict(tmp_path, prepare, train, monkeypatch, "src") == found
    joined = TRAIN.replace('"clean.csv"', 'os.path.join("..", "data", "clean.csv")')
    assert verdict(tmp_path, prepare, f"import os\n{joined}", monkeypatch, "src") == "enough"


@pytest.mark.parametrize(
    ("prepare", "train"),
    [
        # Another file of the same name.
        (("clean.csv", "clean/items.csv"), ("clean.csv", "raw/items.csv")),
        (("clean.csv", "items.csv"), ("clean.csv", "raw/items.csv")),
        # Its own: what it reads it has not written yet.
        (("clean.csv", "other.csv"), ("table(", 'df.to_csv("clean.csv")\ntable(')),
        # Other names of the columns, other rows, other types, or more of them.
        (("index=False", 'index=False, header=["a", "item"]'), ("", "")),
        (("index=False", 'mode="a"'), ("", "")),
        (("index=False", "**settings()"), ("", "")),
        (("", ""), ('"clean.csv"', '"clean.csv", names=["item", "user"]')),
        (("", ""), ('"clean.csv"', '"clean.csv", nrows=10')),
        (("", ""), ('"clean.csv"', '"clean.csv", dtype=str')),
    ],
)
def test_what_may_be_another_file_is_not_known(
    prepare: tuple[str, str], train: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared, trained = (
        text.replace(*pair) if pair[0] else text for text, pair in ((PREPARE, prepare), (TRAIN, train))
    )
    assert (prepared, trained) != (PREPARE, TRAIN)
    assert verdict(tmp_path, prepared, trained, monkeypatch) == "unknown"


def test_words_are_not_read_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``"01"`` and ``"1"`` are two words, and one number."""
    prepare = 'import pandas as pd\n\ndf = pd.DataFrame({"item": ["01", "1", "2"]})\ndf.to_csv("clean.csv")\n'
    assert verdict(tmp_path, prepare, TRAIN, monkeypatch) == "unknown"
