"""What a rule is: a code, texts for people, and a check of facts that makes claims.

The base class refuses a rule without its texts, so no rule can be undocumented. Rules see facts only: no syntax and
no library.
"""

from __future__ import annotations

import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from typing import ClassVar

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts, Import, Lookup, Table, TrailStep
from flake8_embedding.record import record
from flake8_embedding.rules.fix_hint import Enlarge, FixHint
from flake8_embedding.rules.message import Message
from flake8_embedding.values.ids import Place
from flake8_embedding.values.numbers.bounds import distance
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.provenance import Read
from flake8_embedding.values.value import Number, NumericType
from flake8_embedding.verdicts.judge import Verdict
from flake8_embedding.verdicts.shortage import Shortage

_TEXTS = ("name", "summary", "finds", "why", "quiet", "bad", "good")


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
    taken_for_raw: Read | None = None
    """The data of a file that it takes to be as they came, prepared by nobody."""
    about: tuple[str, Place] | None = None
    """The table that it is about, by what it is called and where it stands."""


@record(frozen=True)
class TableCase:
    """One table with its look-ups, and all else that a rule may want to know of it."""

    table: Table
    verdict: Verdict
    lookups: list[Lookup]
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
        return Claim(
            case.table.rows_place,
            self.message(case.short),
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
    """The hint to add the rows that are missing: one, if the data decide how many these are. With ``ask`` the
    vocabulary itself may say how many there should be; ``chosen``: the size counts nothing."""
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


def exclusive(one: Import, other: Import) -> bool:
    """Whether no run does both imports: one is the fallback of the other."""
    return any(way != other_way for way, other_way in _parting(one, other))


def is_fallback(one: Import, other: Import) -> bool:
    """Whether one is done where the other raised an error: in a ``try`` and its ``except``."""
    return any(way != other_way and isinstance(way, str) for way, other_way in _parting(one, other))


def _parting(one: Import, other: Import) -> Iterator[tuple[Hashable, Hashable]]:
    """The ways of the two where both had a choice."""
    taken = dict(one.guards)
    return ((taken[place], way) for place, way in other.guards if place in taken)
