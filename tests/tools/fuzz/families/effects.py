"""Ways in which a number is set: what the families B1, B7, B8, B14, B15, B18, B19, B20, B23 and B27 are made of.

Each takes the place, the new number, and gives the lines that set it - or seem to.
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


# -- by code that is not seen (B7, B8) ----------------------------------------------------------------------------


def by_a_callback(draw: Draw, place: Place, value: object) -> Lines:
    name, made = setter(draw, place, value, draw.pick(["*given", "*_"]))
    made += indented([f"return {draw.pick(['0', repr('')])}"])
    draw.need("import functools", "import re", "import threading")
    worker, one = draw.name("T"), draw.name("t")
    use = draw.pick(
        [
            [f"{draw.data('each_word')}({name})"],
            [f"{draw.data('call')}({name})"],
            [f"{draw.data('call')}(lambda: {name}())"],
            [f"{draw.data('call')}(functools.partial({name}, 1))"],
            [f"{draw.data('call')}(lambda f: f(), {name})"],
            [f"{draw.data('call')}(function={name})"],
            [f"{draw.data('identity')}({name})()"],
            [f"{draw.data('identity')}([{name}])[0]()"],
            [f"sorted([2, 1], key=lambda v: {name}() or 0)"],
            [f"max([2, 1], key=lambda v: {name}() or 0)"],
            [f"functools.reduce(lambda a, b: {name}(), [1, 2])"],
            [f"re.sub('a', lambda m: str({name}()), '{draw.pick(['a', 'b'])}')"],
            [f"{one} = threading.Thread(target={name})", f"{one}.start()", f"{one}.join()"],
            [
                *block(f"class {worker}(threading.Thread):", block("def run(self):", [f"{name}()"])),
                f"{one} = {worker}()",
                f"{one}.start()",
                f"{one}.join()",
            ],
            [f"list(map({name}, [1]))"],
            [f"list(filter({name}, [{draw.pick(['', '1'])}]))"],
            [f"{one} = [{name}]", f"for f in {one}: f()"],
            [f"{one} = dict(a={name})", f"{one}[{draw.data('identity')}('a')]()"],
        ]
    )
    return [*made, *use]


def by_an_unseen_method(draw: Draw, place: Place, value: object) -> Lines:
    """An object whose class the linter cannot know is handed what it changes."""
    made, one = draw.name("H"), draw.name("h")
    return [
        *block(f"class {made}:", block("def fill(self, o):", place.write(value, "o"))),
        f"{one} = {draw.data('identity')}({made}())",
        f"{one}.fill({place.owner})",
    ]


def by_an_unseen_function(draw: Draw, place: Place, value: object) -> Lines:
    name = draw.name("f")
    return [
        *block(f"def {name}(o):", place.write(value, "o")),
        f"{draw.data('call')}({name}, {place.owner})",
    ]


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


# -- the same object under another name (B15) ---------------------------------------------------------------------


def by_another_name(draw: Draw, place: Place, value: object) -> Lines:
    other, name = draw.name("o"), draw.name("f")
    write = place.write(value, other)
    made = draw.name("H")
    return draw.pick(
        [
            [f"{other} = {place.owner}", *write],
            [f"{other} = {place.owner} if {unknown(draw)} else {place.owner}", *write],
            [*block(f"def {name}({other}):", write), f"{name}({place.owner})"],
            [*block(f"def {name}({other}={place.owner}):", write), f"{name}()"],
            [*block(f"for {other} in [{place.owner}]:", write)],
            [f"{other}s = [{place.owner}]", *place.write(value, f"{other}s[0]")],
            [f"{other}s = {{'a': {place.owner}}}", *place.write(value, f"{other}s['a']")],
            [*block(f"def {name}():", [f"return {place.owner}"]), *place.write(value, f"{name}()")],
            [f"({other} := {place.owner})", *write],
            [f"{other}, _ = {place.owner}, 1", *write],
            [
                *block(f"class {made}:", [f"held = {place.owner}"]),
                *place.write(value, f"{made}.held"),
            ],
            [
                *block(f"class {made}:", block("def __init__(self, o):", ["self.o = o"])),
                f"{other} = {made}({place.owner})",
                *place.write(value, f"{other}.o"),
            ],
            [*block(f"def {name}(*{other}):", place.write(value, f"{other}[0]")), f"{name}({place.owner})"],
            [*block(f"def {name}(**{other}):", place.write(value, f"{other}['v']")), f"{name}(v={place.owner})"],
        ]
    )


# -- lazily (B20) -------------------------------------------------------------------------------------------------


def lazily(draw: Draw, place: Place, value: object) -> Lines:
    """A generator's body runs when it is asked, and only as far as it is asked."""
    name, one = draw.name("g"), draw.name("it")
    inside = place.inside(draw)
    body = draw.pick(
        [
            [*inside, "yield 1", *place.write(value)],
            [*inside, *place.write(value), "yield 1"],
            [*inside, *place.write(value), "yield 1", *place.write(draw.number())],
        ]
    )
    put, made = setter(draw, place, value, "*_")
    draw.need("import asyncio")
    use = draw.pick(
        [
            [f"{one} = {name}()"],
            [f"{one} = {name}()", f"next({one})"],
            [f"list({name}())"],
            [f"{one} = {name}()", f"for _ in {one}: pass"],
            [f"for _ in {name}(): break"],
            [f"{one}, *_ = {name}()"],
            [f"sum({name}())"],
            [f"{one} = any({name}())"],
        ]
    )
    generator = [*block(f"def {name}():", body), *use]
    expression = draw.pick(
        [
            [f"{one} = ({put}() for _ in range(2))"],
            [f"{one} = ({put}() for _ in range(2))", f"next({one})"],
            [f"{one} = map({put}, [1, 2])"],
            [f"{one} = map({put}, [1, 2])", f"list({one})"],
            [f"{one} = filter({put}, [1, 2])"],
            [f"{one} = zip(map({put}, [1]), [2])", f"{one} = dict({one})"],
            [f"{one} = iter([1])", f"{one} = [{put}() for _ in {one} for _ in {one}]"],
        ]
    )
    awaited = [
        *block(f"async def {name}():", [*inside, *place.write(value)]),
        *draw.pick([[f"asyncio.run({name}())"], [f"{one} = {name}()", f"{one}.close()"]]),
    ]
    return draw.pick([generator, generator, [*made, *expression], awaited])


