"""Tables that a module makes while it is imported: the files that use them decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_embedding.commands.cli import main
from tests.small_project import MODEL, write

BUILD = "from model import Net\n\n\ndef build():\n    return Net(10)\n\n\nnet = build()\n"
USE = "import torch\nfrom build import net\n\nnet(torch.tensor([{}]))\n"
KERAS = (
    "from tensorflow.keras.layers import Embedding\nfrom tensorflow.keras.models import Sequential\n\n"
    "model = Sequential([Embedding(10, 4)])\nmodel.compile('adam', 'mse')\n"
)
FIT = "import numpy as np\nfrom build import model\n\nmodel.fit(np.arange({}), np.arange(10))\n"


@pytest.mark.parametrize(
    ("build", "users", "verdict"),
    [
        (BUILD, [USE.format(9)], "enough"),
        (BUILD, [USE.format(10)], "too small"),
        (BUILD, [USE.replace("import net", "import *").format(9)], "enough"),
        (BUILD, [USE.format("int(input())")], "unknown"),
        # Each file that uses it counts.
        (BUILD, [USE.format(9), USE.format(10)], "too small"),
        (BUILD, [USE.format(9), USE.format("int(input())")], "enough (presumed)"),
        (BUILD, [USE.format(9), "from unseen import train\nimport build\n\ntrain(build.net)\n"], "enough (presumed)"),
        (BUILD, [USE.format(9), "import build\n\n\ndef answer(x):\n    return build.net(x)\n"], "enough (presumed)"),
        # So does the module itself, if it looks ids up or hands the table on.
        (f"{BUILD}import torch\nnet(torch.tensor([int(input())]))\n", [USE.format(9)], "enough (presumed)"),
        (f"{BUILD}from unseen import train\ntrain(net)\n", [USE.format(9)], "enough (presumed)"),
        (
            f'{BUILD}\nif __name__ == "__main__":\n    from ids import ids\n    net(ids)\n',
            [USE.format(9)],
            "enough (presumed)",
        ),
        # Another table of the same class is another matter.
        (f"{BUILD}other = Net(10)\n", [USE.format(9), USE.replace("net", "other").format(10)], "too small"),
        (KERAS, [FIT.format(10)], "enough"),
        (KERAS, [FIT.format(11)], "too small"),
        (KERAS, ["import build\n"], "unknown"),
    ],
)
def test_the_files_that_use_it_decide(
    build: str,
    users: list[str],
    verdict: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, model=MODEL, build=build, **{f"user_{number}": text for number, text in enumerate(users)})
    main(["check", "--format=json", "."])
    place = "./build.py" if build is KERAS else "./model.py"
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert [one["verdict"] for one in tables if one["path"] == place] == [verdict]
