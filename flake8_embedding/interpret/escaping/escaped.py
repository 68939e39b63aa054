"""What code that is not seen has been given, and what it may therefore do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any

from flake8_embedding.values.provenance import KINDS, OneOfObjects, PartOf, SetMember
from flake8_embedding.values.relations import Relatives, before_changes, owner_of
from flake8_embedding.values.value import AllocationSite, FunctionValue, ObjectRef, Partial, Value


class Escaped:
    """Functions, objects and library names that are no longer this file's alone."""

    def __init__(self) -> None:
        self._lent = Relatives()
        self._modules_held: dict[Hashable, dict[AllocationSite, None]] = {}
        self._readers: set[Hashable] = set()
        self._calling_nothing: set[Hashable] = set()
        self._reading_copies: set[Hashable] = set()
        self._copied: dict[Hashable, dict[Hashable, None]] = {}
        self.is_given_code = False
        """Whether a library that calls nothing else was given code of the file: ``logger.addHandler(Window())``."""
        self.has_code_in_library = False
        """Whether code of the file was put in the place of a library's own: ``sys.stdout = Window()``."""
        self._any_object = Relatives()
        self._written_by: dict[Hashable, tuple[Hashable, ...]] = {}
        self._written_elsewhere: dict[Hashable, bool] = {}
        self._handed: dict[Hashable, FunctionValue | Partial] = {}
        self.patched: set[str] = set()
        """The names of libraries that the file sets: ``torch.nn.*`` is any name there."""
        self._changed_classes: set[str] = set()
        self._touched: set[str] = set()
        self._stored: dict[Hashable, dict[ObjectRef, None]] = {}
        self._aliases: dict[Hashable, dict[ObjectRef, None]] = {}
        self.members: dict[SetMember, None] = {}
        """The attributes that were set on unknown things."""
        self._members_named: dict[str, dict[SetMember, None]] = {}
        self.has_moved_ids = False
        """Whether ids that were moved are kept somewhere outside the program, which may read them again."""
        self.is_hooked = False
        """Whether a hook that every module calls may change what is looked up."""

    def note_any_object(self, made: Hashable) -> None:
        """The unknown thing may be any object that a name of the module holds: ``vars(x)[name]``."""
        self._any_object.add(made)

    def is_any_object(self, key: Hashable) -> bool:
        return bool(self._any_object) and self._any_object.has_one_of(key)

    def note_lent(self, made: Hashable) -> None:
        """The unknown thing may be an object of the file, or of a class that another file of the project has."""
        self._lent.add(made)

    def is_lent(self, key: Hashable) -> bool:
        return self._lent.has_one_of(key)

    def note_module_held(self, made: Hashable, module: AllocationSite) -> None:
        """The unknown thing was made of this module, and may call it: ``torch.vmap(table)``."""
        self._modules_held.setdefault(made, {})[module] = None

    def modules_held_by(self, key: Hashable) -> Iterable[AllocationSite]:
        return self._modules_held.get(key, ()) if self._modules_held else ()

    def note_reader(self, made: Hashable) -> None:
        """The unknown thing is a library's own: whoever calls it hands it arguments to read."""
        self._readers.add(made)

    def is_reader(self, key: Hashable) -> bool:
        return key in self._readers

    def note_given_code(self) -> None:
        """A library that calls nothing else was given code of the file, and may call it from now on."""
        self.is_given_code = True

    def note_code_in_library(self) -> None:
        """``sys.stdout = Window()``: whatever a library does may call it from now on."""
        self.has_code_in_library = True

    def note_calling_nothing(self, made: Hashable) -> None:
        """The unknown thing was made by a library that calls no function which another one was handed."""
        self._calling_nothing.add(made)

    def calls_nothing(self, key: Hashable) -> bool:
        """Whether such a library has made it, or what it is a part of: ``logger.info``."""
        return _is_part_of_one(key, self._calling_nothing)

    def note_reading_copies(self, made: Hashable) -> None:
        """The unknown thing was made by a package that works with arrays of NumPy: ``TSNE()``."""
        self._reading_copies.add(made)

    def reads_copies(self, key: Hashable) -> bool:
        """Whether such a package has made it, or what it is a part of: ``TSNE().fit_transform``."""
        return _is_part_of_one(key, self._reading_copies)

    def note_copied(self, made: Hashable, tables: Iterable[Hashable]) -> None:
        """The unknown array was worked out of copies of the weights of these tables: ``weights / norm(weights)``."""
        self._copied.setdefault(made, {}).update(dict.fromkeys(tables))

    def copied_from(self, key: Hashable) -> Iterable[Hashable]:
        """The tables whose numbers are in an array, or in what it is a part of."""
        return self._copied.get(_whole_among(key, self._copied), ())

    def written_by(self, function: Hashable, ask: Callable[[], tuple[Hashable, ...]]) -> tuple[Hashable, ...]:
        """What a call of the function changes outside of it; ``ask`` is called once a function."""
        known = self._written_by.get(function)
        if known is None:
            known = self._written_by[function] = ask()
        return known

    def note_written_later(self, key: Hashable, *, by_import: bool) -> None:
        """Code that is not seen may write this from now on, by calling a function that it was handed; ``by_import``:
        a module handed it on while it was imported, and it is called when no module is being imported any more."""
        self._written_elsewhere[key] = by_import and self._written_elsewhere.get(key, True)

    def written_later(self, *, in_import: bool) -> Collection[Hashable]:
        """What code that is not seen may write when it runs; ``in_import``: while a module is being imported."""
        if not in_import:
            return self._written_elsewhere
        return [key for key, by_import in self._written_elsewhere.items() if not by_import]

    def note_handed(self, handed: Value, place: Hashable) -> None:
        """A function, or one with some of its arguments, was handed on: it is evaluated when the module has ended. If a
        place hands one on with several arguments, any may be given: ``submit(partial(step, k))`` in a loop."""
        function = handed
        while isinstance(function, Partial):
            function = function.function
        if not isinstance(function, FunctionValue):
            return
        own = (function.node, function.scope, function.owner)
        if not isinstance(handed, Partial) or self._handed.setdefault((*own, place), handed) != handed:
            self._handed.setdefault(own, function)

    @property
    def handed(self) -> list[FunctionValue | Partial]:
        """In the order in which they were handed on."""
        return list(self._handed.values())

    def note_stored(self, owner: Hashable, stored: ObjectRef) -> None:
        """``holder.words = words`` of a holder that is not known: who has it may change the list."""
        self._stored.setdefault(before_changes(owner), {})[stored] = None

    def stored_in(self, owner: Hashable) -> Iterable[ObjectRef]:
        return self._stored.get(before_changes(owner), ()) if self._stored else ()

    def note_alias(self, unknown: Hashable, objects: Iterable[ObjectRef]) -> None:
        """The unknown thing may be one of these objects of the file."""
        self._aliases.setdefault(unknown, {}).update(dict.fromkeys(objects))

    def aliased_by(self, key: Hashable) -> Iterable[ObjectRef]:
        """The objects that the unknown thing, or what it is a part of, may be."""
        part: Any = before_changes(key)
        found: dict[ObjectRef, None] = {}
        while part is not None:
            if part in self._aliases:
                found.update(self._aliases[part])
            if isinstance(part, OneOfObjects):
                found.update((ObjectRef(one), None) for one in part.objects if isinstance(one, AllocationSite))
            if type(part) in KINDS and part.parts and type(part.parts[0]) is ObjectRef:
                # It is what is seen of an array through a view.
                found[part.parts[0]] = None
            # What the module makes outside of calls is named by its place alone, which is no key.
            part = part.of if isinstance(part, PartOf) else owner_of(part)
        return found

    def note_member(self, member: SetMember, name: str) -> None:
        """``settings.rows = 10`` of settings that are not known."""
        self.members[member] = None
        self._members_named.setdefault(name, {})[member] = None

    @property
    def has_members(self) -> bool:
        return bool(self.members)

    def members_named(self, name: str) -> Iterable[SetMember]:
        """The attributes of this name that were set on unknown things."""
        return tuple(self._members_named.get(name, ()))

    def note_patched(self, path: str) -> None:
        """``torch.nn.Embedding = ...``: the file sets a name in a library; ``torch.nn.*`` is any name there."""
        self.patched.add(path)

    def note_touched(self, path: str) -> None:
        """A function or method of this object of another module was called, which may set its attributes."""
        self._touched.add(path)

    def may_have_changed(self, path: str) -> bool:
        """Whether a name of another module may hold something else since a function of that module was called."""
        while path and path not in self._touched:
            path = path.rpartition(".")[0]
        return bool(path)

    def note_changed_class(self, path: str) -> None:
        """``nn.Embedding.forward = f``: what objects of the class do, and what they are made of, the file decides."""
        self._changed_classes.add(path)

    def is_changed_class(self, path: str) -> bool:
        return path in self._changed_classes

    def is_patched(self, path: str) -> bool:
        return path in self.patched

    def note_hook(self) -> None:
        """``register_module_forward_hook``: it is called for every module."""
        self.is_hooked = True


def _is_part_of_one(key: Hashable, made: Collection[Hashable]) -> bool:
    """Whether the thing is one of these, or a part of one, whatever has changed it."""
    return _whole_among(key, made) in made


def _whole_among(key: Hashable, made: Collection[Hashable]) -> Hashable:
    """The one of these that the thing is, or is a part of. What is given back is none of them if it is neither."""
    part = before_changes(key) if made else None
    while isinstance(part, PartOf) and part not in made:
        part = before_changes(part.of)
    return part
