"""The trace of a table: the lines of its files on which something became known, underlined, each with its note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from flake8_embedding.reports.page.editor import Editor
from flake8_embedding.reports.page.markup import Html, element, joined, text
from flake8_embedding.survey.tables import Excerpt

TAB = 4
INDENT = 48
"""Notes of a place further to the right begin here."""
LONGEST = 240
"""Characters of a line that are shown: generated code has lines of a megabyte."""


def excerpts(steps: Sequence[Excerpt], editor: Editor) -> Html:
    """All steps in the order of the story: where the ids come from, how the size comes about, where they meet. What it
    tells of one file is in the order of the lines."""
    files = groupby(steps, key=lambda step: step.spot.path)
    return joined(*(_file(path, sorted(inside, key=_position), editor) for path, inside in files))


def _position(step: Excerpt) -> tuple[int, int]:
    return step.spot.line, step.spot.column


def _file(path: str, steps: list[Excerpt], editor: Editor) -> Html:
    lines = [
        line for _, on_line in groupby(steps, key=lambda step: step.spot.line) for line in _line(list(on_line), editor)
    ]
    return element(
        "figure", element("figcaption", path.removeprefix("./")), element("div", *lines, cls="code"), cls="excerpt"
    )


def _line(steps: list[Excerpt], editor: Editor) -> Iterator[Html]:
    """The line of the source, and below it a note for each place in it."""
    source = steps[0].source.rstrip()
    cut = source[:LONGEST]
    number = editor.link(steps[0].spot, steps[0].spot.place)
    more = "…" if len(source) > LONGEST else ""
    code = element("code", *_underlined(cut, steps), more)
    yield element("div", element("span", number, cls="number"), code, cls="source")
    for step in steps:
        # The text before the place, unseen, keeps the note below it whatever the width of its characters.
        before = _expanded(cut[: step.spot.column], 0)[:INDENT]
        note = joined(element("span", before, cls="before", aria_hidden="true"), element("span", step.text, cls="told"))
        yield element("div", element("span", cls="number"), note, cls="note")


def _underlined(source: str, steps: list[Excerpt]) -> Iterator[Html]:
    marked = {column for step in steps for column in range(step.spot.column, step.spot.column + step.width)}
    done = 0
    for is_marked, inside in groupby(range(len(source)), key=marked.__contains__):
        columns = list(inside)
        part = _expanded(source[columns[0] : columns[-1] + 1], done)
        done += len(part)
        yield element("u", part) if is_marked else text(part)


def _expanded(part: str, column: int) -> str:
    """A part of a line that begins at a column, with spaces for its tabs."""
    return (" " * column + part).expandtabs(TAB)[column:]
