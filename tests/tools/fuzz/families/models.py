"""Models whose ids are moved on the way to the table (B5), and tables that are exchanged behind their name (B24)."""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.containers import filled
from tests.tools.fuzz.families.numbers import carried
from tests.tools.fuzz.families.uses import use_number
from tests.tools.fuzz.families.vocabulary import Vocabulary, vocabulary
from tests.tools.fuzz.places import Place
from tests.tools.fuzz.program import ID, Program

# -- ids that are moved (B5) --------------------------------------------------------------------------------------

SIZE = "self.emb.num_embeddings"
MOVED = [
    "x", "x", "x", "x - 1", "x - 1", "x.sub(1)", "torch.sub(x, 1)", "x + self.off", "(x - 1).clamp(min=0)", "x % self.emb.num_embeddings",
    "x.clamp(max=self.emb.num_embeddings - 1)", "torch.where(x > 0, x - 1, x)", "torch.minimum(x, torch.tensor(self.emb.num_embeddings - 1))",
    "shift(x)", "self.shift(x)", "self.emb.num_embeddings - x", "self.remap[x]", "x[x < self.emb.num_embeddings]", "x[:-1]",
    "self.moved", "self.mod(x)", "Moved()(x)", "x.flatten() - 1", "(lambda t: t - 1)(x)", "torch.clamp(x, 0, self.emb.num_embeddings - 1)", "x - 2", "x.remainder(self.emb.num_embeddings)",
]  # fmt: skip
BEFORE = [
    "x = x - 1", "x -= 1", "x = x.clone()\nx.sub_(1)", "x, y = x - 1, x", "if x.max() >= self.emb.num_embeddings: x = x - 1",
    "d = {'ids': x - 1}\nx = d['ids']", "assert x.max() < self.emb.num_embeddings + 1\nx = x - 1", "x = torch.stack([t - 1 for t in x])",
    "x = x * 1", "x = x.long()", "for _ in range(1): x = x - 1", "x = x.to('cpu')", "x = self.other(x)", "x = x.reshape(-1)",
]  # fmt: skip
REACHED = [
    "self.emb({x})", "self.emb({x})", "self.emb({x})", "self.emb(input={x})", "self.emb(*[{x}])", "self.es[0]({x})", "self.ed['a']({x})", "self.seq({x})",
    "nn.functional.embedding({x}, self.emb.weight)", "F.embedding({x}, self.emb.weight)", "self.emb.weight[{x}]",
    "torch.index_select(self.emb.weight, 0, {x})", "self.emb.weight.index_select(0, {x})", "self.emb.weight.gather(0, ({x})[:, None].expand(-1, 8))",
    "nn.functional.one_hot({x}, self.emb.num_embeddings).float() @ self.emb.weight", "checkpoint(self.emb, {x}, use_reentrant=False)",
    "getattr(self, 'emb')({x})", "list(map(self.emb, {x}))", "[self.emb(t) for t in {x}]", "self.emb.forward({x})", "self.look({x})", "type(self.emb).forward(self.emb, {x})",
]  # fmt: skip
NEEDED = {
    "F.": "import torch.nn.functional as F",
    "checkpoint(": "from torch.utils.checkpoint import checkpoint",
}
CALLED = [
    "m(torch.tensor(X))", "m(torch.tensor(X))", "call(m, torch.tensor(X))", "call(lambda: m(torch.tensor(X)))", "m.forward(torch.tensor(X))",
    "call(m.forward, torch.tensor(X))", "m.to('cpu')(torch.tensor(X))", "m.eval()\nm(torch.tensor(X))", "nn.Sequential(m)(torch.tensor(X))",
    "m = m.cuda()\nm(torch.tensor(X))", "nn.DataParallel(m)(torch.tensor(X))", "for x in [X]: m(torch.tensor(x))", "f = m\nf(torch.tensor(X))",
    "call(lambda: m(torch.tensor([i - 1 for i in X])))", "call(m, torch.tensor([i - 1 for i in X]))", "m(torch.tensor(identity([i - 1 for i in X])))",
    "del vocab1_[max(vocab1_, key=vocab1_.get)]\nif vocab1_: m(torch.tensor(list(vocab1_.values())))", "call(lambda mod, x: mod(x - 1), m, torch.tensor(X))",
    "def train(mod, x): return mod(x)\ntrain(m, torch.tensor(X))", "def train(mod, x): return mod(x - 1)\ntrain(m, torch.tensor(X))",
    "class Trainer:\n    def __init__(self, model): self.model = model\n    def fit(self, x): return self.model(x)\nTrainer(m).fit(torch.tensor(X))",
    "class Trainer:\n    def __init__(self, model): self.model = model\n    def fit(self, x): return self.model(x - 1)\nTrainer(m).fit(torch.tensor(X))",
    "m.register_forward_pre_hook(lambda mod, given: (given[0] - 1,))\nm(torch.tensor(X))",
    "m.emb.register_forward_pre_hook(lambda mod, given: (given[0] - 1,))\nm(torch.tensor(X))",
]  # fmt: skip


