"""The largest and the last of what depends on the data or on chance, results of threads, and what nothing is paired
with (R)."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import ID, ROWS, Program


def _element(draw: Draw) -> str:
    """A number of which only the range is known."""
    a, b = draw.number(), draw.number()
    draw.need("import random")
    flag = f"{draw.data('flag')}()"
    return draw.pick(
        [f"{a} if {flag} else {b}", f"random.randint(0, {a})", f"random.choice([{a}, {b}, 0])", f"{a} * int({flag})",
         f"min(len({draw.data('words')}()), {a})", f"len({draw.data('words')}()) % {a}", f"random.randrange({a})",
         f"max(random.randint(0, {a}), {b})", f"({flag} and {a}) or {b}", str(a)]
    )  # fmt: skip


def _row(draw: Draw, x: str) -> Lines:
    """Numbers that depend on chance, in a container."""
    one, other, a = f"({_element(draw)})", f"({_element(draw)})", draw.number()
    words, flag = f"{draw.data('words')}()", f"{draw.data('flag')}()"
    draw.need("import random")
    return draw.pick(
        [
            [f"{x} = [{one}, {other}]"],
            [f"{x} = [{one}, {a}, 0]"],
            [f"{x} = [{one} for _ in range({a})]"],
            [f"{x} = [{one} for _ in {words}]"],
            [f"{x} = [i if {flag} else 0 for i in range({a})]"],
            [f"{x} = [i for i in range({a}) if {flag}] or [0]"],
            [f"{x} = list({{w: {one} for w in {words}}}.values())"],
            [f"{x} = list({{w: i if {flag} else 0 for i, w in enumerate({words})}}.values())"],
            [f"{x}d = {{'a': {one}, 'b': {other}}}", f"{x} = list({x}d.values())"],
            [f"{x} = [{a}]", *block(f"for w in {words}:", [f"{x}.append({one})"])],
            [f"{x} = [{a}]", *block(f"for w in {words}:", block(f"if {flag}:", [f"{x}.append({one})"]))],
            [f"{x} = [0] * {a}", *block(f"for i in range(len({x})):", [f"{x}[i] = {one}"])],
            [f"{x} = [{one}]", f"{x}.extend(range({a}))"],
            [f"{x} = sorted([{one}, {other}, 0])"],
            [f"{x} = [v for v, _ in zip([{one}, {other}], range({draw.pick([0, 1, 2])}))] + [0]"],
            [f"{x} = [v for v, _ in zip({words}, [])] + [{a}]"],
            [f"{x} = [b for _, b in zip(range({a}), [{one}] * {draw.number()})]"],
            [f"{x} = list(dict(zip('ab', [{one}, {other}][:{draw.pick([0, 1, 2])}])).values()) + [0]"],
            _of_threads(draw, x, one, a),
        ]
    )


def _of_threads(draw: Draw, x: str, one: str, a: int) -> Lines:
    """Results of functions that a pool runs, some of which fail."""
    draw.need("from concurrent.futures import ThreadPoolExecutor")
    a = max(a, 2)
    made, limit = draw.name("job"), draw.pick(range(a - 1))
    job = block(f"def {made}(i):", [*block(f"if i > {limit}:", ["raise ValueError"]), "return i"])
    waits = block("for future in futures:", [
        *block("try:", [f"{x}.append(future.result())"]),
        *block("except ValueError:", [f"{x}.append({one})"]),
    ])  # fmt: skip
    inside = [f"futures = [pool.submit({made}, i) for i in range({a})]", *waits]
    mapped = block("try:", [f"{x} = [0, *pool.map({made}, range({a}))]"])
    mapped += block("except ValueError:", [f"{x}.append({one})"])
    # The first results are not lost if a later job fails.
    extended = block("try:", [f"{x}.extend(pool.map({made}, range({a})))"])
    extended += block("except ValueError:", [f"{x}.append({one})"])
    failing = [
        f"{x}.append(pool.submit({made}, {a}).exception() is None)",
        *block("try:", [f"{x}.append(pool.submit({made}, {limit}).result())"]),
        *block("except ValueError:", ["pass"]),
    ]
    body = draw.pick([inside, mapped, extended, failing])
    return [f"{x} = [0]", *job, *block("with ThreadPoolExecutor(1) as pool:", body)]


def _taken(draw: Draw, x: str) -> Lines:
    """Some of the numbers go, or one is chosen."""
    a = draw.number()
    return draw.pick(
        [
            [], [], [],
            [f"{x}.remove(max({x}))", f"{x}.append(0)"],
            [f"{x}.remove(min({x}))", f"{x}.append({a})"],
            block(f"if {a} in {x}:", [f"{x}.remove({a})", f"{x}.append(0)"]),
            [*block(f"while {a} in {x}:", [f"{x}.remove({a})"]), f"{x}.append(0)"],
            [f"{x} = [v for v in {x} if v != max({x})] + [0]"],
            [f"{x} = [v for v in {x} if v < {a}] + [0]"],
            [f"{x} = sorted({x})[:2]"],
            [f"{x} = [max({x}), min({x})]"],
            [f"{x}[{x}.index(max({x}))] = 0"],
            [f"{x}.sort()", f"{x} = {x}[-2:]"],
            [f"{x} = [v % {a} for v in {x}]"],
            [f"{x} = list(set({x}) - {{{a}}}) + [0]"],
            [f"del {x}[{x}.index(max({x}))]", f"{x}.append(1)"],
        ]
    )  # fmt: skip


def largest(draw: Draw) -> Program:
    draw.of("R")
    x, kind = draw.name("x"), draw.pick(["list", "list", "numpy", "torch"])
    lines = [*_row(draw, x), *_taken(draw, x)]
    of = x
    if kind == "numpy":
        draw.need("import numpy as np")
        of = draw.name("a")
        lines.append(f"{of} = np.array({x})")
    elif kind == "torch":
        of = draw.name("a")
        lines.append(f"{of} = torch.tensor({x})")
    top = {"list": f"max({of})", "numpy": f"int({of}.max())", "torch": f"int({of}.max())"}[kind]
    one = draw.pick(
        [f"{top} + 1", f"{top} + 1", top, f"len({of})", f"int({of}[0]) + 1", f"int({of}[-1]) + 1", f"len(set({x}))"]
    )
    if draw.maybe(0.5):
        return draw.program([*lines, *table(draw, one, f"torch.tensor([{ID}])")])
    ids = {"list": f"torch.tensor({of})", "numpy": f"torch.tensor({of})", "torch": of}[kind]
    ids = draw.pick([ids, ids, f"torch.tensor({top})", f"torch.tensor(int({of}[0]))"])
    return draw.program([*lines, *table(draw, draw.pick([ROWS, ROWS, one]), ids)])


GENERATORS: dict[str, list[Family]] = {"R": [largest]}
