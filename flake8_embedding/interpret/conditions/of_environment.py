"""Tests of environment variables that the program has set itself: ``"ROWS" in os.environ``, ``os.getenv("ROWS")``.

What the program has set is there, and has the value that it was given. So such a test is no condition that a message
could name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import QUESTIONS
from flake8_embedding.values.chosen_at_start import Variable
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Const, LibraryName, Method, Unknown, Value


def asks_for_own_variable(machine: Machine, tested: Iterable[Value]) -> bool:
    """Whether the answer to such a question is among what is tested, for a variable that the program may have set."""
    values = [part for one in tested for part in _parts(machine, one, QUESTIONS)]
    keys = [one.key for one in values if isinstance(one, Unknown)]
    names = [key.parts[1] for key in keys if isinstance(key, Variable)]
    if any(isinstance(one, LibraryName) and machine.registry.is_environment(one.path) for one in values):
        names += [one.value for one in values if isinstance(one, Const)]
    return any(isinstance(name, str) and machine.environment.may_set(name) for name in names)


def _parts(machine: Machine, value: Value, depth: int) -> Iterator[Value]:
    """The value, and what was asked for it."""
    yield value
    if depth == 0:
        return
    match value:
        case Method(owner=owner):
            yield from _parts(machine, owner, depth - 1)
        case Unknown(key=Key(parts=("entry", str() as path, tuple() as index, *_))):
            yield LibraryName(path)
            yield from (one for one in index if isinstance(one, Value))
        case Unknown(key=key):
            for one in machine.results.question(key) or ():
                yield from _parts(machine, one, depth - 1)