def _size(draw: Draw, of: Vocabulary) -> str:
    return draw.pick([f"len({of.name})", f"len({of.name})", f"len({of.name}) + {of.first}", f"len({of.name}) + 1"])


def models(draw: Draw) -> Program:
    """A module with a table as large as the vocabulary; its ids may be moved in ``forward``, and somebody may call it."""
    draw.of("B5")
    of = vocabulary(draw)
    moved = draw.pick(MOVED)
    before = draw.pick(BEFORE).split("\n") if draw.maybe(0.4) else []
    reached = draw.pick(REACHED).format(x=moved)
    init: Lines = ["super().__init__()", "self.emb = nn.Embedding(n, 8)"]
    methods: Lines = []
    body = "\n".join([*before, reached])
    parts = {
        "self.es": "self.es = nn.ModuleList([self.emb])",
        "self.ed": "self.ed = nn.ModuleDict({'a': self.emb})",
        "self.seq": "self.seq = nn.Sequential(self.emb, nn.Dropout(0.1))",
        "self.remap": "self.register_buffer('remap', torch.arange(n + 3) - 1)",
        "self.off": draw.pick(["self.off = -1", "self.register_buffer('off', torch.tensor(-1))", "self.off = 0"]),
        "self.moved": "self.moved = torch.tensor(0)",
        "self.mod": "self.mod = Moved()",
    }
    init += [line for name, line in parts.items() if name in body]
    if "self.shift" in body:
        methods += block("def shift(self, x):", [f"return {draw.pick(['x - 1', 'x', 'x.clamp(min=1) - 1'])}"])
    if "self.other" in body:
        methods += block("def other(self, x):", [f"return {draw.pick(['x - 1', 'x', 'x % 3'])}"])
    if "self.look" in body:
        methods += block("def look(self, x):", [f"return self.emb({draw.pick(['x - 1', 'x'])})"])
    if moved == "self.moved":
        before = [*before, "self.moved = x - 1"]
    if draw.maybe(0.12):
        forward = [
            *before,
            *block("try:", [f"return {reached}"]),
            *block("except IndexError:", [f"return self.emb(x - {of.first})"]),
        ]
    else:
        forward = [*before, f"return {reached}"]
    lines = [
        *of.before,
        f"X = [{of.name}[w] for w in {draw.data('words')}()]"
        if "word_index" not in of.name
        else f"X = list({of.name}.values())",
    ]
    if "shift(x)" in body and "self.shift" not in body:
        lines += draw.pick(
            [["shift = identity(lambda x: x - 1)"], ["def shift(x): return x - 1"], ["shift = lambda x: x"]]
        )
    if "self.mod" in body or "Moved()" in body:
        lines += block(
            "class Moved(nn.Module):",
            block("def forward(self, x):", [f"return {draw.pick(['x - 1', 'x', 'x.clamp(min=1) - 1'])}"]),
        )
    draw.data("identity")
    draw.need(*(line for name, line in NEEDED.items() if name in body))
    lines += block(
        "class Net(nn.Module):",
        [*block("def __init__(self, n):", init), *methods, *block("def forward(self, x):", forward)],
    )
    kept, size = carried(draw, _size(draw, of))
    lines += [*kept, f"m = Net({size})"]
    called = draw.pick(CALLED).replace("vocab1_", "v").split("\n")
    if "del v[" in called[0]:
        called = [f"v = dict({of.name})", *called]
    draw.data("call")
    if draw.maybe(0.25):
        return draw.program(lines, "m(torch.tensor(X))")
    return draw.program([*lines, *called])


