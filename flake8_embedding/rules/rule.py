"""What a rule is: a code, texts for people, and a check of facts that makes claims.

The base class refuses a rule without its texts, so no rule can be undocumented. Rules see facts only: no syntax and
no library.
"""

from __future__ import annotations

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts, Feed, Import, Table, Test, TrailStep
from flake8_embedding.judge import Verdict
from flake8_embedding.record import record
from flake8_embedding.rules.fix_hint import Enlarge, FixHint
from flake8_embedding.values.bounds import constant_of, distance, highest, lowest, symbols_of
from flake8_embedding.values.compare import Formula, at_least
from flake8_embedding.values.ids import Place
from flake8_embedding.values.value import Number, NumericType
from flake8_embedding.verdict import Shortage

_TEXTS = ("name", "summary", "finds", "why", "quiet", "bad", "good")


@record(frozen=True)
class Line:
    """In a message: the line of a place."""

    of: Place


@record(frozen=True)
class Outcome:
    """In a message: a test, how the source writes it and where it stands, and whether it holds."""

    of: Place
    holds: bool


@record(frozen=True)
class Where:
    """In a message: the file and line of a place, as ``model.py:12``."""

    of: Place


Message = tuple[str | Line | Outcome | Where, ...]
"""The parts of one line of text."""


@record(frozen=True)
class Claim:
    """What a rule says of a place; ``conditional``: it is wrong in some runs only, and the message says in which."""

    place: Place
    message: Message
    conditional: bool = False
    trail: tuple[TrailStep, ...] = ()
    fix_hints: tuple[FixHint, ...] = ()
    """What would fix it, the best first."""
    entered: Place = None
    """For a place in another module: the call in the file that leads to it."""
    about: tuple[str, Place] | None = None
    """The table that it is about, by what it is called and where it stands."""


@record(frozen=True)
class TableCase:
    """One table with all that a rule may want to know of it; ``feeds`` is what is looked up in it."""

    table: Table
    verdict: Verdict
    feeds: list[Feed]
    facts: Facts
    config: Config = Config()

    @property
    def short(self) -> Shortage | None:
        """How the table is too small; None where it is not, or that is not known."""
        return self.verdict.shortage


class Rule(ABC):
    """Base of all rules. ``finds`` and ``why`` are a sentence or more of Markdown, ``bad`` and ``good`` programs."""

    registered: ClassVar[list[type[Rule]]] = []
    code: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]
    """What it finds, in a few words, for lists of rules."""
    finds: ClassVar[str]
    why: ClassVar[str]
    quiet: ClassVar[str]
    """Where it looks like a finding and is none."""
    fix: ClassVar[str] = ""
    """What ``flake8-embedding fix`` makes of it; empty where only a person can fix it."""
    references: ClassVar[tuple[str, ...]]
    bad: ClassVar[str]
    good: ClassVar[str]
    on_by_default: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if inspect.isabstract(cls) or ABC in cls.__bases__:
            return
        missing = [text for text in _TEXTS if not getattr(cls, text, "").strip()]
        missing += [] if getattr(cls, "references", ()) else ["references"]
        if missing or not re.fullmatch(r"EMB\d{3}", getattr(cls, "code", "")):
            raise TypeError(f"the rule {cls.__name__} lacks {', '.join(missing) or 'a code like EMB101'}")
        if any(other.code == cls.code for other in Rule.registered):
            raise TypeError(f"two rules have the code {cls.code}")
        Rule.registered.append(cls)


class TableRule(Rule, ABC):
    """A rule about one table. Of all that could claim a table only the one with the lowest ``priority`` does: the
    particular cause before the general one."""

    priority: ClassVar[int]
    independent: ClassVar[bool] = False
    """Whether the rule is about something else of the table than its size, and so speaks beside the others."""

    @abstractmethod
    def claim(self, case: TableCase) -> Claim | None:
        """What is wrong with the table, or None."""


class ImportRule(Rule, ABC):
    """A rule about the imports of a file. Of several claims of one place the lowest ``priority`` stands."""

    priority: ClassVar[int] = 0

    @abstractmethod
    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        """What is wrong with imports."""


class FileRule(Rule, ABC):
    """A rule about something else in a file than a table or an import."""

    @abstractmethod
    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        """What is wrong."""


