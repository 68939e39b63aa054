"""Numbers that were looked up for a word before the program asks whether the dict has it: ``number = numbers.get(word,
-1)``, and then ``if word in numbers``. Behind the test the default is not among them."""

from __future__ import annotations

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.linear import Symbol
from flake8_embedding.values.value import AllocationSite, Number


def doubt_defaults(machine: Machine, owner: AllocationSite) -> None:
    """The dict has the word that was asked for. What the names here hold besides the dict's own numbers may be the
    default that stands for a word that is missing, and need not come any more."""
    mapping = machine.store.get(owner)
    if not isinstance(mapping, DictValue) or mapping.key is None:
        return
    own = [one for one in (mapping.value, *(held for _, held in mapping.entries)) if isinstance(one, Number)]
    counted = frozenset[Symbol]().union(*map(_symbols, own))
    scope = machine.frame.scope
    for name, held in machine.store.names_in(scope):
        if not isinstance(held, Number) or held.exact is not None or _symbols(held).isdisjoint(counted):
            continue
        if held.id_facts.negative is not None or all(one.high != held.high for one in own):
            machine.store.set((scope, name), held.weakened())


def _symbols(number: Number) -> frozenset[Symbol]:
    return frozenset() if number.high is None else symbols_of(number.high)
