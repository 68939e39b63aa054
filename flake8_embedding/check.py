"""START HERE: one function, source to findings, every step called by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from flake8_embedding import collector, finding
from flake8_embedding.facts import Facts, Table
from flake8_embedding.finding import Finding
from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library import GROUP
from flake8_embedding.library.registry import missing_descriptions
from flake8_embedding.record import record
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import (
    Claim,
    Config,
    FileRule,
    ImportRule,
    Line,
    Message,
    Outcome,
    TableCase,
    TableRule,
)
from flake8_embedding.rules.trail import trail_of
from flake8_embedding.syntax.source import Source, Unparsable, parse, sketch
from flake8_embedding.verdict import fed_tables, judge


@record(frozen=True)
class Found:
    """A finding, and the claim that it was made of."""

    finding: Finding
    claim: Claim


@record(frozen=True)
class Analysis:
    """All that is known of one file; ``stopped`` says why it was not analysed to its end."""

    source: Source
    facts: Facts
    found: list[Found]
    cases: list[TableCase]
    """Every table with what is looked up in it, in the order in which they are made."""
    stopped: str | None = None


def check(
    text: str,
    config: Config | None = None,
    tree: ast.Module | None = None,
    *,
    part: bool = False,
    loud: bool = False,
) -> list[Finding]:
    """Everything that is wrong with the tables and imports of one file, in the order of its lines.

    Never raises for any text: what stops the analysis becomes one EMB900, and what was found before it stands.
    ``tree`` is the file's ast, where somebody has it already, or with ``part`` that of some of its statements. With
    ``loud`` (our own tests) an internal error is raised instead.
    """
    # Nothing of the analysis is left when the collector wakes: it would look at all of it.
    with collector.at_rest():
        return _findings(_analysed(sketch(text, tree, part=part), config or Config(), loud=loud))


def analyse(
    text: str,
    config: Config | None = None,
    tree: ast.Module | None = None,
    *,
    to_change: bool = False,
    loud: bool = False,
) -> Analysis | Unparsable:
    """The same with all that led to the findings; ``to_change`` asks for a tree with all spaces and positions."""
    with collector.at_rest():
        source = parse(text, tree) if to_change else sketch(text, tree)
        return _analysed(source, config or Config(), loud=loud)


def _findings(analysis: Analysis | Unparsable) -> list[Finding]:
    if isinstance(analysis, Unparsable):
        return [Finding(analysis.line, analysis.column, "EMB900", f"not analysed: {analysis.reason}")]
    findings = [one.finding for one in analysis.found]
    if analysis.stopped is not None:
        findings.append(Finding(1, 0, "EMB900", f"not analysed to the end: {analysis.stopped}"))
    findings += [
        Finding(1, 0, "EMB900", f"analysed without the entry point {missing} of {GROUP}")
        for missing in missing_descriptions()
    ]
    return sorted(findings)


def _analysed(source: Source | Unparsable, config: Config, *, loud: bool) -> Analysis | Unparsable:
    if isinstance(source, Unparsable):
        return source
    visitor = ModuleVisitor(source)
    stopped: str | None = None
    found: list[Found] = []
    cases: list[TableCase] = []
    try:
        source.module.visit(visitor)
        stopped = visitor.stopped
    except Exception as error:
        if loud:
            raise
        stopped = f"internal error, please report it: {_described(error)}"
    try:
        cases = _cases(visitor.facts, config)
        found = list(_found(source, visitor.facts, config, cases))
    except Exception as error:
        if loud:
            raise
        stopped = stopped or f"internal error, please report it: {_described(error)}"
    return Analysis(source, visitor.facts, found, cases, stopped)


def _cases(facts: Facts, config: Config) -> list[TableCase]:
    verdicts = judge(facts)
    return [TableCase(table, verdicts[key], feeds, facts, config) for key, table, feeds in fed_tables(facts)]


def _found(source: Source, facts: Facts, config: Config, cases: list[TableCase]) -> Iterator[Found]:
    by_place: dict[object, tuple[int, str, Claim]] = {}
    for code, priority, claim in (
        *_import_claims(facts, config),
        *_table_claims(cases),
        *_file_claims(facts, config),
    ):
        if code in config.silent or (claim.conditional and config.conditional == "hide"):
            continue
        best = by_place.get(claim.place)
        if best is None or priority < best[0]:
            by_place[claim.place] = (priority, code, claim)
    told: dict[Finding, Claim] = {}
    for _, code, claim in by_place.values():
        line, column = source.position(claim.place)
        made = Finding(line, column, code, _worded(source, claim), claim.conditional, _trail(source, claim))
        told.setdefault(made, claim)
    for made in sorted(told):
        yield Found(made, told[made])


def _import_claims(facts: Facts, config: Config) -> Iterator[tuple[str, int, Claim]]:
    package = config.package
    # What a library's source imports of the library itself leaves no question which one that is.
    own = {one.place for one in facts.imports if package.has(one.module)} if package is not None else ()
    for rule in all_rules():
        if isinstance(rule, ImportRule):
            for claim in rule.claims(facts, config):
                if claim.place not in own:
                    yield rule.code, rule.priority, claim


def _file_claims(facts: Facts, config: Config) -> Iterator[tuple[str, int, Claim]]:
    for rule in all_rules():
        if isinstance(rule, FileRule):
            for claim in rule.claims(facts, config):
                yield rule.code, 0, claim


def _table_claims(cases: list[TableCase]) -> Iterator[tuple[str, int, Claim]]:
    rules = sorted((rule for rule in all_rules() if isinstance(rule, TableRule)), key=lambda rule: rule.priority)
    claims = [list(_claims_of(case, rules)) for case in cases]
    for case, made in zip(cases, claims, strict=True):
        for code, priority, claim in made:
            others = [
                any(code == other for other, _, _ in found)
                for one, found in zip(cases, claims, strict=True)
                if one.table.place == case.table.place
            ]
            named = claim if all(others) else replace(claim, message=(*claim.message, *_in_the_call(case.table)))
            yield code, priority, replace(named, trail=trail_of(case))


def _claims_of(case: TableCase, rules: list[TableRule]) -> Iterator[tuple[str, int, Claim]]:
    settled = False
    for rule in rules:
        claim = rule.claim(case) if rule.independent or not settled else None
        if claim is not None:
            yield rule.code, rule.priority, claim
            settled = settled or not rule.independent


def _in_the_call(table: Table) -> Message:
    """Of a function that is called several times, the call with which it goes wrong."""
    return (" (in the call on line ", Line(table.called_at), ")") if table.called_at is not None else ()


def _worded(source: Source, claim: Claim) -> str:
    return "".join(_part(source, part) for part in claim.message)


def _part(source: Source, part: str | Line | Outcome) -> str:
    match part:
        case Line(of=place):
            return str(source.position(place)[0])
        case Outcome(of=place, holds=holds):
            line, text = source.position(place)[0], source.text(place)
            test = f"`{text}` (line {line})" if text is not None else f"the test on line {line}"
            return f"{test}{' holds' if text is None and holds else '' if holds else ' does not hold'}"
    return part


def _trail(source: Source, claim: Claim) -> tuple[finding.Step, ...]:
    steps = [finding.Step(*source.position(step.place), step.text) for step in claim.trail]
    return tuple(dict.fromkeys(steps))


def _described(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame is not None else ""
    return f"{type(error).__name__}{where}"
