"""A number that is kept somewhere and set somehow, then used as a size or an id: most families are an effect of their
own on it, alone or mixed with another one."""

from __future__ import annotations

from tests.tools.fuzz.conditions import decided, mixed, unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families import effects, hidden_effects
from tests.tools.fuzz.families.effects import Effect
from tests.tools.fuzz.families.uses import use_number
from tests.tools.fuzz.places import Place, attribute, owned, place, plain
from tests.tools.fuzz.program import Program

FAMILIES: dict[str, tuple[Effect, ...]] = {
    "B1": (effects.on_one_path, effects.on_both_paths, effects.in_a_loop, effects.in_a_function),
    "B4": (effects.in_an_expression,),
    "B7": (hidden_effects.by_a_callback,),
    "B8": (hidden_effects.by_an_unseen_method, hidden_effects.by_an_unseen_function),
    "B14": (effects.in_a_try, effects.after_what_never_returns),
    "B15": (hidden_effects.by_another_name,),
    "B19": (hidden_effects.by_a_decorator,),
    "B20": (hidden_effects.lazily,),
    "B23": (hidden_effects.in_a_context,),
    "B27": (hidden_effects.by_reflection,),
}
_OWNED = {"B8", "B15"}
MIXED = [(name, one) for name, all_of in FAMILIES.items() if name not in ("B8", "B27") for one in all_of]


def another(draw: Draw, kept: Place) -> Lines:
    """An effect of another family, now and then."""
    if draw.maybe(0.6):
        return []
    usable = [(name, one) for name, one in MIXED if kept.owner or name not in _OWNED]
    name, effect = draw.pick(usable)
    draw.of(name)
    return effect(draw, kept, draw.number())


def carried(draw: Draw, value: str, probability: float = 0.2) -> tuple[Lines, str]:
    """A number that is kept in some place before it is used, now and then, and perhaps set there again."""
    if not draw.maybe(probability):
        return [], value
    kept = place(draw)
    draw.of("B1")
    return [*kept.before, *kept.write(value), *another(draw, kept)], kept.read


def _made(name: str) -> Family:
    def family(draw: Draw) -> Program:
        draw.of(name)
        kept = owned(draw) if name in _OWNED else place(draw)
        if name == "B27":
            kept = draw.pick([plain, attribute])(draw, draw.number())
            draw.of("B18") if kept.attribute else None
        draw.local = name != "B27" and draw.maybe(0.15)
        effect = draw.pick(FAMILIES[name])
        lines = [*kept.before, *another(draw, kept), *effect(draw, kept, draw.number()), *another(draw, kept)]
        read = kept.read
        if draw.maybe(0.2):
            lines.append(f"size = {read}")
            read = "size"
        return draw.program([*lines, *use_number(draw, read)])

    return family


# -- contradictory paths (B2) -------------------------------------------------------------------------------------


def repaired(draw: Draw) -> Program:
    """A number that may be a placeholder, and the test that replaces it."""
    draw.of("B2")
    draw.local = draw.maybe(0.15)
    bad = draw.pick([0, 0, -1, None, 2])
    good, other = draw.number(), draw.number()
    kept = place(draw, bad if draw.maybe(0.5) or not bad else other)
    if bad == -1 or bad is None:
        kept = attribute(draw, bad) if draw.maybe(0.5) else plain(draw, bad)
    lines = [*kept.before]
    if draw.maybe(0.8):
        lines += block(f"if {unknown(draw)}:", kept.write(draw.pick([good, "len(words())"])))
        if "words()" in "".join(lines):
            draw.data("words")
    lines += another(draw, kept)
    for _ in range(draw.pick([1, 1, 2])):
        lines += _repair(draw, kept, bad, good)
    return draw.program([*lines, *use_number(draw, kept.read)])


def _repair(draw: Draw, kept: Place, bad: object, good: int) -> Lines:
    read = kept.read
    checked = draw.name("ok")
    options = [
        kept.write(f"{read} or {good}"),
        kept.write(f"{read} if {read} else {good}"),
        block(f"if {read} == {bad}:", kept.write(good)),
        block(f"if not {read}:", kept.write(good)),
        block(f"if {read} in ({bad}, 2):", kept.write(good)),
        block(f"if {read} not in ({good},):", kept.write(good)),
        block(f"if {read} != {good}:", kept.write(good)),
        block(f"if {read} is {bad}:", kept.write(good))
        if bad is None
        else block(f"if {read} == {bad}:", ["raise SystemExit"]),
        block(f"while not {read}:", kept.write(good)),
        [*block(f"def {checked}(v):", [f"return v == {bad}"]), *block(f"if {checked}({read}):", kept.write(good))],
        [f"{checked} = {read} == {bad}", *block(f"if {checked}:", kept.write(good))],
        [f"{checked} = {read}", *block(f"if {checked} == {bad}:", kept.write(good))],
        block(f"match {read}:", block(f"case {bad}:", kept.write(good))),
    ]
    if bad is not None:
        options += [
            kept.write(f"max({read}, {good})"),
            block(f"if {read} < {good}:", kept.write(good)),
            block(f"if not {read} > {draw.number()}:", kept.write(good)),
            block(f"if {read} < {good}:", ["raise SystemExit"]),
            block(f"if not 0 < {read}:", ["raise SystemExit"]),
            [f"assert {read} >= {good}"],
            block(f"if {read} and {read} > 1:", kept.write(good)),
        ]
    return draw.pick(options)


