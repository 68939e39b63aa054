"""Lists, dicts, sets and arrays that are changed in place, reordered, cut and cast: B9, B15, B16, B21, B22 and W1 to W4.

A program makes one, does a few things with it, and looks up what came of it. Each thing is a template: ``{x}`` is the
container, ``{y}`` a new name, ``{a}`` to ``{c}`` small numbers, ``{k}`` an index.
"""

from __future__ import annotations

from tests.tools.fuzz.conditions import unknown
from tests.tools.fuzz.draw import Draw, Family, Lines, block
from tests.tools.fuzz.families.uses import table
from tests.tools.fuzz.program import ID, ROWS, Program

Step = tuple[str, str]

LIST_STARTS = ["[{a}, {b}, {c}]", "[{a}, {b}, {c}, 0, 1]", "list(range({a}))", "[{a}]", "list(range({b})) + [{a}]"]
LIST_STEPS: list[Step] = [
    ("B16", "{x}.sort()"),
    ("B16", "{x}.sort(reverse=True)"),
    ("B16", "{x}.sort(key=lambda v: -v)"),
    ("B16", "{x}.reverse()"),
    ("B16", "{x} = sorted({x})"),
    ("B16", "{x} = sorted({x}, reverse=True)"),
    ("B16", "{x} = list(reversed({x}))"),
    ("B16", "{x} = {x}[::-1]"),
    ("B16", "{x} = {x}[::2]"),
    ("B16", "{x} = {x}[{k}::2]"),
    ("B16", "import heapq\nheapq.heapify({x})"),
    ("B16", "import heapq\nheapq.heapify({x})\nheapq.heappush({x}, {a})"),
    ("B16", "import heapq\nheapq.heapify({x})\nheapq.heappop({x})"),
    ("B16", "import bisect\n{x}.sort()\nbisect.insort({x}, {a})"),
    ("B16", "{x}[0], {x}[-1] = {x}[-1], {x}[0]"),
    ("B16", "{x}.insert(0, {a})"),
    ("B16", "import random\nrandom.shuffle({x})\n{x} = sorted({x})"),
    ("B17", "{x} = {x}[:-1]"),
    ("B17", "{x} = {x}[1:]"),
    ("B17", "{x} = {x}[:{k}] + {x}[{k}:]"),
    ("B17", "{x} = sorted({x})[:-1]"),
    ("B17", "{x} = [v for v, _ in zip({x}, {x}[1:])]"),
    ("B17", "{x} = [w for _, w in zip({x}, {x}[1:])]"),
    ("B17", "{x} = [v for v, _ in zip({x}, range({k}))]"),
    ("B17", "import itertools\n{x} = list(itertools.islice({x}, {k}))"),
    ("B17", "import itertools\n{x} = list(itertools.takewhile(lambda v: v < {a}, {x}))"),
    ("B21", "{x}.append({a})"),
    ("B21", "{x}.extend([{a}, 1])"),
    ("B21", "{x} += [{a}]"),
    ("B21", "{x} *= 2"),
    ("B21", "{x}.pop()"),
    ("B21", "{x}.pop(0)"),
    ("B21", "del {x}[0]"),
    ("B21", "del {x}[{k}:]"),
    ("B21", "{x}[0] = {a}"),
    ("B21", "{x}[-1] = {a}"),
    ("B21", "{x}[:] = [{a}, 0]"),
    ("B21", "{x}[1:] = [{a}]"),
    ("B21", "{x}.clear()\n{x}.append({a})"),
    ("B21", "{x}.remove(max({x}))"),
    ("B21", "while {a} in {x}: {x}.remove({a})"),
    ("B21", "{x} = [v for v in {x} if v != {a}]"),
    ("B21", "{x} = list(set({x}) - {{{a}}})"),
    ("B21", "{x} = list(dict.fromkeys({x}))"),
    ("B21", "for i in range(len({x})): {x}[i] = {x}[i] % 3"),
    ("B21", "for i, v in enumerate({x}): {x}[i] = min(v, {a})"),
    ("B21", "{x} = [v % 4 for v in {x}]"),
    ("B21", "{x} = [max(v - 1, 0) for v in {x}]"),
    ("B21", "from collections import deque\n{x} = list(deque({x}, maxlen=2))"),
    ("B21", "{x} = [*{x}, {a}]"),
    ("B21", "while len({x}) < {a}: {x}.append(len({x}))"),
    ("B22", "{x} = [max({x}, key=lambda v: -v)]"),
    ("B22", "{x} = [min({x}, key=lambda v: abs(v - {a}))]"),
    ("B22", "{x} = [int(bool(v)) for v in {x}]"),
    ("B22", "{x} = [int(v / 2) for v in {x}]"),
    ("B15", "import operator\noperator.setitem({x}, 0, {a})"),
    ("B15", "list.pop({x})"),
    ("B15", "list.append({x}, {a})"),
    ("B15", "{y} = {x}\n{y}.append({a})"),
    ("B15", "{y} = {x}\n{y} += [{a}]"),
    ("B15", "{y} = {x}\n{y} = {y} + [{a}]"),
    ("B15", "{y} = {x}\n{y}[0] = {a}"),
    ("B15", "{y} = {x}\n{y}.pop()"),
    ("B15", "{y} = {x}[:]\n{y}.append({a})"),
    ("B15", "{y} = {x}.append\n{y}({a})"),
    ("B15", "def f{y}(v): v.append({a})\nf{y}({x})"),
    ("B15", "def f{y}(v): v += [{a}]\nf{y}({x})"),
    ("B15", "def f{y}(v): v = v + [{a}]\nf{y}({x})"),
    ("B15", "def f{y}(v): v[:] = [{a}]\nf{y}({x})"),
    ("W4", "import copy\n{y} = [{x}]\n{y}2 = copy.copy({y})\n{y}2[0].append({a})"),
    ("W4", "import copy\n{y} = [{x}]\n{y}2 = copy.deepcopy({y})\n{y}2[0].append({a})"),
    ("W4", "{y} = [[{x}[0]]] * 2\n{y}[0][0] = {a}\n{x} = {y}[1]"),
    ("W4", "{y} = dict(v={x})\n{y}2 = {y}.copy()\n{y}2['v'].append({a})"),
    ("W4", "{y} = [{x}, {x}]\n{y}[0].append({a})\n{x} = {y}[1]"),
    ("B20", "{y} = map(int, {x})\n{x} = {x}[:1]\n{x} = list({y})"),
    ("B20", "{y} = map(int, {x})\n{x}.append({a})\n{x} = list({y})"),
    ("B20", "{y} = (v for v in {x})\n{x}.append({a})\n{x} = list({y})"),
    ("B20", "{y} = (v for v in {x} if v < {a})\n{x}.append({b})\n{x} = list({y})"),
    ("B20", "{y} = {a}\n{y}2 = (min(v, {y}) for v in {x})\n{y} = {b}\n{x} = list({y}2)"),
    ("B20", "{y} = iter({x})\nnext({y})\n{x} = list({y})"),
    ("B20", "{y} = iter({x})\n{x}.append({a})\n{x} = list({y})"),
    ("B20", "{y} = iter({x} + {x})\n{x} = [v for _, v in zip({y}, {y})]"),
    ("B20", "{y} = iter({x})\n{y}2 = max({y})\n{x} = [*{y}, 1]"),
    ("B20", "{y} = reversed({x})\n{x} = [next({y})]"),
    ("B20", "{y} = filter(lambda v: v < {a}, {x})\n{x}.clear()\n{x} = [*{y}, 1]"),
    ("B20", "{y} = enumerate({x})\n{x}.append({a})\n{x} = [v for _, v in {y}]"),
    ("B20", "{y} = zip({x}, {x})\nnext({y})\n{x} = [v for v, _ in {y}] + [0]"),
]
LIST_IDS = ["torch.tensor({x})", "torch.tensor({x})", "torch.tensor({x}[0])", "torch.tensor({x}[-1])", "torch.tensor({x}[:2])",
            "torch.tensor([{x}[0], {x}[1]])", "torch.tensor(max({x}))", "torch.tensor(min({x}))", "torch.tensor([len({x})])"]  # fmt: skip
