"""What a message is made of: text, places, and numbers that are known by name only.

Numbers stay numbers until the message is worded, so that one that is long can be given a name: ``n + 1``.
"""

from __future__ import annotations

from flake8_embedding.record import record
from flake8_embedding.values.ids import Place
from flake8_embedding.values.numbers.bounds import Expr
from flake8_embedding.values.numbers.compare import Formula


@record(frozen=True)
class Line:
    """The line of a place."""

    of: Place


@record(frozen=True)
class Outcome:
    """A test, how the source writes it and where it stands, and whether it holds."""

    of: Place
    holds: bool


@record(frozen=True)
class Where:
    """The file and line of a place, as ``model.py:12``."""

    of: Place


@record(frozen=True)
class Quantity:
    """A number: ``len(words) + 1``."""

    of: Expr


@record(frozen=True)
class Rows:
    """A number of rows: ``1 row``, ``len(words) rows``."""

    of: Expr


@record(frozen=True)
class Condition:
    """What some numbers must be: ``len(words) < 5000``."""

    of: Formula


@record(frozen=True)
class Remedy:
    """The number to write: ``use len(words) + 1``; ``more`` rows than there are, where that is known: ``use one more
    row``."""

    of: Expr
    more: int | None = None
    verb: str = "use"


Part = str | Line | Outcome | Where | Quantity | Rows | Condition | Remedy
Message = tuple[Part, ...]
"""The parts of one line of text."""
