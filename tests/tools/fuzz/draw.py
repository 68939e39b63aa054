"""Chance, names and lines: what every generator writes with."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.tools.fuzz.program import Program

T = TypeVar("T")
Lines = list[str]
HEAD = ["import torch", "from torch import nn"]


@dataclass
class Draw:
    """A program that is being made up."""

    chance: random.Random
    families: list[str]
    imports: dict[str, None] = field(default_factory=lambda: dict.fromkeys(HEAD))
    broken: list[str] = field(default_factory=list)
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

    def breaks(self, assumption: str) -> None:
        """An ingredient breaks an assumption that the linter makes."""
        self.broken.append(assumption)

    def wrapped(self, lines: Lines) -> Lines:
        """The same inside a statement that changes nothing, now and then."""
        if self.maybe(0.88):
            return lines
        self.need("from contextlib import nullcontext", "import sys")
        return self.pick(
            [
                block('if __name__ == "__main__":', lines),
                block("for _once in range(1):", lines),
                block("with nullcontext():", lines),
                [*block("try:", lines), *block("finally:", ["sys.stdout.flush()"])],
                block("while True:", [*lines, "break"]),
                block("if True:", lines),
                [*block("try:", lines), *block("except OSError:", ["raise"])],
            ]
        )

    def program(self, lines: Sequence[str], driver: str = "", *, raising: bool = True) -> Program:
        body = "\n".join(self.wrapped(list(lines)) if not driver else lines)
        if self.local:
            body = f"def main():\n{textwrap.indent(body, '    ')}\n\n\nmain()"
        text = "\n".join(_used(self.imports, f"{body} {driver}")) + "\n\n" + body + "\n"
        return Program(tuple(dict.fromkeys(self.families)), text, driver, raising, tuple(self.broken))


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


Family = Callable[[Draw], Program]
