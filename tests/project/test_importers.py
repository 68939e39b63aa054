"""Which programs import a module, directly or through others, and how often their texts are read to tell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from flake8_embedding.project import writers
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.importers import importers_of
from flake8_embedding.project.writers import programs_below, readers_of_model

LOADS = 'from keras.models import load_model\n\ndef load():\n    return load_model("m.keras")\n'
LENGTH = 60


def test_each_text_of_a_long_chain_is_read_once(tmp_path: Path) -> None:
    texts = {"m0.py": LOADS, **{f"m{k}.py": f"from m{k - 1} import load\n" for k in range(1, LENGTH)}}
    _written(tmp_path, texts)
    readings: Counter[str] = Counter()

    def read(path: str) -> str:
        readings[path] += 1
        return Path(path).read_text()

    programs = [str(tmp_path / f"m{k}.py") for k in range(LENGTH)]
    found = importers_of(programs[:1], programs, read, Finder(str(tmp_path / "train.py"), str(tmp_path)))

    assert found == programs[1:]
    assert readings == dict.fromkeys(programs[1:], 1)


def test_the_readers_of_a_model_are_found_in_few_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is read to glance at it, to look for modules that name the file, for imports, and for what it loads."""
    chain = {f"m{k}.py": f"from m{k - 1} import load\nload()\n" for k in range(5, LENGTH)}
    loading = {f"m{k}.py": LOADS for k in range(5)}
    _written(tmp_path, {**loading, **chain, "train.py": 'model.save("m.keras")\n'})
    readings: Counter[str] = Counter()
    read = writers._text

    def counted(stamp: tuple[str, int, int]) -> str:
        readings[stamp[0]] += 1
        return read(stamp)

    monkeypatch.setattr(writers, "_text", counted)
    train = str(tmp_path / "train.py")
    found = readers_of_model("m.keras", programs_below(str(tmp_path)), Finder(train, str(tmp_path)))

    assert set(found) == {str(tmp_path / f"m{k}.py") for k in range(LENGTH)}
    assert max(readings.values()) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "import pickle\nwith open('net.pkl', 'rb') as file:\n    net = pickle.load(file)\n",
        "import joblib\nnet = joblib.load('out/net.pkl')\n",
        "from pickle import load\nnet = load(open('net.pkl', 'rb'))\n",
    ],
)
def test_what_loads_any_objects_may_load_a_model(tmp_path: Path, text: str) -> None:
    others = {"words.py": "import pickle\nwords = pickle.load(open('words.pkl', 'rb'))\n"}
    _written(tmp_path, {"app.py": text, "train.py": "pickle.dump(net, open('net.pkl', 'wb'))\n", **others})
    train = str(tmp_path / "train.py")

    found = readers_of_model("net.pkl", programs_below(str(tmp_path)), Finder(train, str(tmp_path)))

    assert found == [str(tmp_path / "app.py")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"app.py": "import tools\n", "late.py": "def f():\n    from app import run\n"}, ["app", "late"]),
        ({"app.py": "import json, tools as t\n"}, ["app"]),
        ({"app.py": 'import importlib; tools = importlib.import_module("tools")\n'}, ["app"]),
        ({"a.py": "import tools, b\n", "b.py": "import a\n"}, ["a", "b"]),
        ({"app.py": "import sys; sys.path.append('x'); from gone import tools\n"}, ["app"]),
        ({"app.py": "import toolset\n", "toolset.py": "tools = 1\n"}, []),
        ({"q/tools.py": "", "q/app.py": "import tools\n"}, []),
        ({"q/__init__.py": "import tools\n", "app.py": "from q import load\n"}, ["app", "__init__"]),
    ],
)
def test_who_imports_the_module(tmp_path: Path, texts: dict[str, str], expected: list[str]) -> None:
    _written(tmp_path, {"tools.py": LOADS, **texts})
    programs = sorted(map(str, tmp_path.rglob("*.py")))

    tools = str(tmp_path / "tools.py")
    found = importers_of(
        [tools], programs, lambda path: Path(path).read_text(), Finder(str(tmp_path / "train.py"), str(tmp_path))
    )

    assert sorted(Path(path).stem for path in found) == sorted(expected)


def _written(folder: Path, texts: dict[str, str]) -> None:
    """Writes the files into a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
