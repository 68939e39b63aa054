"""Classes: dataclasses by their rules (B6), placeholders of base classes (B10), inheritance and hooks (B18)."""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block, table, use_number
from tests.tools.fuzz.families.numbers import another
from tests.tools.fuzz.places import Place
from tests.tools.fuzz.program import ID, Program

# -- dataclasses (B6) ---------------------------------------------------------------------------------------------

POSITIONAL = (
    "{x}: int = {a}",
    "{x}: int = {a}",
    "{x}: int = field(default={a})",
    "{x}: InitVar[int] = {a}",
    "{x}: int = field(default_factory=lambda: {a})",
)
OTHER = (
    "{x}: ClassVar[int] = {a}",
    "{x}: int = field(init=False, default={a})",
    "{x}: int = field(kw_only=True, default={a})",
    "{x} = {a}",
    "_: KW_ONLY",
)
POST = (
    "self.n = self.n + {a}",
    "self.n = {a}",
    "if not self.n: self.n = {a}",
    "if self.n is None: self.n = {a}",
    "self.n = self.n or {a}",
    "self.n = max(self.n, {a})",
    "object.__setattr__(self, 'n', {a})",
    "if flag(): self.n = {a}",
    "self.n *= 2",
    "self.set()",
)


def dataclasses(draw: Draw) -> Program:
    draw.of("B6")
    draw.need("from dataclasses import dataclass, field, replace, asdict, InitVar, KW_ONLY")
    draw.need("from typing import ClassVar, NamedTuple")
    names = draw.chance.sample(["n", "m", "k", "dim"], draw.pick([2, 3, 4]))
    if "n" not in names:
        names[draw.chance.randrange(len(names))] = "n"
    fields, positional, keywords, init_vars, only = [], 0, [], [], False
    for x in names:
        template = draw.pick(POSITIONAL if x == "n" or draw.maybe(0.6) else OTHER)
        if "InitVar" in template and x == "n":
            template = POSITIONAL[0]
        only = only or template == "_: KW_ONLY"
        fields.append(
            template.format(x=x, a=draw.pick([0, draw.number(), draw.number()]) if x == "n" else draw.number())
        )
        if "InitVar" in template:
            init_vars.append(x)
        if template in POSITIONAL and not only:
            positional += 1
        if template in POSITIONAL or "kw_only" in template:
            keywords.append(x)
    given = draw.chance.randint(0, positional)
    taken = [x for x in keywords if x in names[: names.index(x) + 1]][given:]
    arguments = [str(draw.number()) for _ in range(given)]
    by_name = [x for x in taken if draw.maybe(0.3) and x not in _first(fields, given)]
    arguments += [f"{x}={draw.number()}" for x in by_name]
    options = draw.pick(["", "", "", "(kw_only=False)", "(eq=False)", "(slots=True)", "(frozen=True)"])
    post: Lines = []
    if draw.maybe(0.6):
        text = draw.pick(POST).format(a=draw.number())
        if options == "(frozen=True)":
            text = f"object.__setattr__(self, 'n', {draw.number()})"
        if "flag()" in text:
            draw.data("flag")
        post = block(
            f"def __post_init__(self{''.join(f', {x}' for x in init_vars)}):",
            [
                text,
                *(["self.n = " + init_vars[0]] if init_vars and draw.maybe(0.5) and "frozen" not in options else []),
            ],
        )
        if text == "self.set()":
            post += block("def set(self):", [f"self.n = {draw.number()}"])
    base, made, one = draw.name("B"), draw.name("C"), draw.name("c")
    if draw.maybe(0.4) and len(fields) > 1 and options == "":
        cut = draw.chance.randint(1, len(fields) - 1)
        lines = [
            "@dataclass",
            *block(f"class {base}:", fields[:cut]),
            "@dataclass",
            *block(f"class {made}({base}):", [*fields[cut:], *post]),
        ]
        if draw.maybe(0.4):
            other = draw.name("B")
            lines = ["@dataclass", *block(f"class {base}:", fields[:cut]), "@dataclass", *block(f"class {other}:", fields[cut:]),
                     "@dataclass", *block(f"class {made}({base}, {other}):", post)]  # fmt: skip
    else:
        lines = [f"@dataclass{options}", *block(f"class {made}:", [*fields, *post])]
    lines.append(f"{one} = {made}({', '.join(arguments)})")
    if draw.maybe(0.25):
        lines.append(f"{one} = replace({one}, n={draw.number()})" if not init_vars else f"{one}_ = {one}")
    read = draw.pick([f"{one}.n", f"{one}.n", f"{one}.n", f"asdict({one})['n']", f"getattr({one}, 'n')"])
    kept = Place([], one, lambda owner: f"{owner}.n", lambda owner, value: [f"{owner}.n = {value}"], attribute="n")
    lines += another(draw, kept) if "frozen" not in options and read == f"{one}.n" else []
    return draw.program([*lines, *use_number(draw, read)])


