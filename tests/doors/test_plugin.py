"""The plugin in the real flake8: paths, stdin, jobs, configuration, selection, noqa, columns."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.library.registry import builtin
from flake8_embedding.library.spec import LooksUp, MakesTable
from flake8_embedding.prefilter import KERAS, Concern, concern
from flake8_embedding.prefilter.imports_only import imports_only
from flake8_embedding.prefilter.words import LIBRARIES, OFF_BY_DEFAULT
from flake8_embedding.rules import all_rules
from tests.flake8_run import flake8_here
from tests.programs.test_fixtures import PATHS
from tests.tools.documents import DOCS

TOO_SMALL = """\
import numpy as np
from keras.layers import Embedding
from keras.models import Sequential

model = Sequential()
model.add(Embedding(1, 2))
model.predict(np.array([[5]]))
"""


def flake8(
    directory: Path, *arguments: str, stdin: str | None = None, isolated: bool = False, anew: bool = False
) -> subprocess.CompletedProcess[str]:
    """``anew``: in a process of its own, for what depends on the environment or on several jobs."""
    arguments = ("--isolated", *arguments) if isolated else arguments
    if not anew:
        return flake8_here(directory, *arguments, stdin=stdin)
    command = [sys.executable, "-m", "flake8", *arguments]
    return subprocess.run(command, cwd=directory, input=stdin, capture_output=True, text=True, check=False)


def places(finished: subprocess.CompletedProcess[str]) -> list[str]:
    """``path:line:column: CODE`` of each finding."""
    return [" ".join(line.split()[:2]) for line in finished.stdout.splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "model.py").write_text(TOO_SMALL)
    return tmp_path


def test_lines_and_columns_are_those_of_the_size_and_of_the_import(project: Path) -> None:
    finished = flake8(project, "--select=EMB", "model.py")

    assert places(finished) == ["model.py:2:1: EMB001", "model.py:6:21: EMB106"]
    assert finished.returncode == 1


def test_a_message_is_one_line_that_names_rows_ids_line_and_remedy(project: Path) -> None:
    finished = flake8(project, "--select=EMB106", "model.py")

    assert finished.stdout == (
        "model.py:6:21: EMB106 Embedding has 1 row, but the id 5 on line 7 is looked up; use at least 6\n"
    )


def test_directories_are_searched(project: Path) -> None:
    assert "./model.py:6:21: EMB106" in places(flake8(project, "--select=EMB", "."))


def test_standard_input_is_read_under_its_display_name(project: Path) -> None:
    finished = flake8(project, "--select=EMB106", "--stdin-display-name=editor.py", "-", stdin=TOO_SMALL)

    assert places(finished) == ["editor.py:6:21: EMB106"]


def test_a_notebook_name_on_standard_input_is_no_obstacle(project: Path) -> None:
    finished = flake8(project, "--select=EMB106", "--stdin-display-name=a.ipynb", "-", stdin=TOO_SMALL)

    assert places(finished) == ["a.ipynb:6:21: EMB106"]


def test_many_jobs_find_what_one_finds(project: Path) -> None:
    for number in range(8):
        (project / f"copy{number}.py").write_text(TOO_SMALL)

    alone = flake8(project, "--select=EMB", "--jobs=1", "--embedding-keras=keras-3", ".")
    together = flake8(project, "--select=EMB", "--jobs=4", "--embedding-keras=keras-3", ".", anew=True)

    assert len(places(alone)) == 9
    assert sorted(alone.stdout.splitlines()) == sorted(together.stdout.splitlines())


def test_noqa_silences_its_line(project: Path) -> None:
    (project / "model.py").write_text(TOO_SMALL.replace("Embedding(1, 2))", "Embedding(1, 2))  # noqa: EMB106"))

    assert places(flake8(project, "--select=EMB1", "model.py")) == []


@pytest.mark.parametrize("name", [".flake8", "setup.cfg", "tox.ini"])
def test_configuration_files_set_options_and_ignores(project: Path, name: str) -> None:
    (project / name).write_text(
        "[flake8]\nembedding-keras = keras-3\nselect = EMB\nper-file-ignores =\n    other.py: EMB106\n"
    )
    (project / "other.py").write_text(TOO_SMALL)

    assert places(flake8(project, ".")) == ["./model.py:6:21: EMB106"]


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("--select=EMB1",), {"EMB106"}),
        (("--select=EMB", "--ignore=EMB106"), {"EMB001"}),
        (("--select=E9", "--extend-select=EMB001"), {"EMB001"}),
        (("--select=EMB", "--extend-ignore=EMB0"), {"EMB106"}),
        (("--select=EMB", "--embedding-keras=tf.keras"), {"EMB001", "EMB106"}),
    ],
)
def test_codes_are_selected_as_any_other(project: Path, arguments: tuple[str, ...], codes: set[str]) -> None:
    assert {place.split()[1] for place in places(flake8(project, *arguments, "model.py"))} == codes


@pytest.mark.parametrize("how", ["command line", "configuration"])
@pytest.mark.parametrize(
    ("option", "value", "choices"),
    [
        ("embedding-keras", "keras4", "auto, tf.keras, keras-3, keras-3.N"),
        ("embedding-conditional", "off", "report, hide"),
    ],
)
def test_a_wrong_value_is_a_clear_error(project: Path, how: str, option: str, value: str, choices: str) -> None:
    if how == "configuration":
        (project / ".flake8").write_text(f"[flake8]\n{option} = {value}\n")
        finished = flake8(project, "model.py")
    else:
        finished = flake8(project, f"--{option}={value}", "model.py")

    assert finished.returncode != 0
    output = finished.stdout + finished.stderr
    assert f"--{option} must be one of {choices}, not {value!r}" in output
    assert "Traceback" not in output


def test_half_written_code_is_flake8s_own_error_and_nothing_of_ours(project: Path) -> None:
    finished = flake8(project, "--select=E9,EMB", "-", stdin=TOO_SMALL + "model.add(Embedding(")

    assert {place.split()[1] for place in places(finished)} == {"E999"}


def test_files_end_as_they_like(project: Path) -> None:
    for text in ("", "\n", "\f\n", "import keras", TOO_SMALL.replace("\n", "\r\n"), "\ufeff" + TOO_SMALL):
        finished = flake8(project, "--select=EMB", "-", stdin=text)
        assert finished.stderr == ""
        assert "EMB900" not in finished.stdout


def test_libcst_is_not_imported_for_files_that_do_not_concern_us(project: Path) -> None:
    (project / "other.py").write_text("import os\n\nprint(os.name)  # keras Embedding\n")
    program = (
        "import sys; from flake8.main.cli import main; main(['--jobs=1', '--select=EMB', 'other.py']); "
        "print('libcst' in sys.modules)"
    )

    finished = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "False"


def test_the_prefilter_knows_every_table_and_every_keras() -> None:
    effects = {path: entry.effect for path, entry in builtin().entries()}
    tables = {path: effect for path, effect in effects.items() if _is_named_in_the_prefilter(effect)}
    methods = [name for name, entry in builtin().method_entries() if _is_named_in_the_prefilter(entry.effect)]

    assert tables
    assert methods
    for path, word in tables.items():
        root, _, rest = path.partition(".")
        size = word.size_name if isinstance(word, MakesTable) else "x"
        assert _concern(f"import {root} as library\nlibrary.{rest}({size}=1)\n") is Concern.EVERYTHING, path
        owner, _, name = path.rpartition(".")
        if owner in tables:  # a method of the class
            continue
        assert _concern(f"from {owner} import {name} as made\nmade({size}=1)\n") is Concern.EVERYTHING, path
    for path in methods:
        assert _concern(f"import transformers\nmodel.{path}(1)\n") is Concern.EVERYTHING, path
    flavours = [flavour.root for flavour in builtin().flavours()]
    for path in flavours:
        assert KERAS in path
        assert _concern(f"import {path}\n") is Concern.IMPORTS
    for path in (*tables, *flavours):
        assert path.partition(".")[0] in LIBRARIES


def _is_named_in_the_prefilter(effect: object) -> bool:
    """Most files that read rows of an array have no table: for those the name of the function is not enough."""
    return isinstance(effect, MakesTable | LooksUp) and not (isinstance(effect, LooksUp) and effect.of_any_array)


def _concern(program: str) -> Concern:
    return concern(program, ast.parse(program))


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import os\n# keras: Embedding\n", Concern.NOTHING),
        ("import torch\n\nclass PatchEmbed(torch.nn.Module):\n    'An Embedding of patches.'\n", Concern.NOTHING),
        ("import torch\nembedding = torch.load('x')\nself.embedding = embedding\n", Concern.NOTHING),
        ("import keras\nembedding_dim = 3\n", Concern.IMPORTS),
        ("import keras\nkeras.layers.deserialize({'class_name': 'Embedding'})\n", Concern.EVERYTHING),
        ("from torch.nn.functional import *\nembedding(x, weight)\n", Concern.EVERYTHING),
        ("import jax.numpy as jnp\njnp.take(table, ids, axis=0)\n", Concern.EVERYTHING),
        ("import tensorflow.keras\ndata.take(1)\n", Concern.IMPORTS),
        ("from keras.datasets import imdb\nimdb.load_data(nb_words=9)\n", Concern.EVERYTHING),
        ("import torch\nstate_dict['embed'] = state_dict.pop('tokens')\n", Concern.NOTHING),
        ("import torch\nembeds = {}\nfor k, v in old:\n    embeds[k] = v\n", Concern.NOTHING),
    ],
)
def test_what_the_prefilter_sees(program: str, expected: Concern) -> None:
    assert _concern(program) is expected


@pytest.mark.parametrize(
    "made", ["matrix = np.zeros((n, 8))", "matrix: object = np.zeros((n, 8))", "matrix, vectors = np.zeros((n, 8)), {}"]
)
@pytest.mark.parametrize("written", ["matrix[i] = vector", "matrix[i, :] = vector", "matrix[index[word]] += vector"])
def test_a_matrix_is_looked_at_without_a_table(made: str, written: str) -> None:
    assert _concern(f"import keras\n{made}\nfor word, i in word_index.items():\n    {written}\n") is Concern.EVERYTHING


CONDITIONAL = """\
import torch

