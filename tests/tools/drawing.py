"""The README's picture of ``trace``: ``python -m tests.tools.drawing`` writes it anew. Needs rich (the extra "tools").

The picture is what the command writes to a terminal, in its colours.
"""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from flake8_embedding.render import picture
from flake8_embedding.trace import traces
from tests.tools.documents import first_program

PICTURE = Path(__file__).parent.parent.parent / ".github" / "trace.svg"
WIDTH = 120


def drawn() -> str:
    """The picture as SVG, without fonts from anywhere else."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.text import Text

    program = first_program()
    shown = picture("model.py", program, traces(program), colour=True)
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(shown))
    plain = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    made = console.export_svg(title="flake8-embedding trace model.py", code_format=plain, unique_id="trace")
    return re.sub(r"[ \t]+$", "", made, flags=re.MULTILINE) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
