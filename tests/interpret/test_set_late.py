"""Functions that other code was handed, and names that are None until a function sets them."""

from __future__ import annotations

import pytest

from flake8_embedding.survey.looking import look

HANDED = """
import datetime
import logging
import os
import time
from pathlib import Path

import later
import numpy as np
import torch
from torch import nn

logger = logging.getLogger(__name__)


class Window(logging.Handler):
    def emit(self, record):
        refill()


def refill():
    global words
    words = {{"a": 0}}


later.on_signal(refill)
words = {{"a": 0, "b": 1, "c": 2}}
{between}
nn.Embedding(len(words) - {fewer}, 8)(torch.tensor([words["c"]]))
"""

CALLS_NOTHING = [
    "logger.info('%d words', len(words))",
    "logger.addHandler(logging.StreamHandler()); logger.warning('soon')",
    "os.makedirs('nets', exist_ok=True)",
    "begun = datetime.datetime.now().strftime('%H')",
    "torch.manual_seed(3); np.random.seed(3)",
    "device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')",
    "ok = Path('nets').resolve().exists()",
]
MAY_CALL = [
    "later.poll()",
    "time.sleep(1)",
    "os.walk('.', onerror=refill)",
    "logger.addHandler(Window()); logger.info('soon')",
    "logging.basicConfig(handlers=[Window()]); os.makedirs('nets')",
    "logger.handlers = [Window()]; logger.info('soon')",
    "logger.emit = refill; logger.info('soon')",
    "logging.StreamHandler.emit = refill; logger.info('soon')",
    "import threading; os.makedirs('nets')",
    "os.kill(os.getpid(), 10)",
]


def verdicts(program: str) -> list[str]:
    return [trace.verdict for trace in look(program, "server.py").traces]


@pytest.mark.parametrize(("fewer", "verdict"), [(0, "enough"), (1, "too small")])
@pytest.mark.parametrize("between", CALLS_NOTHING)
def test_what_calls_nothing_leaves_what_other_code_was_handed(between: str, fewer: int, verdict: str) -> None:
    assert verdicts(HANDED.format(between=between, fewer=fewer)) == [verdict]


@pytest.mark.parametrize("fewer", [0, 1])
@pytest.mark.parametrize("between", MAY_CALL)
def test_what_may_call_it_leaves_nothing_known(between: str, fewer: int) -> None:
    assert verdicts(HANDED.format(between=between, fewer=fewer)) == ["unknown"]


SET_LATE = """
import later
import torch
from torch import nn

words = None
table = None


@later.route("/")
def answer():
    {guard}
    ids = torch.tensor([words.get(word, 0) for word in input().split()])
    return table(ids)


def load():
    global words, table
    words = {{"<unk>": 0}}
    for word in open("words.txt").read().split():
        if word not in words:
            words[word] = len(words)
    table = nn.Embedding(len(words) - {fewer}, 8)


load()
"""


@pytest.mark.parametrize(("fewer", "verdict"), [(0, "enough"), (1, "too small")])
@pytest.mark.parametrize("guard", ["pass", "if words is None: return ''", "if table is None: return ''"])
def test_a_name_is_what_a_function_sets_or_none(guard: str, fewer: int, verdict: str) -> None:
    assert verdicts(SET_LATE.format(guard=guard, fewer=fewer)) == [verdict]


@pytest.mark.parametrize(
    "guard",
    [
        "global words; words = words or {'x': 7}",
        "global table; table = nn.Embedding(2, 8) if table is None else table",
    ],
)
def test_what_stands_for_none_counts(guard: str) -> None:
    assert "enough" not in verdicts(SET_LATE.format(guard=guard, fewer=0))


BUILT_LATE = """
import later
from torch import nn

rows = None


def build():
    return nn.Embedding(rows, 8)


later.on_signal(build)
rows = 5
"""


def test_a_size_that_may_be_none_is_no_finding() -> None:
    assert look(BUILT_LATE, "server.py").told == ()


ON_ONE_PATH = """
import os
import torch
from torch import nn

vocab, ids = None, [9]
if os.path.exists("vocab.txt"):
    vocab, ids = {"<unk>": 0, "a": 1, "b": 2}, [2]
"""


@pytest.mark.parametrize(
    "use",
    [
        "if isinstance(vocab, dict):\n    nn.Embedding(len(vocab.keys()), 8)(torch.tensor(ids))",
        "try:\n    n = len(vocab.keys())\nexcept AttributeError:\n    n = 10\nnn.Embedding(n, 8)(torch.tensor(ids))",
    ],
)
def test_what_is_none_on_one_path_is_no_finding_on_the_other(use: str) -> None:
    assert look(f"{ON_ONE_PATH}{use}\n", "server.py").told == ()


SETTING = """
import later
import torch
from torch import nn

size = {before}


def large():
    global size
    size = 60


{between}


@later.route("/")
def show():
    return nn.Embedding(size, 4)(torch.tensor([50]))
"""


@pytest.mark.parametrize(
    ("before", "between", "verdict"),
    [
        ("None", "", "enough"),
        ("10", "", "unknown"),
        ("None", "def small():\n    global size\n    size = 10", "unknown"),
        ("None", "def small():\n    global size\n    size = 80", "unknown"),
    ],
)
def test_what_two_functions_set_is_one_of_two(before: str, between: str, verdict: str) -> None:
    assert verdicts(SETTING.format(before=before, between=between)) == [verdict]


COUNTED = """
import logging
import torch
from torch import nn


class Collect({base}):
    def __init__(self):
        super().__init__()
        self.count = 0

    def emit(self, record):
        self.count += 1


counted = Collect()
logger = logging.getLogger("words")
logger.addHandler(counted)
for word in "a b c".split():
    logger.warning(word)
nn.Embedding(counted.count, 8)(torch.tensor([2]))
"""


@pytest.mark.parametrize("base", ["logging.Handler", "logging.StreamHandler"])
def test_a_library_calls_the_methods_of_what_it_is_handed(base: str) -> None:
    assert look(COUNTED.format(base=base), "train.py").told == ()
