"""The rows of ``library/`` against the signatures of the real libraries: names and positions of arguments.

Needs ``pip install -e '.[frameworks]'``; run with ``pytest -m frameworks``.
"""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest

from flake8_embedding.library.registry import builtin
from flake8_embedding.library.spec import Entry, MakesIds, MakesIndexer, MakesModel, MakesTable, Pads

pytestmark = [pytest.mark.frameworks, pytest.mark.filterwarnings("ignore")]

TOLD_BY_NAMES = MakesTable | MakesIndexer | MakesIds | MakesModel | Pads
"""Words that read arguments by their own names; handlers have common names for those of several libraries."""

INSTALLED = (
    "keras",
    "torch",
    "flax",
    "haiku",
    "equinox",
    "sklearn",
    "tensorflow.keras",
    "keras_hub",
    "gensim",
    "torchtext",
    "transformers",
)


def real(path: str) -> Any:
    """The function or class of a dotted path, or None where the installed version has none."""
    owner, names = path, list[str]()
    while owner:
        try:
            found: Any = importlib.import_module(owner)
        except ImportError:
            owner, _, name = owner.rpartition(".")
            names.insert(0, name)
            continue
        for name in names:
            found = getattr(found, name, None)
        return found
    return None


def arguments_of(thing: Any) -> list[str]:
    made_by = thing.__init__ if inspect.isclass(thing) else thing
    return [name for name in inspect.signature(made_by).parameters if name != "self"]


def rows() -> dict[str, tuple[Entry, Any]]:
    """Each row once, under the first of its paths that the installed libraries have."""
    found: dict[str, tuple[Entry, Any]] = {}
    seen: set[int] = set()
    for root in INSTALLED:
        for path, row in builtin().entries():
            if id(row) in seen or not path.startswith(f"{root}.") or not isinstance(row.effect, TOLD_BY_NAMES):
                continue
            thing = real(path)
            if thing is not None:
                seen.add(id(row))
                found[path] = (row, thing)
    return found


def test_rows_name_the_arguments_as_the_libraries_do() -> None:
    checked = rows()
    assert len(checked) >= 30

    for path, (row, thing) in checked.items():
        real_names = arguments_of(thing)
        if "args" in real_names[:1]:
            # ``Model(*args, **kwargs)`` decides by what it is given.
            continue
        positional = list(row.positional)
        assert real_names[: len(positional)] == positional, path


def test_every_setting_that_a_row_reads_is_an_argument() -> None:
    for path, (row, thing) in rows().items():
        if isinstance(row.effect, MakesTable):
            wanted = {row.effect.rows, *row.effect.weights, row.effect.padding, row.effect.masks} - {None}
            assert wanted <= set(arguments_of(thing)), path
