"""START HERE: a text, and the same text with its findings mended.

Every proposal is tried: it is taken only if the new text, analysed again, has the finding no more and none that it did
not have before, and if the table's new size is known to be enough. So a text that was mended is left alone the next
time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field, replace

from flake8_embedding.check import Analysis, Found, analyse
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding
from flake8_embedding.fixes.arguments import dropped, exchanged
from flake8_embedding.fixes.imports import relocated
from flake8_embedding.fixes.program import Overlap, Program, Proposal
from flake8_embedding.fixes.sizes import as_int, enlarged, enlarged_matrix, rows_of, rows_of_matrix
from flake8_embedding.limits import FIXES, PROPOSALS
from flake8_embedding.record import record
from flake8_embedding.rules.fix_hint import (
    Drop,
    Enlarge,
    EnlargeMatrix,
    Exchange,
    FixHint,
    Relocate,
    TakeRows,
    ToInt,
)
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.syntax.source import Unparsable
from flake8_embedding.values.bounds import add, constant_of
from flake8_embedding.values.value import Number
from flake8_embedding.verdict import has_row_for_each


@record(frozen=True)
class Mended:
    """What has become of a text. ``done`` are the findings that are gone, as they were before the first edit or after
    those made already; ``held_back`` those for which there is only an unsafe edit, with the reason."""

    text: str
    done: list[Finding] = field(default_factory=list)
    held_back: list[tuple[Finding, str]] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    """Those that nobody but a person can mend."""


def mend(
    text: str,
    config: Config | None = None,
    *,
    unsafe: bool = False,
    wanted: Callable[[Finding, str], bool] = lambda finding, text: True,
) -> Mended:
    """Mend what is ``wanted`` of a text, with ``unsafe`` also where that may change more than is meant.

    A text that cannot be analysed is returned as it is.
    """
    done: list[Finding] = []
    for _ in range(FIXES):
        analysis = analyse(text, config, to_change=True)
        if not isinstance(analysis, Analysis) or analysis.stopped is not None:
            return Mended(text, done)
        held: list[tuple[Finding, str]] = []
        left: list[Finding] = []
        for found in analysis.found:
            if not wanted(found.finding, text):
                continue
            taken = _best(text, analysis, found, config)
            if taken is None:
                left.append(found.finding)
            elif taken.unsafe and not unsafe:
                held.append((found.finding, taken.unsafe))
            else:
                text = Program(text, analysis.source).apply(taken.edits)
                done += _gone(analysis, analyse(text, config), found)
                break
        else:
            return Mended(text, done, held, left)
    return Mended(text, done)


def _gone(before: Analysis, after: Analysis | Unparsable, found: Found) -> list[Finding]:
    """The findings that the edits for one of them have mended: all of a code that does not occur any more."""
    codes = {one.finding.code for one in after.found} if isinstance(after, Analysis) else set()
    others = [one.finding for one in before.found if one.finding.code not in codes and one is not found]
    return sorted([found.finding, *others])


def _best(text: str, analysis: Analysis, found: Found, config: Config | None) -> Proposal | None:
    """The first proposal that holds what it promises, a safe one if there is any."""
    program = Program(text, analysis.source)
    fallback: Proposal | None = None
    for number, proposal in enumerate(_proposals(program, analysis, found)):
        if number >= PROPOSALS:
            break
        if fallback is not None and proposal.unsafe:
            continue
        if _holds(program, analysis, found, proposal, config):
            if not proposal.unsafe:
                return proposal
            fallback = proposal
    return fallback


def _proposals(program: Program, analysis: Analysis, found: Found) -> Iterator[Proposal]:
    tables = analysis.facts.tables.values()
    matrices = {table.weights_made for table in tables} | {
        hint.made for hint in found.claim.fix_hints if isinstance(hint, EnlargeMatrix)
    }
    sized = {id(table.rows_place) for table in tables}
    sized |= {id(rows) for made in matrices if made is not None for rows in rows_of(program, made)}
    for hint in found.claim.fix_hints:
        yield from _written(program, analysis, hint, sized)


def _written(program: Program, analysis: Analysis, hint: FixHint, sized: set[int]) -> Iterator[Proposal]:
    match hint:
        case Enlarge():
            return enlarged(program, hint, sized)
        case EnlargeMatrix():
            return enlarged_matrix(program, hint, sized)
        case TakeRows():
            return rows_of_matrix(program, hint)
        case Exchange():
            return exchanged(program, hint)
        case ToInt():
            return as_int(program, hint)
        case Drop():
            return dropped(program, hint)
        case Relocate():
            return relocated(program, hint, analysis.facts)


def _holds(program: Program, before: Analysis, found: Found, proposal: Proposal, config: Config | None) -> bool:
    try:
        after = analyse(program.apply(proposal.edits), config)
    except Overlap:
        return False
    if not isinstance(after, Analysis) or after.stopped is not None or len(after.cases) != len(before.cases):
        return False
    had, has = _counted(before), _counted(after)
    # A finding of which a condition was taken away is a new one: it was wrong in some runs, and is in all.
    if has[found.finding.code, True] >= had[found.finding.code, True] or any(has[kind] > had[kind] for kind in has):
        return False
    return all(
        was.short is None or (now.short is None and _is_enough(now))
        for was, now in zip(before.cases, after.cases, strict=True)
        if was.table.rows_place is found.claim.place
    )


def _counted(analysis: Analysis) -> Counter[tuple[str, bool]]:
    """How many findings there are of each code: of any kind (True), and of those that hold in every run (False)."""
    findings = [one.finding for one in analysis.found]
    return Counter(
        [(one.code, True) for one in findings] + [(one.code, False) for one in findings if not one.conditional]
    )


def _is_enough(case: TableCase) -> bool:
    """Whether the table is seen to be large enough, not only that nothing is seen to be wrong."""
    ids = [feed.ids for feed in case.feeds if feed.ids is not None] + list(case.table.named)
    return any(has_row_for_each(case.table.rows, one) for ids_or_count in ids for one in _and_counted(ids_or_count))


def _and_counted(ids: Number) -> Iterator[Number]:
    """The ids by their bounds, and by how many there are of them in the vocabulary."""
    yield ids
    if ids.origin is not None and ids.origin.counted is not None and ids.low is not None:
        first = constant_of(ids.low)
        if first is not None:
            yield replace(ids, high=add(ids.origin.counted, first + ids.origin.reserved - 1))
