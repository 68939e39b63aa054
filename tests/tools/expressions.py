"""Expressions on known numbers, and what Python or a library really makes of them.

A table with one row fewer than the largest number needs must be found, or left open; one that has enough rows must
never be reported. The expressions are nested at random: what is wrong is often how two things go together.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from flake8_embedding.check import check
from flake8_embedding.trace import traces
from tests.tools.fuzz.engine import OUTSIDE

LARGEST = 5000
"""A larger number is no id that anybody has."""


@dataclass(frozen=True)
class Grammar:
    """``start`` begins the program; ``first`` are expressions for some numbers, and in ``steps`` {x} and {y} stand for
    such expressions, {n} for a small number. ``ids`` makes a tensor of the result."""

    start: str
    first: tuple[str, ...]
    steps: tuple[str, ...]
    ids: str = "torch.tensor({x})"


PYTHON = Grammar(
    """\
import itertools, collections, functools, operator, heapq, bisect
a = [9, 1, 5, 2]
b = [0, 1, 1, 3]
c = (4, 4, 0)
d = {"a": 3, "b": 7, "c": 0}
text = "the cat saw the dog"
""",
    ("a", "b", "list(c)", "list(d.values())", "[len(w) for w in text.split()]", "list(range({n}))", "[{n}, 0]"),
    (
        "sorted({x})", "sorted({x}, reverse=True)", "sorted({x}, key=lambda v: -v)[:2]", "{x}[::-1]", "{x}[::2]", "{x}[1:]", "{x}[:-1]",
        "{x}[:{n}]", "list(reversed({x}))", "{x} + {y}", "{x} * 2", "[*{x}, *{y}]", "[{n}] + {x}", "[v for v in {x} if v > {n}]",
        "[v for v in {x} if v != max({x})]", "[v for v in {x} if v in {y}]", "[v for v in {x} if v not in {y}]", "[v + 1 for v in {x}]",
        "[v % 4 for v in {x}]", "[v // 2 for v in {x}]", "[max(v, {n}) for v in {x}]", "[min(v, {n}) for v in {x}]",
        "[v if v < {n} else 0 for v in {x}]", "[abs(v - {n}) for v in {x}]", "list(map(abs, {x}))", "list(filter(None, {x}))",
        "list(filter(lambda v: v < {n}, {x}))", "list(set({x}))", "sorted(set({x}) | set({y}))", "sorted(set({x}) & set({y}))",
        "sorted(set({x}) - set({y}))", "sorted(set({x}) ^ {{ {n} }})", "list(dict.fromkeys({x}))", "list(dict.fromkeys({x}, {n}).values())",
        "[v for v, _ in zip({x}, {y})]", "[v for _, v in zip({x}, {y})]", "[p * q for p, q in zip({x}, {y})]", "[v for v, _ in zip({x}, range({n}))]",
        "list(itertools.accumulate({x}))", "list(itertools.chain({x}, {y}))", "list(itertools.islice({x}, {n}))",
        "list(itertools.takewhile(lambda v: v < {n}, {x}))", "list(itertools.dropwhile(lambda v: v < {n}, {x}))",
        "[v for row in [{x}, {y}] for v in row]", "[i for i, _ in enumerate({x})]", "[i for i, v in enumerate({x}) if v > {n}]",
        "[{x}.index(v) for v in {x}]", "[{x}.count(v) for v in {x}]", "list(collections.Counter({x}))", "list(collections.Counter({x}).values())",
        "[v for v, _ in collections.Counter({x}).most_common({n})]", "list({{v: i for i, v in enumerate({x})}}.values())",
        "list({{v: i for i, v in enumerate({x})}})", "[{{v: i for i, v in enumerate({x})}}.get(v, {n}) for v in {y}]", "[max({x})]", "[min({x})]", "[sum({x})]",
        "[len({x})]", "[len(set({x}))]", "[{x}[0]]", "[{x}[-1]]", "[functools.reduce(operator.add, {x})]", "heapq.nlargest(2, {x})",
        "heapq.nsmallest(2, {x})", "[bisect.bisect(sorted({x}), {n})]", "[v for v in {x} for _ in range(2)]", "[divmod(v, 3)[1] for v in {x}]",
        "[int(bool(v)) for v in {x}]", "[v & 3 for v in {x}]", "[v ^ 1 for v in {x}]", "[v << 1 for v in {x}]", "[(lambda v: v + {n})(v) for v in {x}]",
        "[v for v in ({x} or {y})]", "({x} if {n} > 1 else {y})", "[p for p in {x} if any(p < q for q in {y})]", "[p for p in {x} if all(p <= q for q in {y})]",
        "[len(w) for w in text.split()[:{n}]]", "[text.split().index(w) for w in text.split()]", "[text.count(w) for w in text.split()]",
        "[d.get(w, {n}) for w in 'abz']", "[v for w, v in d.items() if w != 'b']", "[v for w, v in sorted(d.items())[:{n}]]",
        "[next(iter({x}))]", "[next((v for v in {x} if v > {n}), 0)]", "list(range(min({x}), max({x}) + 1))", "[round(v / 2) for v in {x}]",
        "[int(str(v)[0]) for v in {x}]", "[*map(operator.sub, {x}, {y})]", "[v for v in map(max, {x}, {y})]", "list(collections.deque({x}, maxlen={n}))",
    ),
)  # fmt: skip

NUMPY = Grammar(
    """\
