"""One call as effects and handlers see it: its arguments, the memory, and what the engine does on request."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Protocol

from flake8_embedding.values.arrays.vectors import VectorsOf
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.ids import Place
from flake8_embedding.values.imported import ModuleValue
from flake8_embedding.values.memory.store import Store
from flake8_embedding.values.objects import Replacement
from flake8_embedding.values.value import Guard, Number, Symbolic, Unknown, Value

if TYPE_CHECKING:
    from flake8_embedding.library.effects.indexers import MakesIndexer
    from flake8_embedding.library.effects.objects import MakesRecord
    from flake8_embedding.library.effects.tables import LooksUp, MakesTable


class Call(Protocol):
    """One call, as effects and handlers see it."""

    @property
    def path(self) -> str:
        """What is called, by its full dotted path, or a method by its name."""
        ...

    @property
    def store(self) -> Store: ...

    @property
    def key(self) -> Hashable:
        """Names this call: the same place in the same open calls."""
        ...

    @property
    def place(self) -> Place:
        """Where the call stands, for findings that name its line."""
        ...

    def has_made(self, library: str) -> bool:
        """Whether the library has made any object so far."""

    def maker_of(self, value: Value) -> str:
        """The library that made the object: "numpy", "torch"; empty where that is not known."""
        ...

    @property
    def arguments(self) -> list[Value]: ...

    @property
    def keywords(self) -> tuple[tuple[str, Value], ...]: ...

    @property
    def complete(self) -> bool:
        """Whether all arguments are seen; ``f(*args)`` with unknown args hides some."""
        ...

    @property
    def starred(self) -> Value | None:
        """What stands behind a ``*`` as the only argument, where its elements are not known one by one."""
        ...

    def about(self, before: Value, after: Value) -> Call:
        """The same call with another value in place of this argument."""
        ...

    def argument(self, name: str) -> Value | None:
        """The argument for a parameter of the entry, by keyword or position."""
        ...

    def note_file(self, opened: Value, path: str) -> None:
        """The value is the file with this path, which was opened to read it."""
        ...

    def noted_path(self, file: Value) -> str | None:
        """The path of a file that was noted."""
        ...

    def note_file_name(self, path: Value, usual: str) -> None:
        """A path that is not known usually ends with this."""
        ...

    def file_name(self, path: Value) -> str | None:
        """What was noted of it."""
        ...

    def note_text(self, file: Value, text: str | None) -> None:
        """The program has written this text to the file with this path, with None one that is not known."""
        ...

    def text_of(self, file: Value) -> str | None:
        """The text that the program has written to a file before, or of which it makes one: ``StringIO("a,b")``."""
        ...

    def note_unread(self, opened: Value, content: Hashable) -> None:
        """The file has just been opened to read it, and holds this."""
        ...

    def read_whole(self, file: Value) -> Hashable | None:
        """All that is in a file that has just been opened, by its name; None for others."""
        ...

    def note_written(self) -> None:
        """Some file may have been written."""
        ...

    @property
    def state_of_files(self) -> int:
        """As long as this is the same, so is what a file holds."""
        ...

    def file_content(self, file: Value, form: str) -> tuple[object] | None:
        """What a file of the project holds that was noted: Python's own dicts and lists, alone in a tuple. None where
        it is not read."""
        ...

    def note_model_saved(self, model: Value, path: str) -> None:
        """The model is saved to the file. Other programs of the project may load it."""
        ...

    def note_unknown_load(self) -> None:
        """An object is loaded from a file of which the name is not known: it may be any that was saved."""
        ...

    def written_by_others(self, path: str) -> Value | None:
        """What another program of the project has written to a file of this name; None where that is not seen."""
        ...

    def unknown_part(self, reason: str, part: str) -> Value:
        """Something that is not known in what the call gives, by its name there."""
        ...

    def import_module(self, name: str, package: str) -> Value | None:
        """The module of the project with this name, relative to the package if it begins with dots; None for others."""
        ...

    def classes_of(self, module: ModuleValue) -> list[Value]:
        """The classes of a module of the project, or if it has none, its functions, in their order."""
        ...

    def settings(self) -> dict[str, Value]:
        """All arguments by the names of the parameters."""
        ...

    # -- what comes of it -------------------------------------------------------------------------------------

    def rows_of_weight(self, value: Value) -> Number | None:
        """The rows of the table whose weight it is; None for anything else, and where they are not known."""
        ...

    def is_weight(self, value: Value) -> bool:
        """Whether it is the weight of a table."""
        ...

    def make_table(self, effect: MakesTable) -> Value:
        """An embedding table."""
        ...

    def make_table_of(self, effect: MakesTable, rows: Number, part: str) -> Value:
        """A table of a known size that is part of what the call makes."""
        ...

    def keywords_beside(self, name: str) -> bool:
        """Whether other arguments are given by keyword than this one."""
        ...

    def own_attribute(self, owner: Value, name: str) -> Value | None:
        """``owner.name``, where the program has set it."""
        ...

    def look_up(self, effect: LooksUp) -> Value:
        """What is found for ids in a matrix."""
        ...

    def make_indexer(self, effect: MakesIndexer) -> Value:
        """An object that numbers things."""
        ...

    def are_of_one_kind(self, one: Value, other: Value) -> bool:
        """Whether both are objects that number things, with the same members."""
        ...

    def make_record(self, effect: MakesRecord) -> Value:
        """A class with a generated constructor, or the decorator that generates it."""
        ...

    def symbolic(self, *, of_arguments: bool = True) -> Symbolic:
        """A tensor of a functional model, made of the arguments, or an input."""
        ...

    def record_limit(self, number: Number, name: str) -> None:
        """Note that the argument ``name`` lets this number of ids through."""
        ...

    def is_tainted(self, value: Value) -> bool:
        """Whether these are ids that went through something that is not followed."""
        ...

    def note_ruled_out(self, scores: Value, *mask: Value) -> None:
        """Note that some of the numbers in vectors are replaced, those that the mask says, if it is known."""
        ...

    def note_any_ruled_out(self) -> None:
        """Note that some numbers in vectors may be replaced, of which nothing is known."""
        ...

    def is_ruled_out(self, known: VectorsOf) -> bool:
        """Whether the last place in such vectors may be one that the program rules out."""
        ...

    def tainted(self, made: Unknown) -> Unknown:
        """What was made of the arguments in a way that is not followed: if they hold ids, these may be others now."""
        ...

    def expect_errors_of(self, function: Value, *, after: str) -> None:
        """Call the function with the arguments that follow the parameter ``after``; its errors are expected."""
        ...

    def mark(self) -> int:
        """The present place among all that was found out."""
        ...

    def expect_errors(self, begun: int, done: int) -> None:
        """The errors of the look-ups from the place ``begun``, inclusive, to ``done``, exclusive, are expected."""
        ...

    def shows_shapes(self, begun: int) -> None:
        """The ids that were looked up since the place ``begun`` only show what shape ids will have."""
        ...

    def unknown(self, reason: str) -> Value:
        """The result when nothing is known of it."""
        ...

    def unknown_numbers(self, reason: str) -> Value:
        """The result when nothing is known of it but that these are numbers which no vocabulary gave."""
        ...

    def unknown_fraction(self, reason: str) -> Value:
        """The result when nothing is known of it but that it is one fraction, and no array."""
        ...

    def allocate(self, content: Value, part: str = "") -> Value:
        """A new object with this content."""
        ...

    def allocate_view(self, view: ArrayView, part: str = "") -> Value:
        """A new array that shares the memory of another."""
        ...

    def symbol_text(self) -> str | None:
        """How the source writes this call, None if at too great length."""
        ...

    def attribute(self, owner: Value, name: str) -> Value:
        """``owner.name``."""
        ...

    def attribute_or(self, owner: Value, name: str, default: Value) -> Value:
        """``getattr(owner, name, default)``."""
        ...

    def note_replaced_in_library(self, path: str) -> None:
        """Note that a library may have something else under its path: ``mock.patch("torch.nn.Embedding.forward")``."""
        ...

    def start_replacement(self, replacement: Replacement) -> None:
        """What it patches is not known from here on."""
        ...

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        """``owner.name = value``; does nothing for a value that is no object."""
        ...

    def forget_attributes(self, owner: Value) -> None:
        """Some attribute was set, and which one is not known."""
        ...

    def is_known_key(self, owner: Value, key: Value) -> bool:
        """Whether a test on the way here has shown that the dict has the key."""
        ...

    def may_be_key(self, owner: Value, key: Value) -> bool:
        """Whether the key is one of either this dict's or another one's."""
        ...

    def is_waited_for(self, mapping: DictValue, key: Value) -> bool:
        """Whether this word need not be the one with the highest id, since a test on the way here asks for just
        this one, or the vocabulary is a published one."""
        ...

    def may_be_same_word(self, one: Value | None, other: Value) -> bool:
        """Whether code that is not seen has given both words, and was asked the same question both times."""
        ...

    def entry_read(self, owner: Value, key: Value, value: Value, default: Value | None) -> Value:
        """The value of ``owner.get(key, default)`` that has just been read, or what tests have shown of it."""
        ...

    def shown_entry(self, owner: Value, key: Value) -> Value | None:
        """What tests have shown of ``owner[key]``."""
        ...

    def costs(self, looks: int) -> None:
        """Count the things that were looked at one by one, so that thousands of such calls come to an end."""
        ...

    def set(self, owner: Value, content: Value) -> None:
        """Change an object's content; does nothing for a value that is no object."""
        ...

    def operate(self, sign: str, one: Value, other: Value) -> Value:
        """``one + other``, or what another sign says."""
        ...

    def item(self, owner: Value, index: tuple[Value, ...]) -> Value:
        """``owner[index]``."""
        ...

    def write(self, owner: Value, index: tuple[Value, ...], value: Value) -> None:
        """``owner[index] = value``."""
        ...

    def written(self, array: Value, index: tuple[Value, ...], value: Value) -> Value | None:
        """A copy of the array after ``copy[index] = value``; None where nothing is known of it."""
        ...

    def may_be_former(self, made: Value) -> None:
        """A container that was made just now may be the one that another round of a loop has made at this place."""
        ...

    def note_several(self, made: Value) -> None:
        """What a function of the file has made in this call, it makes anew for each element."""
        ...

    def fills(self, owner: Value, *, is_first: bool) -> bool:
        """Whether this call puts words into the dict as the first one that meets them; ``is_first``: the dict has none
        of them now."""
        ...

    def note_array(self, numbers: Value) -> None:
        """The largest of these was asked for: what is unknown of them is several numbers, and not one."""
        ...

    def delete(self, owner: Value, key: Value) -> None:
        """``del owner[key]``."""
        ...

    def environment(self, name: Value, value: Value) -> None:
        """Note that the program sets this environment variable."""
        ...

    def length_text(self, kind: str) -> str:
        """What messages call the length of the collection that this call makes."""
        ...

    def note_vocabulary(self, made: Value) -> None:
        """Note that a dict from words to ids was made by hand: its length tells of its ids."""
        ...

    def note_own_words(self, vocabulary: Value, keys: Iterable[Value]) -> None:
        """Note that the program puts these keys into the dict, where a test has shown that it lacks them."""
        ...

    def note_put_in(self, guards: frozenset[Guard]) -> None:
        """Note that the program puts a key of its own into a vocabulary on this way on from each of these tests."""
        ...

    def passing(self, function: Value, element: Value) -> Value:
        """An element of which the function, or with None the element itself, counts as true."""
        ...

    def apply(self, function: Value, arguments: list[Value], keywords: tuple[tuple[str, Value], ...] = ()) -> Value:
        """Call a function value, such as the ``key`` of ``sorted``."""
        ...

    def in_part(self, run: Callable[[], Value]) -> Value:
        """What ``run()`` gives, where it is not known how often or how far that code runs: what it changes of what was
        there before is unknown."""
        ...

    def note_loader(self, loader: Value, data: Value, make: Callable[[], Value]) -> None:
        """The loader gives what ``make()`` makes of the data, each time somebody goes over it."""
        ...

    def note_put(self, queue: Value, thing: Value) -> None:
        """The thing is put into a queue, as it is now."""
        ...

    def taken_from_queue(self, queue: Value) -> Value | None:
        """What may come out of the queue. None where that is not known: nothing was put in by now, code that is not
        seen has the queue, or it is known that more is put in later."""
        ...

    def entries_of_namespace(self, value: Value) -> DictValue | None:
        """What ``vars(owner)`` holds now, where all of it is known; None for anything else."""
        ...

    def parameters(self) -> dict[str, Value]:
        """What the parameters of the function in which this call stands hold, without the object it belongs to; what
        ``**rest`` holds is among them."""
        ...

    def note_handed_on(self, function: Value) -> None:
        """Note that code which is not seen may call the function from now on."""
        ...

    def table_called(self, path: str) -> str | None:
        """What a table of this class is called; None for a class that makes no table."""
        ...

    def is_base_of_layers(self, path: str) -> bool:
        """Whether it is a class like ``nn.Module``, of which all layers of its library are."""
        ...

    def note_part_used(self, value: Value) -> None:
        """Data will go through this part of a model. If it is not followed, they may come to any table of that."""
        ...

    def note_hook(self, module: Value | None) -> None:
        """Note that what is looked up in a module may be changed before that; with None in any module."""
        ...
