"""From which files a program may load a model, by its syntax."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flake8_embedding.interpret.programs.local_modules import LocalModules
from flake8_embedding.limits import LOOKS_AT_PATHS
from flake8_embedding.project import loads
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.loads import Loads, loads_from, only_imports
from flake8_embedding.project.writers import programs_below, readers_of_model
from flake8_embedding.survey.looking import look

CLASS = "from keras.models import load_model\n\nclass Net:\n"
MADE = "    def __init__(self, path):\n        self.net = load_model(path)\n"
RESTORED = "import torch\n\nclass P:\n    def restore(self, path):\n        return torch.load(path)\n\n"
OTHERS = (
    "import pickle\nwords = pickle.load(open('words.pkl', 'rb'))\n",
    "import pickle\nwith open(f'{folder}/words.pkl', 'rb') as file:\n    words = pickle.load(file)\n",
    "import torch, os\nstate = torch.load(os.path.join(folder, 'other.pt'))\n",
    "import torch\nfrom pathlib import Path\nstate = torch.load(Path(folder) / 'a' / 'other.pt')\n",
    "import joblib\nPATH = 'scaler.pkl'\n\ndef scaler():\n    return joblib.load(PATH)\n",
    "import joblib\nscaler = joblib.load(root + '/scaler.pkl')\n",
    "import json\nsettings = json.load(open(anything))\n",
    "from keras.models import load_model\nprint('net.keras')\nload_model(filepath='old.keras')\n",
    "import pickle\nfrom pathlib import Path\nwords = pickle.loads(Path('words.pkl').read_bytes())\n",
    "import pickle\nwith open('words.pkl', 'rb') as file:\n    words = pickle.loads(file.read())\n",
    "import pickle\nagain = pickle.loads(pickle.dumps(words))\n",
    "import pandas as pd\nrows = pd.read_pickle('rows.pkl')\n",
    "from json import loads\nsettings = loads(anything)\n",
    "import torch\nx = 'a.pt'\ny = x\nx = y\nnet = torch.load(x)\n",
    "import torch\nnet.load_state_dict(torch.load('other.pt'))\nnet.eval()\nprint(len(list(net.modules())))\n",
)
TOLD = (
    "from keras.models import load_model\n\ndef read(path):\n    return load_model(path)\n",
    "from keras.models import load_model\n\ndef read(path='other.keras'):\n    return load_model(path)\n",
    f"{CLASS}{MADE}",
    "class Net:\n    @classmethod\n    def load_model(cls, path):\n        from keras.models import load_model\n"
    "        return load_model(path)\n",
    "import torch\nROOT = 'a/other.pt'\n\ndef read(path=ROOT):\n    return torch.load(path)\n",
    "import torch\n\ndef read(path):\n    return torch.load(path)\n\nrate = getattr(options, 'rate')\n",
    "import pickle\n\ndef read(path, *, safe=True):\n    with open(path) as file:\n        return pickle.load(file)\n",
)
MAYBE = (
    "from keras.models import load_model\nload_model('net.keras')\n",
    "from keras.models import load_model\nload_model('models/net.keras')\n",
    "from keras.models import load_model\nload_model(sys.argv[1])\n",
    "from keras.models import load_model\nfrom config import PATH\nload_model(PATH)\n",
    "from keras.models import load_model\nPATH = 'a.keras'\nPATH = input()\nload_model(PATH)\n",
    "from keras.models import load_model\nfor path in paths:\n    load_model(path)\n",
    "from keras.models import load_model\nread = load_model\nread('net.keras')\n",
    "from keras.models import load_model as read\nread('net.keras')\n",
    "from keras.models import *\nload_model('a.keras')\n",
    "from functools import partial\nimport torch\nread = partial(torch.load, 'net.keras')\n",
    "import torch\ngetattr(torch, 'load')('net.keras')\n",
    "import torch\nexec('x = 1')\n",
    "from keras.models import load_model\n\ndef read(path='net.keras'):\n    return load_model(path)\n",
    "from keras.models import load_model\n\ndef read(path):\n    return load_model(path)\n\nread(sys.argv[1])\n",
    "from keras.models import load_model\n\ndef read(path):\n    return load_model(path)\n\nask(read)\n",
    "from keras.models import load_model\n\n@app.post('/')\ndef read(path):\n    return load_model(path)\n",
    f"{CLASS}{MADE}\nnet = Net(sys.argv[1])\n",
    f"{CLASS}{MADE.replace('__init__', 'read')}\n    def again(self):\n        self.read(self.path)\n",
    "from keras.models import load_model\n\ndef read(path):\n    path = path or input()\n    return load_model(path)\n",
    "from keras.models import load_model\nread = lambda path: load_model(path)\n",
    "from keras.models import load_model\nload_model(\n",
    "import torch\nx = 'w.pt'\n\ndef read(p=x):\n    x = p\n    return torch.load(p)\n\ntorch.load('net.keras')\n",
    "import torch\nx = 'w.pt'\n\ndef read(p=x):\n    x = p\n    return torch.load(p)\n",
    "import pickle\nnet = pickle.loads(open('net.keras', 'rb').read())\n",
    "from pickle import loads\nnet = loads(open('net.keras', 'rb').read())\n",
    "import pickle as json\nnet = json.load(open('net.keras', 'rb'))\n",
    "import pandas as pd\nnet = pd.read_pickle('net.keras')\n",
    f"{RESTORED}getattr(P(), sys.argv[1])('net.keras')\n",
    f"{RESTORED}getattr(P(), 'restore')('net.keras')\n",
    f"{RESTORED}builtins.getattr(P(), sys.argv[1])('net.keras')\n",
    f"{RESTORED}find = getattr\nfind(P(), sys.argv[1])('net.keras')\n",
    f"{RESTORED}operator.methodcaller(sys.argv[1], 'net.keras')(P())\n",
    f"from operator import methodcaller as ask\n{RESTORED}ask(sys.argv[1], 'net.keras')(P())\n",
    "import fire\nfrom keras.models import load_model\n\ndef read(path):\n    return load_model(path)\n\nfire.Fire()\n",
)


def loaded(text: str) -> Loads:
    return loads_from("net.keras", text, is_notebook=False)


@pytest.mark.parametrize("text", OTHERS)
def test_what_loads_other_files_loads_no_model(text: str) -> None:
    assert loaded(text) is Loads.NOTHING


@pytest.mark.parametrize("text", TOLD)
def test_a_function_loads_what_it_is_told(text: str) -> None:
    assert loaded(text) is Loads.WHAT_IT_IS_TOLD


@pytest.mark.parametrize("text", MAYBE)
def test_the_others_may_load_it(text: str) -> None:
    assert loaded(text) is Loads.MAYBE


@pytest.mark.parametrize("bound", ["path = path\n", "path = other\nother = path\n", "path = 'a' + '/b.pt'\n"])
def test_a_name_is_asked_for_once_however_often_it_is_bound(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    looks = []
    said = loads._Program._said_by

    def counted(*given: Any) -> Any:
        looks.append(1)
        return said(*given)

    monkeypatch.setattr(loads._Program, "_said_by", counted)

    assert loaded(f"import torch\npath = 'a.pt'\n{bound * 200}torch.load(path)\n") is Loads.NOTHING
    assert len(looks) < 450


def test_what_takes_too_many_looks_may_load_anything() -> None:
    text = "import torch\n" + "torch.load('a.pt')\n" * LOOKS_AT_PATHS
    assert loaded(text) is Loads.NOTHING
    assert loaded(f"{text}torch.load('a.pt')\n") is Loads.MAYBE


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_an_error_leaves_doubt(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fails(_: object) -> Loads:
        raise error

    monkeypatch.setattr(loads._Program, "loads", fails)
    assert loaded(OTHERS[0]) is Loads.MAYBE


def test_a_notebook_is_looked_at_cell_by_cell() -> None:
    cells = [
        {"cell_type": "markdown", "source": "load_model('net.keras')"},
        {"cell_type": "code", "source": "!pip install keras\n%matplotlib inline"},
        {"cell_type": "code", "source": ["import pickle\n", "words = pickle.load(open('words.pkl', 'rb'))"]},
    ]
    assert loads_from("net.keras", json.dumps({"cells": cells}), is_notebook=True) is Loads.NOTHING
    cells.append({"cell_type": "code", "source": "%run ask.py"})
    assert loads_from("net.keras", json.dumps({"cells": cells}), is_notebook=True) is Loads.MAYBE
    assert loads_from("net.keras", "no notebook", is_notebook=True) is Loads.MAYBE


def test_a_module_may_only_import() -> None:
    assert only_imports('"""Nets."""\nfrom .net import Net\n__all__ = ["Net"]\n', is_notebook=False)
    assert not only_imports("from .net import read\nread()\n", is_notebook=False)
    assert not only_imports("from .net import register\n\n@register\nclass Net: ...\n", is_notebook=False)


def readers(folder: Path, **texts: str) -> set[str]:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    train = str(folder / "train.py")
    (folder / "train.py").write_text('model.save("net.keras")\n')
    found = readers_of_model("net.keras", programs_below(str(folder)), Finder(train, str(folder)))
    return {Path(path).stem for path in found}


def test_those_read_it_that_tell_a_function_what_to_load(tmp_path: Path) -> None:
    texts = {"nets": TOLD[2], "app": "from keras.models import load_model\nload_model('net.keras')\n"}
    assert readers(tmp_path, **texts) == {"app"}
    asks = "from nets import Net\nNet('net.keras')\n"
    assert readers(tmp_path, **texts, ask=asks, words=f"# train\n{OTHERS[0]}") == {"app", "ask"}


@pytest.mark.parametrize(
    "loading",
    [
        "import pickle as kept\nnet = kept.load(open('net.keras', 'rb'))\n",
        "import pickle\nnet = pickle.loads(open('net.keras', 'rb').read())\n",
        "import pandas\nnet = pandas.read_pickle('net.keras')\n",
        "from torch.jit import (\n    save,\n    load,\n)\nnet = load('net.keras')\n",
    ],
)
def test_all_that_loads_objects_is_a_reader(tmp_path: Path, loading: str) -> None:
    assert readers(tmp_path, ask=loading) == {"ask"}


SAVED = """
import torch
from torch import nn

net = nn.Embedding(10, 4)
net(torch.tensor([3]))
torch.save(net, "net.pt")
"""


@pytest.mark.parametrize("stops", [False, True])
def test_a_file_that_is_looked_at_alone_has_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stops: bool
) -> None:
    def too_deep(*_: object) -> None:
        raise RecursionError

    (tmp_path / "ask.py").write_text("import torch\nnet = torch.load('net.pt')\nnet(torch.tensor([5]))\n")
    if stops:
        monkeypatch.setattr(LocalModules, "readers_of_model", too_deep)
    (tmp_path / "train.py").write_text(SAVED)
    assert [one.verdict for one in look(SAVED, str(tmp_path / "train.py")).traces] == ["enough (presumed)"]
