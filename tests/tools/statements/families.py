"""All families of statements."""

from __future__ import annotations

from tests.tools.statements.hugging_face import HUGGING_FACE
from tests.tools.statements.jax import JAX
from tests.tools.statements.keras import KERAS
from tests.tools.statements.tables import TABLES
from tests.tools.statements.torch import TORCH

FAMILIES = (KERAS, TORCH, JAX, HUGGING_FACE, TABLES)
