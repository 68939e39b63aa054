"""The base of all effects."""

from __future__ import annotations

from abc import ABC, abstractmethod

from flake8_embedding.library.call import Call
from flake8_embedding.values.value import Value


class Effect(ABC):
    """What a function or class does when it is called."""

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters. An entry refuses an effect that reads others."""
        return frozenset()

    @abstractmethod
    def apply(self, call: Call) -> Value:
        """The value of the call."""


def named(*names: str | None) -> frozenset[str]:
    """The names that are given, as a set."""
    return frozenset(name for name in names if name)
