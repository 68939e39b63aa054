"""Whether a table has enough rows for its ids: for any data, or unless something rare happens.

Knows facts and values; nothing of syntax, libraries or rules. ``shortage`` is the other half: rows that are too few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flake8_embedding.facts import Lookup, Table
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.missing import with_missing_values
from flake8_embedding.values.containers.repeats import without_repeats
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.numbers.bounds import (
    Expr,
    Max,
    Min,
    add,
    constant_of,
    lowest,
    max_of,
    number,
    parts_of,
    symbols_of,
)
from flake8_embedding.values.numbers.compare import Formula, at_least, conjunction, is_never, negated
from flake8_embedding.values.numbers.formulas import formula_on
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.settled import counts_all_of_data, is_count, is_opaque, is_settled
from flake8_embedding.values.value import Guard, Number, Value


def has_row_for_each(table: Table, ids: Number, guards: frozenset[Guard] = NO_GUARDS) -> bool:
    """Whether there is a row for each of the ids, whatever the data are. They are looked up on the path ``guards``."""
    return _covers_each(table, ids, guards, lambda size: size)


def has_row_if_no_key_repeats(table: Table, ids: Number, guards: frozenset[Guard] = NO_GUARDS) -> bool:
    """Whether there is a row for each of the ids unless a dict that the size counts was made with a key twice:
    ``{word: i for i, word in enumerate(["<pad>"] + words)}`` is shorter than the list where the words hold "<pad>"."""
    return _covers_each(table, ids, guards, without_repeats)


def has_row_if_no_value_is_missing(table: Table, ids: Number, guards: frozenset[Guard] = NO_GUARDS) -> bool:
    """Whether there is a row for each of the ids unless a value is missing in a column, or a key repeats: ``nunique()``
    does not count the missing value, and ``unique()`` numbers it."""
    return _covers_each(table, ids, guards, lambda size: with_missing_values(without_repeats(size)))


def has_row_for_words(table: Table, ids: Number, guards: frozenset[Guard] = NO_GUARDS) -> bool:
    """As ``has_row_if_no_value_is_missing``, unless a limit lets no word through:
    ``Tokenizer(1, oov_token="?")`` gives only the id of its own entry, and ``min(len(tokenizer.word_index) + 1, 1)``
    rows have none for that."""
    return has_row_if_no_value_is_missing(table, _of_words(ids, _own_rows(table.rows, guards)), guards)


def is_covered(table: Table, lookup: Lookup) -> bool:
    """Whether each id that is looked up is known to have a row, as ``has_row_for_words`` says it."""
    if lookup.ids is None or lookup.ids.low is None or not is_settled(lookup.ids):
        return False
    least = lowest(lookup.ids.low)
    return least is not None and least >= 0 and has_row_for_words(table, lookup.ids, table.guards | lookup.guards)


def rows_are_known(table: Table) -> bool:
    """Whether the number of rows is a number that is known, on every path."""
    return all(size is not None and constant_of(size) is not None for size, _ in _sizes(table.rows, NO_GUARDS))


def has_row_for_lookup(table: Table, lookup: Lookup) -> bool:
    """``has_row_for_each`` for what is looked up there."""
    return lookup.ids is not None and has_row_for_each(table, lookup.ids, table.guards | lookup.guards)


def is_within(table: Table, lookup: Lookup) -> bool:
    """Whether the ids have rows whatever the data are, of which nothing is known: ``x.clamp(0, n - 1)``, ``x % n``.

    Of ``n - x`` the highest is not known: only the largest of an array of which nothing is known has a name."""
    ids = lookup.ids
    low = None if ids is None or ids.low is None else lowest(ids.low)
    if ids is None or ids.high is None or low is None or low < 0:
        return False
    falling = any(count < 0 and is_opaque(symbol) for part in parts_of(ids.high) for symbol, count in part.terms)
    return not falling and has_row_for_lookup(table, lookup)


def is_counted_off(table: Table, lookup: Lookup) -> bool:
    """Whether the ids are counted, drawn or sorted into bins up to a number that is not known, and the size is made of
    that number: ``Embedding(n, 8)(arange(n))``."""
    origin = lookup.ids.origin if lookup.ids is not None else None
    return origin is not None and origin.id_kind is not IdKind.WRITTEN and has_row_for_lookup(table, lookup)


def has_row_for_counted(table: Table) -> bool:
    """``has_row_for_words`` for the ids of each vocabulary that the size counts. The size may count another vocabulary
    on each path: after ``vocab = of_words if by_word else of_letters`` the letters need rows only on their path."""
    for option in alternatives_of(table.rows):
        exact = option.value.exact if isinstance(option.value, Number) else None
        symbols = symbols_of(exact)
        own = [ids for ids in table.named if ids.high is not None and symbols_of(ids.high) & symbols]
        if not all(has_row_for_words(table, ids, table.guards | option.guards) for ids in own or table.named):
            return False
    return True


def _of_words(ids: Number, own: int) -> Number:
    """The ids without those of the first ``own`` entries, if there are others."""
    if not isinstance(ids.high, Max):
        return ids
    others = [part for part in ids.high.of if (constant := constant_of(part)) is None or constant >= own]
    return replace(ids, high=max_of(*others)) if others else ids


def _own_rows(rows: Value, guards: frozenset[Guard]) -> int:
    """How many entries the vocabulary may have before any word is counted: two (padding and the unknown word), or as
    many as the size shows, 4 of ``min(len(words) + 4, limit)``."""
    counted = [_rows_without_words(size) for size, _ in _sizes(rows, guards) if size is not None]
    return max(2, min(counted, default=0))


def _rows_without_words(size: Expr) -> int:
    match size:
        case Linear(constant=constant, terms=terms):
            return constant if terms and all(is_count(symbol) for symbol, _ in terms) else 0
        case Min(of=parts):
            return max(map(_rows_without_words, parts))
    return 0


def _covers_each(table: Table, ids: Number, guards: frozenset[Guard], grown: Callable[[Expr], Expr]) -> bool:
    """Whether each number of rows is enough after ``grown``, which adds what is missing only in the rare case."""
    return all(
        size is not None and _covers(grown(size), ids, known, table.least_rows)
        for size, known in _sizes(table.rows, guards)
    )


def _sizes(rows: Value, guards: frozenset[Guard]) -> list[tuple[Expr | None, frozenset[Guard]]]:
    """The numbers of rows that are possible on a path, each with the guards under which it is that one."""
    return [
        (one.value.exact if isinstance(one.value, Number) else None, one.guards | guards)
        for one in alternatives_of(rows)
        if compatible(one.guards, guards)
    ]


def _covers(size: Expr, ids: Number, path: frozenset[Guard], least: int) -> bool:
    """Whether the rows are enough.

    If rows and ids count the same thing, something of it is there, or nothing is looked up: ``len(words)`` rows are
    enough for the ids of the words, 0 to ``max(len(words) - 1, 0)``. ``len(words) - 1`` rows are not enough for the 0
    of a single word, nor ``len(words)`` rows for a 0 that comes from elsewhere."""
    if ids.high is None:
        return False
    enough = at_least(size, add(ids.high, 1))
    if isinstance(enough, bool):
        return enough
    known = conjunction(tuple(_assumed(size, ids, path, least)))
    # Of a table that is never made nothing is shown.
    return known is not False and is_never((negated(enough), known))


def may_be_below_zero(table: Table, ids: Number, guards: frozenset[Guard]) -> bool:
    """Whether an id below 0 may come, as far as the lowest is known. ``len(words) - 1`` is none where ``len(words)``
    rows are made for words that are there."""
    least = lowest(ids.low) if ids.low is not None else None
    if ids.low is None or least is None or least >= 0:
        return False
    below = negated(at_least(ids.low, number(0)))
    return any(
        size is None or not is_never((below, *_assumed(size, ids, path, table.least_rows)))
        for size, path in _sizes(table.rows, guards)
    )


def _assumed(size: Expr, ids: Number, path: frozenset[Guard], least: int) -> Iterator[Formula]:
    """What holds wherever one of the ids is looked up in that many rows. With fewer than the ``least`` the library does
    not make the table, and no table has fewer rows than none."""
    yield at_least(size, number(least))
    yield formula_on(path)
    yield from _something_is_counted(size, ids)
    yield from _data_are_there(size)


def _something_is_counted(size: Expr, ids: Number) -> Iterator[Formula]:
    """What holds wherever an id is looked up, if rows and ids count the same thing: the thing is not empty. Limits are
    taken to let something through: ``min(len(words), limit)`` rows are at least one."""
    counted = ids.origin.counted if ids.origin is not None else None
    if counted is None or symbols_of(counted).isdisjoint(symbols_of(size)):
        return
    yield at_least(counted, number(1))
    for part in size.of if isinstance(size, Min) else ():
        if symbols_of(counted).isdisjoint(symbols_of(part)):
            yield at_least(part, number(1))


def _data_are_there(size: Expr) -> Iterator[Formula]:
    """That there is something in the data whose different values the rows count: ``len(set(text))`` rows are enough for
    the 0 with which a new text begins. What is left of data after a test may be nothing.

    Assumption: data-are-there. A text has a character, a column has a value.
    """
    for symbol in symbols_of(size):
        if counts_all_of_data(symbol):
            yield at_least(Linear.of(symbol), number(1))
