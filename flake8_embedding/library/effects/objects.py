"""Functions of which little is said, objects known by their methods, and what a handler does."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.effect import Effect, named
from flake8_embedding.record import record
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Unknown, Value


@record(frozen=True)
class MakesObject(Effect):
    """The constructor of an object that is known by its methods alone: the library's ``methods`` have their entries,
    under the full path of its class."""

    def apply(self, call: Call) -> Value:
        return call.allocate(LibraryObject(call.path, call.place))


@record(frozen=True)
class ReturnsArgument(Effect):
    """A function that gives back its argument ``of``, the same object: ``model.to(device)``, ``compile(model)``."""

    of: str

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.of)

    def apply(self, call: Call) -> Value:
        return call.argument(self.of) or call.unknown(f"what {call.path} is given is not seen")


@record(frozen=True)
class HooksIn(Effect):
    """A function that has another one, the argument ``hook``, called before each look-up or behind it, which may change
    the ids: in the module that the argument ``of`` names, or with None in all."""

    of: str | None
    hook: str = "hook"

    @property
    def arguments(self) -> frozenset[str]:
        return named(self.of, self.hook)

    def apply(self, call: Call) -> Value:
        hook = call.argument(self.hook)
        if hook is not None:
            # Each call of the module calls it: what it writes is not known from now on.
            call.note_handed_on(hook)
        call.note_hook(call.argument(self.of) if self.of is not None else None)
        # It may change what a layer gives, too.
        call.note_any_ruled_out()
        return call.unknown("a hook")


@record(frozen=True)
class ReadsOnly(Effect):
    """A function that leaves its arguments as they are; its result is not followed."""

    def apply(self, call: Call) -> Value:
        return call.unknown(f"what {call.path} returns is not followed")


@record(frozen=True)
class MakesRecord(Effect):
    """A class decorator that generates a class's constructor from its fields; ``dataclass`` is one.

    The annotated names of the class are its fields. ``annotated_if``: only if this argument is True. ``unannotated``:
    names that hold a ``Field`` are fields without an annotation, too. ``keyword_only`` names the argument that makes
    the constructor take the fields by keyword, ``constructor`` the one that asks for a constructor. ``after`` is the
    method that the constructor calls at its end.
    """

    annotated_if: str | None = None
    unannotated: bool = False
    keyword_only: str | None = None
    constructor: str | None = None
    after: str = ""
    public_arguments: bool = False
    """The field ``_rows`` is the argument ``rows``."""
    is_tuple: bool = False
    """An instance is a tuple of its fields, too."""
    for_descendants: bool = False
    """As a base class: all that descend from it are records, not only its direct subclasses."""
    frozen: str | bool = False
    """Whether the fields of an instance are never set again, or the argument that says so."""

    @property
    def arguments(self) -> frozenset[str]:
        frozen = self.frozen if isinstance(self.frozen, str) else None
        return named(self.annotated_if, self.keyword_only, self.constructor, frozen)

    def apply(self, call: Call) -> Value:
        return call.make_record(self)


@record(frozen=True)
class Handled(Effect):
    """A function of a library file works the call out."""

    by: Callable[[Call], Value]
    keeps_arguments: bool = False
    """Whether it does no more with its arguments than the handler: the functions among them are not called behind it,
    and nothing is looked up in a weight."""

    def apply(self, call: Call) -> Value:
        made = self.by(call)
        match made:
            case Unknown():
                return call.tainted(made)
        return made
