"""Chance, names and lines: what every generator writes with."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.tools.fuzz.program import ID, ROWS, Program

T = TypeVar("T")
HEAD = ["import torch", "from torch import nn"]


@dataclass
class Draw:
    """A program that is being made up."""

    chance: random.Random
    families: list[str]
    imports: dict[str, None] = field(default_factory=lambda: dict.fromkeys(HEAD))
    local: bool = False
    """Whether all of it becomes the body of a function."""
    _made: int = 0

    def pick(self, options: Sequence[T]) -> T:
        return self.chance.choice(options)

    def maybe(self, probability: float) -> bool:
        return self.chance.random() < probability

    def name(self, kind: str) -> str:
        self._made += 1
        return f"{kind}{self._made}"

    def number(self) -> int:
        """A size or an id: small, so that sizes and ids meet."""
        return self.pick((1, 2, 2, 3, 4, 5, 6, 8, 10, 12))

    def need(self, *lines: str) -> None:
        """The program imports it."""
        self.imports.update(dict.fromkeys(lines))

    def data(self, name: str) -> str:
        """A name of the module that the linter does not see."""
        self.need(f"from data import {name}")
        return name

    def outer(self) -> str:
        """The statement that lets a function set a name of the program."""
        return "nonlocal" if self.local else "global"

    def of(self, family: str) -> None:
        """An ingredient of this family is used."""
        self.families.append(family)

    def program(self, lines: Sequence[str], driver: str = "", *, raising: bool = True) -> Program:
        body = "\n".join(lines)
        if self.local:
            body = f"def main():\n{textwrap.indent(body, '    ')}\n\n\nmain()"
        text = "\n".join(_used(self.imports, f"{body} {driver}")) + "\n\n" + body + "\n"
        return Program(tuple(dict.fromkeys(self.families)), text, driver, raising)


def _used(imports: Iterable[str], body: str) -> Iterator[str]:
    """The imports of names that the program uses."""
    words = set(re.findall(r"\w+", body))
    for line in imports:
        head, _, names = line.rpartition("import ")
        kept = [one for one in names.split(", ") if one.split(" as ")[-1].split(".")[0] in words]
        if kept:
            yield f"{head}import {', '.join(kept)}"


def block(head: str, body: Sequence[str]) -> list[str]:
    """A compound statement."""
    return [head, *indented(body or ["pass"])]


def indented(lines: Sequence[str]) -> list[str]:
    return textwrap.indent("\n".join(lines), "    ").split("\n")


def shuffled(draw: Draw, values: Sequence[T]) -> list[T]:
    mixed = list(values)
    draw.chance.shuffle(mixed)
    return mixed


Lines = list[str]
Family = Callable[[Draw], Program]


def table(draw: Draw, rows: str, ids: str) -> Lines:
    """A table with so many rows in which the ids, an expression for a tensor, are looked up."""
    made = draw.name("e")
    model = draw.name("M")
    return draw.pick(
        [
            [f"nn.Embedding({rows}, 8)({ids})"],
            [f"nn.Embedding({rows}, 8)({ids})"],
            [f"{made} = nn.Embedding({rows}, 8)", f"{made}({ids})"],
            [f"def f{made}(n):", "    return nn.Embedding(n, 8)", f"f{made}({rows})({ids})"],
            [f"{made} = nn.Sequential(nn.Embedding({rows}, 8), nn.Dropout(0.1))", f"{made}({ids})"],
            [
                f"class {model}(nn.Module):",
                "    def __init__(self, n):",
                "        super().__init__()",
                "        self.emb = nn.Embedding(n, 8)",
                "    def forward(self, x):",
                "        return self.emb(x)",
                f"{model}({rows})({ids})",
            ],
        ]
    )


def use_number(draw: Draw, read: str) -> Lines:
    """The number is the size of a table, or an id that is looked up; the hole makes it fit or miss by one."""
    if draw.maybe(0.7):
        return table(draw, read, f"torch.tensor([{ID}])")
    return table(draw, ROWS, f"torch.tensor([{read}])")
