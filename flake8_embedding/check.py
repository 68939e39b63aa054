"""START HERE: one function, source to findings, every step called by name.

The step before these is the plugin's: ``prefilter`` says on flake8's own ast whether a file concerns us at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial

from flake8_embedding import collector
from flake8_embedding.across import Proof, proof_of, told_here
from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.finding import Finding
from flake8_embedding.interpret.budget import NOT_TO_ITS_END
from flake8_embedding.interpret.visitor import ModuleVisitor
from flake8_embedding.library import GROUP
from flake8_embedding.library.registry import builtin, registry_with
from flake8_embedding.limits import PROOFS_KEPT
from flake8_embedding.project.files import ProjectFiles
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.prepared import last_part, names_in_call, prepared_among
from flake8_embedding.project.root import root_of
from flake8_embedding.project.texts import Stamp, stamp_of, text_of
from flake8_embedding.record import record, replace
from flake8_embedding.rules.arbitration import RuleClaim, arbitrate, ask
from flake8_embedding.rules.rule import Claim, TableCase
from flake8_embedding.shown import shown
from flake8_embedding.syntax.source import Source, Unparsable, parse, sketch
from flake8_embedding.syntax.sources import Sources
from flake8_embedding.values.provenance import Read
from flake8_embedding.verdicts.judge import judge, tables_with_lookups
from flake8_embedding.wording import worded


@record(frozen=True)
class Found:
    """A finding, and the claim that it was made of."""

    finding: Finding
    claim: Claim


@record(frozen=True)
class Analysis:
    """All that is known of one file; ``stopped`` says why it was not analysed to its end."""

    source: Sources
    facts: Facts
    found: list[Found]
    cases: list[TableCase]
    """Every table with what is looked up in it, in the order in which they are made."""
    stopped: str | None = None


# A decorator, not a ``with`` inside: the objects of the function are gone when the collector is switched on again.
@collector.at_rest()
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
    config = config or Config()
    source = sketch(text, tree, part=part)
    if isinstance(source, Unparsable):
        return [Finding(source.line, source.column, "EMB900", f"not analysed: {shown(source.reason)}")]
    return findings_of(_analysed_with_project(source, config, loud=loud), config)


def findings_of(analysis: Analysis, config: Config) -> list[Finding]:
    """The findings of a file that was analysed, and an EMB900 if some may be missing, in the order of their lines."""
    return sorted([*(one.finding for one in analysis.found), *_not_analysed(analysis, config)])


def analyse(
    text: str,
    config: Config | None = None,
    tree: ast.Module | None = None,
    *,
    to_change: bool = False,
    loud: bool = False,
) -> Analysis | Unparsable:
    """As ``check``, with all that led to the findings; ``to_change`` asks for a tree with all spaces and positions."""
    with collector.at_rest():
        source = parse(text, tree) if to_change else sketch(text, tree)
        if isinstance(source, Unparsable):
            return source
        return _analysed_with_project(source, config or Config(), loud=loud)


def _analysed_with_project(source: Source, config: Config, *, loud: bool) -> Analysis:
    """If the other modules of the project are too much work, the file is looked at alone. So what a file shows by
    itself does not depend on how large its project is."""
    analysis = _analysed(source, config, loud=loud)
    if analysis.stopped is None or not config.filename:
        return analysis
    return _analysed(source, replace(config, filename=""), loud=loud, alone_in=_files(config))


def _analysed(source: Source, config: Config, *, loud: bool, alone_in: ProjectFiles | None = None) -> Analysis:
    """The steps after parsing. If the interpretation fails, what it has found until then is judged all the same.
    ``alone_in`` is the project of a file that is looked at alone."""
    visitor = ModuleVisitor(source, registry_with(config.tables), files=_files(config), alone_in=alone_in)
    failures = _Failures(loud)
    cases: list[TableCase] = []
    found: list[Found] = []
    with failures.noted():
        source.module.visit(visitor)
    facts = visitor.facts
    visitor.close()
    with failures.noted():
        cases = _judged(facts, config, visitor.unseen or (NOT_TO_ITS_END if failures.first is not None else None))
        claims = _claimed(facts, cases, visitor.sources, config)
        alone = partial(_proved, config=config)
        told = told_here(arbitrate(claims, config), visitor.sources, config.filename, alone)
        found = _worded(visitor.sources, told)
    return Analysis(visitor.sources, facts, found, cases, visitor.stopped or failures.first)


def _files(config: Config) -> ProjectFiles | None:
    """The project of the file; None if imports are not followed."""
    if not config.filename:
        return None
    root = root_of(config.filename)
    return ProjectFiles(Finder(config.filename, root, builtin().libraries_known()))


def _proved(path: str, config: Config) -> frozenset[Proof]:
    """What another file of the project proves by itself: the claims that are made when that file is checked."""
    stamp = stamp_of(path)
    return frozenset() if stamp is None else _proved_as_it_is(stamp, replace(config, filename=path))


@lru_cache(maxsize=PROOFS_KEPT)
def _proved_as_it_is(stamp: Stamp, config: Config) -> frozenset[Proof]:
    text = text_of(stamp[0])
    source = sketch(text) if text is not None else None
    if not isinstance(source, Source):
        return frozenset()
    visitor = ModuleVisitor(source, registry_with(config.tables), files=_files(config))
    proofs: set[Proof] = set()
    with _Failures(loud=False).noted():
        source.module.visit(visitor)
        facts = visitor.facts
        visitor.close()
        claims = _claimed(facts, _judged(facts, config, visitor.unseen), visitor.sources, config)
        proofs.update(proof_of(one, visitor.sources, config.filename) for one in arbitrate(claims, config))
    return frozenset(proofs)


def _judged(facts: Facts, config: Config, unseen: str | None) -> list[TableCase]:
    verdicts = judge(facts, unseen=unseen)
    return [
        TableCase(table, verdicts[key], lookups, facts, config) for key, table, lookups in tables_with_lookups(facts)
    ]


def _claimed(facts: Facts, cases: list[TableCase], sources: Sources, config: Config) -> list[RuleClaim]:
    """What the rules claim, without what takes data for raw that the project has written itself."""
    claims = ask(facts, cases, config)
    raw: dict[Read | None, frozenset[str]] = {
        data: _files_of(data, sources) for one in claims if (data := one.claim.taken_for_raw) is not None
    }
    prepared = prepared_among(frozenset().union(*raw.values()), sources.main.whole, config.filename)
    return [one for one in claims if prepared.isdisjoint(raw.get(one.claim.taken_for_raw, frozenset()))]


def _files_of(data: Read, sources: Sources) -> frozenset[str]:
    """The last part of the path that the data are read from; several where it is not known which one is read."""
    if data.path:
        return frozenset({last_part(data.path)})
    return names_in_call(sources.of(data.place).whole, sources.position(data.place)[0])


def _worded(source: Sources, told: list[RuleClaim]) -> list[Found]:
    """The findings in the order of their lines; two claims in the same words are one."""
    found: dict[Finding, Claim] = {}
    for one in told:
        found.setdefault(worded(source, one.code, one.claim), one.claim)
    return [Found(finding, found[finding]) for finding in sorted(found)]


def _not_analysed(analysis: Analysis, config: Config) -> Iterator[Finding]:
    """Why findings may be missing: the analysis ended early, or a description of a library could not be loaded."""
    if analysis.stopped is not None:
        yield Finding(1, 0, "EMB900", f"not analysed to the end: {analysis.stopped}")
    for missing in registry_with(config.tables).missing:
        yield Finding(1, 0, "EMB900", f"analysed without the entry point {missing} of {GROUP}")


class _Failures:
    """Exceptions of our own code: the first one is noted, or with ``loud`` each is raised."""

    def __init__(self, loud: bool) -> None:
        self._loud = loud
        self.first: str | None = None

    @contextmanager
    def noted(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if self._loud:
                raise
            self.first = self.first or f"internal error, please report it: {_described(error)}"


def _described(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame is not None else ""
    return f"{type(error).__name__}{where}"