LIST_SIZES = ["len({x})", "max({x}) + 1", "max({x})", "len(set({x}))", "{x}[0] + 1", "{x}[-1]", "sum({x})"]

DICT_STARTS = [
    "{{'a': {a}, 'b': {b}}}", "{{'a': {a}, 'b': {b}, 'c': {c}}}", "{{w: i for i, w in enumerate('abcd')}}",
    "{{w: i for i, w in enumerate('abc', 1)}}", "dict(a={a}, b={b})", "dict(zip('abc', range({k}, 9)))",
]  # fmt: skip
DICT_STEPS: list[Step] = [
    ("B21", "{x}['a'] = {a}"),
    ("B21", "{x}['z'] = {a}"),
    ("B21", "{x}['z'] = len({x})"),
    ("B21", "{x} = {{**{x}, 'b': {a}}}"),
    ("B21", "{x} = {{'b': {a}, **{x}}}"),
    ("B21", "{x} = {x} | {{'b': {a}}}"),
    ("B21", "{x} = {{'b': {a}}} | {x}"),
    ("B21", "{x} = dict({x}, b={a})"),
    ("B21", "{x}.setdefault('a', {a})"),
    ("B21", "{x}.setdefault('z', {a})"),
    ("B21", "{x}.pop('a')"),
    ("B21", "{x}.pop('z', None)"),
    ("B21", "del {x}['b']"),
    ("B21", "{x}.popitem()"),
    ("B21", "for k, v in {x}.items(): {x}[k] = v % 3"),
    ("B21", "for k in {x}: {x}[k] = 0"),
    ("B21", "for k in list({x}):\n    if {x}[k] > {a}: del {x}[k]"),
    ("B21", "{x} = {{k: v for k, v in {x}.items() if k != 'a'}}"),
    ("B21", "{x} = {{k: v for k, v in {x}.items() if k in ('a', 'b')}}"),
    ("B21", "{x} = {{k: {x}[k] for k in {x}.keys() - {{'a'}}}}"),
    ("B21", "{x} = {{k: {x}[k] for k in {x}.keys() & {{'a', 'b'}}}}"),
    ("B21", "{x} = {{k: i for i, k in enumerate({x})}}"),
    ("B21", "{x} = {{k: min(v, {a}) for k, v in {x}.items()}}"),
    ("B21", "{x} = {{k: {x}.get(k, {a}) for k in {x}}}"),
    ("B21", "{x} = {{k: {x}.get(k, {a}) for k in ('a', 'q')}}"),
    ("B21", "{x} = {{1: {a}, True: {b}, 1.0: {c}}}"),
    ("B21", "{x}[1] = {a}\n{x}[True] = 1"),
    ("B21", "{x} = dict.fromkeys({x}, {a})"),
    ("B21", "from collections import OrderedDict\n{x} = OrderedDict({x})\n{x}.move_to_end('a')\n{x}.popitem()"),
    ("B21", "from collections import defaultdict\n{x} = defaultdict(lambda: {a}, {x})\n{x}['q']"),
    ("B21", "from collections import ChainMap\n{x} = dict(ChainMap({{'a': {a}}}, {x}))"),
    ("B17", "{x} = dict(list({x}.items())[:1])"),
    ("B17", "{x} = dict(list({x}.items())[:-1])"),
    ("B17", "{x} = dict(list({x}.items())[1:])"),
    ("B17", "{x} = {{k: {x}[k] for k in sorted({x})[:1]}}"),
    ("B17", "{x} = dict(zip({x}, range(len({x}) - 1)))"),
    ("B16", "{x} = dict(sorted({x}.items(), key=lambda p: -p[1]))"),
    ("B16", "{x} = dict(sorted({x}.items(), key=lambda p: p[1])[:1])"),
    ("B16", "{x} = dict(reversed({x}.items()))"),
    ("B15", "{y} = {x}\n{y} |= {{'c': {a}}}"),
    ("B15", "{y} = {x}\n{y}['c'] = {a}"),
    ("B15", "{y} = {x}\n{y} = {y} | {{'c': {a}}}"),
    ("B15", "{y} = {x}\n{y}.update(c={a})"),
    ("B15", "{y} = {x}.copy()\n{y}['c'] = {a}"),
    ("B15", "dict.update({x}, c={a})"),
    ("B15", "dict.pop({x}, 'a')"),
    ("B15", "import operator\noperator.setitem({x}, 'c', {a})"),
    ("B15", "{y} = {x}.update\n{y}(c={a})"),
    ("B15", "{y} = {x}.values()\n{x}['z'] = {a}\n{x} = dict(enumerate({y}))"),
    ("B15", "def f{y}(v): v |= {{'c': {a}}}\nf{y}({x})"),
    ("B15", "{y} = dict(v={x})\n{y}['v']['c'] = {a}"),
    ("W3", "{x}.update(a={a})"),
    ("W3", "{x}.update({{'a': {a}}})"),
    ("W3", "{x}.update([('a', {a}), ('z', {b})])"),
    ("W3", "{x} |= dict(a={a})"),
    ("W3", "{x} |= [('a', {a})]"),
    ("W2", "while len({x}) < {a}: {x}['x' + str(len({x}))] = len({x})"),
    ("W2", "while len({x}) < {a}:\n    {x}[-len({x})] = len({x}) + 1"),
    ("W2", "for i in range({a}): {x}[i] = len({x})"),
    ("W2", "while max({x}.values()) < {a}: {x}[str(len({x}))] = max({x}.values()) + 1"),
    ("W2", "for w in 'abxyz':\n    if w not in {x}: {x}[w] = len({x})"),
    ("W2", "for w in 'abxyz': {x}.setdefault(w, len({x}))"),
]
DICT_IDS = ["torch.tensor(list({x}.values()))", "torch.tensor(list({x}.values()))", "torch.tensor([{x}[k] for k in {x}])",
            "torch.tensor(max({x}.values()))", "torch.tensor([len({x})])", "torch.tensor(list({x}.values())[0])",
            "torch.tensor(list({x}.values())[-1])", "torch.tensor(list({x}.values())[::2])", "torch.tensor(next(iter({x}.values())))",
            "torch.tensor(sorted({x}.values())[:-1])", "torch.tensor([{x}.get(k, 5) for k in {x}])",
            "torch.tensor([v for v in {x}.values() if v < {a}])"]  # fmt: skip
