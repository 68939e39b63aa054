"""The arithmetic of symbolic sizes: laws, and agreement with brute force over small numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import put
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.bindings import common_guards
from flake8_embedding.values.memory.join import NO_GUARDS, any_of, join
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.memory.widening import widen
from flake8_embedding.values.numbers.arithmetic import combine
from flake8_embedding.values.numbers.bounds import Expr, Max, Min, add, max_of, min_of, number, subtract, times
from flake8_embedding.values.numbers.compare import (
    And,
    AtLeastZero,
    Formula,
    Or,
    at_least,
    conjunction,
    disjunction,
    negated,
    with_least,
)
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.relations import Relatives, are_related
from flake8_embedding.values.value import (
    NONE,
    AllocationSite,
    Choice,
    Const,
    Guard,
    Number,
    ObjectRef,
    Unknown,
    Value,
)

X = Symbol("x", "x")
Y = Symbol("y", "y")
BOUNDED = Symbol("d", "d", most=(Linear.of(X),))


def value_of(expr: Expr, numbers: dict[Symbol, int]) -> int:
    match expr:
        case Linear(constant=constant, terms=terms):
            return constant + sum(numbers[symbol] * count for symbol, count in terms)
        case Min(of=parts):
            return min(value_of(part, numbers) for part in parts)
        case Max(of=parts):
            return max(value_of(part, numbers) for part in parts)


def holds(formula: Formula, numbers: dict[Symbol, int]) -> bool:
    match formula:
        case bool():
            return formula
        case AtLeastZero(sum=sum_):
            return value_of(sum_, numbers) >= 0
        case And(of=parts):
            return all(holds(part, numbers) for part in parts)
        case Or(of=parts):
            return any(holds(part, numbers) for part in parts)


WORLDS = [{X: x, Y: y, BOUNDED: d} for x, y in itertools.product(range(5), repeat=2) for d in range(x + 1)]

linear = st.builds(
    lambda constant, counts: sum(
        (Linear.of(symbol) * count for symbol, count in zip((X, Y, BOUNDED), counts, strict=True)), Linear(constant)
    ),
    st.integers(-4, 6),
    st.tuples(*[st.integers(-2, 2)] * 3),
)
expressions = st.recursive(
    linear,
    lambda inner: st.one_of(
        st.builds(min_of, inner, inner), st.builds(max_of, inner, inner), st.builds(add, inner, inner)
    ),
    max_leaves=4,
)


@pytest.mark.slow
@given(expressions, expressions)
@settings(max_examples=300, deadline=None)
def test_a_comparison_means_what_brute_force_says(one: Expr, other: Expr) -> None:
    formula = at_least(one, other)

    for world in WORLDS:
        assert holds(formula, world) == (value_of(one, world) >= value_of(other, world))
        assert holds(negated(formula), world) != holds(formula, world)


conditions = st.recursive(
    st.builds(at_least, linear, linear),
    lambda inner: st.builds(
        lambda kind, parts: kind(parts), st.sampled_from((conjunction, disjunction)), st.lists(inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@given(st.lists(conditions, max_size=4))
@settings(max_examples=300, deadline=None)
def test_a_simplified_condition_means_what_its_parts_mean(parts: list[Formula]) -> None:
    for world in WORLDS:
        assert holds(conjunction(parts), world) == all(holds(part, world) for part in parts)
        assert holds(disjunction(parts), world) == any(holds(part, world) for part in parts)


@pytest.mark.slow
@given(conditions, st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_a_condition_is_the_same_where_symbols_are_as_large_as_was_said(formula: Formula, floor: int) -> None:
    told = with_least(formula, lambda symbol: None if symbol == BOUNDED else floor)

    for world in WORLDS:
        if min(world[X], world[Y]) >= floor:
            assert holds(told, world) == holds(formula, world)


@pytest.mark.slow
@given(expressions, expressions, st.integers(-3, 3))
@settings(max_examples=200, deadline=None)
def test_sums_products_minima_and_maxima_mean_what_they_say(one: Expr, other: Expr, factor: int) -> None:
    cases: list[tuple[Expr, Callable[[int, int], int]]] = [
        (add(one, other), lambda a, b: a + b),
        (subtract(one, other), lambda a, b: a - b),
        (times(one, factor), lambda a, _: a * factor),
        (min_of(one, other), min),
        (max_of(one, other), max),
    ]
    for found, meaning in cases:
        for world in WORLDS:
            assert value_of(found, world) == meaning(value_of(one, world), value_of(other, world))


@given(linear)
@settings(max_examples=200, deadline=None)
def test_the_bounds_of_a_sum_are_never_crossed(sum_: Linear) -> None:
    least, most = sum_.lower_bound(), sum_.upper_bound()

    for world in WORLDS:
        assert least is None or value_of(sum_, world) >= least
        assert most is None or value_of(sum_, world) <= most


def test_symbols_are_integers_so_multiples_are_compared_without_the_factor() -> None:
    twice = Linear.of(X) * 2

    assert str(at_least(twice, Linear(3))) == "x >= 2"
    assert str(negated(at_least(twice, Linear(4)))) == "x < 2"
    assert conjunction((at_least(twice, Linear(3)), negated(at_least(twice, Linear(4))))) is False


@pytest.mark.parametrize(
    ("sum_", "text"),
    [
        (Linear.of(X) - 20000, "x >= 20000"),
        (Linear(19999) - Linear.of(X), "x < 20000"),
        (Linear.of(X) - Linear.of(Y) - 1, "x > y"),
        (Linear.of(X) - Linear.of(Y), "x >= y"),
        (Linear.of(X) - Linear.of(Y) + 2, "y <= x + 2"),
    ],
)
def test_conditions_read_as_people_write_them(sum_: Linear, text: str) -> None:
    assert str(AtLeastZero(sum_)) == text


def test_a_table_of_the_smaller_of_limit_and_length_is_one_short_below_the_limit() -> None:
    words, limit = Linear.of(X), number(20000)
    needed = min_of(limit, add(words, 1))

    assert str(negated(at_least(min_of(limit, words), needed))) == "x < 20000"
    assert at_least(add(min_of(limit, words), 1), needed) is True
    assert at_least(min_of(limit, add(words, 1)), needed) is True


values = st.one_of(
    st.just(NONE),
    st.booleans().map(Const),
    st.integers(0, 5).map(Number.exactly),
    st.tuples(st.integers(0, 3), st.integers(3, 9)).map(lambda ends: Number(number(ends[0]), number(ends[1]))),
    st.sampled_from([Unknown("why", Key(1)), Unknown("why", Key(2))]),
)
A = frozenset({(1, True)})
B = frozenset({(1, False)})


def options(value: Value) -> set[tuple[Value, frozenset[Guard]]]:
    return {(one.value, one.guards) for one in value.options} if isinstance(value, Choice) else {(value, NO_GUARDS)}


@given(values, values)
@settings(deadline=None)
def test_join_is_commutative_and_idempotent(one: Value, other: Value) -> None:
    assert options(join([(one, A), (other, B)], "k")) == options(join([(other, B), (one, A)], "k"))
    assert join([(one, A), (one, B)], "k") == one


@given(values, values, values)
@settings(deadline=None)
def test_join_is_associative(one: Value, two: Value, three: Value) -> None:
    left = join([(join([(one, A), (two, A)], "k"), NO_GUARDS), (three, NO_GUARDS)], "k")
    right = join([(one, A), (join([(two, A), (three, NO_GUARDS)], "k"), NO_GUARDS)], "k")

    assert {value for value, _ in options(left)} == {value for value, _ in options(right)}


@given(values, values)
@settings(deadline=None)
def test_widening_ends(before: Value, after: Value) -> None:
    length = unknown_length("k")
    once = widen(before, after, length, "k")

    assert widen(once, widen(once, after, length, "k"), length, "k") == widen(once, after, length, "k")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
@settings(deadline=None)
def test_the_hull_holds_all_ids_and_reaches_the_highest(ends: list[tuple[int, int]]) -> None:
    ranges = [Number(number(min(pair)), number(max(pair))) for pair in ends]

    joined = hull(ranges)

    assert joined.high == number(max(map(max, ends)))
    assert joined.low == number(min(map(min, ends)))
    assert joined.attained


@pytest.mark.parametrize(
    ("sign", "one", "other"),
    [("**", 10, 10**10), ("<<", 1, 10**9), ("*", 10**70, 10**70), ("//", 1, 0), ("%", 1, 0)],
)
def test_what_would_cost_too_much_or_fail_is_not_computed(sign: str, one: int, other: int) -> None:
    result = combine(sign, Number.exactly(one), Number.exactly(other))

    assert not isinstance(result, Number) or result.constant is None or result.constant.bit_length() <= 512


def test_a_long_string_is_not_built() -> None:
    assert combine("*", Const("a"), Number.exactly(10**9)) is None


def test_paths_that_part_keep_what_each_changed() -> None:
    store = Store()
    store.set("n", Number.exactly(1))
    changed = store.push()
    store.set("n", Number.exactly(2))
    store.pop()

    store.join_paths([(changed, A), ({}, B)], "place")

    met = store.get("n")
    assert isinstance(met, Choice)
    assert options(met) == {(Number.exactly(2), A), (Number.exactly(1), B)}


class InterruptedStore(Store):
    """At one of its objects nobody can look."""

    hidden: Value | None = None

    def content(self, value: Value) -> Value:
        if value == self.hidden:
            raise RecursionError
        return super().content(value)


def test_what_lies_below_views_is_looked_up_anew_after_an_error() -> None:
    base, view, view_of_it = (ObjectRef(AllocationSite(name)) for name in ("base", "view", "view of it"))
    before, after = (SequenceValue("array", Number.exactly(held), Number.exactly(3)) for held in (4, 5))
    store = InterruptedStore()
    store.sees_through = True
    store.set(base.alloc, before)
    store.set(view.alloc, ArrayView(base, before, before, whole=True))
    store.set(view_of_it.alloc, ArrayView(view, before, before, whole=True))

    store.hidden = base
    with pytest.raises(RecursionError):
        store.content(view_of_it)
    store.hidden = None

    assert store.content(view_of_it) == before
    store.set(base.alloc, after)
    assert store.content(view_of_it) == after


def test_an_object_that_is_watched_is_untouched_until_somebody_looks_at_it_or_changes_it() -> None:
    rows, unknown = ObjectRef(AllocationSite("rows")), Unknown("it is changed", "changed")
    store = Store()
    store.watch(rows, unknown)
    assert store.is_untouched(rows, unknown)
    assert store.content(rows) == unknown
    assert not store.is_untouched(rows, unknown)
    store.watch(rows, unknown)
    assert store.is_untouched(rows, unknown)
    store.set(rows.alloc, Const("another"))
    assert not store.is_untouched(rows, unknown)


def test_a_key_that_grows_without_end_becomes_a_name_of_its_own() -> None:
    key = Key("x")
    for _ in range(10_000):
        key = Key(key, "a")

    assert key.depth <= 30
    assert key == key


def test_dict_entries_are_counted_once_for_each_key() -> None:
    mapping = DictValue((), None, None, Number.exactly(0))
    for word in ("a", "b", "a"):
        mapping = put(mapping, Const(word), Number.exactly(0), "place")

    assert mapping.length.constant == 2


def test_the_element_of_rows_keeps_columns_apart() -> None:
    rows: list[Value] = [SequenceValue.of("tuple", (Number.exactly(n), Const("w")), NONE) for n in (1, 4)]

    element = any_of(rows, "k")

    assert isinstance(element, SequenceValue)
    assert element.items is not None
    assert element.items[0] == Number(number(1), number(4))


keys = st.recursive(
    st.one_of(st.integers(0, 2), st.builds(Key, st.sampled_from("ab"))),
    lambda inner: st.builds(Key, inner, st.sampled_from(("rows", "item"))),
    max_leaves=3,
)


@given(st.lists(keys, max_size=4), keys)
@settings(max_examples=300, deadline=None)
def test_relatives_are_asked_as_one_by_one(known: list[Hashable], key: Hashable) -> None:
    relatives = Relatives()
    for one in known:
        relatives.add(one)

    assert relatives.has_one_of(key) == any(are_related(one, key) for one in known)
    assert bool(relatives) == bool(known)


@given(
    st.lists(st.frozensets(st.integers(0, 3)), min_size=2, max_size=20).flatmap(
        lambda paths: st.tuples(st.just(paths), st.sets(st.integers(0, len(paths) - 1), max_size=len(paths) - 1))
    )
)
def test_the_guards_that_some_paths_have_in_common(drawn: tuple[list[frozenset[int]], set[int]]) -> None:
    named: list[frozenset[Guard]] = [frozenset((Key(one), True) for one in names) for names in drawn[0]]
    rest = [guards for number, guards in enumerate(named) if number not in drawn[1]]
    assert common_guards(named)(sorted(drawn[1])) == frozenset.intersection(*rest)
