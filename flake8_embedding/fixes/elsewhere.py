"""Findings that other files of the project take part in: they are left, and told which files those are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from flake8_embedding.check import Analysis, Found, analyse
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding
from flake8_embedding.fixes.apply import Fixed

_REMEDY = re.compile(r"; use ((?:at least )?\d+|(?:one|\d+) more (rows?))(?= \(|$)")
"""What a message says that there should be, where that is a number: ``use 4``, ``use one more row``."""


def left_to_others(fixed: Fixed, config: Config, wanted: Callable[[Finding], bool]) -> Iterator[tuple[Finding, str]]:
    """What a text still has when the imports of its project are followed, beside what is told of the text alone."""
    if not config.filename:
        return
    analysis = analyse(fixed.text, config)
    if not isinstance(analysis, Analysis):
        return
    told = {(one.line, one.column, one.code) for one, _ in (*fixed.unsafe, *fixed.left)}
    for one in analysis.found:
        finding = one.finding
        if wanted(finding) and (finding.line, finding.column, finding.code) not in told:
            yield finding, _reason(analysis, one)


def _reason(analysis: Analysis, found: Found) -> str:
    source, about = analysis.source, found.claim.about
    if about is not None and source.is_elsewhere(about[1]):
        called, place = about
        table = f"{source.name_of(place)}, line {source.position(place)[0]}"
        needed = _REMEDY.search(found.finding.message)
        by_hand = f", so that it has {needed[1]}{'' if needed[2] else ' rows'}" if needed else ""
        return f"{called} is made in {table}, and its size is given here; change one of the two by hand{by_hand}"
    others = " and ".join(dict.fromkeys(step.path for step in found.finding.trail if step.path))
    return (
        f"it depends on {others or 'other files of the project'}; "
        "fix changes only what this file alone shows to be wrong"
    )