DICT_SIZES = ["len({x})", "max({x}.values()) + 1", "max({x}.values())", "len(set({x}.values()))", "len({x}) + 1"]

SET_STARTS = ["{{{a}, {b}, {c}}}", "set(range({a}))", "{{{a}, 0, 1}}", "set([{a}, {b}])", "frozenset({{{a}, {b}}})"]
SET_STEPS: list[Step] = [
    ("B21", "{x} = {x} - {{{a}}}"),
    ("B21", "{x} = {x} & {{0, 1, {a}}}"),
    ("B21", "{x} = {x} ^ {{0, {a}}}"),
    ("B21", "{x} = {x} | {{{a}}}"),
    ("B21", "{x} = {x}.difference([{a}, {b}])"),
    ("B21", "{x} = {x}.intersection(range({a}))"),
    ("B21", "{x} = {x}.symmetric_difference([{a}])"),
    ("B21", "{x} = {x}.union([{a}])"),
    ("B21", "{x} = set({x})\n{x}.discard({a})"),
    ("B21", "{x} = set({x})\n{x}.add({a})"),
    ("B21", "{x} = set({x})\n{x} -= {{{a}, {b}}}"),
    ("B21", "{x} = set({x})\n{x} &= {{{a}, {b}, 0}}"),
    ("B21", "{x} = set({x})\n{x}.difference_update([{a}])"),
    ("B21", "{x} = set({x})\n{x}.intersection_update([{a}, 0])"),
    ("B21", "{x} = set({x})\n{x}.symmetric_difference_update([{a}])"),
    ("B21", "{x} = set({x})\n{x}.remove(max({x}))"),
    ("B21", "{x} = {{v % 3 for v in {x}}}"),
    ("B21", "{x} = {{v for v in {x} if v != {a}}}"),
    ("B15", "{x} = set({x})\n{y} = {x}\n{y} |= {{{a}}}"),
    ("B15", "{x} = set({x})\n{y} = {x}\n{y}.add({a})"),
    ("B15", "{x} = set({x})\n{y} = {x}\n{y} = {y} | {{{a}}}"),
    ("B15", "{x} = set({x})\nset.add({x}, {a})"),
]
SET_IDS = ["torch.tensor(list({x}))", "torch.tensor(sorted({x}))", "torch.tensor(max({x}))", "torch.tensor(sorted({x})[0])",
           "torch.tensor([len({x})])", "torch.tensor(sorted({x})[:-1])"]  # fmt: skip
