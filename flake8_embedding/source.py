"""Source text to a libcst module, and places in it to lines and columns.

"Unparsable" is a result, not an exception. libcst's positions cost more than its parse, so they are computed only
when a finding asks for one, and then only for the statement of the module that the place is in; where that statement
begins, Python's own ast tells for almost nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import cast

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from flake8_embedding.limits import CHAIN, CHARACTERS, LINE_TEXT

NEWLINE = re.compile(r"\r\n|\r|\n")

_DOTTED = re.compile(rf"(?:\.\s*(?:\\\s*)?\w+\s*(?:\\\s*)?){{{CHAIN}}}")


@dataclass(frozen=True)
class Unparsable:
    """Why a text is no module, and where: ``line`` from 1, ``column`` from 0."""

    reason: str
    line: int = 1
    column: int = 0


class Source:
    """A parsed file. ``homes`` tells for nodes, by address, in which statement of the module they are."""

    def __init__(self, module: cst.Module, tree: ast.Module | None = None) -> None:
        self.module = module
        self.homes: Mapping[int, int] = {}
        self._tree = tree
        self._ranges: dict[int | None, Mapping[cst.CSTNode, CodeRange]] = {}

    def position(self, place: Hashable) -> tuple[int, int]:
        """Line from 1 and column from 0 of the first character of a place."""
        return self._import_at(place) or self.span(place)[0]

    def last_line(self, place: Hashable) -> int:
        """The line, from 1, of the last character of a place."""
        _, (line, _) = self.span(place)
        return line

    def width(self, place: Hashable) -> int:
        """How many characters of its first line a place takes, as far as they are its own; 1 at least."""
        (line, column), (last, end) = self.span(place)
        if last == line:
            return max(end - column, 1)
        return max(len(lines_of(self.module.code)[line - 1].rstrip()) - column, 1)

    def span(self, place: Hashable) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where a place begins and where it ends, each as line from 1 and column from 0, the end exclusive."""
        node = cast("cst.CSTNode", place)
        home = self.homes.get(id(place))
        if home is not None and home < len(self._statements):
            ranges = self._ranges_in(home)
            statement = self.module.body[home]
            if node in ranges and statement in ranges:
                start, end = ranges[node].start, ranges[node].end
                above = self._statements[home].lineno - ranges[statement].start.line
                return (start.line + above, start.column), (end.line + above, end.column)
        found = self._ranges_in(None).get(node)
        if found is None:
            return (1, 0), (1, 1)
        return (found.start.line, found.start.column), (found.end.line, found.end.column)

    def quote(self, place: Hashable) -> str | None:
        """The same for the handle of a place."""
        return self.text(cast("cst.CSTNode", place))

    def text(self, node: cst.CSTNode) -> str | None:
        """How the source writes an expression, or None where that is too long to quote on one line."""
        written = self.module.code_for_node(node)
        short = len(written) <= LINE_TEXT and "\n" not in written
        return written if short else None

    def _ranges_in(self, statement: int | None) -> Mapping[cst.CSTNode, CodeRange]:
        """The ranges of all nodes in one statement of the module, or in the whole module."""
        if statement not in self._ranges:
            part = self.module
            if statement is not None:
                part = part.with_changes(body=[part.body[statement]], header=[], footer=[])
            # The tree came from our own parse and nobody changes it: the defensive deep copy would only cost time
            # and separate our handles from the positions.
            wrapper = MetadataWrapper(part, unsafe_skip_copy=True)
            self._ranges[statement] = cast("Mapping[cst.CSTNode, CodeRange]", wrapper.resolve(PositionProvider))
        return self._ranges[statement]

    def _import_at(self, place: Hashable) -> tuple[int, int] | None:
        """Most findings are about imports, and most imports are statements of the module: the ast tells where."""
        home = self.homes.get(id(place))
        if home is None or home >= len(self._statements):
            return None
        match self.module.body[home], self._statements[home]:
            case (
                cst.SimpleStatementLine(body=[cst.Import() | cst.ImportFrom() as written]),
                ast.Import() | ast.ImportFrom() as seen,
            ):
                if place is written:
                    return seen.lineno, seen.col_offset
                for part, alias in zip(_aliases(written), seen.names, strict=False):
                    if part is place and alias.name.isascii():
                        return alias.lineno, alias.col_offset
        return None

    @cached_property
    def _statements(self) -> list[ast.stmt]:
        """The ast of each statement of the module, of a line with several the first; empty where ast and libcst do not
        see the same ones."""
        if self._tree is None:
            return []
        # ``a = 1; b = 2`` is one statement line here and two statements there.
        counts = [len(line.body) if isinstance(line, cst.SimpleStatementLine) else 1 for line in self.module.body]
        if sum(counts) != len(self._tree.body):
            return []
        firsts = accumulate(counts[:-1], initial=0) if counts else []
        return [self._tree.body[first] for first in firsts]


def _aliases(node: cst.Import | cst.ImportFrom) -> Sequence[cst.ImportAlias]:
    return () if isinstance(node.names, cst.ImportStar) else node.names


def lines_of(text: str) -> list[str]:
    """The lines without their ends, as Python and libcst count them: ``str.splitlines`` knows more ends."""
    return NEWLINE.split(text)


def lines_with_ends(text: str) -> list[str]:
    """The same with their ends; the last one may have none."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def parse(text: str, tree: ast.Module | None = None) -> Source | Unparsable:
    """Parse a whole file; never raises for any text. ``tree`` is its ast, where somebody has it already.

    What this Python cannot parse is not parsed: flake8 does not hand it over either, and where CPython refuses deep
    nesting libcst's parser ends the process.
    """
    if tree is None:
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            return Unparsable(
                f"Python cannot parse it: {error.msg}", error.lineno or 1, max((error.offset or 1) - 1, 0)
            )
        except (ValueError, RecursionError, MemoryError) as error:
            return Unparsable(f"Python cannot parse it: {str(error) or type(error).__name__}")
    if len(text) > CHARACTERS:
        return Unparsable(f"it is longer than {CHARACTERS} characters")
    if _is_chained(text, tree):
        return Unparsable(f"it has a chain of more than {CHAIN} names or operators")
    try:
        return Source(cst.parse_module(text), tree)
    except cst.ParserSyntaxError as error:
        return Unparsable(f"libcst cannot parse it: {error.message.splitlines()[0]}", error.raw_line, error.raw_column)
    except (RecursionError, ValueError, UnicodeError, MemoryError) as error:
        return Unparsable(f"libcst cannot parse it: {type(error).__name__}")


def _is_chained(text: str, tree: ast.Module) -> bool:
    """Whether there is a chain that is flat for CPython and deep for libcst, whose parser would end the process: names
    of modules, and boolean operators."""
    if _DOTTED.search(text) is not None:
        return True
    # Counting characters is next to nothing beside a walk.
    if text.count("and") + text.count("or") <= CHAIN:
        return False
    return any(isinstance(node, ast.BoolOp) and len(node.values) > CHAIN for node in ast.walk(tree))
