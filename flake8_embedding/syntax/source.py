"""Source text to a libcst module, and places in it to lines and columns.

There are two ways to a module. A ``Sketch`` has nodes without the spaces between them, made of the ast that flake8 has
anyway: enough to find what is wrong, and its places cost nothing. ``Parsed`` is libcst's own: who changes a program
needs every space, and every position. "Unparsable" is a result, not an exception.
"""

from __future__ import annotations

import ast
import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

import libcst as cst

from flake8_embedding.limits import CHAIN, CHARACTERS, LINE_TEXT, PATTERN_NESTING
from flake8_embedding.record import record
from flake8_embedding.syntax.from_ast import NotMade, Places, module_of
from flake8_embedding.syntax.version_guards import under_version_guards
from flake8_embedding.syntax.walk import nodes_in

if TYPE_CHECKING:
    from libcst.metadata import CodeRange

NEWLINE = r"\r\n|\r|\n"

_DOTTED = rf"(?:\.\s*(?:\\\s*)?\w+\s*(?:\\\s*)?){{{CHAIN}}}"

NOWHERE = ((1, 0), (1, 1))


@record(frozen=True)
class Unparsable:
    """Why a text is no module, and where: ``line`` from 1, ``column`` from 0."""

    reason: str
    line: int = 1
    column: int = 0


_TOO_LONG = Unparsable(f"it is longer than {CHARACTERS} characters")

Span = tuple[tuple[int, int], tuple[int, int]]
"""Where a place begins and where it ends, each as line from 1 and column from 0, the end exclusive."""


class Source(ABC):
    """A file as a libcst module, and where its nodes stand in the text."""

    def __init__(self, text: str, module: cst.Module) -> None:
        self.module = module
        self._text = text

    @property
    def whole(self) -> str:
        """The text of the file."""
        return self._text

    def has(self, word: str) -> bool:
        """Whether the word stands in the text at all."""
        return word in self._text

    def has_within(self, place: Hashable, word: str) -> bool:
        """Whether the word may stand in the lines of a place: False only if it stands in none of them."""
        if not self.has(word):
            return False
        span = self.span(place)
        (first, _), (last, _) = span
        return span is NOWHERE or word in "\n".join(self._lines[first - 1 : last])

    @abstractmethod
    def contains(self, place: Hashable) -> bool:
        """Whether the place is a node of this file."""

    @abstractmethod
    def span(self, place: Hashable) -> Span:
        """Where a node stands, without parentheses around it."""

    def position(self, place: Hashable) -> tuple[int, int]:
        """Line from 1 and column from 0 of the first character of a place."""
        return self.span(place)[0]

    def last_line(self, place: Hashable) -> int:
        """The line, from 1, of the last character of a place."""
        _, (line, _) = self.span(place)
        return line

    def width(self, place: Hashable) -> int:
        """How many characters of its first line a place takes, as far as they are its own; 1 at least."""
        (line, column), (last, end) = self.span(place)
        if last == line:
            return max(end - column, 1)
        return max(len(self._lines[line - 1].rstrip()) - column, 1)

    def text(self, place: Hashable) -> str | None:
        """How the source writes an expression, or None where that is too long to quote on one line."""
        (line, column), (last, end) = self.span(place)
        if line == last and end - column <= LINE_TEXT:
            return self._lines[line - 1][column:end]
        return None

    def line(self, number: int) -> str:
        """The text of a line, from 1, without its end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def writes(self, name: str) -> bool:
        """Whether the file uses or binds ``words``, or reads ``self.words``."""
        return self.has(name) and name.partition(".")[0] in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names that the file uses or binds. ``words`` is none of them where only ``data.words`` stands."""
        found: set[str] = set()
        parts_of_others: set[int] = set()
        for node in nodes_in(self.module):
            match node:
                case cst.Attribute(attr=part):
                    parts_of_others.add(id(part))
                case cst.Arg(keyword=cst.Name() as part):
                    parts_of_others.add(id(part))
                case cst.Name(value=name) if id(node) not in parts_of_others:
                    found.add(name)
        return frozenset(found)

    @cached_property
    def first_import(self) -> cst.CSTNode | None:
        """An import of the file; None if it has none."""
        return next((node for node in nodes_in(self.module) if isinstance(node, cst.Import | cst.ImportFrom)), None)

    @cached_property
    def under_version_guards(self) -> frozenset[cst.CSTNode]:
        """The imports that stand in a branch of a test of a library's version."""
        return under_version_guards(self.module) if self.has("ersion") or self.has("VERSION") else frozenset()

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._text)


