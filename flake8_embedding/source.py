"""Source text to a libcst module, and places in it to lines and columns.

"Unparsable" is a result, not an exception. Positions cost more than the parse, so they are computed once,
and only when a finding asks for one.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from flake8_embedding.limits import LINE_TEXT


@dataclass(frozen=True)
class Unparsable:
    """Why a text is no module, and where: ``line`` from 1, ``column`` from 0."""

    reason: str
    line: int = 1
    column: int = 0


class Source:
    """A parsed file."""

    def __init__(self, module: cst.Module) -> None:
        self.module = module

    @cached_property
    def _positions(self) -> dict[cst.CSTNode, CodeRange]:
        # The tree came from our own parse and nobody changes it: the defensive deep copy would only cost time
        # and separate our handles from the positions.
        wrapper = MetadataWrapper(self.module, unsafe_skip_copy=True)
        return cast("dict[cst.CSTNode, CodeRange]", wrapper.resolve(PositionProvider))

    def position(self, place: Hashable) -> tuple[int, int]:
        """Line from 1 and column from 0 of the first character of a place."""
        found = self._positions.get(cast(cst.CSTNode, place))
        return (found.start.line, found.start.column) if found is not None else (1, 0)

    def text(self, node: cst.CSTNode) -> str | None:
        """How the source writes an expression, or None where that is too long to quote on one line."""
        written = self.module.code_for_node(node)
        short = len(written) <= LINE_TEXT and "\n" not in written
        return written if short else None


def parse(text: str) -> Source | Unparsable:
    """Parse a whole file; never raises for any text."""
    try:
        return Source(cst.parse_module(text))
    except cst.ParserSyntaxError as error:
        return Unparsable(f"libcst cannot parse it: {error.message.splitlines()[0]}", error.raw_line, error.raw_column)
    except (RecursionError, ValueError, UnicodeError) as error:
        return Unparsable(f"libcst cannot parse it: {type(error).__name__}")
