"""Files that import others of their project: what is told of them and where, and that no project makes us fail."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
import time
from pathlib import Path

import pytest
import yaml

from flake8_embedding.check import check
from flake8_embedding.commands.cli import main
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding
from flake8_embedding.limits import MODULE_BYTES, MODULES
from tests.doors.test_plugin import flake8, places
from tests.small_project import MODEL as NET
from tests.small_project import write

MAIN = """\
import torch
from net import Net

Net(9)(torch.tensor([9]))
"""
TOLD = "main.py:4:1: EMB106"
ALONE = "import torch\n{}\ntorch.nn.Embedding(9, 2)(torch.tensor([9]))\n"


def found(path: Path) -> list[Finding]:
    return check(path.read_text(), Config(filename=str(path)), loud=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, net=NET, main=MAIN)


# -- hooks ---------------------------------------------------------------------------------------------------------


def test_the_hook_of_the_documentation_looks_at_the_whole_project(project: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "pre-commit.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(textwrap.dedent(block)) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]

    (hook,) = next(block for block in blocks if isinstance(block, list) and block[0].get("pass_filenames") is False)

    assert hook["id"] == "flake8"
    # pre-commit adds no file to these, though only net.py has changed.
    assert places(flake8(project, *hook["args"])) == [f"./{TOLD}"]


# -- where it is told -----------------------------------------------------------------------------------------------


def test_a_table_of_another_module_is_told_where_this_file_leads_to_it(project: Path) -> None:
    assert places(flake8(project, "--select=EMB", ".")) == ["./main.py:4:1: EMB106"]


def test_the_message_names_the_file_and_line_of_the_table(project: Path) -> None:
    (finding,) = found(project / "main.py")

    assert finding.message.startswith("nn.Embedding in net.py:7 has 9 rows, but the id 9 on line 4 is looked up")
    assert [(step.path, step.line) for step in finding.trail if step.path] == [("net.py", 7), ("net.py", 10)]


VOCABULARY = """\
def build(path):
    table = {}
    for word in open(path).read().split():
        if word not in table:
            table[word] = len(table) + 1
    return table


