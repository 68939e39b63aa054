"""Modules that change between two looks, and looks in any order: each tells what stands there then."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from flake8_embedding import Problem, check_path, check_source
from flake8_embedding.project import files, texts
from tests.small_project import MODEL, TRAIN, write

PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"
SOME = ("vocabulary_and_model", "relative_imports", "modules_import_each_other", "numbers_of_a_json_file")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, model=MODEL, train=TRAIN)


def found(project: Path) -> list[str]:
    return [one.code for one in check_source(TRAIN, str(project / "train.py"))]


def test_a_module_that_changes_is_read_again(project: Path) -> None:
    assert found(project) == ["EMB106"]
    before = (project / "model.py").stat()
    # As long as before: the time of the change tells.
    (project / "model.py").write_text(MODEL.replace("(rows, 8)", "(99999,8)"))
    os.utime(project / "model.py", ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))
    assert (project / "model.py").stat().st_size == before.st_size
    assert found(project) == []
    (project / "model.py").unlink()
    assert found(project) == []
    (project / "model.py").write_text(MODEL)
    assert found(project) == ["EMB106"]


def test_a_module_that_vanishes_between_two_looks_is_not_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "text_of", lambda path: None)
    assert found(project) == []


def test_a_module_that_changes_while_it_is_read_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = texts.text_of
    other = MODEL.replace("rows, 8", "rows + 1, 8")

    def changed_behind_it(path: str) -> str | None:
        text = read(path)
        if path.endswith("model.py"):
            (project / "model.py").write_text(other)
        return text

    monkeypatch.setattr(files, "text_of", changed_behind_it)
    assert found(project) == ["EMB106"]
    monkeypatch.setattr(files, "text_of", read)
    assert found(project) == []


def test_the_order_of_the_files_changes_no_finding(tmp_path: Path) -> None:
    for name in SOME:
        for kind in ("bad", "good"):
            shutil.copytree(PROJECTS / f"{kind}_{name}", tmp_path / f"{kind}_{name}")
    (tmp_path / "setup.cfg").write_text("")
    paths = sorted(map(str, tmp_path.rglob("*.py")))
    told: list[dict[str, tuple[Problem, ...]]] = []
    for seed in range(3):
        random.Random(seed).shuffle(paths)
        told.append({path: check_path(path) for path in paths})
    assert told[0] == told[1] == told[2]
    assert sum(map(len, told[0].values())) >= len(SOME)