rows = 8 if input() else 4
torch.nn.Embedding(rows, 2)(torch.tensor([5]))
torch.nn.Embedding(3, 2)(torch.tensor([5]))
"""


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [((), [4, 5]), (("--embedding-conditional=report",), [4, 5]), (("--embedding-conditional=hide",), [5])],
)
def test_what_is_wrong_in_some_runs_only_can_be_hidden(
    project: Path, arguments: tuple[str, ...], lines: list[int]
) -> None:
    (project / "model.py").write_text(CONDITIONAL)

    found = places(flake8(project, "--select=EMB", *arguments, "model.py"))

    assert [int(place.split(":")[1]) for place in found] == lines


def test_the_configuration_can_hide_it_too(project: Path) -> None:
    (project / "model.py").write_text(CONDITIONAL)
    (project / ".flake8").write_text("[flake8]\nselect = EMB\nembedding-conditional = hide\n")

    assert places(flake8(project, "model.py")) == ["model.py:5:20: EMB106"]


WRAPPED = """\
import numpy as np
from mylib.layers import TokenEmbedding

print(TokenEmbedding(5, 8)(np.array([5])))
print(TokenEmbedding(width=8, rows=6)(np.array([5])))
"""


@pytest.mark.parametrize("how", ["command line", "configuration"])
def test_a_project_can_name_its_own_tables(project: Path, how: str) -> None:
    (project / "model.py").write_text(WRAPPED)
    named = "mylib.layers.TokenEmbedding:rows,mylib.layers.OtherTable:count"
    if how == "configuration":
        (project / ".flake8").write_text(f"[flake8]\nembedding-tables = {named}\n")

    finished = flake8(project, *([f"--embedding-tables={named}"] if how == "command line" else []), "model.py")

    assert finished.stdout == (
        "model.py:4:22: EMB106 TokenEmbedding has 5 rows, but the id 5 on line 4 is looked up; use at least 6\n"
    )


@pytest.mark.parametrize(
    "value", ["TokenEmbedding", "TokenEmbedding:rows", "mylib.TokenEmbedding", "mylib.x:1", ":", "a.b:c:d"]
)
def test_a_table_that_is_no_path_with_an_argument_is_a_clear_error(project: Path, value: str) -> None:
    finished = flake8(project, f"--embedding-tables={value}", "model.py")

    assert "--embedding-tables must be like mylib.layers.TokenEmbedding:input_dim" in finished.stdout + finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr


@pytest.mark.parametrize("followed", ["project", "none"])
@pytest.mark.parametrize(
    ("file", "imported", "made"),
    [
        ("mylib/model.py", "from .layers import TokenEmbedding", "TokenEmbedding"),
        ("mylib/model.py", "from .layers import TokenEmbedding as T", "T"),
        ("mylib/model.py", "from . import layers", "layers.TokenEmbedding"),
        ("mylib/nets/model.py", "from ..layers import TokenEmbedding", "TokenEmbedding"),
        ("mylib/nets/model.py", "from .. import layers", "layers.TokenEmbedding"),
        ("src/mylib/model.py", "from .layers import TokenEmbedding", "TokenEmbedding"),
    ],
)
def test_own_tables_may_be_imported_with_dots(
    project: Path, file: str, imported: str, made: str, followed: str
) -> None:
    path = project / file
    path.parent.mkdir(parents=True)
    path.write_text(f"import numpy as np\n{imported}\n{made}(5, 8)(np.array([5]))\n")
    options = ["--select=EMB", f"--embedding-follow-imports={followed}"]

    found = flake8(project, *options, "--embedding-tables=mylib.layers.TokenEmbedding:rows", file)
    other = flake8(project, *options, "--embedding-tables=other.layers.TokenEmbedding:rows", file)

    assert [place.rpartition(" ")[2] for place in places(found)] == ["EMB106"]
    assert places(other) == []


def test_a_notebook_is_not_passed_over_in_silence(project: Path) -> None:
    (project / "note.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4}')

    finished = flake8(project, "--select=EMB", "note.ipynb")

    assert places(finished) == ["note.ipynb:1:1: EMB900"]
    assert "flake8-embedding check" in finished.stdout
    # An editor hands over the code of a notebook under the notebook's name.
    assert places(flake8(project, "--select=EMB", "--stdin-display-name=note.ipynb", "-", stdin="x = {}\n")) == []


def test_lines_of_a_notebook_are_named_by_their_cells_with_nbqa(project: Path) -> None:
    cell = "# %%NBQA-CELL-SEPab12cd\n"
    (project / "note.py").write_text(
        f"{cell}import torch\nids = torch.tensor([12])\n\n\n{cell}torch.nn.Embedding(10, 4)(ids)\n"
    )

    assert "but the id 12 on line cell_1:2 is looked up" in flake8(project, "--select=EMB", "note.py").stdout


def package_with_rows(directory: Path, loads: str) -> None:
    """A package ``mylib_rows`` that describes the module ``mylib``, as if it were installed."""
    (directory / "mylib_rows.py").write_text(
        "from flake8_embedding.library.spec import Entry, Library, MakesTable\n"
        'word = MakesTable(rows="rows", width="width", size_name="rows", called="TokenEmbedding")\n'
        'row = Entry(("layers.TokenEmbedding",), ("rows", "width"), word)\n'
        'LIBRARY = Library(name="mylib", roots=("mylib",), entries=(row,))\n'
    )
    metadata = directory / "mylib_rows-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: mylib-rows\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[flake8_embedding.libraries]\nmylib = {loads}\n")


def test_another_package_can_describe_a_library(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package_with_rows(project, "mylib_rows:LIBRARY")
    monkeypatch.setenv("PYTHONPATH", str(project))
    (project / "model.py").write_text(WRAPPED)

    assert places(flake8(project, "--select=EMB", "model.py", anew=True)) == ["model.py:4:22: EMB106"]


@pytest.mark.parametrize(
    ("loads", "why"),
    [("mylib_rows:word", "it loads no Library but MakesTable"), ("mylib_rows:gone", "AttributeError")],
)
def test_a_package_that_describes_nothing_is_named_and_ends_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, loads: str, why: str
) -> None:
    package_with_rows(project, loads)
    monkeypatch.setenv("PYTHONPATH", str(project))

    finished = flake8(project, "--select=EMB,W291", "-", stdin=TOO_SMALL + "x = 1 \n", anew=True)

    assert f"EMB900 analysed without the entry point mylib ({why}" in finished.stdout
    assert {"EMB106", "W291"} <= {place.split()[1] for place in places(finished)}


MAGIC = """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer

