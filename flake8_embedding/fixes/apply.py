"""START HERE: a text, and the same text with its findings fixed.

Every fix is tried, many at once: one is applied only if the new text, analysed again, no longer has the finding and has
none that it did not have before, and if the table's new size is known to be enough. What was fixed once is left alone
the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from flake8_embedding.check import Analysis, Found, analyse
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding
from flake8_embedding.fixes.arguments import dropped, exchanged
from flake8_embedding.fixes.imports import relocated
from flake8_embedding.fixes.matrices import enlarged_matrix, rows_of, rows_of_matrix
from flake8_embedding.fixes.names import Sized
from flake8_embedding.fixes.program import Fix, NoFix, Outside, Program, applied, edits_of
from flake8_embedding.fixes.sizes import as_int, enlarged
from flake8_embedding.fixes.trial import Trials
from flake8_embedding.fixes.uses import matrix_in_use, table_in_use
from flake8_embedding.limits import FIX_PASSES, FIXES_TRIED
from flake8_embedding.record import record, replace
from flake8_embedding.rules.fix_hint import Drop, Enlarge, EnlargeMatrix, Exchange, FixHint, Relocate, TakeRows, ToInt

Wanted = Callable[[str], Callable[[Finding], bool]]
"""Says for a text which of its findings are to be fixed."""

_ANOTHER_SIZE = "another table, or its weights, would have another size"
_NOTHING_HOLDS = "none of the edits that were tried is sure to be right"
_TOO_MANY = "too many fixes to try in one run"


@record(frozen=True)
class Fixed:
    """What has become of a text. ``applied`` are the findings that are gone, as they were when their edits were made;
    ``unsafe`` those for which there is only an unsafe fix, and ``left`` those that only a person can fix, each with the
    reason."""

    text: str
    applied: list[Finding] = field(default_factory=list)
    unsafe: list[tuple[Finding, str]] = field(default_factory=list)
    left: list[tuple[Finding, str]] = field(default_factory=list)


def fix_text(
    text: str,
    config: Config | None = None,
    *,
    unsafe: bool = False,
    wanted: Wanted = lambda text: lambda finding: True,
    outside: Outside = lambda name: "",
) -> Fixed:
    """Fix what is ``wanted`` of a text, with ``unsafe`` also where that may change more than the fault.

    ``outside`` says which names other files use; by default the text is the whole program. A text that cannot be
    analysed is returned as it is.
    """
    done: list[Finding] = []
    trials = Trials(config)
    for _ in range(FIX_PASSES):
        analysis = analyse(text, config, to_change=True)
        if not isinstance(analysis, Analysis):
            break
        is_wanted = wanted(text)
        found = [one for one in analysis.found if is_wanted(one.finding)]
        if analysis.stopped is not None:
            return Fixed(text, done, left=[(one.finding, "the file is not analysed to its end") for one in found])
        try:
            choices = _Choices(Program(text, analysis.source.main, outside), analysis, found)
        except RecursionError:
            return Fixed(text, done, left=[(one.finding, "the file is nested too deep") for one in found])
        trials.start(text, analysis)
        chosen = trials.settle(choices.safe)
        held_back: dict[Found, Fix] = {}
        if not chosen:
            held_back = trials.settle(choices.unsafe)
            chosen = held_back if unsafe else {}
        if not chosen:
            rest = [one for one in found if one not in held_back]
            return Fixed(
                text,
                done,
                [(one.finding, fix.unsafe) for one, fix in held_back.items()],
                [(one.finding, choices.why_not(one, untried=trials.are_over)) for one in rest],
            )
        gone = trials.gone
        done += sorted(one.finding for one in found if one in gone)
        text = applied(text, tuple(edits_of(chosen.values())))
    return Fixed(text, done)


class _Choices:
    """The fixes there are for each finding, the best first, and the reasons why there are none."""

    def __init__(self, program: Program, analysis: Analysis, found: list[Found]) -> None:
        self._program, self._analysis = program, analysis
        self._sized = self._sizes(found)
        self.safe: dict[Found, list[Fix]] = {}
        self.unsafe: dict[Found, list[Fix]] = {}
        self._reasons: dict[Found, str] = {}
        # All imports of a library have one hint: they are moved together.
        written: dict[tuple[FixHint, bool], tuple[list[Fix], str]] = {}
        for one in found:
            fixes: list[Fix] = []
            for hint in one.claim.fix_hints:
                key = (hint, one.claim.conditional)
                if key not in written:
                    written[key] = self._written(hint, conditional=one.claim.conditional)
                more, reason = written[key]
                fixes += more
                self._reasons.setdefault(one, reason)
            if not one.claim.fix_hints:
                self._reasons[one] = f"a person has to decide; see flake8-embedding explain {one.finding.code}"
            fixes = list(dict.fromkeys(fixes))[:FIXES_TRIED]
            self.safe[one] = [fix for fix in fixes if not fix.unsafe]
            # A safe fix that did not hold as one may still be right.
            self.unsafe[one] = [fix if fix.unsafe else replace(fix, unsafe=_ANOTHER_SIZE) for fix in fixes]

    def why_not(self, found: Found, *, untried: bool) -> str:
        """Why the finding is left to a person."""
        if self.unsafe[found]:
            return _TOO_MANY if untried else _NOTHING_HOLDS
        return self._reasons[found]

    def _sizes(self, found: list[Found]) -> Sized:
        tables = list(self._analysis.facts.tables.values())
        sized = {id(table.rows_place): table_in_use(self._program, table) for table in tables}
        matrices = {table.weights_made for table in tables} | {
            hint.made for one in found for hint in one.claim.fix_hints if isinstance(hint, EnlargeMatrix)
        }
        for made in matrices - {None}:
            call = self._program.at(made)
            if call is not None:
                in_use = matrix_in_use(self._program, call, tables)
                sized |= {id(rows): in_use for rows in rows_of(self._program, made)}
        return sized

    def _written(self, hint: FixHint, *, conditional: bool) -> tuple[list[Fix], str]:
        try:
            return list(self._fixes(hint, conditional=conditional)), _NOTHING_HOLDS
        except NoFix as reason:
            return [], str(reason)

    def _fixes(self, hint: FixHint, *, conditional: bool) -> Iterator[Fix]:
        program, sized = self._program, self._sized
        match hint:
            case Enlarge():
                return enlarged(program, hint, sized, conditional=conditional)
            case EnlargeMatrix():
                return enlarged_matrix(program, hint, sized, conditional=conditional)
            case TakeRows():
                return rows_of_matrix(program, hint)
            case Exchange():
                return exchanged(program, hint)
            case ToInt():
                return as_int(program, hint)
            case Drop():
                return dropped(program, hint)
            case Relocate():
                return relocated(program, hint, self._analysis.facts)
