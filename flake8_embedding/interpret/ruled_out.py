"""Places in vectors that the program may rule out: ``scores[:, 8:] = -inf``, ``scores * mask``, ``scores.fill_(0)``.

From then on it is not known whether the last place can be that of the largest score. Vectors are no objects, and other
names for them, and their parts, are not followed. So this holds for all vectors of the same width.
"""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.predicate import Compare, Undecided
from flake8_embedding.values.provenance import Item, Key
from flake8_embedding.values.value import Number, Unknown, Value
from flake8_embedding.values.vectors import VectorsOf, vectors_in


def note_ruled_out(machine: Machine, value: Value, chosen_by: tuple[Value, ...] = ()) -> None:
    """Some numbers of what may be vectors are replaced, those that ``chosen_by`` says. Which scores are too small says
    nothing of the places: ``scores[scores < best[:, [-1]]] = -inf``."""
    known = vectors_in(machine.store.content(value))
    if known is not None and not (len(chosen_by) == 1 and _looks_at_scores(machine, chosen_by[0], known)):
        machine.taint.add(_ruled_out_of(known))


def is_ruled_out(machine: Machine, known: VectorsOf) -> bool:
    """Whether the last place in such vectors may be ruled out."""
    return bool(machine.taint) and machine.taint.has(_ruled_out_of(known))


def _ruled_out_of(known: VectorsOf) -> Key:
    return Key("ruled out", known.width.exact)


def _looks_at_scores(machine: Machine, mask: Value, known: VectorsOf) -> bool:
    content = machine.store.content(mask)
    if not isinstance(content, Undecided) or not isinstance(content.predicate, Compare):
        return False
    sides = (content.predicate.left.value, content.predicate.right.value)
    scores = [vectors_in(side) for side in sides]
    is_of_them = any(one is not None and one.width == known.width for one in scores)
    return is_of_them and all(isinstance(side, Number) or _is_part_of_vectors(side) for side in sides)


def _is_part_of_vectors(value: Value) -> bool:
    """``best``, ``best[:, [-1]]``"""
    key = value.key if isinstance(value, Unknown) else None
    while isinstance(key, Item):
        key = key.of
    return isinstance(key, VectorsOf)
