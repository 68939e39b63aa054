"""Soundness on random programs that are run: a short and repeatable part of ``python -m tests.tools.fuzz``."""

from __future__ import annotations

import importlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.slow import batch
from tests.tools.fuzz import judge
from tests.tools.fuzz.command import SHARE_ENOUGH
from tests.tools.fuzz.engine import Answer, Said, Verdict
from tests.tools.fuzz.generate import GENERATORS, generate
from tests.tools.fuzz.judge import fitted, judged
from tests.tools.fuzz.names import FAMILIES
from tests.tools.fuzz.program import ID, ROWS, Program
from tests.tools.fuzz.running import ENDLESS, data, ending, run
from tests.tools.fuzz.shrink import shrunk
from tests.tools.fuzz.still_open import OPEN

SEED = 20_261_123
FEW, MANY = range(SEED, SEED + 12), range(SEED, SEED + 150)
OTHERS = range(2 * SEED, 2 * SEED + 150)
"""The seeds of programs: those that each run has, and those of which a commit has a batch."""
STILL_WRONG = 0.02
"""The share of random programs of one family that may be judged wrong. It is to become 0."""
HEAD = "import numpy as np\nimport torch\nfrom torch import nn\n"


def programs(family: str, seeds: Iterable[int]) -> Iterator[Program]:
    """A program of a family for each of the seeds, half of their tables just enough."""
    for one in seeds:
        yield fitted(generate(family, one), enough=random.Random(one).random() < SHARE_ENOUGH)


def refuted(family: str, seeds: Iterable[int]) -> Iterator[str]:
    """Programs that are judged wrong and made of families that are not open."""
    for program in programs(family, seeds):
        if program.breaks or set(program.families) & OPEN - {family}:
            continue
        came = judged(program)
        if came.wrong:
            yield f"{program.families}\n{program.text}\n" + "\n".join(map(str, came.wrong))


@pytest.mark.parametrize("family", sorted(set(GENERATORS) - OPEN))
def test_enough_never_overflows_and_what_is_found_happens(family: str) -> None:
    assert "\n".join(refuted(family, FEW)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted(set(GENERATORS) - OPEN))
def test_few_of_many_programs_are_judged_wrong(family: str) -> None:
    seeds = batch(OTHERS, 3)
    wrong = list(refuted(family, seeds))

    assert len(wrong) <= len(seeds) * STILL_WRONG, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("family", sorted(OPEN))
def test_a_family_that_is_called_open_is_not_mended_yet(family: str) -> None:
    assert next(refuted(family, MANY), None), f"none of {len(MANY)} programs is judged wrong: {family} is mended"


@pytest.mark.slow
def test_the_programs_are_worth_running() -> None:
    """Some go wrong and some do not, most run to their end, and the linter has something to say of many."""
    counted: Counter[str] = Counter()
    for family in GENERATORS:
        for program in programs(family, FEW[:6]):
            came = judged(program)
            counted["programs"] += 1
            counted["overflow"] += came.overflows
            counted["crashed"] += came.crashed is not None
            counted["found"] += came.found
            counted["proven"] += came.proven > 0

    assert counted["crashed"] < counted["programs"] * 0.1
    assert counted["programs"] * 0.2 < counted["overflow"] < counted["programs"] * 0.7
    assert counted["found"] > counted["programs"] * 0.1
    assert counted["proven"] > counted["programs"] * 0.1


def test_every_family_has_its_description() -> None:
    assert set(FAMILIES) == set(GENERATORS)


def test_a_seed_gives_the_same_program() -> None:
    assert [generate(family, 7) for family in GENERATORS] == [generate(family, 7) for family in GENERATORS]


# -- running ------------------------------------------------------------------------------------------------------


def seen(text: str, *, raising: bool = True) -> tuple[list[str], bool]:
    """The kinds of what goes wrong, and whether it ends the program."""
    record = run(Program(("T",), HEAD + text, raising=raising), data(0))
    assert record.crash is None
    return [event.kind for event in record.events], bool(record.failed)


def test_an_id_without_a_row_is_seen_whether_or_not_it_is_caught() -> None:
    table = "e = nn.Embedding(2, 8)\n"

    assert seen(f"{table}e(torch.tensor([0, 1]))\n") == ([], False)
    assert seen(f"{table}e(torch.tensor([2]))\n") == (["outside"], True)
    assert seen(f"{table}e(torch.tensor([-1]))\n") == (["negative"], True)
    assert seen(f"{table}e(torch.tensor([2]))\n", raising=False) == (["outside"], False)
    assert seen(f"{table}try:\n    e(torch.tensor([2]))\nexcept IndexError:\n    pass\n") == (["outside"], False)
    assert seen("nn.Embedding(0, 8)\n") == (["size"], False)
    assert seen("nn.Embedding(None, 8)\n") == (["size"], True)


