"""Bugs planted in real files: does the linter see it when a table that has enough rows loses one?

``python -m tests.tools.plant FOLDER ...`` looks for tables in the Python files and notebooks of the folders. From each
table that ``trace`` calls enough it takes a row where the size is written: ``Embedding(n, 8)`` becomes
``Embedding(n - 1, 8)``. Then it analyses the file again. It prints how many of these bugs are found, by library, and
lists the missed ones. A table that is still enough had rows to spare: no bug was planted there.

``--sample 100 --seed 1`` takes a hundred tables by chance. ``--unknown`` plants nothing: it lists the tables of which
too little is known, each with the reason, for a person who reads the files and judges whether more could be known.

The files are neither run nor written. Run as ``python tests/tools/plant.py`` it measures the version of the linter to
which ``PYTHONPATH`` leads.
"""

from __future__ import annotations

import argparse
import random
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider, QualifiedNameProvider, QualifiedNameSource

from flake8_embedding.files import Document, Unreadable
from flake8_embedding.trace import CannotAnalyse, Trace, traces

SIZES: Final[dict[str, tuple[int, tuple[str, ...]]]] = {
    "CategoryEncoding": (0, ("num_tokens",)),
    "Embed": (0, ("num_embeddings", "vocab_size")),
    "Embedding": (0, ("input_dim", "num_embeddings")),
    "EmbeddingBag": (0, ("num_embeddings",)),
    "SparseFeat": (1, ("vocabulary_size",)),
    "TokenAndPositionEmbedding": (0, ("vocabulary_size",)),
}
"""The calls in which the size of a table is written: the position of that argument, and its names."""

CERTAINTY: Final = ("too small", "unknown", "enough")
"""How verdicts begin, the one that decides for a place first."""

Made = TypeVar("Made")

Place = tuple[int, int]
"""Line from 1, column from 0."""


class Outcome(StrEnum):
    """What became of a bug."""

    FOUND = "found"
    MISSED = "missed"
    ROOMY = "roomy"
    """Every table that it leads to is still enough."""


@dataclass(frozen=True)
class Site:
    """A place that builds a table, as ``trace`` sees it. ``reason`` says why the verdict is unknown; ``codes`` are
    those of the findings there."""

    path: Path
    place: Place
    called: str
    verdict: str
    reason: str = ""
    codes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        line, column = self.place
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.path}:{line}:{column + 1}: {self.called}: {self.verdict}{why}"


@dataclass(frozen=True)
class Planted:
    """A site that lost a row, as the second analysis sees it."""

    site: Site
    library: str
    outcome: Outcome


@dataclass(frozen=True)
class Size:
    """The argument of a call that is the number of rows, and the library that is called."""

    argument: cst.BaseExpression
    library: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--sample", type=int, metavar="N", help="at most N tables, drawn by chance (default: all)")
    arguments.add_argument("--seed", type=int, default=1, help="what chance begins with (default: 1)")
    arguments.add_argument("--unknown", action="store_true", help="list tables of which too little is known")
    arguments.add_argument("--list", action="store_true", help="list what is found too, to compare two versions")
    arguments.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    given = arguments.parse_args()
    verdict = "unknown" if given.unknown else "enough"
    with ProcessPoolExecutor(given.jobs) as pool:
        found = [one for some in pool.map(sites, python_files(given.folders), chunksize=8) for one in some]
        chosen = sampled([one for one in found if one.verdict.startswith(verdict)], given.sample, given.seed)
        if given.unknown:
            print(*chosen, sep="\n")
            return
        by_file: dict[Path, list[Site]] = defaultdict(list)
        for one in chosen:
            by_file[one.path].append(one)
        results = [one for some in pool.map(plant, by_file, by_file.values()) for one in some]
    print(*report(results, len(chosen), tuple(Outcome) if given.list else (Outcome.MISSED,)), sep="\n")


def python_files(folders: Iterable[Path]) -> list[Path]:
    """The Python files and notebooks below the folders."""
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix in (".py", ".ipynb"))
    return sorted(file for file in files if file.is_file())


def sampled(found: Sequence[Made], number: int | None, seed: int) -> list[Made]:
    """At most so many of what was found, in their order; a seed always draws the same ones."""
    if number is None or number >= len(found):
        return list(found)
    return [found[index] for index in sorted(random.Random(seed).sample(range(len(found)), number))]


def sites(path: Path) -> list[Site]:
    """The sites of a file, none where it cannot be read or analysed."""
    try:
        return list(_sites(path, _program(path)).values())
    except (Unreadable, CannotAnalyse):
        return []


