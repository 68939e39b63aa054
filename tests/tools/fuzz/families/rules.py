"""What single rules mistook (B25): encoders, padding, weights that are broadcast, ids that are cut by a count."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, block
from tests.tools.fuzz.families.containers import filled
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import ID, ROWS, Program

ENCODED = [
    "from sklearn.preprocessing import OrdinalEncoder\no = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=-1)\nx = o.fit_transform([['a'], ['b'], ['c']])",
    "from sklearn.preprocessing import OrdinalEncoder\no = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=-1)\no.fit([['a'], ['b']])\nx = o.transform([['a'], ['c']])",
    "from sklearn.preprocessing import OrdinalEncoder\no = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=-1)\no.fit([['a'], ['b']])\nx = o.transform([['a'], ['c']]) + 1",
    "from sklearn.preprocessing import LabelEncoder\nfrom data import words\nx = LabelEncoder().fit_transform(words())",
    "from sklearn.preprocessing import LabelEncoder\nfrom data import words\nx = LabelEncoder().fit(words()).transform(words()[:2])",
    "from sklearn.preprocessing import LabelEncoder\nfrom data import words\nx = LabelEncoder().fit_transform(['<pad>'] + words())",
    "from tensorflow.keras.preprocessing.sequence import pad_sequences\nx = pad_sequences([[1, {a}], [1, 2, 0]], maxlen=2, value=99)",
    "from tensorflow.keras.preprocessing.sequence import pad_sequences\nx = pad_sequences([[1, {a}], [1, 2, 0]], maxlen=4, value={b})",
    "from tensorflow.keras.preprocessing.sequence import pad_sequences\nx = pad_sequences([[1, {a}], [1, 2, 0]], value={b})",
    "from tensorflow.keras.preprocessing.sequence import pad_sequences\nx = pad_sequences([[1, {a}], [2, {b}]], value=-1)",
    "x = np.array([{a}, {b}, -1, -1])\nn = (x != -1).sum()\nx = x[:n]",
    "x = np.array([{a}, -1, {b}, -1])\nx = x[x != -1]",
    "x = np.array([{a}, {b}, -1])\nx = x[:-1]",
    "x = np.array([{a}, {b}, -1])\nx = np.where(x == -1, 0, x)",
    "x = np.array([{a} + 5, {b} + 7])\nx -= x.min()",
    "x = np.array([{a} + 5, {b} + 7])\nx = x - x.min()",
    "from data import words\nd = {{}}\nx = np.array([d.setdefault(w, len(d)) for w in words()])",
    "from data import words\nws = words()\nv = {{w: i for i, w in enumerate(sorted(set(ws)))}}\nx = np.array([v.get(w, -1) for w in ws])",
    "from data import words\nv = {{w: i for i, w in enumerate(sorted(set(words()))[1:])}}\nx = np.array([v.get(w, -1) for w in words()])",
    "from data import words\nv = {{w: i for i, w in enumerate(sorted(set(words()))[1:])}}\nx = np.array([v.get(w, -1) for w in words()])\nx = x[x >= 0]",
    "from data import words\nv = {{w: i for i, w in enumerate(sorted(set(words()))[1:])}}\nx = np.array([v.get(w, -1) + 1 for w in words()])",
]  # fmt: skip


def encoded(draw: Draw) -> Program:
    draw.of("B25")
    draw.need("import numpy as np")
    lines = filled(draw, draw.pick(ENCODED), "x")
    use = table(draw, ROWS, "torch.tensor(x).long()")
    return draw.program([*lines, *(block("if len(x):", use) if draw.maybe(0.3) else use)])


def broadcast(draw: Draw) -> Program:
    """Weights that are copied into a table: a row or a number is broadcast."""
    draw.of("B25")
    rows, other = draw.number(), draw.number()
    given = draw.pick(
        [
            "torch.zeros(4)",
            "torch.zeros(1, 4)",
            f"torch.zeros({rows}, 4)",
            f"torch.zeros({other}, 4)",
            f"torch.zeros({rows}, 1)",
            f"torch.ones({other}, 4)",
        ]
    )
    copied = draw.pick(["e.weight.data.copy_(w)", "e.weight.detach().copy_(w)", "e.weight.data.copy_(w)"])
    return draw.program([f"w = {given}", f"e = nn.Embedding({rows}, 4)", copied, "e(torch.tensor([0]))"])


def pretrained(draw: Draw) -> Program:
    """A table that is made of its weights."""
    draw.of("B25")
    rows = draw.number()
    made = draw.pick(
        [
            f"torch.zeros({rows}, 4)",
            f"torch.cat([torch.zeros({rows}, 4), torch.zeros(1, 4)])",
            f"torch.zeros({rows + 2}, 4)[1:]",
        ]
    )
    return draw.program([f"w = {made}", "e = nn.Embedding.from_pretrained(w)", f"e(torch.tensor([{ID}]))"])


GENERATORS: dict[str, list[Family]] = {"B25": [encoded, encoded, broadcast, pretrained]}
