"""``flake8-embedding fix``: what is mended and how, what is held back, and that nothing else of a file changes."""

from __future__ import annotations

import ast
import json
import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.cli import main
from flake8_embedding.config import Config
from flake8_embedding.fixes.mend import mend
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import Rule
from tests.test_fixtures import FIXTURES, NAMES, OPTIONS, PATHS

KERAS = (
    "import numpy as np\n"
    "from tensorflow.keras.layers import Dense, Embedding\n"
    "from tensorflow.keras.preprocessing.text import Tokenizer\n"
    "tokenizer = Tokenizer()\n"
    "tokenizer.fit_on_texts(texts)\n"
)
LIMITED = KERAS.replace("Tokenizer()", "Tokenizer(num_words=9999)")
TORCH = "import torch\nids = torch.tensor(read())\n"
LOOKUP = "import tensorflow as tf\nwords = ['a', 'b']\nlookup = tf.keras.layers.StringLookup(vocabulary=words)\n"
TOKENS = (
    "import torch\nfrom transformers import AutoTokenizer\n"
    "tok = AutoTokenizer.from_pretrained('x')\ntok.add_tokens(['[A]'])\n"
)


def setting_of(text: str) -> Config:
    found = OPTIONS.search(text)
    chosen = found.group(1).partition("--embedding-keras=")[2].split()[:1] if found else []
    version, _, minor = (chosen[0] if chosen else "auto").partition("keras-3.")
    return Config(keras=version or "keras-3", minor=int(minor) if minor else None)


# -- what is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        pytest.param(
            KERAS, "Embedding(len(tokenizer.word_index), 8)", "Embedding(len(tokenizer.word_index) + 1, 8)", id="count"
        ),
        pytest.param(
            KERAS,
            "Embedding(input_dim=len(tokenizer.word_index) if a else len(tokenizer.word_index), output_dim=8)",
            "Embedding(input_dim=(len(tokenizer.word_index) if a else len(tokenizer.word_index)) + 1, output_dim=8)",
            id="an expression that binds less than a sum",
        ),
        pytest.param(
            KERAS,
            "size = len(tokenizer.word_index)\nprint(size)\nEmbedding(size, 8)",
            "size = len(tokenizer.word_index) + 1\nprint(size)\nEmbedding(size, 8)",
            id="a name that nothing else needs, where it gets its value",
        ),
        pytest.param(
            KERAS,
            "size = len(tokenizer.word_index)\nEmbedding(size, 8)\nDense(size)",
            "size = len(tokenizer.word_index)\nEmbedding(size + 1, 8)\nDense(size)",
            id="a name that something else needs, where the table is made",
        ),
        pytest.param(
            LIMITED,
            "size = min(9999, len(tokenizer.word_index))\nEmbedding(size, 8)",
            "size = min(9999, len(tokenizer.word_index) + 1)\nEmbedding(size, 8)",
            id="the count in a minimum",
        ),
        pytest.param(
            KERAS,
            "Embedding(len(tokenizer.word_index) + 1 - 1, 8)",
            "Embedding(len(tokenizer.word_index) + 1, 8)",
            id="one less is one less too many",
        ),
        pytest.param(
            KERAS,
            "m = np.zeros((len(tokenizer.word_index), 8))\n"
            "for w, i in tokenizer.word_index.items():\n    m[i] = 1\n"
            "Embedding(len(tokenizer.word_index), 8, weights=[m])",
            "m = np.zeros((len(tokenizer.word_index) + 1, 8))\n"
            "for w, i in tokenizer.word_index.items():\n    m[i] = 1\n"
            "Embedding(len(tokenizer.word_index) + 1, 8, weights=[m])",
            id="the matrix keeps the size of the table",
        ),
        pytest.param(
            KERAS,
            "n = len(tokenizer.word_index)\nm = np.zeros((n, 8))\nfor w, i in tokenizer.word_index.items():\n"
            "    m[i] = 1\nEmbedding(n, 8, weights=[m])",
            "n = len(tokenizer.word_index) + 1\nm = np.zeros((n, 8))\nfor w, i in tokenizer.word_index.items():\n"
            "    m[i] = 1\nEmbedding(n, 8, weights=[m])",
            id="the name that both sizes have",
        ),
        pytest.param(
            LIMITED.replace("9999", "50"),
            "m = np.zeros((min(50, len(tokenizer.word_index) + 1), 8))\nEmbedding(50, 8, weights=[m])",
            "m = np.zeros((min(50, len(tokenizer.word_index) + 1), 8))\nEmbedding(m.shape[0], 8, weights=[m])",
            id="the table takes the rows of the matrix",
        ),
        pytest.param(
            KERAS,
            "vocabulary = len(tokenizer.word_index) + 1\nEmbedding(64, vocabulary)",
            "vocabulary = len(tokenizer.word_index) + 1\nEmbedding(vocabulary, 64)",
            id="swapped arguments",
        ),
        pytest.param(
            TORCH,
            "torch.nn.Embedding(int(ids.max()), 8)(ids)",
            "torch.nn.Embedding(int(ids.max()) + 1, 8)(ids)",
            id="the largest id",
        ),
        pytest.param(
            LOOKUP,
            "tf.keras.layers.Embedding(len(words), 8)(lookup(x))",
            "tf.keras.layers.Embedding(lookup.vocabulary_size(), 8)(lookup(x))",
            id="the look-up knows its size",
        ),
        pytest.param(
            TOKENS, "torch.nn.Embedding(tok.vocab_size, 8)", "torch.nn.Embedding(len(tok), 8)", id="tokens were added"
        ),
    ],
)
def test_sizes_are_mended_where_they_are_counted(before: str, line: str, after: str) -> None:
    mended = mend(f"{before}{line}\n")

    assert mended.text == f"{before}{after}\n"
    assert (mended.left, mended.held_back) == ([], [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import keras\nkeras.layers.Embedding(9, 2)", "from tensorflow import keras\nkeras.layers.Embedding(9, 2)"),
        ("import keras.layers\nkeras.layers.Dense(2)", "from tensorflow import keras\nkeras.layers.Dense(2)"),
        ("import keras.backend as K\nK.sum(x)", "from tensorflow.keras import backend as K\nK.sum(x)"),
        ("from keras import layers as L, Model", "from tensorflow.keras import layers as L, Model"),
        ("from keras.layers.embeddings import Embedding", "from tensorflow.keras.layers import Embedding"),
        ("from keras.preprocessing.text import Tokenizer", "from tensorflow.keras.preprocessing.text import Tokenizer"),
        ("from tensorflow.python.keras.layers import Dense", "from tensorflow.keras.layers import Dense"),
        # What is not there stays, and so do the others: half of them would be a mix of two libraries.
        ("from keras.layers import Dense\nfrom keras.legacy import interfaces", None),
        ("import keras\nkeras.layers.Dense(2)\nkeras.layers.MaxoutDense(4)", None),
        ("from keras.layers import MaxoutDense, Dense", None),
        ("from keras.layers import *", None),
        ("import os, keras", None),
    ],
)
def test_imports_move_where_everything_is_there(before: str, after: str | None) -> None:
    mended = mend(f"{before}\n")

    assert mended.text == f"{after or before}\n"
    assert bool(mended.left) is (after is None)


