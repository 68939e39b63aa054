"""pandas: columns that are numbered anew, by categories, groups, ranks and ``factorize``."""

from __future__ import annotations

from flake8_embedding.library.arrays.members import distinct_values
from flake8_embedding.library.call import Call
from flake8_embedding.library.known_cells import (
    CATEGORIES,
    array_of_values,
    cells_of,
    codes_in,
    placed,
    ranks_in,
    values_in,
    with_categories,
)
from flake8_embedding.library.pandas.groups import grouped
from flake8_embedding.library.spec import Entry, ReturnsArgument, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.missing import (
    Missing,
    are_rows_left_out,
    has_categories,
    missing_in,
    present_count,
    without_missing,
)
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.numbering import has_each_number, with_each_number
from flake8_embedding.values.containers.selections import AsText, OwnCategories
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, MissingIds, Origin
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import distinct_count, unknown_length
from flake8_embedding.values.provenance import CategoriesOf, GroupsOf, Part
from flake8_embedding.values.value import FALSE, Const, Number, Unknown, Value


def _codes(call: Call) -> Value:
    """``column.astype("category").cat.codes``: 0 to the number of categories - 1, and -1 for what is missing."""
    column = _with_each_category(call)
    return call.unknown("the categories are not known") if column is None else _numbered(call, column)


def _categories(call: Call) -> Value:
    """``column.cat.categories``: the different values, without the missing one."""
    column = _with_each_category(call)
    if column is None:
        return call.unknown("the categories are not known")
    return distinct_values(call, without_missing(column))


def _with_each_category(call: Call) -> Unknown | None:
    """The column of which each value is a category, and no other one is. None where rows may have been left out after
    its values had become categories. A column that was read may have categories from the file."""
    content = call.store.content(call.arguments[0])
    if not isinstance(content, Unknown):
        return None
    match content.key:
        case Part(of=CategoriesOf(of=inner), name="cat") | CategoriesOf(of=inner):
            return content.derived(inner)
        case Part(of=Part() as inner, name="cat") if not are_rows_left_out(inner):
            return content.derived(inner)
    return None


def _numbered(
    call: Call,
    column: Unknown,
    what: str = "category codes",
    text: str = "the number of categories",
    zero: str = "the first category",
    *,
    sentinel: bool = True,
) -> Value:
    """Numbers from 0 on for the values of a column; with ``sentinel`` -1 for those that are missing."""
    count = present_count(column, text)
    assert count.exact is not None
    origin = Origin(what, call.place, counted=count.exact)
    missing = missing_in(column.key) if sentinel else Missing.NO
    low = number(-1 if missing is Missing.SEEN else 0)
    missing_ids = None if missing is Missing.NO else MissingIds(call.place, missing is Missing.SEEN)
    codes = Number(low, add(count.exact, -1), origin=origin, id_facts=IdFacts(zero=zero, missing=missing_ids))
    length = length_of(column, call.store) or unknown_length(call.key)
    return call.allocate(with_each_number(SequenceValue("array", codes, length)))


def _codes_of_numbers(call: Call) -> Value:
    """The codes of a column that was numbered before: its numbers, if each from 0 on stands in it. And those of a
    column of which each cell is known."""
    known = codes_in(call, call.arguments[0])
    if known is not None:
        return known
    content = call.store.content(call.arguments[0])
    match content:
        case SequenceValue(element=Number(low=low, id_facts=IdFacts(missing=None))) if low == number(
            0
        ) and has_each_number(content):
            return call.allocate(content)
    return call.unknown("the categories are not known")


def _known_categories(call: Call) -> Value:
    return call.own_attribute(call.arguments[0], CATEGORIES) or call.unknown("the categories are not known")


def _number_of_group(call: Call) -> Value:
    """``frame.groupby("user").ngroup()``: 0 to the number of groups - 1."""
    match call.store.content(call.arguments[0]):
        case Unknown(key=GroupsOf(of=inner)) as groups:
            return _numbered(
                call,
                groups.derived(inner),
                "numbers of the groups",
                "the number of groups",
                "the first group",
                sentinel=False,
            )
    return call.unknown("the groups are not known")


