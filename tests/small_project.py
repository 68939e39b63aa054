"""A small project that tests of several rooms write: a model whose table has as many rows as its argument says, and a
program that makes it too small."""

from __future__ import annotations

from pathlib import Path

CLASS = """\
class Net(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.table = nn.Embedding(rows, 8)

    def forward(self, ids):
        return self.table(ids)
"""
MODEL = f"from torch import nn\n\n\n{CLASS}"
TRAIN = """\
import torch

from model import Net

net = Net(9)
net(torch.tensor([0, 9]))
"""


def write(folder: Path, **files: str) -> Path:
    """Write a project of modules into an empty folder, which is its root: ``a__b`` is the module b in the folder a."""
    (folder / "setup.cfg").touch()
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/', 1)}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
