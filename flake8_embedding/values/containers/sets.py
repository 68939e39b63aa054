"""Sets: their elements where these are literals, and what ``|``, ``&``, ``-`` and ``^`` leave of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from flake8_embedding.limits import ITEMS
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import any_in, element_of, is_distinct, length_of, members_of
from flake8_embedding.values.containers.own_last import in_another_order
from flake8_embedding.values.containers.parts import cut_off, each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind
from flake8_embedding.values.literals import as_key, distinct
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.lengths import least_length, length_of_at_least
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.value import Number, Unknown, Value


def set_of(members: Iterable[Value], store: Store, key: Hashable) -> SequenceValue | None:
    """The set of these values. None if they are not all literals, or are too many."""
    found = distinct(members)
    if found is None or len(found) > ITEMS:
        return None
    if not found:
        return SequenceValue.of("set", (), Unknown("an empty set has no element", (key, "empty")), distinct=True)
    return in_any_order(SequenceValue.of("set", found, any_in(list(found), store, key), distinct=True))


def in_any_order(row: SequenceValue) -> SequenceValue:
    """The same elements, in an order that is not known."""
    if row.items is None or len(row.items) < 2:
        return replace(row, element=in_another_order(row.element), begins=())
    return replace(row, items=None, members=row.items, begins=())


def by_value(row: SequenceValue, store: Store) -> SequenceValue:
    """The same elements, put in order. Where the highest of drawn numbers stands is no longer left to chance."""

    def placed(number: Number) -> Number:
        origin = number.origin
        if origin is None or origin.id_kind is not IdKind.DRAWN:
            return number
        return replace(number, origin=replace(origin, id_kind=IdKind.DRAWN_IN_ORDER))

    placed_row = in_any_order(row)
    each_once = row.each_once or isinstance(row.element, Number)
    return replace(placed_row, element=each_number(placed_row.element, store, placed), each_once=each_once)


def set_operation(
    sign: str, one: Value, other: Value, store: Store, key: Hashable, text: str = "the length of the set"
) -> SequenceValue:
    """``one | other``, ``&``, ``-`` or ``^``, as a set of its own."""
    left, right = members_of(one, store), members_of(other, store)
    if left is not None and right is not None:
        exact = _exact(sign, left, right, store, key)
        if exact is not None:
            return exact
    parts = [one] if sign in "-&" else [one, other]
    filled = [part for part in parts if members_of(part, store) != ()]
    element = any_in([element_of(part, store, (key, place)) for place, part in enumerate(filled)], store, key)
    if sign != "|":
        # The word with the highest id may be the one that is taken out.
        element = cut_off(element, store, key, sign)
    sizes = [length_of(part, store) for part in parts]
    most: Value | None = sizes[0]
    for size in sizes[1:]:
        most = combine("+", most, size) if most is not None and size is not None else None
    bound = most if isinstance(most, Number) and all(is_distinct(part, store) for part in parts) else None
    if sign != "|":
        return SequenceValue("set", element, unknown_length((key, "set"), text, bound), distinct=True)
    inside = _surely_in([one, other], store)
    distinct_sizes = [least_length(size) for part, size in zip(parts, sizes, strict=True) if is_distinct(part, store)]
    least = max([len({as_key(value) for value in inside}), *distinct_sizes])
    length = length_of_at_least(least, (key, "set"), text, bound)
    return SequenceValue("set", element, length, distinct=True, begins=inside)


def _surely_in(parts: list[Value], store: Store) -> tuple[Value, ...]:
    """Some elements that are surely in the parts."""
    known: dict[Value, None] = {}
    for part in parts:
        content = store.content(part)
        begins = content.begins if isinstance(content, SequenceValue) else ()
        known.update(dict.fromkeys((*begins, *(members_of(part, store) or ()))))
    return tuple(value for value in known if as_key(value) is not None)[:_KEPT]


_KEPT = 16
"""How many elements that are surely in a set are kept."""


def _exact(
    sign: str, left: tuple[Value, ...], right: tuple[Value, ...], store: Store, key: Hashable
) -> SequenceValue | None:
    mine, theirs = {as_key(value) for value in left}, {as_key(value) for value in right}
    if None in mine or None in theirs:
        return None
    match sign:
        case "|":
            return set_of((*left, *right), store, key)
        case "&":
            return set_of((value for value in left if as_key(value) in theirs), store, key)
        case "-":
            return set_of((value for value in left if as_key(value) not in theirs), store, key)
        case _:
            apart = [value for value in left if as_key(value) not in theirs]
            return set_of((*apart, *(value for value in right if as_key(value) not in mine)), store, key)
