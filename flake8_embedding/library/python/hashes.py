"""Hashes: ``hash(word)``, ``zlib.crc32(word.encode())``, ``hashlib.md5(...).hexdigest()``.

A hash takes every value, so that ``hash(word) % n`` is any number from 0 to n - 1.
https://docs.python.org/3/library/hashlib.html, https://docs.python.org/3/library/zlib.html
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Library, handled
from flake8_embedding.limits import CONSTANT_TEXT
from flake8_embedding.values.provenance import HashOf
from flake8_embedding.values.relations import is_hash
from flake8_embedding.values.value import Const, Number, Unknown, Value


def _hash(call: Call) -> Value:
    """A number that depends on what is hashed, and on nothing that is seen; of a constant it is one number."""
    given = call.arguments[0] if call.arguments else None
    if given is None or isinstance(given, Const | Number):
        return call.unknown("the hash of a constant is not computed")
    return Unknown("a hash", HashOf(call.key))


def _computed(function: Callable[[bytes], int]) -> Callable[[Call], Value]:
    """A checksum, which is computed for what stands in the file."""

    def made(call: Call) -> Value:
        given = call.argument("data")
        data = given.value if isinstance(given, Const) else None
        if isinstance(data, bytes) and len(call.arguments) == 1 and len(data) <= CONSTANT_TEXT:
            return Number.exactly(function(data))
        return _hash(call)

    return made


def _digest(call: Call) -> Value:
    """``hashlib.md5(data).hexdigest()``: still the hash, as text or bytes."""
    content = call.store.content(call.arguments[0])
    if isinstance(content, Unknown) and is_hash(content.key):
        return content
    return call.unknown(f"the method {call.path} is not followed")


def _from_bytes(call: Call) -> Value:
    given = call.argument("bytes")
    content = call.store.content(given) if given is not None else None
    if isinstance(content, Unknown) and is_hash(content.key):
        return content
    return call.unknown("what the bytes say is not known")


_ALGORITHMS = (
    *("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"),
    *("blake2b", "blake2s"),
)


def _checksum(name: str, root: str, function: Callable[[bytes], int]) -> Entry:
    return handled(name, by=_computed(function), takes=("data", "value"), roots=(root,))


LIBRARY = Library(
    name="hashes",
    roots=("builtins", "zlib", "binascii", "hashlib", "mmh3", "xxhash"),
    entries=(
        handled("hash", by=_hash, roots=("builtins",)),
        handled("int.from_bytes", by=_from_bytes, takes=("bytes", "byteorder"), roots=("builtins",)),
        _checksum("crc32", "zlib", zlib.crc32),
        _checksum("adler32", "zlib", zlib.adler32),
        _checksum("crc32", "binascii", zlib.crc32),
        handled(*_ALGORITHMS, by=_hash, roots=("hashlib",)),
        handled("hash", "hash64", "hash128", by=_hash, roots=("mmh3",)),
        handled("xxh32", "xxh64", "xxh128", "xxh32_intdigest", "xxh64_intdigest", by=_hash, roots=("xxhash",)),
    ),
    methods={"any": (handled("hexdigest", "digest", "intdigest", by=_digest),)},
)