tokenizer = Tokenizer()
tokenizer.fit_on_texts(["a few words"])
Embedding(400000, 8)(tokenizer.texts_to_sequences(["a few words"]))
"""


@pytest.mark.parametrize(
    ("arguments", "configuration", "codes"),
    [
        ((), "", set()),
        (("--select=EMB",), "", set()),
        (("--extend-select=EMB2",), "", set()),
        (("--select=EMB208",), "", {"EMB208"}),
        (("--extend-select=EMB208",), "", {"EMB208"}),
        (("--select=EMB208", "--ignore=EMB208"), "", set()),
        ((), "extend-select = EMB208", {"EMB208"}),
        ((), "select = EMB,EMB208", {"EMB208"}),
    ],
)
def test_rules_that_are_off_by_default_speak_where_their_whole_code_is_selected(
    project: Path, arguments: tuple[str, ...], configuration: str, codes: set[str]
) -> None:
    (project / "model.py").write_text(MAGIC)
    (project / ".flake8").write_text(f"[flake8]\n{configuration}\n")

    assert {place.split()[1] for place in places(flake8(project, *arguments, "model.py"))} == codes


def test_rules_that_are_off_by_default_are_so_in_flake8() -> None:
    assert {rule.code for rule in all_rules() if not rule.on_by_default} == set(OFF_BY_DEFAULT)


def test_the_version_is_written_once() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]

    assert project["version"] in flake8(Path.cwd(), "--version").stdout


def test_the_guides_example_of_a_library_is_one_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = example_of_a_library("LIBRARY = Library(")
    package_with_rows(project, "mylib_rows:LIBRARY")
    (project / "mylib_rows.py").write_text(example)
    monkeypatch.setenv("PYTHONPATH", str(project))
    (project / "model.py").write_text(
        "from mylib.layers import TokenEmbedding\nfrom mylib.text import hashed\n\n"
        'print(TokenEmbedding(9, 8)(hashed("a few words", 10)))\n'
    )

    assert places(flake8(project, "--select=EMB", "model.py", anew=True)) == ["model.py:4:22: EMB103"]


def test_the_guides_example_of_a_tokenizer_is_an_entry(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = example_of_a_library("TOKENIZER = Entry(") + example_of_a_library("LIBRARY = Library(")
    package_with_rows(project, "mylib_rows:LIBRARY")
    (project / "mylib_rows.py").write_text(example.replace("    entries=(\n", "    entries=(\n        TOKENIZER,\n"))
    monkeypatch.setenv("PYTHONPATH", str(project))
    program = example_of_a_library("words = Words()")
    (project / "model.py").write_text(
        "import sys\n\nfrom mylib.layers import TokenEmbedding\nfrom mylib.text import Words\n\n"
        f"texts = sys.stdin.readlines()\n{program}"
    )

    assert places(flake8(project, "--select=EMB", "model.py", anew=True)) == ["model.py:9:24: EMB101"]


def example_of_a_library(begin: str) -> str:
    """The example in the guide that has this text."""
    guide = (DOCS / "adding-a-library.md").read_text(encoding="utf-8")
    return next(part for part in guide.split("```python\n")[1:] if begin in part).partition("```")[0]


@pytest.mark.slow
def test_the_benchmark_prints_its_ratios(tmp_path: Path) -> None:
    tables, plain = tmp_path / "model.py", tmp_path / "plain.py"
    tables.write_text(TOO_SMALL)
    plain.write_text("import os\n")
    given = ["--quick", "--rounds=1", "--plain", str(plain), "--library", str(plain), "--tables", str(tables)]
    finished = subprocess.run(
        [sys.executable, "-m", "tests.tools.benchmark", *given],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    numbers = [line.partition(".")[0] for line in finished.stdout.splitlines() if "." in line]
    assert numbers == ["1", "2", "3", "4", "5", "5", "6", "6", "6"]
    assert finished.stdout.endswith("libcst imported for a file without tables: False\n")


PLAIN = '''\
"""A module that
builds no table."""
import os, sys
import numpy as np

if sys.argv:
    try:
        import keras
    except ImportError:
        keras = None


@decorated(
    "over two lines"
)
def build():
    from tensorflow.python.keras import layers

    return layers.Dense(1)


class Other:
    text = """a
