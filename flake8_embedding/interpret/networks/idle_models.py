"""Models that a notebook builds and never uses: nothing is looked up in their tables.

    rnn = Sequential([Embedding(words, 8), SimpleRNN(64)])
    rnn.summary()
    lstm = Sequential([Embedding(words, 8), LSTM(64)])
    lstm.fit(x, y)

That no look-up is seen in a table proves nothing, since what is not followed may do one. So what counts is that nothing
leads to the model: one name of the module holds it, and wherever that name stands, the model is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.facts import Facts
from flake8_embedding.interpret.calling.notebook_ends import READS_NAMES, RUNS_OTHERS, WORD
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.state import site_of
from flake8_embedding.notebook import hidden_lines
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.objects import ModelObject, TableObject


def tables_of_idle_models(machine: Machine, facts: Facts) -> frozenset[Hashable]:
    """The keys of the tables of a notebook to which nothing leads but the name of a model that is only built. The name
    of another file may be imported."""
    used = {lookup.table for lookup in facts.lookups}
    waiting = {key: facts.tables[key] for key in facts.made_when_run if key in facts.tables and key not in used}
    if not waiting:
        return frozenset()
    building = _Building(machine)
    return frozenset(key for key, table in waiting.items() if building.alone_leads_to(key, table.place))


class _Building:
    """What the text of the main module does with the names of its models."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._stands: Counter[str] = Counter()
        """How often each name stands in the text, as a name of whatever."""
        self._builds: Counter[str] = Counter()
        """How often it stands where a model is built."""
        self._made: dict[str, list[cst.Call]] = {}
        """The calls whose results get the name."""
        self._given: dict[cst.CSTNode, str] = {}
        """What stands in such a call, or in one that builds, and the name of the model that gets it."""
        for node in nodes_in(machine.source.main.module):
            self._note(node)
        self._hidden = Counter(WORD.findall("\n".join(hidden_lines(machine.source.main.whole))))
        """How often each word stands in the lines of a notebook that are no Python: ``%time rnn.fit(x, y)``."""

    def _note(self, node: cst.CSTNode) -> None:
        match node:
            case cst.Name(value=name):
                self._stands[name] += 1
            case cst.Assign(targets=(cst.AssignTarget(target=cst.Name(value=name)),), value=cst.Call() as call):
                self._builds[name] += 1
                self._made.setdefault(name, []).append(call)
                self._given.update((part, name) for part in _parts_of(call))
            case cst.Call(func=cst.Attribute(value=cst.Name(value=name), attr=cst.Name(value=method))):
                if method in self._machine.registry.conventions.builds_models:
                    self._builds[name] += 1
                    self._given.update((part, name) for part in _parts_of(node))

    def alone_leads_to(self, table: Hashable, place: object) -> bool:
        """Whether the table stands in a model to which nothing leads but a name, with which it is only built."""
        name = self._given.get(place) if isinstance(place, cst.CSTNode) else None
        if name is None or self._stands[name] != self._builds[name] or name in self._hidden:
            return False
        if not READS_NAMES.isdisjoint(self._stands) or not RUNS_OTHERS.isdisjoint(self._hidden):
            return False
        return any(table in self._tables_in(call) for call in self._made[name])

    def _tables_in(self, call: cst.Call) -> set[Hashable]:
        """The keys of the tables in the model that this call has made, one layer after the other."""
        machine = self._machine
        model = machine.store.get(machine.allocs.of(site_of(call), machine.context))
        layers = model.layers if isinstance(model, ModelObject) and model.inputs is None else ()
        return {layer.key for layer in map(machine.store.content, layers) if isinstance(layer, TableObject)}


def _parts_of(call: cst.Call) -> Iterator[cst.CSTNode]:
    """What is given to a call, by itself or in a list that is written there."""
    for argument in call.args:
        yield argument.value
        if isinstance(argument.value, cst.List):
            yield from (element.value for element in argument.value.elements)
