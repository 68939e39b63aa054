"""Lines of notebooks in messages: by cell and line, as nbQA and people call them. Imports nothing heavy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_NBQA_CELL = "# %%NBQA-CELL-SEP"
"""Begins each cell of a notebook in the program that nbQA hands to flake8. https://github.com/nbQA-dev/nbQA"""

# ``line 3 of model.py`` is a line of another file.
_LINE = r"\bline (\d+)\b(?! of \S+\.py)"


def renamed(message: str, name: Callable[[int], str]) -> str:
    """The message with the name of each line in place of its number."""
    return re.sub(_LINE, lambda found: f"line {name(int(found[1]))}", message)


def in_nbqa_cells(message: str, lines: Sequence[str]) -> str:
    """A message about a program that nbQA made of a notebook; any other message as it is."""
    return renamed(message, lambda line: _name(line, lines))


def _name(line: int, lines: Sequence[str]) -> str:
    """``cell_2:5``: code cells and their lines from 1."""
    begins = [number for number, text in enumerate(lines[:line], 1) if text.startswith(_NBQA_CELL)]
    return f"cell_{len(begins)}:{line - begins[-1]}" if begins else str(line)
