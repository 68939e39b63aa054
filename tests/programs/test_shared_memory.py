"""What is written to an array is seen in those that lie in its memory, and in no others: as in the real libraries."""

from __future__ import annotations

import pytest

from tests.tools.shared_memory import NUMPY, TORCH, Arrays, wrong_of

pytestmark = [pytest.mark.frameworks, pytest.mark.filterwarnings("ignore")]


@pytest.mark.parametrize("arrays", [NUMPY, TORCH], ids=["numpy", "torch"])
def test_what_is_written_is_seen_where_the_library_shows_it(arrays: Arrays) -> None:
    assert [told for expression in arrays.made.splitlines() for told in wrong_of(arrays, expression)] == []


@pytest.mark.parametrize("arrays", [NUMPY, TORCH], ids=["numpy", "torch"])
def test_what_is_still_open_is_no_longer_than_it_must_be(arrays: Arrays) -> None:
    closed = [expression for expression in arrays.still_open.splitlines() if not any(wrong_of(arrays, expression))]

    assert closed == []
