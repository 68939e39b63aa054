"""The reasoning about each table of a file: what became known where, rows against ids, and the verdict.

The other way out of the analysis, beside findings: it tells also of the tables that are enough, and of those of which
nothing is known, with the reason.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from dataclasses import field

from flake8_embedding.census import Counted, Kind, census_of
from flake8_embedding.check import Analysis, analyse
from flake8_embedding.config import Config
from flake8_embedding.facts import Table
from flake8_embedding.finding import Finding
from flake8_embedding.library.registry import registry_with
from flake8_embedding.outside import outside
from flake8_embedding.record import as_dict, record
from flake8_embedding.rules.phrases import but_when
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.rules.trail import as_the_size_calls_it, trail_of
from flake8_embedding.syntax.source import Unparsable
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import constant_of, symbols_of
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.provenance import CallersArgument, MadeOf
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import Number
from flake8_embedding.verdicts.judge import NO_LOOK_UP, NOTHING, Answer, rows_told, settled_ids
from flake8_embedding.wording import told


@record(frozen=True)
class Span:
    """A place in the text and what became known there: ``line`` from 1, ``column`` from 0, ``width`` in characters of
    its first line."""

    line: int
    column: int
    width: int
    text: str
    path: str = ""
    """The other file of the project that it is in, as messages call it; empty for the file that is traced."""
    source: str = ""
    """The line's text, for a place in another file."""
    file: str = ""
    """Where that other file lies."""


@record(frozen=True)
class Entry:
    """A place in another file that leads to a table, ``12:5`` or ``cell_2:3:1``, and the verdict from there."""

    path: str
    place: str
    verdict: str


@record(frozen=True)
class Trace:
    """One table: where it is made, the steps on the way, and what comes of them.

    ``verdict`` is "too small", "enough" (proven), "enough (presumed)" or "unknown"; ``reason`` says what is presumed or
    not known, or that nothing is looked up. ``rows`` and ``ids`` are as messages write them, None where they are not
    known. ``findings`` are those at the table, ready to be shown.
    """

    line: int
    column: int
    called: str
    verdict: str
    rows: str | None
    ids: str | None
    reason: str | None
    seen: bool = False
    """Whether the ids are those that are seen to come; else they are those of the vocabulary that the size counts."""
    steps: tuple[Span, ...] = ()
    findings: tuple[str, ...] = field(default=())
    when: str = ""
    """Under which condition it is too small; empty where it always is."""
    elsewhere: Span | None = None
    """Where it stands, if that is in another file, to which the place in this one leads."""
    outside: str = ""
    """What the library does with an id that has no row, where such ids come."""
    last_line: int = 0
    """Where the call ends that makes it."""
    made_when_run: bool = False
    """Whether the file makes it when it runs; else it stands in a function that nothing in the file calls."""
    left_to_callers: bool = False
    """Whether its size is an argument of a function that nothing in the file calls."""
    calls: tuple[Span, ...] = ()
    """The calls in other files on the way from this one to the table."""
    readers: tuple[str, ...] = ()
    """Where the programs lie that load the model, if all that is presumed is that they look up no more."""
    loaded: bool = False
    """Whether another program has made it, and this one loads it."""
    is_used: bool = True
    """Whether the file looks ids up in it, or hands it to code that may do so; what it leaves to its callers does not
    count."""
    made_at: tuple[Span, ...] = ()
    """Where another module makes it while this file imports that module, and the calls that lead there. The place of
    the trace is then where it is first used here."""
    entries: tuple[Entry, ...] = ()
    """The places in other files that lead to it, where the file alone does not tell its verdict."""

    def as_dict(self) -> dict[str, object]:
        """For JSON. A step in another file has its ``path``; the others are in the file that is traced."""
        left_out = ("source", "file")
        steps = [{name: value for name, value in as_dict(step).items() if name not in left_out} for step in self.steps]
        for step in steps:
            if not step["path"]:
                del step["path"]
        described = {
            name: value
            for name, value in as_dict(self).items()
            if name not in ("elsewhere", "calls", "readers", "loaded", "is_used", "made_at")
        }
        return {**described, "steps": steps}


class CannotAnalyse(ValueError):
    """The text is no Python module; the message says why, and where."""


def traces(text: str, config: Config | None = None, tree: ast.Module | None = None) -> list[Trace]:
    """Every table of the file in the order of its lines. Raises ``CannotAnalyse`` where there is nothing to analyse."""
    analysis = analyse(text, config, tree)
    if isinstance(analysis, Unparsable):
        raise CannotAnalyse(f"line {analysis.line}: {analysis.reason}")
    return traces_of(analysis, config or Config())


def traces_of(analysis: Analysis, config: Config) -> list[Trace]:
    """Every table of a file that was analysed, in the order of its lines."""
    findings = [one.finding for one in analysis.found if one.finding.code.startswith(("EMB1", "EMB2", "EMB3"))]
    found: dict[tuple[int, int, Span | None, str, str | None], Trace] = {}
    for case in analysis.cases:
        place = _place_here(analysis.source, case)
        if analysis.source.is_elsewhere(place):
            # Another module makes it for itself.
            continue
        made = _trace(analysis.source, case, findings, place)
        # A function that is called several times makes the same table: once is enough where nothing differs. One call
        # that leads to another module may make several tables there.
        key = (made.line, made.column, made.elsewhere, made.verdict, made.rows)
        if key not in found or found[key].reason == NOTHING:
            found[key] = made
    seen = {case.table.place for case in analysis.cases}
    unreached = [_unreached(analysis, one) for one in _tables_by_syntax(analysis, config) if one.node not in seen]
    return sorted([*found.values(), *unreached], key=lambda one: (one.line, one.column))


