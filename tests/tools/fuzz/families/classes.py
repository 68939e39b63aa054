"""Inheritance, and what classes do when their attributes are read, set or asked for (B18)."""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.numbers import another
from tests.tools.fuzz.families.uses import table, use_number
from tests.tools.fuzz.places import Place
from tests.tools.fuzz.program import ID, Program


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


GENERATORS: dict[str, list[Family]] = {"B18": [hierarchy, hooks, hooks]}