def correlated(draw: Draw) -> Program:
    """Two tests of one thing: what one says, the other one keeps to."""
    draw.of("B2")
    draw.local = draw.maybe(0.15)
    kept = place(draw)
    other, value = draw.number(), draw.number()
    name = draw.name("kind")
    flag = unknown(draw)
    kinds = draw.pick(
        [
            ([f'{name} = "big" if {flag} else "small"'], f'{name} == "big"', f'{name} == "small"'),
            ([f'{name} = "big" if {flag} else "small"'], f'{name} == "big"', f'{name} != "big"'),
            ([f'{name} = "big" if {flag} else "small"'], f'{name} in ("big", "huge")', f'{name} == "small"'),
            ([f"{name} = {flag}"], name, f"not {name}"),
            ([f"{name} = {draw.data('number')}()"], f"{name} > {other}", f"{name} <= {other}"),
            ([f"{name} = {draw.data('number')}()"], f"{name} > {other}", f"not {name} > {other}"),
            ([f"{name} = {draw.data('number')}()"], f"{name} > {other}", f"{name} > {value}"),
            ([f"{name} = {draw.data('words')}()"], f"len({name}) > {other}", f"len({name}) <= {other}"),
            ([f"{name} = {draw.data('words')}()"], f'"b" in {name}', f'"b" not in {name}'),
            ([f"{name} = {flag}", f"{name}2 = not {name}"], name, f"{name}2"),
            ([f"{name} = None if {flag} else 1"], f"{name} is None", f"{name} is not None"),
            ([f"{name} = None if {flag} else 1"], f"{name} is None", name),
        ]
    )
    before, first, second = kinds
    shape = draw.chance.randrange(4)
    if shape == 0:
        lines = [*block(f"if {first}:", kept.write(value)), *block(f"if {second}:", kept.write(other))]
    elif shape == 1:
        lines = [*block(f"if {first}:", kept.write(value)), *block(f"elif {second}:", kept.write(other)),
                 *block("else:", kept.write(1))]  # fmt: skip
    elif shape == 2:
        lines = block(f"if {first}:", [*kept.write(value), *block(f"if {second}:", kept.write(other))])
    else:
        lines = block(f"if {first} and {second}:", kept.write(value))
    lines = [*kept.before, *before, *lines, *another(draw, kept)]
    if draw.maybe(0.3):
        return draw.program([*lines, *block(f"if {first}:", use_number(draw, kept.read))])
    return draw.program([*lines, *use_number(draw, kept.read)])


# -- what the program decides (B12) -------------------------------------------------------------------------------


def dispatched(draw: Draw) -> Program:
    """A test that constants or arguments decide."""
    draw.of("B12")
    draw.local = draw.maybe(0.15)
    kept = place(draw)
    value, other = draw.number(), draw.number()
    name = draw.name("rows")
    before, test = decided(draw)
    if draw.maybe(0.3):
        draw.of("B2")
        before, test = mixed(draw)
    if draw.maybe(0.5):
        lines = [*before, *block(f"if {test}:", kept.write(value)), *draw.pick([[], block("else:", kept.write(other))])]
    else:
        key = draw.pick(["large", "base", "tiny"])
        tested = draw.pick(
            [
                f'"{key}" in name', f'name.endswith("{key}")', f'name.startswith("{key}")', f'name == "{key}"',
                f'name.split("-")[-1] == "{key}"', f'name in ("base", "{key}")', f'len(name) > {draw.number()}',
                "isinstance(name, str)", f'name[-1] == "{key[-1]}"', f'{{"{key}": 1}}.get(name)',
                f'name.replace("bert-", "") == "{key}"',
            ]
        )  # fmt: skip
        given = draw.pick(['"bert-large"', '"large"', '"base"', '"tiny-bert"'])
        body = draw.pick(
            [
                [f"return {value} if {tested} else {other}"],
                [*block(f"if {tested}:", [f"return {value}"]), f"return {other}"],
                [f"return {{True: {value}, False: {other}}}[bool({tested})]"],
                block(
                    "match name:",
                    [*block(f'case "{key}":', [f"return {value}"]), *block("case _:", [f"return {other}"])],
                ),
            ]
        )
        lines = [*block(f"def {name}(name):", body), *kept.write(f"{name}({given})")]
    return draw.program([*kept.before, *lines, *another(draw, kept), *use_number(draw, kept.read)])


# -- outcomes that are no longer so (B13) -------------------------------------------------------------------------


