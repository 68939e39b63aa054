"""``torchvision.datasets``: pictures with the numbers of their classes, which conditional models look up.

The labels run from 0 to one below the number of classes. That number is on each page of
https://docs.pytorch.org/vision/stable/datasets.html
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library
from flake8_embedding.library.torch.data_elements import LABEL_CHANGE, LABELS
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Number, TextValue, Value

_CLASSES = {
    "MNIST": 10,
    "FashionMNIST": 10,
    "KMNIST": 10,
    "CIFAR10": 10,
    "CIFAR100": 100,
    "SVHN": 10,
    "USPS": 10,
    "EuroSAT": 10,
    "GTSRB": 43,
    "DTD": 47,
    "Food101": 101,
    "Flowers102": 102,
    "StanfordCars": 196,
    "SUN397": 397,
    "ImageNet": 1000,
}
_PARAMETERS = ("root", "*", LABEL_CHANGE)
_OF_FOLDERS = ("ImageFolder", "DatasetFolder")


def _labelled(name: str, call: Call) -> Value:
    """Pairs of a picture and the number of its class."""
    known = _CLASSES.get(name)
    classes = Number.exactly(known) if known is not None else unknown_length((call.key, "classes"), "len(classes)")
    assert classes.exact is not None
    if not call.complete:
        return call.unknown(f"the settings of {name} are not all seen")
    label = Number(number(0), add(classes.exact, -1), origin=Origin(f"classes of {name}", call.place))
    length = unknown_length((call.key, "pictures"))
    # Each row is made when it is asked for, of what ``targets`` holds then.
    row = call.unknown("pictures are not followed")
    made = call.allocate(SequenceValue("dataset", row, length))
    call.set_attribute(made, "classes", call.allocate(SequenceValue("list", TextValue(), classes), "classes"))
    call.set_attribute(made, LABELS, call.allocate(SequenceValue("array", label, length), LABELS))
    change = call.argument(LABEL_CHANGE)
    if change is not None and not is_none(change):
        call.set_attribute(made, LABEL_CHANGE, change)
    return made


LIBRARY = Library(
    name="torchvision",
    roots=("torchvision",),
    entries=tuple(
        Entry((f"datasets.{name}",), _PARAMETERS, Handled(partial(_labelled, name)))
        for name in (*_CLASSES, *_OF_FOLDERS)
    ),
)