class Sketch(Source):
    """A file without its spaces. ``places`` are the parts of the ast that its nodes were made of, by address."""

    def __init__(self, text: str, module: cst.Module, places: Places) -> None:
        super().__init__(text, module)
        self.places = places

    def contains(self, place: Hashable) -> bool:
        return id(place) in self.places

    def span(self, place: Hashable) -> Span:
        part = self.places.get(id(place))
        if part is None:
            return NOWHERE
        line, last = part.lineno, part.end_lineno  # type: ignore[attr-defined]
        return (line, self._column(line, part.col_offset)), (last, self._column(last, part.end_col_offset))  # type: ignore[attr-defined]

    def _column(self, line: int, offset: int) -> int:
        """Python counts bytes of UTF-8, flake8 and people count characters."""
        text = self._lines[line - 1]
        return offset if text.isascii() else len(text.encode()[:offset].decode(errors="ignore"))


class Parsed(Source):
    """A file as libcst's parser has it."""

    def contains(self, place: Hashable) -> bool:
        return place in self._ranges

    def span(self, place: Hashable) -> Span:
        found = self._ranges.get(cast("cst.CSTNode", place))
        if found is None:
            return NOWHERE
        return (found.start.line, found.start.column), (found.end.line, found.end.column)

    @cached_property
    def _ranges(self) -> Mapping[cst.CSTNode, CodeRange]:
        from libcst.metadata import MetadataWrapper, PositionProvider

        # The tree came from our own parse and nobody changes it: the defensive deep copy would only cost time
        # and separate our handles from the positions.
        wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
        try:
            return cast("Mapping[cst.CSTNode, CodeRange]", wrapper.resolve(PositionProvider))
        except RecursionError:
            return {}


def lines_of(text: str) -> list[str]:
    """The lines without their ends, as Python and libcst count them: ``str.splitlines`` knows more ends."""
    return re.split(NEWLINE, text)


def lines_with_ends(text: str) -> list[str]:
    """The lines with their ends; the last one may have none."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def sketch(text: str, tree: ast.Module | None = None, *, part: bool = False) -> Source | Unparsable:
    """A file to look at; never raises for any text. ``tree`` is its ast, where somebody has it already, or with
    ``part`` that of some of its statements."""
    seen = tree or _tree_of(text)
    if isinstance(seen, Unparsable):
        return seen
    if len(text) > CHARACTERS and not part:
        return _TOO_LONG
    try:
        return Sketch(text, *module_of(seen))
    except (NotMade, RecursionError):
        # libcst parses all of the text, so all of it must be fit for that.
        return parse(text, None if part else seen)


def parse(text: str, tree: ast.Module | None = None) -> Parsed | Unparsable:
    """A whole file to change; never raises for any text.

    What this Python cannot parse is not parsed: flake8 does not hand it over either, and where CPython refuses deep
    nesting libcst's parser ends the process.
    """
    seen = tree or _tree_of(text)
    if isinstance(seen, Unparsable):
        return seen
    if len(text) > CHARACTERS:
        return _TOO_LONG
    if _is_chained(text, seen):
        return Unparsable(f"it has a chain of more than {CHAIN} names or operators")
    if _has_deep_pattern(text, seen):
        return Unparsable(f"it has a pattern with more than {PATTERN_NESTING} brackets inside each other")
    try:
        return Parsed(text, cst.parse_module(text))
    except cst.ParserSyntaxError as error:
        return Unparsable(f"libcst cannot parse it: {error.message.splitlines()[0]}", error.raw_line, error.raw_column)
    except (cst.CSTValidationError, RecursionError, ValueError, UnicodeError, MemoryError) as error:
        return Unparsable(f"libcst cannot parse it: {type(error).__name__}")


def _tree_of(text: str) -> ast.Module | Unparsable:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        return Unparsable(f"Python cannot parse it: {error.msg}", error.lineno or 1, max((error.offset or 1) - 1, 0))
    except (ValueError, RecursionError, MemoryError) as error:
        return Unparsable(f"Python cannot parse it: {str(error) or type(error).__name__}")


def _is_chained(text: str, tree: ast.Module) -> bool:
    """Whether there is a chain that is flat for CPython and deep for libcst, whose parser would end the process: names
    of modules, and boolean operators."""
    # Counting characters is next to nothing beside a search or a walk.
    if text.count(".") > CHAIN and re.search(_DOTTED, text) is not None:
        return True
    if text.count("and") + text.count("or") <= CHAIN:
        return False
    return any(isinstance(node, ast.BoolOp) and len(node.values) > CHAIN for node in ast.walk(tree))


def _has_deep_pattern(text: str, tree: ast.Module) -> bool:
    """Whether the pattern of a ``case`` has brackets that libcst's parser would take too long for. Brackets in strings
    are counted with the others, and parentheses, which the ast does not have."""
    if "match" not in text:
        return False
    lines: list[str] | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.match_case):
            lines = lines_of(text) if lines is None else lines
            first, last = node.pattern.lineno, (node.guard or node.pattern).end_lineno or node.pattern.lineno
            if _depth_of_brackets(lines[first - 1 : last]) > PATTERN_NESTING:
                return True
    return False


def _depth_of_brackets(lines: list[str]) -> int:
    depth = deepest = 0
    for character in "".join(lines):
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest
