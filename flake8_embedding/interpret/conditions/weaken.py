"""Tests that are not understood: they may let only those ids pass that a table has rows for.

After ``if is_valid(i)``, ``if ids.max() < limit()`` or ``if all(i < n for i in ids)``, on both ways, it is not known
any more that the highest id comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.interpret.conditions.access import held_at, holds_just, put_at
from flake8_embedding.interpret.conditions.behind import numbers_behind
from flake8_embedding.interpret.conditions.chosen import show
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.reading import Noted
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import Passing
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.predicates.predicate import (
    Access,
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Decision,
    EntryOf,
    Not,
    Op,
    Operand,
    is_particular,
    operands_of,
)
from flake8_embedding.values.provenance import LengthOf, NumberOf
from flake8_embedding.values.value import Choice, Number, ObjectRef, Unknown, Value

_DEPTH = 6
"""Containers inside each other that are weakened."""


def weaken_tested(machine: Machine, decision: Decision, read: tuple[Access, ...], *, holds: bool) -> None:
    """Of all that was read for the test it is no longer known whether the highest and the negative ids come. What the
    test itself compares is left out, as ``refine`` narrows that."""
    if isinstance(decision, bool):
        return
    told = {operand.at for operand in operands_of(decision) if operand.at is not None}
    made_of = [
        access
        for operand in operands_of(decision)
        if isinstance(operand.value, Unknown)
        for access in machine.results.made_of(operand.value.key)
    ]
    among = _looked_for(machine, decision, holds=holds)
    checked = [of_loop for access in (*read, *told) for of_loop in machine.reading.checked_for(access)]
    kept = [access for operand in operands_of(decision) if not _is_found_again(operand.at) for access in operand.read]
    for access in dict.fromkeys((*read, *kept, *made_of, *among, *checked)):
        if access not in told or access in among:
            weaken(machine, access)
    for operand in operands_of(decision):
        if type(operand.value) is Number and operand.at is not None:
            _weaken_copies(machine, operand.at, operand.value)
    for access in numbers_behind(machine, (*read, *told)):
        if access not in told:
            weaken(machine, access)


def _is_found_again(at: Access | None) -> bool:
    """Whether a test narrows what is read there again. It does not for ``ok = x[k] < 3``, ``if ok: table(x[k])``, where
    only the range of k is known: all of x has to be weakened."""
    return at is not None and (type(at) is not EntryOf or is_particular(at.key))


def _weaken_copies(machine: Machine, tested: Access, value: Number) -> None:
    """``old = i``, ``ok = i < 3``, ``i = 9``, ``if ok: table(old)``: the test is of a number that other names hold."""
    if not holds_just(machine, tested, value):
        for name in machine.reading.names_of(value):
            if holds_just(machine, name, value):
                weaken(machine, name)


def forget_reading(machine: Machine, begun: Noted, at: Access, is_none: Decision) -> None:
    """A test of ``x is None`` weakens no ids in x if x is None just where something is empty: ``if not rows: return
    None``, ``return np.array(rows)``. For a list says nothing of its ids by having some. What the test has read since
    ``begun`` no longer counts ``at``, where x was read."""
    match is_none:
        case Compare(op=Op.EQUAL, left=Operand(value=Number() as count), right=Operand(value=Number(constant=0))) if (
            _counts_things(count)
        ):
            machine.reading.replace_since(begun, [one for one in machine.reading.since(begun) if one != at])


def _counts_things(number: Number) -> bool:
    """Whether the number is how many things a list or the like holds, and not how many of them pass a test."""
    terms = number.exact.terms if isinstance(number.exact, Linear) else ()
    keys = [symbol.key for symbol, factor in terms if factor > 0]
    counts = [key for key in keys if isinstance(key, LengthOf | NumberOf) and not isinstance(key.of, Passing)]
    return bool(terms) and len(counts) == len(terms)


def _looked_for(machine: Machine, decision: Decision, *, holds: bool) -> list[Access]:
    """The containers in which a number is looked for, and the number: ``-1 in ids``, ``i in allowed``. A word that is
    looked for among a dict's keys says nothing of its ids.

    Nor does a test whether a drawn number is one of the numbers of which the limit is the largest:
    ``i = randint(1, largest + 1)``, ``while i in bought[user]: i = randint(1, largest + 1)``. Another user has the
    largest one.
    """
    found: dict[Access, None] = {}
    for contains, inside in _searches_in(decision, set(), holds=holds):
        item, container = contains.item, contains.container
        if inside or not _is_drawn_beside(machine, item.value, container.value):
            sides = (item, container) if isinstance(item.value, Number) else (item,)
            found.update((side.at, None) for side in sides if side.at is not None)
    return list(found)


def _searches_in(decision: Decision, seen: set[tuple[int, bool]], *, holds: bool) -> Iterator[tuple[Contains, bool]]:
    """Each ``item in container`` of the test, and whether it is said to hold. A test that is a part of many others is
    looked at once for each outcome."""
    if (id(decision), holds) in seen:
        return
    seen.add((id(decision), holds))
    match decision:
        case Not(of=inner):
            yield from _searches_in(inner, seen, holds=not holds)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _searches_in(part, seen, holds=holds)
        case Contains():
            yield decision, holds


def _is_drawn_beside(machine: Machine, item: Value, container: Value) -> bool:
    """Whether a number of a range may be as large as the largest of those of which the container has some."""
    content = machine.store.content(container)
    some = numbers_in(content, machine.store) if isinstance(content, SequenceValue) and content.items is None else None
    drawn = numbers_in(item, machine.store)
    if some is None or some.high is None or drawn is None or drawn.high is None or drawn.exact is not None:
        return False
    shared = symbols_of(drawn.high) & symbols_of(some.high)
    return any(isinstance(symbol.key, NumberOf) for symbol in shared)


def weaken(machine: Machine, access: Access) -> None:
    """Of the numbers that are held there it is not known any more whether the highest and the negative ones come."""
    held = held_at(machine, access)
    if held is None:
        return
    loose = _loosened(machine, held)
    if loose is held or loose == held:
        return
    if type(held) is Number:
        # Other names of the number tell the same: ``j = k``.
        show(machine, access, held, loose)
    else:
        put_at(machine, access, loose)


def _loosened(machine: Machine, value: Value, depth: int = _DEPTH) -> Value:
    """The value with each number in it weakened. Objects stay what they are: their contents are weakened."""
    if depth == 0:
        return value

    def loosened(part: Value) -> Value:
        return _loosened(machine, part, depth - 1)

    match value:
        case Number():
            return value.weakened()
        case ObjectRef(alloc=alloc):
            content = machine.store.content(value)
            loose = loosened(content)
            if loose is not content and loose != content:
                machine.store.set(alloc, loose)
        case SequenceValue(items=items, element=element, members=members):
            parts, any_order = (None if some is None else tuple(map(loosened, some)) for some in (items, members))
            return replace(value, items=parts, element=loosened(element), members=any_order, begins=())
        case DictValue(entries=entries, key=None):
            return replace(value, entries=tuple((key, loosened(part)) for key, part in entries))
        case Choice(options=options):
            return Choice(tuple(replace(option, value=loosened(option.value)) for option in options))
    return value
