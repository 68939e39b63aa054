"""The memory of the program under analysis, on the path that is followed, in the calls that are open.

This is enough to make values and to change objects; names and the evaluation of syntax build upon it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from contextlib import AbstractContextManager

import libcst as cst

from flake8_embedding.interpret.budget import Budget
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.holding import Holding
from flake8_embedding.interpret.rounds.open_loops import OpenLoops
from flake8_embedding.limits import ITEMS, LOOKS_AT_A_CELL
from flake8_embedding.syntax.walk import is_syntax
from flake8_embedding.values.arrays.shared_memory import change, lies_in
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.classes import SHARED
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.nests import cells_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.former import is_of_former_round
from flake8_embedding.values.graphs import Tensors
from flake8_embedding.values.memory.join import NO_GUARDS, alternatives_of
from flake8_embedding.values.memory.paths import Path
from flake8_embedding.values.memory.store import Delta, Store
from flake8_embedding.values.numbers.bounds import Expr, number, subtract
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.unknown_numbers import opaque_number
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, Suspended, TableObject
from flake8_embedding.values.predicates.guards import PathCondition
from flake8_embedding.values.provenance import Key, Mark, Round
from flake8_embedding.values.taint import Taint
from flake8_embedding.values.value import (
    TRUE,
    AllocationSite,
    Choice,
    Const,
    Guard,
    ObjectRef,
    Operation,
    SiteTable,
    Symbolic,
    Unknown,
    Value,
)

_LAYERS = Instance | LibraryObject | TableObject
"""What is a layer of a functional model, and no model itself, whose output is that of its own graph."""


class State:
    """What every name and object holds on the present path, and how new ones are named."""

    def __init__(self) -> None:
        self.budget = Budget()
        self.store = Store(self.budget.spend)
        self.allocs = SiteTable()
        self.taint = Taint()
        self.loops = OpenLoops()
        self.followed_back: dict[Hashable, object] = {}
        """Unknown things that were changed, and all that these may share their memory with, each with the question that
        it was the result of: those whose vectors may have places that are ruled out."""
        self.context: tuple[Hashable, ...] = ()
        """The calls that are open, and the rounds of loops in them, by their places."""
        self.pending_name = ""
        """The name that what is being made will be known by."""
        self.made: set[AllocationSite] | None = None
        """The objects that were made since it was asked to note them; None while nobody asks."""
        self.has_suspended = False
        """Whether any generator, coroutine or the like was ever made: many programs make none."""
        self.has_loaders = False
        """Whether any loader was made that asks its data again each time: many programs have none."""
        self.is_called_back = False
        """Whether a function of a library is calling one that it was given, as ``map`` does for each element."""
        self._keys_in: dict[tuple[Hashable, ...], dict[Hashable, Key]] = {}
        """The keys of places in the calls that were open when they were asked for: equal keys are one object, so that
        comparing them costs nothing."""
        self._keyed_in: tuple[Hashable, ...] = ()
        self._keys: dict[Hashable, Key] = {}
        self._condition = PathCondition(NO_GUARDS)
        self._condition_guards: frozenset[Guard] = NO_GUARDS
        self._conditions: dict[frozenset[Guard], PathCondition] = {}

    # -- the path ---------------------------------------------------------------------------------------------

    @property
    def guards(self) -> frozenset[Guard]:
        """The guards of the present path."""
        return self.store.guards

    @guards.setter
    def guards(self, guards: frozenset[Guard]) -> None:
        self.store.guards = guards

    @property
    def path_condition(self) -> PathCondition:
        """The guards of the present path, to be asked what can hold besides them."""
        if self._condition_guards is not self.guards:
            self._condition_guards = guards = self.guards
            # Each round of a loop comes along the same paths.
            condition = self._conditions.get(guards)
            if condition is None:
                condition = self._conditions[guards] = PathCondition(guards)
            self._condition = condition
        return self._condition

    def path(self, guards: frozenset[Guard] = NO_GUARDS) -> AbstractContextManager[Delta]:
        """Execute on a path of its own; the mapping yielded is filled with what it changed."""
        return Path(self.store, guards)

    def go_on(self, paths: list[tuple[Delta, frozenset[Guard]]], place: Hashable) -> bool:
        """Go on from where the paths join. False if no path goes on. If only one does, its guards hold from here on."""
        if not paths:
            return False
        self.store.join_paths(paths, place)
        if len(paths) == 1:
            self.assume(paths[0][1])
        return True

    def assume(self, guards: frozenset[Guard]) -> None:
        """From here on these guards hold, too: no run comes by that does not meet them."""
        self.store.assume(guards)

    def on_this_path(self, value: Value) -> Value:
        """The value without the alternatives that the guards of this path rule out."""
        if type(value) is not Choice or not self.guards:
            return value
        condition = self.path_condition
        left = tuple(option for option in value.options if not condition.refutes(option.guards))
        if not left or len(left) == len(value.options):
            return value
        return left[0].value if len(left) == 1 else Choice(left)

    def given_here(self, arguments: Arguments) -> Arguments:
        """The arguments of a call as they are on this path: ``d.setdefault(word, len(d))``, of a dict that has one
        entry more on another path."""
        if Choice not in set(map(type, arguments.values)):
            return arguments
        return arguments.with_values(tuple(map(self.on_this_path, arguments.values)))

    def on_each_content(self, owner: Value, content: Value, answer: Callable[[Value], Value], node: Hashable) -> Value:
        """The answer for each content that the object may have, each on a path of its own. A value that is no object is
        asked for each of its alternatives."""

        def answered(one: Value) -> Value:
            if not isinstance(owner, ObjectRef):
                return answer(one)
            self.store.set(owner.alloc, one)
            return answer(owner)

        held = self.store.get(owner.alloc) if isinstance(owner, ObjectRef) else content
        if isinstance(held, ArrayView):
            # The array that it lies in is one thing or another.
            base = held.base
            return self.on_each_content(base, self.store.content(base), lambda _: answer(owner), node)
        # What is held of a view says whose it is; its content does not.
        return self.store.on_each(held if isinstance(held, Choice) else content, answered, self.key(node))

    def mark_key(self, what: str, owner: AllocationSite, key: Hashable) -> None:
        """The dict "has" or "lacks" the key, as long as no key goes or comes in."""
        self.store.set(Mark(what, owner, key), self.store.get(owner) or TRUE)

    def has_key(self, owner: AllocationSite, key: Hashable) -> bool:
        """Whether the dict is known to have the key: it was there, and the dict has not become shorter since."""
        then, now = self.store.get(Mark("has", owner, key)), self.store.get(owner)
        more = _more(then, now)
        return _is_as_it_was(then, now) or (more is not None and at_least(more, number(0)) is True)

    def lacks_key(self, owner: AllocationSite, key: Hashable, now: Value | None = None) -> bool:
        """Whether the dict is known to lack the key: it was not there, and the dict has not become longer since."""
        then, now = self.store.get(Mark("lacks", owner, key)), now or self.store.get(owner)
        return _is_as_it_was(then, now) or _more(then, now) == number(0)

    def mark_distinct(self, key: Hashable, start: int) -> None:
        """A round of a loop begins whose key no other round has; ``start`` is the depth at which the loop began."""
        self.store.set(Mark("distinct", key), Const((start, self.store.depth - 1)))

    def is_new_in_round(self, owner: AllocationSite, key: Hashable) -> bool:
        """Whether only this round has the key, and can have put it into the dict, but has not changed the dict so far.
        Of what was in the dict before the loop all keys must be known."""
        mark = self.store.get(Mark("distinct", key))
        if not isinstance(mark, Const) or not isinstance(mark.value, tuple):
            return False
        start, begun = mark.value
        before = self.store.get_below(owner, start)
        has_known_keys = isinstance(before, DictValue) and before.key is None
        return has_known_keys and not self.store.is_set_since(owner, begun)

    def mark(self, what: str, *of: Hashable) -> None:
        """From here on this holds: that a dict "may have" a key."""
        self.store.set(Mark(what, *of), TRUE)

    def holds(self, what: str, *of: Hashable) -> bool:
        """Whether it is known on every path."""
        return self.store.get(Mark(what, *of)) == TRUE

    # -- the open calls ---------------------------------------------------------------------------------------

    def key(self, node: Hashable) -> Hashable:
        """Names what happens at a node, in the calls that are open now."""
        site = id(node) if is_syntax(type(node)) else node
        if not self.context:
            return site
        if self._keyed_in is not self.context:
            self._keyed_in = self.context
            self._keys = self._keys_in.setdefault(self.context, {})
        if site not in self._keys:
            self._keys[site] = Key(site, self.context)
        return self._keys[site]

    @property
    def calls(self) -> tuple[Hashable, ...]:
        """The calls that are open now, without the rounds of loops in them: names belong to a call."""
        return tuple(part for part in self.context if not isinstance(part, Round))

    def in_context(self, context: tuple[Hashable, ...]) -> AbstractContextManager[object]:
        """Evaluate as in the calls that were open then."""
        return Holding(self, "context", context)

    def apart(self, what: Hashable) -> AbstractContextManager[object]:
        """What is made here is another object than what the same place makes elsewhere in the same calls. Each round of
        a loop does this."""
        return self.in_context((*self.context, Round(what)))

    def naming(self, pending_name: str) -> AbstractContextManager[str]:
        """What is made here will be known by this name."""
        return Holding(self, "pending_name", pending_name)

    def length_text(self, kind: str) -> str:
        """What messages call the length of a collection that is being made."""
        return f"len({self.pending_name})" if self.pending_name else f"the length of the {kind}"

    # -- making values ----------------------------------------------------------------------------------------

    def unknown(self, reason: str, node: Hashable, text: str | None = None) -> Unknown:
        return Unknown(reason, self.key(node), text)

    def allocate(self, node: Hashable, content: Value, part: str = "") -> ObjectRef:
        """A new object, named by its place in the calls that are open."""
        if type(content) is Suspended:
            self.has_suspended = True
        elif type(content) is DictValue and len(content.entries) > ITEMS:
            # ``d = {**d, key: value}``, thousands of times: each is an object that keeps all its entries.
            self.budget.spend(len(content.entries))
        elif type(content) is SequenceValue and content.kind == "array":
            # So is ``x = x + 1`` with all its cells, each of which was computed.
            self.budget.spend(LOOKS_AT_A_CELL * cells_of(content))
        alloc = self.allocs.of(site_of(node), self.context, part, self.pending_name)
        if self.store.has_former and (held := self.store.get(alloc)) is not None and is_of_former_round(held):
            self.store.set(Key("former", alloc), held)
        if alloc in self.store.made_anew and (found := self.store.held(alloc)) is not None:
            self.store.set(Key("found", alloc), found)
        if self.made is not None:
            self.made.add(alloc)
        if self.store.several.made_in:
            self.store.several.forget(alloc)
        self.store.put(alloc, content)
        return ObjectRef(alloc)

    def stand_in(self, node: Hashable, content: Value, several: Collection[ObjectRef]) -> ObjectRef:
        """An object that stands for one of several, of which it is not known which: ``rows[k]``."""
        made = self.allocate(node, content, "one of these")
        self.store.stand_ins[made.alloc] = several
        return made

    def allocate_view(self, node: Hashable, view: ArrayView, part: str = "") -> ObjectRef:
        """A new name for elements of an array that is there already."""
        self.budget.spend(LOOKS_AT_A_CELL * cells_of(view.own))
        alloc = self.allocs.of(site_of(node), self.context, part, self.pending_name)
        # In a loop, a view may be made of itself. Then both are one array.
        lies_in_itself = lies_in(view.base, alloc, self.store)
        self.store.set(alloc, view.own if lies_in_itself else view)
        self.store.sees_through = True
        return ObjectRef(alloc)

    def operation(
        self,
        inputs: tuple[Value, ...],
        run: Callable[[tuple[Value, ...]], Value],
        node: cst.CSTNode,
        *,
        keeps_ids: bool = False,
    ) -> Symbolic:
        """What an operation gives for tensors that hold no data yet; ``run`` carries it out when they do."""
        return self.symbolic(Operation(run, keeps_ids), Arguments(inputs), node)

    def symbolic(self, callee: Value | None, arguments: Arguments, node: cst.CSTNode) -> Symbolic:
        """What a layer or operation gives for tensors that hold no data yet."""
        self.store.has_tensors = True
        # Of two layers that may be called there, one on each path, each gives a tensor of its own.
        place = self.key(node)
        key = (place, callee.alloc) if type(callee) is ObjectRef else place
        inputs, loop = tuple(arguments.values), self.loops.of_any_round
        is_of_rounds = loop is not None and any(
            tensor.loop != loop for given in inputs for tensor in Tensors(self.store).within(given)
        )
        made = Symbolic(key, callee, inputs, node, loop=loop, is_of_rounds=is_of_rounds)
        if isinstance(callee, ObjectRef) and isinstance(self.store.content(callee), _LAYERS):
            # ``Model(inputs, layer.output)``
            self.store.set((callee.alloc, "input"), arguments.values[0])
            self.store.set((callee.alloc, "output"), made)
        return made

    def numeric(self, value: Value, text: str | None = None) -> Value:
        """The value as a number. An unknown thing that is used as one is one particular number."""
        return opaque_number(value, text) if isinstance(value, Unknown) else value

    def noting_made(self) -> AbstractContextManager[set[AllocationSite]]:
        """The set yielded is filled with the objects that are made meanwhile."""
        made: set[AllocationSite] = set()
        return Holding(self, "made", made)

    # -- changing objects -------------------------------------------------------------------------------------

    def change(self, owner: ObjectRef, content: Value, node: Hashable) -> None:
        """Give an object other content."""
        change(owner, content, self.store, self.key(node))

    def forget(self, value: Value, reason: str, node: Hashable) -> None:
        """The object, or each that the value may be, was handed to code that is not seen and may change it."""
        for option in alternatives_of(value):
            one = option.value
            if isinstance(one, ObjectRef):
                self.change(one, self.unknown(reason, (node, one.alloc), one.alloc.text or None), node)

    def forget_attributes(self, owner: Value) -> None:
        """The attributes were changed in a way that is not followed; the layers of a model are attributes, too."""
        for option in alternatives_of(owner):
            one = option.value
            if not isinstance(one, ObjectRef):
                continue
            self.store.set((one.alloc, "*"), TRUE)
            shared = self.store.get((one.alloc, SHARED))
            if shared is not None:
                self.forget(shared, "it is the dict of an object's attributes", one.alloc)
            content = self.store.content(one)
            if isinstance(content, ModelObject):
                self.change(one, content.in_some_order(one.alloc), one.alloc)

    def replace_everywhere(self, before: Value, after: Value) -> None:
        """An unknown thing turns out to be an object, or becomes another one that is not known, as it is changed in
        place. Whoever holds it holds that from now on."""
        for key in self.store.holders_of(before):
            self.store.set(key, after)


def _is_as_it_was(then: Value | None, now: Value | None) -> bool:
    """Whether the content of an object is one of those that it may have had then."""
    if then is None or now is None:
        return False
    return then is now or then == now or any(one.value == now for one in alternatives_of(then))


def _more(then: Value | None, now: Value | None) -> Expr | None:
    """How much longer a dict has become; None where that is not known."""
    if not isinstance(then, DictValue) or not isinstance(now, DictValue):
        return None
    begun, length = then.length.exact, now.length.exact
    return None if begun is None or length is None else subtract(length, begun)


def site_of(node: Hashable) -> Hashable:
    """A node by its address: the tree outlives the analysis, and libcst's own hash of a node costs a call."""
    return id(node) if is_syntax(type(node)) else node
