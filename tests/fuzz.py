"""Random programs that build vocabularies, sizes and tables, run for real: ``python -m tests.fuzz --programs 10000``.

What the linter calls enough must never overflow, whatever the data; what it calls too small must overflow for some
legal data.
"""

from __future__ import annotations

import argparse
import random
import sys
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from flake8_embedding.check import check
from flake8_embedding.trace import traces
from tests.fuzz_model import Seen, run

HEAD = """\
import random
from collections import Counter, defaultdict

import torch
from torch import nn
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences

from data import flag, words

WORDS = words()
"""
TOO_SMALL = ("EMB101", "EMB102", "EMB103", "EMB104", "EMB106")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DATA = [list(LETTERS[:size]) * times for size in (1, 2, 3, 4, 6, 9, 14, 26) for times in (1, 2)]
"""Data: few and many words, with and without repetitions. Numbers in programs are below the largest number of words."""

ENTRIES = ["<pad>", "<unk>", "<", ">", "<>", "A", *(f"x{one}" for one in range(30))]
STRANGE = [[*LETTERS[:size], *ENTRIES] for size in (1, 12)]
STRANGE += [[*LETTERS[:size], "<", ">", "<<", ">>", f"x{one}"] for one in range(4, 14) for size in (1, 4)]
STRANGE += [words for one in range(3, 16) for words in ([f"x{one}"], ["a", f"x{one}"], ["a", "b", "c", f"x{one}"])]
STRANGE += [list(LETTERS[:size]) for size in range(5, 26)]
STRANGE += [["z", *(list(LETTERS[:size]) * 20)[:39]] for size in (2, 5, 8, 12)]
STRANGE += [["<"], ["a", "<"], ["a", "b", "<"], ["a", "b", "c", "d", "<"]]
STRANGE += [[letter for times, letter in enumerate(LETTERS, 1) for _ in range(times)]]
"""Legal data in which words occur that programs use for entries of their own, words of which a tokenizer leaves
nothing, frequent ones that come last, and a rare one that may come first of many. That an entry of one's own is a new
one is what the linter assumes where it says "enough"."""


