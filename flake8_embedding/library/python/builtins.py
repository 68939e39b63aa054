"""Python's own functions on numbers, texts and objects, as far as sizes and ids need them."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.arrays.extremes import largest, largest_by_name, smallest
from flake8_embedding.library.arrays.views import exposed
from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import part_of_model
from flake8_embedding.library.same_answers import same_answer
from flake8_embedding.library.spec import Entry, Library, NeverReturns, ReadsOnly, handled
from flake8_embedding.limits import ITEMS, UNROLLED_TEXTS
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.fields import sum_of
from flake8_embedding.values.by_name import one_by_name
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import (
    any_in,
    element_of,
    is_distinct,
    is_empty,
    items_of,
    length_of,
    members_of,
)
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import cut_off, one_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.literals import as_key, in_order
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.arithmetic import as_number, combine, with_lengths
from flake8_embedding.values.numbers.bounds import add, subtract
from flake8_embedding.values.numbers.ranges import least, most
from flake8_embedding.values.numbers.unknown_numbers import called, opaque_number, unknown_length
from flake8_embedding.values.objects import Instance, LibraryObject, is_none
from flake8_embedding.values.provenance import PartOfModel
from flake8_embedding.values.settled import is_settled
from flake8_embedding.values.value import (
    NEVER,
    Choice,
    Const,
    FloatNumber,
    Number,
    NumericType,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


def per_option(call: Call, value: Value, answer: Callable[[Value], Value]) -> Value:
    """The answer for each of the alternatives of a value, and of the content of each, kept apart."""

    def answered(one: Value) -> Value:
        several = one if type(one) is Choice else call.store.content(one)
        return per_option(call, several, answer) if type(several) is Choice else answer(one)

    return call.store.on_each(call.store.content(value), answered, call.key)


def _len(call: Call) -> Value:
    given = call.argument("self")
    if given is None:
        return call.unknown("len() of what is not seen")

    def answer(value: Value) -> Value:
        length = length_of(value, call.store)
        if length is None:
            return call.unknown("the length is not known")
        if length.constant is None:
            # Of a symbol it is known what it counts.
            return called(length, call.symbol_text)
        counted = call.store.content(value)
        if type(counted) is DictValue and len(counted.entries) > ITEMS:
            # It names no vocabulary, and in ``d[word] = len(d)`` each entry would keep all those before it.
            return length
        return replace(length, lengths_of=(counted,))

    def counted(value: Value) -> Value:
        if _counts_itself(call, value):
            return call.apply(call.attribute(value, "__len__"), [])
        return per_option(call, value, answer)

    return call.store.on_each(given, counted, call.key)


def _counts_itself(call: Call, value: Value) -> bool:
    """Whether it has a ``__len__`` of its own, on every path."""
    content = call.store.content(value)
    if type(content) is Choice and type(value) is ObjectRef:
        return all(isinstance(option.value, LibraryObject | Instance) for option in content.options)
    return isinstance(content, LibraryObject | Instance)


def _numbers(call: Call) -> list[Number] | None:
    """The arguments as numbers; an unknown one is at least some number."""
    found = [_number(call, value) for value in call.arguments]
    known = [number for number in found if number is not None]
    return known if len(known) == len(found) else None


def _number(call: Call, value: Value) -> Number | None:
    match value:
        case Unknown():
            return opaque_number(value)
        case Choice():
            return numbers_in(value, call.store)
    return as_number(value)


def _extreme(call: Call, of_several: Callable[[list[Number]], Number], of_one: Callable[[Call], Value]) -> Value:
    if not call.complete:
        return call.unknown("the arguments are not all seen")
    if len(call.arguments) == 1:
        default = dict(call.keywords).get("default")
        if default is not None and is_empty(call.arguments[0], call.store):
            return default
        by_key = _outermost_by_key(call, largest=of_several is most) if call.keywords else None
        return by_key or _one_of_tuples(call) or of_one(call)
    if any(_is_list(call, one) for one in call.arguments):
        return call.unknown("which of the lists is chosen is not known")
    if dict(call.keywords).get("key") is not None:
        return one_of(any_in(call.arguments, call.store, call.key), call.store)
    numbers = _numbers(call)
    return with_lengths(of_several(numbers), *numbers) if numbers else call.unknown("not all of these are numbers")


def _is_list(call: Call, value: Value) -> bool:
    content = call.store.content(value)
    return isinstance(value, ObjectRef) and isinstance(content, SequenceValue) and content.kind == "list"


def _one_of_tuples(call: Call) -> Value | None:
    """``min([(2, 9), (1, 3)])``: one of the tuples, whatever the numbers in them are. None for other things."""
    items = items_of(call.arguments[0], call.store) or ()
    if any(_is_list(call, item) for item in items):
        return call.unknown("which of the lists is chosen is not known")
    if not any(isinstance(call.store.content(item), SequenceValue) for item in items):
        return None
    return one_of(any_in(list(items), call.store, call.key), call.store)


def _outermost_by_key(call: Call, *, largest: bool) -> Value | None:
    """``max(xs, key=...)`` is the element for which the key is largest, which need not be the largest element."""
    given = dict(call.keywords)
    function = given.get("key")
    if function is None or is_none(function):
        return None
    items = members_of(call.arguments[0], call.store)
    if items and len(items) <= UNROLLED_TEXTS and len(given) == 1:
        keys = [call.apply(function, [item]) for item in items]
        ordered = in_order(items, keys, descending=largest)
        if ordered is not None and len({as_key(key) for key in keys}) == len(keys):
            return ordered[0]
    found = one_of(element_of(call.arguments[0], call.store, call.key), call.store)
    if isinstance(found, Unknown | TextValue) and is_distinct(call.arguments[0], call.store):
        # Like ``words[-1]``: it is the word at some place.
        return cut_off(found, call.store, "item", call.key)
    return found


def _max(call: Call) -> Value:
    return _extreme(call, most, _largest_element)


def _largest_element(call: Call) -> Value:
    """``max(xs)``: where the elements are one number by name, which of them is the largest is still open."""
    content = call.store.content(call.arguments[0])
    match content:
        case SequenceValue(items=None, element=Number() as element) if (
            element.exact is not None and element.constant is None
        ):
            # One name for all elements: none of them is above the largest.
            return largest_by_name(call, element, call.symbol_text() or "the largest")
        case DictValue(key=Number() as key, entries=()):
            return replace(Number.exactly(key.high), largest_of=key) if key.high is not None and key.attained else key
    found = largest(call)
    if isinstance(content, Unknown) and isinstance(found, Number):
        # A list, an array or a column: their elements are not of one type.
        return replace(found, numeric_type=NumericType.PERHAPS)
    return found


def _min(call: Call) -> Value:
    return _extreme(call, least, smallest)


def _int(call: Call) -> Value:
    given = call.argument("self")
    if given is not None and isinstance(call.store.content(given), Instance):
        return call.apply(call.attribute(given, "__int__"), [])
    if len(call.arguments) > 1 or call.keywords:
        return _int_to_base(call, given)
    match given:
        case Number():
            return replace(given, numeric_type=NumericType.PYTHON)
        case Unknown():
            return opaque_number(given)
        case Const(value=bool() | float() as constant) if constant == constant and abs(constant) < 2**63:
            return Number.exactly(int(constant), birth=given.birth)
        case Const(value=str() as text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 20:
            return Number.exactly(int(text), birth=given.birth)
        case Const(value=str() as text) if call.complete and _is_refused(text, int):
            return NEVER
    return call.unknown("what int() gives is not known")


def _int_to_base(call: Call, given: Value | None) -> Value:
    """``int("ff", 16)``"""
    match given, call.argument("base"):
        case Unknown(), _:
            return opaque_number(given)
        case Const(value=str() as text), Number(constant=int(base)) if len(text) <= _LONGEST_NUMBER:
            try:
                return Number.exactly(int(text, base))
            except ValueError:
                return NEVER
    return call.unknown("what int() gives is not known")


def _float(call: Call) -> Value:
    match call.argument("self"):
        case Const(value=str() as text) if _is_refused(text, float):
            return NEVER
    return FloatNumber()


def _is_refused(text: str, number: Callable[[str], object]) -> bool:
    """Whether ``int(text)`` or ``float(text)`` raises an error."""
    if len(text) > _LONGEST_NUMBER:
        return False
    try:
        number(text)
    except ValueError:
        return True
    return False


_LONGEST_NUMBER = 20
"""The characters of a text that is tried as a number."""


def _text(call: Call) -> Value:
    return TextValue()


def _str(call: Call) -> Value:
    """``str(3)`` is one particular text."""
    given = call.store.content(call.arguments[0]) if len(call.arguments) == 1 and call.complete else None
    match given:
        case Const(value=str()) | TextValue():
            return given
        case Number(constant=int() as number):
            return Const(str(number))
    return TextValue()


def _sum(call: Call) -> Value:
    items = items_of(call.arguments[0], call.store) if call.arguments else None
    whole = sum_of(call.store.content(call.arguments[0]), call.symbol_text()) if len(call.arguments) == 1 else None
    if whole is not None and call.complete and not call.keywords:
        return whole
    if items is None or not call.complete:
        return call.unknown("the sum of an unknown number of things")
    total: Value = call.argument("start") or Number.exactly(0)
    for item in items:
        total = combine("+", total, item) or call.unknown("the sum of things that are no numbers")
    return total


def counted_range(call: Call) -> Value:
    """``range(stop)``, ``range(start, stop, step)``"""
    bounds = _numbers(call)
    if not bounds or not call.complete or any(bound.exact is None for bound in bounds):
        return call.unknown_numbers("the range is not known")
    start, stop = (Number.exactly(0), bounds[0]) if len(bounds) == 1 else (bounds[0], bounds[1])
    step = bounds[2].constant if len(bounds) == 3 else 1
    assert start.exact is not None
    assert stop.exact is not None
    ends = (start.constant, stop.constant)
    if ends[0] is not None and ends[1] is not None and step and abs(ends[1] - ends[0]) // abs(step) < ITEMS:
        items = tuple(map(Number.exactly, range(ends[0], ends[1], step)))
        return SequenceValue.of("range", items, any_of(list(items), call.key), distinct=True)
    if step is None or step < 0:
        return _counted_down(call, start, stop, step)
    if step != 1:
        return SequenceValue("range", Number(start.low, add(stop.exact, -1), attained=False), unknown_length(call.key))
    length = subtract(stop.exact, start.exact)
    numbers = Number(start.exact, add(stop.exact, -1))
    if not is_settled(numbers):
        # Counted up to a number that nobody tells. Without an origin they could be anything that this number tells of.
        numbers = replace(numbers, origin=Origin("positions", call.place, id_kind=IdKind.POSITIONS))
    return SequenceValue("range", numbers, Number.exactly(length), distinct=True)


def _counted_down(call: Call, start: Number, stop: Number, step: int | None) -> Value:
    """``range(n - 1, -1, -1)``; with a step that is not known it may count up or down."""
    if step is None or start.exact is None or stop.exact is None:
        return call.unknown_numbers("the range is not known")
    # A name that the rounds bind holds the lowest of them at the end.
    numbers = Number(add(stop.exact, 1), start.exact, attained=False)
    if step != -1:
        return SequenceValue("range", numbers, unknown_length(call.key), distinct=True)
    return SequenceValue("range", numbers, Number.exactly(subtract(start.exact, stop.exact)), distinct=True)


def _getattr(call: Call) -> Value:
    owner, name = call.argument("self"), call.argument("name")
    match name:
        case Const(value=str() as text) if owner is not None and text.isidentifier():
            default = call.arguments[2] if len(call.arguments) > 2 else None
            return call.attribute(owner, text) if default is None else call.attribute_or(owner, text, default)
        case Unknown() | TextValue() if isinstance(owner, ModuleValue):
            several = call.classes_of(owner)
            return several[0] if len(several) == 1 else one_by_name(several, call.key) or _of_unknown_name(call)
        case _ if isinstance(owner, ObjectRef):
            return part_of_model(call, PartOfModel)
    return _of_unknown_name(call)


def _of_unknown_name(call: Call) -> Value:
    return call.unknown("getattr() with an unknown name")


LIBRARY = Library(
    name="Python",
    roots=("builtins",),
    hands_back=("builtins.max", "builtins.min"),
    entries=(
        handled("len", by=_len),
        handled("max", by=_max, iterates=True),
        handled("min", by=_min, iterates=True),
        handled("int", by=same_answer(_int), takes=("self", "base")),
        handled("float", by=_float),
        handled("str", by=same_answer(_str)),
        handled("repr", "format", by=same_answer(_text)),
        handled("input", by=_text),
        handled("sum", by=_sum, takes=("self", "start"), iterates=True),
        handled("range", by=counted_range),
        handled("getattr", by=_getattr, takes=("self", "name")),
        Entry(("exit", "quit"), ("code",), NeverReturns()),
        Entry(("print", "id"), (), ReadsOnly()),
        handled("memoryview", by=exposed),
    ),
)
