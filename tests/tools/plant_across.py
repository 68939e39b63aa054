"""Bugs planted across files: does the linter see it when a file passes a size that is one too small to another file?

``python -m tests.tools.plant_across FOLDER ...`` takes each folder as a project. It looks, by syntax alone, for calls
that pass a size on to a table of another file: ``Net(len(words), 8)``, where ``Net`` of model.py has
``Embedding(size, 8)``. From one such argument at a time it takes one, ``Net(len(words) - 1, 8)``, in a copy of the
project, and looks again at the file and at those that import it.

It prints how many of these bugs are found, and lists the others, each with what the linter says of the table, for a
person who judges whether the project's own text shows it: a size with room to spare, or one that only data know, is no
bug that anybody could see. The files are not run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, ParentNodeProvider, PositionProvider

from flake8_embedding.files import Document, Unreadable
from flake8_embedding.prefilter.words import LIBRARIES
from flake8_embedding.survey.looking import Look, NotPython, look
from tests.tools.plant import SIZES, Outcome, argument_of, one_less, python_files, sampled

IMPORTERS: Final = 5
"""Files that are looked at for one bug."""

LONGEST: Final = 100_000
"""Characters of a file that is parsed."""

WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Callee:
    """Something that can be called: a function, or a class by its ``__init__``. ``parameters`` are in their order,
    without ``self``; ``sizes`` those that are the number of rows of a table."""

    file: Path
    name: str
    parameters: tuple[str, ...]
    sizes: set[str] = field(default_factory=set, compare=False)


@dataclass(frozen=True)
class Passing:
    """A call in a ``file`` that passes a size to another one: the ``argument`` as it stands there, by its place."""

    file: Path
    line: int
    column: int
    called: str
    argument: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column + 1}: {self.called}({self.argument})"


@dataclass(frozen=True)
class Planted:
    """A call that passes one less."""

    passing: Passing
    outcome: Outcome
    told: str = ""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--sample", type=int, metavar="N", help="at most N calls, drawn by chance (default: all)")
    arguments.add_argument("--seed", type=int, default=1, help="what chance begins with (default: 1)")
    arguments.add_argument("--list", action="store_true", help="list what is found too")
    arguments.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    given = arguments.parse_args()
    with ProcessPoolExecutor(given.jobs) as pool:
        found = list(zip(given.folders, pool.map(passings, given.folders), strict=True))
        chosen = set(sampled([one for _, some in found for one in some], given.sample, given.seed))
        by_folder = {folder: [one for one in some if one in chosen] for folder, some in found}
        listed = tuple(Outcome) if given.list else (Outcome.MISSED,)
        results: list[Planted] = []
        for some in pool.map(plant, by_folder, by_folder.values()):
            results += some
            for line in lines_of(some, listed):
                print(line, flush=True)
    print(counted(results))


def counted(results: Sequence[Planted]) -> str:
    """``3 of 4 found; 1 had rows to spare``"""
    count = Counter(one.outcome for one in results)
    bugs = count[Outcome.FOUND] + count[Outcome.MISSED]
    return f"{count[Outcome.FOUND]} of {bugs} found; {count[Outcome.ROOMY]} had rows to spare"


def lines_of(results: Sequence[Planted], listed: Sequence[Outcome] = (Outcome.MISSED,)) -> Iterator[str]:
    """Each bug with what became of it."""
    for one in results:
        if one.outcome in listed:
            yield f"{one.outcome}: {one.passing}{f' ({one.told})' if one.told else ''}"


# -- where sizes are passed ---------------------------------------------------------------------------------------


def passings(folder: Path) -> list[Passing]:
    """The calls of a project that pass a size to a table of another file."""
    texts = {file: file.read_text(errors="replace") for file in python_files([folder]) if file.suffix == ".py"}
    if not any(name in text for text in texts.values() for name in SIZES):
        return []
    files = [file for file, text in texts.items() if "import" in text and len(text) < LONGEST]
    parsed = {file: found for file in files if (found := _parsed(file)) is not None}
    callees = [callee for found in parsed.values() for callee in found.callees]
    by_name: dict[str, list[Callee]] = {}
    for callee in callees:
        by_name.setdefault(callee.name, []).append(callee)
    _spread(parsed, by_name)
    return [one for found in parsed.values() for one in _origins(found, by_name)]


def _spread(parsed: dict[Path, _Calls], by_name: dict[str, list[Callee]]) -> None:
    """A parameter that is handed on as a size is a size, too."""
    changed = True
    while changed:
        changed = False
        for found in parsed.values():
            for call in found.calls:
                names = {
                    name
                    for name, node in _sizes_in(call, by_name)
                    if name and isinstance(node, cst.Name | cst.BinaryOperation)
                }
                if call.inside is not None and not names <= call.inside.sizes:
                    new = {name for name in names if name in call.inside.parameters} - call.inside.sizes
                    call.inside.sizes.update(new)
                    changed = changed or bool(new)


def _sizes_in(call: _Call, by_name: dict[str, list[Callee]]) -> Iterator[tuple[str, cst.BaseExpression]]:
    """The arguments of a call that are sizes, each with the name that it consists of, empty where it is none."""
    for _, node in _size_arguments(call, by_name):
        yield _only_name(node), node


def _size_arguments(
    call: _Call, by_name: dict[str, list[Callee]]
) -> Iterator[tuple[Callee | None, cst.BaseExpression]]:
    if call.name in SIZES and call.name not in by_name:
        position, names = SIZES[call.name]
        node = argument_of(call.node, position, names)
        if node is not None:
            yield None, node
        return
    for callee in by_name.get(call.name, []):
        for size in callee.sizes:
            node = argument_of(call.node, callee.parameters.index(size), (size,))
            if node is not None:
                yield callee, node


def _origins(found: _Calls, by_name: dict[str, list[Callee]]) -> Iterator[Passing]:
    """Arguments that are no parameters handed on, of calls of another file's."""
    seen: set[tuple[int, int]] = set()
    for call in found.calls:
        for callee, node in _size_arguments(call, by_name):
            if callee is None or callee.file == found.file or callee.name not in found.imported:
                continue
            if call.inside is not None and _only_name(node) in call.inside.parameters:
                continue
            start = found.positions[node].start
            place = (start.line, start.column)
            if place not in seen:
                seen.add(place)
                yield Passing(found.file, *place, call.name, cst.Module([]).code_for_node(node))


