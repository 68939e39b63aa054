"""Keras's ``skipgrams``: pairs of a word and its neighbour, and of a word and one that is drawn.

Read in ``keras/src/legacy/preprocessing/sequence.py``: drawn is ``randint(1, vocabulary_size - 1)``, and 0 is skipped
in the sequence, since it is no word.
"""

from __future__ import annotations

from flake8_embedding.library.arrays.random_ids import drawn
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import any_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Value


def _skipgrams(call: Call) -> Value:
    """``couples, labels = skipgrams(ids, vocabulary_size)``"""
    sequence, samples = call.argument("sequence"), call.argument("negative_samples")
    held = numbers_in(sequence, call.store) if sequence is not None else None
    if held is None or not (samples is None or (isinstance(samples, Number) and samples.constant is not None)):
        return call.unknown("the ids that are paired are not known")
    word: Value = some_of(held)
    context = word
    if samples is None or samples.constant != 0:
        noise = drawn(call, Number.exactly(1), as_scalar(call.argument("vocabulary_size")), "vocabulary_size")
        if noise is None:
            return call.unknown("from how many words is drawn is not known")
        context = any_in([word, noise], call.store, Key(call.key, "context"))
    count = unknown_length(Key(call.key, "count"))
    pair = SequenceValue.of("list", (word, context), any_in([word, context], call.store, Key(call.key, "pair")))
    couples = call.allocate(SequenceValue("list", pair, count), "couples")
    labels = call.allocate(SequenceValue("list", call.unknown("labels"), count), "labels")
    return SequenceValue.of("tuple", (couples, labels), couples)


SKIPGRAMS = Entry(
    names=("preprocessing.sequence.skipgrams", "sequence.skipgrams"),
    parameters=(
        "sequence",
        "vocabulary_size",
        "window_size",
        "negative_samples",
        "shuffle",
        "categorical",
        "sampling_table",
        "seed",
    ),
    effect=Handled(_skipgrams),
)
