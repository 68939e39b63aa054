"""Verdicts, findings and trails say the same of every table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_embedding.check import Analysis, analyse
from flake8_embedding.config import Config
from flake8_embedding.rules.rule import TableCase
from flake8_embedding.rules.trail import trail_of
from flake8_embedding.syntax.source import NOWHERE
from flake8_embedding.trace import traces
from flake8_embedding.verdicts.judge import Answer
from tests.programs.test_fixtures import FIXTURES, NAMES, PATHS


def analysis_of(path: Path) -> Analysis | None:
    found = analyse(path.read_text(), loud=True)
    return found if isinstance(found, Analysis) else None


def findings_at(analysis: Analysis, case: TableCase) -> list[str]:
    """The codes of what is found in the call that makes the table."""
    first, last = analysis.source.position(case.table.place)[0], analysis.source.last_line(case.table.place)
    found = [one.finding for one in analysis.found if first <= one.finding.line <= last]
    return [one.code for one in found if one.code.startswith(("EMB1", "EMB2"))]


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_each_shortage_has_a_finding_and_each_step_a_place(path: Path) -> None:
    analysis = analysis_of(path)
    for case in analysis.cases if analysis is not None else ():
        if case.verdict.answer is Answer.TOO_SMALL:
            assert findings_at(analysis, case) if analysis is not None else True
        for step in trail_of(case):
            assert analysis is None or analysis.source.span(step.place) != NOWHERE


VERDICT = re.compile(r"# verdict: ([a-z ()]+)")
WITH_VERDICTS = [path for path in PATHS if VERDICT.search(path.read_text())]


@pytest.mark.parametrize("path", WITH_VERDICTS, ids=lambda path: path.name)
def test_a_table_has_the_verdict_that_the_fixture_tells(path: Path) -> None:
    text = path.read_text()
    wanted = {
        number: found.group(1).strip()
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := VERDICT.search(line))
    }
    told: dict[int, set[str]] = {}
    for one in traces(text):
        told.setdefault(one.line, set()).add(one.verdict)
    assert {line: told.get(line) for line in wanted} == {line: {verdict} for line, verdict in wanted.items()}


PROVEN = """\
import torch
torch.nn.Embedding(5, 2)(torch.tensor([0, 4]))
"""
PRESUMED = """\
import torch
from elsewhere import {imported}
table = torch.nn.Embedding(5, 2)
table(torch.tensor([0, 4]))
{use}
"""


def test_enough_is_proven_where_all_uses_are_followed() -> None:
    (one,) = traces(PROVEN)

    assert (one.verdict, one.reason) == ("enough", None)


@pytest.mark.parametrize(
    ("imported", "use", "reason"),
    [
        ("ids", "table(ids)", "the ids of one look-up are not known"),
        ("train", "train(table)", "the ids of one look-up are not known: it is handed to code that is not seen"),
    ],
)
def test_enough_is_presumed_where_a_use_is_not_followed(imported: str, use: str, reason: str) -> None:
    (one,) = traces(PRESUMED.format(imported=imported, use=use))

    assert one.verdict == "enough (presumed)"
    assert (one.reason or "").startswith(reason)


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        ("rows @ table.weight.T", "enough (presumed)"),
        ("torch.softmax(table.weight, -1)[4]", "enough"),
        ("F.normalize(table.weight)[torch.tensor([0, 4])]", "enough"),
        ("F.normalize(table.weight.detach()).cpu().numpy()[torch.tensor([0, 5])]", "too small"),
        ("table.weight.softmax(-1)[torch.tensor([5])]", "too small"),
        ("chances = F.softmax(table.weight, -1)\nfor chance in (0, 5): chances[torch.tensor([chance])]", "too small"),
        ("F.softmax(table.weight, -1)[ids]", "enough (presumed)"),
        ("F.embedding(ids, F.normalize(table.weight))", "enough (presumed)"),
        ("F.normalize(table.weight).index_select(0, ids)", "enough (presumed)"),
        ("ids(F.softmax(table.weight, -1))", "enough (presumed)"),
        ("list(enumerate(F.softmax(table.weight, -1)))", "enough (presumed)"),
        ("(table.weight @ rows.T)[ids]", "enough (presumed)"),
        ("F.linear(table.weight, rows)[ids]", "enough (presumed)"),
    ],
)
def test_what_is_made_of_a_weight_has_its_rows(use: str, verdict: str) -> None:
    (one,) = traces(f"""\
