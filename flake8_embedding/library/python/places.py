"""Where something stands in a text or list: ``letters.index(letter)``."""

from __future__ import annotations

from typing import Any

from flake8_embedding.library.call import Call
from flake8_embedding.limits import ITEMS
from flake8_embedding.values.containers.contents import is_distinct, items_of, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.literals import as_key
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import NEVER, Choice, Const, Number, Unknown, Value


def place_in(call: Call) -> Value:
    """``letters.index(letter)``, in a text or list: the place of the first one that is equal."""
    owner = call.arguments[0]
    length = length_of(owner, call.store)
    if length is None or length.exact is None:
        return call.unknown("how long it is is not known")
    content = call.store.content(owner)
    text = text_in(content)
    match call.arguments:
        case [_, Const(value=str() as part)] if text is not None:
            return Number.exactly(text.index(part), birth=call.place) if part in text else NEVER
    origin = Origin("places in the list", call.place, counted=length.exact)
    wanted = call.argument("item")
    items = tuple(map(Const, text)) if text is not None else items_of(owner, call.store)
    places = _first_places(items, origin) if items is not None and len(items) <= ITEMS else None
    if places is not None and wanted is not None and len(call.arguments) == 2:
        if as_key(wanted) is not None and places.get(wanted) is None:
            return NEVER
        found = call.item(places, (wanted,))
        # A number may be any of a range, and a text any of a few: the last place need not be asked for.
        is_one = isinstance(wanted, Unknown | Const | Choice)
        return found if is_one else each_number(found, call.store, Number.weakened)
    distinct = len(set(text)) == len(text) if text is not None else is_distinct(owner, call.store)
    return Number(number(0), add(length.exact, -1), attained=distinct, origin=origin)


def _first_places(items: tuple[Value, ...], origin: Origin) -> DictValue | None:
    """Where each of the items comes first; None where they are not all literals. Asking a list where a word stands is
    asking a dict that numbers its words."""
    places: dict[tuple[Any], tuple[Value, Value]] = {}
    for place, item in enumerate(items):
        key = as_key(item)
        if key is None:
            return None
        places.setdefault(key, (item, Number.exactly(place, origin=origin)))
    return DictValue(tuple(places.values()), None, None, Number.exactly(len(places)))
