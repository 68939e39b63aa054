"""The vocabularies of the program: which ids belong to a length that is used as a size."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from flake8_embedding.values.ids import Place
from flake8_embedding.values.value import AllocationSite, Number, ObjectRef


class KnownVocabularies:
    """Vocabularies by their lengths, and indexers by where they were made."""

    def __init__(self) -> None:
        self._ids: dict[Hashable, dict[AllocationSite, Number]] = {}
        self._written: dict[AllocationSite, Place] = {}
        self._presumed: set[AllocationSite] = set()
        self._made_in: dict[AllocationSite, AllocationSite] = {}
        self.made: set[AllocationSite] = set()
        """All vocabularies of which the length is known by a name, and all indexers."""

    def note(self, length: Hashable, owner: ObjectRef, ids: Number) -> None:
        """The ids of a vocabulary of this length: the length's symbol, or where its number was born."""
        self._ids.setdefault(length, {})[owner.alloc] = ids
        self.made.add(owner.alloc)

    def ids_of(self, length: Hashable) -> Iterable[Number]:
        """The ids of all vocabularies of this length."""
        return self._ids.get(length, {}).values()

    def note_written(self, owner: ObjectRef, place: Place) -> None:
        """A dict that stands in the file and may number its keys."""
        self._written[owner.alloc] = place

    @property
    def written(self) -> Mapping[AllocationSite, Place]:
        """The dicts that stand in the file and may number their keys, with their places."""
        return self._written

    def note_presumed(self, dict_: AllocationSite) -> None:
        """Words of the data come into a dict that has keys of the program's own, which the words may be."""
        self._presumed.add(dict_)

    def is_presumed(self, owner: ObjectRef) -> bool:
        """Whether the dict is so long only if no word is one of its first keys."""
        return owner.alloc in self._presumed

    def note_made_in(self, indexer: ObjectRef, scope: AllocationSite) -> None:
        """The scope of the call in which an indexer was made."""
        self._made_in[indexer.alloc] = scope
        self.made.add(indexer.alloc)

    def was_made_in(self, indexer: ObjectRef, scope: AllocationSite) -> bool:
        return self._made_in.get(indexer.alloc) == scope
