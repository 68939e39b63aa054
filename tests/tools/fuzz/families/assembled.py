"""Programs that build vocabularies, sizes and tables of many parts (V): counting, offsets, limits, tokenizers."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

from tests.tools.fuzz.draw import Draw, Family
from tests.tools.fuzz.program import Program

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


def assembled(draw: Draw) -> Program:
    """An id without a row raises nothing, as on a GPU: all of the program runs."""
    return Program(("V",), Writer(draw.chance).program(), raising=False)


GENERATORS: dict[str, list[Family]] = {"V": [assembled]}