import torch
import torch.nn.functional as F
from elsewhere import ids
table = torch.nn.Embedding(5, 2)
rows = table(torch.tensor([0, 4]))
{use}
""")

    assert one.verdict == verdict


@pytest.mark.parametrize(
    "use",
    [
        "F.embedding(ids, table.weight.T)",
        "F.embedding(ids, table.weight.t())",
        "F.embedding(ids, F.softmax(table.weight.t(), -1))",
        "F.softmax(table.weight, -1).T[ids]",
        "torch.exp(table.weight).t()[ids]",
        "table.weight.data.mT[ids]",
        "table.weight.H[ids]",
        "table.weight.mH[12]",
        "table.weight.T[:, [4]]",
    ],
)
@pytest.mark.parametrize(("rows", "width"), [(5, 20), (20, 5)])
def test_the_rows_of_a_transposed_weight_are_not_those_of_the_table(use: str, rows: int, width: int) -> None:
    one, *_ = traces(f"""\
import torch
import torch.nn.functional as F
ids = torch.tensor([12])
table = torch.nn.Embedding({rows}, {width})
table(torch.tensor([4]))
{use}
""")

    assert one.verdict == "enough (presumed)"


@pytest.mark.parametrize(("more", "verdict"), [("", "enough"), (" + 1", "unknown")])
@pytest.mark.parametrize("part", ["data", "Subset(data, few)", "random_split(data, [5, 5])[0]"])
def test_a_data_set_of_one_path_or_another_is_enough_if_each_is(part: str, more: str, verdict: str) -> None:
    (one,) = traces(f"""\
import sys
import torch
from torch.utils.data import DataLoader, Dataset, Subset, random_split
few = [0, 1]
text = open("text.txt").read()
ids = {{letter: number for number, letter in enumerate(sorted(set(text)))}}
class Pairs(Dataset):
    def __getitem__(self, place): return torch.tensor([ids[text[place]], ids[text[0]]]), 1
class Letters(Dataset):
    def __getitem__(self, place): return torch.tensor(ids[text[place]]{more}), 1
data = Pairs() if len(sys.argv) > 1 else Letters()
table = torch.nn.Embedding(len(ids), 2)
for batch, _ in DataLoader({part}): table(batch)
""")

    assert one.verdict == verdict


def test_an_id_below_zero_is_not_enough() -> None:
    (one,) = traces("import torch\ntorch.nn.Embedding(5, 2)(3 - torch.tensor([4]))\n")

    assert (one.verdict, one.reason) == ("unknown", "the lowest id may be -1, which has no row")
    assert [finding[:6] for finding in one.findings] == ["EMB110"]


def test_enough_is_presumed_where_a_word_that_stands_twice_would_shorten_the_vocabulary() -> None:
    (one,) = traces("""\
import torch
words = ["<pad>", "<unk>"] + open("words.txt").read().split()
ids = {word: number for number, word in enumerate(words)}
table = torch.nn.Embedding(len(ids), 2)
table(torch.tensor([ids["<pad>"], *[ids[word] for word in "a b".split()]]))
""")

    assert one.verdict == "enough (presumed)"
    assert one.reason == "a word may occur twice in the list that the vocabulary numbers"


@pytest.mark.parametrize(
    ("size", "verdict"), [("x.max() + 1", "enough (presumed)"), ("y.max() + 1", "unknown"), ("x.max()", "too small")]
)
def test_enough_is_presumed_where_the_size_is_made_of_the_largest_of_what_is_looked_up(size: str, verdict: str) -> None:
    (one,) = traces(f"""\
import pandas, torch
frame = pandas.read_csv("ratings.csv")
x, y = frame["user"], frame["item"]
torch.nn.Embedding({size}, 2)(torch.tensor(x.values))
""")

    assert one.verdict == verdict
    assert verdict != "enough (presumed)" or one.reason == "an id may be below 0"


@pytest.mark.parametrize(
    "program",
    [
        # The first round only says that it is the first.
        """
n, first = 0, True
for x in open('x'):
    if first:
        first = False
    else:
        n += 1
ids = n
""",
        # What is put in on one of two paths is another number from the second round on.
        """
ids, x = [], 0
for w in open('x'):
    if w not in seen():
        ids.append(x)
    x = 7
""",
        # The list is emptied now and then: its length at the end is not the longest it ever was.
        """
ids, d = [], []
for w in open('x'):
    ids.append(len(d))
    d.append(w)
    if w:
        d.clear()
""",
        # Each round writes the same entry: there is one, and its value is the last number.
        """
d, n = {}, 0
for w in open('x'):
    d["last"] = n
    n += 1
ids = list(d.values())
""",
    ],
)
def test_what_later_rounds_do_is_not_taken_from_the_first(program: str) -> None:
    head = "import torch\nfrom elsewhere import seen\n"
    tables = traces(f"{head}{program}\nfor size in (1, 2):\n    torch.nn.Embedding(size, 2)(torch.tensor(ids))\n")

    assert tables
    assert not [one for one in tables if one.verdict.startswith("enough")]


def test_words_that_are_numbered_while_they_are_encoded_have_a_row_each() -> None:
    (one,) = traces("""\
