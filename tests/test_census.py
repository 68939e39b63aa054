"""The census finds by syntax what the interpretation may not reach."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from flake8_embedding.census import Census, Kind, census_of
from flake8_embedding.library.registry import builtin
from flake8_embedding.syntax.source import Source, sketch
from flake8_embedding.syntax.walk import visit
from tests.test_fixtures import PATHS

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


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_it_finds_in_nodes_without_spaces_what_libcsts_own_traversal_finds(path: Path) -> None:
    text = path.read_text()
    source, visitor = sketch(text), Census(builtin())
    assert isinstance(source, Source)

    cst.parse_module(text).visit(visitor)

    assert [(one.kind, one.path) for one in census_of(source, builtin())] == [
        (one.kind, one.path) for one in visitor.found
    ]


def test_a_deep_tree_is_walked() -> None:
    source = sketch("import torch\nx = " + " + ".join(["torch.nn.Embedding(1, 2)"] * 900))
    assert isinstance(source, Source)
    visitor = Census(builtin())

    visit(source.module, visitor)

    assert [one.kind for one in visitor.found] == [Kind.TABLE] * 900
