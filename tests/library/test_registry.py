"""The registry: what is known of a dotted path, for one configuration."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.library.registry import builtin, paths_of, registry_with
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


def _by_kind(libraries: list[dict[str, tuple[Entry, ...]]]) -> dict[tuple[str, str], Entry]:
    """The entries of several libraries by their kind and name, the last one of each."""
    return {
        (kind, name): entry
        for one in libraries
        for kind, entries in one.items()
        for entry in entries
        for name in entry.names
    }


def test_the_last_library_that_describes_something_counts() -> None:
    registry = builtin()
    paths = {path: entry for one in registry.libraries for path, entry in paths_of(one)}
    methods = _by_kind([one.methods for one in registry.libraries])
    attributes = _by_kind([one.attributes for one in registry.libraries])
    bases = {
        f"{root}.{name}": base for one in registry.libraries for root in one.roots for name, base in one.bases.items()
    }

    assert [path for path, entry in paths.items() if registry.entry_for(path) is not entry] == []
    assert [one for one, entry in methods.items() if registry.method_entry(*one) is not entry] == []
    assert [one for one, entry in attributes.items() if registry.attribute_entry(*one) is not entry] == []
    assert [path for path, base in bases.items() if registry.inherited_from(path) is not base] == []


def test_a_library_is_loaded_where_a_program_names_it_and_however_deep_that_is() -> None:
    program = (
        "import sys\n"
        "from flake8_embedding.library.registry import builtin\n"
        "registry = builtin()\n"
        "print('flake8_embedding.library.torch.torch' in sys.modules)\n"
        "def deep(n):\n"
        "    return registry.entry_for('torch.nn.Embedding') if n == 0 else deep(n - 1)\n"
        "print(deep(sys.getrecursionlimit() - 20) is registry.entry_for('torch.nn.Embedding'))\n"
        "print('flake8_embedding.library.pandas.pandas' in sys.modules)\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout.split() == ["False", "True", "False"]
