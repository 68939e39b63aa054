"""Python's cycle collector, and when it should rest. Knows nothing of what is done meanwhile; imports nothing heavy."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """The collector would walk over a growing tree again and again, where nothing is free before the end: an eighth of
    the time that a file takes. ``limits`` bounds what one file can take without it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def leave_out_what_is_loaded() -> None:
    """What is there by now stays to the end of the run: mostly classes, and the entries of libraries. The collector
    need not walk over it again and again for flake8's own tokens. That was a twentieth of a run over many files."""
    gc.freeze()
