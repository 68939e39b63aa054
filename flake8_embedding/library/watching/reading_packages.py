"""Packages that show, measure, log or export what they are given, and change nothing of it.

Sources: https://ipython.readthedocs.io/en/stable/api/generated/IPython.display.html,
https://lightning.ai/docs/torchmetrics/stable/, https://docs.pytorch.org/docs/stable/tensorboard.html,
https://tensorboardx.readthedocs.io/en/latest/tensorboard.html, and the documentation of the packages.
"""

from __future__ import annotations

from flake8_embedding.library.spec import Conventions, Entry, Library, ReadsOnly, WeightNames, handled
from flake8_embedding.values.objects import LibraryObject

_SHOWING = ("IPython", "altair", "bokeh", "plotly", "scikitplot", "wordcloud", "yellowbrick")
"""Some of these go on and call functions: a slider of Bokeh."""

_PACKAGES = (
    *("colorama", "loguru", "prettytable", "tabulate", "termcolor"),
    *("bert_score", "editdistance", "jiwer", "rouge", "rouge_score", "sacrebleu", "seqeval", "torchmetrics"),
    *("comet_ml", "mlflow", "neptune", "tensorboardX", "wandb"),
    *("h5py", "msgpack", "orjson", "simplejson", "ujson"),
)

_OF_ARRAYS = ("matplotlib", "numpy", "scipy", "seaborn", "sklearn", "umap")
"""Packages that work with arrays of NumPy: a place that is not there is an error in them."""

_WRITER = "torch.utils.tensorboard.SummaryWriter"
_WRITES = (
    *("add_scalar", "add_scalars", "add_histogram", "add_image", "add_images", "add_figure", "add_text"),
    *("add_embedding", "add_pr_curve", "add_hparams", "flush", "close"),
)

LIBRARY = Library(
    name="packages that read",
    roots=("torch.utils.tensorboard", "tensorboardX"),
    entries=(handled("SummaryWriter", by=lambda call: call.allocate(LibraryObject(_WRITER, call.place))),),
    methods={_WRITER: (Entry(_WRITES, ("self",), ReadsOnly()),)},
    harmless=(*_SHOWING, *_PACKAGES),
    conventions=Conventions(weight=WeightNames(copies_read=(*_SHOWING, *_PACKAGES, *_OF_ARRAYS))),
    calls_nothing=_PACKAGES,
)
