"""The command ``flake8-embedding``, for what does not fit into one line of flake8's output."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib.metadata import version

from flake8_embedding.commands import check as check_command
from flake8_embedding.commands import trace as trace_command
from flake8_embedding.commands.explain import UnknownCode, as_json, as_markdown, as_text, chosen
from flake8_embedding.commands.fix import add_arguments
from flake8_embedding.commands.terminal import USAGE_ERROR, complain

_FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The status is 2 for a wrong argument or a file that cannot be read, and 0 but for ``check``
    and ``fix``."""
    parser = _parser()
    if not (sys.argv[1:] if arguments is None else arguments):
        parser.print_help(sys.stderr)
        return USAGE_ERROR
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
        description="Checks a project, explains findings, shows how each verdict came about, and fixes what it can.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('flake8-embedding')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    explain = commands.add_parser("explain", help="what a rule finds, why, and how to configure it")
    explain.add_argument("codes", nargs="*", metavar="CODE", help="a code, its beginning, or a name: EMB101, EMB2")
    explain.add_argument("--all", action="store_true", help="every rule")
    explain.add_argument("--format", choices=sorted(_FORMATS), default="text", help="output format (default: text)")
    explain.set_defaults(run=_explain)

    trace = commands.add_parser("trace", help="the reasoning about each embedding table of a file")
    trace_command.add_arguments(trace)

    check = commands.add_parser(
        "check",
        help="findings and tables of a whole project, as text, JSON, SARIF or a page to look at",
        allow_abbrev=False,
    )
    check_command.add_arguments(check)

    fix = commands.add_parser("fix", help="fix what can be fixed, as a diff or in the files")
    add_arguments(fix)
    return parser


def _explain(given: argparse.Namespace) -> int:
    if not given.codes and not given.all:
        return complain("name a code, as in: flake8-embedding explain EMB101, or --all")
    try:
        rules = chosen(given.codes, everything=given.all)
    except UnknownCode as error:
        return complain(str(error))
    sys.stdout.write(_FORMATS[given.format](rules))
    return 0