import torch
ids = {"<pad>": 0}
rows = []
for line in open("words.txt"):
    row = []
    for word in line.split():
        if word not in ids:
            ids[word] = len(ids)
        row.append(ids[word])
    rows.append(row)
table = torch.nn.Embedding(len(ids), 2)
for row in rows:
    table(torch.tensor(row))
""")

    assert one.verdict == "enough"


ANOTHER_BY_THEN = {
    "each round has its own length, and the size is that of the last": """\
sizes = []
for line in lines:
    sizes.append(len(line))
torch.nn.Embedding(len(line) + 1, 2)(torch.tensor(sizes))
""",
    "each round fills a dict of its own": """\
sizes = []
for line in lines:
    own = {}
    for word in line:
        own.setdefault(word, len(own))
    sizes.append(len(own))
torch.nn.Embedding(len(own) + 1, 2)(torch.tensor(sizes))
""",
    "the name is given to another dict while the loop runs": """\
index, kept = {}, {}
for word in words:
    kept[word] = 99
    kept = index
    index.setdefault(word, len(index))
torch.nn.Embedding(len(index), 2)(torch.tensor(list(index.values())))
""",
    "the name may be of the other dict since an earlier loop": """\
index, other = {}, {}
for word in words:
    index = other
for word in words:
    index[word] = 1
torch.nn.Embedding(5, 2)(torch.tensor([len(other)]))
""",
    "a function that calls itself appends more than one call does": """\
ids = []
def walk(place):
    if place < len(words):
        ids.append(place)
        walk(place + 1)
walk(0)
torch.nn.Embedding(len(ids) + 1, 2)(torch.tensor(ids + [5]))
""",
    "two loops inside each other go over the same lines": """\
for one in lines:
    table = torch.nn.Embedding(len(one) + 1, 2)
    for other in lines:
        table(torch.tensor([len(other)]))
""",
}


@pytest.mark.parametrize("name", ANOTHER_BY_THEN)
def test_what_has_changed_is_another_number(name: str) -> None:
    begin = "import torch\nwords = open('a.txt').read().split()\nlines = [one.split() for one in open('a.txt')]\n"

    assert [one.verdict for one in traces(begin + ANOTHER_BY_THEN[name])] == ["unknown"]


NUMBERED_TWICE = {
    "a key that was new is set again": (
        "for word in words:\n    if word not in index:\n        {put}\n        {put}\n"
    ),
    "under another name": (
        "other = index\nfor word in words:\n    if word not in index:\n        other[word] = 0\n        {put}\n"
    ),
    "by a function": (
        "def add(word):\n    {put}\nfor word in words:\n    if word not in index:\n        add(word)\n        {put}\n"
    ),
    "each word of a set twice": "for word in set(words):\n    {put}\n    {put}\n",
    "each word of a set in each of several rounds": "for _ in words:\n    for word in set(words):\n        {put}\n",
    "where a key was missing": (
        "for word in words:\n    try:\n        index[word]\n    except KeyError:\n        {put}\n        {put}\n"
    ),
    "not in the first round": (
        "count = 0\nfor word in words:\n    if count > 0 or word not in index:\n        {put}\n    count += 1\n"
    ),
    "only in later rounds": (
        "count = 0\nfor word in words:\n    if count == 0:\n        if word not in index:\n            {put}\n"
        "    else:\n        {put}\n    count += 1\n"
    ),
}


@pytest.mark.parametrize("name", NUMBERED_TWICE)
def test_a_key_that_is_set_again_has_a_number_too_high(name: str) -> None:
    # The dict is known to have the key that was set first, so that its number is surely too high.
    verdict = "too small" if name == "under another name" else "unknown"
    begin = "import torch\nwords = open('a.txt').read().split()\nindex = {}\n"
    end = "torch.nn.Embedding(len(index), 2)(torch.tensor(list(index.values())))\n"

    text = begin + NUMBERED_TWICE[name].format(put="index[word] = len(index)") + end

    assert [one.verdict for one in traces(text)] == [verdict]


def test_several_rows_hold_more_distinct_values_than_there_are_rows() -> None:
    (one,) = traces("""
