"""What leaves the house: a finding, for one place in one file. Knows nothing of how it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """``line`` from 1, ``column`` from 0 as flake8 takes it, one line of ``message`` without the code."""

    line: int
    column: int
    code: str
    message: str