def _tables_by_syntax(analysis: Analysis, config: Config) -> list[Counted]:
    registry = registry_with(config.tables)
    return [one for one in census_of(analysis.source.main, registry) if one.kind is Kind.TABLE]


def _unreached(analysis: Analysis, counted: Counted) -> Trace:
    """A table that stands in the file and is none of the facts, with the reason."""
    line, column = analysis.source.position(counted.node)
    why = analysis.facts.left_out.get(counted.node) or analysis.stopped or "no path that is followed leads here"
    last = analysis.source.last_line(counted.node)
    return Trace(line, column, counted.path.rpartition(".")[2], "unknown", None, None, why, last_line=last)


def _trace(source: Sources, case: TableCase, findings: list[Finding], place: Hashable) -> Trace:
    """``findings`` are those about sizes, in the order of their lines; ``place`` is where the file leads to it."""
    table = case.table
    line, column = source.position(place)
    rows, ids = rows_told(table.rows), _ids(case)
    spans = [_span(source, step.place, step.text) for step in trail_of(case)]
    last = source.last_line(place)
    made = (*table.calls, table.place) if not table.loaded and source.is_elsewhere(_made(case)) else ()
    elsewhere = _span(source, table.place, "") if source.is_elsewhere(table.place) else None
    where = f" in {elsewhere.path}:{elsewhere.line}" if elsewhere is not None else ""
    at = findings[
        bisect_left(findings, line, key=lambda one: one.line) : bisect_right(findings, last, key=lambda one: one.line)
    ]
    return Trace(
        line,
        column,
        f"{table.called}{where}",
        case.verdict.answer.value,
        rows,
        ids,
        case.verdict.why or None,
        bool(settled_ids(case.table, case.lookups)),
        tuple(dict.fromkeys(spans)),
        tuple(f"{one.code} {one.message}" for one in at),
        _when(source, case),
        elsewhere,
        outside(case),
        last,
        table.key in case.facts.made_when_run,
        _is_left_to_callers(table),
        tuple(_span(source, call, "") for call in table.calls if source.is_elsewhere(call)),
        tuple(one.path for one in case.verdict.readers),
        table.loaded,
        _is_used(case),
        tuple(_span(source, one, "") for one in made),
    )


def _is_used(case: TableCase) -> bool:
    """Whether the file looks ids up in the table, or code that is not seen may do so. What stands in functions that
    nothing in the file calls is left to those who import them, unless code that is not seen may call them."""
    is_idle = case.verdict.why == NO_LOOK_UP or (bool(case.lookups) and all(one.of_callers for one in case.lookups))
    return not is_idle or case.facts.may_be_called or _is_handed_on(case)


def _is_handed_on(case: TableCase) -> bool:
    """Whether the table or its matrix is handed to code that is not followed."""
    facts, key = case.facts, case.table.key
    return key in facts.untracked or key in facts.read_in_copies or key in facts.handed_on


def _is_left_to_callers(table: Table) -> bool:
    """Whether the size is made of arguments of a function that nothing calls: ``def load(path, rows): Net(rows)``."""
    numbers = [one.value for one in alternatives_of(table.rows) if isinstance(one.value, Number)]
    symbols = {symbol for size in numbers if size.exact is not None for symbol in symbols_of(size.exact)}
    return bool(symbols) and all(map(_is_of_caller, symbols))


def _is_of_caller(symbol: Symbol) -> bool:
    thing = symbol.key.of if isinstance(symbol.key, MadeOf) else symbol.key
    return any(isinstance(one, CallersArgument) for one in with_owners(thing))


def _when(source: Sources, case: TableCase) -> str:
    """``too few when len(words) < 10``"""
    short = case.short
    if short is None or not short.found.is_conditional:
        return ""
    return told(source, but_when(short.condition, short.path, by_default=short.found.by_default)).strip(" ,:")


def _ids(case: TableCase) -> str | None:
    ids = (
        [case.short.ids] if case.short is not None else settled_ids(case.table, case.lookups) or list(case.table.named)
    )
    if not ids and case.verdict.answer is Answer.PRESUMED:
        ids = [lookup.ids for lookup in case.lookups if lookup.ids is not None]
    if not ids:
        return None
    # The rounds of a loop look up one id each.
    ends = [(constant_of(one.low), constant_of(one.high)) for one in ids]
    if len(known := [(low, high) for low, high in ends if low is not None and high is not None]) == len(ids):
        return f"{min(low for low, _ in known)} to {max(high for _, high in known)}"
    low, high = (("?" if end is None else str(as_the_size_calls_it(end, case))) for end in (ids[0].low, ids[0].high))
    return f"{low} to {high}"


def _made(case: TableCase) -> Hashable:
    """What makes the table, or leads to the module that does."""
    return case.table.entered or case.table.place


def _place_here(source: Sources, case: TableCase) -> Hashable:
    """Where the file that is traced makes the table, or leads to it. If it is made while a module is imported, this is
    where the file first looks ids up in it, or what imports the module if the file only hands it on. If neither is so,
    the other module makes it for itself."""
    made = _made(case)
    if not source.is_elsewhere(made):
        return made
    fed = (lookup.entered or lookup.place for lookup in case.lookups)
    used = next((place for place in fed if not source.is_elsewhere(place)), None)
    if used is None and not case.table.loaded and _is_handed_on(case):
        used = source.main.first_import
    return made if used is None else used


def _span(source: Sources, place: Hashable, text: str) -> Span:
    line, column = source.position(place)
    name = source.name_of(place)
    excerpt = source.of(place).line(line) if name else ""
    return Span(line, column, source.width(place), text, name, excerpt, source.path_of(place))
