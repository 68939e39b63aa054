"""The same findings in the same order, whatever the number of jobs, the hash seed and the order of the files."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from tests.test_fixtures import FIXTURES, PATHS

PART = [str(path.relative_to(FIXTURES)) for path in PATHS if path.parent.name.startswith(("emb1", "report", "look"))]


def found(*arguments: str, seed: str = "0") -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select=EMB", *arguments],
        cwd=FIXTURES,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return found("--jobs=1", *PART)


@pytest.mark.slow
def test_findings_are_the_same_for_any_hash_seed(usual: str) -> None:
    for seed in ("1", "4711"):
        assert found("--jobs=1", *PART, seed=seed) == usual


@pytest.mark.slow
def test_findings_are_the_same_for_any_number_of_jobs(usual: str) -> None:
    assert found("--jobs=3", *PART) == usual


@pytest.mark.slow
def test_findings_of_a_file_do_not_depend_on_those_before(usual: str) -> None:
    shuffled = random.Random(7).sample(PART, len(PART))

    assert sorted(found("--jobs=1", *shuffled).splitlines()) == sorted(usual.splitlines())
