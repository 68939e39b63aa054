"""No function of a library makes one object of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_embedding.check import analyse
from flake8_embedding.library.call import Call
from flake8_embedding.library.pandas import codes as pandas_codes
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import Number, Value
from tests.programs.test_fixtures import NAMES, PATHS
from tests.tools.allocations import OneOfTwo, watched

FEW = slice(None, None, 25)


def _both_in_one(call: Call) -> Value:
    """What ``factorize`` must not do."""
    row = SequenceValue.of("array", (Number.exactly(1),), Number.exactly(1))
    return SequenceValue.of("tuple", (call.allocate(row), call.allocate(row)), Number.exactly(1))


def test_two_objects_under_one_name_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import pandas, torch\nx = pandas.factorize(['a'])\ntorch.nn.Embedding(1, 2)(x)\n"
    monkeypatch.setattr(pandas_codes, "_factorized", lambda call, column, cells: _both_in_one(call))

    with watched(), pytest.raises(OneOfTwo, match=r"pandas\.factorize"):
        analyse(program, loud=True)


@pytest.mark.parametrize("path", PATHS[FEW], ids=NAMES[FEW])
def test_no_function_makes_one_object_of_two(path: Path) -> None:
    with watched():
        analyse(path.read_text(), loud=True)


@pytest.mark.slow
def test_no_function_makes_one_object_of_two_in_any_fixture() -> None:
    with watched():
        for path in PATHS:
            analyse(path.read_text(), loud=True)
