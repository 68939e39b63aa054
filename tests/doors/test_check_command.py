"""The command ``check``: the same findings as flake8, each format, and what is left alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flake8.processor import FileProcessor

from flake8_embedding.commands.cli import main
from flake8_embedding.lintable import files_at
from flake8_embedding.rules.address import address
from tests.flake8_run import flake8_here
from tests.small_project import MODEL, TRAIN, write

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json").read_text())

WHEN = """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer

tokenizer = Tokenizer(num_words=500)
tokenizer.fit_on_texts(open("texts").readlines())
Embedding(min(500, len(tokenizer.word_index)), 8)
"""
NOTEBOOK: dict[str, Any] = {
    "cells": [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["%matplotlib inline\n", "import torch\n"]},
        {"cell_type": "markdown", "metadata": {}, "source": ["# The model"]},
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "source": ["from model import Net\n", "\n", "net = Net(9)\n", "net(torch.tensor([0, 9]))"],
        },
    ],
    "metadata": {"kernelspec": {"language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which train.py makes the table of model.py too small."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, model=MODEL, train=TRAIN)


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["check", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def flake8(*arguments: str) -> list[str]:
    return flake8_here(Path.cwd(), "--select=EMB", *arguments).stdout.splitlines()


def findings(text: str) -> list[str]:
    return [line for line in text.splitlines() if ": EMB" in line]


# -- the same as flake8 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["emb110_negative_id", "emb001_standalone_keras_import", "report"])
def test_it_finds_what_flake8_finds(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "fixtures" / folder)
    status, out, _ = checked(capsys, "-q", "--isolated", "--select=EMB", ".")
    expected = flake8("--isolated", ".")
    assert status == 1
    assert sorted(findings(out)) == sorted(expected)


def test_comments_and_the_configuration_of_flake8_count(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "quiet.py").write_text(TRAIN.replace("Net(9)", "Net(9)  # noqa: EMB106"))
    (project / "all_quiet.py").write_text(f"# flake8: noqa\n{TRAIN}")
    (project / "legacy.py").write_text(TRAIN)
    (project / "left_out.py").write_text(TRAIN)
    (project / ".flake8").write_text(
        "[flake8]\nper-file-ignores =\n    legacy.py: EMB1\nextend-exclude = left_out.py\nextend-select = EMB208\n"
    )
    status, out, _ = checked(capsys, ".")
    assert status == 1
    assert findings(out) == flake8()
    assert [line.split(":")[0] for line in findings(out)] == ["./train.py"]


def test_a_table_whose_finding_is_silenced_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "train.py").write_text(TRAIN.replace("Net(9)", "Net(9)  # noqa: EMB106"))

    status, out, _ = checked(capsys, ".")

    assert status == 0
    told = [line for line in out.splitlines() if "too small" in line]
    assert [line.endswith(" (silenced)") for line in told] == [True, True, False]
    assert told[-1] == "1 table: 1 too small"


def test_options_of_flake8_are_understood(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "--extend-ignore=EMB1", "train.py")[0] == 0
    assert checked(capsys, "train.py", "--select", "EMB3")[0] == 0
    assert checked(capsys, "--exit-zero", "train.py")[0] == 0
    status, out, _ = checked(capsys, "--embedding-follow-imports", "none", "train.py")
    assert (status, out) == (0, "0 tables\n")
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--no-such-option", "train.py"])
    assert stopped.value.code == 2


def test_local_plugins_are_not_loaded(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "harm.py").write_text("open('harmed', 'w')\n\n\ndef check(tree):\n    return ()\n")
    (project / ".flake8").write_text("[flake8:local-plugins]\nextension =\n    XYZ = harm:check\npaths = .\n")
    assert checked(capsys, ".")[0] == 1
    assert not (project / "harmed").exists()


def test_options_that_nothing_knows_are_refused_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["explain", "EMB101", "--select=EMB1"])
    assert stopped.value.code == 2
    assert "unrecognized arguments: --select=EMB1" in capsys.readouterr().err


# -- which files --------------------------------------------------------------------------------------------------


def test_other_peoples_files_are_left_alone(project: Path) -> None:
    theirs = (".venv/lib", "node_modules/x", ".tox/py311", ".hidden", "env", "src/.cache", ".ipynb_checkpoints")
    for folder in (*theirs, "src/app"):
        (project / folder).mkdir(parents=True)
        (project / folder / "train.py").write_text(TRAIN)
    (project / "env" / "pyvenv.cfg").write_text("")
    (project / "nb.ipynb").write_text("{}")
    patterns, excluded = ["*.py", "*.ipynb"], [".tox"]
    assert list(files_at(["."], patterns, excluded)) == [
        "./model.py",
        "./nb.ipynb",
        "./train.py",
        "./src/app/train.py",
    ]
    # What is given is looked at, whatever it is called.
    assert list(files_at([".hidden", "env"], patterns, excluded)) == [".hidden/train.py", "env/train.py"]
    assert list(files_at(["train.py", ".", "-"], patterns, ["model.py", ".tox"]))[:2] == ["train.py", "./nb.ipynb"]


def test_a_file_that_cannot_be_read_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "old.py").write_text("print 'Python 2'\n")
    status, out, err = checked(capsys, ".")
    assert status == 2
    assert len(findings(out)) == 1
    assert "flake8-embedding: ./old.py: not checked: line 1: Missing parentheses" in err
    status, out, _ = checked(capsys, "--format=json", "gone.py")
    assert status == 2
    assert json.loads(out)["unread"] == [{"path": "gone.py", "reason": "No such file or directory"}]


def test_nothing_found_ends_with_0(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "train.py").write_text(TRAIN.replace("Net(9)", "Net(10)"))
    status, out, _ = checked(capsys)
    assert (status, findings(out)) == (0, [])


def test_a_wrong_configuration_is_an_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".flake8").write_text("[flake8]\nembedding-keras = theano\n")
    status, _, err = checked(capsys, ".")
    assert status == 2
    assert "--embedding-keras must be one of" in err


def test_standard_input_has_the_name_that_it_is_given(project: Path) -> None:
    command = [sys.executable, "-m", "flake8_embedding", "check", "-q", "--stdin-display-name=train.py", "-"]
    finished = subprocess.run(command, input=TRAIN, capture_output=True, text=True, check=False)
    assert finished.stdout.startswith("train.py:5:7: EMB106 "), finished.stderr


# -- formats ------------------------------------------------------------------------------------------------------


def test_text_lists_each_table_with_the_files_that_lead_to_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "when.py").write_text(WHEN)
    _, out, _ = checked(capsys, ".")
    assert out.split("\n\n")[1].splitlines() == [
        "./model.py:7:22: nn.Embedding: too small: 9 rows, ids 0 to 9",
        "    from ./train.py:5:7: too small: 9 rows, ids 0 to 9",
        "    from ./model.py:7:22: unknown: the size: no argument is seen for rows",
        "./when.py:6:1: Embedding: too small when len(tokenizer.word_index) < 500",
        "2 tables: 2 too small",
    ]


def test_one_call_leads_to_every_table_that_a_class_makes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pair.py").write_text(
        "import torch.nn as nn\n\n\nclass Pair(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n"
        "        self.left = nn.Embedding(n, 4)\n        self.right = nn.Embedding(n, 4)\n\n"
        "    def forward(self, ids):\n        return self.left(ids) + self.right(ids)\n"
    )
    (project / "train.py").write_text("import torch\nfrom pair import Pair\n\nPair(3)(torch.tensor([0, 2]))\n")
    (project / "model.py").unlink()
    _, out, _ = checked(capsys, "--format=json", ".")
    tables = json.loads(out)["tables"]
    assert [(table["line"], table["verdict"]) for table in tables] == [(7, "enough"), (8, "enough")]


def test_json_has_findings_tables_and_the_addresses_of_the_rules(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = checked(capsys, "--format=json", ".")
    described = json.loads(out)
    (finding,) = described["findings"]
    assert (status, described["format"], described["unread"]) == (1, 1, [])
    assert finding["rule"] == address("EMB106")
    assert (finding["line"], finding["column"], finding["verdict"], finding["cell"]) == (5, 7, "too small", None)
    (table,) = described["tables"]
    assert (table["path"], table["line"], table["column"], table["verdict"]) == ("./model.py", 7, 22, "too small")
    assert [view["entry"]["path"] for view in table["views"]] == ["./train.py", "./model.py"]
    assert {step["path"] for step in table["views"][0]["steps"]} == {"./train.py", "./model.py"}


def test_github_escapes_what_its_commands_are_made_of(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project / "a,b%:c"
    folder.mkdir()
    (folder / "when.py").write_text(WHEN)
    _, out, _ = checked(capsys, "--format=github", "a,b%:c", "train.py")
    first, second = out.splitlines()
    assert first.startswith("::warning file=a%2Cb%25%3Ac/when.py,title=EMB101,line=6,col=11::Embedding has min(")
    assert second.startswith("::error file=train.py,title=EMB106,line=5,col=7::nn.Embedding in model.py:7 has 9 rows")


def test_sarif_is_valid_and_carries_the_addresses(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "when.py").write_text(WHEN)
    (project / "old one.py").write_text("print 'Python 2'\n")
    (project / "note.ipynb").write_text(json.dumps(NOTEBOOK))
    _, out, _ = checked(capsys, "--format=sarif", ".", str(project / "train.py"))
    log = json.loads(out)
    jsonschema.validate(log, SCHEMA)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert all(rule["properties"]["page"] == address(rule["id"]) for rule in rules)
    levels = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: result for result in run["results"]
    }
    assert levels["train.py"]["level"] == "error"
    assert levels["train.py"]["locations"][0]["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 7}
    assert levels["when.py"]["level"] == "warning"
    assert levels["note.ipynb"]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "cell_2:3:7"
    (unread,) = run["invocations"][0]["toolExecutionNotifications"]
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "old%20one.py"
    assert len(run["properties"]["tables"]) == 2


def test_sarif_of_all_fixtures_is_valid(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, out, _ = checked(capsys, "--isolated", "--format=sarif", "fixtures/report", "fixtures/emb301_mask_hides_real_id")
    jsonschema.validate(json.loads(out), SCHEMA)


def test_it_is_written_to_a_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = checked(capsys, "--format=json", "-o", "found.json", ".")
    assert (status, out) == (1, "")
    assert json.loads((project / "found.json").read_text())["findings"]
    status, _, err = checked(capsys, "--format=json", "-o", "gone/found.json", ".")
    assert status == 2
    assert "gone/found.json: No such file or directory" in err


# -- notebooks ----------------------------------------------------------------------------------------------------


def test_a_table_of_a_notebook_is_named_by_its_cell_from_other_files_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = ["net = nn.Sequential(nn.Embedding(9, 2))\n", "net(torch.arange(9))\n", "torch.save(net, 'net.pt')"]
    cells = [["import torch\n", "from torch import nn\n"], made]
    described = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": one} for one in cells]
    (tmp_path / "note.ipynb").write_text(json.dumps({**NOTEBOOK, "cells": described}))
    (tmp_path / "app.py").write_text("import torch\nnet = torch.load('net.pt')\nnet(torch.arange(9))\n")
    _, out, _ = checked(capsys, "--isolated", "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert (table["path"], table["place"]) == ("./note.ipynb", "cell_2:1")
    assert {view["entry"]["place"] for view in table["views"]} == {"cell_2:1", "2"}
    assert {step["place"] for view in table["views"] for step in view["steps"] if step["path"] == table["path"]} == {
        "cell_2:1",
        "cell_2:2",
    }


def test_a_file_is_searched_once_for_all_its_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For what silences the whole of it, and for where the cells of a notebook begin: thousands of findings end."""
    monkeypatch.chdir(tmp_path)
    times = []

    def searched(processor: FileProcessor) -> bool:
        times.append(processor)
        return False

    monkeypatch.setattr(FileProcessor, "should_ignore_file", searched)
    cells = [{"cell_type": "code", "source": f"import tensorflow.python.keras.a{number}"} for number in range(4000)]
    Path("many.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}}), encoding="utf-8")
    begun = time.process_time()
    status, out, _ = checked(capsys, "--isolated", "many.ipynb")
    assert (status, len(findings(out)), len(times)) == (1, 4000, 1)
    assert "many.ipynb:cell_4000:1:8: EMB003" in out
    # It took 70 seconds while each finding read the file again.
    assert time.process_time() - begun < 20


def test_a_cell_is_looked_at_beside_a_line_of_the_shell_that_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest of the line stands further in, where Python takes it for a block that nothing begins."""
    bad = "import tensorflow.python.keras"
    cells = [f"!ls \\\n    -l\n{bad}", f"if big:\n    !ls \\\n        -l\n    {bad}", f"x = !ls \\\n  -l\n{bad}"]
    notebook = {"cells": [{"cell_type": "code", "source": source} for source in cells], "metadata": {}}
    Path("shell.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    _, out, _ = checked(capsys, "--isolated", "shell.ipynb")
    assert re.findall(r"shell.ipynb:cell_(\d:\d+:\d+): EMB003", out) == ["1:3:8", "2:4:12", "3:3:8"]


def test_a_notebook_leads_to_the_tables_of_modules(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "train.py").unlink()
    (project / "note.ipynb").write_text(json.dumps(NOTEBOOK))
    status, out, _ = checked(capsys, ".")
    assert status == 1
    assert findings(out)[0].startswith("./note.ipynb:cell_2:3:7: EMB106 nn.Embedding in model.py:7 has 9 rows")
    assert "on line cell_2:4 is looked up" in findings(out)[0]
    assert "    from ./note.ipynb:cell_2:3:7: too small: 9 rows, ids 0 to 9" in out


# -- one verdict for several views --------------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["net = Net(20)\nnet(torch.tensor([0, 9]))\n", "net = Net(unknown())\n"])
def test_too_small_from_anywhere_is_too_small(other: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "other.py").write_text(f"import torch\nfrom model import Net\nfrom gone import unknown\n{other}")
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert (table["verdict"], table["reason"]) == ("too small", "")


def test_a_file_on_the_way_to_a_table_need_not_know_its_size(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pair.py").write_text(
        "from model import Net\n\n\nclass Pair:\n    def __init__(self, rows):\n        self.net = Net(rows)\n"
    )
    (project / "train.py").write_text(
        "import torch\nfrom pair import Pair\npair = Pair(10)\npair.net(torch.tensor([9]))\n"
    )
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert table["verdict"] == "enough"


@pytest.mark.parametrize(
    ("decorator", "verdict"), [("", "enough"), ("from gone import command\n\n\n@command\n", "enough (presumed)")]
)
def test_a_function_that_nobody_calls_need_not_know_the_size_that_it_is_given(
    decorator: str, verdict: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "train.py").write_text(TRAIN.replace("Net(9)", "Net(10)"))
    (project / "load.py").write_text(
        f"from model import Net\n{decorator}def load(words):\n    return Net(len(words) + 1)\n"
    )
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert table["verdict"] == verdict


def test_a_known_size_in_the_same_function_does_not_speak_for_the_one_that_it_is_given(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "model.py").write_text(
        "import torch\nfrom torch import nn\n\n\ndef made(rows):\n"
        "    def table(size):\n        return nn.Embedding(size, 4)\n\n"
        "    def step(ids):\n        return table(1)(torch.zeros(3).long()), table(rows)(ids)\n\n    return step\n"
    )
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert table["verdict"] == "enough (presumed)"


LOAD = """\
import torch
from model import Net


def load(path):
    saved = torch.load(path)
    net = Net(saved["rows"])
    net.load_state_dict(saved["net"])
    return net
"""


@pytest.mark.parametrize(
    ("load", "script", "verdict"),
    [
        (LOAD, 'import torch\nfrom load import load\nnet = load("a.pt")\nnet(torch.arange(net.rows))\n', "enough"),
        # The script comes to the table in another way.
        (LOAD, "import torch\nfrom model import Net\nnet = Net(10)\nnet(torch.tensor([9]))\n", "enough (presumed)"),
        # The file with the function calls it as well, when it runs.
        (
            LOAD + '\n\nload("b.pt")(torch.tensor([9]))\n',
            'import torch\nfrom load import load\nnet = load("a.pt")\nnet(torch.arange(net.rows))\n',
            "enough (presumed)",
        ),
    ],
)
def test_a_function_on_the_way_need_not_know_what_it_loads(
    load: str, script: str, verdict: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "model.py").write_text(
        MODEL.replace("super().__init__()", "super().__init__()\n        self.rows = rows")
    )
    (project / "load.py").write_text(load)
    (project / "train.py").write_text(script)
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert table["verdict"] == verdict


def test_a_file_that_tries_its_class_need_not_know_the_size_that_others_give(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = "\n\ndef from_words(words):\n    return Net(len(words))\n"
    tried = '\n\nif __name__ == "__main__":\n    Net(10)(torch.tensor([{}]))\n'
    (project / "train.py").write_text(TRAIN.replace("Net(9)", "Net(10)"))
    verdicts = []
    for model in (MODEL + again, MODEL + again + tried.format(9), MODEL + again + tried.format("int(input())")):
        (project / "model.py").write_text(f"import torch\n{model}")
        _, out, _ = checked(capsys, "--format=json", ".")
        verdicts += [table["verdict"] for table in json.loads(out)["tables"]]
    assert verdicts == ["enough", "enough", "enough (presumed)"]


def test_enough_from_one_file_and_unknown_from_another_is_presumed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "train.py").write_text(TRAIN.replace("Net(9)", "Net(10)"))
    (project / "other.py").write_text("from model import Net\nfrom gone import unknown\nnet = Net(unknown())\n")
    _, out, _ = checked(capsys, "--format=json", ".")
    (table,) = json.loads(out)["tables"]
    assert table["verdict"] == "enough (presumed)"
    assert table["reason"].startswith("./other.py:3:7 leads to it too, and there it is not known: the size: ")
    (project / "other.py").unlink()
    _, out, _ = checked(capsys, "--format=json", ".")
    assert json.loads(out)["tables"][0]["verdict"] == "enough"


LOADS = """\
import torch
from model import Net
net = torch.load("net.pt", weights_only=False)
net(torch.tensor([{}]))
"""


@pytest.mark.parametrize(
    ("ask", "other", "verdict"),
    [
        (LOADS.format(9), "", "enough"),
        (LOADS.format(10), "", "too small"),
        (LOADS.format("int(input())"), "", "enough (presumed)"),
        # One of those that load the model does not show its ids.
        (LOADS.format(9), LOADS.format("int(input())"), "enough (presumed)"),
        # One knows the file by its name, another one by a module that names it.
        (
            LOADS.format(9),
            "import config, torch\nfrom unseen import opened\n"
            "net = opened(torch.load)(config.PATH)\nnet(torch.tensor([int(input())]))\ntorch.load('a.pt')\n",
            "enough (presumed)",
        ),
        # Others that may load it under any name, by another name of what loads it, or out of a program that has.
        (LOADS.format(9), LOADS.format(30).replace('"net.pt"', "sys.argv[1]"), "enough (presumed)"),
        (LOADS.format(9), "from torch import load as read\nimport sys\nread(sys.argv[1])\n", "enough (presumed)"),
        (LOADS.format(9), LOADS.format(30).replace("torch.load", 'getattr(torch, "load")'), "enough (presumed)"),
        (LOADS.format(9), "import torch\nfrom ask import net\nnet(torch.tensor([30]))\n", "too small"),
        (LOADS.format(9), "import torch\nfrom ask import net\nprint(net.keys())\n", "enough (presumed)"),
        (LOADS.format(9) + "torch.load(input())(torch.tensor([30]))\n", "", "enough (presumed)"),
        # A table of its own tells nothing of the one that it loads.
        (LOADS.format("int(input())") + "Net(10)(torch.tensor([9]))\n", "", "enough (presumed)"),
        (
            LOADS.format("int(input())").replace('"net.pt"', 'input() or "net.pt"') + "Net(10)(torch.tensor([9]))\n",
            "",
            "enough (presumed)",
        ),
    ],
)
def test_those_that_load_a_model_show_that_its_table_is_enough(
    ask: str, other: str, verdict: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saves = TRAIN.replace("Net(9)", "Net(10)") + '\ntorch.save(net, "net.pt")\n'
    write(project, train=saves, ask=ask, other=other, config='PATH = "net.pt"\n')
    _, out, _ = checked(capsys, "--format=json", ".")
    assert json.loads(out)["tables"][0]["verdict"] == verdict


GRAPH = """\
import numpy as np
from keras import Input, Model, layers
words = Input((2,))
of_words = layers.Embedding(10, 4)(words)
model = Model(words, of_words)
model(np.array([[1, 9]]))
"""
LOADS_GRAPH = (
    "import numpy as np\nfrom keras.models import load_model\nmodel = load_model({})\nmodel(np.array([[{}]]))\n"
)


@pytest.mark.parametrize(
    ("saves", "asks", "verdict"),
    [
        ('model.save("m.keras")', "", "enough"),
        ('model.save("m.keras")', LOADS_GRAPH.format('"m.keras"', 9), "enough"),
        ('model.save("m.keras")', LOADS_GRAPH.format('"m.keras"', 10), "too small"),
        ('model.save("m.keras")', LOADS_GRAPH.format('"m.keras"', "int(input())"), "enough (presumed)"),
        ('model.save("m.keras")', LOADS_GRAPH.format('"other.keras"', 10), "enough"),
        ('Model(words, of_words + 1).save("m.keras")', LOADS_GRAPH.format('"m.keras"', 10), "too small"),
        (
            'Model(words, of_words + 1).save("m.keras")',
            LOADS_GRAPH.format('"m.keras"', "int(input())"),
            "enough (presumed)",
        ),
    ],
)
def test_what_loads_a_model_of_keras_that_is_a_graph_shows_that_its_table_is_enough(
    saves: str,
    asks: str,
    verdict: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, train=f"{GRAPH}{saves}\n", ask=asks)
    _, out, _ = checked(capsys, "--format=json", ".")
    assert json.loads(out)["tables"][0]["verdict"] == verdict


@pytest.mark.parametrize(("asked", "verdict"), [("9", "enough"), ("int(input())", "enough (presumed)")])
def test_a_table_may_be_saved_by_itself(
    asked: str, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    saves = 'import torch\ntable = torch.nn.Embedding(10, 4)\ntable(torch.tensor([9]))\ntorch.save(table, "t.pt")\n'
    asks = 'import torch\ntable = torch.load("t.pt", weights_only=False)\ntable(torch.tensor([{}]))\n'
    write(tmp_path, train=saves, ask=asks.format(asked))
    _, out, _ = checked(capsys, "--format=json", ".")
    assert json.loads(out)["tables"][0]["verdict"] == verdict


TOOLS = """\
import torch
from model import Net

def opened():
    return torch.load("net.pt", weights_only=False)

def asked(ids):
    return opened()(torch.tensor(ids))
"""
USES = "import torch\nfrom tools import asked, opened\n{}\n"


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({"ask": "opened()(torch.tensor([9]))"}, "enough"),
        ({"ask": "asked([9])"}, "enough"),
        ({"ask": "asked([10])"}, "too small"),
        ({"ask": "asked([int(input())])"}, "enough (presumed)"),
        # Nobody asks, as far as is seen.
        ({"ask": "print(opened)"}, "enough (presumed)"),
        ({"ask": "asked([9])", "other": "opened()(torch.tensor([int(input())]))"}, "enough (presumed)"),
        # Who asks may get the module by way of another one.
        ({"ask": "asked([9])", "other": "import ask\nask.asked([int(input())])"}, "enough (presumed)"),
        ({"tools": f"{TOOLS}asked([int(input())])", "ask": "asked([9])"}, "enough (presumed)"),
        (
            {"tools": f"{TOOLS}net = opened()", "ask": "from tools import net\nnet(torch.tensor([9]))"},
            "enough (presumed)",
        ),
        ({"tools": f"{TOOLS}net = opened()", "ask": "from tools import net\nnet(torch.tensor([10]))"}, "too small"),
        # These are called by others than those that import them.
        ({"tools": TOOLS.replace("def asked", "@unseen\ndef asked"), "ask": "asked([9])"}, "enough (presumed)"),
        ({"tools": f"{TOOLS}import gradio\ngradio.Interface(fn=asked)", "ask": "asked([9])"}, "enough (presumed)"),
        ({"tools": f"{TOOLS}from flow import run\nrun(asked)", "ask": "asked([9])"}, "enough (presumed)"),
        ({"tools": f"{TOOLS}ALL = [asked]", "ask": "asked([9])"}, "enough"),
        (
            {
                "tools": f"{TOOLS}nets = {{}}\ndef start():\n    nets[0] = opened()\n"
                "@unseen.get\ndef f(n):\n    nets[0](n)",
                "ask": "asked([9])",
            },
            "enough (presumed)",
        ),
        # A module of that name in another folder is another module.
        (
            {"ask": "asked([9])", "b__tools": "def opened():\n    pass\nasked = print", "b__other": "asked(input())"},
            "enough",
        ),
    ],
)
def test_those_that_use_a_module_that_loads_a_model_show_that_its_table_is_enough(
    files: dict[str, str], verdict: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saves = TRAIN.replace("Net(9)", "Net(10)") + '\ntorch.save(net, "net.pt")\n'
    users = {name: text if name.endswith("tools") else USES.format(text) for name, text in files.items()}
    write(project, **{"train": saves, "tools": TOOLS, **users})
    _, out, _ = checked(capsys, "--format=json", ".")
    assert json.loads(out)["tables"][0]["verdict"] == verdict


def test_a_script_that_makes_a_table_must_know_its_ids(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``train.py`` is imported by another script, which feeds the table as well. What it does itself counts, too."""
    (project / "train.py").write_text(
        "import torch\nfrom model import Net\n\n\ndef made():\n    return torch.nn.Embedding(10, 4)\n\n\n"
        'if __name__ == "__main__":\n    table = made()\n    print(table(torch.load("ids.pt")))\n'
    )
    (project / "other.py").write_text("import torch\nfrom train import made\nprint(made()(torch.tensor([9])))\n")
    _, out, _ = checked(capsys, "--format=json", ".")
    table = next(one for one in json.loads(out)["tables"] if one["path"] == "./train.py")
    assert table["verdict"] == "enough (presumed)"
    (project / "train.py").write_text("import torch\n\n\ndef made():\n    return torch.nn.Embedding(10, 4)\n")
    _, out, _ = checked(capsys, "--format=json", ".")
    table = next(one for one in json.loads(out)["tables"] if one["path"] == "./train.py")
    assert table["verdict"] == "enough"


@pytest.mark.parametrize("arguments", [["--select=XYZ"], ["--select", "W,XYZ"]])
def test_a_selection_without_any_rule_is_an_error(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["check", *arguments, "."]) == 2
    assert "flake8-embedding: no rule's code begins with " in capsys.readouterr().err
    assert main(["check", "--select=W,EMB1", "."]) == 0
    # Of a configuration file this may be meant for others.
    (tmp_path / ".flake8").write_text("[flake8]\nselect = W\n")
    assert main(["check", "."]) == 0
