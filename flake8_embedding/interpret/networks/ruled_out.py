"""Places in vectors that the program may rule out: ``scores[:, 8:] = -inf``, ``scores * mask``, ``scores.fill_(0)``, or
``head.bias[8:] = -inf`` of the layer that gives the scores.

From then on it is not known whether the last place can be that of the largest score. This holds for all vectors of the
same width, and of the width of those in whose memory the changed ones may lie: ``rest = scores[:, 50:]``, ``for row in
scores``, ``part = scores.narrow(1, 8, 2)``, and whatever a function that is not seen has made of them.

Each thing is followed back once: what it is a part of, and what it was made of, stay the same, and an array keeps its
width. So all that a program writes and hands on costs as much as it is long, however long its chains of results are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.layer_weights import layer_of_weight
from flake8_embedding.values.arrays.vectors import VectorsOf, as_vectors, vectors, vectors_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.predicate import Compare, Undecided
from flake8_embedding.values.provenance import Continuous, Item, Key
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import LibraryName, Method, Number, ObjectRef, Unknown, Value

_ANY: Final = Key("ruled out", "any")
"""Stands for the width of vectors of which a row was changed that does not say whose it is."""


def note_ruled_out(machine: Machine, value: Value, chosen_by: tuple[Value, ...] = ()) -> None:
    """Some numbers of what may be vectors are replaced, those that ``chosen_by`` says. Which scores are too small says
    nothing of the places: ``scores[scores < best[:, [-1]]] = -inf``."""
    kept = _widths_compared(machine, chosen_by)
    for known in _wholes(machine, value, {} if kept else machine.followed_back):
        if known is None:
            machine.taint.add(_ANY)
        elif known.width not in kept:
            machine.taint.add(_ruled_out_of(known))


def note_any_ruled_out(machine: Machine) -> None:
    """Weights are replaced of which it is not known whose scores they give."""
    machine.taint.add(_ANY)


def is_ruled_out(machine: Machine, known: VectorsOf) -> bool:
    """Whether the last place in such vectors may be ruled out."""
    return bool(machine.taint) and (machine.taint.has(_ruled_out_of(known)) or machine.taint.has(_ANY))


def _ruled_out_of(known: VectorsOf) -> Key:
    return Key("ruled out", known.width.exact)


def _wholes(machine: Machine, value: Value, followed: dict[Hashable, object]) -> Iterator[VectorsOf | None]:
    """The vectors that are changed with the value: its own, and all of which they may be a part; None for those of
    which nothing is known. What was ``followed`` back before is passed over, unless it was asked anew since."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        content = machine.store.content(one)
        known = as_vectors(content, "changed")
        if known is not None or _is_of_fractions(content):
            yield known
        if isinstance(one, ObjectRef):
            held = machine.store.get(one.alloc)
            waiting.extend([held.base] if isinstance(held, ArrayView) else ())
        elif isinstance(one, Method):
            yield from _scores_of_layer(machine, one)
        elif isinstance(one, Unknown):
            for thing in _owners(one.key):
                if isinstance(thing, Method):
                    waiting.append(thing)
                question = machine.results.question(thing)
                if thing in followed and followed[thing] is question:
                    continue
                followed[thing] = question
                if isinstance(thing, VectorsOf | Continuous):
                    yield thing if isinstance(thing, VectorsOf) else None
                waiting.extend(_asked(question))


def _scores_of_layer(machine: Machine, weight: Method) -> Iterator[VectorsOf]:
    """What a layer gives, if this is a weight of one that gives scores."""
    layer = layer_of_weight(machine, weight)
    scores = vectors_in(vectors(weight, layer.width, None)) if layer is not None else None
    if scores is not None:
        yield scores


def _is_of_fractions(content: Value) -> bool:
    """Whether it is an array of fractions of which the shape is not known."""
    match content:
        case SequenceValue(kind="array", shape=None, element=Unknown(key=Continuous())):
            return True
    return False


def _owners(key: Hashable) -> Iterator[Hashable]:
    """The thing, and what it is a part of. What a call has given may be named by its place alone."""
    thing = key
    for thing in with_owners(key):
        yield thing
    if isinstance(thing, Key) and thing.parts:
        yield thing.parts[0]


def _asked(question: tuple[Value, ...] | None) -> Sequence[Value]:
    """The values in whose memory the result of a call may lie: ``scores.narrow(1, 8, 2)``, ``torch.chunk(x, 2)``."""
    match question:
        case (Method(owner=owner) | (Unknown() as owner), *_):
            return [owner]
        case (LibraryName(), *given):
            return given
    return ()


def _widths_compared(machine: Machine, chosen_by: tuple[Value, ...]) -> list[Number]:
    """The widths of the vectors of which the numbers themselves choose what is replaced."""
    content = machine.store.content(chosen_by[0]) if len(chosen_by) == 1 else None
    if not isinstance(content, Undecided) or not isinstance(content.predicate, Compare):
        return []
    sides = (content.predicate.left.value, content.predicate.right.value)
    if not all(isinstance(side, Number) or _is_part_of_vectors(side) for side in sides):
        return []
    return [known.width for known in map(vectors_in, sides) if known is not None]


def _is_part_of_vectors(value: Value) -> bool:
    """``best``, ``best[:, [-1]]``"""
    key = value.key if isinstance(value, Unknown) else None
    while isinstance(key, Item):
        key = key.of
    return isinstance(key, VectorsOf)
