"""Loops that number words: counters and lengths that keep step or do not, names that are given to other containers, what
one round leaves to the next, early ways out, generators, functions that call themselves (L)."""

from __future__ import annotations

from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import Program

_NUMBERS = ("len(d)", "len(d)", "n", "k", "len(ids)", "len(out)", "len(e)", "b", "len(d) - 1", "n - 1", "len(d) + 1")
_TESTS = (
    "w not in d", "w not in d", "w in d", "w in e", "w in seen", "w not in seen", "len(w) > 2", "n > 3", "len(d) < 4",
    "len(ids) < 3", "d", "ids", "len(d) == b", "not out", "w == 'a'",
)  # fmt: skip


def _number(draw: Draw) -> str:
    return draw.pick(_NUMBERS)


def _statement(draw: Draw, depth: int = 1) -> Lines:
    """What a round does with the word ``w``."""
    n = _number(draw)
    simple = [
        "n += 1", "n += 2", "k += 1", f"ids.append({n})", f"out.append({n})", f"d.setdefault(w, {n})", f"d[w] = {n}",
        f"out.append(d.setdefault(w, {n}))", "ids.append(d.get(w, 0))", f"ids.append(d.get(w, {n}))", "k = max(k, n)",
        "k = max(k, len(d))", "b = len(d)", "b = n", "b = len(ids)", f"ids.append({n})", "n = len(d)", "n = 0", "seen.add(w)",
        "e = d", "d = e", "d, e = e, d", "e = {}", "d = {}", "ids = []", "out = ids", "ids, out = out, ids", "e = dict(d)",
        f"e[w] = {n}", f"d.update({{w: {n}}})", "d.update(e)", f"d = {{**d, w: {n}}}", "d.pop(w, None)", "d.clear()",
        "ids = ids[1:]", "ids = ids + [b]", "ids.extend(d.values())", "ids.extend(range(b, len(d)))",
        "d = {u: j for j, u in enumerate(d)}", "d = {u: v for u, v in d.items() if v < n}", "rows.append(len(e))",
    ]  # fmt: skip
    if depth == 0 or draw.maybe(0.6):
        return [draw.pick(simple)]
    return draw.pick(
        [
            block(f"if {draw.pick(_TESTS)}:", _round(draw, depth - 1)),
            [*block(f"if {draw.pick(_TESTS)}:", _round(draw, 0)), *block("else:", _round(draw, 0))],
            block(f"if {draw.pick(_TESTS)}:", [draw.pick(["continue", "continue", "break"])]),
            [*block("try:", ["out.append(d[w])"]), *block("except KeyError:", [f"d[w] = {n}"])],
            [*block("try:", ["n += 1", "int(w)", "n = 0"]), *block("except ValueError:", _round(draw, 0))],
            [*block("try:", _round(draw, 0)), *block("finally:", _round(draw, 0))],
            block("if w not in d:", [f"d[w] = {draw.pick(['len(d)', 'n', 'len(ids)'])}", *_round(draw, 0)]),
            block("while ids:", ["ids.pop()"]),
            block("while len(d) > 3:", ["d.popitem()"]),
        ]
    )


def _round(draw: Draw, depth: int = 1) -> Lines:
    return [line for _ in range(draw.pick([1, 1, 2, 2, 3])) for line in _statement(draw, depth)]


def _numbering(draw: Draw) -> Lines:
    """A new word gets the next number, as programs usually do it."""
    number, after = draw.pick([("len(d)", []), ("n", ["n += 1"]), ("len(ids)", ["ids.append(w)"]), ("n", ["n += 1"])])
    return block("if w not in d:", [f"d[w] = {number}", *after])


def _body(draw: Draw) -> Lines:
    usual = _numbering(draw) if draw.maybe(0.5) else []
    return [*usual, *_round(draw)] if draw.maybe(0.7) else [*_round(draw), *usual]


