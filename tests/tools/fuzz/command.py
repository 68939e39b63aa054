"""Many programs, judged and counted by family."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.tools.fuzz.names import FAMILIES

CHUNK = 100
SHARE_ENOUGH = 0.6
"""Of the programs with a hole, how many get a table that is enough."""


@dataclass
class Tally:
    """What came of the programs of one family."""

    programs: int = 0
    overflow: int = 0
    """Programs that go wrong on some data."""
    found: int = 0
    """Of those, how many have a finding."""
    proven: int = 0
    """Programs with a table that is called enough, and proven so."""
    crashed: int = 0
    """Programs that end early for another reason: the generator's fault."""
    alarms: int = 0
    not_enough: int = 0
    assumed: int = 0
    """Programs judged wrong that break an assumption; they are not among the others."""
    alone: int = 0
    """Programs judged wrong that are made of this family alone."""


@dataclass
class Came:
    """What came of some programs."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    """Family, what is wrong, and the program."""
    crashes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Came) -> None:
        for family, tally in other.tallies.items():
            mine = self.tallies.setdefault(family, Tally())
            for name, number in vars(tally).items():
                setattr(mine, name, getattr(mine, name) + number)
        self.wrong += other.wrong
        self.crashes += other.crashes


@dataclass(frozen=True)
class Work:
    """Some programs to judge."""

    seed: int
    numbers: range
    families: tuple[str, ...]
    show: int


def judge_some(work: Work) -> Came:
    """Make the programs and judge them."""
    from tests.tools.fuzz.generate import generate
    from tests.tools.fuzz.judge import fitted, judged
    from tests.tools.fuzz.shrink import shrunk

    came = Came()
    for number in work.numbers:
        family = work.families[number % len(work.families)]
        seed = work.seed * 1_000_003 + number
        enough = random.Random(seed).random() < SHARE_ENOUGH
        judgement = judged(fitted(generate(family, seed), enough=enough))
        tally = came.tallies.setdefault(family, Tally())
        tally.programs += 1
        tally.overflow += judgement.overflows
        tally.found += judgement.found
        tally.proven += judgement.proven > 0
        if judgement.crashed is not None:
            tally.crashed += 1
            came.crashes[family, judgement.crashed] += 1
        kinds = {one.kind for one in judgement.wrong}
        if judgement.program.breaks:
            tally.assumed += bool(kinds)
            continue
        tally.alarms += bool(kinds - {"not enough"})
        tally.not_enough += "not enough" in kinds
        tally.alone += bool(kinds) and judgement.program.alone
        if kinds and sum(one == family for one, _, _ in came.wrong) < work.show:
            small = shrunk(judgement.program, judgement.wrong[0])
            told = "\n".join(map(str, judged(small).wrong))
            driver = f"# then, elsewhere: {small.driver}\n" if small.driver else ""
            came.wrong.append((family, f"seed {seed} ({', '.join(small.families)})\n{told}", small.text + driver))
    return came


def main() -> int:
    given = _arguments()
    if "PYTHONHASHSEED" not in os.environ:
        # The same programs give the same answers.
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, sys.orig_argv)
    if given.engine is not None:
        sys.path.insert(0, str(given.engine.resolve()))
    from tests.tools.fuzz.generate import GENERATORS

    # Coroutines that nobody awaits, and their like.
    warnings.simplefilter("ignore")
    families = tuple(given.families.split(",")) if given.families else tuple(GENERATORS)
    begin = time.perf_counter()
    came = Came()
    shown: Counter[str] = Counter()
    for part in _judged_in_parts(given, families):
        came.add(part)
        for family, told, text in part.wrong:
            shown[family] += 1
            if shown[family] <= given.show:
                print(f"== {family}: {told}\n{text}", flush=True)
    _print_summary(came, time.perf_counter() - begin)
    return 1 if any(one.alarms or one.not_enough for one in came.tallies.values()) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.tools.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--families", default="", help="B1,B7 ...; all of them by default")
    parser.add_argument("--show", type=int, default=1, help="how many wrong programs to print for each family")
    parser.add_argument("--engine", type=Path, help="a checkout with another flake8_embedding to judge")
    return parser.parse_args()


def _judged_in_parts(given: argparse.Namespace, families: tuple[str, ...]) -> Iterator[Came]:
    size = max(CHUNK, len(families))
    parts = [
        Work(given.seed, range(at, min(at + size, given.count)), families, given.show)
        for at in range(0, given.count, size)
    ]
    if given.jobs == 1:
        yield from map(judge_some, parts)
        return
    with ProcessPoolExecutor(given.jobs) as pool:
        yield from pool.map(judge_some, parts)


def _order(family: str) -> tuple[str, int]:
    return family[0], int(family[1:] or 0)


def _print_summary(came: Came, seconds: float) -> None:
    columns = list(vars(Tally()))
    print(f"{'':6}" + "".join(f"{name:>11}" for name in columns))
    for family in sorted(came.tallies, key=_order):
        numbers = "".join(f"{number:11}" for number in vars(came.tallies[family]).values())
        print(f"{family:6}{numbers}  {FAMILIES[family]}")
    total = Came()
    for tally in came.tallies.values():
        total.add(Came({"all": tally}))
    print(f"{'all':6}" + "".join(f"{number:11}" for number in vars(total.tallies.get("all", Tally())).values()))
    for (family, why), times in came.crashes.most_common(8):
        print(f"ended early: {family} {times} times: {why[:100]}")
    wrong = [family for family, one in came.tallies.items() if one.alarms or one.not_enough]
    alone = [family for family, one in came.tallies.items() if one.alone]
    print(f"families with a wrong verdict: {len(wrong)}, with one in a program of this family alone: {len(alone)}")
    print(f"{seconds:.0f} s")
