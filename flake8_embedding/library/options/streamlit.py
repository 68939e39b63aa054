"""Streamlit: numbers that the user of a page enters or chooses, what ends its script, and caches of functions.

The page refuses a number outside the bounds, and has no other options than those that are listed. A widget that begins
empty gives None until something is entered: https://docs.streamlit.io/develop/api-reference/widgets
``stop()`` and ``rerun()`` end the script: https://docs.streamlit.io/develop/api-reference/execution-flow

What a cached function has given is given again for the same arguments: ``cache_resource`` gives the same object,
``cache_data`` a copy, also where the script is run again with another input of the user. Arguments for parameters that
begin with an underscore do not count:
https://docs.streamlit.io/develop/concepts/architecture/caching
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library, NeverReturns, handled
from flake8_embedding.record import replace
from flake8_embedding.values.classes import Cached
from flake8_embedding.values.containers.contents import element_of, is_surely_filled, items_of
from flake8_embedding.values.containers.parts import each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import NONE, Const, Number, Value

_LEFT_OUT = "_"
_COPIES = ("cache_data", "experimental_memo")
_KEEPS = ("cache_resource", "experimental_singleton", "cache")
_PART_OF_PAGE = "streamlit.container"
_NUMBERED = ("list", "tuple", "range")
"""Sequences whose elements are the options, one by one. Of an array or a frame it depends on the shape."""


def _cached(call: Call) -> Value:
    if not call.arguments:
        return call.unknown("no function is given")
    copies = call.path.rpartition(".")[2] in _COPIES
    return Cached(call.arguments[0], _LEFT_OUT, copies)


def _is_open(call: Call) -> bool:
    """Whether the user surely can enter something. A widget that is disabled gives what it begins with."""
    return call.argument("disabled") in (None, Const(False))


def _between(call: Call, low: Value | None, high: Value | None) -> Value:
    """Any whole number between the bounds, both inclusive. In steps, or if the user cannot enter one, the highest need
    not be reached."""
    first, last = as_scalar(low), as_scalar(high)
    if not call.complete or first is None or last is None or first.exact is None or last.exact is None:
        return call.unknown("the bounds of the number are not known")
    ends = call.argument("step") in (None, NONE, Number.exactly(1)) and _is_open(call)
    origin = Origin("numbers that can be entered", call.place)
    return Number(first.exact, last.exact, attained=ends, origin=origin, name=call.key)


def _or_none(value: Value, *, begins: Value | None) -> Value:
    """What a widget gives, if nothing may be chosen at first: with None in the place of what it begins with."""
    if not isinstance(value, Number) or (begins is not None and not is_none(begins)):
        return value
    return replace(value, id_facts=replace(value.id_facts, instead=NONE))


def _number_input(call: Call) -> Value:
    """``number_input("digit", 0, 9)``: 0 to 9."""
    entered = _between(call, call.argument("min_value"), call.argument("max_value"))
    return _or_none(entered, begins=call.argument("value") or Number.exactly(0))


def _slider(call: Call) -> Value:
    """``slider("digit", 0, 9)``: 0 to 9; with two numbers as its value, a pair of such numbers."""
    entered = _between(call, call.argument("min_value"), call.argument("max_value"))
    begins = call.argument("value")
    if begins is None or is_none(begins) or as_scalar(begins) is not None:
        return entered
    ends = items_of(begins, call.store)
    if ends is None or len(ends) != 2 or not isinstance(entered, Number):
        return call.unknown("whether the slider gives one number or two is not known")
    pair = tuple(replace(entered, name=(call.key, end)) for end in range(2))
    return call.allocate(SequenceValue.of("tuple", pair, replace(entered, name=None)))


def _option(call: Call) -> Value | None:
    """Any of the options; None where these are not known, or the user may not be able to choose."""
    given = call.argument("options")
    content = call.store.content(given) if given is not None else None
    others = call.argument("accept_new_options")
    if not call.complete or given is None or others not in (None, Const(False)) or not _is_open(call):
        return None
    if not isinstance(content, SequenceValue) or content.kind not in _NUMBERED:
        return None
    return each_number(element_of(given, call.store, call.key), call.store, partial(_chosen, call))


def _chosen(call: Call, options: Number) -> Number:
    """One of these numbers. The user may choose the highest one as well as any other."""
    origin = options.origin
    if origin is None or origin.id_kind is IdKind.POSITIONS:
        origin = Origin("numbers that can be chosen", call.place)
    return replace(options, origin=origin, name=call.key)


def _choice(call: Call) -> Value:
    """``selectbox("digit", range(10))``: one of the options, or None if there is none."""
    chosen, options = _option(call), call.argument("options")
    if chosen is None or options is None:
        return call.unknown("which options can be chosen is not known")
    begins = call.argument("index") or Number.exactly(0)
    return _or_none(chosen, begins=begins if is_surely_filled(options, call.store) else None)


def _choices(call: Call) -> Value:
    """``multiselect("digits", range(10))``: a list of some of the options."""
    chosen = _option(call)
    if chosen is None:
        return call.unknown("which options can be chosen is not known")
    return call.allocate(SequenceValue("list", chosen, unknown_length(call.key)))


def _part_of_page(call: Call) -> Value:
    """A part of the page, which has the same widgets: ``container()``."""
    return call.allocate(LibraryObject(_PART_OF_PAGE, call.place), "part")


def _parts_of_page(call: Call) -> Value:
    """``columns(2)``, ``tabs(["one", "two"])``: a list of parts of the page."""
    return call.allocate(SequenceValue("list", _part_of_page(call), unknown_length(call.key)))


_OPTIONS = ("label", "options", "index", "*", "accept_new_options", "disabled")
_BOUNDS = ("label", "min_value", "max_value", "value", "step", "*", "disabled")


def _widgets(below: str = "", *first: str) -> tuple[Entry, ...]:
    """The widgets below a part of the page; with "self" as methods of one."""
    return (
        handled(f"{below}number_input", by=_number_input, takes=(*first, *_BOUNDS)),
        handled(f"{below}slider", by=_slider, takes=(*first, *_BOUNDS)),
        handled(f"{below}selectbox", f"{below}radio", by=_choice, takes=(*first, *_OPTIONS)),
        handled(f"{below}multiselect", by=_choices, takes=(*first, *_OPTIONS)),
        handled(f"{below}columns", f"{below}tabs", by=_parts_of_page, takes=first),
        handled(f"{below}container", f"{below}expander", f"{below}form", by=_part_of_page, takes=first),
    )


LIBRARY = Library(
    name="Streamlit",
    roots=("streamlit",),
    entries=(
        *_widgets(),
        *_widgets("sidebar."),
        Entry(("stop", "rerun", "experimental_rerun"), ("scope",), NeverReturns()),
        Entry(("switch_page",), ("page",), NeverReturns()),
        Entry((*_COPIES, *_KEEPS), ("self",), Handled(_cached), decorates=True),
    ),
    methods={_PART_OF_PAGE: _widgets("", "self")},
)
