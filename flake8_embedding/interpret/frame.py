"""What is open while a file is interpreted: calls with their arguments, loops, and where execution goes next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager
from dataclasses import field
from enum import Enum, IntEnum, auto
from typing import NamedTuple

import libcst as cst

from flake8_embedding.interpret.holding import Pushed
from flake8_embedding.limits import EXITS
from flake8_embedding.record import record, replace
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.provenance import Key, Mark
from flake8_embedding.values.value import AllocationSite, Const, FunctionValue, Guard, Unknown, Value


class Flow(Enum):
    """Where execution goes after a statement."""

    ON = auto()
    """To the next statement."""
    AWAY = auto()
    """Elsewhere: it returned, raised, or left or restarted a loop."""


class Demand(IntEnum):
    """How far a generator is run by whoever asks it for elements."""

    WHOLLY = auto()
    """To its end."""
    IN_PART = auto()
    """To one of its elements, or to its end."""
    PERHAPS_NOT = auto()
    """So, or not at all: ``zip(words, numbers())`` does not begin with the second if there are no words."""


class PathEnds(Exception):
    """The path being evaluated ends in the middle of an expression: a call in it never returns."""


Partitions = tuple[frozenset[Guard], ...]
"""A partition of the paths that lead to one place: the guards of each class of paths. Together they are all that lead
there."""


class Exit(NamedTuple):
    """A way out of a function or a round: the value it returns, what was changed on the way, and the guards of the
    path. ``partitions`` are those with vocabularies of their own that have joined right before it."""

    value: Value
    delta: Delta
    guards: frozenset[Guard]
    partitions: Partitions = ()


def add_exit(exits: list[Exit], new: Exit) -> None:
    """Note a way out. If there are more than ``EXITS``, the last ones become one, of which little is known."""
    if len(exits) < EXITS:
        exits.append(new)
        return
    last = exits.pop()
    joined: Delta = {}
    for key in (*last.delta, *new.delta):
        one = last.delta.get(key)
        if one is not None and one == new.delta.get(key):
            joined[key] = one
        elif isinstance(key, Mark):
            joined[key] = Const(value=False)
        else:
            joined[key] = Unknown("it depends on which of many ways out is taken", Key("exits", key))
    value = Unknown("the function has too many exits", Key("exits", id(exits)))
    exits.append(Exit(last.value if last.value == new.value else value, joined, last.guards & new.guards))


@record(frozen=False)
class Loop:
    """A loop being executed: the states in which it was left or restarted."""

    depth: int
    begun: int
    """Where the journal stood when its first round that is evaluated began."""
    breaks: list[Exit] = field(default_factory=list)
    continues: list[Exit] = field(default_factory=list)


@record(frozen=False)
class CallFrame:
    """A call being evaluated, or the module."""

    scope: AllocationSite
    depth: int
    inner_scopes: int = 0
    """Comprehensions being evaluated: their scopes are inside that of the function."""
    function: FunctionValue | None = None
    is_class: bool = False
    exits: list[Exit] = field(default_factory=list)
    has_checks: bool = False
    """A loop in it has tested what it goes over, and may have been left for that."""
    yields: list[Exit] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    first_given: int | None = None
    """Where the journal stood when it gave its first element, or when the loop began that gives it."""
    demand: Demand = Demand.WHOLLY
    """How far whoever takes what it yields runs it."""
    at_yield: Callable[[Value], None] | None = None
    """What is done between a ``yield`` of a context manager's function and its end."""
    called_at: Hashable = None
    """Where the call stands, None for the module."""
    calls_itself: bool = False
    """Whether the function was called again while it ran."""
    written: tuple[Hashable, ...] = ()
    """What calls of the function inside of this call write, outside of the function."""
    outer_names: dict[str, AllocationSite] = field(default_factory=dict)
    """Names declared ``global`` or ``nonlocal``, and the scope they belong to."""

    def scope_of(self, name: str) -> AllocationSite:
        """The scope in which the name is bound here, and looked up first."""
        # Most functions declare none.
        return self.outer_names.get(name, self.scope) if self.outer_names else self.scope

    def loop(self, depth: int, begun: int) -> AbstractContextManager[Loop]:
        """Execute rounds of a loop, in which ``break`` and ``continue`` are its own."""
        return Pushed(self.loops, Loop(depth, begun))


class KeepsValues:
    """Arguments keep the tuple of all their values: each call asks for it several times."""

    values: tuple[Value, ...]
    """Those with keywords are last."""


@record(frozen=True)
class Arguments(KeepsValues):
    """The arguments of a call; ``complete`` is False where ``*args`` or ``**kwargs`` hide some."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    complete: bool = True
    nodes: tuple[tuple[int | str, cst.CSTNode], ...] = ()
    starred: Value | None = None
    """What stands behind a ``*`` as the only argument, its elements not known one by one."""

    def keyword(self, name: str) -> Value | None:
        for key, value in self.keywords:
            if key == name:
                return value
        return None

    def any_of(self, names: Iterable[str]) -> Value | None:
        """The first of these keywords that is given."""
        if self.keywords:
            for name in names:
                found = self.keyword(name)
                if found is not None:
                    return found
        return None

    def node(self, which: int | str) -> cst.CSTNode | None:
        for key, node in self.nodes:
            if key == which:
                return node
        return None

    def with_values(self, values: tuple[Value, ...]) -> Arguments:
        """The same arguments with other values, in the order of ``values``."""
        count = len(self.positional)
        keywords = tuple((name, value) for (name, _), value in zip(self.keywords, values[count:], strict=False))
        return replace(self, positional=values[:count], keywords=keywords)

    def after(self, owner: Value) -> Arguments:
        """The arguments of a method, with the object that it belongs to before them."""
        nodes = tuple((which + 1 if isinstance(which, int) else which, node) for which, node in self.nodes)
        return Arguments((owner, *self.positional), self.keywords, self.complete, nodes, self.starred)

    def __post_init__(self) -> None:
        keeper: KeepsValues = self
        keeper.values = self.positional
        if self.keywords:
            keeper.values = (*self.positional, *[value for _, value in self.keywords])


def parameters_of(function: FunctionValue) -> list[str]:
    """The names of all parameters, in order, without * and **."""
    declared = function.node.params
    return [one.name.value for one in (*declared.posonly_params, *declared.params, *declared.kwonly_params)]
