"""Python files and notebooks on disk: read with their encoding and line ends, written without a moment in which either
version is lost."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import tokenize
from contextlib import suppress
from pathlib import Path

from flake8_embedding.notebook import NotANotebook, Notebook
from flake8_embedding.record import record

STDIN = "-"


class Unreadable(ValueError):
    """A file that cannot be read, written or understood; the message says why."""


@record(frozen=True)
class Document:
    """A file that was read. ``program`` is its Python, with the line ends that it has."""

    path: str
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
                return Document(path, "utf-8", notebook.program, notebook)
            encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
            return Document(path, encoding, raw.decode(encoding))
        except OSError as error:
            raise Unreadable(error.strerror or str(error)) from error
        except (SyntaxError, UnicodeDecodeError, NotANotebook) as error:
            raise Unreadable(str(error)) from error

    def write(self, program: str) -> None:
        """Put the file with the new program in the place of the old one, with its mode; what came from standard input
        goes to standard output. Raises ``Unreadable``."""
        text = program if self.notebook is None else self.notebook.with_program(program)
        if self.path == STDIN:
            sys.stdout.buffer.write(text.encode(self.encoding))
            return
        # A link stays one: what it points to is replaced.
        target = Path(self.path).resolve()
        beside: str | None = None
        try:
            if not os.access(target, os.W_OK):
                raise Unreadable("it is read-only")
            handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".fix.")
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode(self.encoding))
            Path(beside).chmod(target.stat().st_mode)
            Path(beside).replace(target)
        except (OSError, UnicodeEncodeError) as error:
            raise Unreadable(f"it cannot be written: {error}") from error
        finally:
            if beside is not None:
                with suppress(FileNotFoundError):
                    Path(beside).unlink()
