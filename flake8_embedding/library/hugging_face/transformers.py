"""Hugging Face transformers: tokenizers and what fills their batches, tables of configurations and resized models.

``vocab_size`` of a tokenizer does not count the tokens that were added, ``len(tokenizer)`` does.
https://huggingface.co/docs/transformers/main_classes/tokenizer,
https://huggingface.co/docs/transformers/main_classes/data_collator
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.hugging_face.hub_models import GROUP, METHODS, PATH, configuration, entries
from flake8_embedding.library.hugging_face.published import NAME, PublishedTokens, special_tokens_of
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Grows,
    Harmless,
    IdOfOne,
    Learns,
    Library,
    MakesIndexer,
    MakesTable,
    Size,
    Texts,
    Vocabulary,
    handled,
)
from flake8_embedding.library.terms import BASE, COUNT, Fixed
from flake8_embedding.record import replace
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import Method, Value

# fmt: off
USUAL = frozenset(
    f"{left}{name}{right}"
    for left, right in (("[", "]"), ("<", ">"), ("<|", "|>"))
    for word in (
        "pad", "unk", "cls", "sep", "mask", "bos", "eos", "s", "/s", "s/", "endoftext", "startoftext",
        "im_start", "im_end", "user", "assistant",
    )
    for name in (word, word.upper())
)
# fmt: on
"""Tokens that vocabularies often have from the beginning: adding one of them may add nothing."""

# fmt: off
_MODELS = (
    "Albert", "Bart", "Bert", "BertGeneration", "BigBird", "Blenderbot", "Bloom", "Camembert", "CodeGen", "CTRL",
    "Deberta", "DebertaV2", "DistilBert", "Electra", "Ernie", "Flaubert", "Funnel", "Gemma", "Gemma2", "GPT2",
    "GPTNeo", "GPTNeoX", "GPTJ", "LED", "Llama", "Longformer", "LongT5", "M2M100", "Marian", "MBart", "MBart50",
    "Mistral", "Mixtral", "MobileBert", "MPNet", "MPT", "MT5", "NLLB", "OpenAIGPT", "OPT", "Pegasus", "Phi",
    "Phi3", "Qwen2", "Reformer", "Roberta", "RoFormer", "SqueezeBert", "T5", "TransfoXL", "Whisper", "XLM",
    "XLMRoberta", "XLNet",
)
# fmt: on

_IDS = Emits(Fixed(0), COUNT, "ids of the tokenizer", comes_as=Form.EACH)
_BATCH = Emits(
    *(Fixed(0), COUNT, "ids of the tokenizer"),
    comes_as=Form.LIKE_TEXTS,
    under=("input_ids",),
    array_if="return_tensors",
)
_FILLED = replace(_BATCH, comes_as=Form.ARRAY)
_OF_ONE_TEXT = replace(_BATCH, comes_as=Form.LIST)
_ONE_TEXT = replace(_OF_ONE_TEXT, under=())

_SPECIAL = IdOfOne(Fixed(0), COUNT, "special tokens of the tokenizer")

_TOKENIZER = MakesIndexer(
    what="tokenizer",
    counted_as="len({})",
    base_as="{}.vocab_size",
    least=PublishedTokens(),
    most=PublishedTokens(),
    members={
        "__len__": Size(COUNT, called=True),
        "vocab_size": Size(BASE),
        "get_vocab": Vocabulary(COUNT, Fixed(0), COUNT, called=True),
        "vocab": Vocabulary(COUNT, Fixed(0), COUNT),
        **{f"{name}_token_id": _SPECIAL for name in ("pad", "unk", "bos", "eos", "cls", "sep", "mask")},
        "__call__": _BATCH,
        "batch_encode_plus": _BATCH,
        "encode_plus": _OF_ONE_TEXT,
        "prepare_for_model": _OF_ONE_TEXT,
        "pad": _FILLED,
        "encode": _ONE_TEXT,
        "convert_tokens_to_ids": _IDS,
        "tokenize": Texts(),
        "add_tokens": Grows(USUAL, special_tokens_of),
        "add_special_tokens": Grows(USUAL, special_tokens_of),
        "train_new_from_iterator": Learns(),
        **{
            name: Harmless()
            for name in (
                "decode",
                "batch_decode",
                "as_target_tokenizer",
                "prepare_for_model",
                "convert_ids_to_tokens",
                "convert_tokens_to_string",
                "save_pretrained",
                "save_vocabulary",
                "push_to_hub",
                "apply_chat_template",
                "num_special_tokens_to_add",
                "get_special_tokens_mask",
                "build_inputs_with_special_tokens",
            )
        },
    },
)


def _same(call: Call) -> Value:
    """``batch.to(device)``: the same ids on another device."""
    return call.arguments[0]


_COLLATOR = "transformers.DataCollatorWithPadding"


def _collator(call: Call) -> Value:
    """``DataCollatorWithPadding(tokenizer)``"""
    tokenizer = call.argument("tokenizer")
    if tokenizer is None:
        return call.unknown("with which tokenizer it fills is not seen")
    return call.allocate(LibraryObject(_COLLATOR, call.place, (("tokenizer", tokenizer),)))


def _collated(call: Call) -> Value:
    """The batch that the tokenizer fills: ``collator(rows)``. Words that are masked are ids of the tokenizer, too."""
    made = call.store.content(call.arguments[0])
    tokenizer = made.setting("tokenizer") if isinstance(made, LibraryObject) else None
    if tokenizer is None:
        return call.unknown("with which tokenizer it fills is not seen")
    return call.apply(Method(tokenizer, "pad"), call.arguments[1:])


def _resized(called: str) -> MakesTable:
    return MakesTable(
        rows="new_num_tokens",
        width="",
        size_name="new_num_tokens",
        called=called,
        one_row_is_idiom=True,
        group=GROUP,
        resizes=True,
        is_class=False,
        negative="PyTorch raises an error for ids below 0",
        refuses_negative=True,
    )


LIBRARY = Library(
    name="transformers",
    roots=("transformers",),
    everyday_names=("vocab_size", "add_tokens", "add_special_tokens", "token_type_ids", "n_positions"),
    entries=(
        Entry(
            tuple(
                f"{name}{kind}.from_pretrained"
                for name in ("Auto", "CLIP", *_MODELS)
                for kind in ("Tokenizer", "TokenizerFast")
            ),
            ("pretrained_model_name_or_path",),
            _TOKENIZER,
        ),
        Entry(("PreTrainedTokenizerFast.from_pretrained",), (NAME,), _TOKENIZER),
        Entry(("PreTrainedTokenizerFast",), ("*", NAME), _TOKENIZER),
        handled(
            *("DataCollatorWithPadding", "DataCollatorForLanguageModeling", "DataCollatorForSeq2Seq"),
            *("DataCollatorForTokenClassification", "DataCollatorForWholeWordMask"),
            by=_collator,
            takes=("tokenizer",),
        ),
        *map(configuration, _MODELS),
        *entries(_MODELS),
    ),
    methods={
        "any": (
            Entry(("resize_token_embeddings",), ("self", "new_num_tokens"), _resized("the resized table")),
            Entry(("_resize_token_embeddings",), ("self", "new_num_tokens"), _resized("the resized table")),
        ),
        "dict": (handled("to", by=_same),),
        PATH: METHODS,
        _COLLATOR: (handled("__call__", by=_collated),),
    },
    harmless=("accelerate", "peft", "evaluate", "trl"),
)
