"""On which lines of a text a word stands, and which statements are on them: the others need no walk over their ast.

Looking for words in a text is next to nothing beside a walk. Imports nothing heavy.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Lines:
    """The lines of some places in a text, each place as a number of characters before it."""

    def __init__(self, text: str, places: Iterable[int]) -> None:
        # Python ends a line at a lone carriage return too.
        self._all = "\r" in text
        self._lines: list[int] = []
        line, counted = 1, 0
        for place in sorted(places):
            line += text.count("\n", counted, place)
            counted = place
            self._lines.append(line)

    def are_in(self, node: ast.stmt | ast.excepthandler | ast.match_case) -> bool:
        """Whether one of the lines is among those of a statement, or of a part of one that has statements itself."""
        if self._all or isinstance(node, ast.match_case):
            return True
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        following = bisect_left(self._lines, first)
        return following < len(self._lines) and self._lines[following] <= (node.end_lineno or first)

    def statements(self, tree: ast.Module) -> Iterator[ast.AST]:
        """The module and the statements that are on these lines, also those with others in them."""
        blocks: list[ast.AST] = [tree]
        while blocks:
            block = blocks.pop()
            yield block
            blocks += filter(self._are_in_part, ast.iter_child_nodes(block))

    def nodes(self, tree: ast.Module) -> Iterator[ast.AST]:
        """The nodes in the expressions of these statements."""
        for statement in self.statements(tree):
            for child in ast.iter_child_nodes(statement):
                if not isinstance(child, _BLOCKS):
                    yield from ast.walk(child)

    def _are_in_part(self, child: ast.AST) -> bool:
        return isinstance(child, _BLOCKS) and self.are_in(child)


_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)


def places_of(word: str, text: str) -> Iterator[int]:
    """Where the word begins, also as a part of a longer one."""
    place = text.find(word)
    while place != -1:
        yield place
        place = text.find(word, place + 1)


def places_alone(word: str, text: str) -> Iterator[int]:
    """Where the word begins and is no part of a longer one."""
    for place in places_of(word, text):
        before, after = text[place - 1 : place], text[place + len(word) : place + len(word) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            yield place


def is_quoted(word: str, text: str) -> bool:
    """Whether the word stands there as a text of its own: ``import_module("torch")``."""
    return any(f"{quote}{word}{quote}" in text for quote in "\"'")


COLUMNS = r"index_select\s*\(\s*(?:dim\s*=\s*)?(?:-1|[1-9])\s*[,)]"
"""Reads along another dimension than that of a table's rows."""


def reads_columns(text: str, place: int) -> bool:
    """Whether what is called at a place reads something else than rows."""
    return re.compile(COLUMNS).match(text, place) is not None
