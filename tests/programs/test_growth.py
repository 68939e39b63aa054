"""A program of twice the size takes about twice the work, whatever it is full of."""

from __future__ import annotations

import pytest

from flake8_embedding.survey.looking import look
from tests.growth import BOUNDED, LINEAR, work_of
from tests.slow import batch

pytestmark = pytest.mark.slow

MOST = 2.3
"""How much more work twice the size may take."""

SIZES = (400, 800)
"""Beyond the numbers up to which elements are kept one by one."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is imported at the first analysis is no work of any program."""
    work_of("import keras\nkeras.layers.Embedding(3, 4)\nnn.Embedding(3, 4)(torch.tensor([3]))\n")


@pytest.mark.parametrize("name", LINEAR)
def test_twice_the_size_is_twice_the_work(name: str) -> None:
    work = [work_of(LINEAR[name](size)) for size in SIZES]
    assert work[1] / work[0] < MOST, f"{work} calls for {SIZES} parts"


def test_what_is_told_of_twice_the_tables_is_twice_the_work() -> None:
    """Each table has its findings and each finding its table: neither is searched among all the others."""
    smaller, larger = (
        work_of("t = nn.Embedding(3, 4); t(torch.tensor([5]))\n" * number, lambda text: look(text, "model.py"))
        for number in (1000, 2000)
    )
    assert larger / smaller < MOST


# Each uses a whole budget up while all its calls are counted: that takes long.
@pytest.mark.parametrize("name", batch(list(BOUNDED), 3))
def test_a_budget_ends_what_grows_faster(name: str) -> None:
    shape, size, millions = BOUNDED[name]
    assert work_of(shape(size)) < millions * 1_000_000
