"""The order and the paths of a program, all of Python's syntax, and programs that nobody would write."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from flake8_embedding.check import check
from flake8_embedding.config import Config
from flake8_embedding.finding import Finding

HEAD = "import functools\nimport sys\nimport torch\nfrom torch import nn\n"
TAIL = "table = nn.Embedding(n, 2)\ntable(torch.tensor([9]))\n"


def rows_seen(program: str) -> int | None:
    """The number of rows that a table of ``n`` rows, fed the id 9 after the program, is found to have in any run."""
    found = check(HEAD + dedent(program).strip() + "\n" + TAIL, Config(conditional="hide"), loud=True)
    if not found:
        return None
    assert [one.code for one in found] == ["EMB106"], found
    rows = re.match(r"nn\.Embedding has (\d+) rows?, but", found[0].message)
    assert rows is not None, found
    return int(rows.group(1))


def places(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.code) for one in check(dedent(text), loud=True)]


# -- every kind of statement and expression ---------------------------------------------------------------------------

SYNTAX = r'''
"""A module with every kind of statement and expression."""

from __future__ import annotations

import asyncio
import collections.abc as abc, contextlib
import os.path
from dataclasses import dataclass, field
from typing import (
    TYPE_CHECKING,
    Generic as G,
    TypeVar,
)

import torch
from torch import nn

if TYPE_CHECKING:
    from .types import Thing

T = TypeVar("T")
rows: int = 10
names: list[str]
a = b = c = 0
(d, [e, *f], g), = ((1, [2, 3, 4], 5),)
a += 1; b -= 1; c *= 2
a //= 1; a **= 2; a %= 7; a <<= 1; a >>= 1; a &= 3; a |= 4; a ^= 5
h = 1.5; h /= 2; h @= h if False else h
ellipsis, nothing, true = ..., None, True
number = 0xFF + 0o17 + 0b11 + 1_000 + 1e3 + 1j
text = "a" 'b' """c""" r"\d" f"{a!r:>{b}} {{}} {c=}" u"\N{BULLET}" rf"\w{d}" f'{f"{e}"}'
raw = b"x" rb"\d" B"\xff", R"\n"
chained = 1 < a <= 3 != b is not None in [None] not in ((),)
logic = not a and b or c if d else ~e
bits = a & b | c ^ d << 1 >> 2
power = -2 ** -1 + (+3) // 4 % 5 @ a
sliced = f[1:], f[:-1], f[::2], f[...], {}.get((1, 2)), torch.zeros(3)[:, None, ..., 1:2]
display = [*f, *range(3)], {*f}, {"k": 1, **{"l": 2}}, (), (1,), [], {}
walrus = [y := 3, y ** 2]
comprehensions = (
    [x for row in [[1, 2], [3]] if row for x in row if x if x > 1],
    {x: {z for z in range(x)} for x in range(3)},
    {(x, y) for x, *y in [(1, 2, 3)]},
    list(x async for x in agenerator()) if False else None,
    sum(x * y for x in range(3) for y in [z for z in range(x)]),
)
sort = sorted(f, key=lambda x, /, y=rows, *more, z=1, **others: (x, y))
print(*f, sep="", **{"end": ""}, file=None if a else None)


def every(a, b=1, /, c: int = 2, *args: int, d, e: str = "e", **kwargs: object) -> tuple[int, ...]:
    """All kinds of parameters."""
    global rows
    rows = 10
    x = 1

    def inner():
        nonlocal x
        x += 1
        return x

    del x
    assert a, "message"
    return (inner(), *args)


def nothing_after(*, only): pass


def generator():
    received = yield
    yield received, 1
    yield from (yield)
    return 5


async def agenerator():
    async with contextlib.AsyncExitStack() as stack, stack:
        async for item in agenerator():
            yield item
            await asyncio.sleep(0)
        else:
            pass
    result = [x async for x in agenerator() if await x]
    lambda: (yield)


def decorator(argument, *, keyword=None):
    def wrap(function):
        return function
    return wrap


@decorator(1, keyword=[2])
@(lambda function: function)
@functools.cache if (functools := __import__("functools")) else None
def decorated(): return 1


class Base(G[T], metaclass=type):
    __slots__ = ("value",)
    attribute: int

    def __init_subclass__(cls, /, option=None, **kwargs): super().__init_subclass__(**kwargs)

    @property
    def size(self): return 3

    @size.setter
    def size(self, value): self.value = value

    @staticmethod
    def static(): ...

    @classmethod
    def made(cls): return cls()

    class Inner(abc.Sized):
        def __len__(self): return 4


class Derived(Base, *[], option="x", **{}):
    size = Base.size

    async def method(self):
        return await self.method()


@dataclass(frozen=True)
class Data:
    rows: int = 5
    words: list[str] = field(default_factory=list)


for i, (j, *k) in enumerate([(1, 2, 3)]):
    if i: continue
    elif j: break
    else: pass
else:
    i = 2

for f[0], os.attribute, (*f[1:2], d) in []: pass
for x in 1, 2, *f: print(x)

while a:
    a -= 1
    if a == 2:
        break
else:
    a = 0

with open(os.devnull) as one, contextlib.suppress(OSError), open(os.devnull) as (two): ...
with (open(os.devnull) as one, open(os.devnull) as two,): one, two

try:
    raise ValueError("x") from None
except (ValueError, TypeError) as error:
    error
except Exception: raise
else:
    pass
finally:
    rows = 10

try:
    pass
except* (OSError, ExceptionGroup) as group:
    print(group)
except* ValueError:
    pass

match [rows, {"k": Data()}]:
    case []: pass
    case [1, 2 | 3, *rest] if rest: pass
    case [int(n), {"k": Data(rows=5, words=[]) as data, **others}]: print(n, data, others)
    case {"x": -1, "y": 2 + 3j, "z": "a" "b"}: pass
    case os.path.sep | None | True: pass
    case (str() as s, float(x)) | [s, x]: pass
    case _: pass

match = case = type = 3
match[0] if False else match
print(type (3) if False else type)
del a, (b, c), [d]
del f[0], Data.rows
lambda: (yield)
if 1: pass
elif 2: pass
else: pass
x = yes if (yes := 1) else no
exec("x = 1"); eval("x"); __import__("os")
rows.bit_length().real; "abc"[0].upper()[::-1]; [1, 2][0].__class__.__name__
(lambda *args, **kwargs: (args, kwargs))(1, *[2], k=3, **{"l": 4})
table = nn.Embedding(rows, 2)
table(torch.tensor([[0, 9]]))
print(asyncio.run(agenerator()) if False else sorted({**{}}))
'''

NEWER = {
    "type alias": "type Ids = list[int]\ntype Pair[T] = tuple[T, T]\n",
    "type parameters": "def f[T: int, *Ts, **P](x: T, *y: *Ts) -> T:\n    return x\nclass A[T](list[T]): ...\n",
    "defaults of type parameters": "class A[T = int, *Ts = *tuple[int]]: ...\n",
    "nested f-string with the same quotes": 'x = 1\ny = f"{f"{f"{x}"}"} {"a" + "b"}"\n',
    "f-string over lines": 'x = 1\ny = f"{\n    x  \n}"\n',
    "starred index": "x = {}\ny = x[*(1, 2)] if x else None\n",
    "starred annotation": "def f(*args: *tuple[int, ...]): ...\n",
    "except star": "try:\n    pass\nexcept* ValueError as e:\n    pass\n",
    "parenthesised with": "with (open('a') as a, open('b') as b):\n    pass\n",
}


def test_every_kind_of_statement_and_expression_is_evaluated() -> None:
    assert check(SYNTAX, loud=True) == []


def test_none_of_them_ends_the_analysis() -> None:
    found = check(SYNTAX + "last = nn.Embedding(9, 2)\nlast(torch.tensor([9]))\n", loud=True)

    assert [one.code for one in found] == ["EMB106"]


def test_every_kind_of_statement_and_expression_is_evaluated_in_a_function() -> None:
    # ``from __future__`` and star imports belong to a module, and so do ``global`` names bound before.
    body = SYNTAX.replace("from __future__ import annotations\n", "").replace("    global rows\n", "")
    text = "def program():\n" + "".join(f"    {line}\n" if line else "\n" for line in body.splitlines())

    assert check(text + "program()\n", loud=True) == []
    assert check(text, loud=True) == []


@pytest.mark.parametrize("name", NEWER)
def test_syntax_of_later_pythons_is_evaluated_or_said_not_to_be(name: str) -> None:
    found = check(HEAD + NEWER[name] + "n = 5\n" + TAIL, loud=True)

    assert [one.code for one in found] == ["EMB106"] or found[0].message.startswith(
        ("not analysed: libcst cannot parse", "not analysed: Python cannot parse")
    )


# -- order and paths --------------------------------------------------------------------------------------------------

KNOWN = {
    # The file that is looked at is the one that is started; an imported one is looked at with its importer.
    "main guard": ("n = 20\nif __name__ == '__main__':\n    n = 5", 5),
    # Each program leaves this number in n, whichever way it goes.
    "rebinding": ("n = 20\nn = 5", 5),
    "a name keeps what it was bound to": ("n = 5\nm = n\nn = 20\nn = m", 5),
    "a swap": ("m, n = 5, 20\nm, n = n, m", 5),
    "if False": ("n = 5\nif False:\n    n = 20", 5),
    "else of if False": ("if False:\n    n = 20\nelse:\n    n = 5", 5),
    "if 0": ("n = 5\nif 0:\n    n = 20", 5),
    "a constant that is False": ("DEBUG = False\nn = 5\nif DEBUG:\n    n = 20", 5),
    "not a constant": ("FAST = True\nn = 5\nif not FAST:\n    n = 20", 5),
    "a comparison of constants": ("K = 3\nn = 5 if K == 3 else 20", 5),
    "if None": ("m = None\nn = 20 if m is not None else 5", 5),
    "both branches agree": ("if sys.argv:\n    n = 5\nelse:\n    n = 5", 5),
    "the other branch raises": ("n = 20\nif sys.argv:\n    n = 5\nelse:\n    raise SystemExit", 5),
    "the other branch exits": ("import sys\nn = 20\nif sys.argv:\n    n = 5\nelse:\n    sys.exit(1)", 5),
    "TYPE_CHECKING": ("from typing import TYPE_CHECKING\nn = 5\nif TYPE_CHECKING:\n    n = 20", 5),
    "short circuit": ("n = 5\nFalse and (n := 20)", 5),
    "return before return": ("def f():\n    return 5\n    return 20\nn = f()", 5),
    "early return": ("def f(x):\n    if x:\n        return 5\n    return 20\nn = f(True)", 5),
    "early return not taken": ("def f(x):\n    if x:\n        return 20\n    return 5\nn = f(None)", 5),
    "guard with None": ("def f(k=None):\n    if k is None:\n        k = 5\n    return k\nn = f()", 5),
    "return out of a loop": ("def f():\n    while True:\n        return 5\nn = f()", 5),
    "return out of try": ("def f():\n    try:\n        return 5\n    finally:\n        print()\nn = f()", 5),
    "while False else": ("n = 20\nwhile False:\n    n = 30\nelse:\n    n = 5", 5),
    "while that ends": ("m = 0\nwhile m < 3:\n    m += 1\nn = 5", 5),
    "while else": ("m = 0\nwhile m < 3:\n    m += 1\nelse:\n    n = 5", 5),
    "while True with break": ("while True:\n    n = 5\n    if sys.argv:\n        break", 5),
    "break out of while in with": ("while True:\n    with open('x'):\n        break\nn = 5", 5),
    "break in the else of an inner for": (
        "while True:\n    for i in range(99):\n        pass\n    else:\n        break\nn = 5",
        5,
    ),
    "break in the else of an inner while": (
        "while True:\n    while sys.argv:\n        pass\n    else:\n        break\nn = 5",
        5,
    ),
    "for": ("for n in (20, 5):\n    pass", 5),
    "for else": ("for i in (1, 2):\n    pass\nelse:\n    n = 5", 5),
    "for else after break": (
        "n = 20\nfor i in (1, 2):\n    if i == 2:\n        n = 5\n        break\nelse:\n    n = 30",
        5,
    ),
    "for that is always left": (
        "for i in range(100):\n    n = 5\n    if i == 30:\n        break\nelse:\n    n = 20",
        5,
    ),
    "for over nothing": ("n = 5\nfor n in ():\n    pass", 5),
    "continue": ("n = 5\nfor i in (1, 2):\n    if i:\n        continue\n    n = 20", 5),
    "continue in some rounds": ("n = 1\nfor i in (1, 2, 3):\n    if i == 2:\n        continue\n    n += i", 5),
    "nested loops": (
        "n = 1\nfor i in (1, 2):\n    for j in (1, 2):\n        if i == j:\n            break\n        n += 4",
        5,
    ),
    "try finally": ("try:\n    n = 20\nfinally:\n    n = 5", 5),
    "try else": ("try:\n    m = 1\nexcept ValueError:\n    raise\nelse:\n    n = 5", 5),
    "a handler that leaves": ("import sys\nn = 20\ntry:\n    n = 5\nexcept ValueError:\n    sys.exit()", 5),
    "conditional import": ("if sys.argv:\n    import math as m\nelse:\n    import cmath as m\nn = 5", 5),
    "star import before": ("from helpers import *\nn = 5", 5),
    "with": ("with open('x') as f:\n    n = 5", 5),
    "match": ("match sys.argv:\n    case []:\n        n = 5\n    case _:\n        n = 5", 5),
    "comprehension variable": ("n = 5\nxs = [n for n in (20, 30)]", 5),
    "name of another function": ("n = 5\ndef f():\n    n = 20\nf()", 5),
    "name of a class": ("n = 5\nclass A:\n    n = 20", 5),
    "parameter shadows": ("n = 5\ndef f(n):\n    n = n * 4\nf(n)", 5),
    "global": ("n = 20\ndef f():\n    global n\n    n = 5\nf()", 5),
    "nonlocal": (
        "def f():\n    n = 20\n    def g():\n        nonlocal n\n        n = 5\n    g()\n    return n\nn = f()",
        5,
    ),
    "getattr with a constant": ("class A:\n    k = 5\nn = getattr(A(), 'k')", 5),
    "partial": ("def f(a, b, c=20):\n    return a + b + c\nn = functools.partial(f, 1, c=2)(2)", 5),
    "partial overridden": ("def f(a, b=20):\n    return a + b\nn = functools.partial(f, b=30)(1, b=4)", 5),
    "lambda": ("n = (lambda: 5)()", 5),
    "lambda with a default": ("f = lambda x, y=3: x + y\nn = f(2)", 5),
    "lambda with stars": ("f = lambda *a, **k: len(a) + len(k)\nn = f(1, 2, x=3, y=4, z=5)", 5),
    "closure": ("def adder(k):\n    def add(x):\n        return x + k\n    return add\nn = adder(2)(3)", 5),
    "two closures": (
        "def adder(k):\n    return lambda x: x + k\nbig, small = adder(20), adder(2)\nn = small(3)",
        5,
    ),
    "a closure sees the last binding": ("k = 20\nf = lambda: k\nk = 5\nn = f()", 5),
    "a default sees the first binding": ("k = 5\ndef f(x=k):\n    return x\nk = 20\nn = f()", 5),
    "star arguments": ("def f(*a, **k):\n    return a[0] + k['b']\nn = f(2, b=3)", 5),
    "star arguments handed on": (
        "def g(a, b):\n    return a + b\ndef f(*a, **k):\n    return g(*a, **k)\nn = f(2, b=3)",
        5,
    ),
    "positional only": ("def f(a, /, b, *, c=1):\n    return a + b + c\nn = f(1, 3)", 5),
    "cached": ("@functools.cache\ndef f():\n    return 5\nn = f()", 5),
    "own decorator": (
        "def more(g):\n    def h(*a):\n        return g(*a) + 3\n    return h\n"
        "@more\ndef f(x):\n    return x\nn = f(2)",
        5,
    ),
    "constructor": ("class A:\n    def __init__(self, k):\n        self.k = k\nn = A(5).k", 5),
    "two instances": ("class A:\n    def __init__(self, k):\n        self.k = k\na, b = A(20), A(5)\nn = b.k", 5),
    "inherited constructor": (
        "class A:\n    def __init__(self, k):\n        self.k = k\nclass B(A):\n    pass\nn = B(k=5).k",
        5,
    ),
    "super": (
        "class A:\n    def __init__(self, k):\n        self.k = k\nclass B(A):\n    def __init__(self):\n"
        "        super().__init__(5)\nn = B().k",
        5,
    ),
    "super with arguments": (
        "class A:\n    def __init__(self, k):\n        self.k = k\nclass B(A):\n    def __init__(self, k):\n"
        "        super(B, self).__init__(k - 1)\nn = B(6).k",
        5,
    ),
    "overridden method": (
        "class A:\n    def f(self):\n        return self.g()\n    def g(self):\n        return 20\nclass B(A):\n"
        "    def g(self):\n        return 5\nn = B().f()",
        5,
    ),
    "method sets an attribute": (
        "class A:\n    def __init__(self):\n        self.k = 20\n    def cut(self):\n        self.k = 5\n"
        "a = A()\na.cut()\nn = a.k",
        5,
    ),
    "attribute through an alias": ("class A:\n    k = 20\na = A()\nb = a\nb.k = 5\nn = a.k", 5),
    "property": ("class A:\n    @property\n    def k(self):\n        return 5\nn = A().k", 5),
    "static and class methods": (
        "class A:\n    k = 2\n    @staticmethod\n    def f():\n        return 3\n    @classmethod\n    def g(cls):\n"
        "        return cls.k + cls.f()\nn = A.g()",
        5,
    ),
    "dataclass": ("import dataclasses\n@dataclasses.dataclass\nclass A:\n    k: int = 5\nn = A().k", 5),
    "dataclass with an argument": (
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    k: int = 20\nn = A(k=5).k",
        5,
    ),
    "an instance that is called": ("class A:\n    def __call__(self, x):\n        return x\nn = A()(5)", 5),
    "class attribute set later": ("class A:\n    k = 20\nA.k = 5\nn = A.k", 5),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_value_is_the_one_that_is_live_at_the_call(name: str) -> None:
    program, rows = KNOWN[name]

    assert rows_seen(program) == rows


SILENT = {
    # Each program leaves in n a number that is, or may be, large enough: any finding were a false alarm.
    "rebinding": "n = 5\nn = 20",
    "main guard": "n = 5\nif __name__ == '__main__':\n    n = 20",
    "TYPE_CHECKING": "from typing import TYPE_CHECKING\nn = 20\nif TYPE_CHECKING:\n    n = 5",
    "dead branch": "n = 20\nif False:\n    n = 5",
    "unknown test": "n = 20\nif sys.argv:\n    n = 5",
    "conditional expression": "n = 5 if sys.argv else 20",
    "short circuit": "n = 5\nsys.argv and (n := 20)",
    "early return": "def f(x):\n    if x:\n        return 5\n    return 20\nn = f(sys.argv)",
    "return out of finally": "def f():\n    try:\n        return 5\n    finally:\n        return 20\nn = f()",
    "handler": "n = 5\ntry:\n    import helpers\nexcept ImportError:\n    n = 20",
    "body that fails": "try:\n    raise ValueError\nexcept ValueError:\n    n = 20\nelse:\n    n = 5",
    "for": "for n in (5, 20):\n    pass",
    "for over a range": "for n in range(5, 30):\n    pass",
    "for over data": "n = 5\nfor line in sys.stdin:\n    n = max(n, len(line))",
    "for else": "n = 5\nfor i in range(100):\n    n = 6\n    if i == len(sys.argv):\n        break\nelse:\n    n = 20",
    "while": "n = 5\nwhile sys.stdin:\n    n += 5",
    "while that ends": "n = 5\nwhile n < 20:\n    n += 5",
    "while else": "n = 5\nwhile n < 6:\n    n += 1\nelse:\n    n = 20",
    "continue": "n = 20\nfor i in range(100):\n    if sys.argv:\n        continue\n    n = 5",
    "match": "match sys.argv:\n    case [_]:\n        n = 5\n    case _:\n        n = 20",
    "match binds": "match sys.argv:\n    case [n]:\n        pass\n    case _:\n        n = 5",
    "conditional import": "n = 5\ntry:\n    from helpers import n\nexcept ImportError:\n    pass",
    "import shadows": "n = 5\nfrom helpers import n",
    "star import after": "n = 5\nfrom helpers import *",
    "redefined function": "def f():\n    return 5\nif sys.argv:\n    def f():\n        return 20\nn = f()",
    "redefined builtin": "def len(x):\n    return 20\nn = len([1, 2])",
    "parameter called len": "def f(len):\n    return len([1])\nn = f(lambda x: 20)",
    "global": "n = 5\ndef f():\n    global n\n    n = 20\nf()",
    "globals()": "n = 5\nglobals()['n'] = 20",
    "exec": "n = 5\nexec('n = 20')",
    "walrus in a comprehension": "n = 5\n[n := k for k in (6, 20)]",
    "walrus in a generator": "n = 5\nany((n := k) > 6 for k in (6, 20))",
    "unknown star arguments": "def f(a, b=5):\n    return b\nn = f(1, *sys.argv)",
    "unknown keywords": "def f(a=5):\n    return a\nn = f(**dict(sys.argv))",
    "late binding": "fs = [lambda: k for k in (5, 20)]\nn = fs[0]()",
    "second yield": "def g():\n    yield 5\n    yield 20\nit = g()\nnext(it)\nn = next(it)",
    "mutable default": "def f(k=[]):\n    k.append(1)\n    return len(k)\nf()\nf()\nn = 8 * f()",
    "recursion": "def f(k):\n    return 5 if k > 15 else f(k + 1) + 20\nn = f(14)",
    "mutual recursion": "def f(k):\n    return g(k)\ndef g(k):\n    return f(k - 1) if k else 20\nn = f(3)",
    "recursive data": "def depth(t):\n    return 1 + depth(t[0]) if t else 20\nn = depth([[[]]])",
    "own decorator": (
        "def times(g):\n    def h():\n        return g() * 4\n    return h\n@times\ndef f():\n    return 5\nn = f()"
    ),
    "method of the derived class": (
        "class A:\n    def f(self):\n        return self.g()\n    def g(self):\n        return 5\nclass B(A):\n"
        "    def g(self):\n        return 20\nn = B().f()"
    ),
    "method called by the constructor": (
        "class A:\n    def __init__(self):\n        self.k = 5\n        self.build()\n    def build(self):\n"
        "        self.k = 20\nn = A().k"
    ),
    "instances made by one line": (
        "class A:\n    def __init__(self, k):\n        self.k = k\n"
        "def make(k):\n    return A(k)\na, b = make(20), make(5)\nn = a.k"
    ),
    "instances made in a loop": (
        "class A:\n    def __init__(self, k):\n        self.k = k\n"
        "xs = []\nfor k in (5, 20):\n    xs.append(A(k))\nn = xs[1].k"
    ),
    "class attribute set later": "class Config:\n    k = 5\nConfig.k = 20\nn = Config.k",
    "class attribute seen by an instance": "class Config:\n    k = 5\nc = Config()\nConfig.k = 20\nn = c.k",
    "class attribute set by a class method": (
        "class A:\n    k = 5\n    @classmethod\n    def grow(cls):\n        cls.k = 20\nA.grow()\nn = A.k"
    ),
    "property with a setter": (
        "class A:\n    @property\n    def k(self):\n        return self._k\n    @k.setter\n    def k(self, v):\n"
        "        self._k = 4 * v\na = A()\na.k = 5\nn = a.k"
    ),
    "setattr": "class A:\n    k = 5\na = A()\nsetattr(a, 'k', 20)\nn = a.k",
    "__dict__": "class A:\n    k = 5\na = A()\na.__dict__.update(k=20)\nn = a.k",
    "vars": "class A:\n    k = 5\na = A()\nvars(a)['k'] = 20\nn = a.k",
    "list changed by a function": "def f(x):\n    x.extend(range(20))\nxs = [1]\nf(xs)\nn = len(xs)",
    "list changed elsewhere": "from helpers import f\nxs = [1]\nf(xs)\nn = len(xs)",
    "list changed in a loop": "xs = [1]\nfor i in range(20):\n    xs.append(i)\nn = len(xs)",
    "list changed through an alias": "a = b = []\nb += [1] * 20\nn = len(a)",
    "list in a tuple": "a = ([1], 2)\na[0].extend([1] * 20)\nn = len(a[0])",
    "slice assigned": "xs = [1, 2]\nxs[1:] = [0] * 20\nn = len(xs)",
    "repeated rows are one list": "a = [[]] * 5\na[0].extend([1] * 20)\nn = len(a[1])",
    "dict changed by a function": "def f(x):\n    x['n'] = 20\nd = {'n': 5}\nf(d)\nn = d['n']",
    "dict updated by keyword": "d = {'n': 5}\nd.update(n=20)\nn = d['n']",
    "dict updated by pairs": "d = {'n': 5}\nd.update([('n', 20)])\nn = d['n']",
    "dict updated by operator": "d = {'n': 5}\nd |= {'n': 20}\nn = d['n']",
    "sorted downwards": "n = sorted([5, 20], reverse=True)[0]",
    "sorted downwards in place": "xs = [5, 20]\nxs.sort(reverse=True)\nn = xs[0]",
    "sorted by a key": "xs = [20, 5]\nxs.sort(key=lambda v: -v)\nn = xs[0]",
    "reversed": "xs = [5, 20]\nxs.reverse()\nn = xs[0]",
    "second of an iterator": "it = iter([5, 20])\nnext(it)\nn = next(it)",
    "unknown index": "n = (5, 20)[int(sys.argv[1])]",
    "unknown key": "n = {'a': 5}.get(sys.argv[1], 20)",
}


@pytest.mark.parametrize("name", SILENT)
def test_a_table_that_may_be_large_enough_is_not_reported(name: str) -> None:
    assert rows_seen(SILENT[name]) is None


PATHS = {
    # Programs that leave too small a number in n on one path only, and how the message names the path.
    "unknown test": ("n = 20\nif sys.argv:\n    n = 5", "`sys.argv` (line 6)"),
    "negation": ("n = 20\nif not sys.argv:\n    n = 5", "`not sys.argv` (line 6)"),
    "conditional expression": ("n = 5 if sys.argv else 20", "`sys.argv` (line 5)"),
    "short circuit": ("n = 5\nsys.argv and (n := 20)", "`sys.argv` (line 6) does not hold"),
    "early return": ("def f(x):\n    if x:\n        return 5\n    return 20\nn = f(sys.argv)", "`x` (line 6)"),
    "two tests": (
        "n = 20\nif sys.argv:\n    if sys.path:\n        n = 5",
        "`sys.argv` (line 6) and where `sys.path` (line 7)",
    ),
    "a long test": (
        f"n = 20\nif sys.argv == {list(range(30))}:\n    n = 5",
        "the test on line 6 holds",
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_what_is_too_small_on_one_path_is_told_with_the_path(name: str) -> None:
    program, path = PATHS[name]
    (found,) = check(f"{HEAD}{program}\n{TAIL}", loud=True)

    assert found.message.startswith(f"nn.Embedding has 5 rows, too few on the path where {path}: the id 9 on line ")
    assert found.conditional


def test_only_what_holds_on_both_paths_is_certain() -> None:
    either = "n = 5 if sys.argv else 6"

    assert rows_seen(either) in (5, 6)
    assert rows_seen(either.replace("6", "10")) is None


PROGRAMS = {
    # Whole programs and the lines of their findings.
    "a class of the file": (
        """
        import torch
        from torch import nn
        class Embedding(nn.Module):
            def __init__(self, dim, rows): ...
            def forward(self, x): return x
        table = Embedding(1, 2)
        table(torch.tensor([5]))
        """,
        [],
    ),
    "a function of the file": (
        """
        from tensorflow.keras.layers import Embedding
        def Embedding(a, b): return lambda x: x
        Embedding(0, 2)([5])
        """,
        [],
    ),
    "a variable called nn": (
        """
        import torch
        from torch import nn
        def build(nn): return nn.Embedding(0, 2)
        build(torch.distributions)
        nn = object()
        nn.Embedding(0, 2)
        """,
        [],
    ),
    "the import comes after the definition": (
        """
        import torch
        class Embedding: ...
        from torch.nn import Embedding
        Embedding(2, 3)(torch.tensor([2]))
        """,
        [(5, "EMB106")],
    ),
    "star import": (
        """
        import torch
        from torch.nn import *
        Embedding(2, 3)(torch.tensor([2]))
        """,
        [(4, "EMB106")],
    ),
    "star import of something else on top": (
        """
        import torch
        from torch.nn import *
        from helpers import *
        Embedding(2, 3)(torch.tensor([2]))
        """,
        [],
    ),
    "getattr with a constant": (
        """
        import torch
        getattr(torch.nn, "Embedding")(2, 3)(torch.tensor([2]))
        getattr(torch.nn, input())(2, 3)(torch.tensor([2]))
        """,
        [(3, "EMB106")],
    ),
    "partial of the table": (
        """
        import functools, torch
        make = functools.partial(torch.nn.Embedding, embedding_dim=3)
        make(2)(torch.tensor([2]))
        make(3)(torch.tensor([2]))
        """,
        [(4, "EMB106")],
    ),
    "dead branches": (
        """
        import torch
        from torch import nn
        if False:
            nn.Embedding(0, 2)
        if 0 or None:
            nn.Embedding(0, 2)
        while False:
            nn.Embedding(0, 2)
        for _ in ():
            nn.Embedding(0, 2)
        def f():
            return 1
            nn.Embedding(0, 2)
        f()
        assert True or nn.Embedding(0, 2)
        raise SystemExit
        nn.Embedding(0, 2)
        """,
        [],
    ),
    "main guard": (
        """
        import torch
        def main(rows=20):
            table = torch.nn.Embedding(rows, 2)
            table(torch.tensor([9]))
        if __name__ == "__main__":
            main(5)
        """,
        [(4, "EMB106")],
    ),
    "a method that nobody calls": (
        """
        import torch
        class Model(torch.nn.Module):
            def __init__(self, rows):
                super().__init__()
                self.table = torch.nn.Embedding(rows, 2)
            def forward(self, x):
                return self.table(torch.tensor([9]))
        small, large = Model(9), Model(10)
        large(None)
        """,
        [],
    ),
    "an assignment in the class of a module": (
        """
        import torch
        class Model(torch.nn.Module):
            def __init__(self, rows):
                super().__init__()
                self.table = torch.nn.Embedding(rows, 2)
            def forward(self, x):
                return self.table(x)
        Model(9)(torch.tensor([9]))
        """,
        [(6, "EMB106")],
    ),
    "a string is no code": (
        """
        import torch
        text = "torch.nn.Embedding(0, 2)"  # torch.nn.Embedding(0, 2)
        eval(text)
        """,
        [],
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_findings_of_a_program(name: str) -> None:
    text, expected = PROGRAMS[name]

    assert places(text) == expected


# -- hostile programs -------------------------------------------------------------------------------------------------

TALL = {
    "powers": "n = 10 ** 10 ** 10",
    "shift": "n = 1 << 10 ** 12",
    "string": 'n = len("a" * 10 ** 9)',
    "bytes": "n = len(bytes(10 ** 12))",
    "formatting": "n = len('%1000000000d' % 1) + len(f'{1:1000000000}')",
    "range": "n = len(range(10 ** 12))\nfor i in range(10 ** 12):\n    n = n\nx = list(range(10 ** 12))",
    "range beyond a machine word": "n = len(range(10 ** 30)) + len(range(0, 10 ** 30, 3))",
    "list": "n = len([0] * 10 ** 12)",
    "long literals": f"n = {'9' * 4000} + 0x{'f' * 4000} + int('{'9' * 4000}')",
    "floats": "n = int(1e308 * 10) if 1e999 else int(float('nan')) + 2.0 ** 5000 + (-8) ** 0.5",
    "zeros": "n = 0 ** -1 + 1 // 0 + 1 % 0 + 1 / 0 + [1, 2][::0] + range(0, 10, 0)",
    "no arguments": "n = max([]) + max() + min() + len() + range() + int() + sum() + next() + getattr() + sorted()",
    "wrong arguments": "def f(a):\n    return a\nn = f(1, a=2) + f(*[1, 2]) + f(b=1) + f() + len(1, 2) + int('x', y=1)",
    "wrong unpacking": "a, *b = 1\n*a, = 5\n(a, b), c = None, None\n[a] = []\nn = a",
    "own element": "x = []\nx.append(x)\nx.extend(x)\nn = max(x) + len(x[0][0]) + sum(sorted(x))\nt = torch.tensor(x)",
    "own value": "d = {}\nd['d'] = d\nd.update(d)\nn = max(d.values()) + len(d['d']['d'])\nt = torch.tensor([d])",
    "each other's element": "a = []\nb = [a]\na.append(b)\n(x, y), *z = a, b\nt = torch.tensor(a)\nn = len(a)",
    "rows in rows": "x = [1]\n" + "x = [x, x]\n" * 60 + "t = torch.tensor(x)\nn = len(x)",
    "calls itself": "n = (lambda x: x(x))(lambda x: x(x))",
    "recursion": "def f(x):\n    return f(x - 1) + f(x - 2) if x > 1 else x\nn = f(30)",
    "a property of itself": "class A:\n    @property\n    def k(self):\n        return self.k + A().k\nn = A().k",
    "makes itself": (
        "class A:\n    def __init__(self):\n        self.a = A()\n    def __call__(self):\n        return self()()\n"
        "n = A()()"
    ),
    "its own base": "class A:\n    pass\nclass A(A):\n    def __init__(self):\n        super().__init__()\nn = A()",
    "partial of partial": "f = int\n" + "f = functools.partial(f)\n" * 40 + "n = f(1)",
    "many alternatives": "n = 0\n" + "".join(f"if sys.argv[{i}]:\n    n = n + {i}\n" for i in range(200)),
    "deep blocks": "n = 5\n" + "".join("    " * i + f"if sys.argv[{i}]:\n" for i in range(90)) + "    " * 90 + "n = 3",
    "deep loops": "n = 5\n"
    + "".join("    " * i + f"for i{i} in sys.argv:\n" for i in range(15))
    + "    " * 15
    + "n += 1",
    "each calls the next twice": (
        "".join(f"def f{i}(x):\n    return f{i + 1}(x) + f{i + 1}(x)\n" for i in range(200))
        + "def f200(x):\n    return x\nn = f0(1)"
    ),
    "each calls three": (
        "".join(
            f"def f{i}(x):\n    return f{(i + 1) % 200}(x) + f{(i + 7) % 200}(x) + f{(i * 3 + 1) % 200}(x)\n"
            for i in range(200)
        )
        + "n = f0(1)"
    ),
    # libcst alone parses a hundred thousand numbers in six seconds.
    "a list that is data": f"x = [{','.join(map(str, range(25_000)))}]\nn = len(x) + max(x)",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TALL)
def test_a_hostile_program_is_no_trouble(name: str) -> None:
    found = check(f"{HEAD}{TALL[name]}\nprint(n)\n", loud=True)

    assert found == []


DEEP = {
    "brackets": f"x = {'[' * 2000}{']' * 2000}",
    "parentheses": f"x = {'(' * 2000}1{')' * 2000}",
    "doubling of a number": "n = 7\n" + "n = n * n\n" * 400,
    "doubling of a list": "x = [1, 2]\n" + "x = x + x\n" * 60,
    "doubling of a tuple": "x = (1, 2)\n" + "x = x + x\n" * 60,
    "a vocabulary of ten thousand words": "x = {" + ", ".join(f"'w{i}': {i}" for i in range(10_000)) + "}",
}
"""Programs that could hang the process, or take it down with the parser's own stack: each runs in one of its own."""

