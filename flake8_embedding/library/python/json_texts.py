"""What JSON keeps of an object: keys become texts, and tuples become lists."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.value import AllocationSite, Choice, Const, Number, ObjectRef, TextValue, Unknown, Value

_DEPTH = 6
"""How deep lists and dicts lie in what is written as JSON."""


def written_as_json(call: Call, given: Value) -> Value | None:
    """What is read from the JSON of a value. A list or dict that JSON keeps as it is stays the object that it is. None
    for what JSON cannot write, or what is too deep."""
    return _Json(call).made_of(given, _DEPTH)


class _Json:
    """One text. An object that stands in it twice is two objects when it is read."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._kept: set[AllocationSite] = set()

    def made_of(self, value: Value, depth: int, part: str = "text") -> Value | None:
        """What JSON makes of a value in the text. ``part`` says where the value stands in the whole, so that each list
        and dict that is made becomes an object of its own."""
        held = self._call.store.content(value)
        content = self._call.entries_of_namespace(value) or held
        if depth == 0:
            return None
        match content:
            case Const() | Number() | TextValue() | Unknown():
                return content
            case DictValue() | SequenceValue(kind="list" | "tuple"):
                made = self._container(content, depth, part)
                if made == held and isinstance(value, ObjectRef) and value.alloc not in self._kept:
                    self._kept.add(value.alloc)
                    return value
                return None if made is None else self._call.allocate(made, part)
            case Choice():
                return self._choice(content, depth, part)
        return None

    def _container(self, content: DictValue | SequenceValue, depth: int, part: str) -> DictValue | SequenceValue | None:
        def inner(held: Value, name: object) -> Value | None:
            return self.made_of(held, depth - 1, f"{part}.{name}")

        return _dict(content, inner) if isinstance(content, DictValue) else _list(content, inner)

    def _choice(self, content: Choice, depth: int, part: str) -> Value | None:
        options = [
            (one, self.made_of(one.value, depth - 1, f"{part} or {place}"))
            for place, one in enumerate(alternatives_of(content))
        ]
        if any(made is None for _, made in options):
            return None
        return Choice(tuple(replace(one, value=made) for one, made in options if made is not None))


_Inner = Callable[[Value, object], Value | None]
"""What JSON makes of a part, which has a name; None where that is not known."""


def _list(content: SequenceValue, inner: _Inner) -> SequenceValue | None:
    """The list that is read from the JSON of this list or tuple."""
    items = content.items
    parts = None if items is None else tuple(inner(one, place) for place, one in enumerate(items))
    # If each item stays what it is, so does what they have in common.
    element = content.element if items is not None and parts == items else inner(content.element, "each")
    if element is None or (parts is not None and any(one is None for one in parts)):
        return None
    known = None if parts is None else tuple(one for one in parts if one is not None)
    return replace(content, kind="list", items=known, element=element, begins=content.lasting_begin)


def _dict(content: DictValue, inner: _Inner) -> DictValue | None:
    """The dict that is read from the JSON of this one. Both ``1`` and ``"1"`` are written as "1", and the last of them
    is what is read. None where it is not known which entries are left, or where ``inner`` does not know what one
    holds."""
    named = [(_as_text(one), inner(held, place)) for place, (one, held) in enumerate(content.entries)]
    others = None if content.others is None else inner(content.others, "others")
    if any(held is None for _, held in named) or (others is None) != (content.others is None):
        return None
    written = tuple((one, held) for one, held in named if held is not None)
    texts = [one for one, _ in written if type(one) is Const]
    if len(set(texts)) < len(texts):
        if len(texts) < len(written) or others is not None or content.numbered is not None:
            return None
        last = tuple(dict(written).items())
        return replace(content, entries=last, length=Number.exactly(len(last)), repeats=False, first_key=None)
    key = None if content.key is None else _as_text(content.key)
    changed = replace(content, entries=written, key=key)
    # A dict that is numbered stays one: only its keys are written otherwise.
    kept = changed if content.numbered is not None else replace(changed, value=others)
    return kept if key == content.key else replace(kept, repeats=False)


def _as_text(key: Value) -> Value:
    match key:
        case Const(value=str()) | TextValue():
            return key
        case Number(constant=int(number)):
            return Const(str(number))
        case Unknown():
            # A word, most likely: what is a text stays the same.
            return key
    return TextValue()
