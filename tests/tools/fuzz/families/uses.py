"""What a program does with a number or with ids in the end: a table is made, and looked into."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Lines, block
from tests.tools.fuzz.program import ID, ROWS


def table(draw: Draw, rows: str, ids: str) -> Lines:
    """A table with so many rows in which the ids, an expression for a tensor, are looked up."""
    made, model = draw.name("e"), draw.name("M")
    if draw.maybe(0.4):
        return [f"nn.Embedding({rows}, 8)({ids})"]
    init = [
        "super().__init__()",
        *draw.pick([["self.emb = nn.Embedding(n, 8)"], ["self.n = n", "self.emb = nn.Embedding(self.n, 8)"]]),
    ]
    forward = block("def forward(self, x):", ["return self.emb(x)"])
    module = block(f"class {model}(nn.Module):", [*block("def __init__(self, n):", init), *forward])
    draw.need("import functools", "import torch.nn.functional as F")
    return draw.pick(
        [
            [f"{made} = nn.Embedding({rows}, 8)", f"{made}({ids})"],
            [f"{made} = nn.Embedding(num_embeddings={rows}, embedding_dim=8)", f"{made}({ids})"],
            [f"def f{made}(n):", "    return nn.Embedding(n, 8)", f"f{made}({rows})({ids})"],
            [*block(f"def f{made}(n, dim=8):", [f"{made} = nn.Embedding(n, dim)", f"return {made}({ids})"]), f"f{made}({rows})"],
            [f"{made} = nn.Sequential(nn.Embedding({rows}, 8), nn.Dropout(0.1))", f"{made}({ids})"],
            [f"{made} = nn.ModuleList([nn.Embedding({rows}, 8)])", f"{made}[0]({ids})"],
            [f"{made} = [nn.Embedding(n, 8) for n in ({rows},)]", f"{made}[0]({ids})"],
            [f"{made} = {{'e': nn.Embedding({rows}, 8)}}", f"{made}['e']({ids})"],
            [f"{made} = functools.partial(nn.Embedding, embedding_dim=8)", f"{made}({rows})({ids})"],
            [f"{made} = nn.Embedding({rows}, 8).to('cpu')", f"{made}({ids})"],
            [f"{made} = nn.Embedding({rows}, 8)", f"F.embedding({ids}, {made}.weight)"],
            [f"{made} = nn.Embedding({rows}, 8)", f"for {made}i in [{ids}]: {made}({made}i)"],
            [*module, f"{model}({rows})({ids})"],
            [*module, f"{made} = {model}(n={rows}).eval()", f"{made}({ids})"],
            [*module, *block(f"class {model}2({model}):", ["pass"]), f"{model}2({rows})({ids})"],
            [f"{made}c = {{'num_embeddings': {rows}, 'embedding_dim': 8}}", f"nn.Embedding(**{made}c)({ids})"],
            [f"{made}c = ({rows}, 8)", f"nn.Embedding(*{made}c)({ids})"],
        ]
    )  # fmt: skip


def through(draw: Draw, number: str) -> str:
    """The same number by a longer way, now and then."""
    if draw.maybe(0.75):
        return number
    return draw.pick(
        [
            f"int({number})", f"max({number}, 0)", f"({number}) + 0", f"({number}) * 1", f"({number},)[0]", f"int(str({number}))", f"[{number}][-1]",
            f"({number} if True else 0)", f'dict(n={number})["n"]', f"abs({number})", f"sum([{number}])", f"len(range({number}))", f"(lambda: {number})()",
            f"round({number})", f"({number}) // 1", f"next(iter([{number}]))", f"max([0, {number}])", f"min({number}, 99)", f"[*range({number})].__len__()",
            f"(_n := {number})", f"(lambda n=0: n)({number})", f"[n for n in ({number},)][0]",
        ]
    )  # fmt: skip


def use_number(draw: Draw, read: str) -> Lines:
    """The number is the size of a table, or an id that is looked up; the hole makes it fit or miss by one."""
    if draw.maybe(0.7):
        return table(draw, through(draw, read), f"torch.tensor([{ID}])")
    return table(draw, ROWS, f"torch.tensor([{through(draw, read)}])")
