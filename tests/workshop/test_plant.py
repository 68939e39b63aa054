"""The tool that plants bugs: a table that loses its last row is found, one with rows to spare has no bug."""

from __future__ import annotations

from pathlib import Path

import libcst as cst

from tests.tools.plant import Outcome, Planted, Site, one_less, plant, python_files, report, sampled, sites

KERAS = """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer

tokenizer = Tokenizer()
tokenizer.fit_on_texts(open("reviews.txt").readlines())
sizes = {"input_dim": 64, "output_dim": 8}
Embedding(len(tokenizer.word_index) + 1, 8)
Embedding(**sizes)
"""
TORCH = """\
import torch
from torch import nn

few = nn.Embedding(8, 4)
few(torch.arange(8))
many = nn.Embedding(num_embeddings=64, embedding_dim=4)
many(torch.arange(8))
other = nn.Embedding(size(), 4)
"""


def test_it_finds_what_it_plants_and_leaves_rows_to_spare_alone(tmp_path: Path) -> None:
    for name, text in (("reviews.py", KERAS), ("ids.py", TORCH)):
        (tmp_path / name).write_text(text)
    results = [
        one
        for file in python_files([tmp_path])
        for one in plant(file, [site for site in sites(file) if site.verdict.startswith("enough")])
    ]
    assert [(one.library, one.site.place[0], one.outcome) for one in results] == [
        ("torch", 4, Outcome.FOUND),
        ("torch", 6, Outcome.ROOMY),
        ("tensorflow", 7, Outcome.FOUND),
    ]
    assert list(report(results, 4)) == [
        "tensorflow: 1 of 1 found; 0 had rows to spare",
        "torch: 1 of 1 found; 1 had rows to spare",
        "all: 2 of 2 found; 1 had rows to spare",
        "not written in the call: 1",
    ]


def test_it_lists_tables_of_which_too_little_is_known(tmp_path: Path) -> None:
    file = tmp_path / "ids.py"
    file.write_text(TORCH)
    (unknown,) = [one for one in sites(file) if one.verdict.startswith("unknown")]
    assert str(unknown).startswith(f"{file}:8:9: nn.Embedding: unknown (the size: ")


def test_files_that_cannot_be_read_have_no_sites(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text("print 'Python 2'\n")
    assert sites(file) == []


def test_missed_bugs_are_listed() -> None:
    site = Site(Path("model.py"), (3, 4), "Embedding", "unknown", "the ids: their range is not known")
    lines = list(report([Planted(site, "keras", Outcome.MISSED)], 1))
    assert lines[-1] == "missed: model.py:3:5: Embedding: unknown (the ids: their range is not known)"


def test_a_seed_always_draws_the_same_sites() -> None:
    found = [Site(Path("model.py"), (line, 0), "Embedding", "enough") for line in range(1, 50)]
    assert sampled(found, 5, seed=3) == sampled(found, 5, seed=3) != sampled(found, 5, seed=4)
    assert sampled(found, None, seed=3) == sampled(found, 60, seed=3) == found


def test_a_size_is_enclosed_where_a_row_is_taken_from_it() -> None:
    module = cst.Module([])
    for size, less in (("n", "n - 1"), ("len(words) + 1", "(len(words) + 1) - 1"), ("a or b", "(a or b) - 1")):
        assert module.code_for_node(one_less(cst.parse_expression(size))) == less