import numpy as np
import torch
places = np.unique(np.random.randint(0, 100, size=(3, 50)), return_inverse=True)[1]
torch.nn.Embedding(3, 2)(torch.tensor(places))
""")

    assert one.verdict == "unknown"


@pytest.mark.parametrize(
    ("begun", "put", "verdict"),
    [
        ('{"<pad>": 0}', "index[word] = n\n    n += 1", "enough (presumed)"),
        ('{"<pad>": 0}', "index[word] = len(index)", "enough"),
        ("{}", "index[word] = n\n    n += 1", "enough"),
    ],
)
def test_enough_is_presumed_where_a_word_may_be_a_key_of_the_program_s_own(begun: str, put: str, verdict: str) -> None:
    (one,) = traces(f"""
import torch
words = open("words.txt").read().split()
index = {begun}
n = len(index)
for word in set(words):
    {put}
torch.nn.Embedding(len(index), 2)(torch.tensor([index[word] for word in words]))
""")

    assert one.verdict == verdict


@pytest.mark.parametrize(
    "end",
    [
        "torch.nn.Embedding(len(index), 2)(torch.tensor([0]))",
        "torch.nn.Embedding(len(words), 2)(torch.tensor([max(len(words) - 1, 0)]))",
        "ids, out = [], []\nfor word in words:\n    out = ids\nout.append(1)\n"
        "torch.nn.Embedding(1, 2)(torch.tensor([len(ids)]))",
        "ids, seen = [], {}\nfor word in words:\n    ids.extend(seen.values())\n    seen[word] = 1\n"
        "torch.nn.Embedding(1, 2)(torch.tensor([len(ids)]))",
    ],
)
def test_an_id_may_come_where_the_first_round_or_the_size_shows_none(end: str) -> None:
    begin = "import torch\nwords = open('a.txt').read().split()\nindex = {word: 0 for word in words}\n"

    assert "enough" not in [one.verdict for one in traces(begin + end)]


@pytest.mark.parametrize("rows", ["frame[frame.stars > 3]", "frame.head(2)", "frame.sample(frac=0.5)"])
def test_rows_that_are_left_out_leave_their_categories(rows: str) -> None:
    (one,) = traces(f"""
import pandas as pd
import torch
frame = pd.read_csv("ratings.csv")
frame["user"] = frame["user"].astype("category")
chosen = {rows}
table = torch.nn.Embedding(chosen["user"].nunique(), 2)
table(torch.tensor(chosen["user"].cat.codes.values))
""")

    assert one.verdict == "unknown"


@pytest.mark.parametrize("rows", ["[kinds != 'a']", ".head(2)", ".astype(pd.CategoricalDtype(['zz']))"])
def test_rows_of_a_column_leave_its_categories(rows: str) -> None:
    (one,) = traces(f"""
import pandas as pd
import torch
kinds = pd.Series(open("words.txt").read().split()).astype("category")
few = kinds{rows}
torch.nn.Embedding(few.nunique(), 2)(torch.tensor(few.cat.codes.values))
""")

    assert one.verdict == "unknown"


@pytest.mark.parametrize(
    "smallest", ["ids.min(dim=1).values", "ids.min(1).values", "torch.tensor(min([(2, 9), (1, 3)]))"]
)
def test_the_smallest_of_each_row_is_not_the_smallest_of_all(smallest: str) -> None:
    (one,) = traces(f"""
import torch
ids = torch.tensor([[4, 0, 2], [9, 5, 1]])
torch.nn.Embedding(1, 2)({smallest})
""")

    assert one.verdict == "unknown"


def test_what_the_file_settles_is_proven_whatever_a_number_is() -> None:
    path = FIXTURES / "emb111_position_table_too_short" / "good_as_many_positions_as_rows.py"
    assert [one.verdict for one in traces(path.read_text())] == ["enough"] * 3


TOLERATED = """\
import torch

table = torch.nn.Embedding({rows}, 4)
try:
    table(torch.tensor([1, 2]))
except Exception as error:
    print(error)
"""


@pytest.mark.parametrize(("rows", "verdict"), [(3, "enough"), (2, "unknown")])
def test_a_look_up_whose_error_is_tolerated_counts_if_each_id_has_a_row(rows: int, verdict: str) -> None:
    (one,) = traces(TOLERATED.format(rows=rows))
    assert one.verdict == verdict


SAVED = """\
import pickle
from tensorflow import keras

model = keras.Sequential([keras.layers.Embedding(3, 4)])
model.predict([[1, 2]])
{use}
"""


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        ("pickle.dump(model, open('model', 'wb'))", "enough"),
        ("keras.utils.plot_model(model)", "enough"),
        ("import other; other.use(model)", "enough (presumed)"),
    ],
)
def test_a_model_that_is_only_looked_at_is_fed_nothing(use: str, verdict: str) -> None:
    (one,) = traces(SAVED.format(use=use))
    assert one.verdict == verdict


@pytest.mark.parametrize(("written", "verdict"), [("[0]", "unknown"), ("[0, 4]", "enough (presumed)")])
def test_ids_far_below_the_rows_say_nothing_of_those_that_are_not_known(written: str, verdict: str) -> None:
    (one,) = traces(f"""\
