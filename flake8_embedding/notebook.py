"""A Jupyter notebook as one program: its code cells in their order, and the program as a notebook again.

What is no Python (magics, ``!`` lines, cells in other languages) is hidden behind comments while the program is looked
at, and comes back untouched. Of the notebook's JSON only the sources of changed cells are written anew.
"""

from __future__ import annotations

import ast
import json
import re
from functools import lru_cache
from typing import Any

from flake8_embedding.cells import NOTEBOOK_CELL, beginnings, place, renamed
from flake8_embedding.notebook_json import source_spans
from flake8_embedding.record import record
from flake8_embedding.syntax.source import lines_of, lines_with_ends

_HIDDEN = "pass  # hidden notebook line "
"""Stands before the number of a hidden line and the line itself, so that what it names is seen."""
_TARGETS = re.compile(r"[\w., \[\]'\"]+")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_MAGICS = frozenset({"time", "timeit", "capture", "prun", "debug"})
"""Cell magics whose cell is Python all the same."""


class NotANotebook(ValueError):
    """The text is no notebook in Python; the message says why."""


@record(frozen=True)
class Notebook:
    """A parsed notebook: ``program`` is its code, in which a comment begins each cell."""

    raw: str
    content: dict[str, Any]
    program: str
    hidden: tuple[str, ...]
    """The lines that are no Python, by the number that stands in their place."""

    @staticmethod
    def parse(raw: str) -> Notebook:
        """Read the JSON of a notebook. Raises ``NotANotebook``."""
        try:
            content = json.loads(raw)
            cells = content["cells"]
            sources = [_joined(cell["source"]) if cell["cell_type"] == "code" else None for cell in cells]
            metadata = content.get("metadata", {})
            if not isinstance(cells, list) or not isinstance(metadata, dict):
                raise NotANotebook("it is no notebook of format 4")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise NotANotebook("it is no notebook of format 4") from None
        if any(mark in source for source in sources if source is not None for mark in (NOTEBOOK_CELL, _HIDDEN)):
            raise NotANotebook("it has comments like those that stand for its cells here")
        language = _language(content)
        if language not in ("", "python"):
            raise NotANotebook(f"it is a notebook in {language}")
        hidden: list[str] = []
        parts = [f"{NOTEBOOK_CELL}{number}\n{_as_python(source, hidden)}\n" for number, source in _numbered(sources)]
        return Notebook(raw, content, "".join(parts), tuple(hidden))

    def name(self, line: int) -> str:
        """A line of the program as people call it: ``cell_2:5``, counting code cells and their lines from 1."""
        return place(line, _headings(self.program))

    def line(self, cell: int, line: int) -> int | None:
        """The line of the program that is this line of a code cell, None where there is no such cell."""
        heading = f"{NOTEBOOK_CELL}{cell}"
        lines = lines_of(self.program)
        return lines.index(heading) + 1 + line if heading in lines else None

    def sources(self, program: str) -> list[str]:
        """The sources of the code cells that the program has, with what was hidden."""
        found: list[list[str]] = []
        for line in lines_with_ends(program):
            if line.startswith(NOTEBOOK_CELL):
                found.append([])
            elif found:
                found[-1].append(self._shown(line))
        # Each cell was given a line end of its own.
        return ["".join(lines)[:-1] for lines in found]

    def with_program(self, program: str) -> str:
        """The JSON with the changed cells; all else stays as it is, byte by byte."""
        parts, done = [], 0
        for (start, end), source in zip(source_spans(self.raw), self.sources(program), strict=True):
            text = self.raw[start:end]
            old = json.loads(text)
            if "".join(old) != source:
                new = source if isinstance(old, str) else lines_with_ends(source)
                parts += [self.raw[done:start], _laid_out(text, new, ascii_only=self.raw.isascii())]
                done = end
        return "".join([*parts, self.raw[done:]])

    def in_cells(self, message: str) -> str:
        """A message with the lines of the program by their names."""
        return renamed(message, self.name)

    def _shown(self, line: str) -> str:
        before, mark, number = line.partition(_HIDDEN)
        if not mark or before.strip():
            return line
        end = line[len(line.rstrip("\r\n")) :]
        return self.hidden[int(number.split(maxsplit=1)[0])] + end


@lru_cache(maxsize=4)
def _headings(program: str) -> list[int]:
    """The lines that begin a cell. They are asked for with each line that a message names."""
    return beginnings(lines_of(program), NOTEBOOK_CELL)


def _joined(source: str | list[str]) -> str:
    if not isinstance(source, str | list):
        raise TypeError(source)
    return "".join(source)


def _language(content: dict[str, Any]) -> str:
    metadata = content.get("metadata", {})
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        found = metadata.get(key, {}).get(name) if isinstance(metadata.get(key), dict) else None
        if isinstance(found, str):
            return found.lower()
    return ""


def _numbered(sources: list[str | None]) -> list[tuple[int, str]]:
    code = [source for source in sources if source is not None]
    return list(enumerate(code, 1))


def _as_python(source: str, hidden: list[str]) -> str:
    """The cell with everything hidden that is no Python: single lines, or the whole of it."""
    if _parses(source):
        return source
    magic = _CELL_MAGIC.match(source)
    lines = lines_with_ends(source)
    if magic is None or magic[1] in _PYTHON_MAGICS:
        shown, indent = [], ""
        continued = False
        for line in lines:
            no_python = continued or _is_shell(line)
            # What goes on a line stands further in, and Python would miss a block.
            indent = indent if continued else line[: len(line) - len(line.lstrip())]
            continued = no_python and line.rstrip().endswith("\\")
            shown.append(_hide(line, hidden, indent) if no_python else line)
        if _parses("".join(shown)):
            return "".join(shown)
    return "".join(_hide(line, hidden) for line in lines)


def hidden_lines(program: str) -> list[str]:
    """The lines of the program of a notebook that are no Python: ``%time x.fit(ids)``."""
    return [line for line in program.splitlines() if _HIDDEN in line]


def _is_shell(line: str) -> bool:
    """``%time x``, ``!ls``, ``x?`` or ``files = !ls``"""
    text = line.strip()
    targets, assigned, value = text.partition("=")
    is_captured = bool(assigned) and value.lstrip().startswith(("%", "!")) and _TARGETS.fullmatch(targets) is not None
    return is_captured or text.startswith(("%", "!", "?")) or text.endswith("?")


def _hide(line: str, hidden: list[str], indent: str = "") -> str:
    text = line.rstrip("\r\n")
    hidden.append(text)
    return f"{indent}{_HIDDEN}{len(hidden) - 1} {text.strip()}{line[len(text) :]}"


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _laid_out(text: str, value: Any, *, ascii_only: bool) -> str:
    """A value as JSON in the layout of another one: each line on a line of its own, or all on one."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=ascii_only)
    lead = text[1 : len(text) - len(text[1:].lstrip())]
    tail = text[len(text[:-1].rstrip()) : -1]
    between = f",{lead}" if "\n" in lead else ", "
    return f"[{lead}{between.join(json.dumps(line, ensure_ascii=ascii_only) for line in value)}{tail}]"
