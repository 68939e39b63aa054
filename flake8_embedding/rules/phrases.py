"""What several rules say in the same words."""

from __future__ import annotations

import re

from flake8_embedding.facts import Test
from flake8_embedding.rules.message import Condition, Line, Message, Outcome, Part, Quantity, Remedy, Rows
from flake8_embedding.values.numbers.bounds import add, constant_of, distance, highest, lowest, symbols_of
from flake8_embedding.values.numbers.compare import Formula, at_least
from flake8_embedding.verdicts.shortage import Shortage

_PHRASE_AND_MORE = r"(.+) ([+-]) (\d+)"


def rows_of(number: str) -> str:
    """``1 row``, ``len(words) rows``, ``as many rows as the length of the set``, ``one row more than the length of the
    set``."""
    if is_phrase(number):
        with_more = re.fullmatch(_PHRASE_AND_MORE, number)
        if with_more is None:
            return f"as many rows as {number}"
        phrase, sign, count = with_more.groups()
        rows = "one row" if count == "1" else f"{count} rows"
        return f"{rows} {'more' if sign == '+' else 'fewer'} than {phrase}"
    return f"{number} {'row' if number == '1' else 'rows'}"


def is_phrase(number: str) -> bool:
    """Whether a number is told in words: ``the length of the set``."""
    return number.startswith(("the ", "some "))


def rows_text(short: Shortage) -> Message:
    """``Embedding has 1 row``, and in what the sentence goes on: that this is too few, and when."""
    too_few = but_when(short.condition, short.path, by_default=short.found.by_default)
    return (f"{short.table.called} has ", Rows(short.rows), *too_few)


def ids_text(short: Shortage) -> Message:
    """``the ids of the Tokenizer on line 12 run from 1 to len(tokenizer.word_index)``."""
    origin = short.ids.origin
    assert origin is not None
    low = constant_of(short.ids.low)
    top = highest(short.highest)
    here = top is not None and top == lowest(short.highest) and symbols_of(short.highest) and not symbols_of(short.rows)
    return (
        f"the {origin.what} on line ",
        Line(origin.place),
        f" run{'' if low is None else f' from {low}'} to ",
        Quantity(short.highest),
        f", {top} here" if here else "",
    )


def remedy(short: Shortage, verb: str = "use") -> Remedy:
    """``use len(words) + 1``."""
    more = distance(short.needed, short.rows)
    return Remedy(short.needed, 1 if more is None and _is_one_more(short) else more, verb)


def _is_one_more(short: Shortage) -> bool:
    """Whether one row is missing, also if the same ``max(...)`` is written in two ways."""
    one_more = add(short.rows, 1)
    return at_least(one_more, short.needed) is True and at_least(short.needed, one_more) is True


def but_when(condition: Formula, path: tuple[tuple[Test, bool], ...] = (), *, by_default: bool = False) -> Message:
    """Joins what is there to what is needed: always, when the condition holds, or on the path."""
    if condition is True and not path:
        return (", but ",)
    parts: list[Part] = [", too few "]
    for number, (test, way) in enumerate(path):
        parts += [" and where " if number else "on the path where ", Outcome(test.place, way is not test.negated)]
    if condition is not True:
        parts += [f"{', ' if path else ''}when ", Condition(condition), ", as by default" if by_default else ""]
    return (*parts, ": ")
