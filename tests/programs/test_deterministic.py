"""The same findings in the same order, whatever the number of jobs, the hash seed and the order of the files.

Over more than a thousand files, or a batch of them: modules of the standard library, and all fixtures, the projects of
several files among them, whose modules several processes read at the same time.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs.test_fixtures import FIXTURES
from tests.slow import COMMIT, batch

ROOT = FIXTURES.parent
FILES = batch(sorted(map(str, (*FIXTURES.rglob("*.py"), *Path(os.__file__).parent.glob("*.py")))))


def found(*arguments: str, seed: str = "0") -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select=EMB", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def usual() -> str:
    return found("--jobs=1", *FILES)


@pytest.mark.slow
def test_findings_are_the_same_in_another_run_for_any_hash_seed_and_number_of_jobs(usual: str) -> None:
    assert COMMIT or len(FILES) > 1000
    assert found("--jobs=3", *FILES, seed="1") == usual


@pytest.mark.slow
def test_findings_of_a_file_do_not_depend_on_those_before(usual: str) -> None:
    shuffled = random.Random(1).sample(FILES, len(FILES))

    assert sorted(found("--jobs=1", *shuffled, seed="4711").splitlines()) == sorted(usual.splitlines())