def _loop(draw: Draw) -> Lines:
    body = _body(draw)
    returning = [line.replace("continue", "return").replace("break", "return") for line in body]
    names = f"{draw.outer()} n, k, b, d, e, ids, out"
    ends = block("else:", ["b = len(d)"]) if draw.maybe(0.15) else []
    between = draw.pick(
        [[], [], ["b = len(d)"], ["n = 0"], ["e = {}"], ["out = []"], ["ids.append(n)"], ["k = max(k, len(d))"]]
    )
    inner = block("for w in line:", body)
    value = draw.pick(["d.setdefault(w, len(d))", "d.setdefault(w, n)", "len(d)"])
    return draw.pick(
        [
            [*block("for w in ws:", body), *ends],
            [*block("for w in ws:", body), *ends],
            [*block("for i, w in enumerate(ws, len(d)):", [*body, "k = i"]), *ends],
            block("for w, i in zip(ws, range(5)):", [*body, "ids.append(i)"]),
            block("for line in lines:", [*between, *inner]),
            block("for line in lines:", [*inner, *between]),
            ["i = 0", *block("while i < len(ws):", ["w = ws[i]", "i += 1", *body])],
            ["stack = list(ws)", *block("while stack:", ["w = stack.pop()", *body])],
            ["it = iter(ws)", *block("while True:", ["w = next(it, None)", *block("if w is None:", ["break"]), *body])],
            [*block("def add(w):", [names, *returning]), *block("for w in ws:", ["add(w)"])],
            [
                *block("def walk(j):", [names, *block("if j == len(ws):", ["return"]), "w = ws[j]", *returning, "walk(j + 1)"]),
                "walk(0)",
            ],
            [*block("def give():", block("for w in ws:", [f"yield {value}"])), "g = give()", draw.pick(["ids = list(g)", "ids = [*g]"])],
            [f"g = ({value} for w in ws)", draw.pick(["b = len(d)", "next(g, 0)", "pass"]), "ids = list(g)"],
            [f"ids = [{value} for line in lines for w in line{draw.pick(['', ' if w not in d'])}]"],
        ]
    )  # fmt: skip


_SIZES = (
    "len(d)", "len(d)", "len(d)", "n", "k", "len(ids)", "len(d) + 1", "n + 1", "k + 1", "max(n, k)", "len(ws)", "len(out)",
    "len(e)", "len(e) + 1", "b", "b + 1", "len(d) - 1", "len(ids) + 1", "max(ids, default=0) + 1", "2", "5",
)  # fmt: skip
_IDS = (
    "list(d.values())", "list(d.values())", "ids", "ids", "ids", "out", "[n]", "[n - 1]", "[len(d) - 1]", "[b]", "[len(ids)]",
    "[d[w] for w in ws if w in d]", "[d.get(w, 0) for w in ws]", "list(e.values())", "[len(e)]", "rows",
    "(ids or [n])", "(out or [n])", "(ids or [len(d)])", "(out or [len(d)])",
)  # fmt: skip


def numbered(draw: Draw) -> Program:
    draw.of("L")
    begin = draw.pick(["d = {}", "d = {}", "d = {'<pad>': 0}", "d = {'<pad>': 0, '<unk>': 1}"])
    lines = [
        f"ws = {draw.data('words')}()",
        "lines = [ws[i : i + 3] for i in range(0, len(ws), 3)]",
        begin,
        "e = {}",
        draw.pick(["n = 0", "n = 0", "n = 1", "n = len(d)"]),
        "k = b = 0",
        "ids, out, rows, seen = [], [], [], set()",
        *_loop(draw),
    ]
    if draw.maybe(0.25):
        lines += _loop(draw)
    ids = draw.pick(_IDS)
    size = draw.pick(_SIZES)
    fed = table(draw, size, f"torch.tensor({ids})")
    if not ids.startswith("[") or " for " in ids:
        fed = block(f"if {ids}:", fed)
    # No table has fewer rows than none.
    return draw.program([*lines, *(block(f"if {size} > 0:", fed) if "-" in size else fed)])


GENERATORS: dict[str, list[Family]] = {"L": [numbered]}