vocab = build("words.txt")
"""


@pytest.mark.parametrize(
    ("imported", "size", "advice"),
    [
        ("from data import vocab", "len(vocab)", "has n rows, n = len(table) in data.py, but"),
        ("from data import vocab", "len(vocab)", "run from 1 to n; use one more row"),
        ("from data import build\ntable = build('x')\nvocab = table", "len(table)", "use len(table) + 1"),
    ],
)
def test_what_to_write_has_no_names_of_another_file(project: Path, imported: str, size: str, advice: str) -> None:
    text = f"import torch\nfrom net import Net\n{imported}\n\nNet({size})(torch.tensor([vocab[input()]]))\n"
    write(project, data=VOCABULARY, main=text)

    (finding,) = found(project / "main.py")

    assert advice in finding.message


def test_noqa_counts_on_the_line_that_is_reported(project: Path) -> None:
    write(project, main=MAIN.replace("[9]))", "[9]))  # noqa: EMB106"))

    assert places(flake8(project, "--select=EMB", ".")) == []


@pytest.mark.parametrize("arguments", [["--embedding-follow-imports=none"], ["--jobs=2"], ["--jobs=1"]])
def test_options(project: Path, arguments: list[str]) -> None:
    expected = [] if "none" in arguments[0] else ["./main.py:4:1: EMB106"]

    assert places(flake8(project, "--select=EMB", *arguments, ".")) == expected


def test_any_number_of_jobs_finds_the_same_in_files_that_import_others(project: Path) -> None:
    for number in range(6):
        text = MAIN.replace("Net(9)", f"Net({number + 6})").replace("from net", f"import main{number // 2}\nfrom net")
        write(project, **{f"main{number}": text if number else MAIN})

    told = [places(flake8(project, "--select=EMB", f"--jobs={jobs}", ".", anew=True)) for jobs in (1, 2, 4)]

    assert len(told[0]) == 5
    assert sorted(told[0]) == sorted(told[1]) == sorted(told[2])


def test_an_option_that_is_none_of_the_choices_is_refused(project: Path) -> None:
    (project / ".flake8").write_text("[flake8]\nembedding-follow-imports = all\n")

    assert "--embedding-follow-imports must be one of project, none" in flake8(project, ".").stdout


def test_a_buffer_counts_for_its_file_and_the_disk_for_the_others(project: Path) -> None:
    changed = MAIN.replace("Net(9)", "Net(10)")

    assert places(flake8(project, "--select=EMB", "--stdin-display-name=main.py", "-", stdin=changed)) == []
    assert places(flake8(project, "--select=EMB", "--stdin-display-name=main.py", "-", stdin=MAIN)) == [TOLD]


def test_what_a_module_proves_itself_is_told_there_only(project: Path) -> None:
    write(project, net=NET + "\n    def first(self):\n        return nn.Embedding(1, 2)(nn.Parameter(ids()))\n")
    write(project, alone=NET.replace("rows, 8", "9, 8") + "\n\nimport torch\nNet(0)(torch.tensor([9]))\n")
    write(project, main="from alone import Net\nimport torch\nNet(9)(torch.tensor([9]))\n")

    assert places(flake8(project, "--select=EMB", ".")) == ["./alone.py:7:35: EMB106"]


def test_what_other_modules_make_among_themselves_is_not_told_here(project: Path) -> None:
    write(project, run=MAIN, main="import run\n\nprint(run.Net)\n")

    assert found(project / "main.py") == []


def test_two_calls_are_told_apart(project: Path) -> None:
    write(project, main=MAIN + "Net(10)(torch.tensor([9]))\nNet(8)(torch.tensor([9]))\n")

    assert [one.line for one in found(project / "main.py")] == [4, 6]


def test_the_trace_shows_each_file_under_its_name(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other files are named from where the command is started.
    monkeypatch.chdir(project)
    assert main(["trace", "--isolated", str(project / "main.py")]) == 0
    shown = capsys.readouterr().out
    assert "main.py:4:1: nn.Embedding in net.py:7: too small" in shown
    assert "--> net.py\n 7 |         self.table = nn.Embedding(rows, 8)" in shown

    assert main(["trace", "--isolated", "--format=json", str(project / "main.py")]) == 0
    (trace,) = json.loads(capsys.readouterr().out)
    assert {step.get("path") for step in trace["steps"]} == {None, "net.py"}


def test_a_fix_edits_no_other_file(project: Path) -> None:
    before = (project / "net.py").read_text()

    assert main(["fix", "--isolated", "--write", "--unsafe", str(project / "main.py")]) in (0, 1)
    assert (project / "net.py").read_text() == before


def test_tables_that_the_configuration_declares_are_tables_wherever_they_are_defined(project: Path) -> None:
    write(project, layers="class Token:\n    def __init__(self, size):\n        self.size = size\n")
    write(project, main="from layers import Token\n\nToken(1 - 2)\n")

    found = flake8(project, "--select=EMB", "--embedding-tables=layers.Token:size", "main.py")

    assert places(found) == ["main.py:3:7: EMB201"]


# -- projects of all kinds ------------------------------------------------------------------------------------------


def test_a_file_that_changes_between_two_looks(project: Path) -> None:
    assert len(found(project / "main.py")) == 1
    write(project, net=NET.replace("rows, 8", "rows + 1, 8"))
    assert found(project / "main.py") == []
    (project / "net.py").unlink()
    assert found(project / "main.py") == []


@pytest.mark.parametrize(
    "broken",
    [b"def (:\n", b"\xff\xfe\x00", b"# coding: nonsense\n", b"x = '\x00'\n", b"", b"(" * 5000, b"raise SystemExit\n"],
)
def test_a_module_that_cannot_be_read_or_parsed(project: Path, broken: bytes) -> None:
    (project / "other.py").write_bytes(broken)
    write(project, main=ALONE.format("import other\nfrom other import *\nfrom other import x\nprint(x, other.y)"))

    assert [one.code for one in found(project / "main.py")] == ["EMB106"]


def test_a_module_that_may_not_be_read(project: Path) -> None:
    (project / "net.py").chmod(0)
    if os.access(project / "net.py", os.R_OK):
        pytest.skip("everything may be read")

    assert found(project / "main.py") == []


def test_an_enormous_module_is_not_read(project: Path) -> None:
    write(project, net=NET + "#" * MODULE_BYTES)

    assert found(project / "main.py") == []


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "setup.cfg").touch()
    write(tmp_path, net=NET)
    (tmp_path / "here" / "net.py").symlink_to(tmp_path / "net.py")
    write(tmp_path / "here", main=MAIN)

    assert found(tmp_path / "here" / "main.py") == []


@pytest.mark.parametrize(
    "modules",
    [
        {one: f"from {two} import x\nfrom {two} import *\nimport {two}\ny = {two}.y\n" for one, two in ("ab", "ba")},
        {"a": "from a import x\nimport a\ny = a.y\n", "b": ""},
        {"a": "import main\nfrom main import table\nx = y = main.table\n", "b": ""},
        {"a": "def x():\n    import b\n    return b.f()\ny = x()\n", "b": "import a\ndef f():\n    return a.x()\n"},
        {"a____init__": "from . import b\nfrom .b import *", "a__b": "from . import *\nfrom a import b as x", "b": ""},
    ],
)  # fmt: skip
def test_modules_that_import_each_other(project: Path, modules: dict[str, str]) -> None:
    write(project, **modules)
    write(project, main=ALONE.format("import a\nimport b\nfrom a import x, y\nfrom a import *\nprint(x, y)\ntable = 5"))

    assert [one.code for one in found(project / "main.py")] == ["EMB106"]


def test_a_long_chain_of_modules(project: Path) -> None:
    for number in range(300):
        write(project, **{f"m{number}": f"from m{number + 1} import *\nfrom m{number + 1} import rows as x{number}\n"})
    write(project, m300="rows = 9\n")
    write(project, main=ALONE.format("from m0 import *\nimport m299\nprint(m299.rows)"))

    assert [one.code for one in found(project / "main.py")] == ["EMB106"]


@pytest.mark.slow
def test_a_package_of_thousands_of_modules(project: Path) -> None:
    count = 3000
    for number in range(count):
        write(
            project,
            **{f"p__m{number}": f"from p.m{(number * 7) % count} import f as g\n\n\ndef f(n):\n    return g(n)\n"},
        )
    write(project, p____init__="\n".join(f"from p.m{number} import f as f{number}" for number in range(count)))
    calls = "\n".join(f"rows = f{number}(9)" for number in range(0, count, 10))
    write(project, main=ALONE.format(f"from p import *\n{calls}\nprint(rows)"))
    begun = time.perf_counter()

    assert {one.code for one in found(project / "main.py")} == {"EMB106"}
    assert time.perf_counter() - begun < 60
    assert len([name for name in sys.modules if name.startswith("p.m")]) == 0
    assert count > MODULES


@pytest.mark.slow
def test_a_project_that_is_too_much_work_takes_nothing_from_the_file(project: Path) -> None:
    loops = (
        "".join(f"{'    ' * depth}for i{depth} in range(9):\n" for depth in range(8)) + "    " * 8 + "x = [i0] + [i1]\n"
    )
    write(project, heavy="\n".join(f"def f{n}(x):\n{_indented(loops)}\n    return x\n" for n in range(40)))
    calls = "\n".join(f"heavy.f{n}(1)\nheavy.f{n}(2)\nheavy.f{n}(3)" for n in range(40))
    write(project, main=ALONE.format(f"import heavy\n{calls}"))

    assert [one.code for one in found(project / "main.py")] == ["EMB106"]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def test_nothing_is_run(project: Path) -> None:
    mark = project / "run"
    write(project, net=f"open({str(mark)!r}, 'w').close()\n" + NET)

    assert len(found(project / "main.py")) == 1
    assert not mark.exists()


# -- configuration files --------------------------------------------------------------------------------------------

LAUGHS = "a: &a [9, 9, 9, 9, 9, 9, 9, 9]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 9}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text", "load"),
    [
        ("c.json", '{"rows": 9}', "json.load(open('c.json'))"),
        ("c.json", '{"rows": 9}', "json.loads(open('c.json').read())"),
        ("c.json", '{"rows": 9}', "json.loads(pathlib.Path('c.json').read_text())"),
        ("d/c.json", '{"rows": 9}', "json.load(open(os.path.join(os.path.dirname(__file__), 'd', 'c.json')))"),
        ("c.toml", "rows = 9\n", "tomllib.load(open('c.toml', 'rb'))"),
        ("c.toml", "rows = 9\n", "toml.load('c.toml')"),
        ("c.yaml", "rows: 9\n", "yaml.safe_load(open('c.yaml'))"),
        ("c.yaml", "rows: 9\n", "yaml.load(open('c.yaml'), Loader=yaml.SafeLoader)"),
    ],
)
def test_configuration_is_read_as_data(project: Path, name: str, text: str, load: str) -> None:
    assert _with_configuration(project, name, text, load) == ["EMB106"]


@pytest.mark.parametrize(
    ("name", "text", "load"),
    [
        ("c.json", '{"rows": 9', "json.load(open('c.json'))"),
        ("c.json", "[" * 100_000, "json.load(open('c.json'))"),
        ("c.json", '{"rows": 9}' + " " * 300_000, "json.load(open('c.json'))"),
        ("c.json", "[10]", "json.load(open('c.json'))"),
        ("c.json", '{"rows": ' + "9" * 5000 + "}", "json.load(open('c.json'))"),
        ("c.json", '{"rows": 9}', "json.load(open('c.json', 'w'))"),
        ("c.json", '{"rows": 9}', "json.load(open(input()))"),
        ("c.json", '{"rows": 9}', "json.load(open('/c.json'))"),
        ("c.json", '{"rows": 9}', "json.load(open('../c.json'))"),
        ("c.yaml", LAUGHS, "yaml.safe_load(open('c.yaml'))"),
        ("c.yaml", MERGES, "yaml.safe_load(open('c.yaml'))"),
        ("c.yaml", "!!python/object/apply:os.system [exit]", "yaml.unsafe_load(open('c.yaml'))"),
        ("c.yaml", "rows: 9\n", "yaml.safe_load('c.yaml')"),
        ("c.toml", "rows = ", "toml.load('c.toml')"),
    ],
)
def test_what_is_no_configuration_is_not_known(project: Path, name: str, text: str, load: str) -> None:
    begun = time.perf_counter()

    assert _with_configuration(project, name, text, load) == []
    assert time.perf_counter() - begun < 20


def _with_configuration(project: Path, name: str, text: str, load: str) -> list[str]:
    (project / "d").mkdir()
    (project / name).write_text(text)
    write(
        project,
        main="import json, os, pathlib, tomllib, toml, yaml\nimport torch\n"
        f"config = {load}\ntable = torch.nn.Embedding(config['rows'], 8)\ntable(torch.tensor([9]))\n",
    )
    return [one.code for one in found(project / "main.py")]
