"""Published models of Hugging Face: how many rows their tables have, and how many tokens their tokenizers.

Each is in the model's ``config.json`` and ``tokenizer.json``, at ``https://huggingface.co/NAME/blob/main/config.json``:
``vocab_size``, ``n_positions`` or ``max_position_embeddings``, ``type_vocab_size``. A model stands here only if its
numbers were read in a copy of that file, which is named beside it: a copy in a repository, or in the log of a program
that loaded it. A model that is missing is not known, and nothing is reported for it.
"""

from __future__ import annotations

from flake8_embedding.library.terms import Settings, Term
from flake8_embedding.record import record
from flake8_embedding.values.numbers.bounds import Expr, number
from flake8_embedding.values.value import Const, Value


@record(frozen=True)
class Published:
    """One model. ``offset``: the number of its first position, where that is not 0. ``special`` are the tokens of its
    tokenizer that stand for no text."""

    rows: int
    positions: int | None = None
    types: int | None = None
    tokens: int = 0
    special: frozenset[str] = frozenset()
    offset: int = 0


_GPT2 = frozenset({"<|endoftext|>"})
_BERT = frozenset({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"})
_ROBERTA = frozenset({"<s>", "</s>", "<pad>", "<unk>", "<mask>"})


def _gpt2(*names: str) -> dict[str, Published]:
    return dict.fromkeys(names, Published(50257, 1024, None, 50257, _GPT2))


def _bert(rows: int, *names: str) -> dict[str, Published]:
    return dict.fromkeys(names, Published(rows, 512, 2, rows, _BERT))


def _distilbert(rows: int, *names: str) -> dict[str, Published]:
    return dict.fromkeys(names, Published(rows, 512, None, rows, _BERT))


def _roberta(rows: int, *names: str) -> dict[str, Published]:
    return dict.fromkeys(names, Published(rows, 514, 1, rows, _ROBERTA, offset=2))


# A copy of the configurations of BERT and DistilBERT: https://github.com/PaddlePaddle/PaddleNLP,
# paddlenlp/transformers/bert/configuration.py and paddlenlp/transformers/distilbert/configuration.py.
MODELS: dict[str, Published] = {
    # https://github.com/huggingface/transformers/issues/14541
    **_gpt2("gpt2", "openai-community/gpt2"),
    # PaddleNLP, paddlenlp/transformers/gpt/configuration.py, as gpt2-large-en
    **_gpt2("gpt2-large", "openai-community/gpt2-large"),
    # https://github.com/Xirider/finetune-gpt2xl/issues/24
    **_gpt2("gpt2-xl", "openai-community/gpt2-xl"),
    # https://github.com/CaliberAI/elasticbeanstalk-gpt2-api, distilgpt2/config.json
    **_gpt2("distilgpt2", "distilbert/distilgpt2"),
    **_bert(30522, "bert-base-uncased", "google-bert/bert-base-uncased"),
    **_bert(30522, "bert-large-uncased", "google-bert/bert-large-uncased"),
    **_bert(28996, "bert-base-cased", "google-bert/bert-base-cased"),
    **_bert(28996, "bert-large-cased", "google-bert/bert-large-cased"),
    **_bert(119547, "bert-base-multilingual-cased", "google-bert/bert-base-multilingual-cased"),
    **_bert(105879, "bert-base-multilingual-uncased", "google-bert/bert-base-multilingual-uncased"),
    **_bert(21128, "bert-base-chinese", "google-bert/bert-base-chinese"),
    **_distilbert(30522, "distilbert-base-uncased", "distilbert/distilbert-base-uncased"),
    **_distilbert(28996, "distilbert-base-cased", "distilbert/distilbert-base-cased"),
    # https://github.com/AYaroshevskii/Tweet-Sentiment, roberta-base/config.json
    **_roberta(50265, "roberta-base", "FacebookAI/roberta-base"),
    # https://github.com/llamazing/numnet_plus/issues/13
    **_roberta(50265, "roberta-large", "FacebookAI/roberta-large"),
    # https://github.com/fomalhautb/KM-BART/issues/3; its tokens are those of RoBERTa, and it counts positions itself
    "facebook/bart-base": Published(50265, tokens=50265, special=_ROBERTA),
}

_HARMLESS = frozenset(
    {
        *(
            "use_fast",
            "do_lower_case",
            "padding_side",
            "truncation_side",
            "model_max_length",
            "max_length",
            "cache_dir",
        ),
        *("token", "use_auth_token", "local_files_only", "force_download", "add_prefix_space", "legacy"),
    }
)
"""Arguments of ``from_pretrained`` that add no token."""

NAME = "pretrained_model_name_or_path"


def published_as(name: Value | None) -> Published | None:
    """The model of this name, where the name stands in the file and is one of these."""
    return MODELS.get(name.value) if isinstance(name, Const) and isinstance(name.value, str) else None


@record(frozen=True)
class PublishedTokens(Term):
    """How many tokens the published tokenizer has that is named by the argument."""

    name: str = NAME

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((self.name,))

    def evaluate(self, settings: Settings) -> Expr | None:
        model = published_as(settings.given(self.name))
        return None if model is None or not settings.names <= {self.name} | _HARMLESS else number(model.tokens)


def special_tokens_of(settings: dict[str, Value]) -> frozenset[str] | None:
    """The special tokens that the published tokenizer has from the beginning; None for one that is not known."""
    model = published_as(settings.get(NAME))
    return None if model is None or not settings.keys() <= {NAME} | _HARMLESS else model.special
