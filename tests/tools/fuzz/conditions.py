"""Tests: those that the data decide, and those that the program decides."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Lines


def unknown(draw: Draw) -> str:
    """A test that comes out one way or the other, depending on what the linter does not see."""
    return draw.pick(
        [
            f"{draw.data('flag')}()",
            f"{draw.data('flag')}()",
            f"{draw.data('flag')}()",
            f"len({draw.data('words')}()) > {draw.number()}",
            f"{draw.data('number')}() > {draw.number()}",
            f'{draw.data("words")}()[0] == "a"',
            f"{draw.data('identity')}({draw.data('flag')}())",
            f"not {draw.data('flag')}()",
        ]
    )


def decided(draw: Draw) -> tuple[Lines, str]:
    """A test that comes out as the program's own constants say, with what must stand before it."""
    name, large = draw.name("name"), draw.pick(["large", "base", "bert"])
    small, limit = draw.number(), draw.number()
    shape = draw.name("shape")
    made = draw.name("K")
    simple = [
        ([f'{name} = "bert-{large}"'], f'"large" in {name}'),
        ([f'{name} = "bert-{large}"'], f'{name}.endswith("large")'),
        ([f'{name} = "bert-{large}"'], f'{name}.startswith("{large}")'),
        ([f'{name} = "{large}"'], f'{name} == "large"'),
        ([f'{name} = "{large}"'], f'{name} in ("base", "large")'),
        ([f'{name} = "bert-{large}"'], f'{name}.split("-")[1] == "large"'),
        ([f'{name} = "{large}"'], f'{name}.upper() == "LARGE"'),
        ([f'{name} = "{large}"'], f'{name}[0] == "l"'),
        ([f"{name} = {small}"], f"isinstance({name}, int)"),
        ([f"{name} = [{small}]"], f"isinstance({name}, (int, str))"),
        ([f"{name} = {small}"], f"type({name}) is int"),
        ([f"{name} = {small}"], f'hasattr({name}, "append")'),
        ([f"{name} = {small}"], f"callable({name})"),
        ([f"{name} = {small}"], f"{name} > {limit}"),
        ([f"{name} = {small}"], f"{limit} not in ({name}, {small + 1})"),
        ([f"{name} = {small}"], f"0 < {name} <= {limit}"),
        ([f"{name} = {small} / 10"], f"{name} > 0.{limit}"),
        ([f"{shape} = [{small}, 2]"], f"{shape} == [{limit}, 2]"),
        ([f"{shape} = ({small}, 2)"], f"{shape} == ({limit}, 2)"),
        ([f"{shape} = [{small}, 0]"], f"all({shape})"),
        ([f"{shape} = [{small - 1}, 0]"], f"any({shape})"),
        ([f"{shape} = [{small}, {limit}]"], f"any(x > 5 for x in {shape})"),
        ([f'{shape} = {{"n": {small}}}'], f'"n" in {shape}'),
        ([f'{shape} = {{"n": {small}}}'], f'{shape}.get("m") is None'),
        ([f"class {made}: pass"], f'hasattr({made}(), "n")'),
        ([f"class {made}:", f"    n = {small}"], f'hasattr({made}, "n")'),
        ([f"class {made}: pass"], f"isinstance({made}(), {made})"),
        ([f"{name} = {draw.pick(['True', 'False'])}"], name),
        ([f"{name} = {draw.pick(['None', '0', '1'])}"], f"{name} is not None"),
        ([f"{name} = {draw.pick(['[]', '[0]'])}"], name),
        ([f"{name} = {small}"], f"bool({name} - {limit})"),
        ([f"{name} = {small}"], f"{name} is {name}"),
        ([f"{name} = [{small}]", f"{shape} = [{small}]"], f"{name} is {shape}"),
        ([f"{name} = [{small}]", f"{shape} = {name}"], f"{name} is {shape}"),
        ([f"{name} = {{{small}, 2}}"], f"{limit} in {name}"),
    ]
    before, test = draw.pick(simple)
    if draw.maybe(0.2):
        draw.need("import sys")
        before, test = [], "sys.version_info >= (3, 8)"
    if draw.maybe(0.15):
        test = f"not {test}" if " " not in test else f"not ({test})"
    return before, test


def mixed(draw: Draw) -> tuple[Lines, str]:
    """What data and program decide together: ``flag() and SMALL``."""
    before, test = decided(draw)
    word = draw.pick(["and", "or"])
    sides = [unknown(draw), f"({test})" if " " in test else test]
    draw.chance.shuffle(sides)
    joined = f"{sides[0]} {word} {sides[1]}"
    return before, f"not ({joined})" if draw.maybe(0.2) else joined


def some(draw: Draw) -> tuple[Lines, str]:
    """Any test; mostly one that the data decide."""
    kind = draw.chance.random()
    if kind < 0.7:
        return [], unknown(draw)
    draw.of("B12" if kind < 0.85 else "B2")
    return decided(draw) if kind < 0.85 else mixed(draw)
