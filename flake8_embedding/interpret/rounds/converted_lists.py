"""Loops that put something else in the place of each element of a list.

    for i in range(len(lines)):
        lines[i] = [index[word] for word in lines[i].split()]

In each round ``lines[i]`` is a place of its own, which begins with the element that was there before the loop. What it
holds when the round ends is an element of the list that is there when the loop is done, so no old one is left. If
somebody else looks at the list meanwhile, or changes it, the loop is evaluated like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from flake8_embedding.interpret.frame import Arguments, Flow
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.batches import handed_out
from flake8_embedding.interpret.rounds.checkpoint import Checkpoint
from flake8_embedding.record import record, replace
from flake8_embedding.syntax.bound_names import assigned_in, names_bound_in
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Method, ObjectRef, Value


@record(frozen=True)
class Written:
    """A loop ``for index in range(len(name))`` or ``for index, old in enumerate(name)`` of which the body reads and
    writes ``name[index]``, at these ``places``, and does nothing else with either."""

    name: str
    index: str
    places: frozenset[cst.CSTNode]
    is_enumerated: bool


@record(frozen=False)
class Place:
    """The place in the list that a round has for itself; ``made`` is the list of what the rounds have left there."""

    machine: Machine
    written: Written
    node: cst.For
    made: ObjectRef
    element: Value
    index: Value | None = None
    is_followed: bool = True

    def __post_init__(self) -> None:
        self._key = Key(self.machine.key(self.node), "place")

    def begin(self, element: Value) -> None:
        """A round begins with this element of what the loop goes over."""
        self.index = self.machine.lookup(self.written.index)
        pair = items_of(element, self.machine.store) if self.written.is_enumerated else None
        self.put(self.element if pair is None else pair[-1])

    def end(self) -> None:
        """The round is done, on whatever path."""
        left = self.read()
        self.is_followed &= left is not None and self.machine.lookup(self.written.index) == self.index
        if left is not None:
            self.machine.call(Method(self.made, "append"), Arguments((left,)), self.node)

    def read(self) -> Value | None:
        """``name[index]``; None where the round is not one of this call."""
        held = self.machine.store.get(self._key)
        return None if held is None else self.machine.on_this_path(held)

    def put(self, value: Value) -> None:
        """``name[index] = value``"""
        self.machine.store.set(self._key, value)


def converted(machine: Machine, node: cst.For, rounds: Callable[[Place], Flow]) -> Flow | None:
    """Execute the ``rounds`` of a loop that converts a list; None for any other loop."""
    # To look costs an evaluation. It is done once: loops in loops would be evaluated twice as often at each depth.
    key = machine.key(node)
    written = machine.syntax.ask(_written_by, node) if key not in machine.loops.not_converting else None
    owner = machine.lookup(written.name) if written is not None else None
    before = machine.store.content(owner) if type(owner) is ObjectRef and owner.alloc.among is None else None
    if written is None or type(owner) is not ObjectRef or not _is_long_list(before) or _hides_builtins(machine):
        return None
    checkpoint, entered = Checkpoint(machine), machine.guards
    unknown = machine.unknown("its elements are changed one by one", node)
    with machine.path() as changed:
        made = machine.allocate(node, SequenceValue.of("list", (), unknown))
        element = machine.loops.another(handed_out(machine, owner, node), key, machine.store.several)
        machine.store.watch(owner, unknown)
        place = Place(machine, written, node, made, element)
        with Holding(machine.loops, "places", machine.loops.places | dict.fromkeys(written.places, place)):
            flow = rounds(place)
        left, passed = machine.store.content(made), machine.guards - entered
        is_alone = machine.store.is_untouched(owner, unknown) and machine.lookup(written.name) == owner
        is_followed = place.is_followed and is_alone and type(left) is SequenceValue and flow is Flow.ON
        if is_followed and type(left) is SequenceValue and type(before) is SequenceValue:
            machine.change(owner, replace(left, length=before.length, items=None), node)
    if not is_followed:
        checkpoint.restore()
        machine.loops.not_converting.add(key)
        return None
    machine.go_on([(dict(changed), passed)], key)
    return flow


def _is_long_list(content: Value | None) -> bool:
    """Whether it is a list whose elements are not known one by one: those are written one by one."""
    return type(content) is SequenceValue and content.kind == "list" and content.items is None


def _hides_builtins(machine: Machine) -> bool:
    """Whether the program has given another meaning to a name that the head of such a loop calls."""
    return any(machine.lookup(name) is not None for name in ("range", "len", "enumerate"))


def _written_by(loop: cst.For) -> Written | None:
    """What the loop writes, as far as its text shows; None if it is of another form."""
    match loop:
        case cst.For(
            target=cst.Name(value=index),
            iter=cst.Call(
                func=cst.Name(value="range"),
                args=[
                    *begins,
                    cst.Arg(value=cst.Call(func=cst.Name(value="len"), args=[cst.Arg(value=cst.Name(value=name))])),
                ],
            ),
        ) if all(type(one.value) is cst.Integer and one.value.evaluated_value == 0 for one in begins):
            found = _places(loop.body, name, index)
            return Written(name, index, found, is_enumerated=False) if found else None
        case cst.For(
            target=cst.Tuple(elements=[cst.Element(value=cst.Name(value=index)), cst.Element()]),
            iter=cst.Call(func=cst.Name(value="enumerate"), args=[cst.Arg(value=cst.Name(value=name), star="")]),
        ):
            found = _places(loop.body, name, index)
            return Written(name, index, found, is_enumerated=True) if found else None
    return None


def _places(body: cst.BaseSuite, name: str, index: str) -> frozenset[cst.CSTNode]:
    """Where the body has ``name[index]``; nowhere if it never writes there, or does anything else with either name, or
    may leave the loop."""
    nodes = nodes_in(body)
    places = frozenset(node for node in nodes if _is_place(node, name, index))
    inside = {id(part) for place in places for part in nodes_in(place)}
    writes = {one.target for one in nodes if isinstance(one, cst.AssignTarget | cst.AnnAssign)}
    others = (one for one in nodes if isinstance(one, cst.Name) and one.value == name and id(one) not in inside)
    bound = {one for node in nodes for one in _names_bound_by(node)}
    if any(isinstance(node, _NOT_FOLLOWED) for node in nodes) or any(True for _ in others) or {name, index} & bound:
        return frozenset()
    return places if places & writes else frozenset()


_NOT_FOLLOWED = (
    *(cst.Break, cst.Return, cst.Yield, cst.Await, cst.FunctionDef, cst.Lambda, cst.ClassDef, cst.AugAssign, cst.Del),
    *(cst.Global, cst.Nonlocal, cst.Try, cst.TryStar, cst.With, cst.Match, cst.GeneratorExp),
)
"""What may leave a round, or evaluate a part of it at another time."""


def _is_place(node: cst.CSTNode, name: str, index: str) -> bool:
    """Whether this is ``name[index]``."""
    match node:
        case cst.Subscript(
            value=cst.Name(value=owner),
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Name(value=at), star=None))],
        ):
            return owner == name and at == index
    return False


def _names_bound_by(node: cst.CSTNode) -> Iterator[str]:
    """The names that a part of the body binds."""
    if isinstance(node, cst.Import | cst.ImportFrom):
        return (one.value for one in nodes_in(node) if isinstance(one, cst.Name))
    assigned = assigned_in(node)
    return names_bound_in(assigned) if assigned is not None else iter(())
