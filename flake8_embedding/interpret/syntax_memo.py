"""Questions about syntax that are asked again at each call or round: each is answered once a node."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import libcst as cst

N = TypeVar("N", bound=cst.CSTNode)
T = TypeVar("T")


class SyntaxMemo:
    """Answers by question and node. The tree outlives the analysis, so a node's address names it."""

    def __init__(self) -> None:
        self._answers: dict[tuple[Callable[..., object], int], object] = {}

    def ask(self, question: Callable[[N], T], node: N) -> T:
        """``question(node)``, which must depend on the node alone."""
        key = (question, id(node))
        if key not in self._answers:
            self._answers[key] = question(node)
        return self._answers[key]  # type: ignore[return-value]
