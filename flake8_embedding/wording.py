"""Claims to findings: places become lines, and the parts of a message one line of text."""

from __future__ import annotations

from flake8_embedding.finding import Finding, Step
from flake8_embedding.rules.rule import Claim, Line, Outcome
from flake8_embedding.shown import shown
from flake8_embedding.syntax.source import Source


def worded(source: Source, code: str, claim: Claim) -> Finding:
    """The finding that is told of a claim."""
    line, column = source.position(claim.place)
    # Messages quote the source, in which anything may stand.
    message = shown("".join(_part(source, part) for part in claim.message))
    steps = [Step(*source.position(step.place), shown(step.text)) for step in claim.trail]
    return Finding(line, column, code, message, claim.conditional, tuple(dict.fromkeys(steps)))


def _part(source: Source, part: str | Line | Outcome) -> str:
    match part:
        case Line(of=place):
            return str(source.position(place)[0])
        case Outcome(of=place, holds=holds):
            line, text = source.position(place)[0], source.text(place)
            test = f"`{text}` (line {line})" if text is not None else f"the test on line {line}"
            return f"{test}{' holds' if text is None and holds else '' if holds else ' does not hold'}"
    return part
