"""What comes of fixes: the analyses of the old and the new text side by side, by findings and by tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from flake8_embedding.check import Analysis, Found
from flake8_embedding.fixes.program import Edit, Fix
from flake8_embedding.record import replace
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.syntax.source import NEWLINE
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import add, constant_of
from flake8_embedding.values.value import Number, Value
from flake8_embedding.verdicts.coverage import has_row_for_each

Place = tuple[int, str]
"""Where a finding begins, in characters from the start of the text, and its code."""


class _Positions:
    """Offsets in a text, of lines from 1 and columns from 0."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(NEWLINE, text))]

    def at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column

    def findings(self, analysis: Analysis) -> dict[Found, Place]:
        return {
            found: (self.at(found.finding.line, found.finding.column), found.finding.code) for found in analysis.found
        }


class Before:
    """A text that is to be fixed."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.analysis = analysis
        positions = _Positions(text)
        self.findings = positions.findings(analysis)
        source = analysis.source
        spans = {id(case.table.place): source.span(case.table.place) for case in analysis.cases}
        self._tables = sorted(
            (positions.at(*begin), positions.at(*end), table) for table, (begin, end) in spans.items()
        )

    def table_at(self, offset: int) -> int | None:
        """The table, by the address of its call, in which a place stands."""
        number = bisect_right(self._tables, offset, key=lambda table: table[0])
        if number == 0:
            return None
        _, end, table = self._tables[number - 1]
        return table if offset < end else None


class Outcome:
    """A text after some fixes, with the same tables in the same order as before."""

    def __init__(self, before: Before, text: str, after: Analysis, edits: tuple[Edit, ...]) -> None:
        self._before = before
        self._cases = list(zip(before.analysis.cases, after.cases, strict=True))
        moved = _Moved(edits)
        found = {place: one.finding.conditional for one, place in _Positions(text).findings(after).items()}
        expected = {(moved.to(offset), code): one for one, (offset, code) in before.findings.items()}
        self.gone = {one for place, one in expected.items() if place not in found}
        """The findings of the old text that the new one does not have."""
        # A finding that comes in all runs is a new one where it came in some.
        self._new = [
            place
            for place, conditional in found.items()
            if place not in expected or (expected[place].finding.conditional and not conditional)
        ]
        self._tables_of_new = {before.table_at(moved.back(offset)) for offset, _ in self._new}

    def failing(self, fixes: dict[Found, Fix]) -> set[Found]:
        """Those that do not hold, or that have to do with a new trouble."""
        return {found for found, fix in fixes.items() if not self._holds(found, safe=not fix.unsafe)}

    def is_troubled(self, *, safe: bool) -> bool:
        """Whether there is a new finding, or with ``safe`` another table of another size."""
        return bool(self._new) or (safe and any(_is_changed(was, now) for was, now in self._cases))

    def _holds(self, found: Found, *, safe: bool) -> bool:
        offset, _ = self._before.findings[found]
        table = self._before.table_at(offset)
        if found not in self.gone or (table is not None and table in self._tables_of_new):
            return False
        for was, now in self._at_table.get(table, []):
            if was.table.rows_place is found.claim.place and was.short is not None and not _is_enough(now):
                return False
            if safe and (_is_changed(was, now) or not _has_rows_of_its_weights(now)):
                return False
        return True

    @cached_property
    def _at_table(self) -> dict[int | None, list[tuple[TableCase, TableCase]]]:
        found: dict[int | None, list[tuple[TableCase, TableCase]]] = {}
        for was, now in self._cases:
            found.setdefault(id(was.table.place), []).append((was, now))
        return found


class _Moved:
    """Where a character of the old text is in the new one, and the other way round."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self._edits = edits
        self._shifts = list(accumulate((len(edit.text) - (edit.end - edit.start) for edit in edits), initial=0))

    def to(self, offset: int) -> int:
        """What an edit takes away is where the edit begins."""
        number = bisect_right(self._edits, offset, key=lambda edit: edit.end)
        inside = number < len(self._edits) and self._edits[number].start < offset
        return (self._edits[number].start if inside else offset) + self._shifts[number]

    def back(self, offset: int) -> int:
        """What an edit has put in is where the edit begins."""
        starts = [edit.start + shift for edit, shift in zip(self._edits, self._shifts, strict=False)]
        number = bisect_right(starts, offset)
        if number == 0:
            return offset
        edit = self._edits[number - 1]
        inside = offset < starts[number - 1] + len(edit.text)
        return edit.start if inside else offset - self._shifts[number]


def _is_changed(was: TableCase, now: TableCase) -> bool:
    """Whether a table of which nothing was known to be wrong has another size."""
    was_right = was.short is None and _has_rows_of_its_weights(was)
    return was_right and _sizes(was.table.rows) != _sizes(now.table.rows)


def _has_rows_of_its_weights(case: TableCase) -> bool:
    """Whether a table has as many rows as the matrix that it is filled with, where it is filled with one."""
    return case.table.weights is None or _sizes(case.table.weights) == _sizes(case.table.rows)


def _sizes(rows: Value) -> set[str]:
    numbers = (one.value for one in alternatives_of(rows))
    return {str(number.exact) if isinstance(number, Number) else "?" for number in numbers}


def _is_enough(case: TableCase) -> bool:
    """Whether the table is seen to be large enough, not only that nothing is seen to be wrong."""
    ids = [lookup.ids for lookup in case.lookups if lookup.ids is not None] + list(case.table.named)
    return case.short is None and any(
        has_row_for_each(case.table, one) for ids_or_count in ids for one in _and_counted(ids_or_count)
    )


def _and_counted(ids: Number) -> Iterator[Number]:
    """The ids by their bounds, and by how many there are of them in the vocabulary."""
    yield ids
    if ids.origin is not None and ids.origin.counted is not None and ids.low is not None:
        first = constant_of(ids.low)
        if first is not None:
            yield replace(ids, high=add(ids.origin.counted, first + ids.origin.reserved - 1))
