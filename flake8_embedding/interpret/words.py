"""Carry out a row: what its word says, for the arguments of one call."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

import libcst as cst

from flake8_embedding.facts import Feed, FormerArgument, Limit, Table
from flake8_embedding.interpret.encoders import make_encoder
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.renumbered import is_renumbered
from flake8_embedding.interpret.terms import Terms, variants
from flake8_embedding.interpret.vocabularies import note_vocabulary
from flake8_embedding.library.encoder import MakesEncoder
from flake8_embedding.library.lookup import flavour_of
from flake8_embedding.library.spec import (
    Handled,
    LooksUp,
    MakesIds,
    MakesInput,
    MakesLayer,
    MakesModel,
    MakesObject,
    MakesTable,
    Pads,
    PassesOn,
    ReadsOnly,
    Row,
)
from flake8_embedding.values.arithmetic import hull
from flake8_embedding.values.bounds import Expr, add, symbols_of
from flake8_embedding.values.contents import is_symbolic, items_of, length_of, mixed_numbers_in, numbers_in, some_of
from flake8_embedding.values.join import join, options_of
from flake8_embedding.values.objects import LibraryObject, ModelObject, Sequence, TableObject, is_none, unknown_length
from flake8_embedding.values.store import Store
from flake8_embedding.values.value import Arm, Const, Marks, Nature, Number, Origin, Padding, Ref, Unknown, Value


@dataclass(frozen=True)
class RowCall:
    """One call of a function with a row, as handlers see it (``library.spec.Call``)."""

    machine: Machine
    row: Row
    given: Arguments
    node: cst.CSTNode

    @property
    def store(self) -> Store:
        return self.machine.store

    @property
    def key(self) -> Hashable:
        return self.machine.key(self.node)

    @property
    def arguments(self) -> list[Value]:
        return list(self.given.positional)

    @property
    def keywords(self) -> tuple[tuple[str, Value], ...]:
        return self.given.keywords

    @property
    def complete(self) -> bool:
        return self.given.complete

    @property
    def starred(self) -> Value | None:
        return self.given.starred

    def argument(self, name: str) -> Value | None:
        found = self.given.keyword(name)
        if found is not None:
            return found
        positional = self.row.positional
        if name in positional and positional.index(name) < len(self.given.positional):
            return self.given.positional[positional.index(name)]
        return None

    @property
    def place(self) -> cst.CSTNode:
        return self.node

    def place_of(self, name: str) -> cst.CSTNode:
        """Where the argument stands, or the call where it does not stand alone."""
        found = self.given.node(name)
        if found is None and name in self.row.positional:
            found = self.given.node(self.row.positional.index(name))
        return found or self.node

    def unknown(self, reason: str) -> Value:
        return self.machine.unknown(reason, self.node)

    def allocate(self, content: Value, part: str = "") -> Value:
        return self.machine.allocate(self.node, content, part)

    def symbol_text(self) -> str | None:
        return self.machine.source.text(self.node)

    def attribute(self, owner: Value, name: str) -> Value:
        return self.machine.attribute(owner, name, self.node)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        if isinstance(owner, Ref):
            self.store.set((owner.alloc, name), value)

    def is_known_key(self, owner: Value, key: Value) -> bool:
        return isinstance(owner, Ref) and self.machine.holds("has", owner.alloc, key)

    def set(self, owner: Value, content: Value) -> None:
        if isinstance(owner, Ref):
            self.store.set(owner.alloc, content)

    def environment(self, name: Value, value: Value) -> None:
        self.machine.note_environment(name, value, self.node)

    def length_text(self, kind: str) -> str:
        return self.machine.length_text(kind)

    def note_vocabulary(self, made: Value) -> None:
        note_vocabulary(self.machine, made, self.node)

    def apply(self, function: Value, arguments: list[Value]) -> Value:
        return self.machine.call(function, Arguments(tuple(arguments)), self.node)

    def settings(self) -> dict[str, Value]:
        """All arguments by name."""
        named = dict(zip(self.row.positional, self.given.positional, strict=False))
        return {**named, **dict(self.given.keywords)}


def carry_out(machine: Machine, row: Row, called: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The value of a call of a function or class that a library file describes; ``called`` is its path."""
    call = RowCall(machine, row, _with_todays_names(row, arguments), node)
    machine.locate(node)
    if row.removed:
        _note_former_arguments(call, called)
    match row.word:
        case Handled(by=handler):
            return handler(call)
        case MakesTable() as word:
            return _table(call, word, called)
        case LooksUp() as word:
            return _looked_up(call, word, called)
        case MakesEncoder() as word:
            if not arguments.complete:
                return call.unknown("the arguments are not all seen")
            return make_encoder(machine, called, word, call.settings(), node)
        case MakesIds() as word:
            return _ids(call, word)
        case PassesOn() as word:
            return _passed_on(call, word)
        case Pads() as word:
            return _padded(call, word)
        case MakesInput(name=name):
            given = call.argument(name)
            text = given.value if isinstance(given, Const) and isinstance(given.value, str) else ""
            return replace(machine.symbolic(None, Arguments(), node), name=text)
        case MakesModel() as word:
            return _model(call, word)
        case MakesLayer() | MakesObject():
            return machine.allocate(node, LibraryObject(called, node))
        case ReadsOnly():
            return call.unknown(f"what {called} returns is not followed")


