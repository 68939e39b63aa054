"""Parts into which something was split, and which of them are the whole again: ``x[:k]`` and ``x[k:]``.

A part need not have the highest id of the whole. One of the parts has it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, final

from flake8_embedding.record import record
from flake8_embedding.values.numbers.bounds import Expr
from flake8_embedding.values.provenance import Key

if TYPE_CHECKING:
    from flake8_embedding.values.value import Value


@final
class Held:
    """What an array holds at one moment. It is equal to itself alone: an array that was shuffled meanwhile is another
    whole, although it may hold what it held before."""

    __slots__ = ("_content",)

    def __init__(self, content: Value) -> None:
        self._content = content

    def __eq__(self, other: object) -> bool:
        return type(other) is Held and self._content is other._content

    def __hash__(self) -> int:
        return id(self._content)


@record(frozen=True, slots=True)
class Share:
    """One part of a ``split``: ``part`` of ``of`` parts, which are numbered from 0.

    A split that cuts by place, ``x[:k]``, has 0 for ``of``. There a part is a pair of places, from the first to below
    the second; None stands for the beginning and for the end of the whole. ``parent`` is the part that was split
    itself; None if it was everything. ``places``: what was split are the numbers from 0 to below this, each once, as
    ``train_test_split(range(n))`` does.
    """

    split: Hashable
    part: Hashable
    of: int = 2
    parent: Share | None = None
    places: Expr | None = None

    @property
    def siblings(self) -> tuple[Hashable, int, Share | None]:
        """What it has in common with the other parts of the split, and with nothing else."""
        return self.split, self.of, self.parent

    def chosen_from(self, array: Hashable, parent: Share | None) -> Share:
        """The part of an ``array`` that stands at the places in this part of its places."""
        above = parent if self.parent is None else self.parent.chosen_from(array, parent)
        return Share(Key(array, self.split), self.part, self.of, above)


def are_whole(shares: Iterable[Share]) -> bool:
    """Whether these parts are together all that was split."""
    known = dict.fromkeys(shares)
    while True:
        siblings: dict[tuple[Hashable, int, Share | None], set[Hashable]] = {}
        for share in known:
            siblings.setdefault(share.siblings, set()).add(share.part)
        wholes = {parent for (_, of, parent), parts in siblings.items() if _is_each(parts, of)}
        if None in wholes:
            return True
        more = {parent: None for parent in wholes if parent is not None and parent not in known}
        if not more:
            return False
        known.update(more)


def _is_each(parts: set[Hashable], of: int) -> bool:
    if of:
        return len(parts) == of
    reached: set[Hashable] = {None}
    ends = [part for part in parts if isinstance(part, tuple)]
    for _ in ends:
        for lower, upper in ends:
            if lower in reached and upper is None:
                return True
            if lower in reached:
                reached.add(upper)
    return False
