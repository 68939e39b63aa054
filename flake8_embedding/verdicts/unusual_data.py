"""Paths that a program takes only if its data are what they rarely are: empty, or with words of its own in them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from flake8_embedding.values.memory.widening import is_of_rounds
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.predicates.predicate import Compare, Op, Operand, Truthy
from flake8_embedding.values.value import Guard, Number, Unknown
from flake8_embedding.verdicts.asked_again import single_tests


def has_own_word(path: Iterable[Guard], put_in: Mapping[Hashable, bool | str]) -> bool:
    """Whether the path is taken only if a word of the data is spelled like a key of the program: the one on which
    "<pad>" is there already, in ``if "<pad>" not in vocab: vocab["<pad>"] = 0``. ``put_in`` are the outcomes of tests
    on which the program puts such a key in.

    Assumption: words-of-data. A word of the data is none of the keys that the program puts in.
    """
    if not put_in:
        return False
    return any(put_in.get(test, way) != way for guard in path for test, way in single_tests(*guard))


def has_no_data(path: Iterable[Guard]) -> bool:
    """Whether only a run without any data comes this way: to the 0 in ``[index[word] for word in words] or [0]``."""
    return any(_says_that_nothing_came(test, way) for test, way in path)


def _says_that_nothing_came(test: Hashable, way: bool | str) -> bool:
    match test:
        case Compare(op=Op.EQUAL, left=Operand(value=Number() as count), right=Operand(value=Number(constant=0))):
            symbols = symbols_of(count.exact)
            return way is True and len(symbols) == 1 and all(symbol.least is not None for symbol in symbols)
        case Truthy(of=Operand(value=Unknown(key=key))):
            # A list that rounds of a loop fill.
            return way is False and is_of_rounds(key)
    return False
