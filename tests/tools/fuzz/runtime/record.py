"""What one run of a program did with its tables, matrices and weights."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

PROGRAM = "program"
"""The file name under which a generated program is compiled."""
DRIVER = "driver"
"""And that of the code that runs it from outside."""


def lines_here() -> tuple[int, ...]:
    """The lines of the program that are being executed, the innermost call first."""
    frame: FrameType | None = sys._getframe(1)
    found = []
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM:
            found.append(frame.f_lineno)
        frame = frame.f_back
    return tuple(found)


@dataclass(frozen=True)
class Event:
    """Something that goes wrong.

    ``kind`` is "outside" (an id above the last row), "negative", "size" (a table that is made with no number of rows),
    "matrix" (an array is indexed outside itself) or "shape" (weights of another shape).
    """

    kind: str
    made: tuple[int, ...]
    """The lines on which the table is made, the innermost call first."""
    used: tuple[int, ...] = ()


@dataclass
class Table:
    """The ids that a table has rows for are 0 to ``rows - 1``."""

    rows: int
    made: tuple[int, ...]
    used: bool = False
    lowest: int | None = None
    highest: int | None = None


@dataclass
class Record:
    """All of one run."""

    raising: bool = True
    """Whether an id without a row raises, as on a CPU; on a GPU the program goes on."""
    tables: list[Table] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    """Lines on which a table is made that is used, or an array that is indexed."""
    made: set[int] = field(default_factory=set)
    """Lines on which a table is made."""
    failed: list[Event] = field(default_factory=list)
    """What ended the program, as far as it was an event: nothing caught it."""
    crash: str | None = None
    """What else ended the program."""
    asked: bool = False
    """Whether the program asked for data: else each run is like the first."""

    def happens(self, event: Event, error: Exception) -> None:
        """Write the event down, and raise the error unless the program is to go on."""
        self.events.append(event)
        self.reached.update(event.made)
        if self.raising or event.kind in ("size", "shape", "matrix"):
            error.event = event  # type: ignore[attr-defined]
            raise error

    def table(self, rows: Any) -> Table:
        """A new table; an error for what is no number of rows."""
        lines = lines_here()
        self.made.update(lines)
        size = Event("size", lines)
        if isinstance(rows, bool) or not isinstance(rows, int):
            self.happens(size, TypeError(f"{rows!r} is no number of rows"))
        if rows < 0:
            self.happens(size, RuntimeError(f"{rows} rows"))
        if rows == 0:
            self.events.append(size)
        made = Table(rows, lines)
        self.tables.append(made)
        return made

    def look_up(self, table: Table, ids: list[int], error: type[Exception] = IndexError) -> None:
        """The ids are looked up in the table."""
        if not ids:
            return
        low, high = min(ids), max(ids)
        table.used = True
        table.lowest = low if table.lowest is None else min(low, table.lowest)
        table.highest = high if table.highest is None else max(high, table.highest)
        self.reached.update(table.made)
        if low < 0:
            self.happens(Event("negative", table.made, lines_here()), error("index out of range in self"))
        if high >= table.rows:
            self.happens(Event("outside", table.made, lines_here()), error("index out of range in self"))


class Current:
    """The record of the run that is going on."""

    record = Record()


def current() -> Record:
    return Current.record