@pytest.mark.parametrize(
    ("call", "after"),
    [
        ("Embedding(9, 2, input_length=5)", "Embedding(9, 2)"),
        ("Embedding(9, 2, input_length=(5), name='a')", "Embedding(9, 2, name='a')"),
        ("Embedding(input_length=5, input_dim=9, output_dim=2)", "Embedding(input_dim=9, output_dim=2)"),
        ("Embedding(\n    9,\n    2,\n    input_length=5,  # words\n)", "Embedding(\n    9,\n    2,\n    # words\n)"),
        ("Embedding(\n    9,\n    2,\n    input_length=5,\n)", "Embedding(\n    9,\n    2,\n)"),
    ],
)
def test_an_argument_without_effect_goes_with_its_comma(call: str, after: str) -> None:
    head = "from tensorflow.keras.layers import Embedding\n"

    assert mend(f"{head}{call}\n", Config(keras="keras-3")).text == f"{head}{after}\n"


def test_keras_3_15_gets_an_int() -> None:
    head = "import numpy as np\nfrom keras.layers import Embedding\nids = np.load('ids')\n"

    mended = mend(f"{head}Embedding(ids.max(), 8)(ids)\n", Config(keras="keras-3", minor=15))

    assert mended.text == f"{head}Embedding(int(ids.max()) + 1, 8)(ids)\n"


