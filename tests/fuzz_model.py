"""A small model of the frameworks, to run generated programs against: it tokenizes as they do and looks nothing up, but
writes down which ids would have been. An id without a row raises nothing, as on a GPU."""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any


@dataclass
class Seen:
    """What one run has looked up, by the line on which the table is made: the rows, and the lowest and highest id."""

    lookups: dict[int, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def outside(self, line: int) -> bool:
        return any(high >= rows for rows, _, high in self.lookups[line])

    def negative(self, line: int) -> bool:
        return any(low < 0 for _, low, _ in self.lookups[line])


class Tokenizer:
    """As keras.preprocessing.text.Tokenizer, with a shorter list of filters."""

    def __init__(self, num_words: int | None = None, oov_token: str | None = None) -> None:
        self._limit, self._oov = num_words, oov_token
        self.word_index: dict[str, int] = {}

    def fit_on_texts(self, texts: list[str]) -> None:
        counted = Counter(word for text in texts for word in _words(text))
        ordered = [word for word, _ in sorted(counted.items(), key=lambda item: -item[1])]
        first = [] if self._oov is None else [self._oov]
        self.word_index = {word: number for number, word in enumerate([*first, *ordered], 1)}

    def texts_to_sequences(self, texts: list[str]) -> list[list[int]]:
        return [[number for word in _words(text) for number in self._id(word)] for text in texts]

    def _id(self, word: str) -> Iterator[int]:
        oov = self.word_index.get(self._oov) if self._oov is not None else None
        number = self.word_index.get(word, oov)
        if number is not None and self._limit and number >= self._limit:
            number = oov
        if number is not None:
            yield number


def _words(text: str) -> list[str]:
    return text.lower().translate({ord("<"): " ", ord(">"): " "}).split()


def pad_sequences(sequences: list[list[int]], maxlen: int | None = None, value: int = 0) -> list[list[int]]:
    length = max(map(len, sequences), default=0) if maxlen is None else maxlen
    return [[value] * (length - len(one)) + one[max(len(one) - length, 0) :] for one in sequences]


def _embedding(seen: Seen) -> Callable[..., Callable[[Any], None]]:
    def embedding(rows: int, width: int) -> Callable[[Any], None]:
        line = sys._getframe(1).f_lineno

        def look_up(ids: Any) -> None:
            flat = list(_flat(ids))
            if flat:
                seen.lookups[line].append((rows, min(flat), max(flat)))

        return look_up

    return embedding


def _flat(ids: Any) -> Iterator[int]:
    if isinstance(ids, int):
        yield ids
    else:
        for one in ids:
            yield from _flat(one)


@contextmanager
def frameworks(seen: Seen, words: list[str], chance: random.Random) -> Iterator[None]:
    """Puts the model in the place of the real frameworks, and the data into a module of which the linter knows
    nothing."""
    names: dict[str, dict[str, Any]] = {
        "torch": {"tensor": lambda ids: ids},
        "torch.nn": {"Embedding": _embedding(seen)},
        "tensorflow": {},
        "tensorflow.keras": {},
        "tensorflow.keras.preprocessing": {},
        "tensorflow.keras.preprocessing.text": {"Tokenizer": Tokenizer},
        "tensorflow.keras.preprocessing.sequence": {"pad_sequences": pad_sequences},
        "data": {"words": lambda: list(words), "flag": lambda: chance.random() < 0.5},
    }
    before = {name: sys.modules.get(name) for name in names}
    for name, members in names.items():
        module = sys.modules[name] = ModuleType(name)
        vars(module).update(members)
        owner, _, last = name.rpartition(".")
        if owner:
            setattr(sys.modules[owner], last, module)
    try:
        yield
    finally:
        for name, former in before.items():
            if former is None:
                del sys.modules[name]
            else:
                sys.modules[name] = former


def run(program: str, words: list[str], seed: int) -> Seen:
    """Run the program once. What it raises ends it; what was looked up before that counts."""
    seen = Seen()
    chance = random.Random(seed)
    with frameworks(seen, words, chance):
        state = random.getstate()
        random.seed(seed)
        try:
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
        except (KeyError, ValueError, IndexError, TypeError, ZeroDivisionError, NameError, RuntimeError):
            pass
        finally:
            random.setstate(state)
    return seen