def functional(draw: Draw) -> Program:
    """A Keras model that is described first; a layer or an operation may move the ids."""
    draw.of("B5")
    draw.need(
        "from tensorflow import keras", "from tensorflow.keras.layers import Embedding, Input, Lambda, Layer, Dense"
    )
    draw.need("from tensorflow.keras.preprocessing.text import Tokenizer", "import numpy as np")
    draw.need("from tensorflow.keras.preprocessing.sequence import pad_sequences")
    size = draw.pick(["len(t.word_index)", "len(t.word_index)", "len(t.word_index) + 1"])
    lines = ["t = Tokenizer()", f"t.fit_on_texts({draw.data('texts')}())", f"n = {size}"]
    moved = draw.pick(
        ["i", "i", "i - 1", "i % n", "keras.ops.maximum(i - 1, 0)", "keras.ops.clip(i, 0, n - 1)", "Lambda(lambda v: v - 1)(i)", "Lambda(lambda v: v)(i)",
         "shifted(i)", "Shift()(i)", "keras.ops.mod(i, n)", "keras.ops.minimum(i, n - 1)", "keras.ops.subtract(i, 1)"]
    )  # fmt: skip
    if "shifted" in moved:
        lines += block("def shifted(v):", [f"return {draw.pick(['v - 1', 'v'])}"])
    if "Shift" in moved:
        lines += block(
            "class Shift(Layer):", block("def call(self, v):", [f"return {draw.pick(['v - 1', 'v', 'v % n'])}"])
        )
    ids = draw.pick(["np.array(t.texts_to_sequences(texts()[:1]))", "pad_sequences(t.texts_to_sequences(texts()), maxlen=4)",
                     "np.array(t.texts_to_sequences(texts()[:1])) - 1"])  # fmt: skip
    if draw.maybe(0.3):
        lines.append("m = keras.Sequential([Embedding(n, 4)])")
        if moved == "i - 1":
            lines[-1] = "m = keras.Sequential([Lambda(lambda v: v - 1), Embedding(n, 4)])"
    else:
        lines += [
            f'i = Input(({draw.pick(["None,", "4,"])}), dtype="int32")',
            f"m = keras.Model(i, Embedding(n, 4)({moved}))",
        ]
    use = draw.pick(
        [
            f"m.predict({ids}, verbose=0)",
            f"{draw.data('call')}(m.predict, {ids})",
            f"{draw.data('call')}(lambda: m.predict({ids}))",
            f"x = {ids}\nm.predict(x, verbose=0)",
        ]
    )
    return draw.program([*lines, *use.split("\n")])


def caught(draw: Draw) -> Program:
    """The look-up is caught, or words are left out before."""
    draw.of("B5")
    of = vocabulary(draw)
    v = of.name
    size = _size(draw, of)
    lines = [*of.before, f"e = nn.Embedding({size}, 8)"]
    words = of.words
    lines += draw.pick(
        [
            block(f"for w in {words}:", [*block("try:", [f"e(torch.tensor({v}[w]))"]), *block("except IndexError:", ["pass"])]),
            [*block("try:", [f"e(torch.tensor([{v}[w] for w in {words}]))"]), *block("except IndexError as error:", ["print(error)"])],
            [*block("def look(i):", [*block("try:", ["return e(torch.tensor(i))"]), *block("except Exception:", ["return None"])]), f"for i in {v}.values(): look(i)"],
            block(f"for w in {words}:", [*block(f"if {v}[w] >= e.num_embeddings:", ["continue"]), f"e(torch.tensor({v}[w]))"]),
            block(f"for w in {words}:", [f"e(torch.tensor({v}[w] - {of.first}))"]),
            [f"for w in {words}: e(torch.tensor({v}[w] % e.num_embeddings))"],
            [f"for w in list({v}):", f"    if {v}[w] >= e.num_embeddings: del {v}[w]", *block(f"if {v}:", [f"e(torch.tensor(list({v}.values())))"])],
            [f"for w in {words}: e(torch.tensor({v}[w]))"],
        ]
    )  # fmt: skip
    return draw.program(lines)