@pytest.mark.parametrize(
    ("program", "reason", "after"),
    [
        pytest.param(
            "import torch\ntorch.nn.Embedding(5, 2)(torch.tensor([7]))\n",
            "the number was chosen by hand",
            "import torch\ntorch.nn.Embedding(8, 2)(torch.tensor([7]))\n",
            id="a number",
        ),
        pytest.param(
            f"{KERAS}n = len(tokenizer.word_index)\nm = np.zeros((n, 8))\nEmbedding(n, 8, weights=[m.copy()])\n"
            "Dense(n)\n",
            "`n` is used for something else on line 7",
            f"{KERAS}n = len(tokenizer.word_index) + 1\nm = np.zeros((n, 8))\nEmbedding(n, 8, weights=[m.copy()])\n"
            "Dense(n)\n",
            id="a layer of the same size",
        ),
    ],
)
def test_what_may_change_more_is_held_back_with_the_reason(program: str, reason: str, after: str) -> None:
    careful = mend(program)

    assert careful.text == program
    assert [why for _, why in careful.held_back] == [reason]
    assert mend(program, unsafe=True).text == after


def test_what_is_not_sure_to_be_enough_is_left() -> None:
    program = (FIXTURES / "emb101_vocabulary_off_by_one/bad_size_asked_before_adapt.py").read_text()

    mended = mend(program, unsafe=True)

    assert (mended.text, [one.code for one in mended.left]) == (program, ["EMB101"])


def test_a_mend_that_only_silences_the_finding_is_left() -> None:
    # With a row more nothing is known to be wrong, and on the other path nothing is known to be right.
    program = (
        "import sys\n\nimport torch\nfrom tensorflow.keras.preprocessing.text import Tokenizer\n\n"
        "tokenizer = Tokenizer()\ntokenizer.fit_on_texts(texts)\nrows = len(tokenizer.word_index)\n"
        "if len(sys.argv) > 1:\n    rows = 70\ntable = torch.nn.Embedding(rows, 4)\n"
        "table(torch.tensor(tokenizer.texts_to_sequences(texts)[0]))\n"
    )

    mended = mend(program, unsafe=True)

    assert (mended.text, [one.code for one in mended.left]) == (program, ["EMB101"])


# -- fixed point ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_mending_twice_is_mending_once(path: Path, *, unsafe: bool) -> None:
    text = path.read_text()
    config = setting_of(text)

    once = mend(text, config, unsafe=unsafe)
    twice = mend(once.text, config, unsafe=unsafe)

    assert twice.text == once.text
    assert twice.done == []
    before, after = (Counter(one.code for one in check(version, config)) for version in (text, once.text))
    assert after <= before
    assert sum(after.values()) == sum(before.values()) - len(once.done)
    ast.parse(once.text)


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.fix], ids=lambda rule: rule.code)
def test_a_rule_that_says_so_mends_its_own_example(rule: Rule) -> None:
    config = setting_of(rule.bad)

    mended = mend(rule.bad, config, unsafe="--unsafe" in rule.fix)

    assert rule.code not in [one.code for one in check(mended.text, config)]
    assert mended.text != rule.bad


@pytest.mark.slow
def test_rules_without_a_hint_do_not_promise_one() -> None:
    promised = {rule.code for rule in all_rules() if rule.fix}
    mended = {
        finding.code
        for path in PATHS
        for finding in mend(path.read_text(), setting_of(path.read_text()), unsafe=True).done
    }

    assert mended == promised


# -- files ----------------------------------------------------------------------------------------------------------

BAD = "from keras.layers import Dense\nDense(1)\n"
GOOD = "from tensorflow.keras.layers import Dense\nDense(1)\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_diff_is_shown_and_nothing_changed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "model.py").write_text(BAD)

    assert main(["fix", "model.py"]) == 1

    shown = capsys.readouterr()
    assert shown.out == (
        "--- a/model.py\n+++ b/model.py\n@@ -1,2 +1,2 @@\n"
        "-from keras.layers import Dense\n+from tensorflow.keras.layers import Dense\n Dense(1)\n"
    )
    assert shown.err == "1 finding in 1 file can be mended with --write\n"
    assert (here / "model.py").read_text() == BAD
    patch = subprocess.run(["git", "apply", "-"], input=shown.out, text=True, check=False, cwd=here)
    assert patch.returncode == 0
    assert (here / "model.py").read_text() == GOOD
    assert main(["fix", "--diff", "model.py"]) == 0


