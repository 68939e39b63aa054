"""Fixes tried on a text: which of them hold, found with few analyses however many findings there are.

All that are not yet decided are tried together. A fix that does not take its finding away fails at once, whatever the
others do. Where the text has a new trouble, the fixes at that table fail, or else the fixes are tried by halves.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping

from flake8_embedding.check import Analysis, Found, analyse
from flake8_embedding.config import Config
from flake8_embedding.fixes.outcome import Before, Outcome
from flake8_embedding.fixes.program import Edit, Fix, Overlap, applied, edits_of
from flake8_embedding.limits import FIX_TRIALS

Chosen = dict[Found, Fix]


class Trials:
    """The trials of one file; all together they are limited."""

    def __init__(self, config: Config | None) -> None:
        self._config = config
        self._left = FIX_TRIALS

    @property
    def are_over(self) -> bool:
        """Whether some fixes were not tried, as there were too many."""
        return self._left <= 0

    def start(self, text: str, analysis: Analysis) -> None:
        """Another text is to be fixed: the file's, or what became of it."""
        self._text, self._before = text, Before(text, analysis)
        self.gone: set[Found] = set()
        """The findings that those settled last have taken away, their own and others."""

    def settle(self, choices: Mapping[Found, list[Fix]]) -> Chosen:
        """For each finding the first of its fixes that holds together with all the others that do."""
        waiting = {found: list(fixes) for found, fixes in choices.items()}
        chosen: Chosen = {}
        while self._left > 0:
            decided = chosen.keys() | self.gone
            waiting = {found: fixes for found, fixes in waiting.items() if fixes and found not in decided}
            batch = _compatible(chosen, {found: fixes[0] for found, fixes in waiting.items()})
            if not batch:
                break
            chosen |= self._holding(batch, chosen)
            for found in batch:
                waiting[found].pop(0)
        return chosen

    def _holding(self, batch: Chosen, chosen: Chosen) -> Chosen:
        """Those of the batch that hold together, beside those that are chosen already."""
        while batch and self._left > 0:
            outcome = self._outcome({**chosen, **batch})
            failing = set() if outcome is None else outcome.failing(batch)
            safe = all(not fix.unsafe for fix in batch.values())
            if outcome is not None and not failing and not outcome.is_troubled(safe=safe):
                self.gone = outcome.gone
                return batch
            if failing:
                batch = {found: fix for found, fix in batch.items() if found not in failing}
                continue
            if len(batch) == 1:
                return {}
            found = list(batch)
            first = self._holding({one: batch[one] for one in found[: len(found) // 2]}, chosen)
            second = self._holding({one: batch[one] for one in found[len(found) // 2 :]}, chosen | first)
            return first | second
        return {}

    def _outcome(self, chosen: Chosen) -> Outcome | None:
        """What comes of the fixes, None where the new program is another one than the old."""
        self._left -= 1
        edits = tuple(sorted(edits_of(chosen.values())))
        try:
            text = applied(self._text, edits)
        except Overlap:
            return None
        after = analyse(text, self._config)
        if not isinstance(after, Analysis) or after.stopped is not None:
            return None
        if len(after.cases) != len(self._before.analysis.cases):
            return None
        return Outcome(self._before, text, after, edits)


def _compatible(chosen: Chosen, batch: Chosen) -> Chosen:
    """Those of the batch that change other characters than the rest, or change the same characters in the same way."""
    taken = sorted(edits_of(chosen.values()))
    found: Chosen = {}
    answers: dict[int, bool] = {}
    for one, fix in batch.items():
        shared = id(fix.edits)
        if shared not in answers:
            new = [edit for edit in fix.edits if not _is_taken(edit, taken)]
            answers[shared] = all(_fits(edit, taken) for edit in new)
            for edit in new if answers[shared] else ():
                insort(taken, edit)
        if answers[shared]:
            found[one] = fix
    return found


def _is_taken(edit: Edit, taken: list[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return at < len(taken) and taken[at] == edit


def _fits(edit: Edit, taken: list[Edit]) -> bool:
    at = bisect_left(taken, edit)
    before, behind = taken[at - 1 : at], taken[at : at + 1]
    return all(one.end <= edit.start for one in before) and all(edit.end <= one.start for one in behind)