ALONE = """
import sys
from flake8_embedding.check import check
print([one.code for one in check(sys.stdin.read())])
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
def test_a_hostile_program_neither_hangs_nor_ends_the_process(name: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", ALONE],
        input=f"{HEAD}{DEEP[name]}\n",
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=8,
    )

    assert finished.stdout.strip() in ("[]", "['EMB900']")


@pytest.mark.parametrize("sign", ["+ 1 ", "and 1 ", "< 1 ", "if 1 else 1 ", ".a", "[0]", "(0)"])
def test_what_is_chained_too_long_is_said_not_to_be_analysed(sign: str) -> None:
    start = "n = x" if sign[0] in ".[(" else "n = 1 "

    assert {one.code for one in check(f"{HEAD}{start}{sign * 250}\n")} <= {"EMB900"}


def test_what_was_found_before_the_end_of_the_analysis_stands() -> None:
    branches = "".join(f"elif n == {one}:\n    n = 1\n" for one in range(2000))
    text = f"{HEAD}n = 5\n{TAIL}n = read()\nif n:\n    n = 2\n{branches}"

    assert {one.code for one in check(text)} == {"EMB106", "EMB900"}


def test_a_finding_is_placed_in_a_file_with_deep_nesting() -> None:
    text = f"{HEAD}x = {'[' * 140}{']' * 140}\nn = 5\n{TAIL}"

    assert [(one.line, one.code) for one in check(text, loud=True)] == [(7, "EMB106")]


@pytest.mark.parametrize(
    "text", ["", "\n", "\\\n", "\f", "\ufeff", "x = '\ud800'\n", "x = (\n", "\x00", "\t x", "é = 1\r"]
)
def test_any_text_gives_a_list(text: str) -> None:
    found = check(text)

    assert all(isinstance(one, Finding) and one.code == "EMB900" for one in found)


def test_an_element_that_is_not_there_cannot_be_deleted() -> None:
    assert (
        check("import torch\nrow = [1, 2]\ndel row[5]\ntorch.nn.Embedding(2, 8)(torch.tensor(row))\n", loud=True) == []
    )