def test_files_are_written_and_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "package").mkdir()
    (here / "package" / "model.py").write_text(BAD)
    (here / "other.py").write_text("print('keras')\n")

    assert main(["fix", "--write"]) == 0

    assert (here / "package" / "model.py").read_text() == GOOD
    assert capsys.readouterr().err == "./package/model.py:1:1: EMB001 mended\n1 finding in 1 file mended\n"
    assert main(["fix", "--write"]) == 0
    assert capsys.readouterr().err == "nothing to mend\n"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(BAD.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(BAD.replace("\n", "\r").encode(), id="cr"),
        pytest.param(b"\xef\xbb\xbf" + BAD.encode(), id="byte order mark"),
        pytest.param(f"# -*- coding: latin-1 -*-\nx = 'é'\n{BAD}".encode("latin-1"), id="latin-1"),
        pytest.param(BAD.rstrip().encode(), id="no end of the last line"),
        pytest.param(f"x = 1\x0c\n{BAD}\t\n".encode(), id="form feed and trailing blanks"),
    ],
)
def test_every_other_byte_stays(here: Path, raw: bytes) -> None:
    path = here / "model.py"
    path.write_bytes(raw)
    path.chmod(0o755)

    assert main(["fix", "--write", "model.py"]) == 0

    assert path.read_bytes() == raw.replace(b"from keras", b"from tensorflow.keras")
    assert stat.S_IMODE(path.stat().st_mode) == 0o755
    assert [one.name for one in here.iterdir()] == ["model.py"]


def test_a_link_stays_a_link(here: Path) -> None:
    (here / "real.py").write_text(BAD)
    (here / "link.py").symlink_to("real.py")

    assert main(["fix", "--write", "link.py"]) == 0

    assert (here / "link.py").is_symlink()
    assert (here / "real.py").read_text() == GOOD


def test_files_that_cannot_be_mended_are_named_and_the_others_go_on(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a_broken.py").write_text("from keras import (\n")
    (here / "b_coding.py").write_bytes(b"# coding: nonsense\nfrom keras import layers\n")
    (here / "c_read_only.py").write_text(BAD)
    (here / "d_notebook.ipynb").write_text("{}")
    (here / "e_model.py").write_text(BAD)
    can_write = os.access
    # The tests may run as root, who may write everything.
    monkeypatch.setattr(os, "access", lambda path, mode: "read_only" not in str(path) and can_write(path, mode))

    assert main(["fix", "--write"]) == 2

    assert (here / "e_model.py").read_text() == GOOD
    assert (here / "c_read_only.py").read_text() == BAD
    told = capsys.readouterr().err
    assert "flake8-embedding: ./a_broken.py: line 1: '(' was never closed\n" in told
    assert "flake8-embedding: ./b_coding.py: unknown encoding: nonsense\n" in told
    assert "flake8-embedding: ./c_read_only.py: it is read-only\n" in told
    assert "flake8-embedding: ./d_notebook.ipynb: it is no notebook of format 4\n" in told


def test_a_write_that_fails_loses_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "model.py").write_text(BAD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert main(["fix", "--write", "model.py"]) == 2

    assert "model.py: it cannot be written: " in capsys.readouterr().err
    assert [(one.name, one.read_text()) for one in here.iterdir()] == [("model.py", BAD)]


def test_flake8s_configuration_and_noqa_count(here: Path) -> None:
    (here / ".flake8").write_text("[flake8]\nper-file-ignores = ignored.py: EMB001\nexclude = left_out\n")
    (here / "left_out").mkdir()
    for name, text in (
        ("ignored.py", BAD),
        ("left_out/model.py", BAD),
        ("quiet.py", BAD.replace("Dense\n", "Dense  # noqa: EMB001\n", 1)),
        ("silent.py", f"# flake8: noqa\n{BAD}"),
        ("model.py", BAD),
    ):
        (here / name).write_text(text)

    assert main(["fix", "--write"]) == 0

    changed = sorted(str(path.relative_to(here)) for path in here.rglob("*.py") if "tensorflow" in path.read_text())
    assert changed == ["model.py"]
    assert main(["fix", "--write", "--isolated", "ignored.py"]) == 0
    assert (here / "ignored.py").read_text() == GOOD


def test_virtual_environments_are_left_alone(here: Path) -> None:
    for folder in ("env", "env/lib"):
        (here / folder).mkdir()
        (here / folder / "model.py").write_text(BAD)
    (here / "env" / "pyvenv.cfg").touch()

    assert main(["fix", "--write"]) == 0
    assert (here / "env/model.py").read_text() == (here / "env/lib/model.py").read_text() == BAD
    # Unless one of them is asked for.
    assert main(["fix", "--write", "env/lib"]) == 0
    assert (here / "env/lib/model.py").read_text() == GOOD


def test_codes_are_selected(here: Path) -> None:
    text = "from keras.layers import Embedding\nEmbedding(5, 2)([[7]])\n"
    (here / "model.py").write_text(text)

    assert main(["fix", "--write", "--select=EMB106", "model.py"]) == 0
    assert (here / "model.py").read_text() == text
    assert main(["fix", "--write", "--select=emb10,EMB2", "--unsafe", "model.py"]) == 0
    assert (here / "model.py").read_text() == text.replace("5, 2", "8, 2")


def test_a_wrong_option_is_a_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--embedding-keras=keras-9"]) == 2
    assert "--embedding-keras must be one of auto, tf.keras" in capsys.readouterr().err


def test_standard_input_goes_to_standard_output() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "flake8_embedding", "fix", "--write", "-"],
        input=BAD,
        capture_output=True,
        text=True,
        check=True,
    )

    assert finished.stdout == GOOD


