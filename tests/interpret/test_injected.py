"""What a test gets by the names of its parameters: fixtures of pytest."""

from __future__ import annotations

import pytest

from flake8_embedding import check_source
from tests.small_project import CLASS

BEGINNING = f"""\
import pytest
import torch
from torch import nn


{CLASS}

@pytest.fixture
def size():
    return 10


@pytest.fixture(scope="module")
def model(size):
    return Net(size)


"""
CALL = "model(torch.tensor([0, 10]))\n"

GIVEN = (
    f"def test_shape(model):\n    {CALL}",
    f"class TestNet:\n    def test_shape(self, model):\n        {CALL}",
    "def test_shape(size):\n    Net(size)(torch.tensor([0, 10]))\n",
    f"class TestNet:\n    def test_shape(self, model):\n        {CALL}\n    @pytest.fixture\n"
    "    def model(self, size):\n        return Net(size)\n",
    f"class Base:\n    @pytest.fixture()\n    def model(self, size):\n        yield Net(size)\n\n"
    f"class TestNet(Base):\n    def test_shape(self, model):\n        {CALL}",
    f"@pytest.mark.parametrize('other', [1, 2])\ndef test_shape(model, other):\n    {CALL}",
)
NOT_GIVEN = (
    f"def helper(model):\n    {CALL}",
    f"@pytest.mark.parametrize('model, other', [(Net(20), 1)])\ndef test_shape(model, other):\n    {CALL}",
    "class TestNet:\n    @pytest.fixture\n    def model(self):\n        return Net(20)\n\n"
    f"    def test_shape(self, model):\n        {CALL}",
    f"def test_shape(model):\n    with pytest.raises(IndexError):\n        {CALL}",
    f"@pytest.mark.xfail\ndef test_shape(model):\n    {CALL}",
    "def test_shape(model):\n    model(torch.tensor([0, 9]))\n",
)


@pytest.mark.parametrize("test", GIVEN)
def test_a_test_gets_what_the_fixture_returns(test: str) -> None:
    assert [one.code for one in check_source(BEGINNING + test)] == ["EMB106"]
    assert check_source(BEGINNING + test.replace("10", "9")) == ()


@pytest.mark.parametrize("test", NOT_GIVEN)
def test_what_the_runner_does_not_give_is_not_known(test: str) -> None:
    assert check_source(BEGINNING + test) == ()
