"""The files of a project, one after the other in one process: their problems, and their tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from flake8_embedding.files import Document, Unreadable, near
from flake8_embedding.finding import Finding
from flake8_embedding.flake8_options import Configuration
from flake8_embedding.plugin import Plugin
from flake8_embedding.record import record, replace
from flake8_embedding.rules.address import address
from flake8_embedding.survey.looking import Look, NotPython, Told, look
from flake8_embedding.survey.problem import Problem
from flake8_embedding.survey.tables import Excerpt, ProjectTable, Spot, View, gathered
from flake8_embedding.survey.verdicts import TOO_SMALL, TOO_SMALL_WHEN
from flake8_embedding.syntax.source import lines_of
from flake8_embedding.trace import Span, Trace

Seen = tuple[Spot, str, View]
"""Where a table stands, what is called there, and how one file shows it."""


@record(frozen=True)
class Survey:
    """What is known of the files: ``unread`` are those that are no Python or cannot be read, each with the reason."""

    problems: tuple[Problem, ...]
    tables: tuple[ProjectTable, ...]
    unread: tuple[tuple[str, str], ...] = field(default=())
    files: int = 0

    def reported(self) -> frozenset[str]:
        """What flake8 reports, each finding as ``path code message``."""
        return frozenset(f"{one.path} {one.code} {one.message}" for one in self.problems)


def survey(
    paths: Sequence[str], configuration: Configuration, progress: Callable[[int, str], None] = lambda number, path: None
) -> Survey:
    """Look at each file as flake8 would with this configuration. ``progress`` is told which file comes next."""
    problems: list[Problem] = []
    seen: list[Seen] = []
    unread: list[tuple[str, str]] = []
    known = {os.path.abspath(path): path for path in paths}  # noqa: PTH100
    for number, path in enumerate(paths, 1):
        progress(number, path)
        try:
            document = replace(Document.read(path), path=configuration.name_of(path))
            found = look_at(document)
        except (Unreadable, NotPython) as error:
            unread.append((path, str(error)))
            continue
        reports = configuration.reports(document.path, document.text)
        problems += [problem_of(document, one) for one in found.told if reports(one.finding)]
        seen += views_of(document, found.traces, known)
    return Survey(tuple(problems), gathered(seen), tuple(unread), len(paths))


def look_at(document: Document, door: type[Plugin] = Plugin) -> Look:
    """Look at a file that was read. Raises ``NotPython``."""
    return look(document.text, document.path, door)


def problem_of(document: Document, told: Told) -> Problem:
    """A finding as it leaves the house, in a notebook by cell and line."""
    finding: Finding = told.finding
    cell, line = document.cell_and_line(finding.line)
    return Problem(
        document.path,
        line,
        finding.column + 1,
        finding.code,
        document.in_cells(finding.message),
        told.verdict,
        address(finding.code),
        cell,
    )


def views_of(document: Document, traces: Iterable[Trace], known: Mapping[str, str]) -> Iterator[Seen]:
    """How a file shows the tables that it makes or leads to; ``known`` are files by where they lie, as they were
    given."""
    page = _Page(document, known)
    for trace in traces:
        entry = page.spot(trace.line, trace.column)
        spot = entry if trace.elsewhere is None else page.spot_elsewhere(trace.elsewhere)
        yield spot, trace.called.partition(" in ")[0], _view(page, entry, trace)


def _view(page: _Page, entry: Spot, trace: Trace) -> View:
    in_cells = page.document.in_cells
    return View(
        entry=entry,
        verdict=TOO_SMALL_WHEN if trace.verdict == TOO_SMALL and trace.when else trace.verdict,
        rows=trace.rows,
        ids=trace.ids,
        reason=in_cells(trace.reason) if trace.reason else None,
        when=in_cells(trace.when),
        seen=trace.seen,
        steps=tuple(page.excerpt(step) for step in trace.steps),
        told=tuple(in_cells(text) for text in trace.findings),
        made_when_run=trace.made_when_run,
        left_to_callers=trace.left_to_callers,
        calls=tuple(page.spot_elsewhere(call) for call in trace.calls),
        readers=trace.readers,
        loaded=trace.loaded,
        is_used=trace.is_used,
        made_at=tuple(map(page.spot_elsewhere, trace.made_at)),
    )


class _Page:
    """One file, and the others that its traces speak of."""

    def __init__(self, document: Document, known: Mapping[str, str]) -> None:
        self.document = document
        self._known = known
        self._file = os.path.abspath(document.path)  # noqa: PTH100
        self._lines = lines_of(document.text)
        self._notebooks: dict[str, Document] = {}

    def spot(self, line: int, column: int) -> Spot:
        return Spot(self._file, self.document.path, line, column, self.document.name(line))

    def spot_elsewhere(self, span: Span) -> Spot:
        path = self._known.get(span.file) or near(span.file)
        return Spot(span.file, path, span.line, span.column, self._line_of(span.file, span.line))

    def _line_of(self, file: str, line: int) -> str:
        """A line of another file as people write it: in a notebook by its cell."""
        if not file.endswith(".ipynb"):
            return str(line)
        if file not in self._notebooks:
            self._notebooks[file] = Document.read(file)
        return self._notebooks[file].name(line)

    def excerpt(self, span: Span) -> Excerpt:
        if span.file:
            return Excerpt(self.spot_elsewhere(span), span.width, span.text, span.source)
        source = self._lines[span.line - 1] if 0 < span.line <= len(self._lines) else ""
        text = self.document.in_cells(span.text)
        return Excerpt(self.spot(span.line, span.column), span.width, text, source)
