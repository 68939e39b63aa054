"""Placeholders that a base class, a module or a test holds until somebody puts the size there (B10)."""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, block
from tests.tools.fuzz.program import ID, Program


def placeholders(draw: Draw) -> Program:
    """A base class whose size is a placeholder; what subclasses or other methods put there counts."""
    draw.of("B10")
    bad = draw.pick(["None", "None", "0", "-1"])
    base, made = draw.name("Base"), draw.name("Small")
    draw.need("from abc import ABC, abstractmethod")
    rows, seen = draw.number(), draw.chance.randrange(5)
    ids = draw.pick([f"torch.tensor([{ID}])"])
    build = block("def build(self):", [f"return nn.Embedding(self.n, 8)({ids})"])
    given = draw.pick(
        [
            [f"n = {rows}"],
            block("def __init__(self):", [f"self.n = {rows}"]),
            ["@property", *block("def n(self):", [f"return {rows}"])],
            [
                f"n = {rows}",
                *block("def __init__(self):", block(f"if {unknown(draw)}:", [f"self.n = {draw.number()}"])),
            ],
        ]
    )
    placeholder = draw.pick(
        [
            [f"n = {bad}"],
            ["@property", "@abstractmethod", *block("def n(self):", ['"""Rows."""'])],
            ["n: int"],
            [f"n = {bad}", *block("def prepare(self):", [f"self.n = {rows}"])],
        ]
    )
    lines = [
        *block(f"class {base}{draw.pick(['', '(ABC)'])}:", [*placeholder, *build]),
        *block(f"class {made}({base}):", given),
    ]
    if seen == 0:
        return draw.program([*lines, f"{draw.data('call')}(lambda c: c().build(), {made})"])
    if seen == 1:
        return draw.program([*lines, f"{made}().build()"])
    if seen == 2:
        return draw.program(lines, f"{made}().build()")
    if seen == 3:
        return draw.program([*lines, *block("def run(cls):", ["cls().build()"]), f"run({made})"])
    one = draw.name("c")
    lines = [
        *block(f"class {base}:", [
            *block("def __init__(self):", [f"self.n = {bad}"]),
            *block("def train(self):", [f"self.n = {rows}", "self.build()"]),
            *build,
        ]),
        f"{one} = {base}()",
    ]  # fmt: skip
    return draw.pick(
        [
            draw.program([*lines, f"{one}.train()"]),
            draw.program(lines, f"{one}.train()"),
            draw.program([*lines, f"{draw.data('call')}({one}.train)"]),
            draw.program([*lines, f"{draw.data('call')}(lambda: {one}.train())"]),
            draw.program(lines[:-1], f"{base}().train()"),
        ]
    )


def prepared_elsewhere(draw: Draw) -> Program:
    """Lists, globals and fixtures that only functions change which others call."""
    draw.of("B10")
    bad = draw.pick(["None", "0"])
    rows = draw.number()
    draw.need("import unittest")
    ids = f"torch.tensor([{ID}])"
    return draw.pick(
        [
            draw.program(
                [
                    'vocab = ["a"]',
                    *block("def register(w):", ["vocab.append(w)"]),
                    *block("def build():", [f"return nn.Embedding(len(vocab), 8)({ids})"]),
                ],
                "register('b'); register('c'); build()",
            ),
            draw.program(
                [
                    f"n = {bad}",
                    *block("def setup(k):", ["global n", "n = k"]),
                    *block("def build():", [f"return nn.Embedding(n, 8)({ids})"]),
                ],
                f"setup({rows}); build()",
            ),
            draw.program(
                [
                    f"n = {bad}",
                    *block("def setup(k):", ["global n", "n = k"]),
                    *block("def main():", [f"setup({rows})", f"return nn.Embedding(n, 8)({ids})"]),
                ],
                "main()",
            ),
            draw.program(
                block("class TestIt(unittest.TestCase):", [
                    f"n = {bad}",
                    *block("def test_it(self):", [f"nn.Embedding(self.n, 8)({ids})"]),
                    *block("def setUp(self):", [f"self.n = {rows}"]),
                ]),
                "t = TestIt('test_it'); t.setUp(); t.test_it()",
            ),
            draw.program(
                block("class TestIt:", [
                    *block("def test_it(self):", [f"nn.Embedding(self.n, 8)({ids})"]),
                    *block("def setup_method(self):", [f"self.n = {rows}"]),
                    f"n = {bad}",
                ]),
                "t = TestIt(); t.setup_method(); t.test_it()",
            ),
            draw.program(
                [
                    *block("class Mixin:", block("def build(self):", [f"return nn.Embedding(self.n, 8)({ids})"])),
                    *block("class Model(Mixin):", [f"n = {rows}"]),
                    *block("class Other(Mixin):", [f"n = {bad}"]),
                ],
                "Model().build()",
            ),
        ]
    )  # fmt: skip


GENERATORS: dict[str, list[Family]] = {"B10": [placeholders, prepared_elsewhere]}
