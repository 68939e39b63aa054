"""Tables that have the weight of a layer or of another table: ``self.table.weight = self.head.weight``.

Such a tie gives the table the rows of that weight, if nothing else is done that may change a weight of those that are
tied to one another. Whoever has one of them may change it for all: ``head.weight.data = matrix``. And the name of a
weight says whose it is, not which it was: after ``kept = table.weight`` and ``table.weight = head.weight``, ``kept`` is
the one that the table had first.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.interpret.journal_entries import JournalEntry, TableResized, Untracked, WeightTouched


def lasting_only(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """The entries, each at its place, with a weight of unknown rows for each tie that need not last. What the other
    table of such a tie becomes is not known either."""
    entries = list(entries)
    ties = frozenset(entry for entry in entries if isinstance(entry, TableResized) and entry.shares is not None)
    loose = ties - _lasting(ties, _touched(entries) | _tied_again(ties))
    settled = [TableResized(one.table) if isinstance(one, TableResized) and one in loose else one for one in entries]
    return [*settled, *(Untracked(tie.shares, "its weight is that of another table as well") for tie in loose)]


def _lasting(ties: frozenset[TableResized], broken: set[Hashable]) -> frozenset[TableResized]:
    """The ties that have nothing to do with what is broken. When it was touched does not count: what was read before
    may be put in later."""
    if None in broken:
        return frozenset()
    while loose := {tie for tie in ties if tie.table in broken or tie.shares in broken}:
        broken = broken | {one for tie in loose for one in (tie.table, tie.shares)}
        ties -= loose
    return ties


def _touched(entries: Iterable[JournalEntry]) -> set[Hashable]:
    """The tables and layers whose weights may be changed, or be replaced by something else than another's."""
    touched: set[Hashable] = set()
    for entry in entries:
        if isinstance(entry, WeightTouched):
            touched.add(entry.owner)
        elif isinstance(entry, TableResized) and entry.shares is None:
            touched.add(entry.table)
    return touched


def _tied_again(ties: Iterable[TableResized]) -> set[Hashable]:
    """The tables that are tied to one thing and to another, or that something else is tied to."""
    tied_to: dict[Hashable, set[tuple[Hashable, object]]] = {}
    for tie in ties:
        tied_to.setdefault(tie.table, set()).add((tie.shares, tie.rows))
    shared = {tie.shares for tie in ties}
    return {table for table, others in tied_to.items() if len(others) > 1 or table in shared}
