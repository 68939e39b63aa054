"""The command ``flake8-embedding fix``: which files, what is shown of them, what is written, and the status."""

from __future__ import annotations

import argparse
import difflib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from flake8_embedding.files import STDIN, Document, Unreadable
from flake8_embedding.finding import Finding
from flake8_embedding.fixes.mend import Mended, mend
from flake8_embedding.flake8_options import Configuration, WrongConfiguration
from flake8_embedding.syntax.source import lines_with_ends

USAGE_ERROR = 2
SHOWN = 1
MANY_FILES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``fix``."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="files and folders (default: .)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--diff", action="store_true", help="show what would be changed, and change nothing (default)")
    what.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument(
        "--select", default="", metavar="CODES", help="mend only these: codes or their beginnings, with commas between"
    )
    parser.add_argument("--unsafe", action="store_true", help="also what may change more than is meant")
    parser.add_argument("--embedding-keras", metavar="KERAS", help="as for flake8: auto, tf.keras, keras-3, keras-3.N")
    parser.add_argument("--isolated", action="store_true", help="ignore the configuration files")
    parser.set_defaults(run=run)


@dataclass
class _Tally:
    mended: int = 0
    files: int = 0
    held_back: int = 0
    left: int = 0
    failed: list[str] = field(default_factory=list)


def run(given: argparse.Namespace) -> int:
    """Mend the files. The status is 0 where nothing is to be done or all is written, 1 where something is only shown,
    2 for a wrong argument or a file that cannot be read or written."""
    arguments = ["--isolated"] if given.isolated else []
    arguments += [f"--embedding-keras={given.embedding_keras}"] if given.embedding_keras else []
    try:
        configuration = Configuration.read(arguments)
    except WrongConfiguration as error:
        sys.stderr.write(f"flake8-embedding: {error}\n")
        return USAGE_ERROR
    codes = tuple(code.strip().upper() for code in given.select.split(",") if code.strip())
    tally = _Tally()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A line that the terminal cannot show must not end the run.
        sys.stdout.reconfigure(errors="backslashreplace")
    files = sorted(configuration.files(given.paths))
    for number, path in enumerate(files, 1):
        _progress(number, len(files), path)
        try:
            document = Document.read(path)
            mended = _mended(document, configuration, codes, unsafe=given.unsafe)
            _tell(document, mended, tally, write=given.write)
        except Unreadable as error:
            tally.failed.append(f"{path}: {error}")
    _progress(0, len(files), "")
    return _summed_up(tally, write=given.write)


def _mended(document: Document, configuration: Configuration, codes: tuple[str, ...], *, unsafe: bool) -> Mended:
    if not configuration.concerns(document.program):
        return Mended(document.program)
    setting = configuration.config_for(document.path)

    def wanted(finding: Finding, text: str) -> bool:
        return (not codes or finding.code.startswith(codes)) and configuration.reports(document.path, text)(finding)

    return mend(document.program, setting, unsafe=unsafe, wanted=wanted)


def _tell(document: Document, mended: Mended, tally: _Tally, *, write: bool) -> None:
    tally.held_back += len(mended.held_back)
    tally.left += len(mended.left)
    if write and (mended.text != document.program or document.path == STDIN):
        document.write(mended.text)
    elif not write:
        sys.stdout.writelines(_diff(document, mended.text))
    if mended.text != document.program:
        tally.mended += len(mended.done)
        tally.files += 1
    for finding in mended.done if write else []:
        sys.stderr.write(f"{_place(document, finding)}: {finding.code} mended\n")
    for finding, reason in mended.held_back:
        sys.stderr.write(f"{_place(document, finding)}: {finding.code} only with --unsafe: {reason}\n")


def _place(document: Document, finding: Finding) -> str:
    name = str if document.notebook is None else document.notebook.name
    return f"{document.path}:{name(finding.line)}:{finding.column + 1}"


def _diff(document: Document, program: str) -> Iterator[str]:
    if document.notebook is None:
        yield from _unified(document.path, document.program, program)
        return
    old, new = document.notebook.sources(document.program), document.notebook.sources(program)
    for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
        yield from _unified(f"{document.path}:cell_{number}", before, after)


def _unified(path: str, old: str, new: str) -> Iterator[str]:
    # Slashes as on every system, and names that ``git apply`` and ``patch -p1`` take.
    name = path.replace("\\", "/").removeprefix("./")
    before, after = lines_with_ends(old), lines_with_ends(new)
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def _progress(number: int, files: int, path: str) -> None:
    """One line that is written over, on a terminal and for many files only."""
    if files >= MANY_FILES and sys.stderr.isatty():
        shown = f"{number}/{files} {path}"[:78] if number else ""
        sys.stderr.write(f"\r{shown:<78}" + ("" if number else "\r"))
        sys.stderr.flush()


def _summed_up(tally: _Tally, *, write: bool) -> int:
    parts = []
    if tally.mended:
        verb = "mended" if write else "can be mended with --write"
        parts.append(f"{_counted(tally.mended, 'finding')} in {_counted(tally.files, 'file')} {verb}")
    if tally.held_back:
        parts.append(f"{tally.held_back} more with --unsafe")
    if tally.left:
        parts.append(f"{tally.left} left for a person")
    sys.stderr.write("; ".join(parts or ["nothing to mend"]) + "\n")
    for failure in tally.failed:
        sys.stderr.write(f"flake8-embedding: {failure}\n")
    if tally.failed:
        return USAGE_ERROR
    return SHOWN if tally.mended and not write else 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