SET_SIZES = ["len({x})", "max({x}) + 1", "max({x})"]


def filled(draw: Draw, template: str, x: str) -> Lines:
    """The lines of a template; imports go to the top."""
    y = draw.name("y")
    numbers = {one: draw.pick((0, 1, 2, 3, 5, 7, 9)) for one in "abc"}
    lines = template.format(x=x, y=y, k=draw.pick((0, 1, 2)), **numbers).split("\n")
    draw.need(*(line for line in lines if line.startswith(("import ", "from "))))
    return [line for line in lines if not line.startswith(("import ", "from "))]


def steps(draw: Draw, known: list[Step], wanted: str | None, x: str) -> Lines:
    """A few things done, one of them of the wanted family; now and then on one path only."""
    chosen = [draw.pick(known) for _ in range(draw.pick([0, 0, 1, 2]))]
    if wanted is not None:
        chosen.insert(draw.chance.randint(0, len(chosen)), draw.pick([one for one in known if one[0] == wanted]))
    lines: Lines = []
    for family, template in chosen:
        draw.of(family)
        made = filled(draw, template, x)
        if draw.maybe(0.1):
            draw.of("B1")
            made = block(f"if {unknown(draw)}:", made)
        lines += made
    return lines


def use(draw: Draw, ids: list[str], sizes: list[str], x: str) -> Lines:
    """What came of it is looked up, or is the size."""
    if draw.maybe(0.7):
        return table(draw, ROWS, filled(draw, draw.pick(ids), x)[0])
    return table(draw, filled(draw, draw.pick(sizes), x)[0], f"torch.tensor([{ID}])")


def chain(starts: list[str], known: list[Step], ids: list[str], sizes: list[str], wanted: str) -> Family:
    def family(draw: Draw) -> Program:
        draw.of(wanted)
        draw.local = draw.maybe(0.1)
        x = draw.name("x")
        first = filled(draw, f"{x} = {draw.pick(starts)}", x)
        return draw.program([*first, *steps(draw, known, wanted, x), *use(draw, ids, sizes, x)])

    return family


GENERATORS: dict[str, list[Family]] = {}
for _starts, _known, _ids, _sizes in (
    (LIST_STARTS, LIST_STEPS, LIST_IDS, LIST_SIZES),
    (DICT_STARTS, DICT_STEPS, DICT_IDS, DICT_SIZES),
    (SET_STARTS, SET_STEPS, SET_IDS, SET_SIZES),
):
    for _wanted in dict.fromkeys(family for family, _ in _known):
        GENERATORS.setdefault(_wanted, []).append(chain(_starts, _known, _ids, _sizes, _wanted))
