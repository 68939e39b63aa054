"""The command ``flake8-embedding``: explain and trace."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from flake8_embedding.commands.cli import main
from flake8_embedding.render import columns, picture
from flake8_embedding.rules import all_rules
from flake8_embedding.trace import CannotAnalyse, traces

PROGRAM = """\
import torch

words = open("words").read().split()
index = {word: i + 1 for i, word in enumerate(set(words))}
size = len(index)


table = torch.nn.Embedding(size, 8)
table(torch.tensor([index[word] for word in words]))
"""

DRAWN = """\
model.py:8:9: nn.Embedding: too small
  |
4 | index = {word: i + 1 for i, word in enumerate(set(words))}
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the ids in index run from 1 to len(index)
5 | size = len(index)
  | ^^^^ size is len(index)
  :
8 | table = torch.nn.Embedding(size, 8)
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ nn.Embedding has len(index) rows
9 | table(torch.tensor([index[word] for word in words]))
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the ids are looked up
  |
  = rows: len(index)
  = ids: 1 to len(index)
  = an id without a row: PyTorch raises an error
  = EMB101 nn.Embedding has len(index) rows, but the ids in index on line 4 run from 1 to len(index); use len(index) + 1
"""


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "model.py"
    path.write_text(PROGRAM)
    return path


# -- explain ------------------------------------------------------------------------------------------------------


def test_a_rule_is_explained_by_its_own_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "EMB102"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("EMB102 largest-id-as-size\n\nA table has as many rows as its largest id")
    for part in (
        "\n\nWhy: ",
        "\n\nSilent: ",
        "\n\nBad:\n\n    import torch",
        "\n\nGood:\n\n",
        "# noqa: EMB102",
        "https://",
    ):
        assert part in shown
    assert max(map(len, shown.splitlines())) <= 120


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["EMB30"], ["EMB301", "EMB302", "EMB303"]),
        (["emb206", "EMB101", "EMB206"], ["EMB101", "EMB206"]),
        (["largest-id-as-size"], ["EMB102"]),
        (["--all"], [rule.code for rule in all_rules()]),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_name(
    codes: list[str], expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--format=json", *codes]) == 0

    described = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in described] == expected
    assert all(one[key] for one in described for key in ("finds", "why", "silent", "bad", "good", "references"))


def test_markdown_has_a_section_for_each_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "EMB1", "--format=markdown"]) == 0

    shown = capsys.readouterr().out
    codes = [rule.code for rule in all_rules() if rule.code.startswith("EMB1")]
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("## ")] == codes
    assert shown.count("```python\n") == 2 * len(codes)


def test_a_rule_that_is_off_says_how_to_turn_it_on(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "EMB207"])

    shown = capsys.readouterr().out
    assert "EMB207 magic-input-dim (off by default)" in shown
    assert "`extend-select = EMB207` turns it on" in shown.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["EMB110x"], "no rule has the code 'EMB110x'; did you mean EMB110"),
        (["largest-id-as-sise"], "did you mean largest-id-as-size"),
        (["zzz"], "no rule has the code 'zzz'\n"),
        ([], "name a code, as in: flake8-embedding explain EMB101, or --all"),
    ],
)
def test_an_unknown_code_is_an_error_with_the_nearest_one(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", *arguments]) == 2

    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def test_all_codes_that_no_rule_has_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "foo", "EMB101", "E501"]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "'foo'" in shown.err
    assert "'E501'" in shown.err


# -- trace --------------------------------------------------------------------------------------------------------


def test_the_reasoning_is_drawn_on_the_lines_of_the_source(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "model.py"]) == 0

    assert capsys.readouterr().out == DRAWN


def test_tables_that_are_enough_and_unknown_ones_are_shown_with_the_reason(
    model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.write_text(
        "import torch\n"
        "from elsewhere import size\n"
        "torch.nn.Embedding(9, 2)(torch.tensor([3, 8]))\n"
        "torch.nn.Embedding(size(), 2)(torch.tensor([3, 8]))\n"
        "torch.nn.Embedding(9, 2)\n"
        "torch.nn.Embedding(9, 2)(open('ids'))\n"
    )

    assert main(["trace", "model.py"]) == 0

    shown = capsys.readouterr().out
    assert "model.py:3:1: nn.Embedding: enough" in shown
    assert "= enough: 9 rows, ids 3 to 8" in shown
    assert "= unknown: the size: " in shown
    assert "= unknown: no look-up in it is seen" in shown
    assert "= unknown: the ids: builtins.open is not described" in shown


def test_enough_is_said_only_where_every_id_has_a_row() -> None:
    (one,) = traces(
        "import random, torch\n"
        "drawn = [random.randint(0, 20) for _ in range(5)]\n"
        "torch.nn.Embedding(9, 2)(torch.tensor([one for one in drawn if check(one)]))\n"
    )

    assert (one.verdict, one.reason) == ("unknown", "whether an id without a row comes depends on the data")


def test_one_table_is_chosen_by_its_line(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "model.py:8"]) == 0
    assert capsys.readouterr().out == DRAWN
    assert main(["trace", "model.py:9"]) == 0
    assert capsys.readouterr().out == "model.py: no embedding table on line 9\n"


def test_json_has_what_the_picture_shows(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--format=json", "model.py"]) == 0

    (one,) = json.loads(capsys.readouterr().out)
    assert (one["line"], one["verdict"], one["rows"]) == (8, "too small", "len(index)")
    assert one["steps"][1] == {"line": 5, "column": 0, "width": 4, "text": "size is len(index)"}
    assert one["findings"][0].startswith("EMB101 ")


def test_colours_are_for_terminals(
    model: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["trace", "model.py"])
    assert "\x1b[" not in capsys.readouterr().out
    main(["trace", "--color=always", "model.py"])
    assert "\x1b[31mtoo small\x1b[0m" in capsys.readouterr().out
    main(["trace", "--color=never", "model.py"])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    main(["trace", "model.py"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["trace", "model.py"])
    assert "\x1b[" not in capsys.readouterr().out


def test_underlining_stands_under_wide_characters_and_tabs() -> None:
    text = 'import torch\nif "日本":\n\t日本 = torch.nn.Embedding(3, 2)\n\t日本(torch.tensor([7]))\n'

    lines = picture("model.py", text, traces(text)).splitlines()

    table = next(index for index, line in enumerate(lines) if "torch.nn.Embedding(3" in line)
    before = lines[table].index("torch.nn")
    # Two characters that are each two columns wide stand before it.
    assert lines[table + 1].index("^") == before + 2
    assert columns("日本\t") == 8
    assert columns("e\u0301") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"def broken(:\n", "Python cannot parse it: invalid syntax"),
        (b"# -*- coding: nonsense -*-\n", "nonsense"),
        (b"x = '\xff'\n", "invalid or missing encoding declaration"),
        (None, "No such file or directory"),
    ],
)
def test_what_cannot_be_read_is_a_clear_error(
    model: Path, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    model.unlink()
    if content is not None:
        model.write_bytes(content)

    assert main(["trace", "model.py"]) == 2

    shown = capsys.readouterr()
    assert shown.err.startswith("flake8-embedding: model.py: ")
    assert message in shown.err
    assert shown.out == ""


def test_a_wrong_keras_is_a_clear_error(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--embedding-keras=keras-4", "model.py"]) == 2
    assert (
        "--embedding-keras must be one of auto, tf.keras, keras-3, keras-3.N, not 'keras-4'" in capsys.readouterr().err
    )


def test_a_text_that_is_no_module_raises() -> None:
    with pytest.raises(CannotAnalyse, match="line 1"):
        traces("def broken(:\n")


def test_the_module_is_the_command(model: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "flake8_embedding", "trace", "model.py"], capture_output=True, text=True, check=True
    )

    assert finished.stdout == DRAWN


def test_a_reader_that_closes_the_pipe_is_no_error(model: Path) -> None:
    command = f"{sys.executable} -m flake8_embedding explain --all | head -1"
    finished = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )

    assert finished.stdout.startswith("EMB001 ")
    assert finished.stderr == ""


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert all(command in shown.err for command in ("explain", "trace", "check", "fix"))


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert (ended.value.code, capsys.readouterr().out) == (0, f"flake8-embedding {version('flake8-embedding')}\n")