def _note_former_arguments(call: RowCall, called: str) -> None:
    flavour = flavour_of(called)
    for name, _ in call.keywords:
        if name in call.row.removed and flavour is not None:
            place = call.place_of(name)
            call.machine.locate(place)
            former = call.row.removed[name]
            call.machine.facts.former_arguments.append(
                FormerArgument(name, place, flavour.name, former.what, former.before)
            )


def _with_todays_names(row: Row, arguments: Arguments) -> Arguments:
    if not row.renamed:
        return arguments
    keywords = tuple((row.renamed.get(name, name), value) for name, value in arguments.keywords)
    return replace(arguments, keywords=keywords)


# -- tables -------------------------------------------------------------------------------------------------------


def _table(call: RowCall, word: MakesTable, called: str) -> Value:
    machine = call.machine
    flavour = flavour_of(called)
    rows = call.argument(word.rows)
    if rows is None or not call.complete:
        return call.unknown("the size of the table is not given where it is seen")
    place = call.place_of(word.rows)
    machine.locate(place)
    text = machine.source.text(place) if place is not call.node else None
    if word.of_matrix:
        text = None
        rows = matrix_shape(machine, rows)[0] or call.unknown("the matrix is not known")
    unknown = rows.reason if isinstance(rows, Unknown) else None
    rows = machine.on_this_path(machine.numeric(rows, text))
    width = call.argument(word.width)
    weights, weights_width, weights_place = _weights(call, word)
    masks = call.argument(word.masks) if word.masks else None
    table = Table(
        key=call.key,
        place=call.node,
        rows=rows,
        rows_place=place,
        rows_text=text,
        width=width,
        length=call.argument(word.length) if word.length else None,
        called=word.called,
        size_name=word.size_name,
        width_name=word.width,
        one_row_is_idiom=word.one_row_is_idiom,
        named=tuple(_named_by(machine, rows)),
        named_by_width=tuple(_named_by(machine, width)) if width is not None else (),
        arms=machine.arms,
        in_call=machine.frame.called_at is not None,
        unknown=unknown,
        weights=weights,
        weights_width=weights_width,
        weights_place=weights_place,
        padding=call.argument(word.padding) if word.padding else None,
        padding_place=_located(call, word.padding),
        masks_zero=isinstance(masks, Const) and masks.value is True,
        masks_place=_located(call, word.masks),
        negative=word.negative,
        flavour=flavour.name if flavour is not None else None,
        outcomes=word.outcomes,
        group=word.group,
        called_at=machine.frame.called_at,
        trail=machine.trail.steps(
            machine.read_before, [one.value for one in options_of(rows) if isinstance(one.value, Number)]
        ),
    )
    if word.resizes:
        machine.facts.forget_group(word.group)
    machine.facts.tables[table.key] = table
    return machine.allocate(call.node, TableObject(table, table.key))


