"""Programs of any size, each of one shape: what costs more than its length shows when the size is doubled.

Each shape is a function of the number of its parts. ``LINEAR`` are those of which twice as many parts may take 2.3
times as much work, ``BOUNDED`` those that a budget ends, with the most work that they may take until it does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from flake8_embedding.check import check

HEAD = "import sys\nimport later\nimport numpy as np\nimport torch\nfrom torch import nn\n"

Shape = Callable[[int], str]


def _each(count: int, part: Callable[[int], str], between: str = "") -> str:
    return between.join(part(number) for number in range(count))


def _nested(count: int, opening: Callable[[int], str], inside: str) -> str:
    return _each(count, lambda one: "    " * one + opening(one) + "\n") + "    " * count + inside + "\n"


LINEAR: dict[str, Shape] = {
    "except": lambda n: "n = 5\ntry:\n    n = int(sys.argv[1])\n" + _each(n, lambda i: f"except E{i}:\n    n = {i}\n"),
    "case": lambda n: "match sys.argv[1]:\n" + _each(n, lambda i: f"    case {i}:\n        n = {i}\n"),
    "update": lambda n: "d = {}\n" + _each(n, lambda i: f"d.update({{'w{i}': len(d)}})\n"),
    "setdefault": lambda n: "d = {}\n" + _each(n, lambda i: f"d.setdefault('w{i}', len(d))\n"),
    "entries": lambda n: "d = {}\n" + _each(n, lambda i: f"d['w{i}'] = len(d)\n"),
    "entries under numbers": lambda n: "d = {}\n" + _each(n, lambda i: f"d[{i}] = {i}\n"),
    "entry of an entry": lambda n: _each(n, lambda i: f"d{i} = {{'b': {i}}}\nd{i}['a'] = d{i}['b']\n"),
    "merged dicts": lambda n: "d = {}\n" + _each(n, lambda i: f"d = {{**d, 'w{i}': len(d)}}\n"),
    "append": lambda n: "d = []\n" + _each(n, lambda i: f"d.append({i})\n"),
    "lists of a loop that are appended to": lambda n: (
        "d = [[0] for _ in range(2000)]\n" + _each(n, lambda i: f"d[{i}].append(d[{i + 1}][0])\n")
    ),
    "lists of a loop that are written to": lambda n: (
        "d = [[0] for _ in range(2000)]\n" + _each(n, lambda i: f"d[{i}][0] = d[{i + 1}][0]\n")
    ),
    "copies of a list": lambda n: "d = [1]\n" + _each(n, lambda i: f"d = list(d)\nd.append({i})\n"),
    "sum of lists": lambda n: "d = [1]\n" + _each(n, lambda i: f"d = d + [{i}]\n"),
    "dict literal": lambda n: "d = {" + _each(n, lambda i: f"'w{i}': {i}", ", ") + "}\nnn.Embedding(len(d), 8)\n",
    "return": lambda n: (
        "def f():\n"
        + _each(n, lambda i: f"    if sys.argv[{i}]:\n        return {i}\n")
        + "nn.Embedding(f(), 8)(torch.tensor([3]))\n"
    ),
    "yield": lambda n: (
        "def f():\n" + _each(n, lambda i: f"    yield {i}\n") + "for i in f():\n    nn.Embedding(i, 8)\n"
    ),
    "continue": lambda n: (
        "for i in range(int(sys.argv[1])):\n"
        + _each(n, lambda k: f"    if i == {k}:\n        continue\n")
        + "    n = i\n"
    ),
    "max of lengths": lambda n: (
        _each(n, lambda i: f"a{i} = open(sys.argv[{i}]).read().split()\n")
        + f"m = max({_each(n, lambda i: f'len(a{i})', ', ')})\nnn.Embedding(m, 8)(torch.tensor([3]))\n"
    ),
    "sum of lengths": lambda n: (
        _each(n, lambda i: f"a{i} = len(sys.argv[{i}])\n") + f"s = {_each(n, lambda i: f'a{i}', ' + ')}\n"
    ),
    "growing sum": lambda n: "s = 0\n" + _each(n, lambda i: f"s += len(sys.argv[{i}])\n") + "nn.Embedding(s, 8)\n",
    "chained comparison": lambda n: f"if {_each(n, lambda i: f'len(sys.argv[{i}])', ' < ')}:\n    n = 1\n",
    "attribute chains": lambda n: _each(n, lambda _: "x" + ".a" * 40 + "\n"),
    "attributes": lambda n: (
        "class C:\n    def __init__(self):\n"
        + _each(n, lambda i: f"        self.a{i} = {i}\n")
        + "c = C()\n"
        + _each(n, lambda i: f"c.a{i} = c.a{i} + 1\n")
    ),
    "if": lambda n: "n = 1\n" + _each(n, lambda i: f"if len(sys.argv) > {i}:\n    n = {i}\nelse:\n    n = {i + 1}\n"),
    "if of names": lambda n: _each(n, lambda i: f"if sys.argv[{i}]:\n    n{i} = {i}\n"),
    "assert": lambda n: _each(n, lambda i: f"assert len(sys.argv[{i}]) < {i + 5}\n"),
    "raise": lambda n: _each(n, lambda i: f"if len(sys.argv) == {i}:\n    raise ValueError\n"),
    "try": lambda n: _each(n, lambda i: f"try:\n    n{i} = int(sys.argv[{i}])\nexcept ValueError:\n    n{i} = 1\n"),
    "body of a try": lambda n: (
        "try:\n" + _each(n, lambda i: f"    n{i} = int(sys.argv[{i}])\n") + "except ValueError:\n    n0 = 1\n"
    ),
    "with": lambda n: _each(n, lambda i: f"with open(sys.argv[{i}]) as f{i}:\n    n{i} = f{i}.read()\n"),
    "del": lambda n: _each(n, lambda i: f"a{i} = 1\n") + _each(n, lambda i: f"del a{i}\n"),
    "loops": lambda n: "n = 0\n" + _each(n, lambda i: f"for i{i} in range(int(sys.argv[{i}])):\n    n = n + 1\n"),
    "comprehensions": lambda n: (
        "ws = open(sys.argv[1]).read().split()\n" + _each(n, lambda i: f"d{i} = {{w: i for i, w in enumerate(ws)}}\n")
    ),
    "functions": lambda n: (
        _each(n, lambda i: f"def f{i}(x):\n    return x + {i}\n") + _each(n, lambda i: f"y{i} = f{i}({i})\n")
    ),
    "methods that call the next": lambda n: (
        "class C:\n    def f0(self):\n        return 1\n"
        + _each(n // 4, lambda i: f"    def f{i + 1}(self):\n        return self.f{i}()\n")
    ),
    "lambdas": lambda n: _each(n, lambda i: f"print(lambda x{i}: x{i})\n"),
    "decorators": lambda n: (
        _each(n, lambda i: f"@deco{i}\ndef f{i}():\n    return {i}\n") + _each(n, lambda i: f"f{i}()\n")
    ),
    "imports": lambda n: _each(n, lambda i: f"from m{i} import a{i}\n") + _each(n, lambda i: f"a{i}()\n"),
    "results of results": lambda n: "x = later.get()\n" + "x = later.run(x)\n" * n,
    "results of results and lists": lambda n: "x = later.get()\n" + "x = torch.chunk(later.run(x, [1]), 2)[0]\n" * n,
    "writes to an unknown array": lambda n: (
        "x = later.get()\n" + _each(n, lambda i: f"a{i} = {i}\nb{i} = later.b{i}\nx[0] = 1\n")
    ),
    "changes of an unknown array": lambda n: "x = later.get()\n" + _each(n, lambda i: f"a{i} = {i}\nx.sub_(1)\n"),
    "columns of unknown frames": lambda n: _each(n, lambda i: f"a{i} = later.get()\na{i}['b'] = a{i}['c'].abs()\n"),
    "lists that are handed on": lambda n: "d = []\n" + _each(n, lambda _: "later.run(d)\nd = [d]\n"),
    "tables": lambda n: _each(n, lambda i: f"t{i} = nn.Embedding({i + 1}, 8)\nt{i}(torch.tensor([{i}]))\n"),
    "look-ups": lambda n: "t = nn.Embedding(5, 8)\n" + _each(n, lambda i: f"t(torch.tensor([{i}]))\n"),
    "layers": lambda n: (
        "import keras\nm = keras.Sequential()\n"
        + _each(n, lambda i: f"m.add(keras.layers.Dense({i}))\n")
        + "m.fit(x)\n"
    ),
    "members of an Enum": lambda n: (
        "from enum import Enum, auto\nclass C(Enum):\n" + _each(n, lambda i: f"    A{i} = auto()\n") + "n = len(C)\n"
    ),
    "patterns beside each other": lambda n: f"match sys.argv:\n    case {_each(n, str, ' | ')}:\n        n = 1\n",
    "tests of one thing": lambda n: "x = later.x\n" + _each(n, lambda i: f"if x in ({i}, {i + 1}):\n    n = {i}\n"),
    "tests that follow from each other": lambda n: (
        "x, n = int(sys.argv[1]), 1\n" + _each(n, lambda i: f"if x < {i}:\n    n = {i}\n")
    ),
    "insert": lambda n: "d = []\n" + _each(n, lambda i: f"d.insert(0, {i})\n"),
    "a heap": lambda n: "import heapq\nd = []\n" + _each(n, lambda i: f"heapq.heappush(d, {i})\n"),
    "more dimensions": lambda n: "x = torch.tensor([1, 2])\n" + "x = x.unsqueeze(0)\n" * n + "nn.Embedding(5, 8)(x)\n",
    "rounds that are the same again": lambda n: _each(
        n, lambda i: f"def f{i}():\n    return {i}\nfor i{i} in (1, 2, 3, 4):\n    n = {i}\n"
    ),
    "rows in rows": lambda n: "x = np.array([1])\n" + "x = x + [x]\n" * n,
    "a text that is filled in": lambda n: "s = '%s' * 50\n" + "s = '%s' % (s,)\n" * n,
    "bases of one class": lambda n: (
        _each(n, lambda i: f"class M{i}:\n    pass\n") + f"class C({_each(n, lambda i: f'M{i}', ', ')}):\n    pass\n"
    ),
    "a functional model": lambda n: (
        "import keras\nx = keras.Input((3,))\n"
        + _each(n, lambda i: f"x = keras.layers.Dense({i})(x)\n")
        + "keras.Model(x, x).fit(y)\n"
    ),
}
"""Shapes that cost as much as they are long."""

BOUNDED: dict[str, tuple[Shape, int, int]] = {
    "Counter.update": (
        lambda n: "from collections import Counter\nc = Counter()\n" + _each(n, lambda i: f"c.update(['a{i}'])\n"),
        3_000,
        60,
    ),
    "fields of dataclasses that are made": (
        lambda n: (
            "from dataclasses import dataclass\n@dataclass\nclass C:\n"
            + _each(n, lambda i: f"    a{i}: int = {i}\n")
            + _each(n, lambda i: f"c = C(a{i}=2)\n")
        ),
        2_000,
        60,
    ),
    "options that are parsed again": (
        lambda n: (
            "import argparse\np = argparse.ArgumentParser()\n"
            + _each(n, lambda i: f"p.add_argument('--a{i}', type=int, default={i})\na = p.parse_args()\n")
        ),
        2_000,
        60,
    ),
    "arithmetic on all cells": (
        lambda n: "x = torch.arange(200)\n" + _each(n, lambda i: f"x = (x + {i}) % {i + 50}\n"),
        4_000,
        60,
    ),
    "cells that are written": (
        lambda n: "x = np.zeros((15, 15))\n" + _each(n, lambda i: f"x[{i % 15}] += 1\n"),
        4_000,
        60,
    ),
    "letters of a text": (lambda n: "s = 'abc' * 20000\n" + "x = sorted(set(s))\n" * n, 4_000, 60),
    "defaults of defaults": (
        lambda n: "n = later.a\n" + _each(n, lambda i: f"n = n or later.b{i}\n"),
        6_000,
        100,
    ),
    "tests of a loop's number": (
        lambda n: "n = 0\nfor i in later.a:\n" + _each(n, lambda i: f"    if i == {i}:\n        n = n + {i}\n"),
        6_000,
        100,
    ),
    "the largest in many loops": (
        lambda n: "n = 0\n" + _each(n, lambda i: f"for w in later.a{i}:\n    n = max(n, len(w))\n"),
        2_000,
        150,
    ),
    "exec": (lambda n: _each(n, lambda i: f"a{i} = {i}\n") + "exec('x')\n" * n, 3_000, 60),
    "star imports": (lambda n: _each(n, lambda i: f"a{i} = {i}\n") + "from m import *\n" * n, 3_000, 60),
    "methods that set attributes": (
        lambda n: "class C:\n" + _each(n, lambda i: f"    def f{i}(self):\n        self.a{i} = {i}\n"),
        3_000,
        60,
    ),
    "functions that are handed on": (
        lambda n: _each(n, lambda i: f"def f{i}():\n    global n{i}\n    n{i} = 2\nn{i} = 1\nlater.run(f{i})\n"),
        3_000,
        60,
    ),
    "diamonds": (
        lambda n: (
            "class C0:\n    n = 3\n"
            + _each(
                n,
                lambda i: (
                    f"class A{i}(C{i}):\n    pass\nclass B{i}(C{i}):\n    pass\nclass C{i + 1}(A{i}, B{i}):\n    pass\n"
                ),
            )
            + f"nn.Embedding(C{n}().n, 8)\n"
        ),
        300,
        30,
    ),
    "a hierarchy": (
        lambda n: (
            "class C0:\n    n = 3\n"
            + _each(n, lambda i: f"class C{i + 1}(C{i}):\n    pass\n")
            + f"nn.Embedding(C{n}().n, 8)\n"
        ),
        2_000,
        30,
    ),
    "elif": (
        lambda n: "if sys.argv[0]:\n    n = 0\n" + _each(n, lambda i: f"elif sys.argv[{i}]:\n    n = {i}\n"),
        300,
        10,
    ),
    "or": (lambda n: f"if {_each(n, lambda i: f'sys.argv[{i}] == {i}', ' or ')}:\n    n = 1\n", 300, 40),
    "loops inside each other": (
        lambda n: "n = 0\n" + _nested(n, lambda i: f"for i{i} in range(int(sys.argv[{i}])):", "n = n + 1"),
        90,
        10,
    ),
    "loops inside each other that look as if they convert a list": (
        lambda n: (
            _each(n, lambda i: f"r{i} = [len(w) for w in open('a{i}').read().split()]\ns{i} = r{i}\n")
            + _nested(n, lambda i: f"for i{i} in range(len(r{i})):", "pass")
            + _each(n, lambda i: "    " * n + f"r{i}[i{i}] = r{i}[i{i}] + s{i}[0]\n")
        ),
        8,
        10,
    ),
    "arrays of the same array": (lambda n: "x = [1]\n" + "x = np.array([x, x])\n" * n, 100, 2),
    "views of one of two views": (
        lambda n: (
            "x = torch.arange(9)\n" + _each(n, lambda i: f"x = x[:9] if sys.argv[{i}] else x[0:]\n") + "print(x)\n"
        ),
        40,
        3,
    ),
    "ifs inside each other": (lambda n: "n = 0\n" + _nested(n, lambda i: f"if sys.argv[{i}]:", "n = n + 1"), 90, 10),
    "patterns inside each other": (
        lambda n: f"match sys.argv:\n    case {'{0: ' * n}x{'}' * n}:\n        n = 1\n",
        90,
        10,
    ),
    "a test of what tests have decided": (
        lambda n: (
            "def ends(one, two):\n    found = False\n"
            + _each(n, lambda i: f"    if one == 'a{i}' and two == 'b{i}':\n        found = True\n")
            + "    if one != 'O' and one != '.':\n        found = True\n    return found\n"
            + "last, chunks = 'O', []\nfor tag in sys.argv:\n"
            + "    if ends(last, tag[-1]):\n        chunks.append(last)\n"
            + "    if ends(tag[-1], last):\n        last = tag\n"
            + "    last = tag[-1]\nnn.Embedding(len(chunks), 8)\n"
        ),
        12,
        12,
    ),
    "sums of sums": (
        lambda n: (
            _each(n, lambda i: f"a0_{i} = int(sys.argv[{i}])\n")
            + _each(4 * n, lambda i: f"a{i // n + 1}_{i % n} = {_each(n, lambda k: f'a{i // n}_{k}', ' + ')}\n")
            + "if a4_0 > 3:\n    nn.Embedding(3, 8)(torch.tensor([a0_0]))\n"
        ),
        40,
        5,
    ),
    "calls that double": (
        lambda n: (
            "def f0(x):\n    return x\n"
            + _each(n, lambda i: f"def f{i + 1}(x):\n    return f{i}(x) + f{i}(x)\n")
            + f"nn.Embedding(f{n}(1), 8)\n"
        ),
        300,
        60,
    ),
}
"""Shapes of which a part costs more the more there are, or that CPython itself limits: the shape, a size that reaches
the limit, and the most work in millions of calls."""


def work_of(program: str, door: Callable[[str], object] = check) -> int:
    """Calls that the analysis makes, and their ends: work is counted, as clocks depend on the machine."""
    events = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal events
        events += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        door(HEAD + program)
    finally:
        sys.setprofile(before)
    return events
