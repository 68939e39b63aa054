"""The modules that a program imports, fresh for each run: what one run patches, the next does not see."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.tools.fuzz.runtime import keras_like, numpy_like, pandas_like, sklearn_like, torch_like, torch_nn


@dataclass(frozen=True)
class Data:
    """What the module ``data`` answers in a run. The linter does not see it."""

    words: tuple[str, ...]
    flags: int
    """The outcome of the first calls of ``flag`` as bits, the first one lowest; later ones are drawn."""
    seed: int


FLAGS = 6
"""How many outcomes ``Data.flags`` holds."""

_NUMPY = numpy_like.members()
_TORCH = torch_like.members()
_NN = torch_nn.members()
_KERAS: dict[str, dict[str, Any]] = {
    "tensorflow": {},
    "tensorflow.keras": {"Model": keras_like.Model, "Sequential": keras_like.Sequential, "Input": keras_like.Input},
    "tensorflow.keras.ops": keras_like.OPS,
    "tensorflow.keras.layers": keras_like.layers(),
    "tensorflow.keras.models": {"Model": keras_like.Model, "Sequential": keras_like.Sequential},
    "tensorflow.keras.initializers": {"Constant": keras_like.Constant},
    "tensorflow.keras.preprocessing": {},
    "tensorflow.keras.preprocessing.text": {"Tokenizer": keras_like.Tokenizer},
    "tensorflow.keras.preprocessing.sequence": {"pad_sequences": keras_like.pad_sequences},
}
_CLASSES = [(made, dict(vars(made))) for made in (*torch_nn.CLASSES, *keras_like.CLASSES)]


class Flags:
    """``flag()``: true or false, as the data say."""

    def __init__(self, data: Data) -> None:
        self._data, self._asked, self._chance = data, 0, random.Random(data.seed)

    def __call__(self) -> bool:
        self._asked += 1
        if self._asked <= FLAGS:
            return bool(self._data.flags >> (self._asked - 1) & 1)
        return self._chance.random() < 0.5


def data_members(data: Data) -> dict[str, Any]:
    """The module ``data``: words, flags and numbers, and code that calls what it is given."""
    chance = random.Random(data.seed + 1)

    def each_word(function: Any) -> None:
        for word in data.words:
            function(word)

    def csv() -> str:
        first, step = chance.choice([0, 0, 1, 1, 5]), chance.choice([1, 1, 1, 3])
        users = [first + step * (at % max(len(data.words) - 1, 1)) for at in range(len(data.words))]
        chance.shuffle(users)
        between = 1 + data.seed % 2
        return "user,item\n" + "".join(f"{user},{between * at}\n" for at, user in enumerate(users))

    return {
        "csv": csv,
        "words": lambda: list(data.words),
        "texts": lambda: [" ".join(data.words), " ".join(data.words[:2])],
        "flag": Flags(data),
        "number": lambda: chance.choice([1, 2, 3, 5, 8, 13, 40]),
        "identity": lambda value: value,
        "call": lambda function, *given, **named: function(*given, **named),
        "each_word": each_word,
    }


@contextmanager
def modules(data: Data, *, real: bool = False) -> Iterator[dict[str, Any]]:
    """Puts the stand-ins in the place of the real frameworks; with ``real`` only the data. Gives the members of
    ``data``."""
    made = data_members(data)
    names: dict[str, dict[str, Any]] = {"data": made}
    if not real:
        names |= {
            "numpy": _NUMPY,
            "torch": _TORCH,
            "torch.nn": _NN,
            "torch.nn.functional": {"embedding": torch_nn.embedding, "one_hot": torch_nn.one_hot},
            "torch.utils": {},
            "torch.utils.checkpoint": {"checkpoint": torch_nn.checkpoint},
            **_KERAS,
            "sklearn": {},
            "sklearn.preprocessing": sklearn_like.MEMBERS,
            "pandas": pandas_like.MEMBERS,
        }
    patched = dict(vars(sys.modules["torch.nn"])) if real else {}
    main = ModuleType("__main__")
    before = {name: sys.modules.get(name) for name in (*names, "__main__")}
    arguments, state = sys.argv, random.getstate()
    for name, held in names.items():
        module = sys.modules[name] = ModuleType(name)
        vars(module).update(held)
        owner, _, last = name.rpartition(".")
        if owner:
            setattr(sys.modules[owner], last, module)
    if not real:
        vars(sys.modules["torch"])["index_select"] = torch_nn.index_select
    sys.modules["__main__"], sys.argv = main, ["program"]
    random.seed(data.seed)
    try:
        yield vars(main)
    finally:
        sys.argv = arguments
        random.setstate(state)
        for name, former in before.items():
            if former is None:
                del sys.modules[name]
            else:
                sys.modules[name] = former
        vars(sys.modules.get("torch.nn", main)).update(patched)
        for one, members in _CLASSES:
            _as_before(one, members)


def _as_before(one: type, members: dict[str, Any]) -> None:
    if dict(vars(one)) == members:
        return
    for name in [name for name in vars(one) if name not in members]:
        delattr(one, name)
    for name, value in members.items():
        if vars(one).get(name) is not value:
            setattr(one, name, value)
