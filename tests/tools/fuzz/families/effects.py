"""Ways in which a number is set, in plain sight: on some paths (B1), within expressions (B4), around ``try`` (B14).

Each takes the place and the new number, and gives the lines that set it - or seem to.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.tools.fuzz.conditions import some, unknown
from tests.tools.fuzz.draw import Draw, Lines, block, indented
from tests.tools.fuzz.places import Place

Effect = Callable[[Draw, Place, object], Lines]


def setter(draw: Draw, place: Place, value: object, *given: str) -> tuple[str, Lines]:
    """A function that sets it: its name and its definition."""
    name = draw.name("put")
    return name, block(f"def {name}({', '.join(given)}):", [*place.inside(draw), *place.write(value)])


# -- on some paths (B1) -------------------------------------------------------------------------------------------


def at_once(draw: Draw, place: Place, value: object) -> Lines:
    return place.write(value)


def on_one_path(draw: Draw, place: Place, value: object) -> Lines:
    before, test = some(draw)
    return [*before, *block(f"if {test}:", place.write(value))]


def on_both_paths(draw: Draw, place: Place, value: object) -> Lines:
    before, test = some(draw)
    return [
        *before,
        *block(f"if {test}:", place.write(value)),
        *block(f"elif {unknown(draw)}:", place.write(draw.number())),
        *(block("else:", place.write(draw.number())) if draw.maybe(0.5) else []),
    ]


def in_a_loop(draw: Draw, place: Place, value: object) -> Lines:
    words, rounds = draw.data("words"), draw.pick([0, 1, 2, 3])
    key = draw.pick(["n", "m"])
    pairs = draw.pick([f'{{"n": {value}, "m": 3}}', f'{{"k": {value}}}', f'{{"n": {value}}}'])
    return draw.pick(
        [
            block(f"for w in {words}():", block('if w == "b":', place.write(value))),
            block(f"for w in {words}():", [*block(f"if {unknown(draw)}:", ["break"]), *place.write(value)]),
            block(f"for _ in range({rounds}):", place.write(value)),
            block(f"for k, v in {pairs}.items():", block(f'if k == "{key}":', place.write("v"))),
            [*block(f"while {draw.data('flag')}():", [*place.write(value), *draw.pick([["break"], []])])],
            [
                *block(f"for w in {words}():", block('if w == "b":', ["break"])),
                *block("else:", place.write(value)),
            ],
            [
                *block(f"while {draw.data('flag')}():", block(f"if {unknown(draw)}:", ["break"])),
                *block("else:", place.write(value)),
            ],
            block(
                f"for v in ({draw.number()}, {value}):",
                [*block(f"if {unknown(draw)}:", ["continue"]), *place.write("v")],
            ),
        ]
    )


def in_a_function(draw: Draw, place: Place, value: object) -> Lines:
    """Called, called with a test, or left before it sets anything."""
    name = draw.name("put")
    before, test = some(draw)
    inside = place.inside(draw)
    return draw.pick(
        [
            [*block(f"def {name}(v):", [*inside, *place.write("v")]), f"{name}({value})"],
            [*block(f"def {name}(on):", [*inside, *block("if on:", place.write(value))]), f"{name}({unknown(draw)})"],
            [
                *before,
                *block(f"def {name}():", [*inside, *block(f"if {test}:", ["return"]), *place.write(value)]),
                f"{name}()",
            ],
            [
                *block(f"def {name}(v=None):", [*inside, *block("if v is not None:", place.write("v"))]),
                f"{name}({draw.pick(['', str(value), f'v={value}'])})",
            ],
            [*block(f"def {name}():", [*inside, *place.write(value)]), *before, *block(f"if {test}:", [f"{name}()"])],
            block(f"def {name}():", [*inside, *place.write(value)]),
        ]
    )


def in_an_expression(draw: Draw, place: Place, value: object) -> Lines:
    """Conditions with side effects: only a part of an expression may be evaluated."""
    name, made = setter(draw, place, value)
    made += indented([f"return {draw.pick(['True', 'False', '0', '1', 'None', str(value)])}"])
    before, test = some(draw)
    one = draw.name("x")
    use = draw.pick(
        [
            [f"({test}) and {name}()"],
            [f"({test}) or {name}()"],
            [f"{one} = {name}() if {test} else 0"],
            block(f"if {name}():", [f"{one} = 1"]),
            block(f"if ({test}) and {name}():", [f"{one} = 1"]),
            block(f"if not {name}() and ({test}):", [f"{one} = 1"]),
            block(f"if ({one} := {name}()):", ["pass"]),
            [f"assert {name}() in (True, False, None, {value})"],
            [f"assert {name}() == {name}()"],
            [f"{one} = [{name}() for _ in range({draw.pick([0, 1, 2])})]"],
            [f"{one} = [w for w in 'ab' if {name}()]"],
            [f"{one} = {{{name}(): 1}}"],
            [f"{one} = any([{name}(), {test}])"],
            [f"{one} = 3 < {draw.number()} < ({name}() or 1)"],
            [*block(f"while {name}():", ["break"])],
            [f"{one} = [1, 2]", f"{one}[{name}() and 0] += 1"],
            [f"print({name}(), f'{{{name}()}}')"],
            [f"{one} = lambda: {name}()", *([f"{one}()"] if draw.maybe(0.5) else [])],
            [f"def f{one}(v={name}()): return v"],
            block(f"match {name}():", [*block("case True:", [f"{one} = 1"]), *block("case _:", [f"{one} = 2"])]),
        ]
    )
    return [*made, *before, *use]


# -- try (B14) ----------------------------------------------------------------------------------------------------


def failing(draw: Draw) -> tuple[Lines, str, str]:
    """Something that raises, perhaps, with what must stand before it and what catches it."""
    name = draw.name("boom")
    error = draw.pick(["KeyError", "ValueError", "LookupError"])
    return draw.pick(
        [
            ([], "int('x')", "ValueError"),
            ([], f"{{}}[{draw.number()}]", "KeyError"),
            ([], "open('/nonexistent/file')", "OSError"),
            ([], "None.size", "AttributeError"),
            ([], f"raise {error}", error),
            ([], f"int({draw.data('words')}()[0])", "ValueError"),
            ([], "int('3')", "ValueError"),
            (block(f"def {name}():", [f"raise {error}"]), f"{name}()", error),
            (
                block(f"def {name}():", block(f"if {unknown(draw)}:", [f"raise {error}"])),
                f"{name}()",
                draw.pick([error, "Exception"]),
            ),
            ([], f"assert {unknown(draw)}", "AssertionError"),
        ]
    )


def in_a_try(draw: Draw, place: Place, value: object) -> Lines:
    before, fails, error = failing(draw)
    other, third = draw.number(), draw.number()
    shape = draw.chance.randrange(8)
    if shape == 0:
        body = [*place.write(value), fails, *place.write(other)]
        return [*before, *block("try:", body), *block(f"except {error}:", ["pass"])]
    if shape == 1:
        handler = [*place.write(value)]
        return [*before, *block("try:", [fails]), *block(f"except {error}:", handler)]
    if shape == 2:
        return [
            *before,
            *block("try:", [fails]),
            *block(f"except {error}:", place.write(other)),
            *block("else:", place.write(value)),
        ]
    if shape == 3:
        return [
            *before,
            *block("try:", [*place.write(other), fails]),
            *block(f"except {error}:", ["pass"]),
            *block("finally:", place.write(value)),
        ]
    if shape == 4:
        name = draw.name("f")
        inner = [*place.inside(draw), *block("try:", ["return 1"]), *block("finally:", place.write(value))]
        return [*block(f"def {name}():", inner), f"{name}()"]
    if shape == 5:
        name = draw.name("f")
        inner = [
            *place.inside(draw),
            *block("try:", [*place.write(value), fails]),
            *block(f"except {error}:", ["return"]),
            *place.write(other),
        ]
        return [*before, *block(f"def {name}():", inner), f"{name}()"]
    if shape == 6:
        loop = [*block("try:", ["continue"]), *block("finally:", place.write(value))]
        return block("for _ in range(2):", loop)
    inner = [*block("try:", [*place.write(value), fails]), *block("finally:", place.write(third))]
    return [*before, *block("try:", [*inner, *place.write(other)]), *block(f"except {error}:", ["pass"])]


def after_what_never_returns(draw: Draw, place: Place, value: object) -> Lines:
    name, stop = draw.name("main"), draw.name("fail")
    draw.need("import sys")
    raised = draw.pick(["sys.exit(0)", "raise SystemExit", "raise ValueError('no')"])
    return draw.pick(
        [
            [
                *block(f"def {stop}():", [raised]),
                *block(f"def {name}():", [*place.inside(draw), f"{stop}()", *place.write(value)]),
                *block("try:", [f"{name}()"]),
                *block("except (SystemExit, ValueError):", ["pass"]),
            ],
            [*block(f"def {stop}():", [raised]), *block(f"if {unknown(draw)}:", [f"{stop}()", *place.write(value)])],
            [
                *block(f"def {stop}():", [raised]),
                *block("try:", [*place.write(value), f"{stop}()", *place.write(draw.number())]),
                *block("except (SystemExit, ValueError):", ["pass"]),
            ],
        ]
    )
