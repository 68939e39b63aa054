"""EMB109: the table is sized by one vocabulary and fed the ids of another."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.facts import Facts, Lookup
from flake8_embedding.rules.message import Line, Message, Quantity, Remedy, Rows
from flake8_embedding.rules.rule import Claim, TableCase, TableRule
from flake8_embedding.values.numbers.bounds import Expr, add, symbols_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.relations import are_related
from flake8_embedding.values.value import Number


class OtherVocabulary(TableRule):
    code = "EMB109"
    name = "other-vocabulary"
    summary = "Sized by one vocabulary, fed the ids of another"
    finds = (
        "A table is sized by one vocabulary and fed the ids of another that was made of other data, such as a"
        " decoder's table with the encoder's word count. It is reported where the first vocabulary has a "
        "table of its own in the file."
    )
    why = (
        "Whether such a table is large enough is luck. If the vocabulary that is looked up is the larger one,"
        " it is not."
    )
    quiet = (
        "Vocabularies that are made of the same data, and a table that may be meant for the first vocabulary, "
        "because no other table in the file is."
    )
    references = ("https://keras.io/api/layers/core_layers/embedding/",)
    bad = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "english, french = Tokenizer(), Tokenizer()\n"
        'english_texts = open("english.txt").readlines()\n'
        'french_texts = open("french.txt").readlines()\n'
        "english.fit_on_texts(english_texts)\n"
        "french.fit_on_texts(french_texts)\n"
        "encoder = Embedding(len(english.word_index) + 1, 8)\n"
        "decoder = Embedding(len(english.word_index) + 1, 8)\n"
        "encoder(np.array(english.texts_to_sequences(english_texts)))\n"
        "decoder(np.array(french.texts_to_sequences(french_texts)))\n"
    )
    good = (
        "import numpy as np\n"
        "from tensorflow.keras.layers import Embedding\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "english, french = Tokenizer(), Tokenizer()\n"
        'english_texts = open("english.txt").readlines()\n'
        'french_texts = open("french.txt").readlines()\n'
        "english.fit_on_texts(english_texts)\n"
        "french.fit_on_texts(french_texts)\n"
        "encoder = Embedding(len(english.word_index) + 1, 8)\n"
        "decoder = Embedding(len(french.word_index) + 1, 8)\n"
        "encoder(np.array(english.texts_to_sequences(english_texts)))\n"
        "decoder(np.array(french.texts_to_sequences(french_texts)))\n"
    )
    priority = 91

    def claim(self, case: TableCase) -> Claim | None:
        rows = case.table.rows
        own = _counted(rows.exact) if isinstance(rows, Number) else None
        if own is None or case.short is not None or not case.lookups:
            return None
        fed = [_counted_by(lookup) for lookup in case.lookups]
        foreign = fed[0]
        if foreign is None or any(one != foreign for one in fed) or not _apart(own, foreign):
            return None
        if not _feeds_another_table(case.facts, own, case.table.key):
            return None
        ids = case.lookups[0].ids
        assert isinstance(rows, Number)
        assert rows.exact is not None
        assert ids is not None
        assert ids.high is not None
        assert ids.origin is not None
        message: Message = (
            f"{case.table.called} has ",
            Rows(rows.exact),
            f", but is fed other ids: the {ids.origin.what} on line ",
            Line(ids.origin.place),
            " run to ",
            Quantity(ids.high),
            ", which may be more; ",
            Remedy(add(ids.high, 1)),
        )
        return Claim(case.table.rows_place, message, conditional=True)


def _counted(expr: Expr | None) -> Symbol | None:
    """The one vocabulary that a size counts, if it counts one and the data are known that it was made of."""
    symbols = symbols_of(expr) if isinstance(expr, Linear) else frozenset()
    found = next(iter(symbols), None)
    return found if len(symbols) == 1 and found is not None and found.counts else None


def _counted_by(lookup: Lookup) -> Symbol | None:
    origin = lookup.ids.origin if lookup.ids is not None else None
    return _counted(origin.counted) if origin is not None else None


def _apart(one: Symbol, other: Symbol) -> bool:
    """Whether the two count different data: none is the other's, a part of it, or bounded by it."""
    bounds = {symbol for mine in (one, other) for most in mine.most for symbol in most.symbols}
    pairs: list[tuple[Hashable, Hashable]] = [(mine, theirs) for mine in one.counts for theirs in other.counts]
    return one != other and not bounds & {one, other} and not any(are_related(*pair) for pair in pairs)


def _feeds_another_table(facts: Facts, vocabulary: Symbol, table: Hashable) -> bool:
    return any(lookup.table != table and _counted_by(lookup) == vocabulary for lookup in facts.lookups)
