"""A finding, for one place in one file: what flake8, the commands and other programs get. Knows nothing of how it was
found."""

from __future__ import annotations

from dataclasses import field

from flake8_embedding.record import record


@record(frozen=True)
class Step:
    """Something that became known on the way to a finding, and where: ``line`` from 1, ``column`` from 0."""

    line: int
    column: int
    text: str
    path: str = ""
    """The other file of the project that it is in; empty for the file of the finding."""


@record(frozen=True)
class Finding:
    """``line`` from 1, ``column`` from 0 as flake8 takes it, one line of ``message`` without the code.

    ``conditional``: it is wrong in some runs of the program only, and the message says in which. ``trail`` are the
    steps that led to it, in the order of the program's execution.
    """

    line: int
    column: int
    code: str
    message: str
    conditional: bool = field(default=False, compare=False)
    trail: tuple[Step, ...] = field(default=(), compare=False)

    def __lt__(self, other: Finding) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str, str]:
        return self.line, self.column, self.code, self.message
