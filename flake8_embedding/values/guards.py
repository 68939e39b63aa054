"""Which guards can stand together: a path is a conjunction, and one that contradicts itself is no path.

``n == 0`` and ``n`` counting as true exclude each other, as do ``kind == "big"`` and ``kind == "small"``, or
``len(words) < 5`` and ``len(words) >= 8``. What is not seen to be a contradiction is taken to be possible.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flake8_embedding.limits import KEY_DEPTH
from flake8_embedding.values.bounds import add, symbols_of
from flake8_embedding.values.compare import Formula, at_least, atoms, conjunction, disjunction, negated
from flake8_embedding.values.linear import Linear
from flake8_embedding.values.objects import SequenceValue, opaque_number
from flake8_embedding.values.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Decision,
    Not,
    Op,
    Remembered,
    Truthy,
    Went,
    guards_of,
    is_predicate,
    operands_of,
)
from flake8_embedding.values.provenance import Key, LengthOf, NumberOf, Option
from flake8_embedding.values.value import Const, Guard, Number, Unknown, Value

_SMALL = 16
"""Integers between two bounds that are tried one by one."""


def compatible(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    """Whether one run can come by both: no predicate holds and does not, and nothing contradicts itself."""
    if not one or not other or one == other:
        return True
    return not Known(one).refutes(other)


class Known:
    """What is known on a path, to ask what else can hold there."""

    def __init__(self, guards: frozenset[Guard]) -> None:
        self._taken = dict(guards)
        self._guards = guards
        self._by_subject: dict[Hashable, list[Guard]] | None = None
        self._answers: dict[frozenset[Guard], bool] = {}

    def decide(self, decision: Decision) -> bool | None:
        """Whether it holds on this path, None where both are possible."""
        if isinstance(decision, bool):
            return decision
        if not self._guards:
            return None
        if self.refutes(guards_of(decision, holds=True)):
            return False
        return True if self.refutes(guards_of(decision, holds=False)) else None

    def refutes(self, more: frozenset[Guard]) -> bool:
        """Whether no run that came this way can meet all of these, too."""
        known = self._answers.get(more)
        if known is None:
            known = self._answers[more] = self._refutes(more)
        return known

    def _refutes(self, more: frozenset[Guard]) -> bool:
        for place, way in more:
            if self._taken.get(place, way) != way:
                return True
        new = [guard for guard in more if guard not in self._guards]
        related = self._related(new) if new else []
        return bool(related) and _contradict([*related, *new])

    def _related(self, guards: list[Guard]) -> list[Guard]:
        """What is known of the things that the guards are about."""
        if self._by_subject is None:
            self._by_subject = {}
            for guard in self._guards:
                for subject in _subjects(guard[0]):
                    self._by_subject.setdefault(subject, []).append(guard)
        wanted = [subject for place, _ in guards for subject in _subjects(place)]
        return list(dict.fromkeys(guard for subject in wanted for guard in self._by_subject.get(subject, ())))


def formula_of(predicate: Hashable, *, holds: bool) -> Formula:
    """When a comparison of sizes comes out so; True for all other predicates, which say nothing of sizes."""
    match predicate:
        case Not(of=inner):
            return formula_of(inner, holds=not holds)
        case AllOf(of=parts):
            formulas = [formula_of(part, holds=holds) for part in parts]
            return conjunction(formulas) if holds else disjunction(formulas)
        case AnyOf(of=parts):
            formulas = [formula_of(part, holds=holds) for part in parts]
            return disjunction(formulas) if holds else conjunction(formulas)
        case Truthy(of=of) if isinstance(of.value, Unknown):
            return True
        case Compare(op=op, left=left, right=right):
            one, other = _number(left.value), _number(right.value)
            if one is None or other is None or one.exact is None or other.exact is None or op is Op.IS:
                return True
            if op is Op.LESS:
                formula = at_least(other.exact, add(one.exact, 1))
            else:
                formula = conjunction((at_least(one.exact, other.exact), at_least(other.exact, one.exact)))
            return formula if holds else negated(formula)
    return True


def _formula_once(compared: Remembered, *, holds: bool) -> Formula:
    try:
        formulas = compared.formulas
    except AttributeError:
        compared.formulas = formulas = {}
    if holds not in formulas:
        formulas[holds] = formula_of(compared, holds=holds)
    found: Formula = formulas[holds]
    return found


def unknowns_compared(predicate: Hashable) -> set[Hashable]:
    """The unknown things whose values are compared, by their keys."""
    if not isinstance(predicate, Compare):
        return set()
    return _keys_in(predicate.left.value) | _keys_in(predicate.right.value)


def tested_in(mask: Hashable) -> frozenset[Hashable]:
    """The unknown things whose values decide what a mask such as ``(df.user < n) & (df.stars > 3)`` chooses."""
    waiting, found, seen = [mask.key if isinstance(mask, Unknown) else mask], set[Hashable](), 0
    while waiting and seen < KEY_DEPTH:
        one, seen = waiting.pop(), seen + 1
        if is_predicate(one):
            for operand in operands_of(one):
                found.update(_keys_in(operand.value))
        elif isinstance(one, Key) and len(one.parts) == 3 and one.parts[1] in ("&", "|", "^"):
            waiting.extend((one.parts[0], one.parts[2]))
        elif isinstance(one, Key) and one.parts[:1] == ("not",):
            waiting.extend(one.parts[1:])
    return frozenset(found)


def _keys_in(value: Value) -> set[Hashable]:
    if isinstance(value, Unknown):
        return {value.key}
    if isinstance(value, Number) and value.exact is not None:
        keys = [symbol.key for symbol in symbols_of(value.exact)]
        return {key.of for key in keys if isinstance(key, NumberOf)}
    return set()


def vaguely_mentioned(predicate: Hashable) -> frozenset[Hashable]:
    """The symbols of the ranges that a test is about of which only the range is known."""
    match predicate:
        case Compare(site=site) | Contains(site=site) | Truthy(site=site) if site is not None:
            return frozenset(_subjects(predicate))
        case Not(of=inner):
            return vaguely_mentioned(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            return frozenset(symbol for part in parts for symbol in vaguely_mentioned(part))
    return frozenset()


def _number(value: Value) -> Number | None:
    if isinstance(value, Unknown):
        return opaque_number(value)
    return value if isinstance(value, Number) else None


def _subjects(predicate: Hashable) -> tuple[Hashable, ...]:
    """The predicate itself and the things that it is about, by the names under which others are about them, too."""
    if not isinstance(predicate, Remembered):
        return (predicate,)
    try:
        return predicate.subjects
    except AttributeError:
        predicate.subjects = found = tuple(dict.fromkeys(_subjects_of(predicate)))
        return found


def _subjects_of(predicate: Remembered) -> Iterable[Hashable]:
    match predicate:
        case Compare(left=left, right=right):
            return (predicate, *_subjects_in(left.value), *_subjects_in(right.value))
        case Contains(item=of) | Truthy(of=of):
            return (predicate, *_subjects_in(of.value))
        case Not(of=inner):
            return _subjects(inner)
        case Went(place=place):
            return (place,)
        case AllOf(of=parts) | AnyOf(of=parts):
            return (subject for part in parts for subject in _subjects(part))
    return (predicate,)


def _subjects_in(value: Value) -> Iterator[Hashable]:
    match value:
        case Unknown(key=key):
            yield NumberOf(key)
            yield LengthOf(key)
        case Number(low=low, high=high):
            for end in (low,) if low == high else (low, high):
                for symbol in symbols_of(end) if end is not None else ():
                    yield symbol.key


# -- contradictions ---------------------------------------------------------------------------------------------------


def _contradict(guards: list[Guard]) -> bool:
    """Whether the guards cannot all be met. One alternative of each ``or`` must be possible with the rest."""
    plain: list[Guard] = []
    choices: list[list[frozenset[Guard]]] = []
    for place, way in guards:
        match place, way:
            case (AnyOf(of=parts), True):
                choices.append([guards_of(part, holds=True) for part in parts])
            case (AllOf(of=parts), False):
                choices.append([guards_of(part, holds=False) for part in parts])
            case _:
                plain.append((place, way))
    return _is_impossible(plain) or any(
        all(_is_impossible([*plain, *alternative]) for alternative in choice) for choice in choices
    )


def _is_impossible(guards: list[Guard]) -> bool:
    taken: dict[Hashable, bool | str] = {}
    for place, way in guards:
        if taken.setdefault(place, way) != way:
            return True
    domains: dict[Hashable, _Domain] = {}
    formulas: list[Formula] = []
    for place, way in guards:
        if not isinstance(way, bool):
            continue
        match place:
            case Truthy(of=of):
                _count_as(domains, of.value, true=way)
            case Contains(item=item, container=container):
                _be_among(domains, item.value, container.value, inside=way)
            case Compare() as compared:
                _compare(domains, compared, holds=way)
                formulas.append(_formula_once(compared, holds=way))
    if any(domain.is_empty for domain in domains.values()):
        return True
    several = any(len(sum_.terms) > 1 for formula in formulas for sum_ in atoms(formula))
    return several and conjunction(formulas) is False


@dataclass
class _Domain:
    """What one thing can still be."""

    whole: bool
    """Whether it is an integer."""
    low: float | None = None
    low_itself: bool = True
    high: float | None = None
    high_itself: bool = True
    allowed: set[Any] | None = None
    excluded: set[Any] = field(default_factory=set)
    true: bool | None = None

    def only(self, values: set[Any]) -> None:
        self.allowed = values if self.allowed is None else self.allowed & values

    def count_as(self, *, true: bool) -> None:
        if self.true is None:
            self.true = true
        elif self.true is not true:
            self.allowed = set()

    def below(self, bound: float, *, itself: bool) -> None:
        if self.whole and not itself:
            bound, itself = bound - 1, True
        if self.high is None or bound < self.high or (bound == self.high and not itself):
            self.high, self.high_itself = bound, itself

    def above(self, bound: float, *, itself: bool) -> None:
        if self.whole and not itself:
            bound, itself = bound + 1, True
        if self.low is None or bound > self.low or (bound == self.low and not itself):
            self.low, self.low_itself = bound, itself

    @property
    def is_empty(self) -> bool:
        if self.allowed is not None:
            return not any(self._fits(value) for value in self.allowed)
        if self.low is None or self.high is None:
            return False
        if self.low > self.high or (self.low == self.high and not (self.low_itself and self.high_itself)):
            return True
        if self.whole and self.high - self.low < _SMALL:
            return not any(self._fits(value) for value in range(int(self.low), int(self.high) + 1))
        return self.low == self.high and not self._fits(self.low)

    def _fits(self, value: Any) -> bool:
        if value in self.excluded or (self.true is not None and bool(value) is not self.true):
            return False
        if self.low is None and self.high is None:
            return True
        if not isinstance(value, int | float):
            return False
        above = self.low is None or value > self.low or (self.low_itself and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_itself and value == self.high))


def _domain(domains: dict[Hashable, _Domain], value: Value) -> tuple[_Domain, int] | None:
    """What is known of the one thing that a value is, and what is added to it."""
    match value:
        case Unknown(key=key):
            found = domains.setdefault(NumberOf(key), _Domain(whole=False))
            if isinstance(key, Option):
                found.only(set(key.choices))
            return found, 0
        case Number() if isinstance(value.exact, Linear) and [count for _, count in value.exact.terms] == [1]:
            symbol = value.exact.terms[0][0]
            found = domains.setdefault(symbol.key, _Domain(whole=True, low=symbol.least))
            return found, value.exact.constant
    return None


def _count_as(domains: dict[Hashable, _Domain], value: Value, *, true: bool) -> None:
    found = _domain(domains, value)
    if found is None or found[1]:
        return
    found[0].count_as(true=true)
    if isinstance(value, Unknown):
        # If it is a collection: one that counts as true has an element.
        length = domains.setdefault(LengthOf(value.key), _Domain(whole=True, low=0))
        if true:
            length.above(1, itself=True)
        else:
            length.below(0, itself=True)


_NO_CONSTANT = object()


def _constant(value: Value) -> Any:
    match value:
        case Const(value=constant):
            return constant
        case Number() if value.constant is not None:
            return value.constant
    return _NO_CONSTANT


def _be_among(domains: dict[Hashable, _Domain], item: Value, container: Value, *, inside: bool) -> None:
    found = _domain(domains, item)
    items = container.items if isinstance(container, SequenceValue) else None
    if found is None or items is None:
        return
    constants = [_constant(one) for one in items]
    if any(one is _NO_CONSTANT for one in constants):
        return
    domain, offset = found
    values = {one - offset if isinstance(one, int) and offset else one for one in constants}
    if inside:
        domain.only(values)
    else:
        domain.excluded |= values


def _compare(domains: dict[Hashable, _Domain], compared: Compare, *, holds: bool) -> None:
    left, right = compared.left.value, compared.right.value
    for one, other, exchanged in ((left, right, False), (right, left, True)):
        constant, found = _constant(other), _domain(domains, one)
        if constant is _NO_CONSTANT or found is None:
            continue
        domain, offset = found
        if offset and isinstance(constant, int | float):
            constant -= offset
        if compared.op is not Op.LESS:
            _equal(domain, constant, compared.op, holds=holds)
        elif isinstance(constant, int | float):
            # ``x < c``, its negation ``x >= c``; the other way round ``c < x`` and ``x <= c``.
            if exchanged is holds:
                domain.above(constant, itself=not holds)
            else:
                domain.below(constant, itself=not holds)


def _equal(domain: _Domain, constant: Any, op: Op, *, holds: bool) -> None:
    if holds:
        domain.only({constant})
    elif op is Op.EQUAL or constant is None or isinstance(constant, bool):
        domain.excluded.add(constant)
