"""What people run flake8 with: editors' servers, notebooks, hooks, formatters, configuration and baselines.

Needs ``pip install -e '.[tools]'``; run with ``pytest -m tools``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from flake8_embedding.commands.cli import main
from flake8_embedding.files import Document
from tests.tools.documents import DOCS, README
from tests.tools.drawing import PICTURE, drawn

pytestmark = pytest.mark.tools

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
BAD = (
    "from tensorflow.keras.layers import Embedding\n"
    "from tensorflow.keras.preprocessing.text import Tokenizer\n"
    "\n"
    "tokenizer = Tokenizer()\n"
    'tokenizer.fit_on_texts(["the cat sat", "the dog ran"])\n'
    "embedding = Embedding(len(tokenizer.word_index), 8)\n"
)
GOOD = BAD.replace("word_index)", "word_index) + 1")
HALF = BAD.rsplit("(", 1)[0] + "("


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "model.py").write_text(BAD)
    return tmp_path


def run(*command: str | Path, **named: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **named)


def flake8(*arguments: str) -> str:
    finished = run(BIN / "flake8", *arguments)
    assert finished.returncode in (0, 1), finished.stderr
    return finished.stdout


# -- notebooks ----------------------------------------------------------------------------------------------------


def notebook(*sources: str) -> str:
    from nbformat import v4

    cells = [v4.new_code_cell(source) for source in sources]
    cells[0]["outputs"] = [v4.new_output("stream", text="é\n")]
    cells.insert(1, v4.new_markdown_cell("# Words"))
    made = v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "x", "language": "python", "display_name": "x"}}
    )
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def test_nbqa_shows_the_cell_and_its_line(here: Path) -> None:
    first, second = BAD.split("\n\n")
    (here / "model.ipynb").write_text(notebook("%matplotlib inline\n!pip install x", first, second.strip()))

    finished = run(BIN / "nbqa", "flake8", "model.ipynb", "--select=EMB")

    assert re.findall(r"^(\S+) (EMB\d+)", finished.stdout, re.MULTILINE) == [("model.ipynb:cell_3:3:23:", "EMB101")]


def test_fix_writes_a_notebook_that_is_valid_and_else_the_same(here: Path) -> None:
    import nbformat

    first, second = BAD.split("\n\n")
    path = here / "model.ipynb"
    path.write_text(notebook("%matplotlib inline\nx = !ls \\\n    -l\nx?", first, "%%bash\nls", second.strip()))
    before = path.read_text()

    assert main(["fix", "--write", "model.ipynb"]) == 0

    assert path.read_text() == before.replace("word_index), 8", "word_index) + 1, 8")
    nbformat.validate(nbformat.read(path, as_version=4))
    assert main(["fix", "--write", "model.ipynb"]) == 0
    assert path.read_text() == before.replace("word_index), 8", "word_index) + 1, 8")


def test_notebooks_are_read_as_nbqa_reads_them(here: Path) -> None:
    (here / "model.ipynb").write_text(notebook("%%time\nx = 1", "%time y = 2", "z = 3"))

    document = Document.read("model.ipynb")

    assert document.notebook is not None
    assert document.notebook.sources(document.program) == ["%%time\nx = 1", "%time y = 2", "z = 3"]


def test_an_editor_that_pipes_a_whole_notebook_gets_no_crash(here: Path) -> None:
    (here / "model.ipynb").write_text(notebook(BAD))
    joined = run(BIN / "flake8", "--select=EMB", "--stdin-display-name", "model.ipynb", "-", input=BAD)
    raw = run(BIN / "flake8", "--select=EMB", "--stdin-display-name", "model.ipynb", "-", input=notebook(BAD))

    assert joined.stdout.startswith("model.ipynb:6:23: EMB101 ")
    assert raw.stdout.startswith("model.ipynb:1:1: EMB900 not analysed: flake8 reads no notebooks; use ")
    assert raw.stderr == ""


# -- editors ------------------------------------------------------------------------------------------------------


class Editor:
    """A client of a language server, as small as can be."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
        )
        self._uri = (root / "model.py").as_uri()
        self._version = 0
        self._send("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}, number=1)
        self._until(lambda message: message.get("id") == 1)
        self._send("initialized", {})
        only_ours = {"enabled": True, "executable": str(BIN / "flake8"), "select": ["EMB"]}
        others = {name: {"enabled": False} for name in ("pycodestyle", "pyflakes", "mccabe", "autopep8", "yapf")}
        settings = {"pylsp": {"plugins": {"flake8": only_ours, **others}}}
        self._send("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, text: str) -> list[dict[str, Any]]:
        document = {"uri": self._uri, "languageId": "python", "version": 0, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        return self._diagnostics()

    def type(self, text: str) -> list[dict[str, Any]]:
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        self._send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self._diagnostics()

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _diagnostics(self) -> list[dict[str, Any]]:
        message = self._until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found

    def _send(self, method: str, params: dict[str, Any], number: int | None = None) -> None:
        content = {"jsonrpc": "2.0", "method": method, "params": params, **({"id": number} if number else {})}
        body = json.dumps(content).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _until(self, wanted: Any) -> dict[str, Any]:
        assert self._process.stdout is not None
        while True:
            length = 0
            while (header := self._process.stdout.readline().strip()) != b"":
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            assert length, "the server has ended"
            message: dict[str, Any] = json.loads(self._process.stdout.read(length))
            if wanted(message):
                return message


@pytest.fixture
def editor(here: Path) -> Iterator[Editor]:
    started = Editor(here)
    yield started
    started.close()


def test_a_language_server_shows_findings_while_one_types(editor: Editor) -> None:
    saved = editor.open(BAD)
    assert [(one["code"], one["range"]["start"]) for one in saved] == [("EMB101", {"line": 5, "character": 22})]

    moved = editor.type(f"# unsaved\n{BAD}")
    assert [(one["code"], one["range"]["start"]) for one in moved] == [("EMB101", {"line": 6, "character": 22})]

    # Half-typed code is a syntax error for the others, and none of our business.
    assert [one for one in editor.type(HALF) if str(one.get("code", "")).startswith("EMB")] == []
    assert editor.type(GOOD) == []


# -- pre-commit ---------------------------------------------------------------------------------------------------


def git(*arguments: str, where: Path) -> subprocess.CompletedProcess[str]:
    return run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments, cwd=where)


def test_hooks_refuse_a_bad_commit_fix_it_and_let_a_good_one_through(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(here / "cache"))
    hooks, project = here / "hooks", here / "project"
    tracked = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout.splitlines()
    for name in tracked:
        if name.startswith(("flake8_embedding/", "pyproject", "README", "LICENSE", "CHANGELOG", ".pre-commit")):
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, hooks / name)
    for folder in (hooks, project):
        folder.mkdir(exist_ok=True)
        git("init", "--quiet", where=folder)
    git("add", "-A", where=hooks)
    git("commit", "--quiet", "-m", "hooks", where=hooks)
    revision = git("rev-parse", "HEAD", where=hooks).stdout.strip()
    names = ("flake8-embedding", "flake8-embedding-fix")
    settings = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": name} for name in names]}]}
    (project / ".pre-commit-config.yaml").write_text(json.dumps(settings))
    git("add", "-A", where=project)

    def try_hook(name: str, text: str) -> tuple[int, str, str]:
        (project / "model.py").write_text(text)
        git("add", "model.py", where=project)
        finished = run(BIN / "pre-commit", "run", name, "--all-files", cwd=project)
        return finished.returncode, finished.stdout, (project / "model.py").read_text()

    status, told, _ = try_hook("flake8-embedding", BAD)
    assert status == 1
    assert "model.py:6:23: EMB101 " in told
    status, told, fixed = try_hook("flake8-embedding-fix", BAD)
    assert status == 1
    assert "files were modified by this hook" in told
    assert fixed == GOOD
    for name in names:
        assert try_hook(name, GOOD)[0] == 0


# -- CI -----------------------------------------------------------------------------------------------------------


def test_gitlab_code_quality() -> None:
    (one,) = json.loads(flake8("--select=EMB", "--format=gl-codeclimate", "model.py"))

    assert one["location"] == {"path": "model.py", "lines": {"begin": 6, "end": 6}}
    assert "Embedding has len(tokenizer.word_index) rows" in one["description"]
    assert "EMB101" in one["description"]


def test_junit() -> None:
    root = ElementTree.fromstring(flake8("--select=EMB", "--format=junit-xml", "model.py"))

    (failure,) = root.iter("failure")
    assert (failure.get("message") or "").startswith("model.py:6:23: EMB101 ")


def test_github_annotations() -> None:
    shown = flake8("--select=EMB", "--format=github", "model.py")

    assert shown.startswith("::error file=model.py,line=6,col=23,title=EMB101::Embedding has ")


def test_the_problem_matcher_reads_every_line() -> None:
    matcher = json.loads((ROOT / ".github/flake8-embedding-matcher.json").read_text())
    (pattern,) = matcher["problemMatcher"][0]["pattern"]

    found = re.fullmatch(pattern["regexp"], flake8("--select=EMB", "model.py").rstrip("\n"))

    assert found is not None
    fields = [found[pattern[name]] for name in ("file", "line", "column", "code")]
    assert fields == ["model.py", "6", "23", "EMB101"]


# -- configuration ------------------------------------------------------------------------------------------------


def test_pyproject_through_flake8_pyproject(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "import mine\nfrom keras.layers import Embedding\nmine.Table(8)([[7]])\n"
    (here / "model.py").write_text(text)
    assert "EMB001" in flake8("--select=EMB", "model.py")
    (here / "pyproject.toml").write_text(
        '[tool.flake8]\nselect = ["EMB"]\nembedding-keras = "keras-3"\nembedding-tables = ["mine.Table:rows"]\n'
    )

    assert flake8("model.py") == ""
    # The command sees the same configuration.
    assert main(["fix", "model.py"]) == 0
    assert "nothing to fix" in capsys.readouterr().err
    (here / "model.py").write_text(text.replace("8", "5"))
    assert "EMB106 Table has 5 rows" in flake8("model.py")


def test_findings_on_changed_lines_only(here: Path) -> None:
    git("init", "--quiet", "--initial-branch=main", where=here)
    git("add", "model.py", where=here)
    git("commit", "--quiet", "-m", "old", where=here)
    git("switch", "--quiet", "-c", "feature", where=here)
    again = BAD.splitlines()[-1].replace("embedding", "second")
    (here / "model.py").write_text(f"{BAD}{again}\n")
    git("commit", "--quiet", "-am", "new", where=here)

    shown = run(
        BIN / "diff-quality", "--violations=flake8", "--compare-branch=main", "--options=--select=EMB", cwd=here
    )

    assert re.findall(r"model\.py:(\d+): (EMB\d+)", shown.stdout) == [("7", "EMB101")]


# -- the documentation --------------------------------------------------------------------------------------------


def documented_commands() -> list[str]:
    pages = (README, *sorted(DOCS.glob("*.md")))
    texts = [path.read_text(encoding="utf-8") for path in pages]
    commands = [
        line
        for text in texts
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    # What installs is run by ``.ci/run`` and by whoever installs the project.
    return sorted({command for command in commands if "pip install" not in command})


@pytest.mark.parametrize("command", documented_commands())
def test_every_command_of_the_documentation_runs(command: str, here: Path) -> None:
    (here / "model.py").write_text(f"\n\n{BAD}")
    (here / "model.ipynb").write_text(notebook(BAD))
    (here / "embedding-baseline.txt").write_text("")
    git("init", "--quiet", "--initial-branch=main", where=here)
    git("add", "-A", where=here)
    git("commit", "--quiet", "-m", "old", where=here)

    finished = run("bash", "-c", command)

    assert finished.returncode in (0, 1), finished.stderr
    assert "Traceback" not in finished.stderr
    assert finished.stdout or finished.stderr or ">" in command


def test_the_recipe_for_a_baseline_tells_new_findings_only(here: Path) -> None:
    compare, record = sorted(
        (one for one in documented_commands() if "embedding-baseline" in one), key=len, reverse=True
    )
    (here / "old.py").write_text(BAD)
    run("bash", "-c", record)
    (here / "old.py").write_text(f"# moved\n{BAD}")
    (here / "new.py").write_text(BAD)

    shown = run("bash", "-c", compare).stdout

    assert [line.split()[:2] for line in shown.splitlines()] == [["./new.py", "EMB101"]]


def test_the_readmes_picture_is_what_trace_draws() -> None:
    assert drawn() == PICTURE.read_text(encoding="utf-8"), "run python -m tests.tools.drawing"