import sys, torch
table = torch.nn.Embedding(5, 2)
table(torch.tensor({written}))
table(torch.tensor([int(given) for given in sys.argv]))
""")

    assert (one.verdict, one.reason) == (verdict, "the ids of one look-up are not known: their range is not known")


@pytest.mark.parametrize("number", ["n", "given"])
def test_enough_is_presumed_where_a_function_calls_itself(number: str) -> None:
    (one,) = traces(f"""\
import torch
table, n = torch.nn.Embedding(1, 2), 0
def walk(given):
    global n
    if given == 5:
        return
    table(torch.tensor({number}))
    n += 1
    walk(given + 1)
walk(0)
""")

    assert one.verdict == "enough (presumed)"
    assert one.reason == "the ids of one look-up are not known: a function that calls itself may look up others"


@pytest.mark.parametrize("ends", ["n > 3", "len(seen) > 0"])
def test_enough_is_not_said_where_only_an_inner_call_looks_an_id_up(ends: str) -> None:
    (one,) = traces(f"""\
import torch
table, seen = torch.nn.Embedding(5, 2), []
def walk(n):
    if {ends}:
        table(torch.tensor([9]))
        return
    seen.append(n)
    walk(n + 1)
walk(1)
table(torch.tensor([1]))
""")

    assert one.verdict == "unknown"
    assert one.reason == "the ids of one look-up are not known: a function that calls itself may look up others"


def test_enough_is_said_where_a_function_that_calls_itself_looks_nothing_up() -> None:
    (one,) = traces("""\
import torch
table, seen = torch.nn.Embedding(5, 2), []
def walk(n):
    if n > 3:
        return
    seen.append(n)
    walk(n + 1)
walk(1)
table(torch.tensor([1]))
""")

    assert one.verdict == "enough"


COMPACT = """\
import flax.linen as nn, jax.numpy as jnp, other
class Model(nn.Module):
    @nn.compact
    def __call__(self, ids):
        return nn.Embed(5, 4)(ids)
    def generate(self, parameters, ids):
        return self.apply(parameters, ids)
model = Model()
parameters = model.init(other.key, jnp.array([1]))
model.apply(parameters, jnp.array([4]))
{use}
"""


@pytest.mark.parametrize(
    ("use", "verdicts"),
    [("", {"enough"}), ("model.generate(parameters, other.ids)", {"enough", "unknown"})],
)
def test_a_method_that_nobody_calls_says_nothing_beside_what_is_looked_up(use: str, verdicts: set[str]) -> None:
    assert {one.verdict for one in traces(COMPACT.format(use=use))} == verdicts


PARTS = """\
import torch
from torch import nn
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5, 4)
        self.scores = nn.Linear(4, 1)
    def forward(self, ids):
        return self.scores(self.table(ids))
model = Model()
model(torch.tensor([0, 4]))
ids = torch.tensor([7])
{use}
"""
OF_KERAS = """\
import tensorflow as tf
from tensorflow.keras import Model, layers
class Own(Model):
    def __init__(self):
        super().__init__()
        self.table = layers.Embedding(5, 4)
    def call(self, ids):
        return self.table(ids)
