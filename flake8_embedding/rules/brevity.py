"""Messages of a length that is read at a glance: which of their numbers are written out, and which get a name.

A message is worded in full first. Where that is longer than usual, the shorter ways are tried in turn: "use one more
row" instead of the number itself; ``n`` for a long number that is mentioned again and again, with what it is at its
first mention; a test by its line alone; ``f(...)`` for a call with arguments. Nothing is ever cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from flake8_embedding.limits import LONG_MESSAGE, MESSAGE, NAMED_TEXT
from flake8_embedding.record import record, replace
from flake8_embedding.rules.message import Condition, Line, Message, Outcome, Part, Quantity, Remedy, Rows, Where
from flake8_embedding.rules.phrases import rows_of
from flake8_embedding.values.numbers.bounds import Expr, Max, Min, parts_of
from flake8_embedding.values.numbers.compare import And, AtLeastZero, Formula, Or
from flake8_embedding.values.numbers.linear import Linear, Symbol

_LETTERS = ("n", "m", "k", "p", "q")


@record(frozen=True)
class Style:
    """How a message is worded: ``by_more`` says how many rows more there should be, ``named`` gives names to long
    numbers, ``quoted`` writes tests as the source does, ``arguments`` those of calls."""

    by_more: bool = False
    named: bool = False
    quoted: bool = True
    arguments: bool = True


_STYLES = (
    Style(),
    Style(by_more=True),
    Style(named=True),
    Style(named=True, quoted=False),
)
_LONG_STYLES = (
    Style(named=True, quoted=False, arguments=False),
    Style(by_more=True, named=True, quoted=False, arguments=False),
)
"""For a message that is too long in each of the usual styles: the first that is short enough, or the last."""


def in_words(
    message: Message, at: Callable[[Line | Outcome | Where, bool], str], file_of: Callable[[str], str] = lambda text: ""
) -> str:
    """The message as text: the first style in which it has the usual length, or else the shortest. ``at`` words a
    place, and a test as the source writes it or not; ``file_of`` names the other file that the names in a number are
    of."""
    message = _with_one_name_each(message)
    files = {symbol: file for part in message for symbol in _symbols(part) if (file := _file(symbol, file_of))}
    tried: list[str] = []
    for style in _STYLES:
        tried.append(_worded(message, style, at, files))
        if len(tried[-1]) <= MESSAGE:
            return tried[-1]
    shortest = min(tried, key=len)
    for style in _LONG_STYLES:
        if len(shortest) > LONG_MESSAGE:
            shortest = _worded(message, style, at, files)
    return shortest


def _file(symbol: Symbol, file_of: Callable[[str], str]) -> str:
    return "" if symbol.is_in_words else file_of(symbol.text)


def _worded(
    message: Message, style: Style, at: Callable[[Line | Outcome | Where, bool], str], files: Mapping[Symbol, str]
) -> str:
    """The message in one style. ``files`` are the other files whose names are in numbers: such a number gets a letter,
    and what to write is told without it."""
    letters = _letters(message, files, named=style.named)
    texts = letters
    if not style.arguments:
        texts = {one: _without_arguments(one.text) for part in message for one in _symbols(part)} | letters
    text = ""
    told: set[Symbol] = set()
    defined = False
    for part in message:
        if isinstance(part, Line | Outcome | Where):
            words = at(part, style.quoted)
        else:
            words = _part(part, texts, by_more=style.by_more or any(one in files for one in _symbols(part)))
        if not words:
            continue
        # ", n = len(words), on line 3"
        text += "," if defined and words.startswith(" ") else ""
        new = [one for one in dict.fromkeys(_symbols(part)) if one in letters and one not in told]
        text += words + "".join(_definition(one, letters[one], files.get(one)) for one in new)
        told.update(new)
        defined = bool(new)
    return text


def _part(part: str | Quantity | Rows | Condition | Remedy, texts: dict[Symbol, str], *, by_more: bool) -> str:
    match part:
        case Quantity(of=of):
            return str(renamed(of, texts))
        case Rows(of=of):
            return rows_of(str(renamed(of, texts)))
        case Condition(of=formula):
            return str(_renamed_in(formula, texts))
        case Remedy(of=of, more=more, verb=verb):
            if by_more and more is not None and more > 0:
                return f"{verb} {'one more row' if more == 1 else f'{more} more rows'}".strip()
            return f"{verb} {renamed(of, texts)}".strip()
    return part


# -- names ------------------------------------------------------------------------------------------------------------


def _with_one_name_each(message: Message) -> Message:
    """The message with one text for each number, however it came about: ``len(words)`` rather than ``the length of the
    set``, which is the same number at another place."""
    texts: dict[Symbol, str] = {}
    for symbol in (symbol for part in message for symbol in _symbols(part)):
        if symbol not in texts or (texts[symbol] != symbol.text and replace(symbol, text=texts[symbol]).is_in_words):
            texts[symbol] = symbol.text
    return tuple(
        replace(part, of=renamed(part.of, texts))
        if isinstance(part, Quantity | Rows | Remedy)
        else replace(part, of=_renamed_in(part.of, texts))
        if isinstance(part, Condition)
        else part
        for part in message
    )


def _letters(message: Message, files: Mapping[Symbol, str], *, named: bool) -> dict[Symbol, str]:
    """The letter for each number that is to have one: what has the names of another file; what is said in words, unless
    it stands alone and once; with ``named`` also what is long and mentioned more than once."""
    times = Counter(symbol for part in message for symbol in _symbols(part))
    alone = {symbol for part in message if isinstance(part, Rows | Quantity) and (symbol := _only(part.of)) is not None}
    free = _free_letters(message)
    letters: dict[Symbol, str] = {}
    for symbol, count in times.items():
        in_words = symbol.is_in_words and (count > 1 or symbol not in alone)
        if symbol in files or in_words or (named and count > 1 and len(symbol.text) >= NAMED_TEXT):
            letter = next(free, None)
            if letter is not None:
                letters[symbol] = letter
    return letters


def _free_letters(message: Message) -> Iterator[str]:
    """The letters that are no names in the message already."""
    texts = [part for part in message if isinstance(part, str)]
    texts += [symbol.text for part in message for symbol in _symbols(part)]
    taken = {word for text in texts for word in re.findall(r"\w+", text)}
    return iter([letter for letter in _LETTERS if letter not in taken])


def _without_arguments(text: str) -> str:
    """``tokenizer.get_vocab_size(...)``"""
    return re.sub(r"\([^()]{4,}\)", "(...)", text)


def _definition(symbol: Symbol, name: str, file: str | None) -> str:
    """``, n = len(tokenizer.word_index)``, and ``, n = len(words) in data.py``"""
    if symbol.text.startswith("some "):
        return f", {name} unknown"
    return f", {name} = {symbol.text}{f' in {file}' if file else ''}"


def _only(expr: Expr) -> Symbol | None:
    """The symbol that is the whole number."""
    match expr:
        case Linear(constant=0, terms=((symbol, 1),)):
            return symbol
    return None


def _symbols(part: Part) -> Iterator[Symbol]:
    """Each mention of a symbol."""
    match part:
        case Quantity(of=of) | Rows(of=of) | Remedy(of=of):
            yield from (symbol for one in parts_of(of) for symbol in one.symbols)
        case Condition(of=formula):
            yield from (symbol for one in _sums_in(formula) for symbol in one.symbols)


def _sums_in(formula: Formula) -> Iterator[Linear]:
    """The sums that it compares, in the order in which they are written."""
    match formula:
        case AtLeastZero(sum=sum_):
            yield sum_
        case And(of=parts) | Or(of=parts):
            for part in parts:
                yield from _sums_in(part)


def renamed(expr: Expr, texts: Mapping[Symbol, str]) -> Expr:
    """The same number, with its symbols written so."""
    match expr:
        case Linear(constant=constant, terms=terms):
            return Linear(constant, tuple((_with_name(symbol, texts), count) for symbol, count in terms))
        case Min(of=parts):
            return Min(tuple(renamed(part, texts) for part in parts))
        case Max(of=parts):
            return Max(tuple(renamed(part, texts) for part in parts))


def _renamed_in(formula: Formula, texts: Mapping[Symbol, str]) -> Formula:
    match formula:
        case AtLeastZero(sum=Linear(constant=constant, terms=terms)):
            return AtLeastZero(Linear(constant, tuple((_with_name(symbol, texts), count) for symbol, count in terms)))
        case And(of=parts):
            return And(tuple(_renamed_in(part, texts) for part in parts))
        case Or(of=parts):
            return Or(tuple(_renamed_in(part, texts) for part in parts))
        case _:
            return formula


def _with_name(symbol: Symbol, texts: Mapping[Symbol, str]) -> Symbol:
    return replace(symbol, text=texts.get(symbol, symbol.text))
