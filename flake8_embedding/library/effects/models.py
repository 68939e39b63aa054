"""Models, their inputs, and layers that do no look-up."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.objects import LibraryObject, ModelObject, is_none
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.value import NONE, Value


@record(frozen=True)
class MakesInput(Effect):
    """A functional model's input; ``name`` is the argument by whose value data can be given to it."""

    name: str = "name"

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.name)

    def apply(self, call: Call) -> Value:
        given = call.argument(self.name)
        text = text_in(given) or ""
        return replace(call.symbolic(of_arguments=False), name=text)


@record(frozen=True)
class MakesModel(Effect):
    """A model: of a list of layers, or from inputs to outputs."""

    layers: str | None = None
    inputs: str | None = None
    outputs: str | None = None

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.layers, self.inputs, self.outputs)

    def apply(self, call: Call) -> Value:
        if self.layers is not None:
            layers = call.argument(self.layers)
            if layers is None or is_none(layers):
                return call.allocate(ModelObject())
            items = items_of(layers, call.store)
            return call.allocate(ModelObject(items)) if items is not None else call.unknown("the layers are not known")
        inputs, outputs = call.argument(self.inputs or ""), call.argument(self.outputs or "")
        if inputs is None or outputs is None:
            return call.unknown("the model's inputs and outputs are not given")
        for part in (*_parts(call, inputs), *_parts(call, outputs)):
            call.note_part_used(part)
        return call.allocate(ModelObject((), inputs, outputs))


def _parts(call: Call, ends: Value) -> tuple[Value, ...]:
    return items_of(ends, call.store) or (ends,)


@record(frozen=True)
class MakesLayer(Effect):
    """A layer that does no look-up; ``passes_ids``: what comes out are the ids that went in. ``in_other_shape``: they
    come out in an array with other sides. ``width`` names the argument with the length of each vector that comes out;
    ``keeps_width``: they are as long as those that went in, in an array with ``fewer`` dimensions."""

    passes_ids: bool = False
    in_other_shape: bool = False
    width: str | None = None
    keeps_width: bool = False
    fewer: int = 0
    others: int = 0
    """How many other results come beside it, in a tuple."""
    applies: str | None = None
    """The argument with the function that it applies to what goes in."""
    has_row_for_each: bool = False
    """Whether its weight has a row for each of the numbers in a vector that comes out."""
    keeps: tuple[int, str] | None = None
    """The place and name of what it is called on that ``keeps_width`` means, if that is not the data."""
    unless: tuple[str, ...] = ()
    """The arguments with which it gives something else. A layer that is given may be called there."""

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.applies, self.width, *self.unless)

    def apply(self, call: Call) -> Value:
        given = [(name, call.argument(name)) for name in (self.applies, self.width, *self.unless) if name is not None]
        settings = tuple((name, value) for name, value in given if value is not None and value != NONE)
        others = [value for name, value in settings if name in self.unless]
        if others:
            call.apply(call.unknown("what is called inside the layer is not followed"), others)
        return call.allocate(LibraryObject(call.path, call.place, settings))


@record(frozen=True)
class MakesRecurrentLayer(Effect):
    """A layer that reads sequences step by step. Each vector that it gives has the length that the argument ``width``
    says, unless the argument ``projected`` is given; it is twice as long if the one called ``both_ways`` is on.

    ``steps`` names the argument that says whether there is a vector for each step, in an array of three dimensions; if
    not, there is one for each sequence. Without a name there always is, in as many dimensions as went in. ``state``
    names the argument that says whether the ``states`` come out beside the vectors; without a name they always do. If
    there is one for each of the ``layers``, they have as many dimensions as went in. ``together``: they come in a tuple
    of their own.
    """

    width: str
    both_ways: str | None = None
    projected: str | None = None
    layers: str | None = None
    steps: str | None = None
    state: str | None = None
    states: int = 1
    together: bool = False

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.width, self.steps, self.state, self.both_ways, self.projected, self.layers)

    def apply(self, call: Call) -> Value:
        given = [(name, call.argument(name)) for name in sorted(self.arguments)]
        settings = tuple((name, value) for name, value in given if value is not None)
        return call.allocate(LibraryObject(call.path, call.place, settings))