# -- context managers (B23) ---------------------------------------------------------------------------------------


def in_a_context(draw: Draw, place: Place, value: object) -> Lines:
    """Set on entering, on leaving, or set and put back."""
    name, other = draw.name("K"), draw.number()
    draw.need("from contextlib import contextmanager, ExitStack, nullcontext, suppress")
    inside = place.inside(draw)
    old = draw.name("old")
    put, made = setter(draw, place, value)
    return draw.pick(
        [
            [
                *block(
                    f"class {name}:",
                    [
                        *block("def __enter__(self):", [*inside, *place.write(value)]),
                        *block("def __exit__(self, *_):", [*inside, *draw.pick([place.write(other), ["pass"]])]),
                    ],
                ),
                *block(f"with {name}():", ["pass"]),
            ],
            [
                *block(
                    f"class {name}:",
                    [
                        *block("def __enter__(self):", ["return self"]),
                        *block("def __exit__(self, *_):", [*inside, *place.write(value), "return True"]),
                    ],
                ),
                *block(f"with {name}():", [draw.pick(["pass", "raise KeyError"]), *place.write(other)]),
            ],
            [
                "@contextmanager",
                *block(f"def {name}():", [*inside, *place.write(value), "yield", *draw.pick([place.write(other), []])]),
                *block(f"with {name}():", [f"{old} = {place.read}"]),
            ],
            [
                "@contextmanager",
                *block(
                    f"def {name}(v):",
                    [
                        *inside,
                        f"{old} = {place.read}",
                        *place.write("v"),
                        *block("try:", ["yield"]),
                        *block("finally:", place.write(old)),
                    ],
                ),
                *block(f"with {name}({value}):", [f"{old} = {place.read}"]),
            ],
            [*made, *block("with ExitStack() as stack:", [f"stack.callback({put})"])],
            [*block("with suppress(ValueError):", [*place.write(value), "int('x')", *place.write(other)])],
            [*block("with nullcontext():", place.write(value))],
        ]
    )


