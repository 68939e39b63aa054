"""What the plugin costs: ``python -m tests.benchmark PATH...`` prints ratios taken in one run.

Each figure is the median of several rounds over the files below the paths, with the lowest and the highest. Not a
test: times depend on the machine, only the ratios are worth comparing.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import libcst as cst

from flake8_embedding.check import check
from flake8_embedding.plugin import concerns_us


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    warnings.simplefilter("ignore")

    files = list(_parsed(given.paths))
    concerned = [(text, tree) for text, tree in files if concerns_us(text, tree) and "Embedding" in text]
    print(f"{len(files)} files, {len(concerned)} of them with tables")

    _print(
        "look at the ast / ast.parse, all files",
        lambda: [concerns_us(text, tree) for text, tree in files],
        lambda: [ast.parse(text) for text, _ in files],
        given.rounds,
    )
    _print(
        "plugin / libcst.parse_module, files with tables",
        lambda: [check(text, None, tree) for text, tree in concerned],
        lambda: [cst.parse_module(text) for text, _ in concerned],
        given.rounds,
    )
    print(f"libcst imported for a file without tables: {_imports_libcst()}")


def _parsed(paths: list[Path]) -> list[tuple[str, ast.Module]]:
    found = []
    for path in sorted(file for given in paths for file in ([given] if given.is_file() else given.rglob("*.py"))):
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
            cst.parse_module(text)
        except (SyntaxError, ValueError, OSError, RecursionError, cst.ParserSyntaxError):
            continue
        found.append((text, tree))
    return found


def _print(name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> None:
    ratios = []
    for _ in range(rounds):
        one, other = _seconds(ours), _seconds(theirs)
        ratios.append(one / other)
    print(
        f"{name}: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}), last round {one:.2f} s / {other:.2f} s"
    )


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _imports_libcst() -> bool:
    program = (
        "import ast, sys; from flake8_embedding.plugin import Plugin; text = 'import os\\nprint(os.name)\\n'; "
        "list(Plugin(ast.parse(text), text.splitlines(True), 'plain.py').run()); print('libcst' in sys.modules)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return finished.stdout.strip() == "True"


if __name__ == "__main__":
    main()