def _first(fields: list[str], given: int) -> set[str]:
    """The names that the positional arguments go to."""
    order = [
        one.split(":")[0]
        for one in fields
        if any(kind in one for kind in (": int = ", "InitVar")) and "init=False" not in one and "kw_only" not in one
    ]
    return set(order[:given])


def lengths(draw: Draw) -> Program:
    """A size that ``__post_init__`` takes from another field."""
    draw.of("B6")
    draw.need("from dataclasses import dataclass, field")
    made = draw.name("C")
    test = draw.pick(["", "if not self.n: ", "if self.n == 0: ", "if self.words: "])
    size = draw.pick(["len(self.words)", "len(set(self.words))", "max(len(self.words), 2)"])
    given = draw.pick(['["a", "b", "c"]', f"list(range({draw.number()}))", f"{draw.data('words')}()"])
    lines = [
        "@dataclass",
        *block(f"class {made}:", [
            "words: list = field(default_factory=list)",
            f"n: int = {draw.pick([0, 0, draw.number()])}",
            *block("def __post_init__(self):", [f"{test}self.n = {size}"]),
        ]),
        f"c = {made}({draw.pick(['words=', ''])}{given})",
    ]  # fmt: skip
    return draw.program([*lines, *use_number(draw, "c.n")])


# -- placeholders (B10) -------------------------------------------------------------------------------------------


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


# -- inheritance and hooks (B18) ----------------------------------------------------------------------------------


def hierarchy(draw: Draw) -> Program:
    """A few classes with bases among those before; the size is an attribute or the answer of a method that may ask the
    next class in line."""
    draw.of("B18")
    names: list[str] = []
    lines: Lines = []
    real: dict[str, type] = {}
    for at in range(draw.pick([3, 4, 5])):
        name = f"C{at}"
        bases = draw.chance.sample(names, min(len(names), draw.pick([0, 1, 2, 2])))
        try:
            real[name] = type(name, tuple(real[base] for base in bases), {})
        except TypeError:
            # No order of resolution.
            bases = bases[:1]
            real[name] = type(name, tuple(real[base] for base in bases), {})
        body: Lines = [f"n = {draw.number()}"] if draw.maybe(0.5) or not bases else []
        if not bases:
            body += block("def rows(self):", [f"return {draw.number()}"])
        elif draw.maybe(0.5):
            body += block(
                "def rows(self):",
                [
                    draw.pick(
                        [
                            f"return super().rows() + {draw.pick([0, 1, 2])}",
                            f"return {draw.number()}",
                            f"return {bases[-1]}.rows(self) + 1",
                            "return self.n",
                        ]
                    )
                ],
            )
        if draw.maybe(0.4):
            call = draw.pick([["super().__init__()"], [f"{bases[0]}.__init__(self)"] if bases else [], []])
            body += block(
                "def __init__(self):",
                [*call, f"self.m = {draw.number()}", *([f"self.n = {draw.number()}"] if draw.maybe(0.3) else [])],
            )
        lines += block(f"class {name}{'(' + ', '.join(bases) + ')' if bases else ''}:", body)
        names.append(name)
    last = names[-1]
    read = draw.pick(
        [
            f"{last}().n",
            f"{last}.n",
            f"{last}().rows()",
            f"{last}().rows()",
            f"getattr({last}(), 'm', {draw.number()})",
            f"{last}.__mro__[1].n",
            f"super({last}, {last}()).n",
        ]
    )
    return draw.program([*lines, *use_number(draw, read)])