# -- decorators (B19) ---------------------------------------------------------------------------------------------


def by_a_decorator(draw: Draw, place: Place, value: object) -> Lines:
    name, one = draw.name("deco"), draw.name("f")
    draw.need("import functools")
    inside = place.inside(draw)
    _, made = setter(draw, place, value)
    call = [f"{one}()"] if draw.maybe(0.7) else []
    wrapper = [
        "@functools.wraps(f)" if draw.maybe(0.5) else "# as it is",
        *block(
            "def wrapped(*a):", [*inside, *draw.pick([["r = f(*a)"], ["r = None"]]), *place.write(value), "return r"]
        ),
        "return wrapped",
    ]
    other = block(f"def {one}():", [*inside, *place.write(draw.number())])
    return draw.pick(
        [
            [*block(f"def {name}(f):", [*inside, *place.write(value), "return f"]), f"@{name}", *block(f"def {one}():", ["pass"])],
            [*block(f"def {name}(f):", wrapper), f"@{name}", *other, *call],
            [*block(f"def {name}(f):", ["return lambda *a: 0"]), f"@{name}", *other, *call],
            [*made, f"@{draw.data('identity')}", *other, *call],
            ["@functools.lru_cache", *other, *place.write(value), *call],
            ["@functools.lru_cache", *other, *call, *place.write(value), *call],
            ["@functools.cache", *other, f"{one}()", *place.write(value), f"{one}()"],
            [*block(f"def {name}(f):", ["f()", "return f"]), f"@{name}", *other, *place.write(value)],
            ["@functools.singledispatch", *block(f"def {one}(x):", [*inside, *place.write(value)]),
             f"@{one}.register", *block("def _(x: list):", [*inside, *place.write(draw.number())]),
             f"{one}({draw.pick(['[1]', '1'])})"],
        ]
    )  # fmt: skip


# -- behind the program's back (B27) ------------------------------------------------------------------------------


def by_reflection(draw: Draw, place: Place, value: object) -> Lines:
    """Only for names of a module that is no function's, and for attributes."""
    if place.name:
        draw.need("import sys")
        return draw.pick(
            [
                [f'globals()["{place.name}"] = {value}'],
                [f"globals().update({place.name}={value})"],
                [f"vars()['{place.name}'] = {value}"],
                [f"sys.modules[__name__].{place.name} = {value}"],
                ["import __main__", f"__main__.{place.name} = {value}"],
                [f"setattr(sys.modules[__name__], '{place.name}', {value})"],
                [f"exec('{place.name} = {value}')"],
                ["def f(): return 0", f"f.__globals__['{place.name}'] = {value}"],
            ]
        )
    owner, name = place.owner, place.attribute
    return draw.pick(
        [
            [f'setattr({owner}, "{name}", {value})'],
            [f'for k in ("m", "{name}"): setattr({owner}, k, {value})'],
            [f'setattr({owner}, {draw.data("identity")}("{name}"), {value})'],
            [f"object.__setattr__({owner}, '{name}', {value})"]
            if owner[0].islower()
            else [f"type.__setattr__({owner}, '{name}', {value})"],
            [f"{owner}.__dict__.update({name}={value})"] if owner[0].islower() else [f"{owner}.{name} = {value}"],
            [f'vars({owner})["{name}"] = {value}'] if owner[0].islower() else [f"{owner}.{name} = {value}"],
        ]
    )
