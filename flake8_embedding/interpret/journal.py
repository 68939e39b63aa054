"""The journal: what the interpretation finds out, in that order.

Who writes to it reads nothing from it, except whether a test is noted already.

What turns out not to hold is rolled back to a mark. What is found out later about an earlier entry, such as that an
error is expected there, is an entry of its own. When the module has ended, the facts are made of the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from flake8_embedding.facts import Facts, FormerArgument, Import, LateSwitch, Limit, Lookup, Masked, Table, Write
from flake8_embedding.interpret.journal_entries import (
    Asserted,
    CopyRead,
    Decided,
    EnvironmentSet,
    GroupForgotten,
    HandedOn,
    InGraph,
    JournalEntry,
    LeftBehind,
    ModelSaved,
    ModuleEnded,
    NewestKeras,
    PutIn,
    ReadWhole,
    Revised,
    TableFilled,
    TableLeftOut,
    TableResized,
    Tested,
    UnknownLoad,
    Untracked,
    Used,
    WordsPresumed,
)
from flake8_embedding.record import replace
from flake8_embedding.values.ids import Place
from flake8_embedding.values.value import Value
from flake8_embedding.verdicts.coverage import is_covered, rows_are_known

K = TypeVar("K")
V = TypeVar("V")
E = TypeVar("E")

_OF_VALUES: Final = frozenset({Table, TableFilled, TableResized, GroupForgotten, Lookup, Revised, Write, Limit})
"""Entries that depend on values which may turn out not to hold. The others hold wherever they were found."""

_OF_A_PROCESS: Final = frozenset(
    {Import, Used, EnvironmentSet, NewestKeras, LateSwitch, FormerArgument, ModelSaved, UnknownLoad}
)
"""Entries about the libraries that one run of a program loads, and about the models that it saves."""


class Journal:
    """Entries in the order in which they are recorded."""

    def __init__(self) -> None:
        self._entries: list[JournalEntry] = []
        self._tested: set[Hashable] = set()
        self._tasks: list[tuple[int, int]] = []

    def record(self, entry: JournalEntry) -> None:
        """Note something that was found out."""
        self._entries.append(entry)

    def record_test(self, entry: Tested) -> None:
        """Note a test at which paths part, and how the source writes it."""
        self._tested.add(entry.guard)
        self._entries.append(entry)

    def is_tested(self, guard: Hashable) -> bool:
        """Whether a test of this is noted already. The first note counts, so no other need be made."""
        return guard in self._tested

    def mark(self) -> int:
        """The present place, to come back to or to speak of."""
        return len(self._entries)

    def rollback(self, mark: int) -> None:
        """Drop what was found since the mark and depends on values, if these turned out not to hold, or if the code is
        meant to fail."""
        self._entries[mark:] = [entry for entry in self._entries[mark:] if type(entry) not in _OF_VALUES]

    def forget_process(self, mark: int) -> None:
        """Drop what was found since the mark in another program, whose tables, look-ups and imports are not those of
        this one. What was found out about values holds for all that it has written."""
        dropped = _OF_VALUES | _OF_A_PROCESS
        self._entries[mark:] = [entry for entry in self._entries[mark:] if type(entry) not in dropped]

    def noted_since(self, mark: int) -> list[JournalEntry]:
        """What was found since the mark."""
        return self._entries[mark:]

    def tables_not_used(self) -> dict[Hashable, Table]:
        """The tables so far in which nothing was looked up, by their keys."""
        used = {entry.table for entry in self._entries if isinstance(entry, Lookup | InGraph)}
        made = [entry for entry in self._entries if type(entry) is Table]
        return {table.key: table for table in made if table.key not in used}

    def put_back(self, mark: int, noted: list[JournalEntry]) -> None:
        """Of what depends on values, let only that stand which was ``noted`` before."""
        later = [entry for entry in self._entries[mark:] if type(entry) not in _OF_VALUES]
        self._entries[mark:] = [*noted, *(entry for entry in later if not any(entry is one for one in noted))]

    def expect_errors(self, begun: int, done: int) -> None:
        """A look-up noted from ``begun`` (inclusive) to ``done`` (exclusive) is meant to fail, or is caught if it does.
        Unless each of its ids has a row, it says nothing of the table. Neither does the vocabulary that the table
        counts: ids come that it may have no rows for."""
        if done > begun:
            self.record(Revised(begun, done, _expected, written=False))

    def note_task(self, begun: int) -> None:
        """What was noted since is of a coroutine that a call has got: ``create_task(run())``. It may keep its error."""
        if self.mark() > begun:
            self._tasks.append((begun, self.mark()))

    def expect_errors_of_tasks(self) -> None:
        """The errors of all coroutines that were begun are given back, and not raised."""
        for begun, done in self._tasks:
            self.expect_errors(begun, min(done, self.mark()))

    def revise(self, begun: int, revise: Callable[[Lookup], Lookup | None]) -> None:
        """Replace each look-up that was noted since; None removes it."""
        if self.mark() > begun:
            self.record(Revised(begun, self.mark(), revise, written=True))

    def facts(self, *, may_be_called: bool) -> Facts:
        """What stands in the journal, for the rules to judge. ``may_be_called``: code that is not seen has functions of
        the file."""
        entries = self._entries
        if any(isinstance(entry, TableResized) and entry.shares is not None for entry in entries):
            from flake8_embedding.interpret.networks.tied_weights import lasting_only

            entries = lasting_only(entries)
        return _Facts(entries).made(may_be_called=may_be_called)


def _expected(lookup: Lookup) -> Lookup:
    return replace(lookup, tolerated=True)


def _made_by(table: Table) -> tuple[Place, Value]:
    return table.place, table.rows


class _Facts:
    """The facts while they are made of a journal's entries."""

    def __init__(self, entries: list[JournalEntry]) -> None:
        self._entries = entries
        self._tables: dict[Hashable, Table] = {}
        self._left_out: dict[Place, str] = {}
        self._lookups: dict[int, Lookup] = {}
        self._writes: dict[int, Write] = {}
        self._replaced_later: dict[Hashable, str] = {}
        self._by_kind: dict[type, list[Any]] = {}
        for entry in entries:
            self._by_kind.setdefault(type(entry), []).append(entry)
        ended = (number for number, entry in enumerate(entries) if isinstance(entry, ModuleEnded))
        self._executed = next(ended, len(entries))
        """How many of the entries are of code that the module executes, in this order."""

    def _all(self, kind: type[E]) -> list[E]:
        """The entries of this kind, in their order."""
        return self._by_kind.get(kind, [])

    def made(self, *, may_be_called: bool) -> Facts:
        for number, entry in enumerate(self._entries):
            match entry:
                case Lookup():
                    self._lookups[number] = entry
                case Write():
                    self._writes[number] = entry
                case Revised():
                    self._revise(entry)
                case TableLeftOut(place=place, reason=reason):
                    self._left_out[place] = reason
                case Table() | TableFilled() | TableResized() | GroupForgotten():
                    self._change_tables(entry)
        lookups = tuple(one for one in map(self._as_it_counts, self._lookups.values()) if one is not None)
        return Facts(
            tables=MappingProxyType(self._without_trials(lookups)),
            lookups=lookups,
            may_be_called=may_be_called,
            writes=tuple(self._writes.values()),
            made_when_run=frozenset(one.key for one in self._entries[: self._executed] if isinstance(one, Table)),
            left_out=MappingProxyType(self._left_out),
            limits=tuple(self._all(Limit)),
            masked=tuple(self._all(Masked)),
            imports=tuple(self._all(Import)),
            former_arguments=tuple(self._all(FormerArgument)),
            late_switches=tuple(self._all(LateSwitch)),
            left_behind=frozenset(key for one in self._all(LeftBehind) for key in one.tables),
            read_whole=frozenset(one.table for one in self._all(ReadWhole)),
            in_graphs=frozenset(one.table for one in self._all(InGraph)),
            changed_in_graphs=frozenset(one.table for one in self._all(InGraph) if one.changed),
            asserted=frozenset(thing for one in self._all(Asserted) for thing in one.things),
            untracked=_first(
                (
                    *((one.table, one.reason) for one in self._all(Untracked)),
                    *self._replaced_later.items(),
                )
            ),
            read_in_copies=frozenset(one.table for one in self._all(CopyRead)),
            handed_on=_first((one.table, one.reason) for one in self._all(HandedOn)),
            model_readers=_gathered((one.table, one.reader) for one in self._all(ModelSaved)),
            uses=_first((one.flavour, one.use) for one in self._all(Used)),
            tests=_first((one.guard, one.test) for one in self._all(Tested)),
            environment=MappingProxyType({one.variable: one.value for one in self._all(EnvironmentSet)}),
            words_presumed=frozenset(length for one in self._all(WordsPresumed) for length in one.lengths),
            decided=frozenset(one.guard for one in self._all(Decided)),
            put_in=dict(guard for one in self._all(PutIn) for guard in one.guards),
            loads_unknown=bool(self._all(UnknownLoad)),
            newest_keras=bool(self._all(NewestKeras)),
        )

    def _as_it_counts(self, lookup: Lookup) -> Lookup | None:
        """The look-up, without its ids if the program tolerates the error that they may bring, or if they may never
        come. None for ids that only show a shape and need not have a row."""
        if not (lookup.tolerated or lookup.perhaps or lookup.for_shapes):
            return lookup
        table = self._tables.get(lookup.table)
        if table is not None and is_covered(table, lookup):
            return replace(lookup, tolerated=False)
        if lookup.for_shapes:
            # Of a table of known size it is told which id has no row.
            return lookup if table is None or rows_are_known(table) else None
        if not lookup.tolerated:
            return replace(lookup, ids=None)
        return Lookup(lookup.table, None, lookup.place, unknown="an error is expected there", changed=True)

    def _without_trials(self, lookups: tuple[Lookup, ...]) -> dict[Hashable, Table]:
        """The tables without those that a model makes only to see its shapes, where it makes them again for ids."""
        used = {lookup.table for lookup in lookups}
        tried = {lookup.table for lookup in self._lookups.values() if lookup.for_shapes} - used
        again = {_made_by(table) for key, table in self._tables.items() if key in used}
        left = {key for key in tried if key in self._tables and _made_by(self._tables[key]) in again}
        return {key: table for key, table in self._tables.items() if key not in left}

    def _revise(self, entry: Revised) -> None:
        for number in range(entry.begun, entry.done):
            lookup = self._lookups.get(number)
            revised = entry.revise(lookup) if lookup is not None else None
            if revised is not None:
                self._lookups[number] = revised
            else:
                self._lookups.pop(number, None)
            if not entry.written:
                self._writes.pop(number, None)

    def _change_tables(self, entry: Table | TableFilled | TableResized | GroupForgotten) -> None:
        match entry:
            case Table():
                self._tables[entry.key] = entry
            case TableFilled(table=key) if key in self._tables:
                self._tables[key] = replace(
                    self._tables[key],
                    weights=entry.rows,
                    weights_width=entry.width,
                    weights_place=entry.place,
                    weights_made=entry.made,
                )
            case TableResized(table=key) if key in self._tables:
                self._put_weight(entry, self._tables[key])
            case GroupForgotten(group=group):
                for key in [key for key, table in self._tables.items() if table.group == group]:
                    place = self._tables.pop(key).place
                    self._left_out[place] = "it, or another table that may be the same, is resized"

    def _put_weight(self, entry: TableResized, table: Table) -> None:
        """A table gets another weight. One that something else has as well, with as many rows, changes nothing."""
        other = self._tables.get(entry.shares)
        given_rows = other.rows if other is not None else entry.rows
        if entry.shares is not None and given_rows == table.rows:
            return
        was_used = self._keep_as_it_was(self._tables.pop(entry.table))
        # Where it is not sure to be put in, the table has the rows of either.
        if given_rows is not None and entry.guards <= table.guards:
            # What it was filled with before is gone.
            now = replace(table, rows=given_rows, rows_text=entry.text, named=(), weights=None, weights_width=None)
            self._tables[entry.table] = now
        elif not was_used:
            self._left_out[table.place] = "another weight is put into it, of which the rows are not known"

    def _keep_as_it_was(self, table: Table) -> bool:
        """A table gets another weight. What was looked up in it before stays with its first weight. Gives whether there
        is any such look-up."""
        before = [
            number
            for number, lookup in self._lookups.items()
            if number < self._may_be_replaced(table.key) and lookup.table == table.key and lookup.ids is not None
        ]
        if not before:
            return False
        key = (table.key, "before", len(self._replaced_later))
        self._tables[key] = replace(table, key=key, named=())
        self._replaced_later[key] = "another weight is put into it later"
        for number in before:
            self._lookups[number] = replace(self._lookups[number], table=key)
        return True

    def _may_be_replaced(self, table: Hashable) -> int:
        """The entry from which on a function that nobody is seen to call may have been called."""
        handed_on = (at for at, one in enumerate(self._entries) if isinstance(one, HandedOn) and one.table == table)
        return min(next(handed_on, self._executed), self._executed)


def _first(pairs: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    """What was noted first for each key."""
    found: dict[K, V] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return MappingProxyType(found)


def _gathered(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """All that was noted for each key, each once."""
    found: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return MappingProxyType({key: tuple(values) for key, values in found.items()})
