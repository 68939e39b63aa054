"""From which files a program may load a model, by its syntax."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flake8_embedding.project.finder import Finder
from flake8_embedding.project.loads import Loads, loads_from, only_imports
from flake8_embedding.project.writers import programs_below, readers_of_model

CLASS = "from keras.models import load_model\n\nclass Net:\n"
MADE = "    def __init__(self, path):\n        self.net = load_model(path)\n"
OTHERS = (
    "import pickle\nwords = pickle.load(open('words.pkl', 'rb'))\n",
    "import pickle\nwith open(f'{folder}/words.pkl', 'rb') as file:\n    words = pickle.load(file)\n",
    "import torch, os\nstate = torch.load(os.path.join(folder, 'other.pt'))\n",
    "import torch\nfrom pathlib import Path\nstate = torch.load(Path(folder) / 'a' / 'other.pt')\n",
    "import joblib\nPATH = 'scaler.pkl'\n\ndef scaler():\n    return joblib.load(PATH)\n",
    "import joblib\nscaler = joblib.load(root + '/scaler.pkl')\n",
    "import json\nsettings = json.load(open(anything))\n",
    "from keras.models import load_model\nprint('net.keras')\nload_model(filepath='old.keras')\n",
    "import torch\nnet.load_state_dict(torch.load('other.pt'))\nnet.eval()\nprint(len(list(net.modules())))\n",
)
TOLD = (
    "from keras.models import load_model\n\ndef read(path):\n    return load_model(path)\n",
    "from keras.models import load_model\n\ndef read(path='other.keras'):\n    return load_model(path)\n",
    f"{CLASS}{MADE}",
    "class Net:\n    @classmethod\n    def load_model(cls, path):\n        from keras.models import load_model\n"
    "        return load_model(path)\n",
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
