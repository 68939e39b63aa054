"""One line on a terminal that says how far a command has got. Knows nothing of what is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flake8_embedding.shown import shown

MANY_FILES = 20
_WIDTH = 78


@contextmanager
def progress_of(files: int) -> Iterator[Callable[[int, str], None]]:
    """What is told the number and the path of each file; it is silent for few files, and where nobody watches."""
    watched = files >= MANY_FILES and sys.stderr.isatty()

    def write(text: str, end: str = "") -> None:
        sys.stderr.write(f"\r{text[:_WIDTH]:<{_WIDTH}}{end}")
        sys.stderr.flush()

    def told(number: int, path: str) -> None:
        if watched:
            write(shown(f"{number}/{files} {path}"))

    try:
        yield told
    finally:
        if watched:
            write("", "\r")
