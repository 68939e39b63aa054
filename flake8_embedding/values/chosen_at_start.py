"""What the person chooses who runs the program: environment variables and options of the command line."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.provenance import Key


class Variable(Key):
    """An environment variable; ``usual`` is what a program reads where nobody has set it."""

    __slots__ = ("usual",)

    def __init__(self, name: Hashable, usual: object) -> None:
        super().__init__("variable", name, usual)
        self.usual = usual


class Option(Key):
    """An option of the command line that is one of a few constants."""

    __slots__ = ("choices",)

    def __init__(self, declared: Hashable, name: str, choices: frozenset[object]) -> None:
        super().__init__("option", declared, name)
        self.choices = choices
