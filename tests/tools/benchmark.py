"""What the plugin costs: ``python -m tests.tools.benchmark --library PATH --tables PATH`` prints ratios of one run.

``--library`` are large libraries that import torch or keras everywhere and build few tables, ``--tables`` are files
that all build some, ``--plain`` files without machine learning (default: modules of the standard library). Each figure
is the median of several rounds, with the lowest and the highest. Not a test: times depend on the machine, only the
ratios are worth comparing.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
import tracemalloc
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import libcst as cst

import flake8_embedding
from flake8_embedding.check import check
from flake8_embedding.prefilter import Concern, concern

FLAKE8 = "import sys; from flake8.main.cli import main; sys.exit(main(sys.argv[1:]))"
WITHOUT_US = (
    "import importlib.metadata as metadata; found = metadata.distributions; "
    # By the name of its folder: reading each distribution's metadata would make flake8 without us seem slower.
    "metadata.distributions = lambda **named: "
    "(one for one in found(**named) if 'flake8_embedding' not in str(getattr(one, '_path', ''))); " + FLAKE8
)
SMALL_PLAIN = "import os\n\n\ndef main() -> None:\n    print(os.name)\n"
SMALL_TABLE = (
    "from tensorflow.keras.layers import Embedding\nfrom tensorflow.keras.preprocessing.text import Tokenizer\n\n"
    "tokenizer = Tokenizer()\ntokenizer.fit_on_texts(texts)\nEmbedding(len(tokenizer.word_index) + 1, 8)\n"
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--plain", nargs="+", type=Path, default=_standard_library())
    arguments.add_argument("--library", nargs="*", type=Path, default=[])
    arguments.add_argument("--tables", nargs="*", type=Path, default=[])
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--quick", action="store_true", help="just to see that it runs")
    given = arguments.parse_args()
    warnings.simplefilter("ignore")
    rounds = given.rounds
    # As pip installs it, and flake8 and libcst beside it: compiled.
    compileall.compile_dir(Path(flake8_embedding.__file__).parent, quiet=1)

    _flake8("1. files without machine learning", _files(given.plain), rounds)
    for library in given.library:
        _flake8(f"2. a library that imports torch or keras everywhere, {library.name}", _files([library]), rounds)
    if given.tables:
        tables = [path for path in _files(given.tables) if _concerns(path)]
        _flake8("3. files with tables", tables, rounds)
        texts = [(path.read_text(encoding="utf-8"), ast.parse(path.read_text(encoding="utf-8"))) for path in tables]
        _ratio(
            "4. the plugin / libcst.parse_module alone, files with tables",
            lambda: sum(_seconds(partial(check, text, None, tree)) for text, tree in texts),
            lambda: sum(_seconds(partial(cst.parse_module, text)) for text, _ in texts),
            rounds,
        )
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("that does not concern us", SMALL_PLAIN), ("with a table", SMALL_TABLE)):
            path = Path(folder) / "model.py"
            path.write_text(text)
            _flake8(f"5. one small file {name}", [path], 1 if given.quick else max(rounds, 25))
    _growth((1, 2) if given.quick else (1, 4, 16, 64))
    print(f"libcst imported for a file without tables: {_imports_libcst()}")


def _standard_library() -> list[Path]:
    return sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))


def _files(paths: list[Path]) -> list[Path]:
    found = (file for given in paths for file in ([given] if given.is_file() else sorted(given.rglob("*.py"))))
    return [path for path in found if _parses(path)]


def _parses(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
        ast.parse(text)
        cst.parse_module(text)
    except (SyntaxError, ValueError, OSError, RecursionError, cst.ParserSyntaxError):
        return False
    return True


def _concerns(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return concern(text, ast.parse(text)) is Concern.EVERYTHING and "Embedding" in text


def _flake8(name: str, files: list[Path], rounds: int) -> None:
    """flake8 with the plugin against flake8 without it, in processes of their own."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        arguments = ["--isolated", "--jobs=1", "--exit-zero", f"--output-file={listed.name}", *map(str, files)]
        _ratio(
            f"{name} ({len(files)}): flake8 with the plugin / without",
            lambda: _process_seconds(FLAKE8, arguments),
            lambda: _process_seconds(WITHOUT_US, arguments),
            rounds,
        )


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _process_seconds(program: str, arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, env=_ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ratio(name: str, ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> None:
    ratios = []
    for _ in range(rounds):
        one, other = ours(), theirs()
        ratios.append(one / other)
    spread = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"{name}: {spread}, last round {one:.2f} s / {other:.2f} s", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _growth(sizes: tuple[int, ...]) -> None:
    """Time and memory for a file of so many times the length, each per line, against those of the first."""
    shapes: dict[str, Callable[[int], str]] = {
        "lines": lambda n: "".join(f"x{one} = len(words) + {one}\n" for one in range(50 * n)),
        "functions": lambda n: "".join(f"def f{one}(x):\n    return x + {one}\n" for one in range(20 * n)),
        "calls": lambda n: "def f(x):\n    return x + 1\n" + "".join(f"y{one} = f({one})\n" for one in range(40 * n)),
    }
    for name, made in shapes.items():
        seconds, peaks = [], []
        for size in sizes:
            text = SMALL_TABLE + made(size)
            seconds.append(min(_seconds(lambda text=text: check(text)) for _ in range(3)) / size)  # type: ignore[misc]
            tracemalloc.start()
            check(text)
            peaks.append(tracemalloc.get_traced_memory()[1] / size)
            tracemalloc.stop()
        times = ", ".join(f"{one / seconds[0]:.2f}" for one in seconds)
        memory = ", ".join(f"{one / peaks[0]:.2f}" for one in peaks)
        many = ", ".join(map(str, sizes))
        print(f"6. {name}, {many} times as many: time for each {times}; peak memory for each {memory}", flush=True)


def _imports_libcst() -> bool:
    program = (
        "import ast, sys; from flake8_embedding.plugin import Plugin; text = 'import os\\nprint(os.name)\\n'; "
        "list(Plugin(ast.parse(text), text.splitlines(True), 'plain.py').run()); print('libcst' in sys.modules)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return finished.stdout.strip() == "True"


if __name__ == "__main__":
    main()
