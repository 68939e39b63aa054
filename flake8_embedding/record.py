"""Records: what type checkers take for a frozen dataclass, made in less time. Knows nothing of what is recorded.

A frozen dataclass sets each of its fields by a call of ``object.__setattr__``, which was a tenth of all the time that a
file takes; and the methods that refuse assignment are code that Python compiles anew in every run, as is ``__repr__``.
Nobody assigns to a record here: mypy sees to that, for it reads ``dataclass``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

__all__ = ["record"]

Made = TypeVar("Made")

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, eq: bool = True, **options: bool) -> Callable[[type[Made]], type[Made]]:
        """``@record(frozen=True, slots=True)``, in place of ``dataclass`` with the same arguments."""
        assert frozen, "a record that changes is a dataclass"

        def decorate(cls: type[Made]) -> type[Made]:
            if "__repr__" not in cls.__dict__:
                cls.__repr__ = _shown
            by_value = eq and cls.__dict__.get("__hash__") is None
            return dataclasses.dataclass(cls, eq=eq, repr=False, unsafe_hash=by_value, **options)

        return decorate


def _shown(self: object) -> str:
    parts = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)  # type: ignore[arg-type]
    return f"{type(self).__qualname__}({', '.join(parts)})"
