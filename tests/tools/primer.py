"""What the linter says of published packages: ``python -m tests.tools.primer`` compares it with a reviewed record.

It downloads each package in the pinned version from the package index, runs the linter over it, and compares the
findings about tables (EMB1, EMB2, EMB3, EMB900) with ``primer.txt`` beside it. A difference is a finding to be read:
right ones go into the record with ``--record``, wrong ones are bugs. Nothing downloaded is installed or kept.

``python -m tests.tools.primer --below FOLDER ...`` analyses every Python file in folders instead, those without
tables too, and prints such findings: for the standard library and whatever is installed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import subprocess
import sys
import tarfile
import tempfile
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.prefilter import Concern, concern
from flake8_embedding.prefilter.words import OFF_BY_DEFAULT

RECORD = Path(__file__).parent / "primer.txt"
SMALL = ("anago==1.0.8", "deepctr==0.9.4", "kashgari==2.0.2", "tensorflow-recommenders==0.7.7")
"""Those that CI runs."""
PACKAGES = (
    *SMALL,
    "torchtext==0.18.0",
    "OpenNMT-py==3.5.1",
    "allennlp==2.10.1",
    "deepctr-torch==0.3.0",
    "deepmatch==0.3.2",
    "deeppavlov==1.7.0",
    "equinox==0.13.8",
    "flair==0.15.1",
    "flax==0.12.8",
    "keras-hub==0.32.0",
    "keras==3.15.1",
    "pytorch-forecasting==1.8.0",
    "pytorch-lightning==2.6.6",
    "pytorch-tabular==1.2.0",
    "recbole==1.2.1",
    "sentence-transformers==6.2.0",
    "tensor2tensor==1.15.7",
    "tf-keras==2.21.0",
    "tf-models-official==2.20.0",
    "x-transformers==2.31.10",
    "transformers==5.23.0",
)
SETTING = Config(silent=OFF_BY_DEFAULT)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packages", nargs="*", help="only these, by name (default: all)")
    arguments.add_argument("--small", action="store_true", help="only the few that CI runs")
    arguments.add_argument("--record", action="store_true", help="write what is found into the record")
    arguments.add_argument("--below", nargs="+", type=Path, metavar="FOLDER", help="the files there, no packages")
    given = arguments.parse_args()
    warnings.simplefilter("ignore")
    if given.below:
        return _all_below(given.below)
    pinned = SMALL if given.small else PACKAGES
    chosen = [one for one in pinned if not given.packages or one.split("==")[0] in given.packages]
    record = _read()
    failed = False
    for package in chosen:
        begin = time.monotonic()
        found = _found(package)
        if found is None:
            print(f"{package}: cannot be downloaded", file=sys.stderr)
            continue
        files, tables, lines = found
        seconds = time.monotonic() - begin
        print(f"{package}: {files} files, {tables} of them with our libraries, {len(lines)} findings, {seconds:.0f} s")
        difference = list(difflib.unified_diff(record.get(package, []), lines, "record", "now", lineterm="", n=0))
        if difference and not given.record:
            failed = True
            print("\n".join(difference))
        record[package] = lines
        if given.record:
            _write(record)
    return 1 if failed else 0


def _write(record: dict[str, list[str]]) -> None:
    text = "".join(f"{line}\n" for package in sorted(record) for line in (f"== {package}", *record[package]))
    RECORD.write_text(text, encoding="utf-8")


def _read() -> dict[str, list[str]]:
    record: dict[str, list[str]] = {}
    package = ""
    for line in RECORD.read_text(encoding="utf-8").splitlines() if RECORD.exists() else []:
        if line.startswith("== "):
            package = line.removeprefix("== ")
            record[package] = []
        else:
            record[package].append(line)
    return record


def _found(package: str) -> tuple[int, int, list[str]] | None:
    """The number of files, of those that concern us, and the findings; None where the source cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
        # Wheels only: of a source distribution pip asks the version, which runs its setup.py.
        subprocess.run([*download, "--only-binary=:all:", package], check=False, capture_output=True)
        archives = sorted(Path(folder).iterdir())
        if not archives:
            return None
        files, concerned, lines = 0, 0, []
        for path, text in _sources(archives[0]):
            files += 1
            try:
                tree = ast.parse(text)
            except (SyntaxError, ValueError):
                continue
            if concern(text, tree) is Concern.NOTHING:
                continue
            concerned += 1
            lines += _about_tables(path, text, tree)
        return files, concerned, lines


def _about_tables(path: str, text: str, tree: ast.Module) -> list[str]:
    return [
        f"{path}:{one.line}: {one.code} {one.message}"
        for one in check(text, SETTING, tree)
        if one.code.startswith(("EMB1", "EMB2", "EMB3", "EMB9"))
    ]


def _all_below(folders: list[Path]) -> int:
    files = unparsable = found = 0
    begin = time.monotonic()
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        files += 1
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, OSError):
            unparsable += 1
            continue
        for line in _about_tables(str(path), text, tree):
            found += 1
            print(line, flush=True)
    seconds = time.monotonic() - begin
    print(f"{files} files, {unparsable} of them not what this Python parses, {found} findings, {seconds:.0f} s")
    return 1 if found else 0


def _sources(archive: Path) -> Iterator[tuple[str, str]]:
    """The Python files of an archive, by the path inside."""
    if archive.suffix in (".zip", ".whl"):
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if name.endswith(".py"):
                    yield name, opened.read(name).decode("utf-8", "replace")
        return
    with tarfile.open(archive) as opened_tar:
        for member in sorted(opened_tar.getmembers(), key=lambda one: one.name):
            file = opened_tar.extractfile(member) if member.name.endswith(".py") and member.isfile() else None
            if file is not None:
                yield member.name.partition("/")[2], file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
