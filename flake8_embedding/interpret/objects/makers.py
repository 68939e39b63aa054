"""Which library made an object: a method of the same name may do different things to NumPy's arrays and PyTorch's
tensors."""

from __future__ import annotations

from flake8_embedding.values.value import AllocationSite


class Makers:
    """The libraries by the objects that they made."""

    def __init__(self) -> None:
        self._makers: dict[AllocationSite, str] = {}
        self._libraries: set[str] = set()

    def note(self, made: AllocationSite, library: str) -> None:
        """The library made the object. An object that several libraries made at one place is made by none that is
        known."""
        self._libraries.add(library)
        if self._makers.setdefault(made, library) != library:
            self._makers[made] = ""

    def has(self, library: str) -> bool:
        """Whether the library has made any object."""
        return library in self._libraries

    def of(self, made: AllocationSite) -> str:
        """The top-level module of the library; empty where that is not known."""
        return self._makers.get(made, "")
