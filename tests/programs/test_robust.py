"""No input makes the linter crash, hang or run the code it reads; what was found before a budget ran out stands."""

from __future__ import annotations

import ast
import builtins
import random
import subprocess
import sys
import sysconfig
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flake8_embedding import check as check_module
from flake8_embedding import plugin
from flake8_embedding.check import check
from flake8_embedding.interpret import visitor
from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library.registry import builtin
from flake8_embedding.limits import CHAIN, STEPS
from flake8_embedding.plugin import Plugin
from flake8_embedding.syntax.source import Source, Unparsable, sketch
from tests.programs.test_fixtures import PATHS
from tests.slow import batch
from tests.tools.broken import analyse, grafted, mutated, random_trees, truncated
from tests.tools.hostile import PROGRAMS

TABLE = "import torch\nfrom torch import nn\nnn.Embedding(2, 8)(torch.tensor([7]))\n"
LARGE = {
    "a list of a million numbers": "x = [" + ", ".join(["7"] * 1_000_000) + "]\nn = len(x)\n",
    "one line of a megabyte": "x = '" + "a" * 1_000_000 + "'\nn = len(x)\n",
    "ten thousand brackets": "x = " + "[" * 10_000 + "]" * 10_000 + "\n",
    "ten thousand ifs": "".join(" " * depth + "if x:\n" for depth in range(10_000)) + " " * 10_000 + "n = 1\n",
    "five thousand functions that call each other": "".join(
        f"def f{one}(x):\n    return f{(one * 7 + 1) % 5000}(x) + f{(one * 3 + 2) % 5000}(x)\n" for one in range(5000)
    )
    + "n = f0(1)\n",
    "two to the twentieth paths": "import sys\nn = 0\n"
    + "".join(f"if sys.argv[{one}]:\n    n = n + {2**one}\n" for one in range(20)),
    "a hierarchy of a thousand classes": "class C0: pass\n"
    + "".join(f"class C{one}(C{one - 1}): pass\n" for one in range(1, 1000))
    + "n = C999().size\n",
    "a generated file of fifty thousand lines": "".join(
        f"NAME_{one} = {one}\n\n\ndef get_{one}():\n    return NAME_{one}\n" for one in range(10_000)
    )
    + "n = get_7()\n",
}


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[int, list[str]]]:
    """Gives the steps that an analysis took, and the codes that it found."""
    steps = [0]

    class Recorded(ModuleVisitor):
        def close(self) -> None:
            steps.append(self.machine.budget.steps)
            super().close()

    def analyse(text: str) -> tuple[int, list[str]]:
        monkeypatch.setattr(check_module, "ModuleVisitor", Recorded)
        found = [one.code for one in check(text, loud=True)]
        return steps[-1], found

    return analyse


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_unreasonable_programs_end_within_the_budget_and_keep_what_was_found(
    name: str, analysed: Callable[[str], tuple[int, list[str]]]
) -> None:
    steps, found = analysed(f"{TABLE}{PROGRAMS[name]}table = nn.Embedding(n, 2)\ntable(torch.tensor([3]))\n")

    assert steps <= STEPS + 2_000
    assert "EMB106" in found or found == ["EMB900"]
    if found == ["EMB900"]:
        # Only what Python or libcst cannot parse at all.
        assert isinstance(sketch(f"{TABLE}{PROGRAMS[name]}"), Unparsable)


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_programs_do_too(name: str, analysed: Callable[[str], tuple[int, list[str]]]) -> None:
    steps, found = analysed(f"{TABLE}{LARGE[name]}table = nn.Embedding(n, 2)\n")

    assert steps <= STEPS + 2_000
    assert "EMB106" in found or found == ["EMB900"]


