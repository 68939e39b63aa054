"""Rows against ids: is the table enough, too small, too small when CONDITION, or is that unknown?

Doubt is silence. Knows facts and values; nothing of syntax, libraries or rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from flake8_embedding.facts import Facts, Feed, Table
from flake8_embedding.values.bounds import Expr, Least, add, symbols_of
from flake8_embedding.values.compare import Formula, at_least, atoms, every, negated
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import options_of
from flake8_embedding.values.linear import Symbol
from flake8_embedding.values.value import Arm, Number, Option, Value


@dataclass(frozen=True)
class Shortage:
    """A table whose rows do not cover its ids: always (``condition`` is True), or when the condition holds."""

    table: Table
    rows: Expr
    given: Number
    ids: Number
    condition: Formula
    feed: Feed | None

    @property
    def highest(self) -> Expr:
        """The highest id, inclusive."""
        assert self.ids.high is not None
        return self.ids.high

    @property
    def needed(self) -> Expr:
        """The least number of rows with which no id is outside."""
        return add(self.highest, 1)


def judge(facts: Facts) -> dict[object, Shortage | None]:
    """For each table, by its key: how it is too small, or None for "enough" and "unknown"."""
    feeds: dict[object, list[Feed]] = {}
    for feed in facts.feeds:
        feeds.setdefault(feed.table, []).append(feed)
    return {key: _judged(table, feeds.get(key, [])) for key, table in facts.tables.items()}


def _judged(table: Table, feeds: list[Feed]) -> Shortage | None:
    """The ids that are seen to come decide. Where none are, the vocabulary that the size itself counts tells which
    will; if it tells of several, they must agree."""
    for feed in feeds:
        found = compare(table, feed.ids, feed) if feed.ids is not None else None
        if found is not None:
            return found
    if any(feed.ids is not None and is_settled(feed.ids) for feed in feeds):
        return None
    named = [compare(table, ids, None) for ids in table.named]
    return named[0] if named and None not in named else None


def compare(table: Table, ids: Number, feed: Feed | None) -> Shortage | None:
    """The table against ids that come, or that its size tells of."""
    found = too_few(table.rows, ids, table.arms)
    return None if found is None else Shortage(table, found.rows, found.given, ids, found.condition, feed)


@dataclass(frozen=True)
class TooFew:
    """Rows that do not cover ids: always, or under the condition."""

    rows: Expr
    given: Number
    condition: Formula


def too_few(rows: Value, ids: Number, arms: frozenset[Arm]) -> TooFew | None:
    """The four answers, "enough" and "unknown" as None.

    The highest id must be known to occur. A condition counts only if it is about the size itself (the vocabulary
    that the size counts) or about a limit that the file declares: a bare number beside a vocabulary of unknown
    length is the author's knowledge of the data.
    """
    if ids.high is None or not ids.reached:
        return None
    found: TooFew | None = None
    for option in options_of(rows):
        if not option.agrees_with(Option(option.value, arms)):
            continue
        if not isinstance(option.value, Number) or option.value.exact is None:
            return None
        exact = option.value.exact
        short = negated(at_least(exact, add(ids.high, 1)))
        if short is False or (short is not True and not _is_about(short, exact, ids)):
            # Enough on one of the paths, or not known: then the ids may be those of that path.
            return None
        found = found or TooFew(exact, option.value, short)
    return found


def differ(rows: Expr, others: Expr) -> Formula:
    """When two numbers of rows that should be one are not; False also where nothing relates them.

    They are related if they count the same thing, or if one is the other cut off (``min(N, len(x))`` and ``N``).
    """
    unequal = negated(every((at_least(rows, others), at_least(others, rows))))
    if isinstance(unequal, bool):
        return unequal
    cut = any(isinstance(one, Least) and other in one.of for one, other in ((rows, others), (others, rows)))
    return unequal if cut or symbols_of(rows) & symbols_of(others) else False


def is_settled(ids: Number) -> bool:
    """Whether a producer of the ids is known; an unknown array says nothing of what else may come."""
    return ids.high is not None and not any(_is_opaque(symbol) for symbol in symbols_of(ids.high))


def _is_opaque(symbol: Symbol) -> bool:
    return isinstance(symbol.key, Key) and symbol.key.parts[0] == "value"


def _is_about(condition: Formula, rows: Expr, ids: Number) -> bool:
    compared = {symbol for sum_ in atoms(condition) for symbol in sum_.symbols}
    if compared <= symbols_of(rows) and ids.high is not None and compared <= symbols_of(ids.high):
        return True
    # Below a declared limit, all that is left open is whether the data reach the limit.
    limit = ids.origin.limit if ids.origin is not None else None
    counted = ids.origin.counted if ids.origin is not None else None
    if limit is None or counted is None or at_least(rows, limit) is not False:
        return False
    return compared <= symbols_of(counted)