HOOKS: list[tuple[str, str]] = [
    ("class C:\n    n = {a}\nsetattr(C, 'n', {b})", "C.n"),
    ("class C:\n    n = {a}\nc = C()\ntype(c).n = {b}", "c.n"),
    ("class C:\n    n = {a}\n    def grow(self): self.__class__.n = {b}\nc = C()\nc.grow()", "C.n"),
    ("class C:\n    n = {a}\n    def grow(self): type(self).n = {b}\nc = C()\nc.n = {c}\nc.grow()", "c.n"),
    ("class C:\n    n = {a}\nc = C()\nc.n = {b}\ndel c.n", "c.n"),
    ("class C:\n    n = {a}\nc = C()\nc.n = {b}\ndelattr(c, 'n')", "c.n"),
    ("class C:\n    n = {a}\nclass D(C):\n    n = {b}\ndel D.n", "D.n"),
    ("class C:\n    n = {a}\nclass D:\n    n = {b}\nc = C()\nc.__class__ = D", "c.n"),
    ("class C:\n    def __new__(cls):\n        one = super().__new__(cls)\n        one.n = {a}\n        return one\n    n = {b}", "C().n"),
    ("class D:\n    n = {a}\nclass C:\n    n = {b}\n    def __new__(cls): return D()", "C().n"),
    ("class C:\n    _one = None\n    def __new__(cls):\n        if cls._one is None: cls._one = super().__new__(cls)\n        return cls._one\nC().n = {a}", "C().n"),
    ("class C:\n    n = {a}\n    def __setattr__(self, k, v): super().__setattr__(k, v + {b})\nc = C()\nc.n = {c}", "c.n"),
    ("class C:\n    n = {a}\n    def __setattr__(self, k, v): self.__dict__[k] = {b}\n    def __init__(self): self.n = {c}", "C().n"),
    ("class C:\n    def __getattr__(self, k): return {a}\nc = C()", "c.n"),
    ("class C:\n    def __getattr__(self, k): return {a}\nc = C()\nc.n = {b}", "c.n"),
    ("class C:\n    n = {a}\n    def __getattribute__(self, k): return {b}", "C().n"),
    ("class D:\n    def __get__(self, o, k): return {a}\nclass C:\n    n = D()", "C().n"),
    ("class D:\n    def __get__(self, o, k): return {a}\nclass C:\n    n = D()\nc = C()\nc.n = {b}", "c.n"),
    ("class D:\n    def __get__(self, o, k): return {a}\n    def __set__(self, o, v): pass\nclass C:\n    n = D()\nc = C()\nc.n = {b}", "c.n"),
    ("class D:\n    def __set_name__(self, o, k): o.m = {a}\nclass C:\n    n = D()", "C.m"),
    ("class C:\n    def _get(self): return {a}\n    def _set(self, v): self.m = v + {b}\n    n = property(_get, _set)\n    m = {c}\nc = C()\nc.n = {b}", "c.m"),
    ("class C:\n    m = {a}\n    @property\n    def n(self): return self.m\n    @n.setter\n    def n(self, v): self.m = v + 1\nc = C()\nc.n = {b}", "c.n"),
    ("class C:\n    m = {a}\n    @property\n    def n(self):\n        self.m += 1\n        return self.m\nc = C()\nc.n", "c.n"),
    ("from functools import cached_property\nclass C:\n    m = {a}\n    @cached_property\n    def n(self): return self.m\nc = C()\nc.n\nc.m = {b}", "c.n"),
    ("from functools import cached_property\nclass C:\n    m = {a}\n    @cached_property\n    def n(self): return self.m\nc = C()\nc.m = {b}", "c.n"),
    ("class C:\n    def __init_subclass__(cls): cls.n = {a}\nclass D(C):\n    n = {b}", "D.n"),
    ("class C:\n    n = {a}\n    def __init_subclass__(cls, n=0, **k): cls.n = n\nclass D(C, n={b}): pass", "D.n"),
    ("def deco(cls):\n    cls.n = {a}\n    return cls\n@deco\nclass C:\n    n = {b}", "C.n"),
    ("def deco(cls):\n    class E(cls):\n        n = {a}\n    return E\n@deco\nclass C:\n    n = {b}", "C().n"),
    ("from data import identity\n@identity\nclass C:\n    n = {a}", "C.n"),
    ("class M(type):\n    def __new__(m, k, b, ns):\n        ns['n'] = {a}\n        return super().__new__(m, k, b, ns)\nclass C(metaclass=M):\n    n = {b}", "C.n"),
    ("class M(type):\n    def __call__(cls, *a):\n        o = super().__call__(*a)\n        o.n = {a}\n        return o\nclass C(metaclass=M):\n    n = {b}", "C().n"),
    ("class M(type):\n    def __init__(cls, *a): cls.n = {a}\nclass C(metaclass=M):\n    n = {b}", "C.n"),
    ("class M(type):\n    n = {a}\nclass C(metaclass=M):\n    pass", "C.n"),
    ("class M(type):\n    @property\n    def n(cls): return {a}\nclass C(metaclass=M):\n    n = {b}", "C.n"),
    ("class C:\n    n = {a}\n    def __bool__(self): return {t}\nc = C()\nif c: C.n = {b}", "C.n"),
    ("class C:\n    def __len__(self): return {a} - 1\nn = {b} if C() else {c}", "n"),
    ("class C:\n    def __len__(self): return {a}\nc = C()", "len(c)"),
    ("class C:\n    def __eq__(self, o): return {t}\nn = {a} if C() == 5 else {b}", "n"),
    ("class C:\n    def __eq__(self, o): return {t}\n    __hash__ = None\nn = {a} if C() != C() else {b}", "n"),
    ("class C:\n    def __contains__(self, o): return {t}\nn = {a} if 5 in C() else {b}", "n"),
    ("class C:\n    def __lt__(self, o): return {t}\nn = {a} if C() < 5 else {b}", "n"),
    ("class C:\n    def __getitem__(self, k): return {a}\nc = C()", "c['n']"),
    ("class C(dict):\n    def __missing__(self, k): return {a}\nc = C()", "c['n']"),
    ("class C(dict):\n    def __getitem__(self, k): return {a}\nc = C(n={b})", "c['n']"),
    ("class C(dict):\n    def __setitem__(self, k, v): super().__setitem__(k, {a})\nc = C()\nc['n'] = {b}", "c['n']"),
    ("class C(list):\n    def append(self, v): super().append(v); super().append(v)\nc = C()\nc.append({a})", "len(c)"),
    ("class C(dict):\n    __getattr__ = dict.get\nc = C(n={a})\nc['n'] = {b}", "c.n"),
    ("class C(int):\n    def __add__(self, o): return {a}\nc = C({b})", "c + 1"),
    ("class C:\n    def __index__(self): return {a}\n    def __int__(self): return {b}", "int(C())"),
    ("class C:\n    def __call__(self): return {a}\nc = C()", "c()"),
    ("class C:\n    def __iter__(self): return iter(range({a}))", "len(list(C()))"),
    ("class C:\n    def __iadd__(self, o):\n        self.n = {a}\n        return self\nc = C()\nc.n = {b}\nc += 1", "c.n"),
    ("class C:\n    n = {a}\n    @classmethod\n    def set(cls): cls.n = {b}\nclass D(C): pass\nD.set()", "C.n"),
    ("class C:\n    n = {a}\n    @classmethod\n    def set(cls): cls.n = {b}\nclass D(C): pass\nD.set()", "D.n"),
    ("class C:\n    n = {a}\nclass D(C): pass\nC.n = {b}", "D().n"),
    ("class C:\n    n = {a}\nclass D(C): pass\nd = D()\nd.n = {b}\nC.n = {c}", "d.n"),
    ("class C:\n    __n = {a}\n    def get(self): return self.__n\nclass D(C):\n    __n = {b}", "D().get()"),
    ("class C:\n    ns = []\n    def __init__(self): self.ns.append(1)\nC(); C()", "len(C.ns)"),
    ("class C:\n    count = 0\n    def __init__(self): C.count += 1\n[C() for _ in range({a})]", "C.count"),
    ("class C:\n    count = 0\n    def __init__(self): self.count += 1\nc = [C() for _ in range({a})][-1]", "c.count + 1"),
    ("import enum\nclass C(enum.IntEnum):\n    A = {a}\n    B = {a} + 1", "C.B.value"),
    ("import enum\nclass C(enum.IntEnum):\n    A = enum.auto()\n    B = enum.auto()\n    D = enum.auto()", "C.D + 0"),
    ("import enum\nclass C(enum.Enum):\n    A = 1\n    B = 1\n    D = 2", "len(C)"),
    ("from typing import NamedTuple\nclass C(NamedTuple):\n    m: int\n    n: int = {a}\nc = C({b})", "c.n"),
    ("from typing import NamedTuple\nclass C(NamedTuple):\n    m: int\n    n: int = {a}\nc = C({b})._replace(n={c})", "c.n"),
    ("from collections import namedtuple\nC = namedtuple('C', 'm n', defaults=[{a}])\nc = C({b})", "c.n"),
    ("C = type('C', (), {{'n': {a}}})\nC.n = {b}", "C().n"),
    ("C = type('C', (), dict(n={a}))", "C().n"),
    ("class C:\n    n = {a}\n    m = n + 1\nC.n = {b}", "C.m"),
    ("class C:\n    n = {a}\n    m = [n for _ in range(2)] if False else [{b}]", "C.m[0]"),
    ("n = {a}\nclass C:\n    n = {b}\n    def get(self): return n", "C().get()"),
    ("class C:\n    def __init__(self, n={a}): self.n = n\nclass D(C):\n    def __init__(self): super().__init__({b})", "D().n"),
    ("class C:\n    def __init__(self): self.setup()\n    def setup(self): self.n = {a}\nclass D(C):\n    def setup(self): self.n = {b}", "D().n"),
    ("class C:\n    n = {a}\n    def __enter__(self):\n        self.n = {b}\n        return self\n    def __exit__(self, *a): self.n = {c}\nwith C() as c: pass", "c.n"),
    ("class C:\n    __slots__ = ('n',)\n    def __init__(self): self.n = {a}\nc = C()\nc.n += 1", "c.n"),
    ("class C:\n    def __init__(self, **k): self.__dict__.update(k)\nc = C(n={a})", "c.n"),
    ("class C:\n    def __init__(self, **k):\n        for key, v in k.items(): setattr(self, key, v + 1)\nc = C(n={a})", "c.n"),
    ("class C:\n    n = {a}\nimport copy\nc = C()\nd = copy.copy(c)\nc.n = {b}", "d.n"),
    ("class C:\n    n = {a}\nc = C()\nc.__dict__ = {{'n': {b}}}", "c.n"),
    ("class C:\n    shared = {{}}\n    def __init__(self): self.__dict__ = self.shared\nC().n = {a}", "C().n"),
    ("class C:\n    def f(self): return {a}\nc = C()\nc.f = lambda: {b}", "c.f()"),
    ("class C:\n    def f(self): return {a}\nC.f = lambda self: {b}", "C().f()"),
    ("class C:\n    def f(self): return {a}\ng = C().f\nC.f = lambda self: {b}", "g()"),
    ("class C:\n    @staticmethod\n    def f(n={a}): return n", "C().f()"),
    ("import abc\nclass B(abc.ABC):\n    @property\n    @abc.abstractmethod\n    def n(self): return {a}\nclass C(B):\n    @property\n    def n(self): return super().n + {b}", "C().n"),
]  # fmt: skip


def hooks(draw: Draw) -> Program:
    """What a class does when its attributes are read, set or asked for."""
    draw.of("B18")
    template, read = draw.pick(HOOKS)
    numbers = {one: draw.number() for one in "abc"}
    text = template.format(**numbers, t=draw.pick(["True", "False"]))
    lines = text.split("\n")
    draw.need(*(line for line in lines if line.startswith(("import ", "from "))))
    lines = [line for line in lines if not line.startswith(("import ", "from "))]
    owner = read.split(".")[0]
    if read.endswith(".n") and owner.islower() and draw.maybe(0.3):
        kept = Place([], owner, lambda one: f"{one}.n", lambda one, value: [f"{one}.n = {value}"], attribute="n")
        lines += another(draw, kept)
    if draw.maybe(0.2):
        return draw.program(
            [*lines, *table(draw, f"{read} if {unknown(draw)} else {draw.number()}", f"torch.tensor([{ID}])")]
        )
    return draw.program([*lines, *use_number(draw, read)])


GENERATORS: dict[str, list[Family]] = {
    "B6": [dataclasses, dataclasses, lengths],
    "B10": [placeholders, prepared_elsewhere],
    "B18": [hierarchy, hooks, hooks],
}
