"""Traces as a picture of the source: the lines on which something became known, underlined, each with its note.

In the manner of a modern compiler's diagnostics; no well-kept library draws such pictures in Python. Knows text,
columns and colours, and nothing of the analysis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from flake8_embedding.record import record, replace
from flake8_embedding.rules.phrases import rows_of
from flake8_embedding.shown import shown
from flake8_embedding.syntax.source import lines_of
from flake8_embedding.trace import Span, Trace

TAB = 4
NARROW = 24
"""Columns below which nothing is wrapped: it would not be easier to read."""

_COLOURS = {
    "too small": "31",
    "enough": "32",
    "enough (presumed)": "32",
    "unknown": "33",
    "note": "36",
    "frame": "2",
    "title": "1",
}


class Painter:
    """Wraps text in the colours of a terminal, or leaves it as it is."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def paint(self, text: str, kind: str) -> str:
        """The text in the colour for its kind."""
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self._colour and text else text


def picture(
    path: str,
    text: str,
    traces: list[Trace],
    *,
    colour: bool = False,
    named: Callable[[int], str] = str,
    width: int | None = None,
) -> str:
    """All traces of one file, one below the other; ``named`` is what people call a line. Lines that are longer than
    ``width`` columns are wrapped."""
    lines = lines_of(text)
    return "\n".join(_drawn(path, lines, _shown(one), Painter(colour=colour), named, width) for one in traces)


def _shown(trace: Trace) -> Trace:
    """The trace with texts that may quote the source as they can be shown."""
    rows, ids, reason = (None if text is None else shown(text) for text in (trace.rows, trace.ids, trace.reason))
    steps = tuple(replace(step, text=shown(step.text)) for step in trace.steps)
    findings = tuple(map(shown, trace.findings))
    return replace(trace, called=shown(trace.called), rows=rows, ids=ids, reason=reason, steps=steps, findings=findings)


@record(frozen=True)
class _Frame:
    """The left margin of a picture, and how many columns there are beside it; None where any number will do."""

    gutter: int
    painter: Painter
    room: int | None

    def beside(self, text: str, mark: str = "|", number: str = "") -> str:
        """The text behind the margin, with the number of its line or without."""
        return f"{self.painter.paint(f'{number:>{self.gutter}} {mark}', 'frame')} {text}"

    def empty(self, mark: str = "|") -> str:
        """A line without text."""
        return self.painter.paint(f"{'':{self.gutter}} {mark}", "frame")


def _drawn(
    path: str, lines: list[str], trace: Trace, painter: Painter, named: Callable[[int], str], width: int | None
) -> str:
    gutter = max((len(named(span.line)) for span in trace.steps), default=1)
    room = None if width is None or width - gutter - 3 < NARROW else width - gutter - 3
    frame = _Frame(gutter, painter, room)
    title = painter.paint(f"{shown(path)}:{named(trace.line)}:{trace.column + 1}: {trace.called}", "title")
    out = [f"{title}: {painter.paint(trace.verdict, trace.verdict)}"]
    several = any(step.path for step in trace.steps)
    for other, spans in groupby(trace.steps, key=lambda span: span.path):
        out.append(frame.empty(f"--> {shown(other or path)}") if several else frame.empty())
        out.extend(_excerpt(lines, sorted(spans, key=_position), frame, str if other else named))
    out.append(frame.empty())
    out.extend(_verdict(frame, trace))
    return "\n".join(out) + "\n"


def _position(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _excerpt(lines: list[str], spans: list[Span], frame: _Frame, named: Callable[[int], str]) -> Iterable[str]:
    """The lines of one file on which something became known."""
    before = 0
    for number, on_line in groupby(spans, key=lambda span: span.line):
        noted = list(on_line)
        if before and number > before + 1:
            yield frame.empty(":")
        before = number
        source = noted[0].source if noted[0].path else lines[number - 1] if number <= len(lines) else ""
        begin, label = 0, named(number)
        for piece in _pieces(shown(source).expandtabs(TAB).rstrip(), frame.room):
            yield frame.beside(piece, number=label)
            end = begin + max(columns(piece), 1) if frame.room is not None else None
            for span in noted:
                yield from _note(frame, source, span, begin, end)
            begin, label = begin + columns(piece), ""


def _note(frame: _Frame, source: str, span: Span, begin: int, end: int | None) -> Iterable[str]:
    """The underlining of one place, with what became known there, if it begins in the piece of the line that has the
    columns from ``begin`` to ``end``, exclusive."""
    start = columns(shown(source[: span.column]))
    width = max(columns(shown(source[: span.column + span.width])) - start, 1)
    if end is not None and not begin <= start < end:
        return
    carets = "^" * (width if end is None else min(width, end - start))
    indent = start - begin
    if frame.room is None or indent + len(carets) + 1 + columns(span.text) <= frame.room:
        yield frame.beside(" " * indent + frame.painter.paint(f"{carets} {span.text}", "note"))
        return
    yield frame.beside(" " * indent + frame.painter.paint(carets, "note"))
    indent = min(indent, frame.room // 2)
    for line in _pieces(span.text, frame.room - indent, at_blanks=True):
        yield frame.beside(" " * indent + frame.painter.paint(line, "note"))


def _verdict(frame: _Frame, trace: Trace) -> Iterable[str]:
    for text, kind in _said(trace):
        first, *rest = _pieces(text, frame.room, at_blanks=True) or [""]
        yield frame.beside(frame.painter.paint(first, kind) if kind else first, "=")
        for line in rest:
            yield frame.beside(frame.painter.paint(line, kind) if kind else line, " ")


def _said(trace: Trace) -> Iterable[tuple[str, str]]:
    """What is known in the end, each with the kind of its colour."""
    presumed = f" (presumed, since {trace.reason})" if trace.verdict == "enough (presumed)" else ""
    if presumed or trace.verdict == "enough":
        ids = f"ids {trace.ids}" if presumed or trace.reason is None else trace.reason
        yield f"enough{presumed}: {rows_of(trace.rows or '?')}, {ids}", trace.verdict
    else:
        yield f"rows: {trace.rows or 'not known'}", ""
        yield f"ids: {trace.ids or 'not known'}", ""
    if trace.verdict == "unknown":
        yield f"unknown: {trace.reason}", "unknown"
    for entry in trace.entries:
        yield f"reached from {shown(entry.path)}:{entry.place}: {entry.verdict}", entry.verdict
    if trace.outside:
        yield f"an id without a row: {trace.outside}", ""
    for found in trace.findings:
        yield found, "too small"


def _pieces(text: str, room: int | None, *, at_blanks: bool = False) -> list[str]:
    """A line in pieces of at most so many columns, each but the first of which may begin ``at_blanks``."""
    if room is None or columns(text) <= room:
        return [text]
    pieces, piece = [], ""
    for character in text:
        if columns(piece + character) > room:
            cut = piece.rstrip().rfind(" ") + 1 if at_blanks and character != " " else len(piece)
            cut = cut or len(piece)
            pieces.append(piece[:cut].rstrip() if at_blanks else piece[:cut])
            piece = piece[cut:]
        piece += "" if at_blanks and not piece and character == " " else character
    return [*pieces, piece] if piece else pieces


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: tabs go to the next stop, wide characters take two, those that
    combine with the one before none."""
    taken = 0
    for character in text:
        if character == "\t":
            taken += TAB - taken % TAB
        elif not unicodedata.combining(character):
            taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return taken
