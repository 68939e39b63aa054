"""What the first round of a loop looks up, where of any round that is not known.

A decoder begins with one id, and goes on with those that it chooses::

    ids = [start]
    for _ in range(20):
        ids.append(choose(table(torch.tensor(ids))))

In any round ``ids`` may hold anything. In the first one it holds ``start``.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.facts import Lookup, Table
from flake8_embedding.interpret.journal_entries import GroupForgotten, JournalEntry, Revised, TableFilled, TableResized
from flake8_embedding.interpret.rounds.checkpoint import Checkpoint
from flake8_embedding.record import replace
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.round_local import RoundLocal
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Guard, Number

_CHANGES_OTHERS = Revised | TableFilled | TableResized | GroupForgotten
"""Entries that say something of others by their places in the journal, or of tables before the rounds."""


def is_alone(loop: cst.For | cst.While) -> bool:
    """Whether a round knows nothing of the element that it is for, so that the first one is evaluated as it runs."""
    if isinstance(loop, cst.While):
        return True
    names = {node.value for node in nodes_in(loop.target) if isinstance(node, cst.Name)}
    return not any(isinstance(node, cst.Name) and node.value in names for node in nodes_in(loop.body))


def note_first_round(
    checkpoint: Checkpoint, first: list[JournalEntry], local: RoundLocal, *, is_as_it_runs: bool
) -> None:
    """Note the look-ups of which more is known in the ``first`` round than in any, if it is evaluated ``as it runs``:
    with what held before the loop, and with nothing that any round may have."""
    machine = checkpoint.machine
    known = _only_in_first(first, checkpoint.noted(), machine.guards, local) if is_as_it_runs else ()
    for lookup in known:
        machine.journal.record(lookup)


def _only_in_first(
    first: list[JournalEntry], any_round: list[JournalEntry], guards: frozenset[Guard], local: RoundLocal
) -> Iterator[Lookup]:
    """The look-ups that the ``first`` round surely makes, and whose ids are known only there."""
    if any(isinstance(entry, _CHANGES_OTHERS) for entry in first):
        return
    made = {entry.key for entry in first if isinstance(entry, Table)}
    later = [entry for entry in any_round if isinstance(entry, Lookup)]
    settled = {(one.table, one.place) for one in later if one.ids is not None and _comes(one.ids)}
    repeated = {(one.table, one.place, one.ids) for one in later}
    open_ = {(one.table, one.place) for one in later} - settled
    for entry in first:
        if (
            isinstance(entry, Lookup)
            and (entry.table, entry.place) in open_
            and (entry.table, entry.place, entry.ids) not in repeated
            and entry.table not in made
            and entry.guards <= guards
            and not _varies(entry, local)
        ):
            yield replace(entry, in_first_round=True)


def _comes(ids: Number) -> bool:
    return ids.attained and is_settled(ids)


def _varies(lookup: Lookup, local: RoundLocal) -> bool:
    """Whether it is not known which ids these are, or other ones for each round."""
    ids = lookup.ids
    return ids is None or ids.high is None or not ids.attained or any(map(local.varies, symbols_of(ids.high)))