def test_progress_is_for_terminals_and_many_files(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        (here / f"model_{number}.py").write_text("x = 1\n")

    main(["fix"])
    assert "25/25" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["fix"])
    assert "\r25/25 ./model_9.py" in capsys.readouterr().err


# -- what must not change along -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "use",
    [
        "idf = np.log(n / df)",
        "print('loss', evaluate(Dense(n), labels))",
        "if i < n:\n    print(words[i])",
        "out.write(str(n))",
        "class Holder:\n    n = n\nDense(Holder.n)",
        "__all__ = ['n']",
        "y = np.zeros((len(x), n))\nfor i, s in enumerate(x):\n    y[i, s] = 1",
    ],
)
def test_a_size_that_something_else_needs_is_mended_at_the_table(use: str) -> None:
    program = f"{KERAS}n = len(tokenizer.word_index)\nEmbedding(n, 8)\n{use}\n"

    assert mend(program).text == program.replace("Embedding(n, 8)", "Embedding(n + 1, 8)")


@pytest.mark.parametrize(
    "program",
    [
        "import keras\nK = keras.backend\nK.get_session()\n",
        "from keras import layers\ngetattr(layers, name)\n",
        "from keras import backend as K\nB = K\n",
    ],
)
def test_a_module_that_is_handed_on_is_not_moved(program: str) -> None:
    assert mend(program, unsafe=True).text == program


@pytest.mark.parametrize("other", ["from keras_bert import Adam", "from .layers import Attention"])
def test_beside_layers_made_elsewhere_moving_is_unsafe(other: str) -> None:
    program = f"from keras.layers import Dense\n{other}\n"

    assert mend(program).text == program
    assert mend(program, unsafe=True).text == f"from tensorflow.keras.layers import Dense\n{other}\n"


def test_an_argument_that_does_something_is_not_dropped() -> None:
    program = "from keras.layers import Embedding\nEmbedding(9, 2, input_length=(n := read()))\nprint(n)\n"

    assert mend(program, Config(keras="keras-3"), unsafe=True).text == program


def notebook_of(*sources: str) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, indent=1)


def test_what_magics_name_counts_as_a_use(here: Path) -> None:
    before = notebook_of(f"{KERAS}n = len(tokenizer.word_index)\nEmbedding(n, 8)", "%time model = build(n)\n!echo {n}")
    (here / "model.ipynb").write_text(before)

    assert main(["fix", "--write", "model.ipynb"]) == 0
    assert (here / "model.ipynb").read_text() == before.replace("Embedding(n, 8)", "Embedding(n + 1, 8)")


@pytest.mark.parametrize(
    "raw",
    [
        notebook_of("# notebook cell 7\nx = 1"),
        notebook_of("if x:\n    pass  # hidden notebook line 3"),
        '{"cells": [], "metadata": []}',
        '{"cells": {}, "metadata": null}',
        "[]",
    ],
)
def test_a_strange_notebook_is_named_and_the_others_go_on(
    raw: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.ipynb").write_text(raw)
    (here / "b.py").write_text(BAD)

    assert main(["fix", "--write"]) == 2
    assert "flake8-embedding: ./a.ipynb: it " in capsys.readouterr().err
    assert (here / "b.py").read_text() == GOOD


def test_copies_that_jupyter_keeps_are_left_alone_and_no_file_is_read_twice(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".ipynb_checkpoints").mkdir()
    (here / ".ipynb_checkpoints" / "model.py").write_text(BAD)
    (here / "model.py").write_text(BAD)

    assert main(["fix", "--write", ".", "model.py"]) == 0
    assert (here / ".ipynb_checkpoints" / "model.py").read_text() == BAD
    assert "1 finding in 1 file mended" in capsys.readouterr().err
