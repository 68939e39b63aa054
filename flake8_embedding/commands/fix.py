"""The command ``flake8-embedding fix``: which files, what is shown of them, what is written, and the status."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flake8_embedding.commands.progress import progress_of
from flake8_embedding.commands.terminal import USAGE_ERROR, complain, show_all_characters
from flake8_embedding.files import STDIN, Document, Unreadable
from flake8_embedding.finding import Finding
from flake8_embedding.fixes.apply import Fixed, fix_text
from flake8_embedding.fixes.elsewhere import left_to_others
from flake8_embedding.flake8_options import Configuration, WrongConfiguration
from flake8_embedding.neighbours import Neighbours
from flake8_embedding.project.root import is_below
from flake8_embedding.record import replace
from flake8_embedding.rules import all_rules
from flake8_embedding.shown import counted, shown
from flake8_embedding.syntax.source import lines_with_ends

SHOWN = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``fix``."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="files and folders (default: .)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--diff", action="store_true", help="show what would be changed (default)")
    what.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument(
        "--select",
        default="",
        metavar="CODES",
        help="fix only these codes, or those that begin so; separated by commas",
    )
    parser.add_argument("--unsafe", action="store_true", help="also make edits that may change more than the fault")
    parser.add_argument("--embedding-keras", metavar="KERAS", help="as for flake8: auto, tf.keras, keras-3, keras-3.N")
    parser.add_argument("--isolated", action="store_true", help="ignore the configuration files")
    parser.set_defaults(run=run)


@dataclass
class _Tally:
    applied: int = 0
    files: int = 0
    unsafe: int = 0
    left: int = 0
    failed: list[str] = field(default_factory=list)


def run(given: argparse.Namespace) -> int:
    """Fix the files. The status is 0 where nothing is to be done or all is written, 1 where something is only shown,
    2 for a wrong argument or a file that cannot be read or written."""
    arguments = ["--isolated"] if given.isolated else []
    arguments += [f"--embedding-keras={given.embedding_keras}"] if given.embedding_keras else []
    codes = tuple(code.strip().upper() for code in given.select.split(",") if code.strip())
    try:
        _check_codes(codes)
        configuration = Configuration.read(arguments)
    except (WrongConfiguration, _NoSuchCode) as error:
        return complain(str(error))
    tally, neighbours = _Tally(), Neighbours()
    show_all_characters()
    files = sorted(configuration.files(given.paths))
    with progress_of(len(files)) as progress:
        for number, path in enumerate(files, 1):
            progress(number, path)
            if _leads_out(path, given.paths):
                sys.stderr.write(f"{shown(path)}: left alone: it is a link that leads out of what was given\n")
                continue
            try:
                document = Document.read(path)
                fixed = _fixed(document, configuration, codes, neighbours, unsafe=given.unsafe)
                _report(document, fixed, tally, write=given.write)
            except Unreadable as error:
                tally.failed.append(f"{path}: {error}")
            except Exception as error:  # One file must not keep the others from being fixed.
                tally.failed.append(f"{path}: internal error, please report it: {type(error).__name__}: {error}")
    return _summed_up(tally, write=given.write)


class _NoSuchCode(ValueError):
    """No rule has a code that begins so; the message names it."""


def _check_codes(codes: tuple[str, ...]) -> None:
    for code in codes:
        if not any(rule.code.startswith(code) for rule in all_rules()):
            raise _NoSuchCode(f"no rule's code begins with {code}")


def _leads_out(path: str, given: list[str]) -> bool:
    """Whether the file is none of the given ones and below none of the given folders."""
    if path == STDIN:
        return False
    target = Path(path).resolve()
    return not any(target.is_relative_to(Path(one).resolve()) for one in given)


def _fixed(
    document: Document, configuration: Configuration, codes: tuple[str, ...], neighbours: Neighbours, *, unsafe: bool
) -> Fixed:
    if not configuration.concerns(document.program, document.path):
        return Fixed(document.program)

    def wanted(text: str) -> Callable[[Finding], bool]:
        reports = configuration.reports(document.path, text)
        return lambda finding: (not codes or finding.code.startswith(codes)) and reports(finding)

    config = configuration.config_for(document.path)
    fixed = fix_text(
        document.program,
        # What lies in another file is not edited: only what the file proves by itself is.
        replace(config, filename=""),
        unsafe=unsafe,
        wanted=wanted,
        outside=lambda name: neighbours.use(document.path, name),
    )
    return replace(fixed, left=[*fixed.left, *left_to_others(fixed, config, wanted(fixed.text))])


def _report(document: Document, fixed: Fixed, tally: _Tally, *, write: bool) -> None:
    is_changed = fixed.text != document.program
    if write and (is_changed or document.path == STDIN):
        document.write(fixed.text)
    elif is_changed:
        # What cannot be written is not shown either.
        document.changed(fixed.text)
        sys.stdout.writelines(_diff(document, fixed.text))
    tally.applied += len(fixed.applied)
    tally.files += is_changed
    tally.unsafe += len(fixed.unsafe)
    tally.left += len(fixed.left)
    for finding in fixed.applied if write else []:
        sys.stderr.write(f"{_place(document, finding)}: {finding.code} fixed\n")
    for finding, reason in fixed.unsafe:
        told = shown(document.in_cells(reason))
        sys.stderr.write(f"{_place(document, finding)}: {finding.code} only with --unsafe: {told}\n")
    for finding, reason in fixed.left:
        told = shown(document.in_cells(reason))
        sys.stderr.write(f"{_place(document, finding)}: {finding.code} not fixed: {told}\n")


def _place(document: Document, finding: Finding) -> str:
    name = str if document.notebook is None else document.notebook.name
    return f"{shown(document.path)}:{name(finding.line)}:{finding.column + 1}"


def _diff(document: Document, program: str) -> Iterator[str]:
    if document.notebook is None:
        yield from _unified(document.path, document.program, program)
        return
    old, new = document.notebook.sources(document.program), document.notebook.sources(program)
    for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
        yield from _unified(f"{document.path}:cell_{number}", before, after)


def _unified(path: str, old: str, new: str) -> Iterator[str]:
    # Slashes as on every system, and names that ``git apply`` and ``patch -p1`` take where the command was started.
    below = os.path.relpath(path) if is_below(path, str(Path.cwd())) else path
    name = shown(below.replace("\\", "/")).removeprefix("./").lstrip("/")
    before, after = lines_with_ends(old), lines_with_ends(new)
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        text = line.rstrip("\r\n")
        end = line[len(text) :]
        yield shown(text) + (end if end.endswith("\n") else f"{shown(end)}\n")
        if not end:
            yield "\\ No newline at end of file\n"


def _summed_up(tally: _Tally, *, write: bool) -> int:
    parts = []
    if tally.applied:
        what = "fixed" if write else "can be fixed with --write"
        parts.append(f"{counted(tally.applied, 'finding')} in {counted(tally.files, 'file')} {what}")
    if tally.unsafe:
        parts.append(f"{tally.unsafe} more with --unsafe")
    if tally.left:
        parts.append(f"{counted(tally.left, 'finding')} left for you")
    sys.stderr.write("; ".join(parts or ["nothing to fix"]) + "\n")
    for failure in tally.failed:
        complain(failure)
    if tally.failed:
        return USAGE_ERROR
    return SHOWN if tally.files and not write else 0