b"""


import tensorflow as tf; model = tf.keras.Sequential()
'''


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_without_tables_is_cut_down_to_its_imports(end: str) -> None:
    program = PLAIN.replace("\n", end)
    tree = ast.parse(program)

    reduced = imports_only(program, tree)

    assert _concern(program) is Concern.IMPORTS
    assert "class Other" not in ast.unparse(reduced)
    found = check(program, None, reduced, loud=True)
    assert found == check(program, None, tree, loud=True)
    assert {one.code for one in found} == {"EMB002", "EMB003"}


INSIDE = '''
import functools
import os


class Layer:
    """Text that matters to nobody."""

    size = len("a" * 3)

    @functools.cache
    def build(self):
        """Makes the parts."""
        os.fsync(3)

        @functools.cache
        def inner():
            from keras.layers import LSTM
            return LSTM(
                3,
            )
        return inner()

    def call(self, x):
        return [
            x,
        ]


def one(): import keras; return keras
def two(x): x += 1; from tensorflow.keras import layers; return layers
'''


@pytest.mark.parametrize("indent", ["    ", "\t"])
def test_of_a_class_that_imports_inside_just_that_is_left(indent: str) -> None:
    program = INSIDE.replace("    ", indent)
    tree = ast.parse(program)

    reduced = imports_only(program, tree)

    left = ast.unparse(reduced)
    assert "fsync" not in left
    assert "size" not in left
    assert "LSTM(" in left
    found = check(program, None, reduced, loud=True)
    assert found == check(program, None, tree, loud=True)
    assert [one.line for one in found] == [18, 31]


@pytest.mark.parametrize(
    "use",
    [
        "def f():\n    return keras.saving.load()",
        "def f():\n    raise keras.saving.Error",
        "@keras.saving.register\ndef f(): pass",
        "class A(keras.saving.B):\n    def f(self): pass",
        "class A:\n    def f(self, x=keras.saving.y):\n        return x",
        "class A:\n    def f(self):\n        for x in y:\n            return keras.saving.load()",
    ],
)
def test_a_use_that_shows_keras_3_is_kept_wherever_it_stands(use: str) -> None:
    text = f"import keras\n\n\n{use}\n"
    tree = ast.parse(text)

    assert check(text, None, imports_only(text, tree), part=True) == check(text, None, tree) == []


@pytest.mark.parametrize("keras", ["auto", "tf.keras", "keras-3"])
@pytest.mark.parametrize(
    "program",
    [
        "import os\ndef configure():\n    os.environ['KERAS_BACKEND'] = 'jax'\n\n\nconfigure()\nimport keras",
        "import os\ndef put(k):\n    os.environ[k] = 'jax'\n\n\nimport keras\nput('KERAS_BACKEND')",
        "import os\nimport keras\nname = 'KERAS_BACKEND'\nos.environ[name] = 'jax'",
        "import os\nimport keras\nenv = os.environ\nenv['KERAS_BACKEND'] = 'jax'",
        "from os import environ as env\nimport keras\nenv['KERAS_BACKEND'] = 'jax'",
        "import os\ndef load():\n    import keras\n    return keras\n\n\nload()\nos.environ['KERAS_BACKEND'] = 'jax'",
        "import keras as k\n\n\ndef f():\n    return k.ops.matmul(1, 2)",
        "import keras\nA = keras\n\n\ndef f():\n    return A.KerasTensor",
        "def f():\n    global keras\n    import keras\n\n\nf()\nkeras.ops.add(1)",
        "import tensorflow.keras\nUSE = False\nif USE:\n    import keras",
        "import tensorflow.keras\nFLAG = False\ndef f(a=FLAG):\n    if a:\n        import keras\n\n\nf()",
        "import tensorflow.keras\nxs = []\nfor x in xs:\n    import keras",
        "import tensorflow.keras\nimport os\nos._exit(1)\nimport keras",
        "import tensorflow.keras\nraise SystemExit\nimport keras",
        "import tensorflow as tf\nimport keras\nt = tf\nx = t.keras.layers.Dense(1)",
        "import keras\nkeras = make()\nkeras.ops.x",
    ],
)
def test_what_imports_depend_on_is_kept(program: str, keras: str) -> None:
    text = f"{program}\n"
    tree, config = ast.parse(text), Config(keras=keras)

    assert check(text, config, imports_only(text, tree), part=True) == check(text, config, tree)


def test_fixtures_without_tables_have_the_same_findings_when_cut_down() -> None:
    cut = 0
    for path in PATHS:
        # As if they built no tables.
        text = path.read_text().replace("Embedding", "Dense")
        tree = ast.parse(text)
        if concern(text, tree) is Concern.IMPORTS:
            cut += 1
            config = Config(keras="tf.keras")
            found = check(text, config, imports_only(text, tree), part=True)
            assert found == [one for one in check(text, config, tree) if one.code.startswith("EMB0")], path

    assert cut > 30
