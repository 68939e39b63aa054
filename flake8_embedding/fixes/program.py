"""A parsed file for those who change it: the text of a place, what stands around it, and edits.

Edits replace characters of the text, so every byte that is not meant stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import cast

import libcst as cst

from flake8_embedding.record import record
from flake8_embedding.syntax.source import NEWLINE, Source


@dataclass(frozen=True, order=True)
class Edit:
    """The characters from ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


@record(frozen=True)
class Proposal:
    """Edits that belong together; ``unsafe`` says why they may change more than is meant, empty where they cannot."""

    edits: tuple[Edit, ...]
    unsafe: str = ""

    def __add__(self, other: Proposal) -> Proposal:
        return Proposal(tuple(dict.fromkeys(self.edits + other.edits)), self.unsafe or other.unsafe)


class Overlap(ValueError):
    """Two edits want the same characters."""


class Program:
    """The text of a file, and its tree."""

    def __init__(self, text: str, source: Source) -> None:
        self.code = text
        self.source = source

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

    def apply(self, edits: tuple[Edit, ...]) -> str:
        """The text with all edits; raises ``Overlap`` where they do not fit together."""
        ordered = sorted(edits)
        if any(later.start < earlier.end for earlier, later in pairwise(ordered)):
            raise Overlap
        text = self.code
        for edit in reversed(ordered):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self._parents.get(id(node))

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What the node stands in, from the inside out."""
        found = self.parent(node)
        while found is not None:
            yield found
            found = self.parent(found)

    def below(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """All that stands in the node."""
        waiting = [node]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(one.children)

    def at(self, address: Hashable) -> cst.CSTNode | None:
        """The node with this address."""
        return self._nodes.get(cast("int", address))

    def hides(self, name: str) -> bool:
        """Whether a line of a notebook that is no Python names it."""
        return re.search(rf"# hidden notebook line .*\b{re.escape(name)}\b", self.code) is not None

    def nodes(self) -> Iterator[cst.CSTNode]:
        yield from self._nodes.values()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in NEWLINE.finditer(self.code))]

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
