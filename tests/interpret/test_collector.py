"""The cycle collector rests while a file is analysed, and is afterwards as it was before."""

from __future__ import annotations

import gc

import pytest

from flake8_embedding import collector


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_afterwards_as_it_was(was_on: bool) -> None:
    try:
        if not was_on:
            gc.disable()
        with collector.at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_an_error_wakes_it() -> None:
    with pytest.raises(ValueError, match="wrong"), collector.at_rest():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_what_is_loaded_is_left_out() -> None:
    gc.unfreeze()
    try:
        before = gc.get_freeze_count()
        collector.leave_out_what_is_loaded()
        assert gc.get_freeze_count() > before + 10_000
    finally:
        gc.unfreeze()
