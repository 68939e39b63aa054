"""Look-ups of all parts of something: together they look up all of it.

    train, test = train_test_split(ids)
    table(train)
    table(test)

Knows facts and values; nothing of syntax, libraries or rules.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from flake8_embedding.facts import Lookup
from flake8_embedding.record import replace
from flake8_embedding.values.containers.shares import are_whole
from flake8_embedding.values.value import Guard, Number

_Part = tuple[Lookup, Number]


def looked_up_together(lookups: list[Lookup]) -> Iterator[Lookup]:
    """One look-up for all parts of some ids, in each of the ways in which these are looked up. It has the place of the
    first part, and is done where all of them are."""
    by_end: dict[Hashable, list[_Part]] = {}
    for lookup in lookups:
        ids = lookup.ids
        if ids is not None and ids.share is not None and not ids.attained and not lookup.perhaps:
            by_end.setdefault(ids.high, []).append((lookup, ids))
    for parts in by_end.values():
        together = _on_one_path(parts)
        if together is not None:
            (first, ids), *_ = parts
            yield replace(first, ids=replace(ids, attained=True, share=None), guards=together)


def _on_one_path(parts: list[_Part]) -> frozenset[Guard] | None:
    """The path on which all of the parts are looked up, if they are the whole; None where there is none."""
    if not are_whole(ids.share for _, ids in parts if ids.share is not None):
        return None
    # What is split again in each round of a loop has one name in all rounds: ``if seed == 0`` and ``if seed == 1`` are
    # about different splits.
    paths = {lookup.guards for lookup, _ in parts}
    return paths.pop() if len(paths) == 1 else None
