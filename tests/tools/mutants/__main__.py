"""Plants recorded faults in copies of the linter and runs the tests: ``python -m tests.tools.mutants --some 3``.

The record, ``record.txt`` beside this file, holds faults that the tests caught when they were drawn. One that is not
caught any more is a hole in the tests, and the command ends with status 1. ``--draw 20`` looks for new ones: those that
are caught join the record; those that survive are printed, for somebody to write the test or to see that they change
nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.tools.mutants.faults import Fault, faults_in, with_fault

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "flake8_embedding"
RECORD = Path(__file__).with_name("record.txt")

CORE = (
    "values",
    "interpret",
    "rules",
    "library/effects",
    "verdicts/judge.py",
    "verdicts/shortage.py",
    "verdicts/coverage.py",
    "facts.py",
    "check.py",
)
"""Where new faults are drawn: what decides whether and what is found."""

FIXTURES = tuple(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/**/test_fixtures.py"))

FEW_FIXTURES = (*FIXTURES, "-k", "emb105")
"""What a copy without any fault must pass: that a copy works, they show as well as all."""

SECONDS = 900
"""A fault may make the linter run for ever: so long it has, and then counts as caught."""


def recorded() -> list[Fault]:
    return [Fault.named(line) for line in RECORD.read_text().splitlines() if line]


def is_there(fault: Fault) -> bool:
    """Whether the node that the fault changes exists."""
    file = PACKAGE / fault.path
    return file.is_file() and with_fault(file.read_text(), fault) is not None


def caught_by(fault: Fault) -> str | None:
    """The first test that fails with the fault planted; None where none does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_to(copy)
        file = copy / PACKAGE.name / fault.path
        changed = with_fault(file.read_text(), fault)
        if changed is None:
            return "the node is not there any more: take it off the record"
        file.write_text(changed)
        return _failing(copy)


def _copy_to(folder: Path) -> None:
    # Copies, not links: the linter follows no import through a link that leaves the project.
    for path in ROOT.iterdir():
        if path.is_dir() and not path.name.startswith("."):
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.is_file():
            shutil.copy(path, folder)


def _failing(copy: Path) -> str | None:
    """The first test that fails in the copy. Fixtures come first: they catch most, and soonest."""
    return _first_failing(copy, FIXTURES) or _first_failing(copy, ())


def _first_failing(copy: Path, chosen: tuple[str, ...]) -> str | None:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "-p", "no:cacheprovider", *chosen]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return "it does not end"
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if failed or done.returncode:
        return failed[1] if failed else "the tests do not start"
    return None


def _drawn(count: int, known: Iterable[Fault], seed: str) -> list[Fault]:
    files = [file for part in CORE for file in sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / part]]
    every = [fault for file in files for fault in faults_in(str(file.relative_to(PACKAGE)), file.read_text())]
    return random.Random(seed).sample(sorted(set(every) - set(known)), count)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutants", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="all of the record")
    which.add_argument("--some", type=int, metavar="N", help="N of the record, chosen by the seed")
    which.add_argument("--draw", type=int, metavar="N", help="N new ones, for the record")
    parser.add_argument("--seed", default="", help="what chooses: the commit, for example")
    arguments = parser.parse_args()
    known = recorded()
    if arguments.draw:
        chosen = _drawn(arguments.draw, known, arguments.seed)
    else:
        chosen = known if arguments.all else random.Random(arguments.seed).sample(known, arguments.some)
    with tempfile.TemporaryDirectory() as folder:
        _copy_to(Path(folder))
        if (failing := _first_failing(Path(folder), FEW_FIXTURES)) is not None:
            print(f"without any fault: {failing}")
            return 2
    survivors = 0
    for fault in chosen:
        test = caught_by(fault)
        survivors += test is None
        print(f"{fault}: {test or 'SURVIVED'}", flush=True)
        if arguments.draw and test is not None:
            RECORD.write_text("".join(f"{one}\n" for one in sorted({*recorded(), fault})))
    return 1 if survivors and not arguments.draw else 0


if __name__ == "__main__":
    sys.exit(main())
