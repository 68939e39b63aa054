"""What is told of one place of one file: the record that leaves the library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A finding of one rule.

    ``line`` and ``column`` count from 1, as flake8 prints them. In a notebook ``cell`` is the number of the code cell,
    from 1, and ``line`` is the line in it; elsewhere ``cell`` is None. ``verdict`` is that on the table: "too small",
    "too small when" some condition holds, "enough", "enough (presumed)" or "unknown"; None for what is about no table.
    ``rule`` is where the rule is documented: a URL, or the page's path in the repository.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    verdict: str | None
    rule: str
    cell: int | None = None

    @property
    def place(self) -> str:
        """``model.py:12:5``, and ``model.ipynb:cell_2:3:5`` in a notebook."""
        cell = "" if self.cell is None else f"cell_{self.cell}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"