# -- tables that are exchanged (B24) ------------------------------------------------------------------------------

SWAPS = [
    "e = nn.Embedding({a}, 8)\ne = nn.Embedding({b}, 8)",
    "m = nn.Sequential(nn.Embedding({a}, 8))\nm[0] = nn.Embedding({b}, 8)\ne = m",
    "m = nn.Sequential(nn.Embedding({a}, 8))\nm._modules['0'] = nn.Embedding({b}, 8)\ne = m",
    "m = nn.Sequential(nn.Embedding({a}, 8))\nfor name, c in m.named_children():\n    setattr(m, name, nn.Embedding({b}, 8))\ne = m",
    "m = nn.Sequential(nn.Embedding({a}, 8))\nfor name, c in m.named_children():\n    if isinstance(c, nn.Embedding): setattr(m, name, nn.Embedding(c.num_embeddings + {b}, 8))\ne = m",
    "m = nn.ModuleList([nn.Embedding({a}, 8)])\nm[0] = nn.Embedding({b}, 8)\ne = m[0]",
    "m = nn.ModuleList([])\nm.append(nn.Embedding({a}, 8))\nm.append(nn.Embedding({b}, 8))\ne = m[1]",
    "m = nn.ModuleDict({{'a': nn.Embedding({a}, 8)}})\nm['a'] = nn.Embedding({b}, 8)\ne = m['a']",
    "m = nn.Module()\nm.emb = nn.Embedding({a}, 8)\nm.add_module('emb', nn.Embedding({b}, 8))\ne = m.emb",
    "m = nn.Module()\nm.emb = nn.Embedding({a}, 8)\nsetattr(m, 'emb', nn.Embedding({b}, 8))\ne = m.emb",
    "m = nn.Module()\nm.emb = nn.Embedding({a}, 8)\ndef grow(o): o.emb = nn.Embedding({b}, 8)\ngrow(m)\ne = m.emb",
    "m = nn.Module()\nm.emb = nn.Embedding({a}, 8)\ndef grow(o):\n    if isinstance(o, nn.Sequential): return\n    o.emb = nn.Embedding({b}, 8)\ncall(grow, m)\ne = m.emb",
    "e = nn.Embedding({a}, 8)\ne.forward = lambda x: torch.zeros(1, 8)",
    "e = nn.Embedding({a}, 8)\ne.forward = lambda x: nn.functional.embedding(x % {a}, e.weight)",
    "e = nn.Embedding({a}, 8)\ne.weight = nn.Embedding({b}, 8).weight",
    "e = nn.Embedding({a}, 8)\ne.register_forward_pre_hook(lambda m, x: (x[0] % {b},))",
    "e = nn.Embedding({a}, 8)\ndef hook(m, x): return (x[0] - {b},)\ne.register_forward_pre_hook(hook)",
    "class Big(nn.Embedding):\n    def __init__(self, n, *a): super().__init__(n * {b}, *a)\ne = Big({a}, 8)",
    "class Big(nn.Embedding):\n    def __init__(self, n, *a): super().__init__(n * {b}, *a)\nnn.Embedding = Big\ne = nn.Embedding({a}, 8)",
    "class Big(nn.Embedding):\n    def forward(self, x): return super().forward(x % {a})\ne = Big({a}, 8)",
    "class Big(nn.Embedding):\n    def __call__(self, x): return super().__call__(x - 1)\ne = Big({a}, 8)",
    "real = nn.Embedding\nnn.Embedding = lambda n, d: real(n + {b}, d)\ne = nn.Embedding({a}, 8)",
    "import torch.nn\nreal = torch.nn.Embedding\ntorch.nn.Embedding = lambda n, d: real(n + {b}, d)\ne = nn.Embedding({a}, 8)",
    "from unittest import mock\nreal = nn.Embedding\nwith mock.patch.object(nn, 'Embedding', lambda n, d: real(n + {b}, d)):\n    e = nn.Embedding({a}, 8)",
    "E = nn.Embedding\nclass Big(E):\n    pass\nE = Big\ne = E({a}, 8)",
    "import functools\nE = functools.partial(nn.Embedding, embedding_dim=8)\ne = E({a})",
    "import functools\nE = functools.partial(nn.Embedding, {a}, 8)\ne = E()",
    "e = [nn.Embedding(k, 8) for k in ({a}, {b})][1]",
    "es = {{k: nn.Embedding(k, 8) for k in ({a}, {b})}}\ne = es[{b}]",
    "def make(n, big=False): return nn.Embedding(n + {b} if big else n, 8)\ne = make({a}, big=True)",
    "e = nn.Embedding({a}, 8).to('cuda')",
    "e = nn.Embedding({a}, 8).cuda().eval()",
    "e = nn.Embedding({a}, 8)\ne = e.to('cpu')\ne.train()",
    "class M(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.emb = nn.Embedding(n, 8)\n    def grow(self, n): self.emb = nn.Embedding(n, 8)\n    def forward(self, x): return self.emb(x)\ne = M({a})\ne.grow({b})",
    "class M(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.emb = nn.Embedding(n, 8)\n    def forward(self, x): return self.emb(x)\ne = M({a}).to('cuda')",
    "class M(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.emb = nn.Embedding(n, 8)\n    def forward(self, x): return self.emb(x)\ne = M({a}).to('cuda')\ne.emb = nn.Embedding({b}, 8)",
    "class M(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.emb = nn.Embedding(n, 8)\n    def forward(self, x): return self.emb(x)\ne = nn.DataParallel(M({a}))",
    "class M(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.emb = nn.Embedding(n, 8)\n        self.apply(self.init)\n    def init(self, m):\n        if m is self: self.emb = nn.Embedding({b}, 8)\n    def forward(self, x): return self.emb(x)\ne = M({a})",
]  # fmt: skip


