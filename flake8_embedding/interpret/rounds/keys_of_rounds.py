"""Dicts into which each round of a loop puts an entry: ``for number, word in enumerate(words): index[word] = number``.

Where a word stands twice the dict has fewer entries than the loop has rounds. It never has more, and it has as many if
no word stands twice.
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.rounds.fixpoint import Invariant
from flake8_embedding.interpret.rounds.left_before import LeftBefore
from flake8_embedding.interpret.rounds.loop_counters import name_of
from flake8_embedding.interpret.rounds.loop_ranges import Rounds
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.linear import Linear
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.predicates.guards import compatible
from flake8_embedding.values.provenance import Key, KeysOf
from flake8_embedding.values.value import Number, Value


def at_most_one_a_round(
    final: DictValue, before: Value | None, found: Invariant, name: Hashable, rounds: Rounds | None, place: Hashable
) -> DictValue:
    """The dict when the loop is done, of which it is known how many entries it has if no key comes twice."""
    begun, after = found.carried.get(name), found.changed.get(name)
    if rounds is None or name in found.gaps or final.numbered is not None:
        return final
    total = rounds.total
    if rounds.left is not None:
        after = _of_round_that_went_on(after, rounds.left)
        total = Linear.of(rounds.names_when_done[rounds.symbol])
    if total is None:
        return final
    if not (isinstance(before, DictValue) and isinstance(begun, DictValue) and isinstance(after, DictValue)):
        return final
    if before.length.exact is None or not _has_perhaps_one_more(begun, after):
        return final
    most = Number.exactly(add(before.length.exact, total))
    text = f"len({name_of(name) or 'a dict'})"
    return replace(final, length=unknown_length(KeysOf(Key(place, name)), text, most, least=len(final.entries)))


def _of_round_that_went_on(after: Value | None, left: LeftBefore) -> Value | None:
    """What a round leaves of a dict that is as it was where the loop is left before the rest of the round."""
    ways = [one.value for one in alternatives_of(after) if compatible(one.guards, left.went_on)] if after else []
    return ways[0] if len(ways) == 1 else after


def _has_perhaps_one_more(begun: DictValue, after: DictValue) -> bool:
    """Whether the round has put in one entry, under a key that may be there already."""
    then, now = begun.length.exact, after.length.exact
    if then is None or not isinstance(now, Linear) or now.constant or [count for _, count in now.terms] != [1]:
        return False
    return add(then, number(1)) in now.symbols[0].most if isinstance(now.symbols, tuple) else False
