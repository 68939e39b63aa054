"""The trail of a finding: what became known on the way to it, line by line, in order."""

from __future__ import annotations

from textwrap import dedent

from flake8_embedding.check import check

START = """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.text import Tokenizer

texts = open("reviews.txt").readlines()
tokenizer = Tokenizer()
tokenizer.fit_on_texts(texts)
"""


def trail(text: str) -> list[tuple[int, str]]:
    """Line and text of each step to the one finding."""
    (finding,) = check(text, loud=True)
    return [(step.line, step.text) for step in finding.trail]


def test_it_leads_from_the_ids_over_names_and_calls_to_the_table_and_the_look_up() -> None:
    text = START + dedent("""\
        words = len(tokenizer.word_index)
        settings = {"rows": words}

        def build(rows):
            model = Sequential()
            model.add(Embedding(rows, 100))
            return model

        model = build(settings["rows"])
        model.fit(tokenizer.texts_to_sequences(texts), [0] * len(texts))
        """)

    assert trail(text) == [
        (6, "the ids of the Tokenizer run from 1 to len(tokenizer.word_index)"),
        (8, "words is len(tokenizer.word_index)"),
        (16, "rows is len(tokenizer.word_index)"),
        (13, "Embedding has len(tokenizer.word_index) rows"),
        (17, "the ids are looked up"),
    ]


def test_a_field_of_a_record_is_a_step() -> None:
    text = START + dedent("""\
        from dataclasses import dataclass

        @dataclass
        class Settings:
            rows: int = 0

        settings = Settings(rows=len(tokenizer.word_index))
        Embedding(settings.rows, 100)
        """)

    assert trail(text) == [
        (6, "the ids of the Tokenizer run from 1 to len(tokenizer.word_index)"),
        (14, "rows is len(tokenizer.word_index)"),
        (15, "Embedding has len(tokenizer.word_index) rows"),
    ]


def test_an_attribute_is_a_step() -> None:
    text = START + dedent("""\
        class Classifier:
            def __init__(self, rows):
                self.rows = rows

            def build(self):
                return Embedding(self.rows, 100)

        Classifier(len(tokenizer.word_index)).build()
        """)

    assert (10, "rows is len(tokenizer.word_index)") in trail(text)


def test_a_binding_on_another_path_is_a_step_too() -> None:
    text = dedent("""\
        import torch

        many = 10
        few = many - 4
        if input():
            rows = few
        else:
            rows = many
        table = torch.nn.Embedding(rows, 2)
        print(table(torch.tensor([1, 7])))
        """)

    assert trail(text)[1:5] == [(3, "many is 10"), (4, "few is 6"), (6, "rows is 6"), (8, "rows is 10")]


def test_what_has_nothing_to_do_with_the_size_is_no_step() -> None:
    text = START + "width = 100\nepochs = 3\nEmbedding(len(tokenizer.word_index), width)\n"

    assert not any("width" in step or "epochs" in step for _, step in trail(text))


def test_a_long_way_keeps_its_end() -> None:
    names = "".join(f"n{number + 1} = n{number}\n" for number in range(40))
    text = START + f"n0 = len(tokenizer.word_index)\n{names}Embedding(n40, 100)\n"

    steps = trail(text)

    assert len(steps) < 20
    assert (48, "n40 is len(tokenizer.word_index)") in steps
