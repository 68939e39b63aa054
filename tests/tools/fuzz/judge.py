"""What the linter says of a program, held against what happens when it runs."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.tools.fuzz.engine import KINDS, OUTSIDE, Answer, Said, ask
from tests.tools.fuzz.program import ID, ROWS, Program
from tests.tools.fuzz.running import NOTHING, more_runs, run, runs
from tests.tools.fuzz.runtime.record import Event, Record

RUNS = 14
"""Runs of each program; many more before a finding is called wrong."""


@dataclass(frozen=True)
class Wrong:
    """A verdict that the runs refute. ``kind`` is "false alarm", "not enough", "not told" (too small for trace, and
    no finding) or "crash"."""

    kind: str
    line: int
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: line {self.line}: {self.code} {self.text}"


@dataclass(frozen=True)
class Judged:
    """What came of a program."""

    program: Program
    wrong: tuple[Wrong, ...] = ()
    overflows: bool = False
    """Whether it goes wrong in one of the runs."""
    found: bool = False
    """Whether there is a finding, and it is right."""
    proven: int = 0
    crashed: str | None = None
    """Why the runs ended, where it is no fault of a table: the generator is at fault."""
    counts: Counter[str] = field(default_factory=Counter)


def fitted(program: Program, *, enough: bool) -> Program:
    """The program with its hole filled: so that its table is exactly enough in all of the runs, or misses by one."""
    if ROWS in program.text:
        seen = [table.highest for one in runs(program.filled(10**6), RUNS) for table in one.tables if table.used]
        highest = max((high for high in seen if high is not None), default=0)
        return program.filled(max(highest + enough, 1))
    if ID in program.text:
        rows = [table.rows for one in runs(program.filled(0), RUNS) for table in one.tables]
        return program.filled(max(min(rows, default=1) - enough, 0))
    return program


def judged(program: Program) -> Judged:
    """Run the program with much data and hold the linter's verdicts against what happened."""
    seen = runs(program, RUNS)
    crashed = next((one.crash for one in seen if one.crash is not None), None)
    overflows = any(one.events for one in seen)
    try:
        answer = ask(program.text)
    except Exception:
        wrong = Wrong("crash", 1, "", traceback.format_exc(limit=-2).strip())
        return Judged(program, (wrong,), overflows, crashed=crashed)
    counts = Counter(said.code for said in answer.said)
    untold = [one for one in answer.verdicts if one.too_small and not one.told]
    wrong_ones = (
        *_not_enough(answer, seen),
        *_false_alarms(program, answer, seen),
        *(Wrong("not told", one.line, "", one.text) for one in untold),
    )
    right = any(said.code in KINDS for said in answer.said) and not wrong_ones
    proven = sum(one.proven for one in answer.verdicts)
    return Judged(program, wrong_ones, overflows, right, proven, crashed, counts)


def _not_enough(answer: Answer, seen: Iterable[Record]) -> Iterator[Wrong]:
    """Tables that are called enough, and overflow."""
    told: set[int] = set()
    for event in (event for one in seen for event in one.events if event.kind in ("outside", "negative")):
        at = [one for one in answer.verdicts if one.line in event.made]
        innermost = [one for one in at if one.line == next(line for line in event.made if line in {v.line for v in at})]
        if innermost and all(one.proven for one in innermost) and innermost[0].line not in told:
            told.add(innermost[0].line)
            yield Wrong("not enough", innermost[0].line, "", innermost[0].text)


def _false_alarms(program: Program, answer: Answer, seen: list[Record]) -> Iterator[Wrong]:
    doubted = [said for said in answer.said if said.code in KINDS and not _happens(said, seen)]
    if not doubted:
        return
    nothing = [run(program, given) for given in NOTHING]
    doubted = [said for said in doubted if not (said.conditional and _happens(said, nothing))]
    more = list(seen)
    for one in more_runs(program):
        more.append(one)
        doubted = [said for said in doubted if not _happens(said, [one])]
        if not doubted:
            return
    for said in doubted:
        # A branch that no data lead to says nothing.
        if any(said.line in (one.reached if said.code in OUTSIDE else one.reached | one.made) for one in more):
            yield Wrong("false alarm", said.line, said.code, said.message)


def _happens(said: Said, seen: Iterable[Record]) -> bool:
    return any(_bears_out(said, event, one) for one in seen for event in one.events)


def _bears_out(said: Said, event: Event, of: Record) -> bool:
    """Whether the event is what the finding says. Where a program catches it, nothing goes wrong."""
    counts = said.code == "EMB201" or not of.raising or event in of.failed
    return counts and event.kind in KINDS[said.code] and said.line in (*event.made, *event.used)