import numpy as np
a = np.array([9, 1, 5, 2])
b = np.array([0, 1, 1, 3])
m = np.array([False, True, False, True])
A = np.array([[1, 9], [4, 2]])
""",
    ("a", "b", "A[0]", "A[:, 1]", "A.ravel()", "np.arange({n} + 1)", "np.full(4, {n})", "np.array([{n}, 0])"),
    (
        "np.sort({x})", "{x}[::-1]", "{x}[::2]", "{x}[1:]", "{x}[:-1]", "{x}[{x} > {n}]", "{x}[{x} != {n}]", "{x}[{x} != {x}.max()]", "a[m]",
        "np.where({x} > {n}, {x}, 0)", "np.where({x} > {n}, 0, {x})", "np.where({x} > {n})[0]", "np.clip({x}, 0, {n})", "{x}.clip({n})", "{x} % 4",
        "{x} // 2", "{x} + 1", "{n} * {x}", "np.maximum({x}, {n})", "np.minimum({x}, {n})", "np.unique({x})", "np.unique({x}, return_inverse=True)[1]",
        "np.unique({x}, return_counts=True)[1]", "np.unique({x}, return_index=True)[1]", "np.argsort({x})", "np.argsort({x})[::-1]", "np.cumsum({x})",
        "np.diff(np.sort({x}))", "np.concatenate([{x}, {y}])", "np.hstack([{x}, {y}])", "np.append({x}, {n})", "np.insert({x}, 0, {n})", "np.delete({x}, 0)",
        "np.roll({x}, 1)", "np.flip({x})", "np.repeat({x}, 2)", "np.tile({x}, 2)", "np.take({x}, [0])", "{x}[[0, -1]]", "np.stack([{x}, {x}])[0]",
        "np.stack([{x}, {x}]).max(axis=0)", "np.stack([{x}, {x}]).min(axis=1)", "np.stack([{x}, {x}]).T[0]", "np.bincount({x})", "np.nonzero({x})[0]",
        "np.flatnonzero({x} > {n})", "np.digitize({x}, [2, 4])", "np.searchsorted(np.sort({x}), {y})", "np.setdiff1d({x}, {y})", "np.intersect1d({x}, {y})",
        "np.union1d({x}, {y})", "np.isin({x}, {y}).astype(int)", "({x} > {n}).astype(int)", "{x}.astype(np.uint8)", "({x} + 250).astype(np.uint8)",
        "{x}.astype(bool).astype(int)", "np.abs({x} - {n})", "{x}[np.argsort({x})]", "np.partition({x}, 0)[:1]", "np.array([{x}.max()])",
        "np.array([{x}.min()])", "np.array([{x}.sum()])", "np.array([{x}.argmax()])", "np.array([len({x})])", "np.array([{x}[0]])", "np.array({x}.tolist()[:2])",
        "np.ones_like({x}) * {n}", "np.zeros_like({x})", "np.outer({x}, {y}).max(axis=0)", "np.add.outer({x}, {y})[0]", "np.pad({x}, 1)", "np.split({x}, [1])[1]",
        "np.array_split({x}, 2)[0]", "np.trim_zeros({x})", "np.resize({x}, 3)", "np.maximum.accumulate({x})", "np.floor_divide({x}, 2)", "np.mod({x}, 3)",
        "np.bitwise_and({x}, 3)", "np.atleast_2d({x})[0]", "np.expand_dims({x}, 0)[0]", "np.squeeze({x}[None])", "np.concatenate(([{n}], {x}))", "np.r_[{x}, {n}]",
        "np.choose(m.astype(int), [a, b])", "np.select([{x} > {n}], [{x}], default=1)", "np.rint({x} / 2).astype(int)", "np.triu(A).ravel()", "np.diag(A)", "A.T.ravel()",
        "np.array(list({x}))", "np.fromiter({x}, dtype=int)", "np.asarray(sorted({x}))", "np.array([v for v in {x} if v > {n}])", "np.nan_to_num({x})",
    ),
)  # fmt: skip

TORCH = Grammar(
    """\
