"""What the linter says of a program: the only file that knows its interface."""

from __future__ import annotations

from dataclasses import dataclass

from flake8_embedding.check import check
from flake8_embedding.trace import Trace, traces
from tests.tools.allocations import watched

OUTSIDE = frozenset(
    {"EMB101", "EMB102", "EMB103", "EMB104", "EMB105", "EMB106", "EMB108", "EMB109", "EMB111", "EMB100"}
)
KINDS = {
    # A table of -1 rows cannot even be made.
    **dict.fromkeys(OUTSIDE, ("outside", "negative", "size")),
    "EMB107": ("matrix", "outside"),
    "EMB110": ("negative",),
    "EMB201": ("size",),
    "EMB205": ("shape",),
}
"""What must happen for a finding to be right. Other codes are advice about programs that run: they are not judged."""


@dataclass(frozen=True)
class Said:
    """A finding."""

    line: int
    code: str
    message: str
    conditional: bool = False
    """Whether it names the data or the path with which it goes wrong."""


@dataclass(frozen=True)
class Verdict:
    """What trace says of a table: ``proven`` where it promises that no id is outside."""

    line: int
    proven: bool
    too_small: bool
    told: bool
    """Whether a finding stands at the table."""
    text: str


@dataclass(frozen=True)
class Answer:
    """All of one program."""

    said: list[Said]
    verdicts: list[Verdict]


def ask(text: str) -> Answer:
    """What the linter says; an internal error is raised."""
    with watched():
        said = [Said(one.line, one.code, one.message, one.conditional) for one in check(text, loud=True)]
    return Answer(said, [_verdict(one) for one in traces(text)])


def _verdict(one: Trace) -> Verdict:
    return Verdict(
        one.line,
        one.verdict == "enough",
        one.verdict == "too small",
        bool(one.findings),
        f"{one.verdict}: {one.rows} rows, ids {one.ids}",
    )
