"""Which imports lead to a table, by a glance at the modules of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.library.registry import builtin
from flake8_embedding.limits import GLANCES
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.leads import Projects, may_lead_to_table
from flake8_embedding.project.runs import imports_what_acts
from flake8_embedding.project.saved import saves_table_when_run
from flake8_embedding.project.writers import are_tables_saved

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
    "shelf.py": "class Shelf:\n    nets = {}\n",
    "shelved.py": (
        "import shelf\nfrom torch import nn\nfrom shelf import Shelf\n\nShelf.nets['a'] = nn.Embedding(3, 4)\n"
    ),
    "shelved_below.py": ("import shelf\nfrom torch import nn\n\nshelf.Shelf.nets['a']['b'] = nn.Embedding(3, 4)\n"),
    "talked.py": (
        'from torch import nn\n\ndef say(rows):\n    """Not nn.Embedding(rows, 4)."""\n    # nn.Embedding(3, 4)\n'
        "    return rows\n"
    ),
    "later.py": "from torch import nn\nnet = None\n\ndef begin():\n    global net\n    net = nn.Embedding(3, 4)\n",
    "completed.py": (
        "from torch import nn\n\nclass Tool:\n    pass\n\nclass Kit:\n    pass\n\nKit.net = nn.Embedding(3, 4)\n"
        "Tool.rows = 3\n"
    ),
    "words.py": "KIND = 'of transformers'\n\ndef add(words):\n    return words.add_tokens(['a'])\n",
    "their_words.py": "import transformers\n\ndef add(words):\n    return words.add_tokens(['a'])\n",
    "keyed.py": "import torch\n\ndef is_table(name):\n    return name == 'embedding'\n",
    "by_text.py": "import torch\n\ndef look(ids):\n    return getattr(torch, 'embedding')(ids)\n",
    "columns.py": "import torch\n\ndef some(x, k):\n    return x.index_select(-1, k)\n",
    "rows.py": "import torch\n\ndef some(x, k):\n    return x.index_select(0, k)\n",
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
        ("from shelf import Shelf\nimport shelved\nShelf.nets['a'](ids)\n", True),
        ("from shelf import Shelf\nimport shelved_below\nShelf.nets['a']['b'](ids)\n", True),
        ("from shelf import Shelf\nShelf.nets['a'](ids)\n", False),
        ("from renamed import net\nnet(3)\n", True),
        ("from listed import net\nnet(3)\n", True),
        ("from branches import net\nnet(3)\n", True),
        ("from model import \\\n    Net\nNet(3)\n", True),
        ("from \\\n    model import seed, \\\n    Net\nNet(3)\n", True),
        ("import plain, \\\n    model\nmodel.Net(3)\n", True),
        ("m = __import__('model')\nm.Net(3)\n", True),
        ("from importlib import import_module\nm = import_module(name='model')\nm.Net(3)\n", True),
        ("import numpy\nnumpy.zeros(3)\n", False),
        ("from talked import say\nsay(3)\n", False),
        ("import later\nlater.net(ids)\n", True),
        ("from completed import Tool\nTool()\n", False),
        ("from completed import Kit\nKit()\n", True),
        ("from words import add\nadd(words)\n", False),
        ("from their_words import add\nadd(words)\n", True),
        ("from keyed import is_table\nis_table('a')\n", False),
        ("from by_text import look\nlook(ids)\n", True),
        ("from columns import some\nsome(x, k)\n", False),
        ("from rows import some\nsome(x, k)\n", True),
        ("from model import Net  # Net\n'''Net'''\n", False),
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


KEPT = "from kept import save\nfrom model import Net, seed\n"
TIMED = f"{KEPT}\ndef timed(f):\n    return f\n"


@pytest.mark.parametrize(
    ("program", "may"),
    [
        ("import torch\nfrom model import Net\ntorch.save(Net(3), 'net.pt')\n", True),
        ("import torch\nfrom model import Net\n\ndef save():\n    torch.save(Net(3), 'net.pt')\n", False),
        ("import torch\nfrom model import Net\n\ndef run():\n    torch.save(Net(3), 'net.pt')\n\nrun()\n", True),
        (f"{KEPT}if __name__ == '__main__':\n    save(Net(3))\n", True),
        (f"{KEPT}save(seed(3))\n", False),
        (f"import click\n{KEPT}\n@click.command()\ndef go():\n    save(Net(3))\n", True),
        (f"import click\n{TIMED}\n@click.command()\n@timed\ndef go():\n    save(Net(3))\n", True),
        (f"import click\n{TIMED}\n@timed\n@click.command()\ndef go():\n    save(Net(3))\n", True),
        (f"{TIMED}\n@timed\ndef go():\n    save(Net(3))\n", False),
        (f"import typer\n{KEPT}\napp = typer.Typer()\n\n@app.command()\ndef go():\n    save(Net(3))\n", True),
        (f"import click\n{KEPT}\n@click.command()\ndef no():\n    pass\n\ndef go():\n    save(Net(3))\n", False),
        (f"{KEPT}\nclass A:\n    def go(self):\n        save(Net(3))\n", False),
        (f"{KEPT}\nclass A:\n    async def go(\n        self,\n    ) -> None:\n\n        save(Net(3))\n", False),
        (f"{KEPT}\nclass A:\n    net = Net(3)\n    save(net)\n", True),
        (f"{KEPT}\nclass A:\n    def go(self):\n        pass\n\n    net = Net(3)\n    save(net)\n", True),
        (f"{KEPT}\nclass A:\n    class B:\n        save(Net(3))\n", True),
        (f"{KEPT}\nclass A: save(Net(3))\n", True),
        (f"{KEPT}\nclass A(Net):\n    save = save\n", False),
        (f"{KEPT}\nclass A:\n    def __init_subclass__(cls):\n        save(Net(3))\n\nclass B(A):\n    pass\n", True),
        ("from model import Net\nNet(3)\n", False),
        ("import json\nfrom model import Net\nNet(3)\njson.dump({}, open('a.json', 'w'))\n", False),
    ],
)
def test_a_program_saves_a_table_when_it_runs(tmp_path: Path, program: str, may: bool) -> None:
    finder = finder_in(tmp_path)
    (tmp_path / "kept.py").write_text("import torch\n\ndef save(what):\n    torch.save(what, 'net.pt')\n")
    (tmp_path / "train.py").write_text(program)
    assert saves_table_when_run(str(tmp_path / "train.py"), finder) is may
    assert are_tables_saved(finder, (), {}) is may