a = torch.tensor([9, 1, 5, 2])
b = torch.tensor([0, 1, 1, 3])
m = torch.tensor([False, True, False, True])
A = torch.tensor([[1, 9], [4, 2]])
""",
    ("a", "b", "A[0]", "A[:, 1]", "A.flatten()", "torch.arange({n} + 1)", "torch.full((4,), {n})", "torch.tensor([{n}, 0])"),
    (
        "torch.sort({x})[0]", "torch.sort({x}, descending=True)[0][:2]", "torch.sort({x})[1]", "{x}.flip(0)", "{x}[::2]", "{x}[1:]", "{x}[:-1]", "{x}[{x} > {n}]",
        "{x}[{x} != {x}.max()]", "a[m]", "torch.where({x} > {n}, {x}, torch.tensor(0))", "torch.where({x} > {n})[0]", "{x}.clamp(0, {n})", "{x}.clamp(min={n})",
        "{x} % 4", "{x} // 2", "{x} + 1", "{n} * {x}", "torch.maximum({x}, torch.tensor({n}))", "torch.minimum({x}, torch.tensor({n}))", "torch.unique({x})",
        "torch.unique({x}, return_inverse=True)[1]", "torch.unique({x}, return_counts=True)[1]", "torch.argsort({x})", "torch.cumsum({x}, 0)", "torch.cat([{x}, {y}])",
        "torch.roll({x}, 1)", "torch.flip({x}, (0,))", "{x}.repeat(2)", "torch.repeat_interleave({x}, 2)", "{x}[[0, -1]]", "torch.stack([{x}, {x}])[0]",
        "torch.stack([{x}, {x}]).max(dim=0)[0]", "torch.stack([{x}, {x}]).min(dim=1)[0]", "torch.stack([{x}, {x}]).t()[0]", "torch.bincount({x})", "torch.nonzero({x})[:, 0]",
        "torch.bucketize({x}, torch.tensor([2, 4]))", "torch.isin({x}, {y}).long()", "({x} > {n}).long()", "{x}.to(torch.uint8)", "({x} + 250).to(torch.uint8)",
        "{x}.bool().long()", "({x} - {n}).abs()", "{x}[torch.argsort({x})]", "torch.topk({x}, 1)[0]", "torch.topk({x}, 2)[1]", "{x}.max().reshape(1)", "{x}.min().reshape(1)",
        "{x}.sum().reshape(1)", "{x}.argmax().reshape(1)", "torch.tensor([len({x})])", "{x}[0].reshape(1)", "torch.tensor({x}.tolist()[:2])", "torch.ones_like({x}) * {n}",
        "torch.zeros_like({x})", "torch.outer({x}, {y}).max(dim=0)[0]", "torch.nn.functional.pad({x}, (1, 1))", "{x}.masked_fill({x} > {n}, 0)", "{x}.index_select(0, torch.tensor([0]))",
        "torch.gather({x}, 0, torch.tensor([0]))", "{x}.masked_select({x} > {n})", "{x}.take(torch.tensor([0]))", "{x}.split(1)[0]", "{x}.chunk(2)[0]", "torch.cummax({x}, 0)[0]",
        "{x}.view(-1)", "{x}.unsqueeze(0)[0]", "{x}.narrow(0, 0, 1)", "{x}.remainder(3)", "torch.bitwise_and({x}, 3)", "A.t().flatten()", "torch.triu(A).flatten()", "torch.diagonal(A)",
        "{x}.expand(2, -1)[1]", "torch.hstack([{x}, {y}])", "{x}.scatter(0, torch.tensor([0]), {n})", "{x}.fill_diagonal_({n}) if {x}.dim() > 1 else {x}", "{x}.clone().fill_({n})",
        "{x}.div(2, rounding_mode='floor')", "torch.tensor(sorted({x}.tolist()))", "{x}.median().reshape(1)", "{x}.kthvalue(1)[0].reshape(1)", "torch.combinations({x}[:3])[:, 0]",
        "{x}.diff().abs()", "torch.flatten(torch.cartesian_prod({x}[:2], {y}[:2]))", "torch.tril_indices(2, 2)[0]", "{x}.numpy()[:2].tolist() and {x}[:2]",
    ),
    ids="{x}",
)  # fmt: skip


def expression(grammar: Grammar, chance: random.Random, depth: int) -> str:
    """An expression, with the steps nested so deep."""
    template = chance.choice(grammar.steps if depth else grammar.first)
    parts: dict[str, object] = {"n": chance.choice((0, 1, 2, 3, 5))}
    for name in ("x", "y"):
        if f"{{{name}}}" in template:
            parts[name] = f"({expression(grammar, chance, depth - 1 if name == 'x' else 0)})"
    return template.format(**parts)


@dataclass(frozen=True)
class Computed:
    """An expression, and the lowest and the largest number that it really gives."""

    text: str
    low: int
    high: int


def computed(grammar: Grammar, seed: int, number: int, names: dict[str, Any]) -> Iterator[Computed]:
    """So many expressions that give ids. ``names`` are what the program's names hold."""
    chance, found = random.Random(seed), 0
    while found < number:
        text = expression(grammar, chance, chance.choice((1, 1, 2, 2, 3)))
        numbers = _numbers(text, dict(names))
        if numbers and all(isinstance(one, int) and abs(one) <= LARGEST for one in numbers):
            found += 1
            yield Computed(text, min(numbers), max(numbers))


