"""The picture of the page of tables in the documentation: ``python -m tests.tools.page_picture`` draws it anew.

Needs Chromium. Writes ``docs/images/tables.png``, and with ``--dark`` the dark scheme beside it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from flake8_embedding.commands.cli import main as command

IMAGES = Path(__file__).parent.parent.parent / "docs" / "images"

PROJECT = {
    "setup.cfg": "",
    "vocabulary.py": """\
class Vocabulary:
    def __init__(self, texts):
        self.ids = {}
        for text in texts:
            for word in text.split():
                if word not in self.ids:
                    self.ids[word] = len(self.ids) + 1  # 0 is for padding

    def encode(self, text):
        return [self.ids[word] for word in text.split()]
""",
    "model.py": """\
from torch import nn


class Classifier(nn.Module):
    def __init__(self, words, classes):
        super().__init__()
        self.words = nn.Embedding(words, 64, padding_idx=0)
        self.out = nn.Linear(64, classes)

    def forward(self, ids):
        return self.out(self.words(ids).mean(1))
""",
    "train.py": """\
import torch

from model import Classifier
from vocabulary import Vocabulary

texts = open("reviews.txt").read().splitlines()
vocabulary = Vocabulary(texts)
model = Classifier(len(vocabulary.ids), 2)

for text in texts:
    scores = model(torch.tensor([vocabulary.encode(text)]))
""",
    "visits.py": """\
import torch

day = torch.nn.Embedding(7, 8)
hour = torch.nn.Embedding(23, 8)
for hours in range(24):
    hour(torch.tensor([hours]))
for days in range(7):
    day(torch.tensor([days]))
""",
    "news.py": """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer

MOST = 20000
tokenizer = Tokenizer(num_words=MOST)
tokenizer.fit_on_texts(open("news.txt"))
Embedding(min(MOST, len(tokenizer.word_index)), 100)
""",
    "titles.py": """\
from tensorflow.keras.layers import Embedding
from tensorflow.keras.preprocessing.text import Tokenizer

tokenizer = Tokenizer()
tokenizer.fit_on_texts(open("titles.txt"))
Embedding(len(tokenizer.word_index) + 1, 50)
""",
    "users.py": """\
import pickle

import torch

users = pickle.load(open("users.pickle", "rb"))
table = torch.nn.Embedding(len(users), 32)
""",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--dark", action="store_true")
    given = arguments.parse_args()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "reviews"
        project.mkdir()
        for name, text in PROJECT.items():
            (project / name).write_text(text)
        os.chdir(project)
        page = Path(folder) / "tables.html"
        command(["check", "--isolated", "--format=html", "-o", str(page), "."])
        shot(page, IMAGES / "tables.png")
        if given.dark:
            shot(page, IMAGES / "tables-dark.png", "--blink-settings=preferredColorScheme=0")


def shot(page: Path, picture: Path, *options: str) -> None:
    """The page as a browser shows it."""
    browser = shutil.which("chromium") or "google-chrome"
    wanted = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5")
    size = "--window-size=1180,1120"
    subprocess.run(
        [browser, *wanted, size, *options, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True
    )


if __name__ == "__main__":
    main()
