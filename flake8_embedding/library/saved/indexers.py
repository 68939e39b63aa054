"""Tokenizers that a program writes to a file by their own methods, and reads again.

``tokenizer.to_json()`` is a text that ``tokenizer_from_json`` reads; ``tokenizer.save(path)`` writes the file that
``Tokenizer.from_file(path)`` reads. What is read is a copy of what was written.

https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/text/tokenizer_from_json,
https://huggingface.co/docs/tokenizers/api/tokenizer
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import copied_object
from flake8_embedding.library.saved.objects import file_of_text, from_another_run, read_again, write_object
from flake8_embedding.library.spec import Described, Entry, Handled
from flake8_embedding.values.provenance import Saved
from flake8_embedding.values.value import Value


def _to_text(call: Call) -> Value:
    """``tokenizer.to_json()``"""
    made = call.unknown("the text is not known")
    call.store.set(Saved(made), copied_object(call, call.arguments[0]))
    return made


def _to_file(call: Call) -> Value:
    """``tokenizer.save(path)``"""
    call.note_written()
    return write_object(call, call.argument("path"), call.argument("self"))


TO_TEXT = Described(Entry(("to_json",), ("self",), Handled(_to_text, keeps_arguments=True)))
TO_FILE = Described(Entry(("save",), ("self", "path", "pretty"), Handled(_to_file, keeps_arguments=True)))


def from_text(call: Call, unseen: Value) -> Value:
    """``tokenizer_from_json(json_string)``; ``unseen`` is a tokenizer of which nothing is known."""
    return _read(call, file_of_text(call, call.argument("json_string")), unseen)


def from_file(call: Call, unseen: Value) -> Value:
    """``Tokenizer.from_file(path)``"""
    return _read(call, call.argument("path"), unseen)


def _read(call: Call, file: Value | None, unseen: Value) -> Value:
    """What was written to the file if that is seen and is of this kind; a file of another kind is not what is read."""
    found = read_again(call, file) or from_another_run(call, file, otherwise=unseen)
    return found if call.are_of_one_kind(found, unseen) else unseen
