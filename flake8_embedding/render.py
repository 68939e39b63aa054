"""Traces as a picture of the source: the lines on which something became known, underlined, each with its note.

In the manner of a modern compiler's diagnostics; no well-kept library draws such pictures in Python. Knows text,
columns and colours, and nothing of the analysis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from flake8_embedding.rules.phrases import rows_of
from flake8_embedding.shown import shown
from flake8_embedding.syntax.source import lines_of
from flake8_embedding.trace import Span, Trace

TAB = 4
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
    path: str, text: str, traces: list[Trace], *, colour: bool = False, named: Callable[[int], str] = str
) -> str:
    """All traces of one file, one below the other; ``named`` is what people call a line."""
    painter = Painter(colour=colour)
    lines = lines_of(text)
    return "\n".join(_drawn(path, lines, _shown(one), painter, named) for one in traces)


def _shown(trace: Trace) -> Trace:
    """The trace with texts that may quote the source as they can be shown."""
    rows, ids, reason = (None if text is None else shown(text) for text in (trace.rows, trace.ids, trace.reason))
    steps = tuple(replace(step, text=shown(step.text)) for step in trace.steps)
    findings = tuple(map(shown, trace.findings))
    return replace(trace, called=shown(trace.called), rows=rows, ids=ids, reason=reason, steps=steps, findings=findings)


def _drawn(path: str, lines: list[str], trace: Trace, painter: Painter, named: Callable[[int], str]) -> str:
    gutter = max((len(named(span.line)) for span in trace.steps), default=1)
    frame = painter.paint(f"{'':{gutter}} |", "frame")
    title = painter.paint(f"{shown(path)}:{named(trace.line)}:{trace.column + 1}: {trace.called}", "title")
    out = [f"{title}: {painter.paint(trace.verdict, trace.verdict)}"]
    ordered = sorted(trace.steps, key=lambda span: (span.path, span.line, span.column))
    for other, spans in groupby(ordered, key=lambda span: span.path):
        out.append(painter.paint(f"{'':{gutter}} --> {shown(other)}", "frame") if other else frame)
        out.extend(_excerpt(lines, list(spans), gutter, painter, str if other else named))
    out.append(frame)
    out.extend(_verdict(gutter, trace, painter))
    return "\n".join(out) + "\n"


def _excerpt(
    lines: list[str], spans: list[Span], gutter: int, painter: Painter, named: Callable[[int], str]
) -> Iterable[str]:
    """The lines of one file on which something became known."""
    frame = painter.paint(f"{'':{gutter}} |", "frame")
    before = 0
    for number, on_line in groupby(spans, key=lambda span: span.line):
        noted = list(on_line)
        if before and number > before + 1:
            yield painter.paint(f"{'':{gutter}} :", "frame")
        before = number
        source = noted[0].source if noted[0].path else lines[number - 1] if number <= len(lines) else ""
        yield f"{painter.paint(f'{named(number):>{gutter}} |', 'frame')} {_expanded(source).rstrip()}"
        yield from (_note(frame, source, span, painter) for span in noted)


def _note(frame: str, source: str, span: Span, painter: Painter) -> str:
    """The underlining of one place, with what became known there."""
    start = columns(shown(source[: span.column]))
    width = max(columns(shown(source[: span.column + span.width])) - start, 1)
    return f"{frame} {' ' * start}{painter.paint('^' * width + ' ' + span.text, 'note')}"


def _expanded(source: str) -> str:
    return shown(source).expandtabs(TAB)


def _verdict(gutter: int, trace: Trace, painter: Painter) -> Iterable[str]:
    mark = painter.paint(f"{'':{gutter}} =", "frame")
    presumed = f" (presumed: {trace.reason})" if trace.verdict == "enough (presumed)" else ""
    if presumed or trace.verdict == "enough":
        rows = rows_of(trace.rows or "?")
        yield f"{mark} {painter.paint(f'enough{presumed}: {rows}, ids {trace.ids}', trace.verdict)}"
    else:
        yield f"{mark} rows: {trace.rows or 'not known'}"
        yield f"{mark} ids: {trace.ids or 'not known'}"
    if trace.verdict == "unknown":
        yield f"{mark} {painter.paint(f'unknown: {trace.reason}', 'unknown')}"
    if trace.outside:
        yield f"{mark} an id without a row: {trace.outside}"
    for found in trace.findings:
        yield f"{mark} {painter.paint(found, 'too small')}"


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