@dataclass
class Writer:
    """A program that is being made up: the names that there are, by what they hold."""

    chance: random.Random
    vocabularies: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tokenizers: list[str] = field(default_factory=list)
    in_order: set[str] = field(default_factory=set)
    """Ids that stand in the order of their numbers: which of them a slice leaves out is not followed."""
    copies: set[str] = field(default_factory=set)
    """Vocabularies made of others: that they have the words of the data is not followed."""
    made: int = 0

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    def small(self) -> int:
        return self.chance.choice([0, 1, 1, 1, 2, 3])

    def rounds(self) -> int:
        return self.chance.choice([1, 2, 3])

    def limit(self) -> int:
        return self.chance.choice([2, 3, 5, 8, 12])

    def pick(self, names: list[str]) -> str:
        return self.chance.choice(names)

    # -- vocabularies ---------------------------------------------------------------------------------------------

    def vocabulary(self) -> str:
        name = self.name("v")
        first, limit = self.small(), self.limit()
        made = self.chance.choice(
            [
                f"{name} = {{w: i for i, w in enumerate(sorted(set(WORDS)), {first})}}",
                f"{name} = {{w: i + {first} for i, w in enumerate(set(WORDS))}}",
                f"{name} = {{w: i for i, w in enumerate(WORDS, {first})}}",
                f"{name} = {{w: i for i, w in enumerate(WORDS[:{limit}])}}",
                f"{name} = {{}}\nfor w in WORDS:\n    if w not in {name}:\n        {name}[w] = len({name}) + {first}",
                f"{name} = {{}}\nfor w in WORDS:\n    {name}.setdefault(w, len({name}) + {first})",
                f"{name} = {{'<pad>': 0, '<unk>': 1}}\nfor w in WORDS:\n    if w not in {name}:\n"
                f"        {name}[w] = len({name})",
                f"{name} = {{}}\nn{name} = {first}\nfor w in WORDS:\n    if w not in {name}:\n"
                f"        {name}[w] = n{name}\n        n{name} += 1",
                f"{name} = {{w: i + {first} for i, (w, c) in enumerate(Counter(WORDS).most_common({limit}))}}",
                f"{name} = {{w: i for i, (w, c) in enumerate(Counter(WORDS).most_common(), {first})}}",
                f"{name} = dict(zip(sorted(set(WORDS)), range({first}, {first} + len(set(WORDS)))))",
                f"{name} = defaultdict(lambda: len({name}))\nfor w in WORDS:\n    {name}[w]",
                f"{name} = {{'a': {first}, 'b': {limit}, 'c': 1}}",
                f"{name} = {{}}\nfor i, w in enumerate(WORDS):\n    if i < {limit}:\n        {name}[w] = i + {first}",
            ]
        )
        if f"n{name} =" in made:
            self.numbers.append(f"n{name}")
        self.vocabularies.append(name)
        return made

    def tokenizer(self) -> str:
        name = self.name("t")
        setting = self.chance.choice(
            ["", f"num_words={self.limit()}", "oov_token='<o>'", f"num_words={self.limit()}, oov_token='<o>'"]
        )
        self.tokenizers.append(name)
        index = self.name("v")
        self.vocabularies.append(index)
        return f"{name} = Tokenizer({setting})\n{name}.fit_on_texts([' '.join(WORDS)])\n{index} = {name}.word_index"

    def change(self) -> str:
        old = self.pick(self.vocabularies)
        new = self.name("v")
        extra, limit = self.name("x"), self.limit()
        kind = self.chance.choice(
            [
                f"{old}['{extra}'] = len({old})",
                f"{old}['{extra}'] = {limit}",
                f"{old}.update({{'{extra}': len({old}) + {self.small()}}})",
                f"{old}.pop('a', None)",
                f"{new} = {{w: i + {self.small()} for w, i in {old}.items()}}",
                f"{new} = {{w: i for w, i in {old}.items() if i < {limit}}}",
                f"{new} = {{w: i - 1 for w, i in {old}.items()}}",
                f"{new} = dict({old})\n{new}['{extra}'] = len({new})",
                f"{new} = {old}\n{new}['{extra}'] = {limit}",
                f"{new} = {{**{old}, '{extra}': len({old})}}",
                f"{new} = {{w: i for i, w in enumerate({old}, {self.small()})}}",
            ]
        )
        if kind.startswith(new):
            self.vocabularies.append(new)
            self.copies.add(new)
        return kind

    # -- numbers --------------------------------------------------------------------------------------------------

    def number(self) -> str:
        name = self.name("n")
        made = f"{name} = {self.size()}"
        chosen = self.chance.choice(
            [
                made,
                made,
                f"{made}\n{name} += {self.small()}",
                f"{made} if flag() else {self.limit()}",
                f"def f{name}(x, y={self.small()}):\n    return x + y\n{name} = f{name}({self.size()})",
                f"{name}, _ = {self.size()}, {self.limit()}",
                f"c{name} = {{'size': {self.size()}, 'other': 3}}\n{name} = c{name}['size']",
                f"class C{name}:\n    def __init__(self, rows):\n        self.rows = rows + {self.small()}\n"
                f"{name} = C{name}({self.size()}).rows",
                f"{name} = {self.limit()}\nif flag():\n    {name} = {self.size()}",
                f"{name} = 0\nfor w in WORDS:\n    {name} += 1",
                f"{made}\nif {name} < {self.limit()}:\n    {name} = {self.limit()}",
                f"try:\n    {name} = {self.size()}\nexcept ValueError:\n    {name} = {self.limit()}",
            ]
        )
        self.numbers.append(name)
        return chosen

    def size(self) -> str:
        options = [str(self.limit()), f"len(set(WORDS)) + {self.small()}", f"len(WORDS) + {self.small()}"]
        for name in self.vocabularies:
            options += [f"len({name})", f"len({name}) + {self.small()}", f"len({name}) + 1", f"max({name}.values())"]
            options += [f"max({name}.values()) + 1", f"min({self.limit()}, len({name}) + {self.small()})"]
            options += [f"max({self.limit()}, len({name}))", f"len(set({name}.values())) + {self.small()}"]
        for name in self.numbers:
            options += [
                name,
                f"{name} + {self.small()}",
                f"min({name}, {self.limit()})",
                f"{name} * 2",
                f"{name} // 2 + 1",
            ]
        for name in self.ids:
            options += [f"max({name}) + {self.small()}", f"len({name})", f"len(set({name})) + 1"]
        return self.chance.choice(options)

    # -- ids ------------------------------------------------------------------------------------------------------

    def some_ids(self) -> str:
        name = self.name("ids")
        options = [f"{name} = [{self.small()}, {self.limit()}]", f"{name} = list(range({self.size()}))"]
        options += [
            f"{name} = [random.randrange({self.limit()}) for _ in WORDS]",
            f"{name} = [random.randint(0, {self.limit()}) for _ in WORDS]",
        ]
        for one in self.vocabularies:
            options += [
                f"{name} = [{one}[w] for w in WORDS if w in {one}]",
                f"{name} = [{one}.get(w, {self.small()}) for w in WORDS]",
                f"{name} = [{one}.get(w, {'-1' if one not in self.copies else '0'}) for w in WORDS]",
                f"{name} = list({one}.values())",
                f"{name} = []\nfor w in WORDS:\n    if w in {one}:\n        {name}.append({one}[w])",
                f"{name} = list(map({one}.get, {one}))",
                f"{name} = [{one}[w] if w in {one} else {self.small()} for w in WORDS]",
            ]
        for one in self.tokenizers:
            options += [f"{name} = {one}.texts_to_sequences([' '.join(WORDS)])[0]"]
            texts = f"{one}.texts_to_sequences([' '.join(WORDS)])"
            options += [f"{name} = list(pad_sequences({texts}, maxlen=40, value={self.small()})[0])"]
        for one in self.ids:
            options += [
                f"{name} = [i + {self.small()} for i in {one}]",
                f"{name} = [i for i in {one} if i < {self.size()}]",
                f"{name} = [min(i, {self.limit()}) for i in {one}]",
                f"{name} = [i % {self.limit()} for i in {one}]",
                f"{name} = {one} + [{self.limit()}]",
                f"{name} = {one}[:{self.limit()}]" if one not in self.in_order else f"{name} = list({one})",
                f"{name} = sorted({one})[{self.small() if one not in self.in_order else 0}:]",
                f"{name} = []\nfor i in {one}:\n    if i >= {self.size()}:\n        continue\n    {name}.append(i)",
                f"{name} = [max(i - 1, 0) for i in {one}]",
                f"{one}.append({self.limit()})\n{name} = {one}",
                f"{name} = [i for i in {one} if i > 0]",
            ]
        self.ids.append(name)
        chosen = self.chance.choice(options)
        if "texts_to_sequences" not in chosen:
            self.in_order.add(name)
        return chosen

    # -- the program ----------------------------------------------------------------------------------------------

    def table(self) -> str:
        ids, size = self.pick(self.ids), self.size()
        name = self.name("e")
        return self.chance.choice(
            [
                f"nn.Embedding({size}, 2)(torch.tensor({ids}))",
                f"{name} = nn.Embedding({size}, 2)\n{name}(torch.tensor({ids}))",
                f"def m{name}(rows):\n    return nn.Embedding(rows, 2)\nm{name}({size})(torch.tensor({ids}))",
                f"if {size} > {self.limit()}:\n    nn.Embedding({size}, 2)(torch.tensor({ids}))",
                f"{name} = nn.Embedding({size}, 2)\nfor i in {ids}:\n    {name}(torch.tensor(i))",
            ]
        )

    def statement(self) -> str:
        kinds = [self.vocabulary, self.number, self.some_ids, self.some_ids]
        kinds += [self.change] if self.vocabularies else [self.tokenizer]
        kinds += [self.table, self.table] if self.ids else []
        names = (self.vocabularies, self.numbers, self.ids, self.tokenizers)
        before = [len(one) for one in names]
        made = self.chance.choice(kinds)()
        if self.chance.random() < 0.12:
            made = f"if flag():\n{textwrap.indent(made, '    ')}"
            for known, length in zip(names, before, strict=True):
                # Made on one path only, a name is not for later.
                del known[length:]
        elif self.chance.random() < 0.06:
            made = f"for _ in range({self.rounds()}):\n{textwrap.indent(made, '    ')}"
        return made

    def program(self) -> str:
        parts = [self.chance.choice([self.vocabulary, self.tokenizer])(), self.some_ids()]
        parts += [self.statement() for _ in range(self.chance.randint(1, 7))]
        parts += [self.table()]
        return HEAD + "\n".join(parts) + "\n"