def outdated(draw: Draw) -> Program:
    """One test before and after the thing was changed."""
    draw.of("B13")
    draw.local = draw.maybe(0.15)
    kept = place(draw)
    one, value = draw.name("ws"), draw.number()
    limit = draw.number()
    identity, words, flag = draw.data("identity"), draw.data("words"), draw.data("flag")
    made = draw.name("S")
    before, test, change = draw.pick(
        [
            ([f"{one} = {words}()"], f"len({one}) > {limit}", draw.pick([[f"{one}.extend('bcdefghi')"], [f"{one}.pop()"], [f"del {one}[1:]"]])),
            ([f"{one} = {identity}({words}())"], f"len({one}) > {limit}", [f"{one}.extend('bcdefghijklm')"]),
            ([f"{one} = {words}()"], f'"zz" in {one}', [f'{one}.append("zz")']),
            ([f"{one} = {words}()"], f'"a" in {one}', [f'{one}.remove("a") if "a" in {one} else None']),
            ([f"{one} = set({words}())"], f'"zz" in {one}', [f'{one} |= {{"zz"}}']),
            ([f"{one} = {identity}({{'k': 1}} if {flag}() else {{}})"], f'"k" in {one}', [f'{one}["k"] = 1']),
            ([f"{one} = {identity}({{'k': 1}} if {flag}() else {{}})"], one, [f'{one}["k"] = 1']),
            ([f"{one} = [{flag}(), {flag}()]"], f"{one}.pop()", ["pass"]),
            ([f"{one} = iter([{flag}(), {flag}(), True])"], f"next({one})", ["pass"]),
            ([f"{one} = {flag}"], f"{one}()", ["pass"]),
            (
                [*block(f"class {made}:", [f"on = {flag}()", *block("def toggle(self):", ["self.on = not self.on"])]),
                 f"{one} = {identity}({made}())"],
                f"{one}.on", [f"{one}.toggle()"],
            ),
            (
                [*block(f"class {made}:", [f"on = {flag}()"]), f"{one} = {identity}({made}())"],
                f"{one}.on", [f"{one}.on = {draw.pick(['True', f'{flag}()'])}"],
            ),
            ([f"{one} = {flag}()"], one, [f"{one} = not {one}"]),
            ([f"{one} = {identity}([1])", f"{one}2 = {one} if {flag}() else [{flag}()]"], f"{one} is {one}2", ["pass"]),
            ([f"{one} = {identity}(1 if {flag}() else 2)"], f"{one} is 1.0", ["pass"]),
        ]
    )  # fmt: skip
    again = test.replace(" is ", " == ") if " is " in test and draw.maybe(0.7) else test
    lines = [*kept.before, *before, *block(f"if {test}:", kept.write(value)), *change]
    second = draw.pick([again, f"not ({again})"])
    if draw.maybe(0.5):
        return draw.program([*lines, *block(f"if {second}:", use_number(draw, kept.read))])
    lines += block(f"if {second}:", kept.write(draw.number()))
    return draw.program([*lines, *use_number(draw, kept.read)])


# -- with (B23) ---------------------------------------------------------------------------------------------------


def inside_a_context(draw: Draw) -> Program:
    """The table is made and used while a context holds."""
    draw.of("B23")
    kept = attribute(draw) if draw.maybe(0.5) else place(draw)
    value = draw.number()
    name, old = draw.name("K"), draw.name("old")
    inside = kept.inside(draw)
    draw.need("from contextlib import contextmanager", "from unittest import mock")
    managers: list[tuple[Lines, str]] = [
        (
            ["@contextmanager",
             *block(f"def {name}(v):", [*inside, f"{old} = {kept.read}", *kept.write("v"), "yield", *kept.write(old)])],
            f"{name}({value})",
        ),
        (
            block(f"class {name}:", [
                *block("def __enter__(self):", [*inside, f"self.old = {kept.read}", *kept.write(value)]),
                *block("def __exit__(self, *_):", [*inside, *kept.write("self.old")]),
            ]),
            f"{name}()",
        ),
    ]  # fmt: skip
    if kept.attribute:
        managers += [([], f'mock.patch.object({kept.owner}, "n", {value})')] * 2
    if kept.read.endswith('["n"]') and "model" not in kept.read:
        managers += [([], f"mock.patch.dict({kept.owner}, n={value})")] * 3
    before, manager = draw.pick(managers)
    if draw.maybe(0.5):
        lines = block(f"with {manager}:", use_number(draw, kept.read))
    else:
        lines = [*block(f"with {manager}:", ["pass"]), *use_number(draw, kept.read)]
    return draw.program([*kept.before, *before, *lines])


GENERATORS: dict[str, list[Family]] = {name: [_made(name)] for name in FAMILIES}
GENERATORS["B2"] = [repaired, repaired, correlated]
GENERATORS["B12"] = [dispatched]
GENERATORS["B13"] = [outdated]
GENERATORS["B23"] += [inside_a_context]
