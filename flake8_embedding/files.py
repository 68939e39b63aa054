"""Python files and notebooks on disk: read with their encoding and line ends, and written so that nothing else of them
changes."""

from __future__ import annotations

import io
import os
import sys
import tokenize
from pathlib import Path

from flake8_embedding.notebook import NotANotebook, Notebook
from flake8_embedding.record import record
from flake8_embedding.replace_file import Refused, replace_file

STDIN = "-"


def near(file: str) -> str:
    """The path from the current folder, for a file below it."""
    path = os.path.relpath(file)
    return file if path.startswith(os.pardir) else path


class Unreadable(ValueError):
    """A file that cannot be read, written or understood; the message says why."""


@record(frozen=True)
class Document:
    """A file that was read: its bytes, and as ``program`` its Python, with the line ends that it has."""

    path: str
    raw: bytes
    encoding: str
    program: str
    notebook: Notebook | None = None

    @staticmethod
    def read(path: str) -> Document:
        """Raises ``Unreadable``."""
        try:
            raw = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
            if path.endswith(".ipynb"):
                notebook = Notebook.parse(raw.decode("utf-8"))
                return Document(path, raw, "utf-8", notebook.program, notebook)
            given = _notebook_in(raw) if path == STDIN else None
            if given is not None:
                return Document(path, raw, "utf-8", given.program, given)
            encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
            return Document(path, raw, encoding, raw.decode(encoding))
        except OSError as error:
            raise Unreadable(error.strerror or str(error)) from error
        except (SyntaxError, ValueError, LookupError) as error:
            raise Unreadable(str(error)) from error

    @staticmethod
    def of(path: str, text: str) -> Document:
        """A text that stands for a file. Raises ``NotANotebook`` for one that is called a notebook and is none."""
        if path.endswith(".ipynb"):
            notebook = Notebook.parse(text)
            return Document(path, text.encode(errors="replace"), "utf-8", notebook.program, notebook)
        return Document(path, text.encode(errors="replace"), "utf-8", text)

    @property
    def text(self) -> str:
        """The program with the line ends that Python and flake8 read."""
        return self.program.replace("\r\n", "\n").replace("\r", "\n")

    def name(self, line: int) -> str:
        """What people call a line of the program: ``12``, or ``cell_2:3`` in a notebook."""
        return str(line) if self.notebook is None else self.notebook.name(line)

    def cell_and_line(self, line: int) -> tuple[int | None, int]:
        """The code cell and the line in it, None and the line itself where the file is no notebook."""
        cell, colon, inside = self.name(line).partition(":")
        return (int(cell.removeprefix("cell_")), int(inside)) if colon else (None, line)

    def in_cells(self, message: str) -> str:
        """A message with the lines of a notebook by their names."""
        return message if self.notebook is None else self.notebook.in_cells(message)

    def changed(self, program: str) -> bytes:
        """The file's bytes with another program, in which all that is outside the edits stays. Raises ``Unreadable``
        where the encoding does not allow that.

        Some encodings have several spellings of one text (cp932 has two bytes for each of some hundred characters), and
        the whole file would be written in one of them.
        """
        try:
            if self.raw.decode(self.encoding).encode(self.encoding) != self.raw:
                raise Unreadable(f"its bytes cannot be kept: {self.encoding} would write its text in another way")
            text = program if self.notebook is None else self.notebook.with_program(program)
            return text.encode(self.encoding)
        except UnicodeError as error:
            raise Unreadable(f"it cannot be written: {error}") from error

    def write(self, program: str) -> None:
        """Put the file with another program in the place of the one that was read; what came from standard input goes
        to standard output. Raises ``Unreadable``."""
        changed = self.changed(program) if program != self.program else self.raw
        if self.path == STDIN:
            sys.stdout.buffer.write(changed)
            return
        try:
            # A link stays one: what it points to is replaced.
            replace_file(Path(self.path).resolve(), self.raw, changed)
        except Refused as error:
            raise Unreadable(str(error)) from error


def _notebook_in(raw: bytes) -> Notebook | None:
    """The notebook that comes from standard input, where no name tells that it is one; None for Python."""
    if not raw.lstrip().startswith(b"{") or b'"cells"' not in raw:
        return None
    try:
        return Notebook.parse(raw.decode("utf-8"))
    except (UnicodeDecodeError, NotANotebook):
        return None