@dataclass(frozen=True)
class Judged:
    """What came of a program: what is wrong with the verdicts, and how many there were of each kind."""

    wrong: list[str]
    verdicts: Counter[str]


def judged(program: str, seed: int = 0) -> Judged:
    """Run the program with much data and hold the linter's verdicts against what happened."""
    found = check(program, loud=True)
    runs = [run(program, _mixed(words, seed + number), seed + number) for number, words in enumerate(DATA * 2)]
    wrong = []
    verdicts: Counter[str] = Counter()
    made = traces(program)
    for one in made:
        verdicts[one.verdict] += 1
        # A line may make several tables, in the calls of a function.
        enough = all(other.verdict == "enough" and other.seen for other in made if other.line == one.line)
        if enough and any(seen.outside(one.line) for seen in runs):
            wrong.append(f"line {one.line} is called enough: {one.rows} rows, ids {one.ids}")
    for finding in found:
        verdicts[finding.code] += 1
        if not any(seen.lookups[finding.line] for seen in runs):
            # A branch that no data lead to.
            continue
        if finding.code in TOO_SMALL and not _happens(program, runs, seed, partial(Seen.outside, line=finding.line)):
            wrong.append(f"line {finding.line}: {finding.code} {finding.message}")
        if finding.code == "EMB110" and not _happens(program, runs, seed, partial(Seen.negative, line=finding.line)):
            wrong.append(f"line {finding.line}: {finding.code} {finding.message}")
    return Judged(wrong, verdicts)


def _happens(program: str, runs: list[Seen], seed: int, wanted: Callable[[Seen], bool]) -> bool:
    """Whether it happens in one of the runs, or in one of many more with other data and other flags."""
    if any(wanted(seen) for seen in runs):
        return True
    more = (
        run(program, _mixed(words, seed + number), seed + number)
        for number in range(1000, 1030)
        for words in DATA + STRANGE
    )
    return any(wanted(seen) for seen in more)


def _mixed(words: list[str], seed: int) -> list[str]:
    mixed = list(words)
    random.Random(seed).shuffle(mixed)
    return mixed


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--programs", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    print(f"seed {given.seed}, {given.programs} programs")
    verdicts: Counter[str] = Counter()
    failed = 0
    for number in range(given.programs):
        seed = given.seed * 1_000_003 + number
        program = Writer(random.Random(seed)).program()
        came = judged(program, seed)
        verdicts += came.verdicts
        if came.wrong:
            failed += 1
            print(f"\n== program {number}\n{program}\n" + "\n".join(came.wrong))
    print(f"{failed} programs judged wrong; verdicts: {dict(sorted(verdicts.items()))}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
