"""Sizes that stand in configuration files, and the ways to their paths."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest

from flake8_embedding import check_source
from flake8_embedding.config import Config
from flake8_embedding.trace import traces
from tests.small_project import MODEL as NET

OPENED = {
    "joined with /": 'json.loads((Path(__file__).parent / "conf" / "net.json").read_text())["rows"]',
    "opened by its path": 'json.load((Path("conf") / "net.json").open())["rows"]',
    "joined by a method": 'json.load(open(Path(__file__).resolve().parent.joinpath("conf", "net.json")))["rows"]',
    "of several parts": 'json.load(open(Path("conf", "net.json"), encoding="utf-8"))["rows"]',
    "OmegaConf": 'OmegaConf.load(Path("conf") / "net.yaml").rows',
    "OmegaConf by item": 'OmegaConf.load("conf/net.yaml")["rows"]',
    "EasyDict of a file": 'EasyDict(yaml.safe_load(open("conf/net.yaml"))).rows',
    "ConfigDict": 'ConfigDict({"rows": 10}).rows',
    "get": 'EasyDict({"rows": 10}).get("rows")',
}
NOT_READ = {
    "another folder": 'json.load((Path("elsewhere") / "net.json").open())["rows"]',
    "unknown folder": 'json.load((folder() / "net.json").open())["rows"]',
    "written": 'json.load((Path("conf") / "net.json").open("w"))["rows"]',
    "merged with the command line": 'OmegaConf.merge(OmegaConf.load("conf/net.yaml"), OmegaConf.from_cli()).rows',
    "composed": 'OmegaConf.load("conf/composed.yaml").rows',
}
BEGINNING = """\
import json
from pathlib import Path

import torch
import yaml
from easydict import EasyDict
from ml_collections import ConfigDict
from omegaconf import OmegaConf

from elsewhere_entirely import folder
from model import Net

"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "setup.cfg").write_text("")
    (tmp_path / "model.py").write_text(NET)
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "net.json").write_text('{"rows": 10}')
    (tmp_path / "conf" / "net.yaml").write_text("rows: 10\n")
    (tmp_path / "conf" / "composed.yaml").write_text("defaults: [net]\nrows: 10\n")
    return tmp_path


def codes(project: Path, program: str) -> list[str]:
    return [one.code for one in check_source(BEGINNING + program, str(project / "main.py")) if one.code != "EMB001"]


@pytest.mark.parametrize("size", OPENED.values(), ids=OPENED.keys())
def test_a_size_that_a_file_says_is_known(size: str, project: Path) -> None:
    assert codes(project, f"Net({size})(torch.tensor([0, 10]))\n") == ["EMB106"]
    assert codes(project, f"Net({size} + 1)(torch.tensor([0, 10]))\n") == []


@pytest.mark.parametrize("size", NOT_READ.values(), ids=NOT_READ.keys())
def test_what_is_not_read_is_not_known(size: str, project: Path) -> None:
    assert codes(project, f"Net({size})(torch.tensor([0, 10]))\n") == []


HYDRA = """
    import hydra

    @hydra.main(version_base=None, config_path="conf", config_name="net")
    def main(config):
        Net(config.rows)(torch.tensor([0, 10]))

    if __name__ == "__main__":
        main()
"""


def test_hydra_calls_with_what_stands_in_its_file(project: Path) -> None:
    program = textwrap.dedent(HYDRA)
    assert codes(project, program) == ["EMB106"]
    assert codes(project, program.replace("config.rows", "config.rows + 1")) == []
    assert codes(project, program.replace('"net"', '"composed"')) == []
    assert codes(project, program.replace('config_path="conf", ', "")) == []


CHANGES = (
    "config.update(read())",
    'config["net"]["rows"] = 11',
    "config[key()] = read()",
    "config.net.rows = 11",
    "folder(config)",
    "for part in config.values():\n    part.rows = 11",
    'OmegaConf.update(config, "net.rows", 11)',
    'setattr(config.net, "rows", 11)',
    "config.copy().net.rows = 11",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_counts(change: str, project: Path) -> None:
    program = f'config = EasyDict({{"net": {{"rows": 10}}}})\n{change}\nNet(config.net.rows)(torch.tensor([0, 10]))\n'
    known = "from elsewhere_entirely import key, read\n"
    assert codes(project, known + program) == []
    assert codes(project, known + program.replace(change, "pass")) == ["EMB106"]


MANY = [f"word{number}" for number in range(300)]
VOCABULARIES: dict[str, tuple[object, str, str]] = {
    "words": (dict(zip(MANY, range(300), strict=True)), "data.values()", "enough"),
    "words from 1": (dict(zip(MANY, range(1, 301), strict=True)), "data.values()", "unknown"),
    "one number is high": ({**dict.fromkeys(MANY, 0), "last": 301}, "[data[word] for word in data]", "unknown"),
    "one number is low": ({**dict.fromkeys(MANY, 0), "first": -1}, "data.values()", "unknown"),
    "list of words": (MANY, "[data.index(word) for word in data]", "enough"),
    "list of numbers": (list(range(300)), "data", "enough"),
    "a number is a text": ({**dict.fromkeys(MANY, 0), "last": "9"}, "data.values()", "unknown"),
    "a number is a truth": ({**dict.fromkeys(MANY, 0), "last": True}, "data.values()", "unknown"),
    "a fraction": ({**dict.fromkeys(MANY, 0), "last": 0.5}, "data.values()", "unknown"),
    "nested": ({**dict.fromkeys(MANY, 0), "last": {"a": 1}}, "data.values()", "unknown"),
}


@pytest.mark.parametrize(("held", "ids", "verdict"), VOCABULARIES.values(), ids=VOCABULARIES.keys())
def test_many_numbers_of_a_file_lie_between_two(held: object, ids: str, verdict: str, project: Path) -> None:
    (project / "many.json").write_text(json.dumps(held))
    program = f"data = json.load(open('many.json'))\nnet = Net(len(data))\nnet(torch.tensor([*{ids}]))\n"
    made = traces(BEGINNING + program, Config(filename=str(project / "main.py")))
    assert {one.verdict for one in made} == {verdict}
    assert codes(project, program) == []


@pytest.mark.parametrize(("word", "found"), [("word7", True), ("new", False)])
def test_a_word_that_is_put_among_many_may_be_one_of_them(word: str, *, found: bool, project: Path) -> None:
    (project / "many.json").write_text(json.dumps(dict(zip(MANY, range(300), strict=True))))
    program = (
        f"data = json.load(open('many.json'))\ndata['{word}'] = len(data)\n"
        f"net = Net(len(data))\nnet(torch.tensor([data['{word}']]))\n"
    )
    made = traces(BEGINNING + program, Config(filename=str(project / "main.py")))
    assert {one.verdict for one in made} == {"too small" if found else "enough"}
    assert bool(codes(project, program)) == found
