"""Names that a library gives to methods and arguments of many functions at once.

They mean something where the function itself has no entry, too: ``out=`` is where a result is written, whatever
computes it. Each library says its own; the engine asks for those of all libraries together.
"""

from __future__ import annotations

from dataclasses import field

from flake8_embedding.record import names_of, record


@record(frozen=True)
class WeightNames:
    """How programs reach the weight of a table, and what they do with it besides looking ids up."""

    names: tuple[str, ...] = ()
    """Attributes of a table that are its weight, where they are set: ``table.weight = ...``"""
    data: tuple[str, ...] = ()
    """Attributes of a weight that are its numbers: ``table.weight.data = ...``"""
    itself: tuple[str, ...] = ()
    """Attributes of a weight that are the same numbers, in the same rows."""
    transposed: tuple[str, ...] = ()
    """Attributes and methods of a weight that have its rows as columns, or in another shape."""
    same: tuple[str, ...] = ()
    """Methods of a weight that give the same numbers."""
    worked_on: tuple[str, ...] = ()
    """Methods that work on each number by itself, if they are given plain numbers: ``weight.data.clamp(-1, 1)``"""
    read: tuple[str, ...] = ()
    """Methods and attributes that look nothing up."""
    copied: tuple[str, ...] = ()
    """Methods that give the numbers as an array of NumPy or as lists, in which Python raises an error for an id that is
    not there: ``table.get_weights()[0]``, ``table.weight.detach().numpy()``"""
    copies_read: tuple[str, ...] = ()
    """Top-level packages that look nothing up in such an array but by numbers that they are given beside it:
    ``cosine_similarity(weights)``"""
    about: tuple[str, ...] = ()
    """Attributes that tell of a weight, and have none of its numbers: ``x.to(table.weight.device)``"""
    replaced: tuple[str, ...] = ()
    """Methods after which the weight may have another number of rows."""
    set: tuple[str, ...] = ()
    """Those of them that put the tensor that they are given in the place of the weight: ``weight.set_(matrix)``"""
    filled: tuple[str, ...] = ()
    """Methods that copy another matrix into the weight: ``table.weight.data.copy_(matrix)``"""
    sizes: tuple[str, ...] = ()
    """Methods that give the number of rows or columns: ``table.weight.size(0)``"""
    biases: tuple[str, ...] = ()
    """Attributes of a layer that are added to what it gives."""
    drawn: tuple[str, ...] = ()
    """Methods that fill a weight with random numbers: the largest score may be at any place."""
    evened: tuple[str, ...] = ()
    """Methods that fill a weight with one number: ``head.bias.data.zero_()``"""


