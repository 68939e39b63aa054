"""The nodes that are made of the ast are those that libcst's parser makes, but for the spaces."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_embedding.check import Analysis, analyse, check
from flake8_embedding.config import Config
from flake8_embedding.syntax.from_ast.expressions import MAKERS as EXPRESSIONS
from flake8_embedding.syntax.from_ast.patterns import MAKERS as STATEMENTS
from flake8_embedding.syntax.source import Parsed, Sketch, Unparsable, parse, sketch
from tests.programs.test_fixtures import NAMES, PATHS
from tests.slow import mostly_slow
from tests.tools.bare_trees import differences

EVERY_KIND = '''
from __future__ import annotations
import a, b.c as d
from . import e
from ..f.g import h as i, j
from k import *

x = y = 1, 0x1F, 1_000, 1.5, 1e400, 2j, True, None, ..., "a" 'b', b"c", f"{x!r:>{y}} {{}} {z}", r"\\d", """
two lines"""
x: int = 5
y: list[int]
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x <<= 8; x >>= 9; x &= 1; x |= 2; x ^= 3; x @= z
n = a + b - c * d / e // f % g ** h << i >> j & k | m ^ o @ p
n = not a and -b or +c and ~d or e
n = (a or b) and (c or d or e) and f
n = a < b <= c > d >= e == f != g is h is not i in j not in k
n = (a + b) * (c)
n = x[1], x[1:2], x[:, ::2], x[(1, 2)], x[...], x[()], x[1,], x[a:b, c], x[(a), b]
n = f(1, *a, k=2, *b, **c)
n = f(a for a in b)
n = [*a, 1], {*a, 1}, {**a, "k": 1}, (), (1,), {}, []
n = [a for a in b if c if d for e in f], {a for a in b}, {a: b for a, b in c}, (a for a in b)
n = a if b else c
n = lambda a, /, b=1, *c, d, e=2, **f: a
n = (m := 5)
ü = "ä"; n = ü.ö
assert a, b
del a
del a, b[1]
del (a, b)
global_ = 0
if a:
    pass
elif b:
    pass
else:
    if c: pass
    else: pass
for a, b in c:
    continue
else:
    pass
while a:
    break
try:
    raise
except (A, B) as e:
    raise A from e
except C:
    pass
except:
    pass
else:
    pass
finally:
    pass
try:
    pass
except* A as e:
    pass
with a as b, c as (d, e), f:
    pass

match a:
    case 1 | "b" | None | -1 | x.y:
        pass
    case [a, *b] | [_, *_]:
        pass
    case {"a": 1, x.y: c, **rest}:
        pass
    case A(b, 1, c=[d], e=_) as f if f > 1:
        pass
    case _:
        pass

@decorator
@other(1)
class C(A, *bases, metaclass=M, **kw):
    """Text."""
    x: int = 0

    @property
    async def f(self, /, a: int, b: str = "x", *args: int, c, d=1, **kwargs) -> int:
        global g, h
        async with a as b:
            pass
        async for a in b:
            pass
        n = [a async for a in b]
        await a
        yield
        yield a, b
        return

def f(*, a=1):
    nonlocal_ = 1
    def g():
        nonlocal nonlocal_
        yield from a
    return a
'''


def test_every_kind_of_node_is_made_as_libcst_makes_it() -> None:
    assert differences(EVERY_KIND, ast.parse(EVERY_KIND)) == []


def test_the_program_above_has_every_kind_of_node_that_is_made() -> None:
    assert {type(node) for node in ast.walk(ast.parse(EVERY_KIND))} >= {*EXPRESSIONS, *STATEMENTS} - {
        getattr(ast, "TypeAlias", None)
    }


@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES))
def test_the_nodes_of_fixtures_are_those_of_libcsts_parser_and_so_are_their_places(path: Path) -> None:
    text = path.read_text()

    assert not differences(text, ast.parse(text))


@pytest.mark.parametrize("path", mostly_slow(PATHS, NAMES))
def test_findings_do_not_depend_on_the_way_to_the_tree(path: Path) -> None:
    text = path.read_text()
    config = Config(keras="tf.keras")

    whole = analyse(text, config, to_change=True, loud=True)

    assert isinstance(whole, Analysis)
    assert isinstance(whole.source.main, Parsed)
    assert sorted(one.finding for one in whole.found) == check(text, config, loud=True)


@pytest.mark.parametrize("text", ["def f[T: int](x: T): pass\n", "class C[T]: x = 1\n", "type X = int\n"])
def test_type_parameters_are_left_out(text: str) -> None:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        pytest.skip("this Python is too old for it")

    assert isinstance(sketch(text, tree), Sketch)
    assert differences(text, tree) == []


@pytest.mark.parametrize("pattern", ["{0: %s}", "[%s]", "(%s)", "A(%s)"])
def test_a_deep_pattern_is_not_given_to_libcsts_parser(pattern: str) -> None:
    deep = "1"
    for _ in range(24):
        deep = pattern % deep
    text = f"match x:\n    case {deep}:\n        pass\n"

    assert isinstance(sketch(text), Sketch)
    assert isinstance(parse(text), Unparsable)


def test_long_sums_branches_and_chains_are_made() -> None:
    text = "n = " + " + ".join(["1"] * 2_000) + "\nif n: pass\n" + "elif n: pass\n" * 2_000 + "n = x" + ".a()" * 800

    assert isinstance(sketch(text), Sketch)


def test_a_field_for_spaces_is_not_set() -> None:
    source = sketch("n = f(x)\n")

    assert isinstance(source, Sketch)
    with pytest.raises(AttributeError):
        _ = source.module.body[0].leading_lines