class SizeRule(TableRule, ABC):
    """A rule about tables that are too small for their ids."""

    def claim(self, case: TableCase) -> Claim | None:
        if case.short is None or not self.explains(case.short):
            return None
        happens = overrun(case)
        told = (f" ({happens})",) if happens else ()
        return Claim(
            case.table.rows_place,
            (*self.message(case.short), *told),
            case.short.found.is_conditional,
            fix_hints=self.fix_hints(case.table, case.short),
        )

    def fix_hints(self, table: Table, short: Shortage) -> tuple[FixHint, ...]:
        """What would fix it, as far as that can be said without the program."""
        return ()

    @abstractmethod
    def explains(self, short: Shortage) -> bool:
        """Whether the shortage is of the kind this rule is about."""

    @abstractmethod
    def message(self, short: Shortage) -> Message:
        """What to tell of it."""


def enlarged(table: Table, short: Shortage, *, ask: bool = False, chosen: bool = False) -> tuple[FixHint, ...]:
    """The table with the rows that are missing; where it depends on the data how many those are, it is one as a
    rule. With ``ask`` the vocabulary itself may say how many there should be; ``chosen``: the size counts nothing."""
    missing = distance(short.needed, short.rows)
    origin = short.ids.origin
    if table.rows_place is table.place:
        # The size does not stand alone: it is in ``*sizes``.
        return ()
    hint = Enlarge(
        table.rows_place,
        missing if missing is not None and missing > 0 else 1,
        tuple(step.place for step in table.trail),
        asked=origin.asked if ask and origin is not None else "",
        maker=origin.place if origin is not None else None,
        to_int=short.given.numeric_type is not NumericType.PYTHON,
        chosen=chosen,
        swapped=_is_swapped(table, short),
        matrix=table.weights_made,
    )
    return (hint,)


def _is_swapped(table: Table, short: Shortage) -> bool:
    """``Embedding(64, vocabulary)``"""
    width = table.width.exact if isinstance(table.width, Number) else None
    return bool(table.named_by_width) or (width is not None and at_least(width, short.needed) is True)


def overrun(case: TableCase) -> str:
    """What the library does with an id that is too large, in the version and over the backend at hand."""
    newest = case.config.keras == "keras-3" or (case.config.keras == "auto" and case.facts.newest_keras)
    for happens in case.table.overruns:
        variable, value = happens.environment or ("", "")
        fits = case.facts.environment.get(variable, "") == value
        in_version = newest or not happens.newest
        below = happens.before is None or (case.config.minor is not None and case.config.minor < happens.before)
        one_row = case.short is not None and constant_of(case.short.rows) == 1
        if fits and in_version and below and (happens.single_row or not one_row):
            return happens.text
    return ""


def rows_text(short: Shortage) -> Message:
    """``Embedding has 1 row``, and in what the sentence goes on: that this is too few, and when."""
    noun = "row" if str(short.rows) == "1" else "rows"
    text = str(short.rows)
    size = f"as many rows as {text}" if text.startswith("the ") else f"{text} {noun}"
    begin = f"{short.table.called} has {size}"
    return (begin, *but_when(short.condition, short.path, by_default=short.found.by_default))


def ids_text(short: Shortage) -> Message:
    """``the ids of the Tokenizer on line 12 run from 1 to len(tokenizer.word_index)``."""
    origin = short.ids.origin
    assert origin is not None
    low = "" if short.ids.low is None else f" from {short.ids.low}"
    top = highest(short.highest)
    here = top is not None and top == lowest(short.highest) and symbols_of(short.highest) and not symbols_of(short.rows)
    known = f", {top} here" if here else ""
    return (f"the {origin.what} on line ", Line(origin.place), f" run{low} to {short.highest}{known}")


def but_when(condition: Formula, path: tuple[tuple[Test, bool], ...] = (), *, by_default: bool = False) -> Message:
    """Joins what is there to what is needed: always, when the condition holds, or on the path."""
    if condition is True and not path:
        return (", but ",)
    parts: list[str | Line | Outcome | Where] = [", too few "]
    for number, (test, way) in enumerate(path):
        parts += [" and where " if number else "on the path where ", Outcome(test.place, way is not test.negated)]
    if condition is not True:
        parts.append(f"{', ' if path else ''}when {condition}{', as by default' if by_default else ''}")
    return (*parts, ": ")


def exclusive(one: Import, other: Import) -> bool:
    """Whether no run does both imports: one is the fallback of the other."""
    taken = dict(one.guards)
    return any(taken.get(place, way) != way for place, way in other.guards)
