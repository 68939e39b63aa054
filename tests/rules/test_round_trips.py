"""What one path loads from a file is what the other path has written there, unless either has changed it since."""

from __future__ import annotations

import pytest

from flake8_embedding.trace import traces

PROGRAM = """\
import json
import os
import pickle
import sys
import torch
from functools import partial
from helpers import add_words

words = open("all.txt").read().split()
report = open("report.txt", "w")
if os.path.exists(sys.argv[1]):
    with open(sys.argv[1], "rb") as file:
        index = {module}.load(file)
    {loaded}
else:
    index = {{"<pad>": 0}}
    for word in words:
        if word not in index:
            index[word] = len(index)
    with open(sys.argv[1], "wb") as file:
        {module}.dump(index, file)
    {written}
table = torch.nn.Embedding(len(index), 8)
table(torch.tensor([index[word] for word in words]))
"""

KEEP = {
    "nothing is done": "pass",
    "a method of a file keeps its arguments": "report.write(index)",
    "the words are handed on": "add_words(words)",
    "a library reads it": "print(sorted(index))",
    "it is shown": "back = {number: word for word, number in index.items()}; both = [*index.keys(), *index.values()]",
}

MAY_CHANGE = {
    "an imported function": "add_words(index, words)",
    "a method of what an imported function made": "add_words().merge(index)",
    "in a dict": "add_words({'index': index})",
    "a method of it": "add_words(partial(index.pop, 'more'))",
    "in an object": "report.index = index; add_words(report)",
    "a part of it": "add_words(index['more'])",
    "a function that changes it": "add_words(lambda: index.pop('more'))",
    "what is entered": "add_words(index).__enter__()",
}


def verdicts(module: str, *, loaded: str = "pass", written: str = "pass") -> set[str]:
    return {one.verdict for one in traces(PROGRAM.format(module=module, loaded=loaded, written=written))}


@pytest.mark.parametrize("module", ["json", "pickle"])
@pytest.mark.parametrize("kind", KEEP)
def test_what_is_loaded_is_what_was_written(kind: str, module: str) -> None:
    assert verdicts(module, loaded=KEEP[kind]) == {"enough"}


@pytest.mark.parametrize("module", ["json", "pickle"])
@pytest.mark.parametrize("kind", MAY_CHANGE)
def test_code_that_is_not_seen_may_have_changed_what_is_loaded(kind: str, module: str) -> None:
    assert verdicts(module, loaded=MAY_CHANGE[kind]) == {"enough (presumed)"}


def test_code_that_is_not_seen_may_have_changed_what_was_written() -> None:
    assert verdicts("pickle", written="add_words(index)") == {"unknown"}


PARTS = """\
import os
import pickle
import sys
import torch
from helpers import add_words

words = open("all.txt").read().split()
{before}
if os.path.exists(sys.argv[1]):
    saved = pickle.load(open(sys.argv[1], "rb"))
else:
    numbers = {{word: number for number, word in enumerate(sorted(set(words)))}}
    saved = {{"words": words, "numbers": numbers}}
    pickle.dump(saved, open(sys.argv[1], "wb"))
    {after}
numbers = saved["numbers"]
table = torch.nn.Embedding(len(numbers), 8)
table(torch.tensor([numbers[word] for word in saved["words"]]))
"""


def test_only_what_is_handed_on_after_it_was_written_may_be_another() -> None:
    first, then = (
        {one.verdict for one in traces(PARTS.format(before=before, after=after))}
        for before, after in (("add_words(words)", "pass"), ("", "add_words(words)"))
    )
    assert (first, then) == ({"enough"}, {"enough (presumed)"})


TWO_FILES = """\
import os
import pickle
import sys
import torch

def numbered(words):
    return {word: number for number, word in enumerate(sorted(set(words)))}

names, cities = open("names.txt").read().split(), open("cities.txt").read().split()
if os.path.exists(sys.argv[1]):
    of_names = pickle.load(open(sys.argv[1], "rb"))
    of_cities = pickle.load(open(sys.argv[2], "rb"))
else:
    of_names, of_cities = numbered(names), numbered(cities)
    pickle.dump(of_names, open(sys.argv[1], "wb"))
    pickle.dump(of_cities, open(sys.argv[2], "wb"))
for words, numbers in ((names, of_names), (cities, of_cities)):
    table = torch.nn.Embedding(len(numbers), 8)
    table(torch.tensor([numbers[word] for word in words]))
"""


def test_one_path_may_load_two_things() -> None:
    assert {one.verdict for one in traces(TWO_FILES)} == {"enough"}


JSON = """\
import json
import os
import torch
from helpers import add_words

if os.path.exists("words.json"):
    words, numbers, back = json.load(open("words.json"))
    {loaded}
else:
    words = sorted(set(open("all.txt").read().split()))
    numbers = {{word: number for number, word in enumerate(words)}}
    back = {{number: word for word, number in numbers.items()}}
    json.dump({written}, open("words.json", "w"))
    {after}
table = torch.nn.Embedding(len(words), 8)
table(torch.tensor([numbers[word] for word in words]))
"""


@pytest.mark.parametrize("written", ["[words, numbers, back]", "(words, numbers, [back, 3])"])
def test_json_keeps_lists_and_dicts_beside_what_it_changes(written: str) -> None:
    back = "back = {int(number): word for number, word in back.items()}"
    program = JSON.format(loaded=back, written=written, after="pass")
    assert [one.verdict for one in traces(program)] == ["enough"]


@pytest.mark.parametrize(
    ("loaded", "written", "after"),
    [
        ("numbers['new'] = 9", "[words, numbers, back]", "pass"),
        ("words.pop()", "[words, numbers, back]", "pass"),
        ("add_words(numbers)", "[words, numbers, back]", "pass"),
        ("pass", "[words, numbers, back]", "numbers['new'] = 9"),
        ("pass", "[words, back, numbers]", "pass"),
        ("pass", "[numbers, words, back]", "pass"),
        ("pass", "[words, {'new': 9, **numbers}, back]", "pass"),
    ],
)
def test_what_else_is_done_to_parts_of_the_json(loaded: str, written: str, after: str) -> None:
    program = JSON.format(loaded=loaded, written=written, after=after)
    assert "enough" not in [one.verdict for one in traces(program)]


TWICE = """\
import json
import os
import torch

if os.path.exists("words.json"):
    words, known = json.load(open("words.json"))
else:
    words = known = open("all.txt").read().split()
    json.dump([words, known], open("words.json", "w"))
known.append("<end>")
table = torch.nn.Embedding(len(words), 8)
table(torch.tensor([number for number, _ in enumerate(known)]))
"""


def test_a_list_that_stands_in_the_json_twice_is_two_lists() -> None:
    assert "enough" not in [one.verdict for one in traces(TWICE)]
