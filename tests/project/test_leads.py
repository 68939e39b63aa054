"""Which imports lead to a table, by a glance at the modules of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.library.registry import builtin
from flake8_embedding.limits import GLANCES
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.leads import Projects, imports_what_acts, may_lead_to_table

NET = """\
from torch import nn


class Net(nn.Module):
    def __init__(self, rows):
        self.table = nn.Embedding(rows, 4)


def seed(number):
    return number + 1
"""

MODULES = {
    "setup.py": "",
    "model.py": NET,
    "nets/__init__.py": "from .small import *\nfrom . import large\n",
    "nets/small.py": NET,
    "nets/large.py": NET,
    "plain/__init__.py": "",
    "plain/tools.py": "def seed(number):\n    return number\n",
    "starred.py": "from nets import *\n",
    "made.py": (
        "import model\n\ndef make(rows):\n    return model.Net(rows)\n\ndef rest(rows):\n    return model.seed(rows)\n"
    ),
    "renamed.py": "from torch.nn import Embedding as Rows\n\ndef net(rows):\n    return Rows(rows, 4)\n",
    "listed.py": (
        "from torch.nn import Embedding\n\nkinds = [Embedding]\n\ndef net(rows):\n    return kinds[0](rows, 4)\n"
    ),
    "branches.py": (
        "import sys\nfrom torch import nn\nif sys.flags.debug:\n"
        "    def net(rows):\n        return nn.Embedding(rows, 4)\n"
    ),
    "registry.py": "known = {}\n\ndef register(kind):\n    known[kind.__name__] = kind\n    return kind\n",
    "kinds.py": (
        "from registry import register\nfrom torch import nn\n\n@register\nclass Kind:\n"
        "    def __init__(self):\n        self.table = nn.Embedding(3, 4)\n"
    ),
    "zoo/__init__.py": "from . import kinds\n",
    "zoo/kinds.py": "from registry import register\n\n@register\nclass Kind:\n    pass\n",
}


def finder_in(folder: Path) -> Finder:
    for name, text in MODULES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return Finder(str(folder / "train.py"), str(folder), builtin().libraries_known())


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("from model import Net\nnet = Net(3)\n", True),
        ("from model import seed\nseed(3)\n", False),
        ("import model\nmodel.Net(3)\n", True),
        ("import model\nmodel.seed(3)\n", False),
        ("import model as m\nm.Net(3)\n", True),
        ("import model\nkind = getattr(model, name)\n", True),
        ("from starred import *\nNet(3)\n", True),
        ("from starred import *\nseed(3)\n", False),
        ("from nets import Net\nNet(3)\n", True),
        ("from nets import large\nlarge.Net(3)\n", True),
        ("from nets import large\nlarge.seed(3)\n", False),
        ("import nets.large\nnets.large.Net(3)\n", True),
        ("from plain import tools\ntools.seed(3)\n", False),
        ("from made import make\nmake(3)\n", True),
        ("from made import rest\nrest(3)\n", False),
        ("from registry import known\nimport kinds\nknown['Kind']()\n", True),
        ("from renamed import net\nnet(3)\n", True),
        ("from listed import net\nnet(3)\n", True),
        ("from branches import net\nnet(3)\n", True),
        ("from model import \\\n    Net\nNet(3)\n", True),
        ("from \\\n    model import seed, \\\n    Net\nNet(3)\n", True),
        ("import plain, \\\n    model\nmodel.Net(3)\n", True),
        ("m = __import__('model')\nm.Net(3)\n", True),
        ("from importlib import import_module\nm = import_module(name='model')\nm.Net(3)\n", True),
        ("import numpy\nnumpy.zeros(3)\n", False),
    ],
)
def test_names_lead_to_names(tmp_path: Path, text: str, may: bool) -> None:
    known: Projects = {}
    finder = finder_in(tmp_path)
    assert may_lead_to_table(text, finder, (), known) is may
    # What was found out for one file holds for the next.
    assert may_lead_to_table(text, finder, (), known) is may


def test_an_own_word_is_a_table(tmp_path: Path) -> None:
    finder = finder_in(tmp_path)
    (tmp_path / "own.py").write_text("import lib\n\ndef make():\n    return lib.Tokens(3)\n")
    text = "from own import make\nmake()\n"
    assert not may_lead_to_table(text, finder)
    assert may_lead_to_table(text, finder, ("Tokens",))


def test_names_that_lead_nowhere_end(tmp_path: Path) -> None:
    finder = finder_in(tmp_path)
    for number in range(GLANCES + 5):
        (tmp_path / f"m{number}.py").write_text(f"from m{number + 1} import go\n")
    (tmp_path / f"m{GLANCES + 5}.py").write_text("from torch import nn\n\ndef go():\n    return nn.Embedding(3, 4)\n")
    assert not may_lead_to_table("from m0 import go\ngo()\n", finder)
    assert may_lead_to_table(f"from m{GLANCES} import go\ngo()\n", finder)


def test_a_package_may_import_what_registers(tmp_path: Path) -> None:
    finder = finder_in(tmp_path)
    for _ in range(2):
        assert imports_what_acts(str(tmp_path / "zoo" / "__init__.py"), finder)
        assert not imports_what_acts(str(tmp_path / "plain" / "__init__.py"), finder)
    assert not imports_what_acts(str(tmp_path / "missing" / "__init__.py"), finder)