def _only_name(node: cst.BaseExpression) -> str:
    """``size`` of ``size`` and of ``size + 1``."""
    match node:
        case cst.Name(value=name) | cst.BinaryOperation(left=cst.Name(value=name), right=cst.Integer()):
            return name
    return ""


@dataclass(frozen=True)
class _Call:
    node: cst.Call
    name: str
    inside: Callee | None


@dataclass
class _Calls:
    file: Path
    callees: list[Callee] = field(default_factory=list)
    calls: list[_Call] = field(default_factory=list)
    imported: set[str] = field(default_factory=set)
    positions: Mapping[cst.CSTNode, CodeRange] = field(default_factory=dict)


def _parsed(file: Path) -> _Calls | None:
    try:
        wrapper = MetadataWrapper(cst.parse_module(Document.read(str(file)).text))
        visitor = _Visitor(file)
        wrapper.visit(visitor)
        visitor.found.positions = wrapper.resolve(PositionProvider)
    except (Unreadable, cst.ParserSyntaxError, RecursionError):
        return None
    return visitor.found


class _Visitor(cst.CSTVisitor):
    """What a file defines and calls."""

    METADATA_DEPENDENCIES = (ParentNodeProvider,)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.found = _Calls(file)
        self._around: list[Callee | None] = []
        self._classes: list[str] = []
        self._libraries: set[str] = set()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self._classes.append(node.name.value)

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:
        self._classes.pop()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        name, parameters = node.name.value, tuple(one.name.value for one in node.params.params)
        in_class = bool(self._classes) and not self._around
        if in_class and name == "__init__":
            name = self._classes[-1]
        callee = Callee(
            self.found.file,
            name,
            parameters[1:] if in_class else parameters + tuple(one.name.value for one in node.params.kwonly_params),
        )
        self._around.append(callee)
        if not in_class or name != node.name.value:
            self.found.callees.append(callee)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._around.pop()

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        if isinstance(node.names, cst.ImportStar):
            self.found.imported.add("*")
            return
        names = {one.evaluated_alias or one.evaluated_name for one in node.names}
        self.found.imported.update(names)
        if node.module is not None and cst.Module([]).code_for_node(node.module).partition(".")[0] in LIBRARIES:
            self._libraries.update(names)

    def visit_Import(self, node: cst.Import) -> None:
        for one in node.names:
            if one.evaluated_name.partition(".")[0] in LIBRARIES:
                self._libraries.add(one.evaluated_alias or one.evaluated_name)

    def visit_Call(self, node: cst.Call) -> None:
        inside = self._around[-1] if self._around else None
        match node.func:
            case cst.Name(value=name):
                self.found.calls.append(_Call(node, name, inside))
            case cst.Attribute(value=cst.Name(value=module), attr=cst.Name(value=name)) if (
                module in self._libraries and name not in SIZES
            ):
                # ``nn.Transformer(...)`` is none of the project's, whatever the project calls its classes.
                pass
            case cst.Attribute(attr=cst.Name(value=name)):
                # ``models.Net(...)`` of a module that was imported.
                self.found.imported.add(name)
                self.found.calls.append(_Call(node, name, inside))


