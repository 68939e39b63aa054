"""The command ``flake8-embedding trace``: which files and lines, how it is written, and the status."""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TextIO

from flake8_embedding.commands.terminal import complain
from flake8_embedding.files import STDIN, Document, Unreadable, near
from flake8_embedding.flake8_options import Configuration, WrongConfiguration
from flake8_embedding.leading import with_entries
from flake8_embedding.plugin import Plugin
from flake8_embedding.prefilter import Concern
from flake8_embedding.record import record, replace
from flake8_embedding.render import picture
from flake8_embedding.shown import shown
from flake8_embedding.trace import CannotAnalyse, Trace, traces

_NONE = (
    "no embedding table; flake8's option --embedding-tables names classes and functions of your own that make tables"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``trace``."""
    parser.add_argument(
        "path",
        metavar="PATH[:LINE[:COLUMN]]",
        help="a Python file or notebook, with or without the place of one table as flake8 prints it (in a notebook "
        "model.ipynb:cell_2:3); or a folder; or - for standard input",
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="output format (default: text)")
    parser.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="when to use colours (default: on a terminal, unless NO_COLOR is set)",
    )
    parser.add_argument(
        "--embedding-keras",
        metavar="KERAS",
        help="as for flake8: auto, tf.keras, keras-3, keras-3.N (default: what is configured)",
    )
    parser.add_argument("--isolated", action="store_true", help="ignore the configuration files")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Show the reasoning about the tables. The status is 2 for a wrong argument or a file that cannot be read."""
    target = Target.of(given.path)
    arguments = ["--isolated"] if given.isolated else []
    arguments += [f"--embedding-keras={given.embedding_keras}"] if given.embedding_keras else []
    try:
        configuration = Configuration.read(arguments)
    except WrongConfiguration as error:
        return complain(str(error))
    is_folder = Path(target.path).is_dir()
    files = configuration.files([target.path]) if is_folder else [target.path]
    status, told = 0, []
    for path in files:
        try:
            document = Document.read(path)
            found = target.chosen(document, _traces(document, configuration, every=not is_folder))
            if not is_folder and path != STDIN:
                found = with_entries(path, found, partial(_traced, configuration))
            told.append((document, found))
        except (Unreadable, CannotAnalyse) as error:
            status = complain(f"{path}: {error}")
    if status == 0 or is_folder:
        _write(given, target, told)
    return status


@record(frozen=True)
class Target:
    """What is asked for: a file or folder, and a place in it."""

    path: str
    cell: int | None = None
    line: int | None = None
    column: int | None = None

    @staticmethod
    def of(given: str) -> Target:
        """``model.py:12``, ``model.py:12:5`` and ``model.ipynb:cell_2:3`` as their parts; a file whose very name ends
        so is taken as it is."""
        match = re.fullmatch(r"(.+?)(?::cell_(\d+))?:(\d+)(?::(\d+))?:?", given)
        if match is None or Path(given).exists():
            return Target(given)
        cell, line, column = (int(number) if number else None for number in match.groups()[1:])
        return Target(match[1], cell, line, column)

    def chosen(self, document: Document, found: list[Trace]) -> list[Trace]:
        """The tables that stand on the line; of several the one that begins last before the column."""
        if self.line is None:
            return found
        wanted = self.line
        if document.notebook is not None and self.cell is not None:
            wanted = document.notebook.line(self.cell, self.line) or 0
        here = [one for one in found if one.line <= wanted <= max(one.line, one.last_line)]
        before = [one for one in here if self.column and (one.line, one.column) <= (wanted, self.column - 1)]
        last = max(((one.line, one.column) for one in before), default=None)
        return here if last is None else [one for one in before if (one.line, one.column) == last]


def _traces(document: Document, configuration: Configuration, *, every: bool) -> list[Trace]:
    """The tables of a file; unless ``every`` file is wanted, only of one that the plugin would look at."""
    tree = _tree(document.program)
    name = configuration.name_of(document.path)
    if not every and (tree is None or Plugin.concern_of(document.program, tree, name) is not Concern.EVERYTHING):
        return []
    found = traces(document.program, configuration.config_for(name), tree)
    return [_in_cells(document, _from_here(one)) for one in found]


def _from_here(trace: Trace) -> Trace:
    """The trace with the paths of other files as a person in the current folder types them."""
    steps = tuple(replace(step, path=near(step.file)) if step.path else step for step in trace.steps)
    return replace(trace, steps=steps)


def _traced(configuration: Configuration, path: str) -> tuple[Document, list[Trace]] | None:
    try:
        document = Document.read(path)
        return document, _traces(document, configuration, every=False)
    except (Unreadable, CannotAnalyse):
        return None


def _in_cells(document: Document, trace: Trace) -> Trace:
    """The trace with the lines of a notebook by their names."""
    if document.notebook is None:
        return trace
    told = document.in_cells
    return replace(
        trace,
        reason=told(trace.reason) if trace.reason else None,
        when=told(trace.when),
        steps=tuple(replace(step, text=told(step.text)) for step in trace.steps),
        findings=tuple(map(told, trace.findings)),
    )


def _tree(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _write(given: argparse.Namespace, target: Target, told: Iterable[tuple[Document, list[Trace]]]) -> None:
    if given.format == "json":
        described = [
            {**one.as_dict(), "path": document.path, "place": document.name(one.line)}
            for document, found in told
            for one in found
        ]
        sys.stdout.write(json.dumps(described, indent=2) + "\n")
        return
    colour, width = _in_colour(given.color, sys.stdout), _width(sys.stdout)
    pictures = [
        picture(document.path, document.program, found, colour=colour, named=document.name, width=width)
        for document, found in told
        if found
    ]
    if pictures:
        sys.stdout.write("\n".join(pictures))
    else:
        where = "" if target.line is None else f" on line {target.line}"
        sys.stdout.write(f"{shown(target.path)}: {_NONE if not where else f'no embedding table{where}'}\n")


def _in_colour(wanted: str, stream: TextIO) -> bool:
    if wanted == "auto":
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def _width(stream: TextIO) -> int | None:
    """The columns of the terminal, None where none is told: what goes into a file is not wrapped."""
    return shutil.get_terminal_size().columns if stream.isatty() else None
