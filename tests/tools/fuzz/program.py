"""A generated program, and the hole in it that makes its table fit exactly, or miss by one."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from functools import cached_property
from types import CodeType

from tests.tools.fuzz.runtime.record import DRIVER, PROGRAM

ROWS = "ROWS_HERE"
"""Stands for the number of rows: it becomes the highest id that comes, and one more where the table is to be enough."""
ID = "ID_HERE"
"""Stands for an id: it becomes the fewest rows that the table ever has, less one where the table is to be enough."""


@dataclass(frozen=True)
class Program:
    """``families`` are those of its ingredients, the one that it was made for first.

    ``driver`` is code that the linter does not see: it runs after the program, and does with it what other modules do.
    """

    families: tuple[str, ...]
    text: str
    driver: str = ""
    raising: bool = True
    """Whether an id without a row raises, as on a CPU."""
    breaks: tuple[str, ...] = ()
    """The assumptions of ``docs/assumptions.md`` that it breaks: a wrong verdict on it is no fault."""

    @property
    def family(self) -> str:
        return self.families[0]

    @property
    def alone(self) -> bool:
        """Whether all ingredients are of one family."""
        return len(set(self.families)) == 1

    def filled(self, number: int) -> Program:
        """The program with a number in its hole."""
        return replace(self, text=self.text.replace(ROWS, str(number)).replace(ID, str(number)))

    @cached_property
    def code(self) -> CodeType:
        return compile(self.text, PROGRAM, "exec")

    @cached_property
    def driving(self) -> CodeType:
        return compile(self.driver, DRIVER, "exec")

    @cached_property
    def data_free(self) -> bool:
        """Whether it imports nothing that answers differently from run to run."""
        imported = {name for node in ast.walk(ast.parse(self.text)) for name in _imported(node)}
        return not imported & {"data", "random"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
