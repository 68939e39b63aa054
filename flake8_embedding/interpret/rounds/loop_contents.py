"""What the rounds of a loop put into containers.

In ``ids.append(len(ids))`` the first round puts in 0, every other one the length when it begins. The 0 is such a
length, too: when any round begins, all that is in the list is below its length. Whether that is so, the next evaluation
of the round shows, like everything that is assumed of the beginning of a round. A list that is empty is no exception,
because it holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import VectorsOf, of_one_width, vectors_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of, any_of, value_of
from flake8_embedding.values.memory.widening import changing
from flake8_embedding.values.numbers.bounds import Max, add, constant_of, max_of, symbols_of
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.provenance import InRound, Key, LengthOf
from flake8_embedding.values.value import Choice, Guard, Number, TextValue, Unknown, Value

InAnyRound = Callable[[Value, frozenset[Guard]], Value]
"""What was made on a path of a round, by what holds when the next round begins."""


def as_in_any_round(before: Value, begun: Value, after: Value, in_any: InAnyRound, place: Hashable) -> Value | None:
    """What to assume of a container that was empty ``before`` the loop, or a dict of which all entries were known.
    ``begun`` has what the first round has put in, ``after`` is what a round leaves that begins so. None for anything
    else."""
    first = _contents(begun)
    if not _has_nothing_but_entries(before) or first is None:
        return None
    found: list[Value] = []
    for option in alternatives_of(after):
        if option.value != begun:
            contents = _contents(option.value)
            if contents is None or not _has_same_entries(begun, option.value):
                return None
            found.append(in_any(_without(contents, first), option.guards))
    return _holding(begun, any_of(found, Key(place, "any"))) if found else None


def with_running_keys(held: DictValue, begun: DictValue, after: Value, in_any: InAnyRound) -> DictValue:
    """``names[n] = word``, ``n += 1``: each key is what ``n`` is in some round."""
    first, found = begun.key, list[Value]()
    for option in alternatives_of(after):
        later = option.value.key if isinstance(option.value, DictValue) and option.value != begun else None
        if isinstance(first, Number) and isinstance(later, Number) and later != first:
            found.append(in_any(_without(later, first), option.guards))
    return replace(held, key=hull([one for one in found if isinstance(one, Number)])) if found else held


def _has_nothing_but_entries(before: Value) -> bool:
    return (isinstance(before, SequenceValue) and before.length.constant == 0) or (
        isinstance(before, DictValue) and before.key is None
    )


def _has_same_entries(begun: Value, after: Value) -> bool:
    return not isinstance(begun, DictValue) or (isinstance(after, DictValue) and begun.entries == after.entries)


def _contents(value: Value) -> Value | None:
    match value:
        case SequenceValue(items=None, element=element):
            return element
        case DictValue(numbered=None):
            return value.others
    return None


def not_numbered(before: Value, begun: Value, after: Value) -> DictValue | None:
    """A dict that was taken for one that numbers its keys, because the first round put in the number of entries before,
    and another round does not: ``vocab[word] = len(words)``. None for anything else.

    It begins with what the first round put in. Before the loop there was nothing beside the known entries, so all that
    has to hold is that a round which begins so leaves no more.
    """
    if not isinstance(before, DictValue) or not isinstance(begun, DictValue) or before.key is not None:
        return None
    left = [option.value for option in alternatives_of(after)]
    if begun.numbered is None or all(isinstance(one, DictValue) and one.numbered == begun.numbered for one in left):
        return None
    if before.length.exact is None:
        return None
    return replace(begun, numbered=None, repeats=False, value=Number.exactly(add(before.length.exact, begun.numbered)))


def _holding(container: Value, contents: Value) -> Value | None:
    match container:
        case SequenceValue():
            return replace(container, element=contents, begins=container.lasting_begin)
        case DictValue():
            return replace(container, value=contents)
    return None


def _without(contents: Value, first: Value) -> Value:
    """The contents without what the first round has put in, as far as it is told apart."""
    match contents, first:
        case Choice(options=options), _:
            others = [option for option in options if option.value != first]
            return value_of([replace(one, value=_without(one.value, first)) for one in others]) if others else contents
        case Number(high=Max(of=parts)), Number(high=known) if constant_of(known) is not None:
            higher = [part for part in parts if part != known]
            return replace(contents, high=max_of(*higher), comes=None) if higher else contents
        case SequenceValue(items=None), SequenceValue(items=None):
            element = _without(contents.element, first.element)
            return replace(contents, element=element, begins=contents.lasting_begin)
    return contents


def with_what_comes_in(begun: Value, after: Value, place: Hashable, in_any: InAnyRound) -> Value:
    """The container with what a round may have put in, on any path. ``ids.append(len(ids))`` puts in each length that
    it ever has."""
    for option in alternatives_of(after):
        begun = _with_contents_of(begun, option.value, place, partial(_on_path, in_any, option.guards))
    return begun


def perhaps_nothing_new(before: Value | None, container: Value) -> Value:
    """``if word not in d: d[word] = len(d)``, where ``d`` had words before the loop: these may be all that come. Then
    no round puts anything in. Of words that came in rounds of a loop around this one, that loop asks."""
    match before, container:
        case DictValue(key=Unknown() | TextValue(), numbered=None), DictValue(numbered=None, value=Number() as held):
            is_asked = not _is_of_open_loop(before.length) and before.others != held
            return replace(container, value=held.without_highest()) if is_asked else container
    return container


def _is_of_open_loop(length: Number) -> bool:
    keys = (one.key for one in symbols_of(length.exact))
    return any(isinstance(key, LengthOf) and isinstance(key.of, InRound) for key in keys)


def _on_path(in_any: InAnyRound, way: frozenset[Guard], value: Value) -> Value:
    return in_any(value, way)


def _with_contents_of(begun: Value, after: Value, place: Hashable, in_any: Callable[[Value], Value]) -> Value:
    match begun, after:
        case Unknown(key=VectorsOf() as before), _ if begun != after:
            scores = of_one_width(begun, after, place)
            if scores is None:
                return changing(place)
            known = vectors_in(scores)
            return begun if known is not None and known.is_shaped_as(before) else scores
        case Number(), Number() if begun.exact is None and hull([begun, after]) != begun:
            return Number(None, None, attained=False)
        case SequenceValue(items=tuple() as cells), SequenceValue(kind="array") if after != begun and cells:
            # ``kept = ids``, ``ids = draw()``: what was the same array in the first round is another one now.
            return replace(begun, items=None, element=_joined([*cells], [after.element], place, in_any))
        case SequenceValue(items=None), SequenceValue() if after.items != ():
            element = _joined([begun.element], [after.element], place, in_any)
            return replace(begun, element=element, begins=begun.lasting_begin)
        case DictValue(), DictValue():
            return _with_entries_of(begun, after, place, in_any)
    return begun


def _with_entries_of(begun: DictValue, after: DictValue, place: Hashable, in_any: Callable[[Value], Value]) -> Value:
    if begun.first_key is not None and after.first_key != begun.first_key:
        begun = replace(begun, first_key=None)
    first, later = begun.key, after.key
    if isinstance(first, Number) and isinstance(later, Number) and first != hull([first, later]):
        # ``words[len(words)] = word``: in the first round the only key is 0.
        begun = replace(begun, key=_joined([first], [later], place, in_any))
    if begun.numbered is not None and begun.numbered == after.numbered:
        # A later round may number a key anew.
        return replace(begun, repeats=True) if after.repeats and not begun.repeats else begun
    # ``d["n"] = 0`` in the first round, and ``d["n"] += 1`` in a later one: the entry is one of the others.
    kept = tuple((key, value) for key, value in begun.entries if after.get(key) == value)
    left = [entry for entry in begun.entries if entry not in kept]
    old = [value for _, value in left] + ([] if begun.others is None else [begun.others])
    new = [value for key, value in after.entries if begun.get(key) != value]
    new += [] if after.others is None else [after.others]
    if not left and (not new or new == old):
        return begun
    key = begun.key if begun.key is not None else Unknown("the keys are not known", Key(place, "keys"))
    return replace(
        begun,
        entries=kept,
        key=any_of([*(name for name, _ in left), key], Key(place, "keys")) if left else key,
        value=_joined(old, new, place, in_any),
        numbered=None,
        repeats=False,
        distinct=False,
    )


def _joined(old: list[Value], new: list[Value], place: Hashable, in_any: Callable[[Value], Value]) -> Value:
    if old and all(value == old[0] for value in new):
        return old[0]
    return any_of([*old, *map(in_any, new)], Key(place, "any"))


def is_surer(one: Value, other: Value) -> bool:
    """Whether all that sets two containers apart is that the highest number of the one is known to come."""
    match one, other:
        case SequenceValue(element=Number() as held), SequenceValue(element=Number(attained=False)):
            return replace(one, element=held.without_highest()) == other
        case DictValue(value=Number() as held), DictValue(value=Number(attained=False)):
            return replace(one, value=held.without_highest()) == other
    return False


def of_unknown(container: Value, unknown: Unknown) -> Value:
    """The container with contents that are not known. A numbered dict stays one."""
    match container:
        case SequenceValue():
            return replace(container, element=unknown, begins=container.lasting_begin)
        case DictValue(numbered=None):
            return replace(container, value=unknown)
    return container
