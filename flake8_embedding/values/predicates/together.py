"""What guards say together of each thing: ``n > 3`` and ``n < 9`` leave 4 to 8."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property, lru_cache
from typing import Any

from flake8_embedding.limits import CONTRADICTIONS
from flake8_embedding.record import record
from flake8_embedding.values.chosen_at_start import Option
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import constant_of
from flake8_embedding.values.numbers.compare import Formula, atoms, conjunction
from flake8_embedding.values.numbers.formulas import formula_once
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.predicates.domain import Domain
from flake8_embedding.values.predicates.predicate import Compare, Contains, Op, Truthy, Went
from flake8_embedding.values.predicates.subjects import subjects_of
from flake8_embedding.values.provenance import LengthOf, NumberOf
from flake8_embedding.values.value import Const, Guard, Number, TextValue, Unknown, Value


class Together:
    """``guards`` that are all met. ``taken`` says how each test came out; ``is_impossible``: they contradict each
    other; ``has_sums``: some compare sums of several symbols.

    Others can be asked about without being added: what these guards say of each thing is worked out only once. So is
    what those of ``base`` say, which are met, too.
    """

    def __init__(self, guards: Iterable[Guard], base: Together | None = None) -> None:
        listed = list(guards)
        self._base, self._listed = base, listed
        self.guards: frozenset[Guard] = frozenset(listed)
        self.taken: dict[Hashable, bool | str] = {}
        self._domains = _Domains()
        self._formulas: list[Formula] = []
        self.has_sums = False
        self._not_taken = _ways_not_taken(listed)
        """The ways of try statements, matches and loops that these paths did not go."""
        if base is not None:
            self._begin_with(base)
        self.taken.update((place, way) for place, way in listed if place not in self.taken)
        formulas: list[Formula] = []
        differs = any(self.taken[place] != way for place, way in listed)
        is_barred = bool(self._not_taken) and not self._not_taken.isdisjoint(self.guards)
        is_impossible = differs or is_barred or (base is not None and base.is_impossible)
        self.is_impossible: bool = is_impossible or self._excludes(self._domains, formulas, listed)
        self._formulas, self.has_sums = [*self._formulas, *formulas], self.has_sums or _has_sums(formulas)

    def _begin_with(self, base: Together) -> None:
        self.guards |= base.guards
        self.taken.update(base.taken)
        self._domains = _Domains(base._domains)
        self._formulas, self.has_sums = base._formulas, base.has_sums
        self._not_taken |= base._not_taken

    @cached_property
    def linked(self) -> frozenset[Hashable]:
        """The symbols of which each tells something of others: those in sums, those with bounds, and their bounds."""
        sums = (sum_ for formula in self._formulas for sum_ in atoms(formula) if len(sum_.terms) > 1)
        bounded = ((symbol, *_symbols_bounding(symbol)) for symbol in self._domains.bounded)
        return frozenset(symbol.key for symbols in (*(sum_.symbols for sum_ in sums), *bounded) for symbol in symbols)

    def exclude(self, new: frozenset[Guard]) -> bool:
        """Whether these cannot be met, too. None of them is about a test that is ``taken``."""
        if not self._not_taken.isdisjoint(new) or not _ways_not_taken(new).isdisjoint(self.guards):
            return True
        alone = _alone(new)
        if not alone.has_sums and not self.has_sums and self.subjects.isdisjoint(alone.subjects):
            # They are about other things, as nearly all that are asked about.
            return alone.is_impossible
        return self._excludes(_Domains(self._domains), [], new)

    @cached_property
    def subjects(self) -> frozenset[Hashable]:
        """What the guards are about."""
        own = subjects_among(self._listed)
        return own if self._base is None else own | self._base.subjects

    def _excludes(self, domains: _Domains, formulas: list[Formula], guards: Iterable[Guard]) -> bool:
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
                    formulas.append(formula_once(compared, holds=way))
        domains.compare_bounds()
        if domains.has_empty:
            return True
        if not formulas or not (self.has_sums or _has_sums(formulas)):
            return False
        return conjunction([*self._formulas, *formulas]) is False


def _ways_not_taken(guards: Iterable[Guard]) -> frozenset[Guard]:
    return frozenset((went.place, went.way) for went, holds in guards if type(went) is Went and holds is False)


@record(frozen=True)
class _Alone:
    """Guards by themselves: what they are about, and whether they contradict each other."""

    subjects: frozenset[Hashable]
    is_impossible: bool
    has_sums: bool


@lru_cache(maxsize=CONTRADICTIONS)
def _alone(guards: frozenset[Guard]) -> _Alone:
    together = Together(guards)
    return _Alone(together.subjects, together.is_impossible, together.has_sums)


def forget_guards() -> None:
    """Begin with another file."""
    _alone.cache_clear()


def subjects_among(guards: Iterable[Guard]) -> frozenset[Hashable]:
    """The things that have a domain once the guards are met."""
    tests = (place for place, way in guards if isinstance(way, bool) and isinstance(place, Truthy | Contains | Compare))
    return frozenset().union(*map(subjects_of, tests))


def _symbols_bounding(symbol: Symbol) -> list[Symbol]:
    return [one for bound in (*symbol.most, *symbol.above) for one in bound.symbols]


def _has_sums(formulas: list[Formula]) -> bool:
    """Whether one of them compares sums of several symbols, of which the single domains tell nothing."""
    return any(len(sum_.terms) > 1 for formula in formulas for sum_ in atoms(formula))


class _Domains:
    """The domain of each symbol and each unknown thing. Those of ``base`` are copied before they are narrowed."""

    def __init__(self, base: _Domains | None = None) -> None:
        self._own: dict[Hashable, Domain] = {}
        self._base = base
        self.bounded: dict[Symbol, None] = {} if base is None else dict(base.bounded)
        """The symbols that are compared with something, and are at most, or at least, another one."""

    def find(self, name: Hashable) -> Domain | None:
        found = self._own.get(name)
        if found is None and self._base is not None and (held := self._base.find(name)) is not None:
            found = self._own[name] = held.copy()
        return found

    def add(self, name: Hashable, domain: Domain) -> Domain:
        self._own[name] = domain
        return domain

    def compare_bounds(self) -> None:
        """``len(set(words))`` is at most ``len(words)``: if it is at least 3, so is the other."""
        for symbol in self.bounded:
            domain = self.find(symbol.key)
            for bound in symbol.most:
                if domain is not None and domain.least is not None and (above := self._of_bound(bound)) is not None:
                    above.above(domain.least - bound.constant, itself=True)
            for bound in symbol.above:
                if domain is not None and domain.most is not None and (below := self._of_bound(bound)) is not None:
                    below.below(domain.most - bound.constant, itself=True)

    def _of_bound(self, bound: Linear) -> Domain | None:
        """The domain of ``n`` in the bound ``n + 1``, if something is known of it."""
        return self.find(bound.terms[0][0].key) if len(bound.terms) == 1 and bound.terms[0][1] == 1 else None

    @property
    def has_empty(self) -> bool:
        return any(domain.is_empty for domain in self._own.values())


def _domain(domains: _Domains, value: Value) -> tuple[Domain, int] | None:
    """The domain of the symbol or unknown thing that the value is, and the constant that is added to it: for ``n + 1``
    that of ``n``, and 1. None for other values."""
    match value:
        # Not a fraction: of one that is no number neither ``x < 0`` nor ``x >= 0`` holds.
        case Unknown(key=key) | TextValue(name=key) if key is not None:
            name = NumberOf(key)
            domain = domains.find(name)
            if domain is None:
                domain = domains.add(name, Domain(whole=False))
                if isinstance(key, Option):
                    domain.only(set(key.choices))
            return domain, 0
        case Number() if type(exact := value.exact) is Linear and [count for _, count in exact.terms] == [1]:
            symbol = exact.terms[0][0]
            domain = domains.find(symbol.key)
            if domain is None:
                domain = domains.add(symbol.key, Domain(whole=True, low=symbol.least))
            if symbol.most or symbol.above:
                domains.bounded[symbol] = None
            return domain, exact.constant
        case Number(name=thing) if thing is not None:
            return domains.find(thing) or domains.add(thing, _within(value)), 0
    return None


def _within(number: Number) -> Domain:
    """The domain of a number of which the range is known."""
    return Domain(whole=True, low=constant_of(number.low), high=constant_of(number.high))


def _count_as(domains: _Domains, value: Value, *, true: bool) -> None:
    found = _domain(domains, value)
    if found is None or found[1]:
        return
    found[0].count_as(true=true)
    thing = value.key if isinstance(value, Unknown) else value.name if isinstance(value, TextValue) else None
    if thing is not None:
        # If it is a collection, it counts as true when it has an element.
        name = LengthOf(thing)
        length = domains.find(name) or domains.add(name, Domain(whole=True, low=0))
        if true:
            length.above(1, itself=True)
        else:
            length.below(0, itself=True)


_NO_CONSTANT = object()


def _constant(value: Value) -> Any:
    match value:
        case Const(value=constant):
            return constant
        case Number() if (number := value.constant) is not None:
            return number
    return _NO_CONSTANT


def _be_among(domains: _Domains, item: Value, container: Value, *, inside: bool) -> None:
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


def _compare(domains: _Domains, compared: Compare, *, holds: bool) -> None:
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


def _equal(domain: Domain, constant: Any, op: Op, *, holds: bool) -> None:
    if holds:
        domain.only({constant})
    elif op is Op.EQUAL or constant is None or isinstance(constant, bool):
        domain.excluded.add(constant)
