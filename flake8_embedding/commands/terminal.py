"""What all commands do alike on a terminal: complain, and write lines that it may not be able to show."""

from __future__ import annotations

import io
import sys

from flake8_embedding.shown import shown

USAGE_ERROR = 2
"""The status where an argument is wrong, or a file cannot be read or written."""


def complain(message: str) -> int:
    """Say on standard error what is wrong; returns the status that goes with it."""
    sys.stderr.write(f"flake8-embedding: {shown(message)}\n")
    return USAGE_ERROR


def show_all_characters() -> None:
    """From here on, a character that standard output has none for is written as an escape, and does not end the run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
