"""How values join where paths meet: each is kept with the guards that lead to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from flake8_embedding.limits import ALTERNATIVES, PATH_CONDITION, TEXTS_KEPT, WAYS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.selections import CutByPosition, OneOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.plain import is_float
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import OneOfObjects
from flake8_embedding.values.value import (
    ANY_TENSOR,
    Choice,
    Const,
    FloatNumber,
    Guard,
    Guarded,
    Method,
    Number,
    ObjectRef,
    Symbolic,
    TextValue,
    Unknown,
    Value,
)

NO_GUARDS: frozenset[Guard] = frozenset()


def join(ways: Sequence[tuple[Value, frozenset[Guard]]], key: Hashable) -> Value:
    """One of the values, each with the guards that lead to it; ``key`` names the place where they meet."""
    if ways:
        first = ways[0][0]
        if type(first) is not Choice:
            for value, _ in ways:
                if value is not first:
                    break
            else:
                # Whichever path comes here, it is this.
                return first
    return value_of(options_of(ways, key))


def options_of(ways: Sequence[tuple[Value, frozenset[Guard]]], key: Hashable) -> list[Guarded]:
    """The values with their guards; of too many different ones, what they have in common is the only one.

    One value may stand there twice, with guards that are not one path: after ``if a: if b: n += 1`` the old n is there
    where ``a`` does not hold, and where ``a`` does and ``b`` does not.
    """
    options: list[Guarded] = []
    together = len(ways) <= WAYS
    for value, guards in ways:
        for option in (Guarded(value, guards),) if type(value) is not Choice else _on_way(value, guards, key):
            if together:
                _add(options, option)
            else:
                options.append(option)
    if len(options) == 1:
        return options
    if not options:
        return [Guarded(value, NO_GUARDS) for value, _ in ways][:1]
    if len(options) > ALTERNATIVES or _are_one(options):
        options = _different(options)
    if len(options) <= ALTERNATIVES:
        return options
    return [Guarded(any_of([option.value for option in options], key), NO_GUARDS)]


def _on_way(value: Choice, guards: frozenset[Guard], key: Hashable) -> Sequence[Guarded]:
    """The alternatives of the value that are possible together with the guards."""
    if not guards:
        return value.options
    possible = [one for one in value.options if not one.guards or compatible(guards, one.guards)]
    return [under_both(one.value, guards, one.guards, key) for one in possible]


def under_both(value: Value, guards: frozenset[Guard], more: frozenset[Guard], key: Hashable) -> Guarded:
    """The value where all these guards hold. What depends on too many tests is not known."""
    together = guards | more
    if len(together) <= PATH_CONDITION:
        return Guarded(value, together)
    return Guarded(Unknown("it depends on too many tests", (key, "too many tests")), guards)


def _are_one(options: list[Guarded]) -> bool:
    """Whether all options have the same value."""
    first = options[0].value
    for option in options:
        value = option.value
        if value is not first and value != first:
            return False
    return True


def value_of(options: Sequence[Guarded]) -> Value:
    """At least one option as a value."""
    return options[0].value if len(options) == 1 else Choice(tuple(options))


def alternatives_of(value: Value) -> tuple[Guarded, ...]:
    """The alternatives of a value; a plain value is its only one."""
    return value.options if type(value) is Choice else (Guarded(value, NO_GUARDS),)


def any_of(values: list[Value], key: Hashable, objects: Iterable[Value] = ()) -> Value:
    """One value for all of these, such as the element of a list: what they have in common. ``objects`` are those of
    which the values are the contents."""
    if not values:
        return Unknown("an empty collection has no element", (key, "element"))
    flat = values
    if Choice in set(map(type, values)):
        flat = [option.value for value in values for option in alternatives_of(value)]
    first = flat[0]
    kinds = set(map(type, flat))
    if len(kinds) == 1 and flat.count(first) == len(flat):
        return first
    if kinds == {Number}:
        return hull([value for value in flat if type(value) is Number])
    if kinds <= {Const, TextValue} and all(map(_is_text, flat)):
        return TextValue(_key_of_all(flat))
    if kinds <= {Const, FloatNumber, Number} and all(type(value) is not Const or is_float(value) for value in flat):
        return FloatNumber()
    if kinds == {SequenceValue}:
        rows = [value for value in flat if type(value) is SequenceValue]
        return common_row(rows, key)
    if kinds == {SequenceValue, Number} and (numbers := _numbers_of_arrays(flat)):
        # ``x[0, i] = word``: a row of which each number is known, and one of which only the range is.
        return hull(numbers)
    if ObjectRef in kinds and kinds <= {ObjectRef, SequenceValue}:
        return _one_of_objects(flat, key)
    return _any_other(flat, key, objects)


def _any_other(flat: list[Value], key: Hashable, objects: Iterable[Value]) -> Value:
    """One of several tensors of a functional model, or of things that have nothing in common."""
    if all(type(one) is Symbolic for one in flat):
        return Symbolic((key, "any of"), ANY_TENSOR, tuple(dict.fromkeys(flat)))
    held = [one.owner if isinstance(one, Method) else one for one in (*flat, *objects)]
    known = tuple(dict.fromkeys(one.alloc for one in held if isinstance(one, ObjectRef)))
    return Unknown("the values differ", OneOfObjects(key, known) if known else (key, "any of"))


def _numbers_of_arrays(values: list[Value]) -> list[Number]:
    """The numbers, and the ranges of those in arrays, of which any may be left or none; an empty list if something else
    is among them."""
    found: list[Number] = []
    for value in values:
        match value:
            case Number():
                found.append(value)
            case SequenceValue(kind="array", items=items, element=element):
                inner = _numbers_of_arrays([element] if items is None else list(items))
                if not inner:
                    return []
                found += [number.weakened() for number in inner]
            case _:
                return []
    return found


def with_more(held: Value, found: Value) -> Value:
    """What is in a container after more was put in: ``found``, but a value that stood for any of several before, and
    still does, keeps the name that it ``held``."""
    match held, found:
        case Unknown(key=(_, "any of")), Unknown(key=(_, "any of")):
            return held
        case Unknown(key=OneOfObjects() as old_key), Unknown(key=OneOfObjects() as new_key):
            return held if set(new_key.objects) <= set(old_key.objects) else found
        case SequenceValue(), SequenceValue():
            items = found.items
            if items is not None and held.items is not None and len(items) == len(held.items):
                items = tuple(map(with_more, held.items, items))
            return replace(found, element=with_more(held.element, found.element), items=items)
        case DictValue(value=Value() as old), DictValue(value=Value() as new):
            return replace(found, value=with_more(old, new))
    return found


def _one_of_objects(values: list[Value], key: Hashable) -> Value:
    """One of several lists or other objects, and it is not known which."""
    rows = [value for value in values if isinstance(value, SequenceValue)]
    objects = dict.fromkeys(value for value in values if isinstance(value, ObjectRef))
    several = [*objects, *([common_row(rows, key)] if rows else [])]
    if len(several) > ALTERNATIVES:
        return Unknown("there are too many", (key, "any of"))
    return Choice(tuple(Guarded(one, NO_GUARDS) for one in several))


def common_row(rows: list[SequenceValue], key: Hashable) -> SequenceValue:
    """One row for all rows of a nested list. Columns stay apart if all rows have the same number of them."""
    counts = {None if row.items is None else len(row.items) for row in rows}
    element = any_of([row.element for row in rows if row.items != ()] or [rows[0].element], key)
    lengths = [row.length for row in rows]
    length = lengths[0] if all(one == lengths[0] for one in lengths) else hull(lengths)
    if len(counts) == 1 and None not in counts:
        columns = zip(*(row.items or () for row in rows), strict=True)
        items = tuple(any_of(list(column), (key, index)) for index, column in enumerate(columns))
        # A row with these very columns stays as it is, and keeps the names of its elements.
        same = next((row for row in rows if row.items == items), None)
        if same is not None:
            return same
        return SequenceValue(rows[0].kind, element, length, items)
    shape = rows[0].shape if all(row.shape == rows[0].shape for row in rows) else None
    return SequenceValue(rows[0].kind, element, length, shape=shape, begins=_common_begin(rows, key))


def _common_begin(rows: list[SequenceValue], key: Hashable) -> tuple[Value, ...]:
    """The columns that all rows have, where the rows are tuples of different lengths: ``return ids, labels`` on one
    path and ``return ids, labels, weights`` on another."""
    if any(row.kind != "tuple" or row.items is None for row in rows):
        return ()
    columns = zip(*(row.items or () for row in rows), strict=False)
    return tuple(any_of(list(column), (key, index)) for index, column in enumerate(columns))


def _add(options: list[Guarded], new: Guarded) -> None:
    for index, old in enumerate(options):
        if old.value is new.value or old.value == new.value:
            guards = _in_one(old.guards, new.guards)
            if guards is not None:
                options[index] = replace(old, guards=guards)
                return
    options.append(new)


def _different(options: list[Guarded]) -> list[Guarded]:
    """Each value once, with the guards that all its paths have in common."""
    found: dict[Value, Guarded] = {}
    for option in options:
        value = option.value
        if value in found:
            found[value] = replace(found[value], guards=found[value].guards & option.guards)
        else:
            found[value] = option
    return list(found.values())


def _in_one(one: frozenset[Guard], other: frozenset[Guard]) -> frozenset[Guard] | None:
    """The guards of two paths as those of one; None where that says less than the two.

    ``a and b``, ``a and not b`` are ``a`` together.
    """
    if one <= other:
        return one
    if other <= one:
        return other
    apart = one ^ other
    if len(apart) != 2:
        return None
    (place, arm), (same, opposite) = apart
    return one & other if place == same and {arm, opposite} == {True, False} else None


def _key_of_all(texts: list[Value]) -> Hashable:
    """The key of a text that is one of these: it names the few known texts, or else the keys that they have."""
    known: set[str] = set()
    keys: set[Hashable] = set()
    for text in texts:
        match text:
            case Const(value=str(written)):
                known.add(written)
            case TextValue(key=OneOf(texts=several)):
                known.update(several)
            case TextValue(key=key):
                keys.add(key)
        if len(known) > TEXTS_KEPT:
            break
    if not keys:
        return OneOf(frozenset(known)) if len(known) <= TEXTS_KEPT else None
    if len(keys) > 1 and any(isinstance(one, CutByPosition) for one in keys):
        # ``sorted(x)[:1]`` of either of two dicts: the words of each that are cut off are still none of these.
        return CutByPosition(frozenset(keys), "of several")
    return keys.pop() if len(keys) == 1 else None


def _is_text(value: Value) -> bool:
    return type(value) is TextValue or (type(value) is Const and type(value.value) is str)