def _looked_up(call: RowCall, word: LooksUp, called: str) -> Value:
    """``F.embedding(ids, matrix)``"""
    ids, matrix = call.argument(word.ids), call.argument(word.table.rows)
    if ids is None or matrix is None:
        return call.unknown("what is looked up is not seen")
    axis = call.argument(word.axis) if word.axis is not None else None
    if word.axis is not None and not (isinstance(axis, Number) and axis.constant == 0):
        return call.unknown("what is looked up are not the rows")
    if is_symbolic(ids, call.store) or is_symbolic(matrix, call.store):
        return call.machine.symbolic(None, call.given, call.node)
    made = call.store.content(_table(call, word.table, called))
    if isinstance(made, TableObject):
        feed_table(call.machine, made.table, ids, call.node)
    return call.unknown("vectors are not followed")


def _located(call: RowCall, name: str | None) -> cst.CSTNode:
    place = call.place_of(name) if name is not None else call.node
    call.machine.locate(place)
    return place


def _weights(call: RowCall, word: MakesTable) -> tuple[Number | None, Value | None, cst.CSTNode]:
    """How many rows and columns the matrix has that the table is filled with: ``weights=[m]``, ``Constant(m)``,
    ``_weight=m``."""
    for name in (word.weights, "embeddings_initializer"):
        given = call.argument(name) if name is not None else None
        if given is None or name is None:
            continue
        length, width = matrix_shape(call.machine, given)
        if length is not None:
            return length, width, _located(call, name)
    return None, None, call.node


def matrix_shape(machine: Machine, given: Value) -> tuple[Number | None, Value | None]:
    """How many rows and columns a matrix has, given as it is or alone in a list; None where that is not known."""
    items = items_of(given, machine.store)
    content = machine.store.content(items[0] if items is not None and len(items) == 1 else given)
    if not isinstance(content, Sequence) or content.kind != "array":
        return None, None
    return content.length, content.shape[1] if content.shape is not None and len(content.shape) == 2 else None


def _named_by(machine: Machine, rows: Value) -> list[Number]:
    """The ids that the size itself tells of: those of the vocabularies it counts, or whose largest it is."""
    found: list[Number] = []
    for option in options_of(rows):
        if not isinstance(option.value, Number) or option.value.exact is None:
            continue
        largest = option.value.largest_of
        if largest is not None and largest.origin is not None:
            found.append(largest)
        for length in (*symbols_of(option.value.exact), option.value.birth):
            found.extend(ids for ids in machine.producers.get(length, {}).values() if ids not in found)
    return found


def feed_table(machine: Machine, table: Table, ids: Value, node: cst.CSTNode) -> None:
    """Note that these ids are looked up in the table."""
    machine.locate(node)
    content = machine.store.content(ids)
    numbers = numbers_in(ids, machine.store)
    if numbers is not None:
        numbers = machine.over_all_rounds(numbers)
    if numbers is not None and numbers.origin is None and numbers.high is not None:
        place = numbers.birth if numbers.birth is not None else node
        constant = numbers.high == numbers.low or not symbols_of(numbers.high)
        nature = Nature.WRITTEN if constant else Nature.PRODUCED
        numbers = replace(numbers, origin=Origin("ids", place, nature=nature))
    if numbers is not None and numbers.reached and (numbers.constant or 0) < 0 and numbers.birth is not None:
        numbers = replace(numbers, marks=numbers.marks | Marks(negative=numbers.birth))
    length = content.shape[-1] if isinstance(content, Sequence) and content.shape else None
    identity = content.key if isinstance(content, Unknown) else None
    unknown = content.reason if isinstance(content, Unknown) else None
    changed = is_renumbered(machine, ids)
    machine.facts.feeds.append(Feed(table.key, numbers, node, length, identity, unknown, machine.arms, changed))


# -- ids ----------------------------------------------------------------------------------------------------------