model = Own()
model(tf.constant([[0, 4]]))
ids = tf.constant([[7]])
{use}
"""


@pytest.mark.parametrize(
    ("program", "use"),
    [
        (PARTS, 'dict(model.named_parameters())["table.weight"][ids]'),
        (PARTS, "list(model.state_dict().values())[0][ids]"),
        (PARTS, "for name, weight in model.state_dict().items(): weight[ids]"),
        (PARTS, "list(model._modules.values())[0](ids)"),
        (OF_KERAS, "model.layers[0](ids)"),
        (OF_KERAS, "tf.gather(model.weights[0], ids)"),
        (OF_KERAS, "model.get_layer(index=0)(ids)"),
    ],
)
def test_enough_is_presumed_where_a_part_of_a_model_is_used(program: str, use: str) -> None:
    verdict = traces(program.format(use=use))[0].verdict

    assert verdict == "enough (presumed)"


@pytest.mark.parametrize(
    ("program", "use"),
    [
        (PARTS, "from torchinfo import summary; summary(model, input_data=ids)"),
        (OF_KERAS, "model.test_step((ids, ids))"),
        (OF_KERAS, "import pickle; pickle.loads(pickle.dumps(model))(ids)"),
    ],
)
def test_what_goes_through_a_model_by_a_function_or_a_step_is_found(program: str, use: str) -> None:
    assert any(one.findings for one in traces(program.format(use=use)))


CHANGED = """\
import numpy as np
import torch
x = {begun}
{change}
torch.nn.Embedding({rows}, 2)(torch.as_tensor({looked_up}))
"""


@pytest.mark.parametrize(
    ("begun", "change", "rows", "looked_up"),
    [
        ("np.tril(np.array([[1, 2], [3, 4]]))", "x = x.max() - x", 4, "x"),
        ("np.tril(np.array([[1, 2], [3, 4]])) + 1", "x = x.max() + 1 - x", 4, "x"),
        ("np.digitize([[9, 1]], [2, 4])", "x = (x * 0.5).astype(int) + x", 3, "x"),
        ("np.digitize([[9, 1]], [2, 4])", "x = x * np.array([0.5, 1.5])", 3, "x.astype(int)"),
        ("torch.tensor([[9, 2], [1, 3]])", "x = x.max(dim=1).values % 9", 3, "x"),
        ("torch.arange(6).view(2, 3)", "y = x[0]; y += 1; x[0] = x[1].clone()", 5, "y"),
        ("np.tril(np.array([[1, 2], [3, 4]]))", "x = np.unique(np.stack([x[0], x[1] + 2]))", 2, "len(x)"),
        ("np.take_along_axis(np.zeros((2, 2), int), np.zeros((2, 2), int), 1)", "for row in x: row += 1", 1, "x"),
    ],
)
def test_enough_is_not_said_of_arrays_that_were_changed_in_part(
    begun: str, change: str, rows: int, looked_up: str
) -> None:
    (one,) = traces(CHANGED.format(begun=begun, change=change, rows=rows, looked_up=looked_up))

    assert one.verdict != "enough"


HANDED_BACK = """\
import torch, collections, functools, itertools
a, b = [1, 2], [0, 3, 1]
{use}
torch.nn.Embedding(8, 2)(torch.tensor(a))
"""


@pytest.mark.parametrize(
    "use",
    [
        "min(a, b).append(8)",
        "max(a, b, key=len).append(8)",
        "min([a, b]).append(8)",
        "list(itertools.chain([a]))[0].append(8)",
        "for row in itertools.chain([a], [b]): row.append(8)",
        "collections.deque([a]).popleft().append(8)",
        "functools.reduce(lambda one, other: one, [a, b]).append(8)",
        'collections.ChainMap({"a": a})["a"].append(8)',
        "list(itertools.repeat(a, 1))[0].append(8)",
    ],
)
def test_a_list_that_a_function_gives_back_is_the_list_itself(use: str) -> None:
    (one,) = traces(HANDED_BACK.format(use=use))

    assert one.verdict != "enough"


@pytest.mark.parametrize("use", ["pass", "min(a, b)", "list(itertools.chain([a]))"])
def test_enough_is_said_of_a_list_that_a_function_gives_back_as_it_was(use: str) -> None:
    (one,) = traces(HANDED_BACK.format(use=use))

    assert one.verdict == "enough"


PUT_IN_LATER = """\
import torch, somewhere
from multiprocessing import Process, Queue
def work(queue): table(torch.tensor([queue.get()]))
def feed(queue, *numbers): [queue.put(number) for number in numbers]
table = torch.nn.Embedding(5, 2)
q, other = Queue(), Queue()
q.put(0)
Process(target=work, args=(q,)).start()
{later}
"""


@pytest.mark.parametrize(
    "later",
    [
        "q.put(9)",
        "for number in range(100): q.put(number)",
        "feed(q, 0, 9)",
        "list(map(q.put, [9, 0]))",
        "Process(target=feed, args=(q, 9)).start()",
        "def feed_later(): q.put(9)",
        "(q if input() else other).put(9)",
        "somewhere.fill(q)",
    ],
)
def test_enough_is_not_said_of_what_may_be_put_into_a_queue_before_it_is_asked(later: str) -> None:
    (one,) = traces(PUT_IN_LATER.format(later=later))

    assert one.verdict == "unknown"


@pytest.mark.parametrize("later", ["pass", "q.put(0)", "feed(other, 9)", "somewhere.fill(other)"])
def test_enough_is_said_where_nothing_else_is_put_into_the_queue(later: str) -> None:
    (one,) = traces(PUT_IN_LATER.format(later=later))

    assert one.verdict == "enough"


ONE_OF_ROWS = """\
import torch, random
rows = [[0], [1], [2]]
k = int(input())
{use}
torch.nn.Embedding(5, 2)(torch.tensor(rows[0]))
"""


@pytest.mark.parametrize(
    "use",
    [
        "rows[k].append(9)",
        "row = rows[k]; row += [9]",
        "rows[random.randrange(3)][0] = 9",
        "[rows[1], rows[0]][random.random() < 0.5].extend([9])",
        "for place in input().split(): rows[int(place)].append(9)",
        "if k != 0: rows[k].append(9)",
        "rows[random.randint(1, 2)].append(9)",
        "random.choice(rows).append(9)",
        "{0: rows[0], 1: rows[1]}.get(k).append(9)",
    ],
)
def test_nothing_is_said_of_a_list_that_may_be_the_one_that_was_changed(use: str) -> None:
    (one,) = traces(ONE_OF_ROWS.format(use=use))

    assert one.verdict == "unknown"


@pytest.mark.parametrize(
    "use", ["rows[k]", "print(len(rows[k]), rows[k][0])", "row = rows[k] + [9]", "rows[1].append(9)"]
)
def test_enough_is_said_of_lists_that_are_only_read(use: str) -> None:
    (one,) = traces(ONE_OF_ROWS.format(use=use))

    assert one.verdict == "enough"


FINALLY = """
import torch
from torch import nn

