"""Hugging Face transformers: tokenizers, and the tables that configurations and resized models have.

``vocab_size`` of a tokenizer does not count the tokens that were added, ``len(tokenizer)`` does.
https://huggingface.co/docs/transformers/main_classes/tokenizer
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.hub_models import GROUP, METHODS, PATH, configuration, entries
from flake8_embedding.library.published import NAME, PublishedTokens, special_tokens_of
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Grows,
    Harmless,
    Learns,
    Library,
    MakesIndexer,
    MakesTable,
    Size,
    Vocabulary,
    handled,
)
from flake8_embedding.library.terms import BASE, COUNT, Fixed
from flake8_embedding.values.value import Value

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

_IDS = Emits(Fixed(0), COUNT, "ids of the tokenizer", comes_as=Form.ARRAY)
_BATCH = Emits(Fixed(0), COUNT, "ids of the tokenizer", comes_as=Form.ARRAY, under=("input_ids",))
_ONE_TEXT = Emits(Fixed(0), COUNT, "ids of the tokenizer", comes_as=Form.LIST)

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
        "__call__": _BATCH,
        "batch_encode_plus": _BATCH,
        "encode_plus": _BATCH,
        "prepare_for_model": _BATCH,
        "pad": _BATCH,
        "encode": _ONE_TEXT,
        "convert_tokens_to_ids": _IDS,
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
                "tokenize",
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


def _resized(called: str) -> MakesTable:
    return MakesTable(
        rows="new_num_tokens",
        width="",
        size_name="new_num_tokens",
        called=called,
        one_row_is_idiom=True,
        group=GROUP,
        resizes=True,
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
    },
    harmless=("accelerate", "peft", "evaluate", "trl"),
)
