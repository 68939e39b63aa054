"""What import contracts cannot say of how the house is built; the contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import flake8_embedding
from flake8_embedding.library.conventions import Conventions, WeightNames
from flake8_embedding.library.registry import builtin
from flake8_embedding.record import names_of

PACKAGE = Path(flake8_embedding.__file__).parent
ASSUMPTIONS = PACKAGE.parent / "docs" / "assumptions.md"
ENGINE = sorted((PACKAGE / "interpret").rglob("*.py"))

ROOTS = {root.partition(".")[0] for library in builtin().libraries for root in library.roots} - {"builtins"}
"""Python's own builtins belong to the language; all other modules have a library file."""

EVERYDAY = {
    "T",
    "__call__",
    "add",
    "all",
    "any",
    "columns",
    "compile",
    "data",
    "dataset",
    "float",
    "input",
    "inputs",
    "item",
    "modules",
    "reverse",
    "writelines",
    "x",
    "eval",
}
"""Words that mean something else in the engine, too."""


def names_by_convention() -> set[str]:
    conventions = builtin().conventions
    of_libraries = [getattr(conventions, name) for name in names_of(Conventions) if name != "weight"]
    of_weights = [getattr(conventions.weight, name) for name in names_of(WeightNames) if name != "read"]
    return {name for names in (*of_libraries, *of_weights) for name in names}


def texts_in(file: Path) -> Iterator[tuple[int, str]]:
    """The strings of a file that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.lineno, node.value


@pytest.mark.parametrize("file", ENGINE, ids=lambda file: file.stem)
def test_the_engine_names_no_library(file: Path) -> None:
    paths = ((line, text) for line, text in texts_in(file) if "." in text and " " not in text)
    named = {(line, text) for line, text in paths if text.partition(".")[0] in ROOTS}

    assert named == set()


@pytest.mark.parametrize("file", ENGINE, ids=lambda file: file.stem)
def test_the_engine_knows_no_convention_of_a_library(file: Path) -> None:
    named = {(line, text) for line, text in texts_in(file) if text in names_by_convention() - EVERYDAY}

    assert named == set()


def test_no_two_files_of_the_engine_have_the_same_name() -> None:
    names = [file.stem for file in ENGINE if file.stem != "__init__"]

    assert sorted(set(names)) == sorted(names)


def test_each_assumption_is_written_down_and_marked_where_it_is_made() -> None:
    written_down = set(re.findall(r"^\| `([a-z-]+)` \|", ASSUMPTIONS.read_text(encoding="utf-8"), re.MULTILINE))
    sources = [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py")]
    marked = {name for source in sources for name in re.findall(r"Assumption: ([a-z-]+)", source)}

    assert marked == written_down
    assert len(written_down) <= 10
