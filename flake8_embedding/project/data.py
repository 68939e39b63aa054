"""Configuration files of a project, read as data: JSON, TOML, and YAML where PyYAML is installed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flake8_embedding.limits import DATA_BYTES, YAML_BYTES
from flake8_embedding.project.texts import Stamp, text_of

JSON, TOML, YAML = "json", "toml", "yaml"


class NotRead(ValueError):
    """There is nothing to be had of the file; the message says why."""


def data_in(stamp: Stamp, form: str) -> Any:
    """What a file holds, as Python's dicts, lists, texts and numbers. Raises ``NotRead``."""
    found = _data_in(stamp, form)
    if isinstance(found, NotRead):
        raise found
    return found


@lru_cache(maxsize=64)
def _data_in(stamp: Stamp, form: str) -> Any:
    path, size, _ = stamp
    if size > (YAML_BYTES if form == YAML else DATA_BYTES):
        return NotRead("it is too large")
    text = text_of(path)
    if text is None:
        return NotRead("it cannot be read")
    try:
        return _parsed(text, form)
    except NotRead as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return NotRead(f"it is no {form.upper()}")


def _parsed(text: str, form: str) -> Any:
    # Few programs read such a file.
    if form == JSON:
        import json

        return json.loads(text)
    if form == TOML:
        import tomllib

        return tomllib.loads(text)
    return _of_yaml(text)


def _of_yaml(text: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        raise NotRead("PyYAML is not installed") from error
    if "<<" in text:
        # Merged mappings that are merged again double at each level.
        raise NotRead("it merges mappings")
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise NotRead("it is no YAML") from error
