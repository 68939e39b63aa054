"""What is known of the results of calls that are not followed: what was asked, and of what."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.record import record
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.numbers.linear import Symbol
from flake8_embedding.values.predicates.predicate import Access, Operand
from flake8_embedding.values.provenance import NumberOf
from flake8_embedding.values.value import AllocationSite, Guard, Value


@record(frozen=True)
class Lacking:
    """A dict in which a word may be missing that it was made of. Whether it is decides about a path."""

    owner: AllocationSite | None
    vocabulary: DictValue
    is_filled: bool
    """Whether the path is the first one that puts these words in: then it is taken for each of them."""
    is_own: bool
    """Whether the dict is known to be made of the words; otherwise they may be others."""


@record(frozen=True)
class Doubt:
    """A guard that may never hold, since a word is hardly ``lacking``; ``begun`` is where the journal stood then."""

    lacking: Lacking
    begun: int


class Results:
    """The unknown results, by their keys."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, tuple[tuple[Value, ...], tuple[Access, ...]]] = {}
        self._constant: set[Hashable] = set()
        self._arrays: set[Hashable] = set()
        self._fills: set[tuple[Hashable, Hashable]] = set()
        self.doubtful: dict[Guard, Doubt] = {}
        """The outcomes of tests that may never come, since a word is hardly missing in a dict."""
        self.method_owner: Operand | None = None
        """The object whose method was called last."""

    def note(self, result: Hashable, question: tuple[Value, ...], made_of: tuple[Access, ...]) -> None:
        """``question`` is what was called, and with which arguments; ``made_of`` says where these were read."""
        self._asked[result] = question, made_of

    def question(self, result: Hashable) -> tuple[Value, ...] | None:
        """What was called, and with which arguments: two equal questions have one answer."""
        asked = self._asked.get(result)
        return None if asked is None else asked[0]

    def made_of(self, result: Hashable) -> tuple[Access, ...]:
        """Where the arguments were read."""
        asked = self._asked.get(result)
        return () if asked is None else asked[1]

    def note_constant(self, result: Hashable) -> None:
        """The result is the same in every run, as that of ``"big".title()``."""
        self._constant.add(result)

    def is_constant(self, result: Hashable) -> bool:
        return result in self._constant

    def fills(self, owner: Hashable, place: Hashable, *, is_first: bool) -> bool:
        """Whether the call at this place puts words into the dict as the first one that meets them; ``is_first``: the
        dict has none of them now. A round of the same loop may have put them there later."""
        if is_first:
            self._fills.add((owner, place))
        return is_first or (owner, place) in self._fills

    def note_doubt(self, guard: Guard, lacking: Lacking | None, begun: int) -> None:
        """Such an outcome may come now. It is in doubt if a word is ``lacking`` where it does: what is noted from
        ``begun`` on in the journal may lie behind it. Otherwise it is certain, whatever it was before."""
        if lacking is not None:
            self.doubtful[guard] = Doubt(lacking, begun)
        elif self.doubtful:
            self.doubtful.pop(guard, None)

    def note_array(self, key: Hashable) -> None:
        """The thing was asked for its largest: it is several numbers."""
        self._arrays.add(key)

    @property
    def has_arrays(self) -> bool:
        return bool(self._arrays)

    def are_several(self, symbol: Symbol) -> bool:
        """Whether the symbol stands for numbers of which each may be another one."""
        return isinstance(symbol.key, NumberOf) and symbol.key.of in self._arrays

    @property
    def has_constants(self) -> bool:
        return bool(self._constant)
