"""START HERE: one function, source to findings, every step called by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_embedding.facts import Facts
from flake8_embedding.finding import Finding
from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.rule import Claim, FileRule, ImportRule, Line, Setting, TableCase, TableRule
from flake8_embedding.source import Source, Unparsable, parse
from flake8_embedding.verdict import Shortage, judge


def check(
    text: str, setting: Setting | None = None, tree: ast.Module | None = None, *, loud: bool = False
) -> list[Finding]:
    """Everything that is wrong with the tables and imports of one file, in the order of its lines.

    Never raises for any text: what stops the analysis becomes one EMB900, and what was found before it stands.
    ``tree`` is the file's ast, where somebody has it already. With ``loud`` (our own tests) an internal error is
    raised instead.
    """
    source = parse(text, tree)
    if isinstance(source, Unparsable):
        return [Finding(source.line, source.column, "EMB900", f"not analysed: {source.reason}")]
    visitor = ModuleVisitor(source)
    stopped: str | None = None
    findings: list[Finding] = []
    try:
        source.module.visit(visitor)
        stopped = visitor.stopped
    except Exception as error:
        if loud:
            raise
        stopped = f"internal error, please report it: {_described(error)}"
    try:
        findings = sorted(set(_findings(source, visitor.facts, setting or Setting())))
    except Exception as error:
        if loud:
            raise
        stopped = stopped or f"internal error, please report it: {_described(error)}"
    if stopped is not None:
        findings.append(Finding(1, 0, "EMB900", f"not analysed to the end: {stopped}"))
    return sorted(findings)


def _findings(source: Source, facts: Facts, setting: Setting) -> Iterator[Finding]:
    verdicts = judge(facts)
    by_place: dict[object, tuple[int, str, Claim]] = {}
    claims = [*_import_claims(facts, setting), *_table_claims(facts, verdicts), *_file_claims(facts)]
    for code, rank, claim in claims:
        best = by_place.get(claim.place)
        if best is None or rank < best[0]:
            by_place[claim.place] = (rank, code, claim)
    for _, code, claim in by_place.values():
        line, column = source.position(claim.place)
        yield Finding(line, column, code, _worded(source, claim))


def _import_claims(facts: Facts, setting: Setting) -> Iterator[tuple[str, int, Claim]]:
    for rule in all_rules():
        if isinstance(rule, ImportRule):
            for claim in rule.claims(facts, setting):
                yield rule.code, rule.rank, claim


def _file_claims(facts: Facts) -> Iterator[tuple[str, int, Claim]]:
    for rule in all_rules():
        if isinstance(rule, FileRule):
            for claim in rule.claims(facts):
                yield rule.code, 0, claim


def _table_claims(facts: Facts, verdicts: dict[object, Shortage | None]) -> Iterator[tuple[str, int, Claim]]:
    rules = sorted((rule for rule in all_rules() if isinstance(rule, TableRule)), key=lambda rule: rule.rank)
    for key, table in facts.tables.items():
        case = TableCase(table, verdicts[key], facts)
        settled = False
        for rule in rules:
            claim = rule.claim(case) if rule.apart or not settled else None
            if claim is not None:
                yield rule.code, rule.rank, claim
                settled = settled or not rule.apart


def _worded(source: Source, claim: Claim) -> str:
    words = [str(source.position(part.of)[0]) if isinstance(part, Line) else part for part in claim.message]
    return "".join(words)


def _described(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame is not None else ""
    return f"{type(error).__name__}{where}"
