"""The census finds by syntax what the interpretation may not reach."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from flake8_embedding.census import Census, Kind, census_of
from flake8_embedding.check import Analysis, analyse
from flake8_embedding.library.registry import builtin
from flake8_embedding.syntax.source import Source, sketch
from flake8_embedding.syntax.walk import visit
from flake8_embedding.trace import traces
from tests.programs.test_fixtures import NAMES, PATHS
from tests.slow import mostly_slow

PROGRAM = """
import keras.layers as kl, torch
from tensorflow.keras import layers
from tensorflow import keras as tfk
from torch import nn
from torch.nn import *

def never_called():
    return
    from keras.preprocessing.text import Tokenizer as Words
    kl.Embedding(1, 2)

if False:
    T = nn.Embedding
    T(3, 4)
Words()
layers.Embedding(5, 6)
Embedding(7, 8)
tfk.layers.Embedding(9, 10)
T = chosen()
T(11, 12)
other.Embedding(13, 14)
match torch:
    case [1]:
        torch.nn.Embedding(15, 16)
"""


def counted(text: str) -> list[tuple[int, str, str]]:
    source = sketch(text)
    assert isinstance(source, Source)
    return [(source.position(one.node)[0], one.kind.value, one.path) for one in census_of(source, builtin())]


def test_tables_indexers_and_imports_are_found_wherever_they_stand() -> None:
    assert counted(PROGRAM) == [
        (2, "import", "keras.layers"),
        (3, "import", "tensorflow.keras"),
        (4, "import", "tensorflow.keras"),
        (10, "import", "keras.preprocessing.text"),
        (11, "table", "keras.layers.Embedding"),
        (15, "table", "torch.nn.Embedding"),
        (16, "indexer", "keras.preprocessing.text.Tokenizer"),
        (17, "table", "tensorflow.keras.layers.Embedding"),
        (18, "table", "torch.nn.Embedding"),
        (19, "table", "tensorflow.keras.layers.Embedding"),
        (25, "table", "torch.nn.Embedding"),
    ]


@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES))
def test_it_finds_in_nodes_without_spaces_what_libcsts_own_traversal_finds(path: Path) -> None:
    text = path.read_text()
    source, visitor = sketch(text), Census(builtin())
    assert isinstance(source, Source)

    cst.parse_module(text).visit(visitor)

    assert [(one.kind, one.path) for one in census_of(source, builtin())] == [
        (one.kind, one.path) for one in visitor.found
    ]


@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES))
def test_trace_leaves_no_table_out(path: Path) -> None:
    text = path.read_text()
    source = sketch(text)
    assert isinstance(source, Source)
    tables = {source.position(one.node) for one in census_of(source, builtin()) if one.kind is Kind.TABLE}

    assert tables <= {(one.line, one.column) for one in traces(text)}


@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES))
def test_no_import_of_a_keras_is_lost_but_in_code_that_never_runs(path: Path) -> None:
    analysis = analyse(path.read_text())
    assert isinstance(analysis, Analysis)
    imports = {one.node for one in census_of(analysis.source.main, builtin()) if one.kind is Kind.IMPORT}

    lost = imports - {one.place for one in analysis.facts.imports}

    assert not lost or "dead_branch" in path.name


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("if False:\n    nn.Embedding(5, 2)\n", "no path that is followed leads here"),
        ("nn.Embedding(*sizes)\n", "the size of the table is not given where it is seen"),
        ("e = nn.Embedding(5, 2)\ne.weight = made\n", "another weight is put into it, of which the rows are not known"),
    ],
    ids=["dead", "starred", "replaced"],
)
def test_what_is_not_reached_is_told_with_the_reason(program: str, reason: str) -> None:
    (trace,) = traces(f"from torch import nn\nfrom data import made, sizes\n{program}")

    assert (trace.called, trace.verdict, trace.reason) == ("Embedding", "unknown", reason)


def test_a_deep_tree_is_walked() -> None:
    source = sketch("import torch\nx = " + " + ".join(["torch.nn.Embedding(1, 2)"] * 900))
    assert isinstance(source, Source)
    visitor = Census(builtin())

    visit(source.module, visitor)

    assert [one.kind for one in visitor.found] == [Kind.TABLE] * 900
