"""Door 2: the command ``flake8-embedding``, for what does not fit into one line of flake8's output."""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from flake8_embedding import check_command
from flake8_embedding.explain import UnknownCode, as_json, as_markdown, as_text, chosen
from flake8_embedding.files import Document, Unreadable
from flake8_embedding.fix import add_arguments
from flake8_embedding.flake8_options import Configuration, WrongConfiguration
from flake8_embedding.render import picture
from flake8_embedding.shown import shown
from flake8_embedding.trace import CannotAnalyse, traces

USAGE_ERROR = 2
_FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The status is 2 for a wrong argument or a file that cannot be read, and 0 but for ``check``
    and ``fix``."""
    parser = _parser()
    given, rest = parser.parse_known_args(arguments)
    if rest and not getattr(given, "flake8s", False):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    given.rest = rest
    try:
        return int(given.run(given))
    except BrokenPipeError:
        # ``| head`` has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="flake8-embedding",
        description="Explains what the flake8 plugin finds, shows how it came to its verdicts, and fixes what it can.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('flake8-embedding')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    explain = commands.add_parser("explain", help="what a rule finds, why, and how to configure it")
    explain.add_argument("codes", nargs="*", metavar="CODE", help="a code, its beginning, or a name: EMB101, EMB2")
    explain.add_argument("--all", action="store_true", help="every rule")
    explain.add_argument("--format", choices=sorted(_FORMATS), default="text", help="how to write it (default: text)")
    explain.set_defaults(run=_explain)

    trace = commands.add_parser("trace", help="the reasoning about each embedding table of a file")
    trace.add_argument(
        "path",
        metavar="PATH[:LINE]",
        help="a Python file or notebook, and the line of one table in it (of a notebook, model.ipynb:cell_2:3)",
    )
    trace.add_argument("--format", choices=["text", "json"], default="text", help="how to write it (default: text)")
    trace.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="colours; by default on a terminal, unless NO_COLOR is set",
    )
    trace.add_argument(
        "--embedding-keras",
        metavar="KERAS",
        help="as for flake8: auto, tf.keras, keras-3, keras-3.N (default: what is configured)",
    )
    trace.add_argument("--isolated", action="store_true", help="ignore the configuration files")
    trace.set_defaults(run=_trace)

    check = commands.add_parser(
        "check", help="findings and tables of a whole project, as text, JSON, SARIF or a page", allow_abbrev=False
    )
    check_command.add_arguments(check)

    fix = commands.add_parser("fix", help="fix what can be fixed, as a diff or in the files")
    add_arguments(fix)
    return parser


def _explain(given: argparse.Namespace) -> int:
    if not given.codes and not given.all:
        return _fail("name a code, as in: flake8-embedding explain EMB101, or --all")
    try:
        rules = chosen(given.codes, everything=given.all)
    except UnknownCode as error:
        return _fail(str(error))
    sys.stdout.write(_FORMATS[given.format](rules))
    return 0


def _trace(given: argparse.Namespace) -> int:
    path, cell, line = _path_and_line(given.path)
    named: Callable[[int], str] = str
    arguments = ["--isolated"] if given.isolated else []
    arguments += [f"--embedding-keras={given.embedding_keras}"] if given.embedding_keras else []
    try:
        setting = Configuration.read(arguments).config_for(path)
        document = Document.read(path)
        found = traces(document.program, setting, _tree(document.program))
        if document.notebook is not None:
            named, told = document.notebook.name, document.notebook.in_cells
            found = [replace(one, findings=tuple(told(text) for text in one.findings)) for one in found]
    except WrongConfiguration as error:
        return _fail(str(error))
    except (Unreadable, CannotAnalyse) as error:
        return _fail(f"{path}: {error}")
    if line is not None:
        wanted = line if document.notebook is None or cell is None else document.notebook.line(cell, line)
        found = [one for one in found if one.line == wanted]
    if given.format == "json":
        described = [{**one.as_dict(), "path": path, "place": named(one.line)} for one in found]
        sys.stdout.write(json.dumps(described, indent=2) + "\n")
    elif found:
        colour = _in_colour(given.color, sys.stdout)
        sys.stdout.write(picture(path, document.program, found, colour=colour, named=named))
    else:
        sys.stdout.write(f"{shown(path)}: no embedding table{'' if line is None else f' on line {line}'}\n")
    return 0


def _path_and_line(given: str) -> tuple[str, int | None, int | None]:
    """``model.py:12`` and ``model.ipynb:cell_2:3`` as their parts; a file whose very name ends so is taken as it is."""
    match = re.fullmatch(r"(.+?)(?::cell_(\d+))?:(\d+)", given)
    if match is None or Path(given).exists():
        return given, None, None
    return match[1], int(match[2]) if match[2] else None, int(match[3])


def _tree(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _in_colour(wanted: str, stream: TextIO) -> bool:
    if wanted == "auto":
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def _fail(message: str) -> int:
    sys.stderr.write(f"flake8-embedding: {shown(message)}\n")
    return USAGE_ERROR