def test_each_column_is_a_step_whenever_rows_are_chosen(analysed: Callable[[str], tuple[int, list[str]]]) -> None:
    count = 60
    choices = (f"df['c{one}'] = df['c'] - df['c'].min()\ndf = df[df.c{one} < 9]\n" for one in range(count))

    steps, found = analysed(f"{TABLE}import pandas as pd\ndf = pd.read_csv('x.csv')\n{''.join(choices)}")

    assert steps > count * count / 2
    assert found == ["EMB106"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "chain",
    [
        "n = " + " and ".join(["1"] * 30_000),
        "n = " + " or ".join(["1"] * 30_000),
        "import a" + ".a" * 30_000,
        "from a" + ".a \\\n" * 30_000 + " import b",
        "n = " + " + ".join(["1"] * 30_000),
        "n = x" + ".a" * 30_000,
        "n = " + "not " * 30_000 + "1",
        "n = " + " ".join(["'a'"] * 30_000),
        "n = [1" + " for x in y" * 30_000 + "]",
        "import " + ".".join(["a"] * 30_000) + " as b",
    ],
)
def test_chains_that_would_exhaust_libcsts_stack_end_as_a_finding(chain: str) -> None:
    # In a process of its own: an exhausted stack ends the process.
    program = (
        "import sys, ast; from flake8_embedding.check import check; text = sys.stdin.read()\n"
        "from flake8_embedding.syntax.source import parse; parse(text)\n"
        "parse(f'match a:\\n    case 1: pass\\n{text}')\n"
        "print(sorted(one.code for one in check(text, loud=True)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], input=f"{TABLE}{chain}\n", capture_output=True, text=True, check=True
    )

    # What is not made of the ast is left to libcst's parser, and that parser's limit is told.
    assert finished.stdout in ("['EMB900']\n", "['EMB106']\n", "['EMB106', 'EMB900']\n")


@pytest.mark.slow
@pytest.mark.parametrize("index", [" + ".join(["i"] * 3_000), "i" + "[0]" * 3_000, "-" * 3_000 + "i"])
def test_the_prefilter_takes_indexes_of_any_depth(index: str) -> None:
    text = (
        f"import numpy as np\nimport torch\nembeddings = np.zeros(9)\nfor i in range(9):\n    embeddings[{index}] = 1\n"
    )
    tree = parsed_deeply(text)

    found = list(Plugin(tree, text.splitlines(keepends=True), "model.py").run())

    assert [one[2] for one in found if "internal error" in one[2] or "RecursionError" in one[2]] == []


