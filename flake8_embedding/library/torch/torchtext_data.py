"""torchtext's data sets and the batches that are made of them.

A data set has fields, each under a name. An iterator hands out batches, and ``batch.src`` are the ids of the field
``src`` (found by reading torchtext 0.6: ``data/dataset.py``, ``data/iterator.py`` and ``data/batch.py``). They are made
when the batch is read, so a vocabulary may be learned after the iterator was made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, InheritedBehaviour, Library, handled
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import NONE, Choice, Const, Number, Value

_DATA_SET: Final = "torchtext.data.Dataset"
_BATCH: Final = "torchtext.data.Batch"

IDS_OF_FIELD: Final = "its ids"
"""The member of a field by which its ids are asked for, whatever it gives beside them."""

_Fields = dict[str, Value]


# -- data sets ----------------------------------------------------------------------------------------------------


def _named_fields(call: Call, given: Value | None) -> _Fields | None:
    """The fields by their names: of ``[("src", SRC), (None, None), (("word", "char"), (WORD, CHAR))]``, and of
    ``{"column": ("src", SRC)}``. None if they are not all seen."""
    content = call.store.content(given) if given is not None else None
    if isinstance(content, DictValue):
        return _of_columns(call, content)
    pairs = items_of(given, call.store) if given is not None else None
    if pairs is None:
        return None
    fields: _Fields = {}
    for pair in pairs:
        parts = items_of(pair, call.store)
        if is_none(pair):
            continue
        if parts is None or len(parts) != 2:
            return None
        names, held = items_of(parts[0], call.store), items_of(parts[1], call.store)
        together = list(zip(names, held, strict=False)) if names is not None and held is not None else [parts]
        for name, field in together:
            if is_none(name) and is_none(field):
                continue  # A column of the file that no field reads.
            if not isinstance(name, Const) or not isinstance(name.value, str):
                return None
            fields[name.value] = field
    return fields


def _of_columns(call: Call, columns: DictValue) -> _Fields | None:
    if columns.key is not None:
        return None
    if all(_is_field(call, held) or is_none(held) for _, held in columns.entries):
        # ``data.fields`` of another data set.
        by_name = {name.value: held for name, held in columns.entries if isinstance(name, Const)}
        return {name: held for name, held in by_name.items() if isinstance(name, str)}
    fields: _Fields = {}
    for _, held in columns.entries:
        content = call.store.content(held)
        is_list = isinstance(content, SequenceValue) and content.kind == "list"
        pairs = held if is_list else SequenceValue.of("list", (held,), held)
        some = _named_fields(call, pairs)
        if some is None:
            return None
        fields.update(some)
    return fields


def _is_field(call: Call, held: Value) -> bool:
    content = call.store.content(held)
    return isinstance(content, LibraryObject) and content.path.rsplit(".", 1)[-1].endswith("Field")


def _made(call: Call, fields: _Fields | None, part: str = "") -> Value:
    """A data set with these fields."""
    made = call.allocate(LibraryObject(_DATA_SET, call.place), part)
    if fields is None:
        call.set_attribute(made, "fields", call.unknown("the fields are not all seen"))
        return made
    entries = tuple((Const(name), field) for name, field in fields.items())
    held = DictValue(entries, None, None, Number.exactly(len(entries)))
    call.set_attribute(made, "fields", call.allocate(held, f"{part}fields"))
    return made


def _data_set(call: Call) -> Value:
    """``Dataset(examples, fields)``, ``TabularDataset(path, "tsv", fields)``"""
    return _made(call, _given_fields(call))


def _given_fields(call: Call) -> _Fields | None:
    return _named_fields(call, call.argument("fields")) if call.complete else None


def _pair_of_texts(call: Call) -> _Fields | None:
    """``TranslationDataset(path, exts, (SRC, TRG))``: two fields without names are those of "src" and "trg"."""
    fields = items_of(given, call.store) if (given := call.argument("fields")) is not None else None
    if fields is None or not call.complete:
        return None
    if any(items_of(field, call.store) is not None for field in fields):
        return _named_fields(call, given)
    return dict(zip(("src", "trg"), fields, strict=False))


def _under(**names: str) -> Callable[[Call], _Fields | None]:
    """The fields that are given as arguments of their own: of ``IMDB.splits(TEXT, LABEL)``."""

    def of(call: Call) -> _Fields | None:
        given = {name: call.argument(argument) for name, argument in names.items()}
        known = {name: field for name, field in given.items() if field is not None}
        return known if call.complete else None

    return of


def _one(fields: Callable[[Call], _Fields | None]) -> Handled:
    """One data set with the fields that the call is given."""
    return Handled(lambda call: _made(call, fields(call)))


def _parts(fields: Callable[[Call], _Fields | None], *parts: str, asked: bool = False) -> Handled:
    """A tuple of data sets with these fields, one for each of the arguments ``parts`` that is not None; with ``asked``
    only those that are given."""

    def make(call: Call) -> Value:
        wanted = [part for part in parts if not is_none(call.argument(part) or (NONE if asked else Const("")))]
        if not call.complete:
            return call.unknown("the arguments are not all seen")
        held = fields(call)
        return _tuple_of(call, [_made(call, held, part) for part in wanted])

    return Handled(make)


def _tuple_of(call: Call, parts: list[Value]) -> Value:
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key) if parts else call.unknown("no data set"))


def _split(call: Call) -> Value:
    """``train, valid = data.split([0.8, 0.2])``"""
    fields = _named_fields(call, call.attribute(call.arguments[0], "fields"))
    ratio = call.argument("split_ratio")
    ratios = items_of(ratio, call.store) if ratio is not None else None
    return _tuple_of(call, [_made(call, fields, f"part {part}") for part in range(3 if len(ratios or ()) == 3 else 2)])


# -- iterators and batches ----------------------------------------------------------------------------------------


def _iterator(call: Call) -> Value:
    """``BucketIterator(data, batch_size=8)``"""
    data = call.argument("dataset")
    return _batches(call, data) if data is not None else call.unknown("the data set is not seen")


def _batches(call: Call, data: Value, part: str = "") -> Value:
    batch = call.allocate(LibraryObject(_BATCH, call.place, (("dataset", data),)), f"{part}batch")
    made = call.allocate(SequenceValue("dataset", batch, unknown_length((call.key, part))), f"{part}iterator")
    call.set_attribute(made, "dataset", data)
    return made


def _iterators(call: Call) -> Value:
    """``BucketIterator.splits((train, valid), batch_size=8)``"""
    given = call.argument("datasets")
    parts = items_of(given, call.store) if given is not None else None
    if parts is None and given is not None:
        one = element_of(given, call.store, (call.key, "data set"))
        return SequenceValue("tuple", _batches(call, one, "each "), unknown_length((call.key, "parts")))
    return _tuple_of(call, [_batches(call, data, f"{place} ") for place, data in enumerate(parts or ())])


def _in_batch(call: Call) -> Value:
    """``batch.src``"""
    batch = call.store.content(call.arguments[0])
    data = batch.setting("dataset") if isinstance(batch, LibraryObject) else None
    if data is None:
        return call.unknown("of which data set the batch is a part is not seen")

    def ids_in(fields: Value) -> Value:
        content = call.store.content(fields)
        field = content.get(Const(call.path)) if isinstance(content, DictValue) and content.key is None else None
        if field is None:
            return call.unknown("which field the batch has there is not seen")
        return call.apply(call.attribute(field, "process"), [call.unknown("the texts of the batch")])

    return call.store.on_each(call.attribute(data, "fields"), ids_in, call.key)


# -- what fields make of texts -------------------------------------------------------------------------------------


def _processed(call: Call) -> Value:
    """``field.process(texts)``: the ids, beside the lengths if the field includes those."""
    field = call.arguments[0]
    content = call.store.content(field)
    if isinstance(content, Choice) or not isinstance(content, LibraryObject):
        return call.unknown("the field is not known")
    settings = dict(content.settings)
    with_lengths = settings.get("include_lengths", NONE)
    if not _is(settings.get("use_vocab", Const(True)), True) or not is_none(settings.get("postprocessing", NONE)):
        return call.unknown("what the field makes of the texts is not known")
    ids = call.apply(call.attribute(field, IDS_OF_FIELD), [])
    if is_none(with_lengths) or _is(with_lengths, False):
        return ids
    if not _is(with_lengths, True):
        return call.unknown("whether there are lengths beside the ids is not known")
    lengths = call.unknown_numbers("the lengths of texts")
    beside = (lengths, lengths) if content.path.endswith("NestedField") else (lengths,)
    return SequenceValue.of("tuple", (ids, *beside), ids)


def _is(value: Value, wanted: bool) -> bool:
    return isinstance(value, Const) and value.value is wanted


# -- the entries --------------------------------------------------------------------------------------------------

_ROOTS: Final = ("torchtext.data", "torchtext.legacy.data", "torchtext.datasets", "torchtext.legacy.datasets")
_DATA: Final = _ROOTS[:2]
_SETS: Final = _ROOTS[2:]

FIELDS: Final = ("Field", "LabelField", "ReversibleField", "NestedField")

_TEXT_AND_LABEL: Final = _under(text="text_field", label="label_field")
_TEXT: Final = _under(text="text_field")
_PAIR: Final = _under(premise="text_field", hypothesis="text_field", label="label_field")

_SPLITS: Final = ("path", "root", "train", "validation", "test", "fields")
_ITERATOR: Final = ("dataset", "batch_size")


def _set(name: str, takes: tuple[str, ...], effect: Handled, *, roots: tuple[str, ...] = _SETS) -> Entry:
    return Entry((name,), takes, effect, roots=roots)


LIBRARY = Library(
    name="torchtext data",
    roots=_ROOTS,
    entries=(
        _set("Dataset", ("examples", "fields", "filter_pred"), Handled(_data_set), roots=_DATA),
        _set("TabularDataset", ("path", "format", "fields"), Handled(_data_set), roots=_DATA),
        _set(
            "TabularDataset.splits",
            _SPLITS,
            _parts(_given_fields, "train", "validation", "test", asked=True),
            roots=_DATA,
        ),
        Entry(("Iterator", "BucketIterator"), _ITERATOR, Handled(_iterator), roots=_DATA),
        Entry(("Iterator.splits", "BucketIterator.splits"), ("datasets",), Handled(_iterators), roots=_DATA),
        _set("TranslationDataset", ("path", "exts", "fields"), _one(_pair_of_texts)),
        *(
            _set(f"{name}.splits", takes, _parts(_pair_of_texts, "train", "validation", "test"))
            for name, takes in (
                ("TranslationDataset", ("exts", "fields", "path", "root", "train", "validation", "test")),
                ("Multi30k", ("exts", "fields", "root", "train", "validation", "test")),
                ("IWSLT", ("exts", "fields", "root", "train", "validation", "test")),
                ("WMT14", ("exts", "fields", "root", "train", "validation", "test")),
            )
        ),
        _set("SequenceTaggingDataset", ("path", "fields"), Handled(_data_set)),
        _set(
            "SequenceTaggingDataset.splits",
            _SPLITS,
            _parts(_given_fields, "train", "validation", "test", asked=True),
        ),
        _set(
            "UDPOS.splits",
            ("fields", "root", "train", "validation", "test"),
            _parts(_given_fields, "train", "validation", "test"),
        ),
        _set(
            # It always splits the validation data off the training data.
            "CoNLL2000Chunking.splits",
            ("fields", "root", "train", "test"),
            _parts(_given_fields, "train", "validation", "test"),
        ),
        _set("IMDB", ("path", "text_field", "label_field"), _one(_TEXT_AND_LABEL)),
        _set(
            "IMDB.splits",
            ("text_field", "label_field", "root", "train", "test"),
            _parts(_TEXT_AND_LABEL, "train", "test"),
        ),
        _set(
            "TREC.splits",
            ("text_field", "label_field", "root", "train", "test"),
            _parts(_TEXT_AND_LABEL, "train", "test"),
        ),
        _set(
            "SST.splits",
            ("text_field", "label_field", "root", "train", "validation", "test"),
            _parts(_TEXT_AND_LABEL, "train", "validation", "test"),
        ),
        _set(
            "SNLI.splits",
            ("text_field", "label_field", "parse_field", "root", "train", "validation", "test"),
            _parts(_PAIR, "train", "validation", "test"),
        ),
        *(
            _set(
                f"{name}.splits",
                ("text_field", "root", "train", "validation", "test"),
                _parts(_TEXT, "train", "validation", "test"),
            )
            for name in ("WikiText2", "WikiText103", "PennTreebank")
        ),
    ),
    methods={
        _DATA_SET: (handled("split", by=_split, takes=("self", "split_ratio")),),
        "dataset": (handled("init_epoch", by=lambda call: NONE),),
        **{
            f"{root}.{name}": (handled("process", "numericalize", by=_processed, takes=("self", "batch")),)
            for root in (*_DATA, "torchtext.data.field")
            for name in FIELDS
        },
    },
    attributes={_BATCH: (handled("*", by=_in_batch),)},
    bases=dict.fromkeys(
        ("Dataset", "TabularDataset", "TranslationDataset", "SequenceTaggingDataset"),
        InheritedBehaviour(has_attributes=True),
    ),
)
