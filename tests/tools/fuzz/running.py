"""One run of a program: on some data, against the stand-ins or against the real libraries."""

from __future__ import annotations

import io
import random
import signal
import string
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import islice
from types import FrameType

from tests.tools.fuzz.program import Program
from tests.tools.fuzz.runtime.modules import FLAGS, Data, modules
from tests.tools.fuzz.runtime.record import DRIVER, PROGRAM, Current, Event, Record

LETTERS = string.ascii_lowercase
SIZES = (3, 1, 7, 26, 2, 12, 5, 40)
POOL = [*LETTERS, *(f"w{one}" for one in range(40))]


def data(number: int) -> Data:
    """The data of a run: the first runs differ as much as they can."""
    chance = random.Random(number)
    words = POOL[: SIZES[number % len(SIZES)]] * (1 + number % 3)
    chance.shuffle(words)
    flags = (0, 2**FLAGS - 1)[number] if number < 2 else chance.randrange(2**FLAGS)
    return Data(tuple(words), flags, number)


ENTRIES = ["<pad>", "<unk>", "<", ">", "<>", "A", *(f"x{one}" for one in range(30))]


def strange() -> Iterator[list[str]]:
    """Legal data in which words occur that programs use for entries of their own, words of which a tokenizer leaves
    nothing, frequent ones that come last, and a rare one that may come first of many. That an entry of one's own is a
    new one is what the linter assumes where it says "enough"."""
    yield from ([*LETTERS[:size], *ENTRIES] for size in (1, 12))
    yield from ([*LETTERS[:size], "<", ">", "<<", ">>", f"x{one}"] for one in range(4, 14) for size in (1, 4))
    for one in range(3, 16):
        yield from ([f"x{one}"], ["a", f"x{one}"], ["a", "b", "c", f"x{one}"])
    yield from (list(LETTERS[:size]) for size in range(1, 26))
    yield from (["z", *(list(LETTERS[:size]) * 20)[:39]] for size in (2, 5, 8, 12))
    yield from (["zz"], ["zz", *LETTERS[:5]])
    yield from (["a"] * times + ["<", "b"][:size] for times in (3, 5, 14) for size in (1, 2))
    yield from (["<"], ["a", "<"], ["a", "b", "<"], ["a", "b", "c", "d", "<"])
    yield [letter for times, letter in enumerate(LETTERS, 1) for _ in range(times)]


def more_data() -> Iterator[Data]:
    """Every outcome of the first flags with few and many words, then strange words."""
    for flags in range(2**FLAGS):
        for size in (3, 12):
            words = POOL[:size]
            random.Random(flags).shuffle(words)
            yield Data(tuple(words), flags, 1000 + flags)
    for seed, words in enumerate(strange()):
        for times in range(3):
            mixed = list(words)
            random.Random(seed + times).shuffle(mixed)
            yield Data(tuple(mixed), random.Random(seed * 3 + times).randrange(2**FLAGS), 5000 + seed * 3 + times)


SECONDS = 2.0
"""A program that runs longer does not end: it takes a fraction of a millisecond."""


ENDLESS = "Endless: "


class Endless(BaseException):
    """The program did not end."""


@contextmanager
def limited() -> Iterator[None]:
    """Ends what runs too long. Again and again, until it happens outside a ``try`` that catches everything."""

    def stop(_: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_code.co_filename in (PROGRAM, DRIVER):
            raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 0.002)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


NOTHING = [Data((), flags, flags) for flags in (0, 2**FLAGS - 1, 21, 42)]
"""Data without a word: what a finding may mean that names its condition."""


def run(program: Program, given: Data) -> Record:
    """Run the program once; what ends it is written down."""
    record = Current.record = Record(raising=program.raising)
    with (
        modules(given) as names,
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
        limited(),
    ):
        warnings.simplefilter("ignore")
        try:
            exec(program.code, names)
            if program.driver:
                exec(program.driving, names)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            record.failed = list(_events_of(error))
            if not record.failed and not isinstance(error, SystemExit | AssertionError):
                record.crash = f"{type(error).__name__}: {error}"
    return record


def ending(program: Program, given: Data, *, real: bool = False) -> int | None:
    """The line of the program on which an error ends it, or None: against the stand-ins or the real libraries."""
    Current.record = Record()
    with modules(given, real=real) as names, redirect_stdout(io.StringIO()), warnings.catch_warnings(), limited():
        warnings.simplefilter("ignore")
        try:
            exec(program.code, names)
            if program.driver:
                exec(program.driving, names)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            frames = traceback.extract_tb(error.__traceback__)
            return next((frame.lineno for frame in reversed(frames) if frame.filename == PROGRAM), 0)
    return None


def _events_of(error: BaseException | None) -> Iterator[Event]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        event = getattr(error, "event", None)
        if isinstance(event, Event):
            yield event
        error = error.__cause__ or error.__context__


def runs(program: Program, number: int) -> list[Record]:
    """So many runs on different data; one where no data are asked for, or where it does not end."""
    first = run(program, data(0))
    if program.data_free or first.crash == ENDLESS:
        return [first]
    return [first, *(run(program, data(one)) for one in range(1, number))]


def more_runs(program: Program, limit: int = 500) -> Iterator[Record]:
    """Many more, for who wants to know whether something ever happens."""
    if not program.data_free:
        for given in islice(more_data(), limit):
            yield run(program, given)
