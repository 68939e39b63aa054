"""What a library does with an id that has no row, in the version and over the backend at hand."""

from __future__ import annotations

from flake8_embedding.rules.rule import TableCase
from flake8_embedding.values.numbers.bounds import constant_of


def outside(case: TableCase) -> str:
    """``PyTorch raises an error``; empty where all ids that are seen have a row, or nothing is known of it."""
    if case.short is not None:
        return _above(case)
    below = any(lookup.ids is not None and lookup.ids.id_facts.negative is not None for lookup in case.lookups)
    return case.table.negative if below else ""


def _above(case: TableCase) -> str:
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
