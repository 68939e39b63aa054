"""Ways in which a number is set behind the reader's back: by code that is not seen (B7, B8), through another name (B15),
lazily (B20), by contexts (B23), decorators (B19) and reflection (B27).

Each takes the place and the new number, and gives the lines that set it - or seem to.
"""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Lines, block, indented
from tests.tools.fuzz.families.effects import setter
from tests.tools.fuzz.places import Place

# -- by code that is not seen (B7, B8) ----------------------------------------------------------------------------


def by_a_callback(draw: Draw, place: Place, value: object) -> Lines:
    name, made = setter(draw, place, value, draw.pick(["*given", "*_"]))
    made += indented([f"return {draw.pick(['0', repr('')])}"])
    draw.need("import functools", "import re", "import threading", "import ast", "import itertools", "import heapq")
    draw.need("from html.parser import HTMLParser", "from collections import defaultdict")
    draw.need("from concurrent.futures import ThreadPoolExecutor")
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
            [*block("with ThreadPoolExecutor(1) as pool:", [f"pool.submit({name})"])],
            [*block("with ThreadPoolExecutor(1) as pool:", [f"list(pool.map({name}, [1]))"])],
            [
                *block(f"class {worker}(ast.NodeVisitor):", block("def visit_Name(self, node):", [f"{name}()"])),
                f"{worker}().visit(ast.parse('{draw.pick(['a + b', '1'])}'))",
            ],
            [
                *block(f"class {worker}(HTMLParser):", block("def handle_data(self, data):", [f"{name}()"])),
                f"{worker}().feed('{draw.pick(['<b>a</b>', '<b></b>'])}')",
            ],
            [f"{one} = defaultdict({name})", f"{one}['a']"],
            [f"{one} = defaultdict(int)", f"{one}.default_factory = {name}", f"{one}['a']"],
            [f"{one} = iter({name}, 0)", f"next({one}, None)"],
            [f"list(itertools.accumulate([1, 2], {name}))"],
            [f"list(itertools.starmap({name}, [(1,)]))"],
            [f"heapq.nlargest(1, [1, 2], key={name})"],
            [
                *block(f"class {worker}:", block("def write(self, text):", [f"{name}()"])),
                f"print('a', file={worker}())",
            ],
            [
                *block(f"class {worker}:", block("def __str__(self):", [f"{name}()", "return ''"])),
                f"{one} = f'{{{worker}()}}'",
            ],
            [
                *block(f"class {worker}:", block("def __lt__(self, o):", [f"{name}()", "return True"])),
                f"sorted([{worker}(), {worker}()])",
            ],
            [
                *block(f"class {worker}:", block("def __radd__(self, o):", [f"{name}()", "return 0"])),
                f"sum([{worker}()])",
            ],
            [
                *block(f"class {worker}:", block("def bump(self):", [f"{name}()"])),
                f"{draw.data('call')}({worker}().bump)",
            ],
            [*block(f"class {worker}:", ["f = staticmethod(" + name + ")"]), f"{draw.data('call')}({worker})"],
            [*block(f"class {worker}:", block("def __init__(self):", [f"{name}()"])), f"{draw.data('call')}({worker})"],
            [
                *block(f"class {worker}:", block("def __call__(self):", [f"{name}()"])),
                f"{draw.data('call')}({worker}())",
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
    draw.breaks("methods-keep-arguments")
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
            [
                *block(f"class {name}:", [
                    *block("def __init__(self, f):", ["self.f = f"]),
                    *block("def __call__(self, *a):", [*inside, *draw.pick([["r = self.f(*a)"], ["r = None"]]), *place.write(value), "return r"]),
                ]),
                f"@{name}", *other, *call,
            ],
            [*block(f"def {name}(v):", ["return lambda f: f"]), f"@{name}({draw.number()})", *other, *call],
            [*block(f"def {name}(v):", [*block("def deco(f):", [*inside, *place.write("v"), "return f"]), "return deco"]), f"@{name}({value})", *other, *call],
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