size = 1
try:
    size = 7
    print(open("words.txt").read())
    size = 1
finally:
    nn.Embedding(3, 4)(torch.tensor([size]))
"""

CACHED_FOR_A_GLOBAL = """
import streamlit as st
import torch
from torch import nn

rows = 3

@st.cache_data
def size():
    return rows

size()
rows = ROWS
nn.Embedding(size(), 4)(torch.tensor([9]))
"""


PATH = "from pathlib import Path\npath = Path(__file__).resolve().parent.parent"
ASKED_BEFORE = """
import streamlit as st
import torch
from torch import nn

n = st.slider("n", 0, 10)
{made}

@st.cache_{kind}
def limit({taken}):
    return {given}

table = nn.Embedding(5, 4)
if n < 5:
    table(torch.tensor([limit({handed})]))
"""


@pytest.mark.parametrize("kind", ["data", "resource"])
@pytest.mark.parametrize(
    ("made", "taken", "given", "handed", "verdict"),
    [
        ("", "", "n", "", "unknown"),
        ("rows = 9 if n > 5 else 3", "", "rows", "", "unknown"),
        ("rows = 3\nif n > 5:\n    rows = 9", "", "rows", "", "unknown"),
        ("def rows():\n    return n", "", "rows()", "", "unknown"),
        ("class Rows:\n    of = n", "", "Rows.of", "", "unknown"),
        ("class Rows:\n    of = 3\nRows.of = n", "", "Rows.of", "", "unknown"),
        ("", "", "len([n for n in range(n)])", "", "unknown"),
        ("", "rows=n", "rows", "", "unknown"),
        ("", "", "st.session_state['n']", "", "unknown"),
        ("", "rows", "rows", "n", "enough"),
        ("two = 2\nrows = two + 1", "", "rows", "", "enough"),
        ("def rows(n):\n    return [n for _ in range(3)][0]", "", "rows(2)", "", "enough"),
        ("class Rows:\n    of = 3\n    def all(self):\n        return self.of", "", "Rows().all()", "", "enough"),
        ("def rows():\n    a, (b, *n) = 1, (3, 4)\n    return b", "", "rows()", "", "enough"),
        ("m = [3]\ndef rows():\n    m[0] = n\n    return m[0]", "", "rows()", "", "unknown"),
        ("def rows():\n    st.info('3')\n    with st.spinner('3'):\n        return 3", "", "rows()", "", "enough"),
        ("def rows():\n    st.info(n)\n    return 3", "", "rows()", "", "unknown"),
        ("def rows():\n    return st.slider('n', 0, 3)", "", "rows()", "", "unknown"),
        ("def rows():\n    with st.form('n') as n:\n        return n", "", "rows()", "", "unknown"),
        (f"{PATH} / 'a'\ndef rows():\n    return 3 if path.exists() else 2", "", "rows()", "", "enough"),
        (f"{PATH} / str(n)\ndef rows():\n    return 3 if path.exists() else 2", "", "rows()", "", "unknown"),
        (
            "import os\npath = os.path.join('a', 'b')\ndef rows():\n    return 3 if path else 2",
            "",
            "rows()",
            "",
            "enough",
        ),
        ("path = open('a')\ndef rows():\n    return 3 if path.read() else 2", "", "rows()", "", "unknown"),
        (f"{PATH}.stat()\ndef rows():\n    return 3 if path.st_size else 2", "", "rows()", "", "unknown"),
    ],
)
def test_a_cache_may_give_what_another_run_has_made(
    kind: str, made: str, taken: str, given: str, handed: str, verdict: str, tmp_path: Path
) -> None:
    program = ASKED_BEFORE.format(kind=kind, made=made, taken=taken, given=given, handed=handed)

    assert [one.verdict for one in traces(program, Config(filename=str(tmp_path / "page.py")))] == [verdict]


GROWN = """
import torch
from torch import nn

