"""The library: records, purity, options, and the recipes of docs/api.md."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import typing
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import flake8_embedding
from flake8_embedding import Options, Problem, check_path, check_source
from flake8_embedding.plugin import Plugin
from flake8_embedding.rules.address import address
from tests.doors.test_check_command import NOTEBOOK, WHEN
from tests.small_project import MODEL, TRAIN, write

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
BAD = "import torch\n\ntable = torch.nn.Embedding(3, 8)\ntable(torch.tensor([1, 2, 3]))\n"
KERAS = "from keras.layers import Embedding\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, model=MODEL, train=TRAIN)


def test_a_problem_is_a_frozen_record() -> None:
    (problem,) = check_source(BAD)
    assert (problem.path, problem.line, problem.column, problem.code) == ("", 3, 28, "EMB106")
    assert (problem.verdict, problem.cell, problem.rule) == ("too small", None, address("EMB106"))
    assert str(problem) == f":3:28: EMB106 {problem.message}"
    assert pickle.loads(pickle.dumps(problem)) == problem
    with pytest.raises(FrozenInstanceError):
        problem.line = 1  # type: ignore[misc]


def test_a_verdict_may_have_a_condition_or_be_of_no_table() -> None:
    assert [one.verdict for one in check_source(WHEN)] == ["too small when"]
    assert [(one.code, one.verdict) for one in check_source(KERAS)] == [("EMB001", None)]


def test_the_text_counts_for_its_file_and_the_disk_for_the_others(project: Path) -> None:
    train = str(project / "train.py")
    (problem,) = check_source(TRAIN, train)
    assert problem.path == train
    assert "in model.py:7" in problem.message
    assert check_source(TRAIN.replace("Net(9)", "Net(10)"), train) == ()
    assert check_source(TRAIN) == ()
    assert check_source(TRAIN, train, Options(follow_imports="none")) == ()


def test_a_path_is_a_file_or_a_folder(project: Path) -> None:
    (project / ".venv").mkdir()
    (project / ".venv" / "bad.py").write_text(BAD)
    (project / "note.ipynb").write_text(json.dumps(NOTEBOOK))
    found = check_path(project)
    assert [(Path(one.path).name, one.cell, one.line) for one in found] == [("note.ipynb", 2, 3), ("train.py", None, 5)]
    assert check_path(str(project / "train.py")) == found[1:]
    with pytest.raises(FileNotFoundError):
        check_path(project / "gone.py")


def test_what_cannot_be_analysed_is_one_problem(project: Path) -> None:
    (project / "model.py").write_bytes(b"\xff\xfe\x00")
    (project / "train.py").write_text("print 'Python 2'\n")
    (project / "note.ipynb").write_text("[]")
    assert [one.code for one in check_path(project)] == ["EMB900"] * 3
    for text in ("def f(:\n", "\0", "(" * 1000):
        assert [one.code for one in check_source(text)] == ["EMB900"]
    assert [one.code for one in check_source("{}", "x.ipynb")] == ["EMB900"]


def test_options_are_those_of_flake8_and_do_not_meet(project: Path) -> None:
    before = dict(vars(Plugin))
    assert check_source(WHEN, options=Options(conditional="hide")) == ()
    assert check_source(KERAS, options=Options(keras="keras-3")) == ()
    assert len(check_source(WHEN)) == len(check_source(KERAS)) == 1
    own = "from mine import Table\nimport torch\nTable(rows=True)\n"
    assert check_source(own) == ()
    assert [one.code for one in check_source(own, options=Options(tables=("mine.Table:rows",)))] == ["EMB201"]
    for wrong in (Options(keras="theano"), Options(conditional="maybe"), Options(tables=("Table",))):
        with pytest.raises(ValueError, match="--embedding-"):
            check_source(BAD, options=wrong)
    assert dict(vars(Plugin)) == before


def test_it_is_typed() -> None:
    for function in (check_source, check_path):
        assert typing.get_type_hints(function)["return"] == tuple[Problem, ...]
    with pytest.raises(AttributeError):
        flake8_embedding.no_such_name  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import sys, flake8_embedding; sys.exit('libcst' in sys.modules or 'flake8' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def block(mark: str, kind: str = "python") -> str:
    found = re.search(rf"{re.escape(mark)}\n```{kind}\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_first_example_of_the_docs_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCS.read_text()
    example = re.search(
        r"```python\n(from flake8_embedding import check_source\n.*?)```\n\n```text\n(.*?)```", text, re.S
    )
    assert example is not None
    exec(example[1], {})
    assert capsys.readouterr().out == example[2]


@pytest.mark.tools
@pytest.mark.parametrize(
    ("mark", "printed"),
    [("<!-- dask -->", "Counter({'EMB106': 2})"), ("<!-- dask folders -->", "EMB106 nn.Embedding in")],
)
def test_the_recipes_for_dask_run(mark: str, printed: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / "corpus" / folder).mkdir(parents=True)
        for name, text in (("bad.py", BAD), ("model.py", MODEL), ("train.py", TRAIN), ("setup.py", "")):
            (tmp_path / "corpus" / folder / name).write_text(text)
    (tmp_path / "recipe.py").write_text(block(mark))
    finished = subprocess.run(
        [sys.executable, "recipe.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert printed in finished.stdout, finished.stderr
