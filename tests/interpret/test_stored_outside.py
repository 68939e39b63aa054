"""What a library holds and calls later: what the held thing changes is not known from then on."""

from __future__ import annotations

import pytest

from flake8_embedding.survey.looking import look

HELD = """
import csv
import contextlib
import json
import logging.config
import socketserver
import sys
import warnings

import app
import torch
from app import HANDLERS
from torch import nn

names = ["a", "c"]


def add(*words, **options):
    names.extend(map(str, words))
    return ""


class Window:
    level = 0

    def __init__(self):
        self.seen = []

    def write(self, text):
        self.seen.append(text)
        names.append(text)

    def handle(self, record):
        names.append(record.msg)


class Handler(logging.Handler):
    def emit(self, record):
        names.append(record.msg)


class Page(socketserver.BaseRequestHandler):
    def handle(self):
        names.append("b")


class Encoder(json.JSONEncoder):
    def default(self, one):
        names.append(str(one))
        return ""


class Quiet:
    def write(self, text):
        return len(text)


window = Window()
{held}
nn.Embedding({rows}, 8)(torch.arange(len({of})))
"""

HOLDS = [
    "HANDLERS['word'] = add; app.run()",
    "HANDLERS['word'].append(add); app.run()",
    "app.hooks += [add]; app.run()",
    "HANDLERS |= {'word': add}; app.run()",
    "HANDLERS['word'] = [add]; app.run()",
    "app.settings.on_word = add; app.run()",
    "app.on_word = add",
    "sys.stdout = window; print('b')",
    "setattr(sys, 'stderr', window)",
    "warnings.showwarning = add; warnings.warn('b')",
    "logging.getLogger().handlers = [Handler()]; logging.warning('b')",
    "logging.getLogger().handlers = [window]; logging.warning('b')",
    "logging.config.dictConfig({'version': 1, 'handlers': {'w': {'()': Handler}}, 'root': {'handlers': ['w']}})",
    "socketserver.TCPServer(('', 0), Page).handle_request()",
    "json.dumps({1, 2}, cls=Encoder)",
    "json.dumps({1, 2}, default=add)",
]
WRITES = [
    "sys.stdout = window; print('b')",
    "print('b', file=window)",
    "json.dump(['b'], window)",
    "csv.writer(window).writerow(['b'])",
    "contextlib.redirect_stdout(window).__enter__(); print('b')",
]
HOLDS_NOTHING = ["sys.stdout = Quiet(); print('b')", "HANDLERS['word'] = Quiet().write; app.run()", "app.words = 3"]


def verdicts(held: str, rows: int, of: str) -> list[str]:
    return [trace.verdict for trace in look(HELD.format(held=held, rows=rows, of=of), "server.py").traces]


@pytest.mark.parametrize("held", HOLDS)
def test_what_is_held_outside_may_be_called(held: str) -> None:
    assert verdicts(held, 2, "names") == ["unknown"]


@pytest.mark.parametrize("held", WRITES)
def test_what_is_written_to_like_a_file_changes_itself(held: str) -> None:
    assert verdicts(held, 1, "window.seen") == ["unknown"]


@pytest.mark.parametrize(("rows", "verdict"), [(2, "enough"), (1, "too small")])
@pytest.mark.parametrize("held", HOLDS_NOTHING)
def test_what_changes_nothing_leaves_all_known(held: str, rows: int, verdict: str) -> None:
    assert verdicts(held, rows, "names") == [verdict]
