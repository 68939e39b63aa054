"""The command ``flake8-embedding check``: a whole project in one process, as flake8 is configured, without flake8."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flake8_embedding.commands.progress import progress_of
from flake8_embedding.commands.terminal import USAGE_ERROR, complain, show_all_characters
from flake8_embedding.flake8_options import Configuration, WrongConfiguration
from flake8_embedding.reports.as_json import as_json
from flake8_embedding.reports.github import as_github
from flake8_embedding.reports.page import as_html
from flake8_embedding.reports.page.editor import EDITORS, Editor, WrongEditor
from flake8_embedding.reports.sarif import as_sarif
from flake8_embedding.reports.text import as_text
from flake8_embedding.rules import all_rules
from flake8_embedding.shown import counted, shown
from flake8_embedding.survey.survey import Survey, survey

FOUND = 1

_FORMATS: dict[str, Callable[[Survey], str]] = {"json": as_json, "github": as_github, "sarif": as_sarif}

EPILOG = """\
All options of flake8 work too, on the command line and in its configuration files: --select, --extend-ignore,
--exclude, --per-file-ignores, --embedding-keras and so on; # noqa comments count. Plugins that the folder itself
configures ([flake8:local-plugins]) are not loaded. The status is 0 if nothing is found, 1 if something is, and 2 if an
argument is wrong or a file could not be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``check``; what is none of them is flake8's, and is left to it."""
    parser.usage = "%(prog)s [--format FORMAT] [-o FILE] [flake8's options] [PATH ...]"
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--format", choices=["text", "html", *sorted(_FORMATS)], default="text", help="output format (default: text)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="output file (default: standard output)")
    parser.add_argument(
        "--editor",
        default="",
        metavar="EDITOR",
        help=f"for html: make places links that open {', '.join(EDITORS)}, or an address with {{path}}, {{line}} and "
        "{column}; the page then holds absolute paths",
    )
    parser.set_defaults(run=run, flake8s=True)


def run(given: argparse.Namespace) -> int:
    """Look at the files and write what was found; ``given.rest`` is flake8's."""
    try:
        editor = Editor.named(given.editor)
        configuration = Configuration.read(given.rest)
        _check_selected(given.rest, configuration.options.select or [])
    except (WrongConfiguration, WrongEditor) as error:
        return complain(str(error))
    files = list(configuration.files(configuration.options.filenames or ["."]))
    with progress_of(len(files)) as progress:
        found = survey(files, configuration, progress)
    for path, reason in found.unread:
        complain(f"{path}: not checked: {reason}")
    formats: dict[str, Callable[[Survey], str]] = {
        **_FORMATS,
        "text": partial(as_text, tables=configuration.options.quiet == 0),
        "html": partial(as_html, editor=editor),
    }
    try:
        _write(formats[given.format](found), given.output)
    except OSError as error:
        return complain(f"{given.output}: {error.strerror or error}")
    if given.output is not None:
        told = f"{given.output}: {counted(len(found.tables), 'table')}, {counted(len(found.problems), 'finding')}"
        sys.stderr.write(f"{shown(told)}\n")
    if found.unread:
        return USAGE_ERROR
    return FOUND if found.problems and not configuration.options.exit_zero else 0


def _check_selected(arguments: list[str], codes: list[str]) -> None:
    """Refuse a ``--select`` that leaves no rule: it would look as if all were well. In a configuration file it may be
    for flake8's other plugins."""
    is_given = any(one.partition("=")[0] == "--select" for one in arguments)
    if codes and is_given and not any(rule.code.startswith(tuple(codes)) for rule in all_rules()):
        raise WrongConfiguration(f"no rule's code begins with {' or '.join(codes)}")


def _write(text: str, path: str | None) -> None:
    if path is not None:
        Path(path).write_text(text, encoding="utf-8")
        return
    show_all_characters()
    sys.stdout.write(text)
