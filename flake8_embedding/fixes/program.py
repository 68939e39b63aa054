"""A parsed file for those who change it: the text of a place, what stands around it, its names, and edits.

Edits replace characters of the text, so every byte that is not meant stays as it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import libcst as cst
from libcst.metadata import BuiltinAssignment, MetadataWrapper, Scope, ScopeProvider

from flake8_embedding.record import record
from flake8_embedding.syntax.source import NEWLINE, Source

if TYPE_CHECKING:
    from flake8_embedding.fixes.names import Variable

_HIDDEN = re.compile(r"# hidden notebook line \d+ (.*)")
_WORD = re.compile(r"\w+")

Outside = Callable[[str], str]
"""Says of a name of the program why code outside the program may use it; empty where it does not."""


@dataclass(frozen=True, order=True)
class Edit:
    """The characters from ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


@record(frozen=True)
class Fix:
    """Edits that belong together; ``unsafe`` says why they may change more than the fault, empty where they cannot."""

    edits: tuple[Edit, ...]
    unsafe: str = ""

    def __add__(self, other: Fix) -> Fix:
        return Fix(tuple(dict.fromkeys(self.edits + other.edits)), self.unsafe or other.unsafe)


def edits_of(fixes: Iterable[Fix]) -> set[Edit]:
    """The edits of all fixes. Findings that are mended together share theirs: thousands of imports may have one fix."""
    shared = {id(fix.edits): fix.edits for fix in fixes}
    return {edit for edits in shared.values() for edit in edits}


class NoFix(ValueError):
    """There is nothing to try; the message says why."""


class Overlap(ValueError):
    """Two edits want the same characters."""


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """The text with all edits; raises ``Overlap`` where they do not fit together."""
    ordered = sorted(edits)
    if any(later.start < earlier.end for earlier, later in pairwise(ordered)):
        raise Overlap
    parts, done = [], 0
    for edit in ordered:
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


class Program:
    """The text of a file, and its tree. By default nothing ``outside`` uses its names."""

    def __init__(self, text: str, source: Source, outside: Outside = lambda name: "") -> None:
        self.code = text
        self.source = source
        self.outside = outside
        self.variables: dict[tuple[Scope, str], Variable | None] = {}
        """What ``names`` has found out of a name in a scope."""

    def span(self, place: Hashable) -> tuple[int, int]:
        """Where a node begins and ends in the text, without parentheses around it."""
        (line, column), (last, end) = self.source.span(place)
        return self._starts[line - 1] + column, self._starts[last - 1] + end

    def text(self, place: Hashable) -> str:
        start, end = self.span(place)
        return self.code[start:end]

    def replace(self, place: Hashable, text: str) -> Edit:
        return Edit(*self.span(place), text)

    def line(self, place: Hashable) -> int:
        return self.source.position(place)[0]

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self._parents.get(id(node))

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What the node stands in, from the inside out."""
        found = self.parent(node)
        while found is not None:
            yield found
            found = self.parent(found)

    def below(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """All that stands in the node, itself included."""
        waiting = [node]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(one.children)

    def at(self, address: Hashable) -> cst.CSTNode | None:
        """The node with this address."""
        return self._nodes.get(cast("int", address))

    def nodes(self) -> Iterator[cst.CSTNode]:
        yield from self._nodes.values()

    def named(self, name: str) -> list[cst.Name]:
        """Where the name stands in the code, whatever it means there: a variable, an attribute, a keyword."""
        return self._names.get(name, [])

    def told(self, name: str) -> int | None:
        """The line of a text that has the name as a word, or of a line of a notebook that is no Python."""
        return self._words.get(name) or self.hidden(name)

    def hidden(self, name: str) -> int | None:
        """The line of a notebook that is no Python and has the name as a word."""
        return self._hidden_words.get(name)

    def is_builtin(self, name: str) -> bool:
        """Whether the name means everywhere in the file what it means in Python."""
        scopes = {scope for node in self.named(name) if (scope := self.scopes.get(node)) is not None}
        found = [one for scope in scopes for one in scope[name]]
        return all(isinstance(one, BuiltinAssignment) for one in found) and not self._imports_all

    @cached_property
    def _imports_all(self) -> bool:
        return any(isinstance(node, cst.ImportStar) for node in self.nodes())

    @cached_property
    def scopes(self) -> Mapping[cst.CSTNode, Scope | None]:
        """The scope of each node, as libcst has it."""
        wrapper = MetadataWrapper(self.source.module, unsafe_skip_copy=True)
        return cast("Mapping[cst.CSTNode, Scope | None]", wrapper.resolve(ScopeProvider))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(NEWLINE, self.code))]

    @cached_property
    def _parents(self) -> dict[int, cst.CSTNode]:
        return {id(child): node for node in self._nodes.values() for child in node.children}

    @cached_property
    def _nodes(self) -> dict[int, cst.CSTNode]:
        found: dict[int, cst.CSTNode] = {}
        waiting: list[cst.CSTNode] = [self.source.module]
        while waiting:
            node = waiting.pop()
            found[id(node)] = node
            waiting.extend(reversed(node.children))
        return found

    @cached_property
    def _names(self) -> dict[str, list[cst.Name]]:
        found: dict[str, list[cst.Name]] = {}
        for node in self.nodes():
            if isinstance(node, cst.Name):
                found.setdefault(node.value, []).append(node)
        return found

    @cached_property
    def _words(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for node in self.nodes():
            if isinstance(node, cst.SimpleString | cst.FormattedStringText):
                for word in _WORD.findall(_content(node)):
                    found.setdefault(word, self.line(node))
        return found

    @cached_property
    def _hidden_words(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, line in enumerate(re.split(NEWLINE, self.code), 1):
            if (hidden := _HIDDEN.search(line)) is not None:
                for word in _WORD.findall(hidden[1]):
                    found.setdefault(word, number)
        return found


def _content(node: cst.SimpleString | cst.FormattedStringText) -> str:
    if isinstance(node, cst.FormattedStringText):
        return node.value
    value = ast.literal_eval(node.value)
    return value if isinstance(value, str) else value.decode("latin-1")
