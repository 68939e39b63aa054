"""Models of Hugging Face whose tables have a known number of rows: published ones, and those of a configuration.

A model is called on ids and looks up each in its table of tokens, the places of each row in its table of positions,
and ``token_type_ids`` in its table of types.
https://huggingface.co/docs/transformers/main_classes/model
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.tables import MakesTable
from flake8_embedding.library.hugging_face.published import NAME, Published, published_as
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import record, replace
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.value import Number, Unknown, Value

PATH = "transformers.PreTrainedModel"
"""The path under which the methods of all models stand."""

GROUP = "a model's tokens"
"""The tables of which one may be put in the place of another."""

_NEGATIVE = "PyTorch raises an error for ids below 0"

_FROM_0 = ("GPT2", "Bert", "DistilBert", "Electra", "Albert", "MobileBert", "Ernie", "OpenAIGPT", "GPTNeo", "CTRL")
"""Architectures with a table of positions that are counted from 0."""
_FROM_2 = ("Roberta", "XLMRoberta", "Camembert")
"""Those that are counted from the id of the padding on, which is 1."""

_WITH_TYPES = ("Bert", "Electra", "Albert", "MobileBert", "Ernie", *_FROM_2)
"""Those with a table of types, which has two rows if the configuration says nothing else."""
_TYPES = 2

_HEADS = (
    *("Model", "LMHeadModel", "DoubleHeadsModel", "ForCausalLM", "ForMaskedLM", "ForPreTraining", "ForMultipleChoice"),
    *("ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering", "ForConditionalGeneration"),
    *("ForNextSentencePrediction", "WithLMHeadModel"),
)


def table_of(called: str, size_name: str, *, group: str = "", resizes: bool = False) -> MakesTable:
    """A table of a model; its size is what the configuration calls ``size_name``."""
    return MakesTable(
        rows=size_name,
        width="",
        size_name=size_name,
        called=called,
        one_row_is_idiom=True,
        group=group,
        resizes=resizes,
        negative=_NEGATIVE,
    )


@record(frozen=True)
class MakesConfiguration(MakesTable):
    """A configuration: what it is given are its attributes. As a table it has the rows of a model made of it."""

    types: int | None = None
    """How many types of tokens there are by default, where there is a table of them."""

    def apply(self, call: Call) -> Value:
        made = call.make_table(self)
        for name, value in call.keywords:
            call.set_attribute(made, name, value)
        is_default = call.complete and not call.arguments and "type_vocab_size" not in dict(call.keywords)
        if is_default and self.types is not None:
            call.set_attribute(made, "type_vocab_size", Number.exactly(self.types))
        return made


def _made(architecture: str, called: str, call: Call) -> Value:
    """``GPT2LMHeadModel(config)``"""
    config = call.argument("config")
    if config is None or not isinstance(call.store.content(config), TableObject):
        return call.unknown(f"{call.path} is made of a configuration that is not known")
    offset = 0 if architecture in _FROM_0 else 2
    sides: dict[str, Value] = {"tokens": config}
    for part, names in _sizes(architecture).items():
        given = next((size for name in names if (size := call.own_attribute(config, name)) is not None), None)
        if isinstance(given, Number):
            sides[part] = call.make_table_of(table_of(f"the table of {part} in {called}", names[0]), given, part)
    return call.allocate(LibraryObject(PATH, call.place, (*sides.items(), ("offset", Number.exactly(offset)))))


def _sizes(architecture: str) -> dict[str, tuple[str, ...]]:
    """How the configuration calls the rows of the tables beside that of the tokens."""
    counted = architecture in (*_FROM_0, *_FROM_2)
    return {"positions": ("n_positions", "max_position_embeddings"), "types": ("type_vocab_size",)} if counted else {}


def _loaded(called: str, call: Call) -> Value:
    """``GPT2LMHeadModel.from_pretrained("gpt2")``"""
    model = published_as(call.argument(NAME))
    if model is None or call.keywords_beside(NAME) or len(call.arguments) > 1:
        return call.unknown(f"{call.path} gives a model that is not known")
    return call.allocate(LibraryObject(PATH, call.place, _tables(call, called, model)))


def _tables(call: Call, called: str, model: Published) -> tuple[tuple[str, Value], ...]:
    sides: list[tuple[str, Value]] = []
    for part, name, rows in (
        ("tokens", "vocab_size", model.rows),
        ("positions", "n_positions", model.positions),
        ("types", "type_vocab_size", model.types),
    ):
        if rows is not None:
            effect = table_of(called if part == "tokens" else f"the table of {part} in {called}", name)
            sides.append((part, call.make_table_of(effect, Number.exactly(rows), part)))
    return (*sides, ("offset", Number.exactly(model.offset)))


def _called(call: Call) -> Value:
    """``model(ids)``, ``model(input_ids=ids, token_type_ids=types)``"""
    content = call.store.content(call.arguments[0])
    ids, types = call.argument("input_ids"), call.argument("token_type_ids")
    if isinstance(content, LibraryObject):
        # Without types all tokens are of the first one; ``model(**batch)`` may bring some.
        first = Number.exactly(0) if call.complete else None
        for part, fed in (("tokens", ids), ("types", types or first)):
            table = content.setting(part)
            if table is not None and fed is not None:
                call.apply(table, [fed])
        _count_positions(call, content, ids)
    return call.unknown("what the model returns is not followed")


def _count_positions(call: Call, model: LibraryObject, ids: Value | None) -> None:
    table, offset = model.setting("positions"), model.setting("offset")
    given = call.store.content(ids) if ids is not None else None
    shape = given.shape if isinstance(given, SequenceValue) else None
    length = shape[1] if shape is not None and len(shape) == 2 else None
    follows = any(call.argument(name) is not None for name in ("position_ids", "past_key_values"))
    if table is None or follows or not isinstance(length, Number) or length.exact is None:
        return
    first = offset.constant or 0 if isinstance(offset, Number) else 0
    origin = Origin("positions", call.place, id_kind=IdKind.POSITIONS)
    places = Number(number(first), add(length.exact, first - 1), origin=origin)
    call.apply(table, [call.allocate(SequenceValue("array", places, length, shape=(length,)), "places")])


def _resized(call: Call) -> Value:
    """``model.resize_token_embeddings(len(tokenizer))``"""
    owner, rows = call.arguments[0], call.argument("new_num_tokens")
    content = call.store.content(owner)
    if rows is None:
        return call.unknown("the table is not resized")
    table = call.make_table(table_of("the resized table", "new_num_tokens", group=GROUP, resizes=True))
    if isinstance(content, LibraryObject):
        others = tuple((name, value) for name, value in content.settings if name != "tokens")
        call.set(owner, replace(content, settings=(("tokens", table), *others)))
    return table


def _replaced(call: Call) -> Value:
    """``model.set_input_embeddings(table)``"""
    content = call.store.content(call.arguments[0])
    if isinstance(content, LibraryObject):
        call.set(call.arguments[0], replace(content, settings=()))
    return Unknown("nothing is returned", call.key)


_SAME = (
    "to",
    "cuda",
    "cpu",
    "eval",
    "train",
    "half",
    "float",
    "double",
    "bfloat16",
    "requires_grad_",
)

METHODS: tuple[Entry, ...] = (
    Entry(
        ("__call__", "forward"),
        ("self", "input_ids", "*", "token_type_ids", "position_ids", "past_key_values"),
        Handled(_called),
    ),
    Entry(("generate",), ("self", "input_ids"), Handled(_called), renamed={"inputs": "input_ids"}),
    *(handled(name, by=lambda call: call.arguments[0]) for name in _SAME),
    Entry(("resize_token_embeddings",), ("self", "new_num_tokens"), Handled(_resized)),
    handled("set_input_embeddings", "load_adapter", "add_adapter", by=_replaced),
)
"""The methods of models."""


def entries(architectures: tuple[str, ...]) -> tuple[Entry, ...]:
    """The entries of models of these architectures, and of the classes that choose one by its name."""
    found: list[Entry] = []
    for name in ("Auto", *architectures):
        for head in _HEADS:
            called = f"{name}{head}"
            found.append(Entry((f"{called}.from_pretrained",), (NAME,), Handled(partial(_loaded, called))))
            if name != "Auto":
                found.append(Entry((called,), ("config",), Handled(partial(_made, name, called))))
    return tuple(found)


def configuration(name: str) -> Entry:
    """The entry of a configuration."""
    return Entry(
        (f"{name}Config",),
        ("*", "vocab_size"),
        MakesConfiguration(
            rows="vocab_size",
            width="",
            size_name="vocab_size",
            called=f"{name}Config",
            one_row_is_idiom=True,
            group=GROUP,
            types=_TYPES if name in _WITH_TYPES else None,
        ),
    )
