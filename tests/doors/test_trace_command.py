"""``flake8-embedding trace``: what can be named, what is said where there is nothing, and wide pictures."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from flake8_embedding.commands.cli import main
from flake8_embedding.render import columns, picture
from flake8_embedding.trace import traces
from tests.small_project import MODEL as NET

MODEL = """\
import torch
from torch import nn

ids = torch.tensor([1, 12])
table = nn.Embedding(
    10,
    4,
)
table(ids)
other = nn.Embedding(20, 4); other(ids); third = nn.Embedding(30, 4); third(ids)
"""
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["import torch\n", "ids = torch.tensor([12])"]},
        {"cell_type": "markdown", "metadata": {}, "source": "text"},
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["torch.nn.Embedding(10, 4)(ids)"]},
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model.py").write_text(MODEL)
    return tmp_path


def titles(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith(("model", "./", "note", "-:"))]


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        # flake8's own location is that of the size, which may stand on another line than the call.
        ("model.py:6:5", ["5:9"]),
        ("model.py:6:5:", ["5:9"]),
        ("model.py:7", ["5:9"]),
        ("model.py:10", ["10:9", "10:50"]),
        ("model.py:10:22", ["10:9"]),
        ("model.py:10:63", ["10:50"]),
    ],
)
def test_the_place_that_flake8_prints_names_a_table(
    place: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", place]) == 0
    assert [title.split(": ")[0].removeprefix("model.py:") for title in titles(capsys)] == lines


def test_a_folder_is_traced_without_other_peoples_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (".venv/lib", "node_modules/x", ".tox/py", "env/lib"):
        (here / folder).mkdir(parents=True)
        (here / folder / "model.py").write_text(MODEL)
    (here / "env" / "pyvenv.cfg").touch()
    (here / "empty.py").write_text("print()\n")
    (here / "broken.py").write_text("nn.Embedding(\n")
    (here / "note.ipynb").write_text(json.dumps(NOTEBOOK))

    assert main(["trace", "."]) == 0

    assert [title.split(": ")[0] for title in titles(capsys)] == [
        "./model.py:5:9",
        "./model.py:10:9",
        "./model.py:10:50",
        "./note.ipynb:cell_2:1:1",
    ]
    assert main(["trace", "--format=json", "."]) == 0
    assert [one["path"] for one in json.loads(capsys.readouterr().out)] == ["./model.py"] * 3 + ["./note.ipynb"]


LEADS = "import torch\nfrom net import Net\n\nNet({})(torch.tensor([9]))\n"


def test_the_places_are_named_that_lead_to_a_table_whose_size_its_file_does_not_tell(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": LEADS.format(8)}]
    (here / "setup.cfg").touch()
    (here / "net.py").write_text(NET)
    (here / "train.py").write_text(LEADS.format(9))
    (here / "evaluate.py").write_text(LEADS.format(10))
    (here / "explore.ipynb").write_text(json.dumps({**NOTEBOOK, "cells": cells}))
    (here / "speaks_of_net.py").write_text("print('net')\n")
    (here / "broken_net.py").write_text("import net (\n")

    assert main(["trace", "net.py"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("= reached from ")[2] for line in lines if "reached" in line] == [
        "evaluate.py:4:1: enough",
        "explore.ipynb:cell_1:4:1: too small",
        "train.py:4:1: too small",
    ]
    assert main(["trace", "--format=json", "net.py:7"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["entries"][2] == {"path": "train.py", "place": "4:1", "verdict": "too small"}


def test_a_trace_over_several_files_is_in_the_order_of_the_story(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "net.py").write_text(NET)
    (here / "train.py").write_text("from net import Net\nfrom words import ids\n\nNet(9)(ids)\n")
    (here / "words.py").write_text("import torch\n\nids = torch.arange(10)\n")

    assert main(["trace", "train.py"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines if "-->" in line] == ["words.py", "train.py", "net.py"]


def test_other_files_are_named_from_the_folder_in_which_one_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "setup.cfg").touch()
    (here / "shop" / "text").mkdir(parents=True)
    (here / "shop" / "net.py").write_text(NET)
    (here / "shop" / "train.py").write_text("from net import Net\nfrom text.words import ids\n\nNet(9)(ids)\n")
    (here / "shop" / "text" / "words.py").write_text("import torch\n\nids = torch.arange(10)\n")

    assert main(["trace", "shop/train.py"]) == 0

    named = [line.split()[1] for line in capsys.readouterr().out.splitlines() if "-->" in line]
    assert [Path(one).as_posix() for one in named] == ["shop/text/words.py", "shop/train.py", "shop/net.py"]


def test_where_there_is_no_table_it_is_said_how_own_ones_are_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "empty.py").write_text("print()\n")

    assert main(["trace", "empty.py"]) == 0
    assert capsys.readouterr().out.startswith("empty.py: no embedding table; flake8's option --embedding-tables names ")


def test_a_notebook_may_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(json.dumps(NOTEBOOK).encode()))
    monkeypatch.setattr(sys, "stdin", given)

    assert main(["trace", "-"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("-:cell_2:1:1: nn.Embedding: too small\n")
    assert "the id 12 on line cell_1:2 is looked up" in shown


def test_lines_of_notebooks_are_named_by_their_cells_in_all_that_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = ["import torch\n", "size = 4 if input() else 9"], ["torch.nn.Embedding(size, 4)(torch.tensor([5]))"]
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in program]
    (here / "note.ipynb").write_text(json.dumps({**NOTEBOOK, "cells": cells}))

    main(["trace", "--format=json", "note.ipynb"])

    (one,) = json.loads(capsys.readouterr().out)
    assert one["when"] == "too few on the path where `input()` (line cell_1:2)"
    assert one["findings"] == [
        "EMB106 nn.Embedding has 4 rows, too few on the path where `input()` (line cell_1:2): "
        "the id 5 on line cell_2:1 is looked up; use at least 6"
    ]


@pytest.mark.parametrize("width", [40, 60, 79, 100])
def test_pictures_that_are_too_wide_are_wrapped(width: int) -> None:
    text = (
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "tokenizer = Tokenizer(num_words=20000, oov_token='some unusual word that is nowhere else')\n"
        "tokenizer.fit_on_texts(open('a.txt'))\n"
        "print('日本語', [number for number in range(10)]); table = Embedding(len(tokenizer.word_index), 100)\n"
    )
    found = traces(text)
    whole = picture("m.py", text, found)

    wrapped = picture("m.py", text, found, width=width)

    assert max(map(columns, whole.splitlines())) > 100
    assert all(columns(line) <= width for line in wrapped.splitlines())
    # Nothing is lost: the same characters in the same order, but for the margin and the blanks.
    joined = "".join("".join(line[4:].split()) for line in wrapped.splitlines())
    for said in (*found[0].findings, *(step.text for step in found[0].steps), "an id without a row"):
        assert "".join(said.split()) in joined
    assert picture("m.py", text, found, width=1000) == whole