def plant(path: Path, chosen: Sequence[Site]) -> list[Planted]:
    """Take a row from each site of one file, one site at a time. A site whose size is not written in the call, as in
    ``Embedding(**sizes)``, is left out."""
    wrapper = MetadataWrapper(cst.parse_module(_program(path)))
    visitor = _SizesVisitor()
    wrapper.visit(visitor)
    return [_planted(wrapper.module, one, visitor.found[one.place]) for one in chosen if one.place in visitor.found]


def report(results: Sequence[Planted], chosen: int, listed: Sequence[Outcome] = (Outcome.MISSED,)) -> Iterator[str]:
    """The lines to print; ``chosen`` is the number of sites that were to lose a row, ``listed`` what is named by its
    place."""
    counts = {library: Counter[Outcome]() for library in sorted({one.library for one in results})}
    for one in results:
        counts[one.library][one.outcome] += 1
    for library, count in {**counts, "all": sum(counts.values(), Counter[Outcome]())}.items():
        bugs = count[Outcome.FOUND] + count[Outcome.MISSED]
        yield f"{library}: {count[Outcome.FOUND]} of {bugs} found; {count[Outcome.ROOMY]} had rows to spare"
    yield f"not written in the call: {chosen - len(results)}"
    yield from (f"{one.outcome}: {one.site}" for one in results if one.outcome in listed)


def _program(path: Path) -> str:
    warnings.simplefilter("ignore")  # Real files have invalid escapes, and Python says so.
    return Document.read(str(path)).program


def _sites(path: Path, program: str) -> dict[Place, Site]:
    at: dict[Place, list[Trace]] = defaultdict(list)
    for one in traces(program):
        at[one.line, one.column].append(one)
    return {place: _site(path, place, found) for place, found in at.items()}


def _site(path: Path, place: Place, found: Sequence[Trace]) -> Site:
    """A place that builds several tables has the verdict of the worst of them."""
    worst = min(found, key=_certainty)
    codes = frozenset(text.split()[0] for one in found for text in one.findings)
    return Site(path, place, worst.called, worst.verdict, worst.reason or "", codes)


def _certainty(trace: Trace) -> int:
    return next(rank for rank, verdict in enumerate(CERTAINTY) if trace.verdict.startswith(verdict))


def _planted(module: cst.Module, before: Site, size: Size) -> Planted:
    program = cst.ensure_type(module.deep_replace(size.argument, one_less(size.argument)), cst.Module).code
    after = _sites(before.path, program).get(before.place, before)
    outcome = Outcome.ROOMY if after.verdict.startswith("enough") else Outcome.MISSED
    return Planted(after, size.library, Outcome.FOUND if after.codes - before.codes else outcome)


def one_less(size: cst.BaseExpression) -> cst.BinaryOperation:
    """``n`` as ``n - 1``, ``a if b else c`` as ``(a if b else c) - 1``."""
    simple = isinstance(size, cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.BaseNumber) or size.lpar
    enclosed = size if simple else size.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.BinaryOperation(enclosed, cst.Subtract(), cst.Integer("1"))


class _SizesVisitor(cst.CSTVisitor):
    """Finds the calls of ``SIZES`` whose size is written in the call, by their place."""

    METADATA_DEPENDENCIES = (PositionProvider, QualifiedNameProvider)

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[Place, Size] = {}

    def visit_Call(self, node: cst.Call) -> None:
        match node.func:
            case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)) if name in SIZES:
                position, names = SIZES[name]
                argument = argument_of(node, position, names)
                if argument is not None:
                    start = self.get_metadata(PositionProvider, node).start
                    self.found[start.line, start.column] = Size(argument, self._library(node.func))

    def _library(self, function: cst.BaseExpression) -> str:
        found = self.get_metadata(QualifiedNameProvider, function, ())
        roots = {one.name.split(".")[0] for one in found if one.source is QualifiedNameSource.IMPORT}
        return min(roots, default="imported otherwise")


def argument_of(call: cst.Call, position: int, names: Sequence[str]) -> cst.BaseExpression | None:
    """What a call gives at a position or under one of the names; None where it gives nothing, or stars hide it."""
    for index, one in enumerate(call.args):
        if one.star:
            return None
        if (one.keyword is None and index == position) or (one.keyword is not None and one.keyword.value in names):
            return one.value
    return None


if __name__ == "__main__":
    main()