# -- bugs ---------------------------------------------------------------------------------------------------------


def plant(folder: Path, chosen: Sequence[Passing]) -> list[Planted]:
    """Take one from each argument, one at a time, in a copy of the project."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary).resolve() / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".git", "*.bin", "*.zip"), symlinks=True)
        (copy / ".git").mkdir(exist_ok=True)
        before: dict[Path, set[tuple[str, str]]] = {}
        return [_planted(folder, copy, one, before) for one in chosen]


def _planted(folder: Path, copy: Path, one: Passing, before: dict[Path, set[tuple[str, str]]]) -> Planted:
    file = copy / one.file.relative_to(folder)
    text = file.read_text(encoding="utf-8", errors="replace")
    looked = _importers(file, copy)
    before.update({path: _codes(_look(path)) for path in looked if path not in before})
    file.write_text(_with_one_less(text, one), encoding="utf-8")
    try:
        after: dict[Path, Look] = {}
        for path in looked:
            after[path] = _look(path)
            if _codes(after[path]) - before[path]:
                break
    finally:
        file.write_text(text, encoding="utf-8")
    if any(_codes(found) - before[path] for path, found in after.items()):
        return Planted(one, Outcome.FOUND)
    reasons = [
        (trace.verdict, f"{trace.called}: {trace.reason or trace.verdict}")
        for found in after.values()
        for trace in found.traces
        if trace.elsewhere is not None
    ]
    if reasons and all(verdict.startswith("enough") for verdict, _ in reasons):
        return Planted(one, Outcome.ROOMY)
    told = dict.fromkeys(text for verdict, text in reasons if verdict == "unknown")
    return Planted(one, Outcome.MISSED, "; ".join(list(told)[:3]) or "no table is reached")


def _with_one_less(text: str, one: Passing) -> str:
    wrapper = MetadataWrapper(cst.parse_module(text))
    for node, position in wrapper.resolve(PositionProvider).items():
        if (
            (position.start.line, position.start.column) == (one.line, one.column)
            and isinstance(node, cst.BaseExpression)
            and cst.Module([]).code_for_node(node) == one.argument
        ):
            return cst.ensure_type(wrapper.module.deep_replace(node, one_less(node)), cst.Module).code
    raise LookupError(one)


def _importers(file: Path, project: Path) -> list[Path]:
    """The file, and those that name it, directly or through others, the nearest first."""
    words = {
        path: set(WORD.findall(path.read_text(encoding="utf-8", errors="replace"))) for path in project.rglob("*.py")
    }
    found = [file]
    for one in found:
        name = one.parent.name if one.stem == "__init__" else one.stem
        found += [path for path, used in words.items() if name in used and path not in found]
        if len(found) >= IMPORTERS:
            break
    return found[:IMPORTERS]


def _look(path: Path) -> Look:
    try:
        return look(Document.read(str(path)).text, str(path))
    except (Unreadable, NotPython):
        return Look()


def _codes(found: Look) -> set[tuple[str, str]]:
    return {(one.finding.code, one.finding.message) for one in found.told if one.finding.code.startswith("EMB1")}


if __name__ == "__main__":
    main()