def _ranked(call: Call) -> Value:
    """``column.rank(method="dense")``: 1 to the number of distinct values."""
    column = call.store.content(call.arguments[0])
    others = dict(call.keywords).keys() - {"method", "ascending"}
    if call.argument("method") == Const("dense") and not others:
        known = ranks_in(call, call.arguments[0], descending=call.argument("ascending") == FALSE)
        if known is not None:
            return known
    if not isinstance(column, Unknown) or call.argument("method") != Const("dense") or others:
        return call.unknown("ranks with gaps are not followed")
    count = present_count(column, "the number of distinct values")
    assert count.exact is not None
    origin = Origin("dense ranks", call.place, counted=count.exact)
    ranks = Number(number(1), count.exact, origin=origin)
    return call.allocate(SequenceValue("array", ranks, length_of(column, call.store) or unknown_length(call.key)))


def _factorize(call: Call) -> Value:
    """``codes, distinct = pd.factorize(column)``"""
    given = call.argument("values")
    sentinel = call.argument("use_na_sentinel") != FALSE
    content = call.store.content(given) if given is not None else None
    cells = cells_of(given, call.store) if given is not None else None
    if given is not None and isinstance(content, SequenceValue) and sentinel and call.argument("sort") is None:
        known = None if cells is None or content.items is None else _factorized(call, given, cells)
        return known or call.unknown("what is numbered is not known")
    if given is None or not isinstance(content, Unknown):
        return call.unknown("what is numbered is not known")
    present = without_missing(content) if sentinel else content
    # What is allocated next at this place takes its place.
    distinct = call.store.content(distinct_values(call, present))
    if isinstance(distinct, SequenceValue):
        text = "the number of categories"
        count = present_count(content, text) if sentinel else distinct_count(content, text)
        distinct = replace(distinct, length=count, shape=(count,))
    numbered = _numbered(call, content) if sentinel else _numbered(call, content.derived(AsText(content.key)))
    codes = call.store.content(numbered)
    pair = (call.allocate(codes, "codes"), call.allocate(distinct, "distinct"))
    return SequenceValue.of("tuple", pair, call.unknown("codes or values"))


def _factorized(call: Call, column: Value, cells: tuple[Value, ...]) -> Value | None:
    """``factorize`` of values that are written in the file, as they come. What is missing has the code -1."""
    values = values_in(cells)
    codes = placed(call, column, cells, values, part="codes")
    if codes is None:
        return None
    pair = (codes, array_of_values(call, values, "distinct"))
    return SequenceValue.of("tuple", pair, call.unknown("codes or values"))


def _categorical(call: Call) -> Value:
    given = call.argument("values")
    content = call.store.content(given) if given is not None else None
    if given is not None and call.argument("categories") is None and isinstance(content, SequenceValue):
        return with_categories(call, given) or call.unknown("the categories are not known")
    if not isinstance(content, Unknown) or call.argument("categories") is not None:
        return call.unknown("the categories are not known")
    if has_categories(content.key):
        return call.unknown("it keeps the categories that it has")
    return Unknown("categories", CategoriesOf(content.key))


def _own_categories(call: Call) -> Value:
    """``CategoricalDtype(["a", "b"])``; without a list it is the type "category"."""
    if call.argument("categories") is None and call.complete:
        return Const("category")
    return Unknown("categories of their own", OwnCategories(call.key))


ENTRIES = (
    handled("factorize", by=_factorize, takes=("values", "sort", "use_na_sentinel")),
    handled("Categorical", by=_categorical, takes=("values", "categories")),
    handled("CategoricalDtype", "api.types.CategoricalDtype", by=_own_categories, takes=("categories", "ordered")),
)
FRAME_METHODS = (handled("groupby", by=grouped, takes=("self", "by")),)
COLUMN_METHODS = (
    handled("factorize", by=_factorize, takes=("values", "sort", "use_na_sentinel")),
    handled("ngroup", by=_number_of_group, takes=("self", "ascending")),
    handled("rank", by=_ranked, takes=("self", "axis", "method", "numeric_only", "na_option")),
)
NUMBERED_ATTRIBUTES = (
    Entry(("cat",), ("self",), ReturnsArgument("self")),
    handled("codes", by=_codes_of_numbers),
    handled("categories", by=_known_categories),
)
ATTRIBUTES = (handled("codes", by=_codes), handled("categories", by=_categories))
