"""Parsers of arguments, and what is given besides the default (B26)."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, block
from tests.tools.fuzz.families.numbers import another
from tests.tools.fuzz.families.uses import table, use_number
from tests.tools.fuzz.places import Place
from tests.tools.fuzz.program import ID, Program


def arguments(draw: Draw) -> Program:
    """A parser of arguments, and what is given besides the default."""
    draw.of("B26")
    draw.need("import argparse")
    default, value = draw.number(), draw.number()
    p, a = draw.name("p"), draw.name("a")
    given = draw.pick(["", f", default={default}", f", default={default}", f", default='{default}'"])
    lines = [f"{p} = argparse.ArgumentParser()", f'{p}.add_argument("--n", type=int{given})']
    made = draw.name("C")
    lines += draw.pick(
        [
            [f"{p}.set_defaults(n={value})", f"{a} = {p}.parse_args([])"],
            [f"{p}.set_defaults(**{{'n': {value}}})", f"{a} = {p}.parse_args()"],
            [f'{a} = {p}.parse_args(["--n", "{value}"])'],
            [f'{a} = {p}.parse_args("--n {value}".split())'],
            [f'{a}, _ = {p}.parse_known_args(["--n", "{value}"])'],
            [*block(f"class {made}:", [f"n = {value}"]), f"{a} = {p}.parse_args([], namespace={made}())"],
            [*block(f"class {made}:", [f"n = {default}"]), f"{a} = {made}()", f'{p}.parse_args(["--n", "{value}"], {a})'],
            [f"{a} = {p}.parse_args([])", f'{p}.parse_args(["--n", "{value}"], namespace={a})'],
            [f"{a} = {p}.parse_args([])", f"{a}.n = {value}"],
            [f"{a} = {p}.parse_args([])", f"vars({a}).update(n={value})"],
            [f"{a} = argparse.Namespace(n={value})"],
            [f'{p}.set_defaults(n={value})', f'{a} = {p}.parse_args(["--n", "{default}"])'],
        ]
    )  # fmt: skip
    kept = Place([], a, lambda owner: f"{owner}.n", lambda owner, new: [f"{owner}.n = {new}"], attribute="n")
    lines += another(draw, kept)
    if draw.maybe(0.2):
        lines += block(f"if {a}.n is None:", [f"{a}.n = {draw.number()}"])
    return draw.program([*lines, *use_number(draw, f"{a}.n")])


def choices(draw: Draw) -> Program:
    """A choice that covers all there is to choose."""
    draw.of("B26")
    draw.need("import argparse")
    p, a, n = draw.name("p"), draw.name("a"), draw.name("n")
    lines = [
        f"{p} = argparse.ArgumentParser()",
        f'{p}.add_argument("--kind", choices=["a", "b"], default="{draw.pick("ab")}")',
        f"{a} = {p}.parse_args([])",
        *block(f'if {a}.kind == "a":', [f"{n} = {draw.number()}"]),
        *block(f'elif {a}.kind == "b":', [f"{n} = {draw.number()}"]),
        *block("else:", [draw.pick([f"{n} = 1", "raise ValueError"])]),
    ]
    return draw.program([*lines, *table(draw, n, f"torch.tensor([{ID}])")])


GENERATORS: dict[str, list[Family]] = {"B26": [arguments, arguments, choices]}
