"""The base of all effects."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.value import Value


class Effect:
    """What a function or class does when it is called.

    It is no abstract class: each call of a library's function asks for the kind of effect, and ``isinstance`` is slow
    for those.
    """

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that are read, by the names of the parameters. An entry refuses an effect that reads others."""
        return frozenset()

    def apply(self, call: Call) -> Value:
        """The value of the call."""
        raise NotImplementedError


def named(*names: str | None) -> frozenset[str]:
    """The names that are given, as a set."""
    return frozenset(name for name in names if name)
