"""Usual statements between the ids and their look-up, and what the linter says of the program around them.

Each statement is put into a program whose table is just large enough. What stands in the data is what is said today,
so that every step forward and every loss shows as a test that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flake8_embedding.check import check
from flake8_embedding.trace import traces
from tests.tools.fuzz.engine import OUTSIDE

ROWS = "ROWS"
"""Stands in a program where the table's rows are counted."""

GOES_ON = "... "
"""Begins a line that goes on with the statement before it."""


@dataclass(frozen=True)
class Family:
    """Programs of one library.

    ``head`` ends where the ids are made, ``tail`` looks them up, and ``rows`` is the size that is just enough.
    ``files`` are what the programs read. ``said`` holds the statements by what is said of them: a verdict on the right
    program (``proven``, ``presumed`` or ``unknown``), and whether one row fewer is ``found`` or ``not found``.
    """

    name: str
    head: str
    tail: str
    rows: str
    files: Mapping[str, str]
    said: Mapping[str, str]

    def statements(self) -> Iterator[Statement]:
        for said, texts in self.said.items():
            for text in texts.strip("\n").replace(f"\n{GOES_ON}", "\r").split("\n"):
                yield Statement(self, text.replace("\r", "\n"), said)


@dataclass(frozen=True)
class Statement:
    """One statement of a family, and what is said of it today."""

    family: Family
    text: str
    said: str

    @property
    def name(self) -> str:
        return f"{self.family.name}: {self.text}"

    def right(self) -> str:
        """The program with as many rows as it needs."""
        return self._program(self.family.rows)

    def short(self) -> str:
        """The program with one row fewer."""
        return self._program(f"{self.family.rows} - 1")

    def _program(self, rows: str) -> str:
        return f"{self.family.head}{self.text}\n{self.family.tail}".replace(ROWS, rows)

    def said_now(self) -> str:
        """What the linter says of both programs; what must never be said begins with ``wrong``."""
        alarms = sorted(_outside(self.right()))
        if alarms:
            return f"wrong, of enough rows: {alarms}"
        found = bool(_outside(self.short()))
        if _verdict(self.short()) == "proven":
            return "wrong, one row fewer is called enough"
        return f"{_verdict(self.right())}, {'found' if found else 'not found'}"


def _outside(program: str) -> set[str]:
    return {finding.code for finding in check(program, loud=True)} & OUTSIDE


def _verdict(program: str) -> str:
    """The weakest of the verdicts on the tables."""
    verdicts = {one.verdict for one in traces(program)}
    if verdicts == {"enough"}:
        return "proven"
    return "presumed" if verdicts <= {"enough", "enough (presumed)"} else "unknown"