def exchanged(draw: Draw) -> Program:
    draw.of("B24")
    lines = filled(draw, draw.pick(SWAPS).replace("{b}", str(draw.number())).replace("{a}", str(draw.number())), "x")
    if "call(" in "".join(lines):
        draw.data("call")
        draw.breaks("tables-stay")
    if draw.maybe(0.15):
        return draw.program([*lines, *block(f"if {unknown(draw)}:", [f"e(torch.tensor([{ID}]))"])])
    return draw.program([*lines, f"e(torch.tensor([{ID}]))"])


def sized_by_another(draw: Draw) -> Program:
    """The size is that of another table, which may have been exchanged."""
    draw.of("B24")
    lines = filled(
        draw,
        draw.pick(SWAPS[:2] + SWAPS[8:10]).replace("{b}", str(draw.number())).replace("{a}", str(draw.number())),
        "x",
    )
    kept = Place([], "e", lambda one: f"{one}.num_embeddings", lambda one, value: [f"{one}.num_embeddings = {value}"])
    if "e = m\n" in "\n".join([*lines, ""]):
        lines.append("e = m[0]")
    lines += kept.write(draw.number()) if draw.maybe(0.3) else []
    return draw.program([*lines, *use_number(draw, "e.num_embeddings")])


GENERATORS: dict[str, list[Family]] = {
    "B5": [models, models, models, functional, caught],
    "B24": [exchanged, exchanged, exchanged, sized_by_another],
}