@pytest.mark.slow
@pytest.mark.parametrize("body", ["pass", "try:\n        1 / 0\n    except BaseException:\n        pass"])
def test_a_program_that_does_not_end_is_ended(body: str) -> None:
    record = run(Program(("T",), f"while True:\n    {body}\n"), data(0))

    assert record.crash == ENDLESS


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ("y = x.reshape(-1)\ny[0] = 9", [9, 2, 3, 4]),
        ("x.T[0] = 9", [9, 2, 9, 4]),
        ("x.T[:, 0] = [8, 9]", [8, 9, 3, 4]),
        ("x.flat[1] = 9", [1, 9, 3, 4]),
        ("y = x.flatten()\ny[:] = 9", [1, 2, 3, 4]),
        ("y = x[x > 2]\ny[:] = 9", [1, 2, 3, 4]),
        ("x[x > 2] = 9", [1, 2, 9, 9]),
        ("x[:, ::-1][0] = 9", [9, 9, 3, 4]),
        ("y = x\ny -= 1", [0, 1, 2, 3]),
        ("y = x\ny = y - 1", [1, 2, 3, 4]),
        ("np.minimum(x, 2, x)", [1, 2, 2, 2]),
        ("torch.from_numpy(x)[0, 0] = 9", [9, 2, 3, 4]),
        ("torch.tensor(x)[0, 0] = 9", [1, 2, 3, 4]),
        ("x[[0, 1], [1, 0]] = 9", [1, 9, 9, 4]),
        ("x = (x + 254).astype(np.uint8).astype(int)", [255, 0, 1, 2]),
        ("x = np.where(x > 2, 0, x)", [1, 2, 0, 0]),
        ("x += np.array([10, 20])", [11, 22, 13, 24]),
    ],
)
def test_arrays_compute_as_the_libraries_do(change: str, ids: list[int]) -> None:
    program = f"{HEAD}x = np.array([[1, 2], [3, 4]])\n{change}\nassert x.ravel().tolist() == {ids}\nx.done"
    record = run(Program(("T",), program), data(0))

    assert record.crash == "AttributeError: 'ndarray' object has no attribute 'done'"


@pytest.mark.frameworks
@pytest.mark.parametrize("family", sorted(GENERATORS))
def test_programs_end_as_they_do_with_the_real_libraries(family: str) -> None:
    for library in ("torch", "numpy", "pandas", "sklearn.preprocessing"):
        importlib.import_module(library)
    # Keras's models take long to make.
    for program in programs(family, MANY[:60]):
        if "tensorflow" in program.text or "cuda" in program.text or not program.raising:
            continue
        for number in range(1 if program.data_free else 4):
            assert ending(program, data(number)) == ending(program, data(number), real=True), program.text


# -- judging ------------------------------------------------------------------------------------------------------


def wrong(text: str, answer: Answer, monkeypatch: pytest.MonkeyPatch, driver: str = "") -> list[str]:
    """What is judged wrong of an answer."""
    monkeypatch.setattr(judge, "ask", lambda _: answer)
    return [f"{one.kind} {one.line}" for one in judged(Program(("T",), HEAD + text, driver)).wrong]


def finding(line: int, code: str = "EMB106") -> Answer:
    return Answer([Said(line, code, "")], [])


ENOUGH = Answer([], [Verdict(4, proven=True, too_small=False, told=False, text="")])


def test_wrong_verdicts_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    fits, misses = "nn.Embedding(3, 8)(torch.tensor([2]))\n", "nn.Embedding(2, 8)(torch.tensor([2]))\n"

    assert wrong(fits, finding(4), monkeypatch) == ["false alarm 4"]
    assert wrong(misses, finding(4), monkeypatch) == []
    assert wrong(misses, finding(4, "EMB110"), monkeypatch) == ["false alarm 4"]
    assert wrong(misses, ENOUGH, monkeypatch) == ["not enough 4"]
    assert wrong(fits, ENOUGH, monkeypatch) == []


def test_a_finding_is_right_if_some_data_bear_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "from data import flag\nn = 2 if all([flag() for _ in range(5)]) else 9\n"
    seldom = f"{rows}nn.Embedding(n, 8)(torch.tensor([5]))\n"

    assert wrong(seldom, finding(6), monkeypatch) == []
    assert wrong(seldom.replace("2 if", "8 if"), finding(6), monkeypatch) == ["false alarm 6"]


def test_a_caught_error_bears_nothing_out_and_a_hidden_caller_does(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = "e = nn.Embedding(2, 8)\ntry:\n    e(torch.tensor([2]))\nexcept IndexError:\n    pass\n"
    uncalled = "def build(n):\n    return nn.Embedding(n, 8)(torch.tensor([2]))\n"

    assert wrong(caught, finding(4), monkeypatch) == ["false alarm 4"]
    assert wrong(uncalled, finding(5), monkeypatch) == []
    assert wrong(uncalled, finding(5), monkeypatch, "build(3)") == ["false alarm 5"]
    assert wrong(uncalled, finding(5), monkeypatch, "build(2)") == []


def test_a_hole_is_filled_so_that_the_table_fits_or_misses_by_one() -> None:
    rows = Program(("T",), f"{HEAD}nn.Embedding({ROWS}, 8)(torch.tensor([2, 7]))\n")
    ids = Program(("T",), f"{HEAD}from data import flag\nnn.Embedding(5 if flag() else 3, 8)(torch.tensor([{ID}]))\n")

    assert [judged(fitted(one, enough=True)).overflows for one in (rows, ids)] == [False, False]
    assert [judged(fitted(one, enough=False)).overflows for one in (rows, ids)] == [True, True]


def test_a_wrong_program_becomes_small(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "nn.Embedding(3, 8)(torch.tensor([2]))"
    text = f"{HEAD}a = 1\nif a:\n    b = 2\n    for i in range(2):\n        {table}\nc = 3\n"

    def alarm(text: str) -> Answer:
        lines = text.splitlines()
        return Answer([Said(at, "EMB106", "") for at, line in enumerate(lines, 1) if "Embedding(" in line], [])

    monkeypatch.setattr(judge, "ask", alarm)
    program = Program(("T",), text)
    small = shrunk(program, judged(program).wrong[0])

    assert small.text == f"import torch\nfrom torch import nn\n{table}\n"