def _ids(call: RowCall, word: MakesIds) -> Value:
    ways: list[tuple[Value, frozenset[Arm]]] = []
    for settings, arms in variants(tuple(call.settings().items())):
        terms = Terms(call.store, settings)
        low, stop = terms(word.low), terms(word.stop)
        if low is None or stop is None:
            return call.unknown(f"the range of the {word.what} is not known")
        limit: Expr | None = stop if word.limit is not None else None
        origin = Origin(word.what, call.node, limit=limit, limit_name=word.limit or "")
        ways.append((Number(low, add(stop, -1), origin=origin), arms))
    given = call.argument(word.limit) if word.limit is not None else None
    if isinstance(given, Number):
        call.machine.facts.limits.append(Limit(given, call.node, word.limit or ""))
    return call.allocate(Sequence("list", join(ways, call.key), unknown_length(call.key)))


def _passed_on(call: RowCall, word: PassesOn) -> Value:
    given = [value for name in word.of if (value := call.argument(name)) is not None]
    if any(is_symbolic(value, call.store) for value in given):
        return call.machine.symbolic(None, call.given, call.node)
    if len(given) == 1:
        content = call.store.content(given[0])
        if isinstance(content, Unknown | Number | Const):
            return content
        if isinstance(content, Sequence) and word.keeps_all and word.keeps_shape:
            return call.allocate(replace(content, kind="array"))
    numbers = [mixed_numbers_in(value, call.store) for value in given]
    known = [found for found in numbers if found is not None]
    if not known or len(known) < len(numbers):
        return call.unknown("the content of the array is not known")
    ids = hull(known)
    return call.allocate(Sequence("array", ids if word.keeps_all else some_of(ids), unknown_length(call.key)))


def _padded(call: RowCall, word: Pads) -> Value:
    sequences, length = call.argument(word.of), call.argument(word.length) if word.length else None
    if sequences is None:
        return call.unknown("what is padded is not seen")
    content = call.store.content(sequences)
    width: Value | None = None if length is None or is_none(length) else length
    numbers = numbers_in(sequences, call.store)
    filler = call.argument(word.value)
    padding = Number.exactly(0) if filler is None else numbers_in(filler, call.store)
    if padding is not None and padding.exact is not None:
        padding = replace(padding, marks=Marks(padding=Padding(padding.exact, call.node)))
    rows = length_of(sequences, call.store) or unknown_length(call.key)
    shape = None if width is None else (rows, width)
    if numbers is None or padding is None or isinstance(content, Unknown):
        # Not the same unknown as before: the padding has come in.
        return call.allocate(Sequence("array", call.unknown("what is padded is not known"), rows, shape=shape))
    exact_fit = _needs_no_padding(call, sequences, width)
    kept = numbers if exact_fit or width is None or _fits(call, sequences, width) else some_of(numbers)
    ids = kept if exact_fit else hull([kept, padding])
    return call.allocate(Sequence("array", ids, rows, shape=shape))


def _fits(call: RowCall, sequences: Value, width: Value) -> bool:
    """Whether no sequence is known to be cut."""
    longest = width.constant if isinstance(width, Number) else None
    lengths = [length_of(row, call.store) for row in items_of(sequences, call.store) or ()]
    known = [length.constant for length in lengths if length is not None and length.constant is not None]
    return longest is not None and bool(known) and len(known) == len(lengths) and max(known) <= longest


def _needs_no_padding(call: RowCall, sequences: Value, width: Value | None) -> bool:
    """Whether all sequences are known to be of the length they are filled to."""
    lengths = [length_of(row, call.store) for row in items_of(sequences, call.store) or ()]
    known = {None if length is None else length.constant for length in lengths}
    wanted = known if width is None else {width.constant if isinstance(width, Number) else None}
    return len(known) == 1 and None not in known and known == wanted


# -- models -------------------------------------------------------------------------------------------------------


def _model(call: RowCall, word: MakesModel) -> Value:
    if word.layers is not None:
        layers = call.argument(word.layers)
        if layers is None or is_none(layers):
            return call.allocate(ModelObject())
        items = items_of(layers, call.store)
        return call.allocate(ModelObject(items)) if items is not None else call.unknown("the layers are not known")
    inputs, outputs = call.argument(word.inputs or ""), call.argument(word.outputs or "")
    if inputs is None or outputs is None:
        return call.unknown("the model's inputs and outputs are not given")
    return call.allocate(ModelObject((), inputs, outputs))
