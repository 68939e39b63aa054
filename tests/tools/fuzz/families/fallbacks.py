"""What is bound on some paths only, and what a look-up falls back to on the others (B1)."""

from __future__ import annotations

from tests.tools.fuzz.conditions import some, unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table, use_number
from tests.tools.fuzz.program import ID, Program


def attributes(draw: Draw) -> Program:
    """An attribute of the object, of its class or of a base; set here or there on one path."""
    draw.of("B1")
    draw.local = draw.maybe(0.15)
    small, large = sorted(draw.chance.sample(range(1, 13), 2))
    first, second = draw.pick([(small, large), (small, large), (large, small)])
    before, test = some(draw)
    classes: Lines = [
        *block("class A:", [f"n = {first}", *block("def set(self, x):", block("if x:", [f"self.n = {second}"]))])
    ]
    classes += block(
        "class B(A):", [*before, *block(f"if {test}:", [f"n = {second}"])] if draw.maybe(0.3) else ["pass"]
    )
    made = draw.pick(["A", "B"])
    lines = [*classes, f"c = {made}()"]
    pair = f'{{"n": {second}, "m": 1}}'
    lines += draw.pick(
        [
            [*before, *block(f"if {test}:", [f"c.n = {second}"])],
            [*before, *block(f"if {test}:", [f"{made}.n = {second}"])],
            [*before, *block(f"if {test}:", [f'setattr(c, "n", {second})'])],
            [f"c.set({unknown(draw)})"],
            block(f"for k, v in {pair}.items():", block('if k == "n" and ' + unknown(draw) + ":", ["c.n = v"])),
            [
                *block("try:", [f"int({draw.data('words')}()[0][1:])", f"c.n = {second}"]),
                *block("except ValueError:", ["pass"]),
            ],
            block(f"while {draw.data('flag')}():", [f"c.n = {second}", "break"]),
            block(f"for w in {draw.data('words')}():", block('if w == "b":', [f"c.n = {second}"])),
            [f"c.n = {second}", *before, *block(f"if {test}:", ["del c.n"])],
            [*before, f"({test}) and setattr(c, 'n', {second})"],
            ["pass"],
        ]
    )
    if draw.maybe(0.2):
        lines += [*block(f"if {unknown(draw)}:", [f"c.n = {draw.number()}"])]
    return draw.program(
        [*lines, *use_number(draw, draw.pick(["c.n", "c.n", "c.n", f"{made}.n", "getattr(c, 'n', 3)"]))]
    )


def scopes(draw: Draw) -> Program:
    """A name of an outer scope, of the builtins or of an import, bound again on one path."""
    draw.of("B1")
    before, test = some(draw)
    first, second = draw.number(), draw.number()
    use = use_number(draw, "n")
    rows = table(draw, "n", f"torch.tensor([{ID}])")
    return draw.program(
        draw.pick(
            [
                [f"n = {first}", *block("def f():", [*before, *block(f"if {test}:", ["global n", f"n = {second}"])]), "f()", *use],
                [f"n = {first}", *block("class C:", [*before, *block(f"if {test}:", [f"n = {second}"]), "m = n"]), "n = C.m", *use],
                [*before, *block(f"if {test}:", block("def max(*a):", [f"return {second}"])), f"n = max({first}, 1)", *use],
                [*before, *block(f"if {test}:", block("def len(x):", [f"return {second}"])), f"n = len('{'a' * first}')", *use],
                [*before, *block(f"if {test}:", [f"min = lambda *a: {second}"]), f"n = min({first}, 99)", *use],
                [*block("def f():", [f"return {first}"]), *before, *block(f"if {test}:", block("def f():", [f"return {second}"])), "n = f()", *use],
                [f"n = {first}", *block("def f():", [*block(f"if {unknown(draw)}:", ["return n"]), f"return {second}"]), "n = f()", *use],
                [*block("class A:", block("def n(self):", [f"return {first}"])),
                 *block("class B(A):", [*before, *block(f"if {test}:", block("def n(self):", [f"return {second}"]))]), "n = B().n()", *use],
                [*before, *block(f"if {test}:", block("class Config:", [f"n = {first}"])), *block("else:", block("class Config:", [f"n = {second}"])), "n = Config.n", *use],
                [*block("class A:", [f"n = {first}"]), *block("class B:", [f"n = {second}"]), *before, f"base = A if {test} else B", *block("class C(base):", ["pass"]), "n = C.n", *use],
                [f"n = {first}", *block("def f(n=n):", [*before, *block(f"if {test}:", [f"n = {second}"]), *rows]), "f()"],
                [f"n = {first}", *before, *block(f"if {test}:", [f"n = {second}"]), "m = lambda: n", f"n = {draw.number()}", "n = m()", *use],
                [*before, *block(f"if {test}:", ["d = {}"]), *block("else:", [f"d = {{'n': {first}}}"]), f"n = d.get('n', {second})", *use],
                ["d = {}", *before, *block(f"if {test}:", [f"d['n'] = {first}"]), f"n = d.get('n', {second})", *use],
                [f"d = {{'n': {first}}}", *before, *block(f"if {test}:", ["del d['n']"]), f"n = d.setdefault('n', {second})", *use],
                [*block("class C:", ["pass"]), "c = C()", *before, *block(f"if {test}:", [f"c.n = {first}"]), f"n = getattr(c, 'n', {second})", *use],
            ]
        )
    )  # fmt: skip


GENERATORS: dict[str, list[Family]] = {"B1": [attributes, attributes, scopes]}
