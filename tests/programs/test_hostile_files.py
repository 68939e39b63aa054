"""What hostile files cannot do: forge findings, move the cursor, take time or memory, or have their code run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.commands.cli import main
from flake8_embedding.lintable import files_at
from flake8_embedding.project.declared import declared_keras
from flake8_embedding.shown import shown
from tests.flake8_run import flake8_here

MODEL = (
    "from keras.layers import Embedding\nfrom keras.preprocessing.text import Tokenizer\n"
    "Embedding(5, 8, input_length=3)\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def flake8(here: Path) -> str:
    return flake8_here(here, "--isolated", "--select=EMB", ".").stdout


# -- what is shown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("len(words) + 1", "len(words) + 1"),
        ("naïve 日本語\u3000x\ty", "naïve 日本語\u3000x\ty"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("one\u2028two\x85three\rfour\nfive\x00", "one\\u2028two\\x85three\\rfour\\nfive\\x00"),
        ("\udc80\U000e0041", "\\udc80\\U000e0041"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(text: str, wanted: str) -> None:
    assert shown(text) == wanted


WORDS = "words = {w: i for i, w in enumerate(read(), 1)}\n"
HOSTILE = "\x1b[31mX\x1b[0m \u202e\u2028\x85"
PROGRAM = (
    f'import sys\nimport torch\nfrom torch import nn\nn = 2 if sys.argv[0] == "{HOSTILE}" else 10\n'
    "nn.Embedding(n, 8)(torch.tensor([5]))\n"
    f'words = {{w: i for i, w in enumerate(read("{HOSTILE}"), 1)}}\nnn.Embedding(len(words), 8)  # {HOSTILE}\n'
)


def harmless(text: str) -> bool:
    return all(one.isprintable() or one in "\n\t" for one in text)


def test_findings_trace_and_diff_show_no_character_that_is_not_seen(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "model.py").write_text(PROGRAM)

    found = check(PROGRAM)
    assert len(found) == 2
    assert all(harmless(one.message) and all(harmless(step.text) for step in one.trail) for one in found)
    assert "\\x1b[31mX" in found[0].message

    assert main(["trace", "--color=never", "model.py"]) == 0
    drawn = capsys.readouterr().out
    assert harmless(drawn)
    assert "\\x1b[31mX" in drawn

    assert main(["trace", "--format=json", "model.py"]) == 0
    assert harmless(capsys.readouterr().out)

    assert main(["fix", "model.py"]) == 1
    diff = capsys.readouterr()
    assert harmless(diff.out)
    assert harmless(diff.err)
    assert f"+nn.Embedding(len(words) + 1, 8)  # {shown(HOSTILE)}\n" in diff.out


@pytest.mark.parametrize(
    "arguments",
    [
        *(["check", f"--format={form}"] for form in ("text", "json", "github", "sarif", "html")),
        ["trace", "--color=never"],
        ["trace", "--format=json"],
        ["fix"],
        ["fix", "--unsafe"],
    ],
    ids=" ".join,
)
def test_no_command_shows_text_of_a_file_raw(
    arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "model.py").write_text(PROGRAM)
    # The text of another file, too, and what cannot be read.
    (here / "config.py").write_text(f"# {HOSTILE}\nROWS = 5; NAME = '{HOSTILE}'\n")
    (here / "train.py").write_text(
        f"import torch\nfrom config import NAME, ROWS  # {HOSTILE}\nids = torch.tensor([5])\n"
        f"torch.nn.Embedding(ROWS, 8)(ids)  # {HOSTILE}\n"
    )
    (here / "broken.py").write_text(f"'{HOSTILE}'\nimport keras\nkeras.layers.Embedding('{HOSTILE}\n")
    (here / "coded.py").write_bytes(b"# coding: latin-\x1b[31m1\nimport keras\n")
    source = ["import keras\n", f"print('{HOSTILE}')\n", "keras.layers.Embedding(0, 1)"]
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4}
    (here / "note.ipynb").write_text(json.dumps(notebook))
    language = {"kernelspec": {"language": HOSTILE}}
    (here / "other.ipynb").write_text(json.dumps({**notebook, "metadata": language}))

    main([*arguments, "."])

    seen = capsys.readouterr()
    assert harmless(seen.out)
    assert harmless(seen.err)
    assert seen.out


def test_explain_shows_what_it_was_given_as_an_escape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", f"EMB{HOSTILE}", "EMB101"]) == 2

    assert harmless(capsys.readouterr().err)


def test_flake8_prints_nothing_raw(here: Path) -> None:
    (here / "model.py").write_text(PROGRAM)
    (here / "note.ipynb").write_text(json.dumps({"cells": [], "x": HOSTILE}))

    finished = flake8_here(here, "--isolated", "--select=EMB", "model.py", "note.ipynb")

    assert finished.stdout.count("EMB") == 3
    assert harmless(finished.stdout)


def test_underlines_stand_below_what_they_are_about(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "model.py").write_text(f"from torch import nn\n{WORDS}\x0c'\x1b'; nn.Embedding(len(words), 8)\n")

    main(["trace", "--color=never", "model.py"])

    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if "nn.Embedding(len" in line)
    assert lines[at + 1].index("^") == lines[at].index("nn.Embedding")


@pytest.mark.skipif(os.name != "posix", reason="names that other systems do not allow")
def test_names_of_files_are_shown_as_they_can_be_seen(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[31m\nb.py"
    (here / name).write_text("import (\n")
    (here / f"c{name}").write_text(PROGRAM)

    main(["fix"])
    main(["trace", name])
    main(["trace", f"c{name}"])

    seen = capsys.readouterr()
    assert harmless(seen.out)
    assert harmless(seen.err)
    assert "a\\x1b[31m\\nb.py" in seen.err


# -- what a project requires ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies=["keras>=3.15\\nother.py:1:1: EMB106 forged"]\n'),
        ("requirements.txt", "keras>=3.15 \x1b[31m forged\n"),
        ("setup.cfg", "[options]\ninstall_requires = keras>=3.15 \u202e forged\n"),
    ],
)
def test_only_what_is_understood_of_a_requirement_is_told(file: str, text: str, here: Path) -> None:
    (here / file).write_text(text)
    (here / "model.py").write_text(MODEL)

    told = flake8(here)

    assert f"(the project requires keras>=3.15 in {file})" in told
    assert "forged" not in told
    assert len(told.splitlines()) == len({line.split(": ")[0] for line in told.splitlines()})


@pytest.mark.skipif(os.name != "posix", reason="names that other systems do not allow")
def test_the_name_of_a_requirements_file_is_shown_as_it_can_be_seen(here: Path) -> None:
    (here / "requirements-\nx.py:1:1: EMB106 forged.txt").write_text("keras>=3.4\n")

    found = declared_keras(str(here / "model.py"))

    assert found is not None
    assert found.where == "keras>=3.4 in requirements-\\nx.py:1:1: EMB106 forged.txt"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("pyproject.toml", f"x = 'keras'\n{'a.' * 40_000}a = 1\n", id="a deep key"),
        pytest.param("pyproject.toml", f"x = 'keras'\n[{'a . ' * 40_000}a]\n", id="a deep table"),
        pytest.param("pyproject.toml", f"x = {'[' * 90_000}'keras'\n", id="a deep array"),
        pytest.param("pyproject.toml", f"x = 'keras'\ny = {'{a=' * 60_000}\n", id="a deep inline table"),
        pytest.param(
            "pyproject.toml",
            "x = 'keras'\n" + "".join(f"a.b.c.d.e.f.g.h{i} = 1\n" for i in range(8_000)),
            id="many keys",
        ),
        pytest.param("pyproject.toml", f"keras = '{'a' * 190_000}", id="a long string without an end"),
        pytest.param("setup.cfg", f"[options]\na{' ' * 100_000}b\nkeras\n", id="a line of blanks"),
        pytest.param("setup.cfg", f"[options]\ninstall_requires = keras{' ' * 100_000}b\n", id="blanks behind a name"),
        pytest.param("requirements.txt", f"keras{' ' * 100_000}>{' ' * 90_000}\n", id="blanks before a version"),
        pytest.param("requirements.txt", f"keras>={'9' * 100_000}\n", id="a long version"),
        pytest.param("requirements.txt", f"keras[{'[' * 150_000}\n", id="brackets"),
        pytest.param("requirements.txt", "keras>=3\n" * 300_000, id="a large file"),
        pytest.param("requirements.txt", "-r requirements.txt\n-r ./requirements.txt\n" * 4_000, id="includes itself"),
        pytest.param("requirements.txt", f"keras=={'1.' * 90_000}\n", id="a version of many parts"),
        pytest.param("setup.py", f"keras = setup({'(' * 90_000}", id="a deep call"),
        pytest.param("setup.py", f"setup(install_requires={'a+' * 60_000}'keras')", id="a deep sum"),
        pytest.param(
            "setup.py",
            "".join(f"a{i} = [{f'a{i + 1},' * 400}'keras']\n" for i in range(60)) + "setup(install_requires=a0)\n",
            id="lists of lists",
        ),
        pytest.param("poetry.lock", 'name = "keras"\n' * 300_000, id="names without versions"),
        pytest.param("uv.lock", f'name = "keras"\n{" " * 4_000_000}version', id="blanks before a locked version"),
        pytest.param("Pipfile.lock", '"keras": {"version": ' * 200_000, id="open objects"),
        pytest.param("Pipfile.lock", f'"keras": {{{chr(34) * 4_000_000}', id="a long object"),
        pytest.param("environment.yml", f"- {'a' * 900}\n" * 200 + f"-{' ' * 190_000}", id="blanks behind a dash"),
    ],
)
def test_hostile_requirements_take_no_time(file: str, text: str, here: Path) -> None:
    (here / file).write_text(text)

    started = time.process_time()
    declared_keras(str(here / "model.py"))
    assert time.process_time() - started < 2


@pytest.mark.skipif(os.name != "posix", reason="links and special files of POSIX")
def test_only_small_regular_files_of_the_project_are_read(here: Path) -> None:
    project = here / "project"
    (project / ".git").mkdir(parents=True)
    (here / "outside.txt").write_text("keras>=3.4\n")
    (project / "requirements.txt").symlink_to("../outside.txt")
    os.mkfifo(project / "requirements-dev.txt")
    (project / "setup.cfg").symlink_to("/dev/zero")
    with (project / "requirements-large.txt").open("wb") as file:
        file.truncate(3_000_000_000)

    assert declared_keras(str(project / "model.py")) is None

    (project / "deps").mkdir()
    (project / "deps" / "base.txt").write_text("keras>=3.4\n")
    (project / "sub").mkdir()
    (project / "sub" / "requirements.txt").symlink_to("../deps/base.txt")

    assert declared_keras(str(project / "sub" / "model.py")) is not None


@pytest.mark.skipif(os.name != "posix", reason="links and special files of POSIX")
def test_pipes_and_devices_below_a_folder_are_not_read(here: Path) -> None:
    project = here / "project"
    project.mkdir()
    os.mkfifo(project / "pipe.py")
    (project / "zero.ipynb").symlink_to("/dev/zero")
    (project / "gone.py").symlink_to("nowhere.py")
    (project / "model.py").write_text("x = 1\n")

    found = files_at([str(project)], ["*.py", "*.ipynb"], [])

    assert [Path(path).name for path in found] == ["gone.py", "model.py"]


def test_a_file_that_cannot_be_read_is_tried_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    (here / "pyproject.toml").write_text("keras = 3\n")
    tried = []

    def fails(text: str) -> dict[str, object]:
        tried.append(text)
        raise MemoryError

    monkeypatch.setattr(tomllib, "loads", fails)

    assert [declared_keras(str(here / f"model{number}.py")) for number in range(5)] == [None] * 5
    assert len(tried) == 1


# -- what is run ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["trace", "model.py"], ["fix", "model.py"]])
def test_the_commands_run_no_plugin_of_the_folder(arguments: list[str], here: Path) -> None:
    (here / "model.py").write_text(MODEL)
    (here / "evil.py").write_text("from pathlib import Path\nPath('run').touch()\nclass Plugin:\n    pass\n")
    (here / ".flake8").write_text(
        "[flake8]\nembedding-keras = keras-3\n"
        "[flake8:local-plugins]\nextension =\n    EVL = evil:Plugin\nreport =\n    evil = evil:Plugin\npaths = .\n"
    )
    command = [str(Path(sys.executable).parent / "flake8-embedding"), *arguments]

    finished = subprocess.run(command, capture_output=True, text=True, check=False, cwd=here)

    assert finished.returncode in (0, 1), finished.stderr
    assert not (here / "run").exists()
    if arguments[0] == "fix":
        # The rest of the configuration counts.
        assert "-Embedding(5, 8, input_length=3)" in finished.stdout


def test_trace_is_json_whatever_the_source_says(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "model.py").write_text(PROGRAM)

    assert main(["trace", "--format=json", "model.py"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
