"""How Sphinx builds these pages: ``sphinx-build -W --keep-going -b dirhtml docs build/docs``.

The pages are Markdown, so that they can be read where the repository is hosted, too.
"""

from importlib.metadata import version as installed

project = "flake8-embedding"
author = "the maintainers of flake8-embedding"
release = installed("flake8-embedding")
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = True
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"flake8-embedding {release}"
html_show_sourcelink = False
autodoc_typehints = "description"
