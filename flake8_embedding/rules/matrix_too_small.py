"""EMB107: an embedding matrix is written beyond its rows."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.fix_hint import EnlargeMatrix
from flake8_embedding.rules.message import Line, Quantity, Remedy, Rows
from flake8_embedding.rules.phrases import but_when
from flake8_embedding.rules.rule import Claim, FileRule
from flake8_embedding.values.numbers.bounds import add, distance
from flake8_embedding.verdicts.shortage import outcomes, too_few


class MatrixTooSmall(FileRule):
    code = "EMB107"
    name = "matrix-too-small"
    summary = "A weight matrix written beyond its last row"
    finds = (
        "A matrix of word vectors is written at an id beyond its last row: `np.zeros((len(word_index), "
        "dim))`, filled by `matrix[i] = vector` with the ids of `word_index`."
    )
    why = "NumPy raises `IndexError` at the last word, after the vectors of all the others have been copied."
    quiet = (
        "Loops that guard the id (`if i < n`), programs that catch the `IndexError`, and matrices with one row more."
    )
    fix = "One is added to the shape of the matrix, if the table that is filled with it has the row."
    references = ("https://numpy.org/doc/stable/user/basics.indexing.html",)
    bad = (
        "import numpy as np\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat", "the dog ran"])\n'
        "matrix = np.zeros((len(tokenizer.word_index), 8))\n"
        "for word, i in tokenizer.word_index.items():\n"
        "    matrix[i] = np.ones(8)\n"
    )
    good = (
        "import numpy as np\n"
        "from tensorflow.keras.preprocessing.text import Tokenizer\n"
        "\n"
        "tokenizer = Tokenizer()\n"
        'tokenizer.fit_on_texts(["the cat sat", "the dog ran"])\n'
        "matrix = np.zeros((len(tokenizer.word_index) + 1, 8))\n"
        "for word, i in tokenizer.word_index.items():\n"
        "    matrix[i] = np.ones(8)\n"
    )

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        told: set[tuple[str | None, object, str]] = set()
        for write in facts.writes:
            origin = write.index.origin
            # Only ids of a vocabulary: a matrix that is filled by other numbers holds no embeddings.
            if origin is None or origin.written:
                continue
            found = too_few(write.rows, write.index, write.guards, facts)
            if found is None or write.index.high is None:
                continue
            # A matrix that is written in several places is too small once.
            same = (write.text, origin.place, str(found.rows))
            if same in told:
                continue
            told.add(same)
            needed = add(write.index.high, 1)
            yield Claim(
                write.place,
                (
                    f"{write.text or 'the matrix'} has ",
                    Rows(found.rows),
                    *but_when(found.condition, outcomes(found.path, facts.tests)),
                    f"the {origin.what} on line ",
                    Line(origin.place),
                    " go up to ",
                    Quantity(write.index.high),
                    "; ",
                    Remedy(needed, distance(needed, found.rows)),
                ),
                found.is_conditional,
                fix_hints=(EnlargeMatrix(write.made, 1),),
                entered=write.entered,
            )
