"""Which claims are reported: all rules are asked, and of several claims about one place one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts, Table
from flake8_embedding.record import record, replace
from flake8_embedding.rules import all_rules
from flake8_embedding.rules.message import Line, Message
from flake8_embedding.rules.rule import Claim, FileRule, ImportRule, TableCase, TableRule
from flake8_embedding.rules.trail import trail_of
from flake8_embedding.values.ids import Place


@record(frozen=True)
class RuleClaim:
    """What the rule with the ``code`` says; of several about one place the one with the lowest ``priority`` is kept."""

    code: str
    priority: int
    claim: Claim


def ask(facts: Facts, cases: list[TableCase], config: Config) -> list[RuleClaim]:
    """What each rule has to say of the imports, the tables and the rest of a file."""
    return [*_of_imports(facts, config), *_of_tables(cases), *_of_file(facts, config)]


def arbitrate(claims: Iterable[RuleClaim], config: Config) -> list[RuleClaim]:
    """One claim for each place: the particular cause before the general one. What the configuration silences does not
    stand in another's way."""
    told: dict[tuple[Place, Place], RuleClaim] = {}
    for one in claims:
        hidden = one.claim.conditional and config.conditional == "hide"
        key = (one.claim.place, one.claim.entered)
        before = told.get(key)
        if one.code not in config.silent and not hidden and (before is None or one.priority < before.priority):
            told[key] = one
    return list(told.values())


# -- asking -----------------------------------------------------------------------------------------------------------


def _of_imports(facts: Facts, config: Config) -> Iterator[RuleClaim]:
    package = config.package
    # What a library's source imports of the library itself leaves no question which one that is.
    own = {one.place for one in facts.imports if package.has(one.module)} if package is not None else ()
    for rule in all_rules():
        if isinstance(rule, ImportRule):
            for claim in rule.claims(facts, config):
                if claim.place not in own:
                    yield RuleClaim(rule.code, rule.priority, claim)


def _of_file(facts: Facts, config: Config) -> Iterator[RuleClaim]:
    for rule in all_rules():
        if isinstance(rule, FileRule):
            for claim in rule.claims(facts, config):
                yield RuleClaim(rule.code, 0, claim)


def _of_tables(cases: list[TableCase]) -> Iterator[RuleClaim]:
    rules = sorted((rule for rule in all_rules() if isinstance(rule, TableRule)), key=lambda rule: rule.priority)
    by_place: dict[tuple[Place, Place], list[tuple[TableCase, dict[str, RuleClaim]]]] = {}
    for case in cases:
        # A table of another module is a matter of the call that leads there.
        key = (case.table.place, case.table.entered)
        by_place.setdefault(key, []).append((case, _of_table(case, rules)))
    for same_place in by_place.values():
        for case, claims in same_place:
            for code, made in claims.items():
                everywhere = all(code in others for _, others in same_place)
                yield replace(made, claim=_told(case, made.claim, name_call=not everywhere))


def _of_table(case: TableCase, rules: list[TableRule]) -> dict[str, RuleClaim]:
    """The claims about one table by code: the first rule that explains its size, and those about something else."""
    made: dict[str, RuleClaim] = {}
    explained = False
    for rule in rules:
        claim = rule.claim(case) if rule.independent or not explained else None
        if claim is not None:
            made[rule.code] = RuleClaim(rule.code, rule.priority, claim)
            explained = explained or not rule.independent
    return made


def _told(case: TableCase, claim: Claim, *, name_call: bool) -> Claim:
    """The claim with its trail, and with the call of the function that makes the table, where other calls are right."""
    table = case.table
    call = _in_the_call(table) if name_call and table.entered is None else ()
    return replace(
        claim,
        message=(*claim.message, *call),
        trail=trail_of(case),
        entered=_where_it_is_fed(case) if table.loaded else table.entered or _where_it_is_fed(case),
        about=(table.called, table.place),
    )


def _where_it_is_fed(case: TableCase) -> Place:
    """For a table that another module makes by itself: where this file looks up the ids that are too large."""
    lookup = case.short.lookup if case.short is not None else None
    return (lookup.entered or lookup.place) if lookup is not None else None


def _in_the_call(table: Table) -> Message:
    return (" (in the call on line ", Line(table.called_at), ")") if table.called_at is not None else ()
