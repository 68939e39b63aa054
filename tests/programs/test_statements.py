"""Usual statements between ids and their look-up: the verdict on a right program stays, and one row fewer is found."""

from __future__ import annotations

import ast
import importlib.util
import runpy
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import pytest

from tests.programs.test_frameworks import NOT_RUN, probing
from tests.slow import batch, mostly_slow
from tests.tools.statements.families import FAMILIES
from tests.tools.statements.family import Family, Statement

STATEMENTS = [statement for family in FAMILIES for statement in family.statements()]
OF_FAMILIES = pytest.mark.parametrize("family", FAMILIES, ids=[family.name for family in FAMILIES])
FEWEST = 100
"""So many statements at least stand in each family."""


@pytest.mark.parametrize("statement", mostly_slow(STATEMENTS, [one.name for one in STATEMENTS]))
def test_what_is_said_around_a_usual_statement_is_as_it_was(statement: Statement) -> None:
    assert statement.said_now() == statement.said


@OF_FAMILIES
def test_what_must_never_be_said_is_noticed(family: Family) -> None:
    right, fewer, more = (Statement(_with_rows(family, f"{family.rows}{add}"), "", "") for add in ("", " - 1", " + 1"))

    assert right.said_now() == "proven, found"
    assert fewer.said_now().startswith("wrong, of enough rows: ")
    assert more.said_now() == "wrong, one row fewer is called enough"


def _with_rows(family: Family, rows: str) -> Family:
    return Family(family.name, family.head, family.tail, rows, family.files, {})


@OF_FAMILIES
def test_each_statement_stands_once(family: Family) -> None:
    texts = Counter(statement.text for statement in family.statements())

    assert [text for text, times in texts.items() if times > 1] == []
    assert len(texts) >= FEWEST


@pytest.mark.frameworks
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("statement", batch(STATEMENTS), ids=[one.name for one in batch(STATEMENTS)])
def test_the_right_program_is_right_and_the_short_one_is_not(
    statement: Statement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = _absent(statement.text)
    if absent or NOT_RUN in statement.text:
        pytest.skip(f"not installed: {absent}" if absent else statement.text)
    monkeypatch.chdir(tmp_path)
    for name, text in statement.family.files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)

    with probing() as probe:
        _run(statement.right())
    assert probe.outside == []

    with probing() as probe:
        failure: BaseException | None = None
        try:
            _run(statement.short())
        except (ImportError, SyntaxError, NameError, AttributeError):
            raise
        except Exception as error:
            failure = error
    assert probe.outside or failure is not None


def _run(program: str) -> None:
    path = Path("program.py")
    path.write_text(program)
    with _stand_ins(program):
        runpy.run_path(str(path), run_name="__main__")


def _absent(program: str) -> set[str]:
    """The libraries that the program imports and nobody has installed."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    return {name for name in imported if importlib.util.find_spec(name) is None}


@contextmanager
def _stand_ins(program: str) -> Iterator[None]:
    """While a program runs whose plots nobody sees: in the place of each library that is not installed stands one that
    does nothing."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _absent(program):
            module: ModuleType = MagicMock(name=name, __path__=[], __spec__=None)
            patch.setitem(sys.modules, name, module)
            patch.setitem(sys.modules, f"{name}.pyplot", module)
        yield