@record(frozen=True)
class Conventions:
    """The conventions of one library, or of all that are known."""

    instance_calls: tuple[str, ...] = ()
    """Methods of a class of the program that run when its instance is called, beside ``__call__``: ``forward``."""
    modes: tuple[str, ...] = ()
    """Attributes of a module, or of its weights, that methods switch: ``training``."""
    switches: tuple[str, ...] = ()
    """Methods of a module that switch its modes: ``eval``."""
    fed_with_arrays: tuple[str, ...] = ()
    """Methods of models and layers that data are given to as whole arrays only."""
    fed_with_batches: tuple[str, ...] = ()
    """Methods that also take data sets and generators, which hand out batches: ``fit``."""
    fed_with_targets: tuple[str, ...] = ()
    """Those of them that need targets: a list that is handed out is ``[inputs, targets]``, as a tuple is."""
    data_arguments: tuple[str, ...] = ()
    """The names under which such methods take their data; it is their first positional argument too."""
    tried_on: tuple[str, ...] = ()
    """Arguments with further data that go through the model: ``validation_data``."""
    callbacks: tuple[str, ...] = ()
    """Arguments with objects that do something between the rounds of training: ``callbacks``."""
    callbacks_are_told: tuple[str, ...] = ()
    """What is called of each of them then: ``on_epoch_end``."""
    builds_models: tuple[str, ...] = ()
    """The methods of a model that only build or print it. They take no data, and give nothing back: ``add``."""
    changes_models: tuple[str, ...] = ()
    """The methods that change a model, and give nothing back but the model itself: ``eval``."""
    gives_arrays: tuple[str, ...] = ()
    """The methods that give the arrays of a model: ``parameters``."""
    gives_parts: tuple[str, ...] = ()
    """The methods that give parts of a model, which somebody may call: ``children``."""
    takes_arrays: tuple[str, ...] = ()
    """How the paths of functions begin that work on the arrays of a model, and give none of them back."""
    shows: tuple[str, ...] = ()
    """Functions of which nothing is left but what they give: ``print``."""
    trains: tuple[str, ...] = ()
    """The methods of a model that train it, and call the callbacks: ``fit``."""
    targets: tuple[str, ...] = ()
    """Arguments with what a model should give for its data: ``y``."""
    reverses: tuple[str, ...] = ()
    """Arguments with which a table is used the other way round, and looks nothing up."""
    lists_weight: tuple[str, ...] = ()
    """Attributes and methods of a table that give a list with its matrix: ``table.get_weights()[0]``."""
    fills_table: tuple[str, ...] = ()
    """Methods of a table that replace its content: ``set_weights``."""
    results: tuple[str, ...] = ()
    """Arguments that a result is written into: ``out``."""
    changes_in_place: tuple[str, ...] = ()
    """Arguments with which a method changes its object and gives nothing back: ``inplace``."""
    prepares_tests: tuple[str, ...] = ()
    """Methods of a test class that are called before each of its tests, in this order."""
    provides: tuple[str, ...] = ()
    """Full paths of decorators: a test that has a parameter of the function's name gets what the function returns."""
    meant_to_fail: tuple[str, ...] = ()
    """The last names of decorators of tests that are not run, or are known to go wrong."""
    expects_errors: tuple[str, ...] = ()
    """Methods of unknown objects that catch what is raised in a ``with`` block: ``raises``. With a ``*`` behind it a
    name may go on."""
    returned_errors: tuple[str, ...] = ()
    """Keywords that say whether a function gives back the errors of the code that it runs, instead of raising them."""
    index_errors: tuple[str, ...] = ()
    """The names of exceptions that an id outside a table raises, beside Python's own."""
    shapes: tuple[str, ...] = ()
    """Attributes of arrays that hold their dimensions."""
    shape_methods: tuple[str, ...] = ()
    """Methods of arrays that give their dimensions, or the one that is asked for: ``size``."""
    elements_in_place: tuple[str, ...] = ()
    """Libraries in which an element of an array is an array by itself: ``element = x[0]; element -= 1`` changes x."""
    array_content: tuple[str, ...] = ()
    """Attributes of an array whose setting changes its elements, or where they stand: ``array.flat = 0``."""
    column_names: tuple[str, ...] = ()
    """Attributes of data frames that hold the names of their columns."""
    about_ids: tuple[str, ...] = ()
    """Methods of arrays and columns whose answer depends on the single ids: ``max``."""
    writes_files: tuple[str, ...] = ()
    """Methods after which a file may hold something else: ``write_text``."""
    moves_files: tuple[str, ...] = ()
    """Methods of paths after which another file may lie at the path that they are given: ``rename``."""
    asks_files: tuple[str, ...] = ()
    """Methods of paths whose answer the files decide that are there: ``exists``."""
    ends_constructors: tuple[str, ...] = ()
    """Methods of a class that the constructor of its base calls at the end, which may set the fields again."""
    of_files: tuple[str, ...] = ()
    """Methods that a library calls of an object that it takes for a file: ``print("a", file=window)``."""
    stops_early: tuple[str, ...] = ()
    """The paths of functions that may stop before an iterator is at its end: ``islice``."""
    begins: tuple[str, ...] = ()
    """Those of them that surely ask for the first element: ``takewhile``."""
    stops_at: tuple[str, ...] = ()
    """Those of them whose second argument is the number of elements that they ask for: ``islice``."""
    takes_all: tuple[str, ...] = ()
    """The paths of functions that take all elements out of an iterator that they are given: ``Counter``."""
    keeps: tuple[str, ...] = ()
    """The last names of functions that put what they are given where the program may read it again: ``dump``."""
    weight: WeightNames = field(default_factory=WeightNames)

    @property
    def fed_by(self) -> tuple[str, ...]:
        """All methods that data are given to."""
        return (*self.fed_with_arrays, *self.fed_with_batches)

    def expects_error(self, name: str) -> bool:
        """Whether a method of this name catches what is raised."""
        return any(name == one or (one[-1] == "*" and name.startswith(one[:-1])) for one in self.expects_errors)


def together(several: list[Conventions]) -> Conventions:
    """The conventions of several libraries, each name once, in the order of the libraries."""
    weights = [one.weight for one in several]
    weight = WeightNames(**{name: _all(weights, name) for name in names_of(WeightNames)})
    names = [name for name in names_of(Conventions) if name != "weight"]
    return Conventions(**{name: _all(several, name) for name in names}, weight=weight)


def _all(several: list[Conventions] | list[WeightNames], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for conventions in several for one in getattr(conventions, name)))
