"""A requirement: the name of a package, and the versions that are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flake8_embedding.record import record
from flake8_embedding.shown import shown

_BOUND = r"(===|==|~=|!=|>=|<=|<|>|\^|~|=)\s*v?(\d{1,6}(?:\.\d{1,6}){0,5})(\.\*)?"

Version = tuple[int, ...]


@record(frozen=True)
class Requirement:
    """A package that the project needs, by its normalized name; ``bounds`` is what stands behind the name."""

    name: str
    bounds: str
    file: str

    def lowest(self) -> tuple[int, int] | None:
        """The major and minor version below which none will do."""
        lows = [(*version, 0) for sign, version, _ in self._versions() if sign in _FROM]
        return max(((low[0], low[1]) for low in lows), default=None)

    def allows_from(self, version: Version) -> bool:
        """Whether a version as new as this one, or newer, will do: that is what is installed today."""
        return all(_reaches(sign, bound, version, any_=any_) for sign, bound, any_ in self._versions())

    @property
    def pinned(self) -> bool:
        """Whether it is one version only."""
        return any(sign in ("==", "===") and not any_ for sign, _, any_ in self._versions())

    def _versions(self) -> Iterator[tuple[str, Version, bool]]:
        """Each sign with its version, and whether any version that begins so will do."""
        for sign, numbers, star in re.findall(_BOUND, self.bounds):
            version = tuple(map(int, numbers.split(".")))
            # "=2.10" is conda's "==2.10.*".
            yield ("==" if sign == "=" else sign), version, bool(star) or sign == "="

    def __str__(self) -> str:
        """For messages: only what was understood, as the file may say anything else."""
        bounds = ",".join(re.sub(r"\s", "", found[0]) for found in re.finditer(_BOUND, self.bounds))
        return f"{self.name}{bounds} in {shown(self.file)}"


_FROM = ("==", "===", "~=", ">=", ">", "^", "~")


def _reaches(sign: str, bound: Version, version: Version, *, any_: bool) -> bool:
    """Whether what the sign allows goes up to the version."""
    match sign:
        case "<":
            return version < bound
        case "<=" | "==" | "===":
            return version < _next(bound) if any_ else version <= bound
        case "~=":
            return version < _next(bound[:-1] or bound)
        case "~":
            return version < _next(bound[:2])
        case "^":
            return version < _next(bound[:1] if bound[0] else bound[:2])
    return True


def _next(version: Version) -> Version:
    return (*version[:-1], version[-1] + 1)
