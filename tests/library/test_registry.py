"""The registry: what is known of a dotted path, for one configuration."""

from __future__ import annotations

import importlib

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.library.registry import builtin, registry_with
from flake8_embedding.library.spec import Emits, Entry, MakesIds, MakesIndexer, MakesTable, PassesOn
from flake8_embedding.library.terms import COUNT, Fixed, Limited, Setting

STANDARD = (
    "argparse",
    "bisect",
    "builtins",
    "collections",
    "copy",
    "dataclasses",
    "functools",
    "os",
    "random",
    "types",
)

WRAPPED = "from mylib.layers import Tokens\n\nTokens(0, 8)\n"


def test_two_configurations_in_one_process_do_not_meet() -> None:
    declared = Config(tables=frozenset({("mylib.layers.Tokens", "rows")}))

    assert [one.code for one in check(WRAPPED, declared, loud=True)] == ["EMB201"]
    assert check(WRAPPED, Config(), loud=True) == []
    assert builtin().entry_for("mylib.layers.Tokens") is None


def test_what_a_library_file_says_of_a_path_stands() -> None:
    declared = registry_with(frozenset({("torch.nn.Embedding", "size")}))

    assert declared.entry_for("torch.nn.Embedding") is builtin().entry_for("torch.nn.Embedding")


@pytest.mark.parametrize(
    "word",
    [
        MakesTable(rows="row", width="width", size_name="rows"),
        MakesTable(rows="rows", width="width", size_name="rows", weights=("matrix",)),
        PassesOn(("data",)),
        MakesIds(Fixed(0), Setting("n"), "ids"),
    ],
    ids=lambda word: type(word).__name__,
)
def test_an_effect_that_names_no_parameter_is_refused(word: MakesTable | PassesOn | MakesIds) -> None:
    with pytest.raises(ValueError, match="has no parameter"):
        Entry(("layers.Tokens",), ("rows", "width"), word)


def test_a_limit_that_does_not_cut_the_ids_is_refused() -> None:
    cut = Emits(Fixed(1), Limited(COUNT + 1, "most"), "ids", limit="most")
    uncut = Emits(Fixed(1), COUNT + 1, "ids", limit="most")

    MakesIndexer(what="Words", counted_as="len({})", members={"encode": cut})
    with pytest.raises(ValueError, match="stop does not depend on it"):
        MakesIndexer(what="Words", counted_as="len({})", members={"encode": uncut})


@pytest.mark.parametrize("path", [path for path, _ in builtin().entries() if path.partition(".")[0] in STANDARD])
def test_the_standard_library_has_what_an_entry_describes(path: str) -> None:
    module, _, names = path.partition(".")
    found = importlib.import_module(module)
    for name in names.split("."):
        found = getattr(found, name)


@pytest.mark.parametrize(
    "path",
    ["argparse.Counter", "collections.SimpleNamespace", "jax.numpy.random.randint", "keras_preprocessing.Sequential"],
)
def test_what_no_library_has_has_no_entry(path: str) -> None:
    assert builtin().entry_for(path) is None