ids = [5]
for _ in range(20):
    {grows}
nn.Embedding(10, 4)(torch.tensor([{asked}]))
"""

READ_AS_ANOTHER = """
import torch
from tensorflow.keras.preprocessing.text import Tokenizer as Words
from tokenizers import Tokenizer

words = Words(num_words=5)
words.fit_on_texts(open("a.txt"))
with open("t.json", "w") as file:
    file.write(words.to_json())
read = Tokenizer.from_file("t.json")
torch.nn.Embedding({rows}, 4)(torch.tensor(read.encode(open("b.txt").read()).ids))
"""

COUNTED_TEXTS = """
import torch
from tensorflow.keras.preprocessing.text import Tokenizer

words = Tokenizer()
words.fit_on_texts(open("a.txt"))
torch.nn.Embedding(3, 4)(torch.tensor([min(words.{counts}["sir"], 3) - 1]))
"""


@pytest.mark.parametrize(
    ("program", "verdict"),
    [
        (GROWN.format(grows="ids += [min(ids) - 1]", asked="min(ids)"), "unknown"),
        (GROWN.format(grows="ids += [min(ids) - 1]", asked="max(min(ids), 0)"), "unknown"),
        (GROWN.format(grows="ids = [max(ids) - 1]", asked="min(max(ids), 4)"), "enough (presumed)"),
        (GROWN.format(grows="ids += [7]", asked="min(ids)"), "enough"),
        (READ_AS_ANOTHER.format(rows="read.get_vocab_size()"), "enough"),
        (READ_AS_ANOTHER.format(rows="5"), "unknown"),
        (COUNTED_TEXTS.format(counts="word_counts"), "enough"),
        (COUNTED_TEXTS.format(counts="word_docs"), "enough (presumed)"),
    ],
)
def test_only_what_is_so_in_every_run_is_enough(program: str, verdict: str) -> None:
    assert [one.verdict for one in traces(program)] == [verdict]


@pytest.mark.parametrize(
    ("program", "verdict"),
    [
        (FINALLY, "unknown"),
        (FINALLY.replace('print(open("words.txt").read())', "pass"), "enough"),
        (CACHED_FOR_A_GLOBAL.replace("ROWS", "10"), "unknown"),
        (CACHED_FOR_A_GLOBAL.replace("ROWS", "3"), "too small"),
    ],
)
def test_what_was_given_before_an_error_or_from_a_cache_may_be_too_small(program: str, verdict: str) -> None:
    assert [one.verdict for one in traces(program)] == [verdict]


@pytest.mark.parametrize(
    ("put_in", "rows", "verdict"),
    [
        ("d[len(d)] = word", "len(d) - 1", "too small"),
        ("d[len(d)] = word", "len(d)", "enough"),
        ("d[len(d)] = word", "1", "unknown"),
        ("d[len(d)] = len(d)", "1", "unknown"),
        ("d[n] = word; n += 1", "n", "enough"),
        ("d[n] = word; n += 1", "1", "unknown"),
        ("d[n] = word; n += 2", "len(d)", "unknown"),
        ("d[0] = word", "1", "enough"),
    ],
)
def test_each_round_may_put_in_a_higher_key(put_in: str, rows: str, verdict: str) -> None:
    (one,) = traces(f"""\
import torch
d, n = {{}}, 0
for word in open("text.txt").read().split():
    {put_in}
torch.nn.Embedding({rows}, 2)(torch.tensor(list(d)))
""")

    assert one.verdict == verdict


@pytest.mark.parametrize(
    "ids",
    [
        # Twelve dates over a whole year.
        'pandas.date_range("2023-01-01", "2023-12-31", 12).month',
        # NumPy takes a list for one axis.
        "numpy.meshgrid([3, 9])[0]",
    ],
)
def test_ids_that_only_look_like_a_few_are_not_enough(ids: str) -> None:
    tables = traces(f"import numpy, pandas, torch\ntorch.nn.Embedding(5, 4)(torch.tensor({ids}))\n")

    assert [one.verdict for one in tables if one.verdict.startswith("enough")] == []
    assert tables


def test_a_batch_may_bring_the_types_of_its_tokens() -> None:
    config = "BertConfig(vocab_size=100, type_vocab_size=1)"
    tables = traces(f"from transformers import BertConfig, BertModel\nBertModel({config})(**batch())\n")

    assert {one.verdict for one in tables} == {"unknown"}
