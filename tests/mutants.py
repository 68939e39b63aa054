"""Faults planted by hand, each to be caught by some test: ``python -m tests.mutants`` prints which test caught which.

Each runs in a copy of the repository. A mutant that survives is a hole in the tests.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = (
    "tests/test_bare.py",
    "tests/test_prefilter.py",
    "tests/test_values.py",
    "tests/test_fixtures.py",
    "tests/test_interpret.py",
    "tests/test_rules.py",
    "tests/test_fix.py",
    "tests/test_fix_files.py",
    "tests/test_fix_safety.py",
    "tests/test_fuzz.py",
    "tests/test_plugin.py",
    "tests/test_robust.py",
)


@dataclass(frozen=True)
class Mutant:
    """In a file below ``flake8_embedding``, the first ``old`` becomes ``new``."""

    path: str
    old: str
    new: str


MUTANTS = (
    # values
    Mutant("values/compare.py", "if least is not None and least >= 0:", "if least is not None and least > 0:"),
    Mutant("values/compare.py", "if most is not None and most < 0:", "if most is not None and most <= 0:"),
    Mutant("values/compare.py", "return _settled(sum_ * -1 + -1)", "return _settled(sum_ * -1)"),
    Mutant(
        "values/compare.py",
        "return some(negated(part) for part in parts)",
        "return every(negated(part) for part in parts)",
    ),
    Mutant(
        "values/bounds.py",
        "return _pruned(Min, parts, lambda kept, part: _never_above(kept, part))",
        "return _pruned(Min, parts, lambda kept, part: _never_above(part, kept))",
    ),
    Mutant(
        "values/bounds.py",
        "return min_of(*(add(part, other) for part in parts))",
        "return max_of(*(add(part, other) for part in parts))",
    ),
    Mutant(
        "values/join.py",
        "_add(options, Guarded(option.value, _both(guards, option.guards)))",
        "_add(options, Guarded(option.value, guards))",
    ),
    Mutant("values/join.py", "if len(options) == 1:", "if len(options) >= 1:"),
    Mutant("values/arithmetic.py", "top is not None and top.attained,", "True,"),
    Mutant("values/objects.py", "self.numbered if self.repeats else self.numbered - 1", "self.numbered - 1"),
    # verdict
    Mutant("verdict.py", "negated(at_least(exact, add(ids.high, 1)))", "negated(at_least(exact, ids.high))"),
    Mutant("verdict.py", "if ids.high is None or not ids.attained:", "if ids.high is None:"),
    Mutant("verdict.py", "if any(feed.changed or (", "if any(("),
    Mutant("verdict.py", "if every((short, known)) is False", "if False"),
    # libraries
    Mutant(
        "library/keras_text.py",
        "Vocabulary(length=COUNT, low=Fixed(1), stop=COUNT + 1)",
        "Vocabulary(length=COUNT, low=Fixed(0), stop=COUNT)",
    ),
    Mutant("library/keras_lookups.py", 'default=1) + OneIf("mask_token")', "default=1)"),
    Mutant("library/keras_text.py", 'least=OneIf("oov_token")', "least=Fixed(0)"),
    Mutant("library/python_random.py", "drawn(call, low, one_more(high))", "drawn(call, low, high)"),
    # interpretation
    Mutant("interpret/conditions/narrow.py", 'add(bound.high, -1) if sign == "<" else bound.high', "bound.high"),
    Mutant("interpret/conditions/narrow.py", 'add(bound.low, 1) if sign == ">" else bound.low', "bound.low"),
    Mutant("interpret/conditions/narrow.py", "(high == held.high or _has_no_gaps(held))", "True"),
    Mutant("interpret/tainted.py", "if limit is None or limit > 1:", "if False:"),
    Mutant("interpret/conditions/branch.py", "weaken_tested(machine, decision, tested.read)\n", "pass\n"),
    Mutant("interpret/tables.py", "changed = is_tainted(machine, ids)", "changed = False"),
    Mutant("interpret/machine.py", "if self.steps > STEPS:", "if self.steps > 2 * STEPS:"),
    Mutant("source.py", "if _is_chained(text, seen):", "if False:"),
    # nodes and the prefilter
    Mutant("bare/nodes.py", "ast.Sub: (cst.Subtract(), cst.SubtractAssign())", "ast.Sub: (cst.Add(), cst.AddAssign())"),
    Mutant("bare/expressions.py", "order = sorted(range(len(made)),", "order = sorted(range(0),"),
    Mutant("bare/statements.py", "chained.col_offset == node.col_offset", "True"),
    Mutant("source.py", 'len(text.encode()[:offset].decode(errors="ignore"))', "offset"),
    Mutant("record.py", "return hash(values(self))", "return id(self)"),
    Mutant("prefilter/lines.py", "place = text.find(word, place + 1)", "place = -1"),
    Mutant(
        "prefilter/lines.py",
        "following = bisect_left(self._lines, first)",
        "following = bisect_left(self._lines, first + 1)",
    ),
    Mutant("prefilter/matrices.py", "if meant or mentioned & found", "if meant"),
    Mutant("prefilter/writes.py", "0 < self._bound[name] == kind[name]", "0 < kind[name]"),
    Mutant("prefilter/imports_only.py", "ast.Return() | ast.Global()", "ast.Global()"),
    # fixes and rules
    Mutant("fixes/outcome.py", "was.short is not None and not _is_enough(now)", "False"),
    Mutant("fixes/trial.py", "and not outcome.is_troubled(safe=safe)", ""),
    Mutant("fixes/growth.py", 'f"({text}) + {by}" if _is_loose(node) else f"{text} + {by}"', 'f"{text} + {by}"'),
    Mutant("fixes/names.py", "if id(read) not in sized:", "if False:"),
    Mutant("fixes/callers.py", "if len(calls) != 1 or", "if"),
    Mutant("fixes/uses.py", "if not (is_row and _is_target(program, row)) and", "if"),
    Mutant("rules/matrix_too_small.py", "if origin is None or origin.written:", "if origin is None:"),
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("numbers", nargs="*", type=int, help="only these, from 1")
    chosen = arguments.parse_args().numbers
    survivors = 0
    for number, mutant in enumerate(MUTANTS, 1):
        if chosen and number not in chosen:
            continue
        with tempfile.TemporaryDirectory() as folder:
            caught = _caught_by(mutant, Path(folder) / "copy")
        survivors += caught is None
        print(
            f"{number}. {mutant.path}: `{mutant.old.strip()}` -> `{mutant.new.strip()}`: {caught or 'SURVIVED'}",
            flush=True,
        )
    return 1 if survivors else 0


def _caught_by(mutant: Mutant, copy: Path) -> str | None:
    """The first test that fails with the mutant."""
    for name in (
        "flake8_embedding",
        "tests",
        "fixtures",
        "pyproject.toml",
        "README.md",
        "docs",
        "CHANGELOG.md",
    ):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(copy) / name)
    path = copy / "flake8_embedding" / mutant.path
    text = path.read_text()
    assert mutant.old in text, f"{mutant.path} has no {mutant.old!r}"
    path.write_text(text.replace(mutant.old, mutant.new, 1))
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "-p", "no:cacheprovider", *TESTS],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", finished.stdout, re.MULTILINE)
    return failed[1] if failed else None if finished.returncode == 0 else "the tests do not start"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
