"""Door 2: the command ``flake8-embedding``, for what does not fit into one line of flake8's output."""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import sys
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from flake8_embedding.explain import UnknownCode, as_json, as_markdown, as_text, chosen
from flake8_embedding.picture import picture
from flake8_embedding.plugin import keras_and_minor
from flake8_embedding.rules.rule import Setting
from flake8_embedding.trace import CannotAnalyse, traces

USAGE_ERROR = 2
_FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The status is 0, or 2 for a wrong argument or a file that cannot be analysed."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except BrokenPipeError:
        # ``| head`` has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="flake8-embedding",
        description="Explains what the flake8 plugin finds, and shows how it came to its verdicts.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    explain = commands.add_parser("explain", help="what a rule finds, why, and how to configure it")
    explain.add_argument("codes", nargs="*", metavar="CODE", help="a code, its beginning, or a name: EMB101, EMB2")
    explain.add_argument("--all", action="store_true", help="every rule")
    explain.add_argument("--format", choices=sorted(_FORMATS), default="text", help="how to write it (default: text)")
    explain.set_defaults(run=_explain)

    trace = commands.add_parser("trace", help="the reasoning about each embedding table of a file")
    trace.add_argument("path", metavar="PATH[:LINE]", help="a Python file, and the line of one table in it")
    trace.add_argument("--format", choices=["text", "json"], default="text", help="how to write it (default: text)")
    trace.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="colours; by default on a terminal, unless NO_COLOR is set",
    )
    trace.add_argument(
        "--embedding-keras",
        default="auto",
        metavar="KERAS",
        help="auto, tf.keras, keras-3 or keras-3.N, as for flake8 (default: auto)",
    )
    trace.set_defaults(run=_trace)
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
    path, line = _path_and_line(given.path)
    keras, minor = keras_and_minor(given.embedding_keras)
    if keras not in ("auto", "tf.keras", "keras-3"):
        return _fail(f"--embedding-keras is auto, tf.keras, keras-3 or keras-3.N, not {given.embedding_keras!r}")
    try:
        with tokenize.open(path) as file:
            text = file.read()
        found = traces(text, Setting(keras=keras, minor=minor), _tree(text))
    except (OSError, SyntaxError, UnicodeDecodeError, CannotAnalyse) as error:
        return _fail(f"{path}: {_said(error)}")
    if line is not None:
        found = [one for one in found if one.line == line]
    if given.format == "json":
        sys.stdout.write(json.dumps([one.as_dict() for one in found], indent=2) + "\n")
    elif found:
        sys.stdout.write(picture(path, text, found, colour=_in_colour(given.color, sys.stdout)))
    else:
        sys.stdout.write(f"{path}: no embedding table{f' on line {line}' if line is not None else ''}\n")
    return 0


def _path_and_line(given: str) -> tuple[str, int | None]:
    """``model.py:12`` as the two; a file whose very name ends so is taken as it is."""
    match = re.fullmatch(r"(.+):(\d+)", given)
    if match is None or Path(given).exists():
        return given, None
    return match[1], int(match[2])


def _tree(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _said(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _in_colour(wanted: str, stream: TextIO) -> bool:
    if wanted == "auto":
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def _fail(message: str) -> int:
    sys.stderr.write(f"flake8-embedding: {message}\n")
    return USAGE_ERROR
