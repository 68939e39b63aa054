"""The verdict on each table: enough, too small, or unknown, and how sure that is.

Doubt is silence. Knows facts and values; nothing of syntax, libraries or rules.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import Enum
from typing import Final

from flake8_embedding.facts import Facts, Lookup, ModelReader, Table
from flake8_embedding.record import record
from flake8_embedding.values.containers.repeats import counts_own_key
from flake8_embedding.values.ids import IdKind, Place
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import Expr, Min, add, lowest, symbols_of
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import Guard, Number, Value
from flake8_embedding.verdicts.coverage import (
    has_row_for_counted,
    has_row_for_each,
    has_row_for_lookup,
    has_row_for_words,
    has_row_if_no_key_repeats,
    has_row_if_no_value_is_missing,
    is_counted_off,
    is_within,
    may_be_below_zero,
)
from flake8_embedding.verdicts.shortage import Shortage, compare
from flake8_embedding.verdicts.split_lookups import looked_up_together


class Answer(Enum):
    """Whether the rows of a table are enough."""

    PROVEN = "enough"
    """Every look-up that is seen is covered, and every use of the table is followed."""
    PRESUMED = "enough (presumed)"
    """Every look-up that is seen is covered, but something is not seen."""
    TOO_SMALL = "too small"
    UNKNOWN = "unknown"


@record(frozen=True)
class Verdict:
    """The answer. ``why`` says what is presumed or not known, or that nothing is looked up, ``shortage`` how the table
    is too small. ``readers`` are the programs that load the model, where all that is presumed is that they look up no
    more."""

    answer: Answer
    why: str = ""
    shortage: Shortage | None = None
    readers: tuple[ModelReader, ...] = ()


NOTHING: Final = "nothing is looked up in it"
"""Why a table has enough rows to which the program comes in no way."""

NO_LOOK_UP: Final = "no look-up in it is seen"
"""Why a table is not known in which the program, all of which was evaluated, looks nothing up."""


def judge(facts: Facts, *, unseen: str | None = None) -> dict[Hashable, Verdict]:
    """The verdict on each table, by its key. ``unseen`` says why not all of the program was evaluated."""
    cases = list(tables_with_lookups(facts))
    used = {_site(table) for _, table, fed in cases if not _is_idle(fed)}
    idle = {key for key, table, fed in cases if fed and _is_idle(fed) and _site(table) in used} | facts.idle
    idle |= {key for key, _, fed in cases if key in facts.left_behind and fed and _by_callers(fed)}
    idle |= {table.key for table in _stood_for(cases, facts)}
    idle -= {*facts.untracked, *facts.read_in_copies, *facts.handed_on, *facts.model_readers}
    return {key: _judged(table, fed, facts, unseen, is_idle=key in idle) for key, table, fed in cases}


def _stood_for(cases: list[tuple[Hashable, Table, list[Lookup]]], facts: Facts) -> Iterator[Table]:
    """The tables that are loaded on one path, and never used before it joins another one, which has made and saved
    them: ``if exists(path): net = load(path)``, ``else: net = Net(len(words))``. What is looked up behind both is
    looked up in the table that was saved."""
    used = {(table.place, rows_told(table.rows)) for _, table, fed in cases if fed}
    for key, table, fed in cases:
        if key in facts.read_as_written and not fed and (table.place, rows_told(table.rows)) in used:
            yield table


def _site(table: Table) -> tuple[Place, Value]:
    """The place and the size, which tables have in common that each call of a module makes anew."""
    return table.place, table.rows


def _is_idle(lookups: list[Lookup]) -> bool:
    """Whether the program looks nothing up when it runs: methods that nobody calls do not."""
    return all(lookup.uncalled for lookup in lookups)


def _by_callers(lookups: list[Lookup]) -> bool:
    """Whether only code that calls functions of the file looks anything up."""
    return all(lookup.of_callers for lookup in lookups)


def tables_with_lookups(facts: Facts) -> Iterator[tuple[Hashable, Table, list[Lookup]]]:
    """Each table by its key, with all that is looked up in it."""
    lookups: dict[Hashable, list[Lookup]] = {}
    for lookup in facts.lookups:
        lookups.setdefault(lookup.table, []).append(lookup)
    for key, table in facts.tables.items():
        yield key, table, lookups.get(key, [])


def rows_told(rows: Value) -> str | None:
    """The numbers of rows that are known, None where none is."""
    return " or ".join(dict.fromkeys(map(str, _sizes_of(rows)))) or None


def _sizes_of(rows: Value) -> list[Expr]:
    numbers = (one.value for one in alternatives_of(rows) if isinstance(one.value, Number))
    return [one.exact for one in numbers if one.exact is not None]


def settled_ids(table: Table, lookups: list[Lookup]) -> list[Number]:
    """The ids that are seen to be looked up, as far as it is known which these are."""
    return [ids for ids, _ in _settled(table, lookups)]


_SeenIds = list[tuple[Number, frozenset[Guard]]]
"""Ids that are seen to be looked up, each with the path on which they are."""


def _settled(table: Table, lookups: list[Lookup]) -> _SeenIds:
    """The ids that are looked up, if their range is known, or if they are counted up to the size of this table, or kept
    within it."""
    return [
        (lookup.ids, table.guards | lookup.guards)
        for lookup in lookups
        if lookup.ids is not None
        and (is_settled(lookup.ids) or is_counted_off(table, lookup) or is_within(table, lookup))
    ]


def _judged(table: Table, lookups: list[Lookup], facts: Facts, unseen: str | None, *, is_idle: bool) -> Verdict:
    """``is_idle``: it is one of several that are made in turn, and only others of these are used; or its model is only
    built."""
    of_first_rounds = [lookup for lookup in lookups if lookup.in_first_round]
    lookups = [lookup for lookup in lookups if not lookup.in_first_round]
    settled = _settled(table, lookups)
    shortage = _shortage(table, [*lookups, *of_first_rounds], settled, facts)
    if shortage is not None:
        return Verdict(Answer.TOO_SMALL, shortage=shortage)
    if is_idle and unseen is None:
        return Verdict(Answer.PROVEN, NOTHING)
    why = _why_unknown(table, lookups, settled, unseen)
    if why is not None:
        return Verdict(Answer.UNKNOWN, why)
    presumed = _presumed(table, lookups, settled, facts, unseen)
    if presumed is not None:
        return Verdict(Answer.PRESUMED, presumed)
    readers = facts.model_readers.get(table.key, ())
    if readers:
        why = f"{readers[0].name} may look up more in the model that is saved"
        return Verdict(Answer.PRESUMED, why, readers=readers)
    return Verdict(Answer.PROVEN)


def _shortage(table: Table, lookups: list[Lookup], settled: _SeenIds, facts: Facts) -> Shortage | None:
    """The ids that are seen to come decide. If none are seen, the vocabulary that the size itself counts tells which
    ids will come; if it counts several, all must lead to a shortage."""
    for lookup in [*lookups, *looked_up_together(lookups)]:
        found = compare(table, lookup.ids, lookup, facts) if lookup.ids is not None else None
        if found is not None:
            return found
    if settled or _why_no_evidence(table, lookups, facts) is not None:
        return None
    named = [compare(table, ids, None, facts) for ids in table.named]
    return named[0] if named and None not in named else None


def _why_no_evidence(table: Table, lookups: list[Lookup], facts: Facts) -> str | None:
    """Why the vocabulary that the size counts does not tell which ids come."""
    if any(lookup.changed for lookup in lookups) or table.key in facts.changed_in_graphs:
        return "ids are changed before they are looked up"
    if table.key in facts.read_in_copies:
        return "a copy of its weight is read"
    return facts.untracked.get(table.key)


def _why_unknown(table: Table, lookups: list[Lookup], settled: _SeenIds, unseen: str | None) -> str | None:
    """Why rows and ids cannot be compared; None where they can, and the rows are enough."""
    seen = settled or [(one, table.guards) for one in table.named]
    ids = [one for one, _ in seen]
    if settled:
        is_enough = all(has_row_for_words(table, one, guards) for one, guards in settled)
    else:
        is_enough = has_row_for_counted(table)
    if rows_told(table.rows) is None or (table.unknown is not None and not _is_counted_off(table, lookups)):
        return f"the size: {table.unknown or 'it differs from path to path'}"
    if not ids and _is_made_for_what_is_fed(table, lookups):
        return None
    if not ids or not (table.named or _settled(table, _that_come(lookups))):
        why = next((lookup.unknown for lookup in lookups if lookup.unknown is not None), "their range is not known")
        if lookups:
            return f"the ids: {why}"
        return NO_LOOK_UP if unseen is None else f"{NO_LOOK_UP}: {unseen}"
    if not is_enough:
        return "whether an id without a row comes depends on the data"
    below = next((one.low for one, guards in seen if may_be_below_zero(table, one, guards)), None)
    if below is not None:
        return f"the lowest id may be {below}, which has no row"
    has_evidence = not settled or any(_is_evidence(table, one) for one, _ in settled)
    return None if has_evidence else _why_not_understood(table, lookups)


def _is_counted_off(table: Table, lookups: list[Lookup]) -> bool:
    """Whether all ids that are looked up are counted up to the size, whatever number that is."""
    return bool(lookups) and all(is_counted_off(table, lookup) for lookup in lookups)


def _is_made_for_what_is_fed(table: Table, lookups: list[Lookup]) -> bool:
    """Whether the size is made of the largest of the very ids that are looked up, ``Embedding(x.max() + 1, 8)(x)``, and
    no look-up has ids of which more is known."""
    made_for = [lookup for lookup in lookups if has_row_for_lookup(table, lookup)]
    return bool(made_for) and all(lookup.ids is None or not is_settled(lookup.ids) for lookup in lookups)


def _is_understood(table: Table, lookup: Lookup) -> bool:
    """Whether it is known which ids are looked up, or at least that each has a row."""
    return (lookup.ids is not None and is_settled(lookup.ids)) or has_row_for_lookup(table, lookup)


def _that_come(lookups: list[Lookup]) -> list[Lookup]:
    """The look-ups that the program does when it runs: a method that nobody calls does none. If all are in such
    methods, each may come."""
    return [lookup for lookup in lookups if not lookup.uncalled] or lookups


def _why_not_understood(table: Table, lookups: list[Lookup]) -> str | None:
    """Why it is not known of all look-ups which ids come; None where it is."""
    for lookup in _that_come(lookups):
        if not _is_understood(table, lookup):
            return f"the ids of one look-up are not known: {lookup.unknown or 'their range is not known'}"
    return None


def _is_evidence(table: Table, ids: Number) -> bool:
    """Whether these ids tell what the others are like, of which nothing is known: they are the numbers of some entries,
    or they may go up to the last row. A 0 that fills the rows of ``zeros((n, 200))`` tells nothing of the words that
    are written over it."""
    if ids.origin is not None and ids.origin.id_kind is IdKind.PRODUCED:
        return True
    top = [] if ids.high is None else [at_least(size, add(ids.high, 2)) for size in _sizes_of(table.rows)]
    return not all(one is True for one in top)


_NONE_MISSING = "a value may be missing in the column that is numbered"

_LIMITED = "the limit of the vocabulary may be too low for any word"

_EMPTY = "what the size counts may be empty"

_OWN_WORD = "a word of the data may be a key that the program itself puts into the dict"

_LOWEST = "an id may be below 0"


def _presumed(table: Table, lookups: list[Lookup], settled: _SeenIds, facts: Facts, unseen: str | None) -> str | None:
    """Why the answer "enough" is only presumed; None if it is proven."""
    if unseen is not None:
        return unseen
    if not settled and (table.named or not _is_made_for_what_is_fed(table, lookups)):
        why = next((lookup.unknown for lookup in lookups if lookup.unknown is not None), None)
        return f"the ids are taken to be those of the vocabulary that the size counts{f': {why}' if why else ''}"
    not_understood = _why_not_understood(table, lookups)
    if not_understood is not None:
        return not_understood
    if not settled:
        return _LOWEST
    if not all(has_row_if_no_value_is_missing(table, ids, guards) for ids, guards in settled):
        return _LIMITED if any(isinstance(size, Min) for size in _sizes_of(table.rows)) else _EMPTY
    if not all(has_row_if_no_key_repeats(table, ids, guards) for ids, guards in settled):
        return _NONE_MISSING
    if not all(has_row_for_each(table, ids, guards) for ids, guards in settled):
        # Assumption: words-of-data. A word is none of the keys that the program puts in, and occurs once in the list
        # of words that is numbered.
        has_own = any(map(counts_own_key, _sizes_of(table.rows)))
        return _OWN_WORD if has_own else "a word may occur twice in the list that the vocabulary numbers"
    seen = [lookup.ids for lookup in _that_come(lookups) if lookup.ids is not None]
    if any(one.low is None or lowest(one.low) is None for one in seen):
        return _LOWEST
    if any(one.id_facts.missing is not None for one, _ in settled):
        return _NONE_MISSING
    return _of_words(table, facts) or _of_uses(table, facts)


def _of_uses(table: Table, facts: Facts) -> str | None:
    """Why more may be looked up in the table than is seen; None if all its uses are seen."""
    if table.loaded and facts.loads_unknown:
        return "the model may be loaded once more, from a file of which the name is not known"
    return facts.untracked.get(table.key) or facts.handed_on.get(table.key)


def _of_words(table: Table, facts: Facts) -> str | None:
    """Why a word of the data may spoil the answer; None if none can."""
    if facts.words_presumed.isdisjoint(_lengths_in(table.rows)):
        return None
    # Assumption: words-of-data. A word is none of the keys that the program puts in.
    return _OWN_WORD


def _lengths_in(rows: Value) -> set[Hashable]:
    """The keys of all that a number of rows is made of."""
    return {symbol.key for size in _sizes_of(rows) for symbol in symbols_of(size)}
