"""The tool that plants bugs across files: where sizes are passed on, and what becomes of one that is too small."""

from __future__ import annotations

from pathlib import Path

from tests.small_project import MODEL
from tests.tools.plant import Outcome
from tests.tools.plant_across import counted, lines_of, passings, plant

BUILDER = "from model import Net\n\n\ndef build(size, name):\n    return Net(size + 1)\n"
TRAIN = """\
import torch
from builder import build
from model import Net

net = Net(10)
net(torch.tensor([0, 9]))
other = build(size=9, name="other")
other(torch.tensor([0, 9]))
roomy = Net(64)
roomy(torch.tensor([0, 9]))
unknown = Net(rows=read())
"""


def test_it_finds_what_it_plants(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name, text in (("model.py", MODEL), ("builder.py", BUILDER), ("train.py", TRAIN), ("old.py", "print 1\n")):
        (project / name).write_text(text)
    found = passings(project)
    assert [(one.line, one.called, one.argument) for one in found] == [
        (5, "Net", "10"),
        (7, "build", "9"),
        (9, "Net", "64"),
        (11, "Net", "read()"),
    ]
    results = plant(project, found)
    # The same table, of the same file, is enough or too small by what is passed to it.
    assert [one.outcome for one in results] == [Outcome.FOUND, Outcome.FOUND, Outcome.MISSED, Outcome.MISSED]
    assert counted(results) == "2 of 4 found; 0 had rows to spare"
    assert list(lines_of(results))[1].startswith(f"missed: {project}/train.py:11:20: Net(read()) (nn.Embedding")
    assert (project / "train.py").read_text() == TRAIN


def test_a_size_with_room_is_no_bug(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "train.py").write_text("import torch\nfrom model import Net\nNet(64)(torch.tensor([0, 9]))\n")
    (result,) = plant(tmp_path, passings(tmp_path))
    assert result.outcome is Outcome.ROOMY