def _numbers(text: str, names: dict[str, Any]) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = eval(text, names)
        except Exception:
            return []
    if hasattr(value, "tolist"):
        if str(getattr(value, "dtype", "")).rpartition(".")[2].startswith(("float", "bool", "complex")):
            return []
        value = value.tolist()
    return value if isinstance(value, list) and all(type(one) is int for one in value) else []


def wrong_of(grammar: Grammar, one: Computed) -> str | None:
    """What the linter says of a table for these ids that is not so; None where nothing is wrong."""
    ids = grammar.ids.format(x="ids")

    def program(rows: int) -> str:
        return f"import torch\n{grammar.start}ids = {one.text}\ntorch.nn.Embedding({rows}, 2)({ids})\n"

    enough, short = program(one.high + 1), program(one.high)
    if one.low >= 0:
        for finding in check(enough, loud=True):
            if finding.code in OUTSIDE or finding.code == "EMB110":
                return f"{one.text}: {one.high + 1} rows are enough: {finding.code} {finding.message}"
    if any(table.verdict == "enough" for table in traces(enough if one.low < 0 else short)):
        return f"{one.text}: {one.low} to {one.high}, called enough"
    return None


def all_wrong(grammar: Grammar, seed: int, number: int, modules: dict[str, ModuleType]) -> list[str]:
    """What is wrong of so many expressions."""
    names: dict[str, Any] = dict(modules)
    exec(grammar.start, names)
    found = (wrong_of(grammar, one) for one in computed(grammar, seed, number, names))
    return [one for one in found if one is not None]
