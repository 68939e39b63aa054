"""One file put in the place of another, without a moment in which either version is lost.

Whoever reads the path meets the old file or the new one. The new one has the owner, the mode and the extended
attributes of the old one, and what cannot be kept is a reason to leave the old one alone.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType


class Refused(ValueError):
    """The file stays as it is; the message says why."""


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Write ``new`` to a file that holds ``old``. Raises ``Refused``."""
    try:
        if not os.access(path, os.W_OK):
            raise Refused("it is read-only")
        before = path.stat()
        if before.st_nlink > 1:
            raise Refused("it has more than one name (hard links), and only one of them would get the new text")
        with _temporary_beside(path) as beside:
            beside.write_bytes(new)
            _take_over(path, before, beside)
            if path.read_bytes() != old:
                raise Refused("something else has changed it meanwhile")
            beside.replace(path)
    except OSError as error:
        raise Refused(f"it cannot be written: {error}") from error


def _take_over(path: Path, before: os.stat_result, beside: Path) -> None:
    """Give the new file what the old one has beside its text."""
    if not _has_owner_of(before, beside):
        try:
            os.chown(beside, before.st_uid, before.st_gid)
        except OSError as error:
            raise Refused("it belongs to another user or group, and would not any more") from error
    # After the owner: to change that takes the bits for another user's rights away.
    beside.chmod(stat.S_IMODE(before.st_mode))
    wanted, has = _attributes(path), _attributes(beside)
    if sys.platform == "linux":
        for name, value in wanted.items() - has.items():
            os.setxattr(beside, name, value)


def _has_owner_of(before: os.stat_result, beside: Path) -> bool:
    made = beside.stat()
    return (made.st_uid, made.st_gid) == (before.st_uid, before.st_gid)


def _attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes, where there are such: access lists and labels for instance."""
    if sys.platform != "linux":
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


@contextmanager
def _temporary_beside(path: Path) -> Iterator[Path]:
    """An empty file in the same folder that is gone afterwards, also if somebody ends the process meanwhile."""
    with _ended_by_an_exception():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".fix.")
        os.close(handle)
        try:
            yield Path(name)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()


@contextmanager
def _ended_by_an_exception() -> Iterator[None]:
    """Let a signal that would end the process at once raise ``SystemExit`` instead, so that ``finally`` is run."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    former: dict[int, object] = {}
    # Only the main thread may set handlers, and a handler that somebody else set stays.
    with suppress(ValueError):
        for number in {getattr(signal, name, signal.SIGTERM) for name in ("SIGTERM", "SIGHUP")}:
            if signal.getsignal(number) is signal.SIG_DFL:
                former[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number in former:
            signal.signal(number, signal.SIG_DFL)
