"""The verdicts on tables as a survey tells them: those of the judge, and one for a bug that only some runs have."""

from __future__ import annotations

TOO_SMALL = "too small"
TOO_SMALL_WHEN = "too small when"
"""The verdict on a table that is too small in some runs of the program only."""
UNKNOWN = "unknown"
PRESUMED = "enough (presumed)"
ENOUGH = "enough"

VERDICTS = (TOO_SMALL, TOO_SMALL_WHEN, UNKNOWN, PRESUMED, ENOUGH)
"""All verdicts, what needs a person first."""
