"""Lines of notebooks in messages: by cell and line, as nbQA and people call them. Imports nothing heavy."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

_NBQA_CELL = "# %%NBQA-CELL-SEP"
"""Begins each cell of a notebook in the program that nbQA hands to flake8. https://github.com/nbQA-dev/nbQA"""

NOTEBOOK_CELL = "# notebook cell "
"""Begins each code cell in the program that is made of a notebook here."""

# ``line 3 of model.py`` is a line of another file.
_LINE = r"\bline (\d+)\b(?! of \S+\.py)"


def renamed(message: str, name: Callable[[int], str]) -> str:
    """The message with the name of each line in place of its number."""
    return re.sub(_LINE, lambda found: f"line {name(int(found[1]))}", message)


def in_nbqa_cells(message: str, begins: Sequence[int]) -> str:
    """A message about a program that nbQA made of a notebook; any other message as it is."""
    return renamed(message, lambda line: place(line, begins))


def nbqa_cells(lines: Sequence[str]) -> list[int]:
    """The lines that begin a cell in the program that nbQA made of a notebook."""
    return beginnings(lines, _NBQA_CELL)


def in_notebook(line: int, lines: Sequence[str]) -> str:
    """A line of the program that was made of a notebook, as people call it."""
    return place(line, beginnings(lines, NOTEBOOK_CELL))


def beginnings(lines: Sequence[str], mark: str) -> list[int]:
    """The numbers of the lines, from 1, that begin with what marks a new cell."""
    return [number for number, text in enumerate(lines, 1) if text.startswith(mark)]


def place(line: int, begins: Sequence[int]) -> str:
    """``cell_2:5``: code cells and their lines from 1. ``begins`` are the lines that begin a cell, in their order."""
    cell = bisect_right(begins, line)
    return f"cell_{cell}:{line - begins[cell - 1]}" if cell else str(line)