def parsed_deeply(text: str) -> ast.Module:
    """What Python parses with a higher limit, as another plugin of flake8 may have set it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        return ast.parse(text)
    finally:
        sys.setrecursionlimit(before)


def test_chains_of_a_usual_length_are_analysed() -> None:
    chain = " and ".join(["x"] * 300)

    assert [one.code for one in check(f"{TABLE}n = {chain}\n# {'and or ' * CHAIN}\n")] == ["EMB106"]


@pytest.mark.parametrize("line", ["x = [y for*y in z]", "x = [y for *y in z]", "for*y in z: pass", "*x = y", "x = *y"])
def test_what_only_pythons_parser_takes_is_no_error(line: str) -> None:
    found = [one.code for one in check(f"{TABLE}{line}\n", loud=True)]

    assert found in (["EMB900"], ["EMB106"])


def test_what_is_nested_too_deep_may_have_changed_everything() -> None:
    deep = " + ".join(["f(rows := 9)", *["1"] * 400])

    found = check(f"import torch\nrows = 2\nn = {deep}\ntorch.nn.Embedding(rows, 8)(torch.tensor([7]))\n", loud=True)

    assert found == []


# -- bytes --------------------------------------------------------------------------------------------------------

FILES: dict[str, tuple[bytes, int | None]] = {
    "plain.py": (TABLE.encode(), 3),
    "crlf.py": (TABLE.replace("\n", "\r\n").encode(), 3),
    "bom.py": (b"\xef\xbb\xbf" + TABLE.encode(), 3),
    "bom_and_crlf.py": (b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode(), 3),
    "form_feed.py": (TABLE.replace("from torch", "\x0cfrom torch").encode(), 3),
    "form_feed_in_a_text.py": (f'x = """a\x0cb\x1cc\u2028d"""\n{TABLE}'.encode(), 4),
    "tabs.py": (TABLE.replace("nn.E", "if nn:\n\tnn.E").encode(), 4),
    "latin.py": (f"# -*- coding: latin-1 -*-\nx = 'é'\n{TABLE}".encode("latin-1"), 5),
    "no_end.py": (TABLE.rstrip().encode(), 3),
    "empty.py": (b"", None),
    "blank.py": (b"\n\n\n", None),
    "only_bom.py": (b"\xef\xbb\xbf", None),
    "comment.py": (b"# keras", None),
    "wide.py": (f"日本 = '日本'; {TABLE}".encode(), 3),
    "surrogate.py": (f"x = '\\ud800'\n{TABLE}".encode(), 4),
    # flake8 takes for latin-1 what it cannot decode.
    "not_utf8.py": (f"{TABLE}x = '".encode() + b"\xff'\n", 3),
    "wrong_coding.py": (f"# coding: nonsense\n{TABLE}".encode(), 4),
    "half.py": (f"{TABLE}nn.Embedding(".encode(), None),
    "newer.py": (f"{TABLE}x = t'{{n}}'\nlazy import keras\n".encode(), None),
    "long_line.py": (f"x = [{'1, ' * 50_000}]\n{TABLE}".encode(), 4),
}
if sys.version_info >= (3, 11, 4):
    # Before, `ast.parse` raises a ValueError for a null byte, and flake8 itself ends with it.
    FILES["nul.py"] = (f"{TABLE}x = '\0'\n".encode(), None)


@pytest.mark.slow
def test_files_of_all_kinds_through_flake8(tmp_path: Path) -> None:
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_bytes(content)

    finished = subprocess.run(
        [
            sys.executable,
            "-m",
            "flake8",
            "--isolated",
            "--select=EMB",
            "--jobs=1",
            "--format=%(path)s %(row)d %(code)s",
            ".",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.stderr == ""
    found = {line.split()[0]: (int(line.split()[1]), line.split()[2]) for line in finished.stdout.splitlines()}
    assert found == {f"./{name}": (line, "EMB106") for name, (_, line) in FILES.items() if line is not None}


@pytest.mark.parametrize("error", [SyntaxError, ValueError])
def test_a_null_byte_is_told_whichever_error_this_python_has_for_it(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> ast.Module:
        raise error("source code string cannot contain null bytes")

    monkeypatch.setattr(ast, "parse", parse)

    (found,) = check(f"{TABLE}x = '\0'\n", loud=True)

    assert (found.line, found.code) == (1, "EMB900")
    assert found.message == "not analysed: Python cannot parse it: source code string cannot contain null bytes"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_places(end: str) -> None:
    (found,) = check(TABLE.replace("\n", end), loud=True)

    assert (found.line, found.column) == (3, 13)


# -- failures -----------------------------------------------------------------------------------------------------


def boom(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("inside")


@pytest.mark.parametrize(
    ("where", "name", "kept"),
    [
        (ModuleVisitor, "_execute_module", []),
        (visitor, "evaluate_uncalled", ["EMB106"]),
        (Source, "position", []),
    ],
)
def test_an_internal_error_is_one_finding_in_the_field_and_an_exception_at_home(
    where: Any, name: str, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, boom)

    found = check(TABLE)

    assert [one.code for one in found if one.code != "EMB900"] == kept
    (told,) = (one.message for one in found if one.code == "EMB900")
    assert told == f"not analysed to the end: internal error, please report it: ZeroDivisionError in boom, line {BOOM}"
    with pytest.raises(ZeroDivisionError):
        check(TABLE, loud=True)


BOOM = boom.__code__.co_firstlineno + 1


@pytest.mark.parametrize("error", [MemoryError, RecursionError, KeyError, UnicodeDecodeError("utf-8", b"", 0, 1, "x")])
def test_whatever_is_raised_does_not_reach_flake8(error: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object, **__: object) -> Any:
        raise error

    for where, name in ((check_module, "_judged"), (check_module, "judge"), (ModuleVisitor, "_execute_module")):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, raising)
            assert "EMB900" in [one.code for one in check(TABLE)]


@pytest.mark.parametrize("of", [(Plugin, "config_for", boom), (plugin, "concern", boom)])
def test_what_goes_wrong_before_the_analysis_does_not_reach_flake8(of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*of)

    found = list(Plugin(ast.parse(TABLE), TABLE.splitlines(keepends=True), "model.py").run())

    assert [(line, column, text) for line, column, text, _ in found] == [
        (1, 0, "EMB900 not analysed: ZeroDivisionError: inside")
    ]


def test_the_file_is_neither_read_again_nor_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.py"
    program = f"{TABLE}open({str(tmp_path / 'ran')!r}, 'w')\n"
    # What flake8 has read counts, whatever is on disk by now.
    path.write_text("half written (")
    opened: list[str] = []
    real = builtins.open

    def watched(file: Any, *rest: Any, **named: Any) -> Any:
        opened.append(str(file))
        return real(file, *rest, **named)

    monkeypatch.setattr(builtins, "open", watched)
    list(Plugin(ast.parse(program), program.splitlines(keepends=True), str(path)).run())

    assert str(path) not in opened
    assert not (tmp_path / "ran").exists()


# -- the standard library -----------------------------------------------------------------------------------------

STDLIB = [
    path
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).rglob("*.py"))
    if "site-packages" not in path.parts and "test" not in path.parts and path.stat().st_size < 60_000
]


@pytest.mark.slow
def test_the_standard_library_has_no_findings() -> None:
    for path in batch(some(STDLIB, 40)):
        text = path.read_text(encoding="utf-8", errors="replace")

        # As if each of them had a table.
        assert [one for one in check(text, loud=True) if one.code != "EMB900"] == [], path


# -- half-written code --------------------------------------------------------------------------------------------


def some(paths: list[Path], number: int) -> list[Path]:
    return random.Random(5).sample(paths, number)


@pytest.mark.parametrize("path", some(PATHS, 24), ids=lambda path: path.name)
def test_a_program_that_is_being_typed_never_crashes(path: Path) -> None:
    text = path.read_text()

    for program in truncated(text, max(len(text) // 150, 1)):
        analyse(program)


@pytest.mark.slow
@pytest.mark.parametrize("broken", [mutated, grafted])
@pytest.mark.parametrize("seed", range(4))
def test_mutated_programs_never_crash(seed: int, broken: Callable[[str, random.Random], str]) -> None:
    chance = random.Random(seed)
    parsed, paths = 0, batch(PATHS, 4)

    for path in paths:
        text = broken(path.read_text(), chance)
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        parsed += 1
        analyse(text)

    assert parsed > len(paths) / 8


@pytest.mark.slow
def test_random_syntax_trees_never_crash() -> None:
    lengths: list[int] = []

    def see(program: str) -> None:
        lengths.append(len(program))
        analyse(program)

    random_trees(60, 1, see)

    assert len(lengths) >= 100


# -- growth -------------------------------------------------------------------------------------------------------

GROWING: dict[str, Callable[[int], str]] = {
    "lines": lambda n: "".join(f"x{one} = {one} + len(words)\n" for one in range(10 * n)),
    "functions": lambda n: "".join(f"def f{one}(x):\n    y = x + 1\n    return y\n" for one in range(10 * n)),
    "calls of one function": lambda n: (
        "def f(x):\n    return x + 1\n" + "".join(f"a{one} = f({one})\n" for one in range(10 * n))
    ),
    "functions that call the one before": lambda n: (
        "def f0(x):\n    return x\n"
        + "".join(f"def f{one}(x):\n    return f{one - 1}(x) + f{one - 1}(x)\n" for one in range(1, 4 * n))
    ),
    "branches": lambda n: "n = 0\n" + "".join(f"if words[{one}]:\n    n = n + {one}\n" for one in range(4 * n)),
    "loops": lambda n: "n = 0\n" + "".join(f"for w in words:\n    n = n + {one}\n" for one in range(4 * n)),
    "classes": lambda n: "".join(
        f"class C{one}:\n    def f(self):\n        return {one}\nc{one} = C{one}().f()\n" for one in range(4 * n)
    ),
    "entries": lambda n: "d = {}\n" + "".join(f"d['w{one}'] = len(d)\n" for one in range(16 * n)),
    "tables": lambda n: "".join(f"nn.Embedding({one + 1}, 8)(torch.tensor([{one}]))\n" for one in range(4 * n)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_work_and_memory_grow_no_faster_than_the_file(name: str) -> None:
    # What is loaded at the first analysis is no memory of any program.
    check(f"{TABLE}{GROWING[name](1)}")
    steps, peaks = [], []
    for size in (8, 64):
        source = sketch(f"{TABLE}words = open('x').read()\n{GROWING[name](size)}")
        assert isinstance(source, Source)
        visitor = ModuleVisitor(source, builtin())
        tracemalloc.start()
        source.module.visit(visitor)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        steps.append(visitor.machine.budget.steps)

    # Eight times the file: a bounded factor more than eight times the work and memory.
    assert steps[1] <= 8 * 1.3 * steps[0] + 200
    assert peaks[1] <= 8 * 2 * peaks[0] + 200_000


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("match 1:\n    case 1:\n        import keras\nx = " + " and ".join(["a"] * 30_000), "EMB001"),
        ("import keras\nx = '''" + "a\n" * 600_000 + "'''", "EMB001"),
    ],
    ids=["what is left out is chained", "what is left out is long"],
)
def test_of_a_file_without_tables_the_rest_does_no_harm(program: str, code: str) -> None:
    run = (
        "import ast, sys; from flake8_embedding.plugin import Plugin; text = sys.stdin.read()\n"
        "print([one[2][:6] for one in Plugin(ast.parse(text), text.splitlines(True), 'model.py').run()])"
    )
    finished = subprocess.run(
        [sys.executable, "-c", run], input=program + "\n", capture_output=True, text=True, check=True
    )

    assert finished.stdout == f"[{code!r}]\n"


def test_findings_keep_their_places_beside_a_long_chain_of_calls() -> None:
    text = f"from tensorflow.keras import layers\nx = a{'.b()' * 400}\ny = layers.Embedding(0, 5)\n"

    assert [(one.line, one.column, one.code) for one in check(text, loud=True)] == [(3, 21, "EMB201")]
