"""One value that stands for two: what a name holds after any number of rounds, each of which binds it anew.

``ids = ids + [b]`` gives the name another list in each round. A list that covers those of two rounds has the elements
of both. Covering a third one that says nothing new gives the very same value, by which a fixpoint is noticed.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.limits import ALTERNATIVES
from flake8_embedding.record import replace
from flake8_embedding.values.join import NO_GUARDS, alternatives_of, any_of, value_of, widen
from flake8_embedding.values.objects import ANY_LENGTH, DictValue, SequenceValue
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.ranges import hull
from flake8_embedding.values.value import FloatNumber, Guarded, Number, TextValue, Unknown, Value


def covering(held: Value, more: Value, place: Hashable, length: Number = ANY_LENGTH, *, opens: bool = False) -> Value:
    """A value that stands for both; ``held`` itself if it stands for the other one already. On which path a round had
    which of them, the next round does not know.

    ``length`` is that of a container that is longer or shorter than another one. ``opens``: a number that another
    round has exceeded may be any.
    """
    options = [one.value for one in alternatives_of(held)]
    for other in alternatives_of(more):
        options = _with(options, other.value, place, length, opens=opens)
    if len(options) > ALTERNATIVES:
        return Unknown("there are too many", Key(place, "any of"))
    return held if options == [one.value for one in alternatives_of(held)] else _one_of(options)


def without_guards(value: Value, place: Hashable, length: Number = ANY_LENGTH) -> Value:
    """The value where it is not known which path was taken: in the next round."""
    first, *others = alternatives_of(value)
    held = first.value
    for other in others:
        held = covering(held, other.value, place, length)
    return held


def _one_of(options: list[Value]) -> Value:
    return value_of([Guarded(one, NO_GUARDS) for one in options])


def _with(options: list[Value], new: Value, place: Hashable, length: Number, *, opens: bool) -> list[Value]:
    if new in options:
        return options
    for number, old in enumerate(options):
        both = _both(old, new, Key(place, number), length, opens=opens)
        if both is not None:
            return [*options[:number], both, *options[number + 1 :]]
    return [*options, new]


def _both(old: Value, new: Value, place: Hashable, length: Number, *, opens: bool) -> Value | None:
    """One value for the two, which differ; None where they are no more alike than two objects."""
    match old, new:
        case Unknown(), Unknown():
            return old if old.key == Key(place, "any of") else Unknown(new.reason, Key(place, "any of"))
        case Number(), Number():
            return _numbers(old, new, opens=opens)
        case SequenceValue(), SequenceValue() if old.kind == new.kind:
            return _rows(old, new, place, length, opens=opens)
        case DictValue(), DictValue():
            return _mappings(old, new, place, length, opens=opens)
    both = any_of([old, new], place)
    return both if isinstance(both, TextValue | FloatNumber) else None


def _numbers(old: Number, new: Number, *, opens: bool) -> Number:
    both = hull([old, new])
    if both == old:
        return old
    if not opens:
        return both
    same_low, same_high = both.low == old.low, both.high == old.high
    low, high = both.low if same_low else None, both.high if same_high else None
    return replace(both, low=low, high=high, attained=same_high and both.attained, comes=None)


def _rows(old: SequenceValue, new: SequenceValue, place: Hashable, length: Number, *, opens: bool) -> SequenceValue:
    items: tuple[Value, ...] | None = None
    if old.items is not None and new.items is not None and len(old.items) == len(new.items):
        pairs = enumerate(zip(old.items, new.items, strict=True))
        items = tuple(covering(one, other, Key(place, index), opens=opens) for index, (one, other) in pairs)
    held = [row.element for row in (old, new) if not _is_empty(row)]
    element = held[0] if held else old.element
    for other in held[1:]:
        element = covering(element, other, Key(place, "element"), opens=opens)
    both = SequenceValue(
        old.kind,
        element,
        old.length if old.length == new.length else length,
        items,
        distinct=old.distinct and new.distinct,
        shape=old.shape if old.shape == new.shape else None,
        dtype=old.dtype if old.dtype == new.dtype else "",
    )
    return old if both == old else both


def _is_empty(row: SequenceValue) -> bool:
    return row.items == () or row.length.constant == 0


def _mappings(old: DictValue, new: DictValue, place: Hashable, length: Number, *, opens: bool) -> DictValue:
    if old.key is None and new.key is None and [key for key, _ in old.entries] == [key for key, _ in new.entries]:
        entries = tuple(
            (key, covering(one, other, Key(place, index), opens=opens))
            for index, ((key, one), (_, other)) in enumerate(zip(old.entries, new.entries, strict=True))
        )
        both = replace(old, entries=entries, distinct=False, numbered=None)
    else:
        wide = widen(old, new, length, place)
        assert isinstance(wide, DictValue)
        if wide.numbered is not None and length.exact is None:
            # Its numbers go by its length, of which nothing is known.
            wide = replace(wide, numbered=None, value=Number(None, None, attained=False))
        both = wide if old.length != new.length else replace(wide, length=old.length)
    return old if both == old else both
