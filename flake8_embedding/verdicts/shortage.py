"""How and when a table has too few rows for its ids: always, or if a condition holds. Doubt is silence.

Knows facts and values; nothing of syntax, libraries or rules. ``coverage`` is the other half: rows that are seen to be
enough.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial

from flake8_embedding.facts import Facts, Lookup, Table, Test
from flake8_embedding.record import record, replace
from flake8_embedding.values.arrays.missing import counted_column, is_about_missing
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import (
    Expr,
    Max,
    Min,
    add,
    constant_of,
    factor_of,
    highest,
    mapped,
    max_of,
    number,
    subtract,
    symbols_of,
)
from flake8_embedding.values.numbers.compare import (
    And,
    AtLeastZero,
    Formula,
    at_least,
    atoms,
    conjunction,
    is_never,
    negated,
    usually,
    with_least,
)
from flake8_embedding.values.numbers.formulas import formula_on
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.predicates.predicate import Compare, is_predicate, operands_of
from flake8_embedding.values.predicates.subjects import vaguely_mentioned
from flake8_embedding.values.provenance import LargestOf, NumberOf, SmallestOf
from flake8_embedding.values.relations import are_blind_parts
from flake8_embedding.values.settled import is_count, is_opaque, is_settled
from flake8_embedding.values.value import Guard, Guarded, Number, Unknown, Value
from flake8_embedding.verdicts.asked_again import answers_differ
from flake8_embedding.verdicts.unusual_data import has_no_data, has_own_word

Tests = Mapping[Hashable, Test]
"""The tests of the program, each by the first part of the guards that it makes."""


@record(frozen=True)
class TooFew:
    """Rows that do not cover ids: always (``condition`` is True), or when the condition holds; and on every path, or
    on the ``path`` only."""

    rows: Expr
    given: Number
    condition: Formula
    path: frozenset[Guard] = frozenset()
    by_default: bool = False
    """Whether the condition holds if the program is run with the defaults of its options."""

    @property
    def is_conditional(self) -> bool:
        return self.condition is not True or bool(self.path)


@record(frozen=True)
class Shortage:
    """A table whose rows do not cover its ids, and how. ``path`` holds the tests on the way, each with its outcome."""

    table: Table
    found: TooFew
    ids: Number
    lookup: Lookup | None
    path: tuple[tuple[Test, bool], ...] = ()

    @property
    def rows(self) -> Expr:
        return self.found.rows

    @property
    def given(self) -> Number:
        return self.found.given

    @property
    def condition(self) -> Formula:
        return self.found.condition

    @property
    def highest(self) -> Expr:
        """The highest id, inclusive."""
        assert self.ids.high is not None
        return self.ids.high

    @property
    def needed(self) -> Expr:
        """The least number of rows with which no id is outside."""
        return add(self.highest, 1)


def compare(table: Table, ids: Number, lookup: Lookup | None, facts: Facts) -> Shortage | None:
    """How the table is too small for ids that are looked up (``lookup``), or else for those that its size counts."""
    if not ids.attained and ids.comes is not None and is_settled(ids):
        ids = replace(ids, high=ids.comes, attained=True, comes=None)
    guards = table.guards | (lookup.guards if lookup is not None else frozenset())
    found = None if has_own_word(guards, facts.put_in) else too_few(table.rows, ids, guards, facts)
    if found is None or was_checked(table, found.condition) or _asks_for_missing(found.condition, facts.tests):
        return None
    path = found.path if lookup is None else lookup.guards | found.path
    if lookup is not None and (answers_differ(path, facts.tests) or has_no_data(path - table.guards)):
        return None
    if lookup is not None and any(place in facts.decided for place, _ in (*lookup.chosen, *found.path)):
        # ``if is_small(2): table = Embedding(2, 8)``: the test has one answer, which the linter does not know.
        return None
    if found.path and ids.origin is not None and not compatible(found.path, ids.origin.path):
        # On this path there is another vocabulary, or none: ``index = {...} if text else {}``.
        return None
    if _is_clipped(ids) and ids.high is not None and (limit := highest(ids.high)) is not None:
        ids = replace(ids, high=number(limit))
    return Shortage(table, found, ids, lookup, outcomes(found.path, facts.tests))


def was_checked(table: Table, condition: Formula) -> bool:
    """Whether the program tested something about the vocabulary before it made the table, so that the condition may
    be excluded in a way that is not understood: ``if list(vocab.values())[-1] < n: raise``."""
    about = {symbol.key for sum_ in atoms(condition) for symbol in sum_.symbols}
    return bool(about) and any(not about.isdisjoint(vaguely_mentioned(place)) for place, _ in table.guards)


def _asks_for_missing(condition: Formula, tests: Tests) -> bool:
    """Whether the condition holds only if a value is missing in a column, and the program tests whether one is:
    ``x.notna().all()``."""
    compared = _tested(condition)
    if not compared or not _is_missing_value(compared):
        return False
    columns = {counted_column(symbol.key) for symbol in compared}
    asked = {operand.value for test in tests if is_predicate(test) for operand in operands_of(test)}
    return any(isinstance(one, Unknown) and is_about_missing(one.key, column) for one in asked for column in columns)


def excluded(condition: Formula, guards: frozenset[Guard]) -> bool:
    """Whether the tests on a path leave no run in which the condition holds."""
    return is_never((condition, formula_on(guards)))


def is_unusual(guards: frozenset[Guard]) -> bool:
    """Whether a run with the defaults of all parameters and options never takes this path."""
    return usually(formula_on(guards)) is False


def outcomes(path: frozenset[Guard], tests: Tests) -> tuple[tuple[Test, bool], ...]:
    """The tests on a path, in the order in which the program comes to them, each with its outcome."""
    taken = dict(path)
    told = ((test, taken[place] is True) for place, test in tests.items() if place in taken)
    # A test of several values is named by its place, and by the one value that passes it.
    return tuple({(test.place, holds is not test.negated): (test, holds) for test, holds in told}.values())


def too_few(rows: Value, ids: Number, guards: frozenset[Guard], facts: Facts | None = None) -> TooFew | None:
    """How the rows are too few for the ids; None if they are enough, or if that is not known.

    The highest id must be known to occur. A condition counts only if it is about the size itself (the vocabulary
    that the size counts) or about a limit that the file declares: a bare number beside a vocabulary of unknown
    length is the author's knowledge of the data. Rows that are too few on one path only are reported if that path can
    be named: all that is tested on it stands in the ``facts``.
    """
    if ids.high is None or not ids.attained:
        return None
    options = [option for option in alternatives_of(rows) if compatible(option.guards, guards)]
    found = [_alternative_too_few(option, ids, formula_on(guards | option.guards)) for option in options]
    short = [one for one in found if one is not None]
    if len(short) == len(found):
        surest = min(short, key=lambda one: one.condition is not True, default=None)
        return None if surest is None else replace(surest, path=frozenset())
    named = [one for one in short if facts is not None and _can_be_told(one.path, guards, facts)]
    best = min(named, key=lambda one: (one.condition is not True, len(one.path)), default=None)
    return None if best is None else replace(best, path=best.path - guards)


def _alternative_too_few(option: Guarded, ids: Number, known: Formula) -> TooFew | None:
    if not isinstance(option.value, Number) or option.value.exact is None or ids.high is None:
        return None
    exact = option.value.exact
    # Where a comparison has narrowed a range of ids, its ends are a min() or max(), and the range may be empty.
    occurs = at_least(ids.high, ids.low) if ids.low is not None and not isinstance(ids.high, Linear) else True
    open_ = conjunction((negated(at_least(exact, add(ids.high, 1))), occurs))
    # A table that is too small only for an empty text is not reported.
    usual = with_least(open_, _not_empty)
    # A table has at least one row, or it could not be made: ``Embedding(4 * n + 1, 8)`` excludes a negative n.
    is_table = at_least(exact, number(1))
    possible = (conjunction((one, known, is_table)) for one in (open_, usual))
    if False in possible or any(map(_is_end, _tested(known))):
        return None
    short = with_least(open_, partial(_least_looked_up, ids))
    if short is not True and _is_chosen_by_other_data(option, symbols_of(ids.high)):
        return None
    by_default = short is not True and usually(short) is True and usually(is_table) is not False
    if short is False or (
        short is not True
        and not by_default
        and (not _is_about(short, exact, ids) or _is_of_own_entry(exact, ids, known))
        and not _is_admitted(short, known, ids)
    ):
        return None
    return TooFew(exact, option.value, short, option.guards, by_default)


def _is_chosen_by_other_data(option: Guarded, counted: frozenset[Symbol]) -> bool:
    """Whether a test of other data chose the number of rows: ``rows = 4 if len(texts) > 9 else 8``. The vocabulary may
    be made of these data too, so that the condition never holds together with that choice."""
    return bool(counted) and any(map(is_count, _tested(formula_on(option.guards)) - counted))


def _tested(known: Formula) -> set[Symbol]:
    return {symbol for sum_ in atoms(known) for symbol in sum_.symbols}


def _can_be_told(path: frozenset[Guard], guards: frozenset[Guard], facts: Facts) -> bool:
    """Whether a message can name the path.

    Each test on it, beyond the guards that hold anyway, must be among the tests that are told, and must come out so
    although no environment variable is set, and whatever words the data have. And it must not be related to another
    test on the path in a way that is not understood.
    """
    told, tests = path - guards, facts.tests
    if not told or not all(place in tests and isinstance(way, bool) for place, way in told):
        return False
    if has_own_word(told, facts.put_in) or any(map(_is_without_data, told)):
        return False
    held = [tests[place] for place, _ in path | guards if place in tests]
    for place, way in told:
        test = tests[place]
        if (
            test.of_changed
            or test.usual not in (None, way)
            or any(test.is_related_to(one) or test.may_decide(one) for one in held)
        ):
            return False
    return True


def _is_without_data(guard: Guard) -> bool:
    """``if 0 not in ids.values()``: whether it comes out so only where nothing is counted."""
    test, _ = guard
    if not isinstance(test, Compare) or not all(isinstance(one.value, Number) for one in operands_of(test)):
        return False
    known = formula_on(frozenset((guard,)))
    return any(map(is_count, _tested(known))) and with_least(known, _not_empty) is False


def differ(rows: Expr, others: Expr) -> Formula:
    """When two numbers of rows that should be equal differ; False also if they are not related.

    They are related if they count the same thing, or if one is a part of the other (``min(N, len(x))`` and ``N``).
    """
    unequal = negated(conjunction((at_least(rows, others), at_least(others, rows))))
    if isinstance(unequal, bool):
        return unequal
    cut = any(isinstance(one, Min) and other in one.of for one, other in ((rows, others), (others, rows)))
    return unequal if cut or symbols_of(rows) & symbols_of(others) else False


def _is_end(symbol: Symbol) -> bool:
    """Whether the symbol is the largest or the smallest of some ids: a test of it says how far the ids go on this
    path, or with which one they begin."""
    return isinstance(symbol.key, LargestOf | SmallestOf)


def _not_empty(symbol: Symbol) -> int | None:
    """The lowest value of the symbol if at least one entry is counted, beside those that the vocabulary begins with."""
    if not is_count(symbol):
        return symbol.least
    most = Linear.of(symbol).upper_bound()
    least = (symbol.least or 0) + 1
    # A published tokenizer begins with all of its entries, and their number is known.
    return least if most is None else min(least, most)


def _least_looked_up(ids: Number, symbol: Symbol) -> int | None:
    """The lowest value of the symbol if an id is looked up. Ids of words come only if there is a word. But
    ``table(tensor(len(words)))`` looks up 0 even if there is none."""
    return _not_empty(symbol) if _is_empty_without(ids, symbol) else symbol.least


def _is_empty_without(ids: Number, symbol: Symbol) -> bool:
    """Whether there is no id at all if the symbol has its lowest value."""
    if ids.high is None or ids.low is None:
        return ids.high is not None

    def at_least_value(part: Linear) -> Linear:
        count = factor_of(part, symbol)
        return part + (Linear(symbol.least or 0) - Linear.of(symbol)) * count

    span = highest(mapped(subtract(ids.high, ids.low), at_least_value))
    return span is not None and span < 0


def _is_of_own_entry(rows: Expr, ids: Number, known: Formula) -> bool:
    """Whether all that may be outside is one id that stands in the program: of ``{w: i + 2 for i, w in enumerate(
    Counter(words).most_common(limit - 2))}`` with 1 for other words, the 1, where ``limit`` is 1."""
    if not isinstance(ids.high, Max):
        return False
    counted = [part for part in ids.high.of if constant_of(part) is None]
    outside = negated(at_least(rows, add(max_of(*counted), 1))) if counted else True
    return is_never((outside, known, at_least(rows, number(1))))


def _is_about(condition: Formula, rows: Expr, ids: Number) -> bool:
    compared = _tested(condition)
    both = symbols_of(rows) | symbols_of(ids.high or rows)
    if compared <= both and (_is_missing_value(compared) or is_of_parts(condition)):
        return True
    if _is_clipped(ids) and ids.high is not None:
        # What is clipped to n may be n: with n rows the limit itself has none. With fewer, the author knows the data.
        return compared <= symbols_of(ids.high) and constant_of(rows) == highest(ids.high)
    # "Too few when vocab_size < 2" would say nothing about the number that somebody sets.
    if all(map(is_opaque, compared)):
        return False
    if compared <= symbols_of(rows) and ids.high is not None and compared <= symbols_of(ids.high):
        return True
    # With a declared limit, the only open question is whether the data reach it.
    limit = declared_limit(ids)
    counted = ids.origin.counted if ids.origin is not None else None
    if limit is None or counted is None or at_least(rows, limit) is not False:
        return False
    return ids.high is not None and compared <= symbols_of(ids.high) | symbols_of(counted) | symbols_of(limit)


def _is_clipped(ids: Number) -> bool:
    return ids.origin is not None and ids.origin.id_kind is IdKind.CLIPPED


def _is_admitted(short: Formula, known: Formula, ids: Number) -> bool:
    """Whether a test of the program lets positions through that have no row: ``assert width <= rows`` before
    ``table(arange(width + 1))``."""
    if ids.origin is None or ids.origin.id_kind is not IdKind.POSITIONS or not isinstance(short, AtLeastZero):
        return False
    parts = known.of if isinstance(known, And) else (known,)
    spare = [constant_of(part.sum + short.sum) for part in parts if isinstance(part, AtLeastZero)]
    return any(one is not None and one >= 0 for one in spare)


def _is_missing_value(compared: set[Symbol]) -> bool:
    """Whether the symbols count the same column, with its missing values and without."""
    columns = {counted_column(symbol.key) for symbol in compared}
    return len(compared) > 1 and len(columns) == 1 and None not in columns


def is_of_parts(condition: Formula) -> bool:
    """Whether the condition is that one part of the data has the largest number of the whole, or of another part."""
    compared = _tested(condition)
    things = [symbol.key.of for symbol in compared if isinstance(symbol.key, NumberOf)]
    return len(things) == len(compared) == 2 and are_blind_parts(*things)


def declared_limit(ids: Number) -> Expr | None:
    """The number below which the file itself keeps the ids: a setting such as num_words, or a number to which it cuts
    the vocabulary, as in ``Counter(words).most_common(100)``."""
    if ids.origin is not None and ids.origin.limit is not None:
        return ids.origin.limit
    cuts = ids.high.of if isinstance(ids.high, Min) else ()
    return next((add(cut, 1) for cut in cuts if constant_of(cut) is not None), None)
