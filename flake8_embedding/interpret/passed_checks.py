"""Look-ups of ids that have passed a check: ``if args.strict: assert max(ids) < n``.

On the paths where the check has run it is not known that the highest id comes. The others stay as they were: without
``--strict`` it does.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from flake8_embedding.facts import Lookup
from flake8_embedding.interpret.asked_ids import NO_ENDS, Ends, ends_of
from flake8_embedding.interpret.journal_entries import IdsChecked
from flake8_embedding.limits import WAYS_AROUND_CHECKS
from flake8_embedding.record import replace
from flake8_embedding.values.conjuncts import guards_of
from flake8_embedding.values.guards import compatible
from flake8_embedding.values.predicate import is_predicate
from flake8_embedding.values.value import Guard

Path = frozenset[Guard]


class PassedChecks:
    """The checks of a program, in the order in which they run, and the look-ups between them."""

    def __init__(self) -> None:
        self._ends: dict[Path, Ends] = {}
        """What has been checked so far, by the path that leads to the checks."""
        self._before: dict[int, dict[Path, Ends]] = {}
        """The same at each look-up, by its number."""

    def note(self, check: IdsChecked) -> None:
        """This check runs next."""
        known = self._ends.get(check.path)
        if known is None or not check.ends <= known:
            self._ends = {**self._ends, check.path: check.ends | (known or NO_ENDS)}

    def note_lookup(self, number: int) -> None:
        """This look-up runs next."""
        if self._ends:
            self._before[number] = self._ends

    def after(self, number: int, lookup: Lookup, order: Collection[Hashable]) -> Iterator[Lookup]:
        """The look-up, once for each way around the checks, as it is; and once in doubt, if any way leads through one.
        ``order`` is that in which messages name the tests."""
        passed = self._before.get(number, {})
        checks, ended = _checks_of(lookup, passed), [path for path, ends in passed.items() if not ends]
        around = [lookup.guards]
        for check in checks:
            if len(around) <= WAYS_AROUND_CHECKS:
                around = list(dict.fromkeys(way for path in around for way in _around(path, check, order)))
        if around == [lookup.guards]:
            yield lookup
            return
        assert lookup.ids is not None
        yield replace(lookup, ids=lookup.ids.weakened())
        if len(around) <= WAYS_AROUND_CHECKS:
            yield from (replace(lookup, guards=path) for path in around if not any(end <= path for end in ended))


def _checks_of(lookup: Lookup, passed: dict[Path, Ends]) -> list[Path]:
    """The paths on which all ids that are looked up have been checked."""
    if not passed or lookup.ids is None or lookup.ids.high is None:
        return []
    looked_up = ends_of(lookup.ids.high)
    return [
        path
        for path, ends in passed.items()
        if ends and looked_up <= ends.union(*(others for other, others in passed.items() if other < path))
    ]


def _around(path: Path, check: Path, order: Collection[Hashable]) -> list[Path]:
    """The ways along a path that do not lead to the check."""
    if not compatible(path, check):
        return [path]
    outcomes = dict(check)
    others = [guards_of(test, holds=not outcomes[test]) for test in order if test in outcomes and is_predicate(test)]
    return [path | other for other in others if compatible(path, other)]
