"""A picture of a screen as text, for snapshots: its letters, and a number for the styles of each line."""

import zlib
from typing import Any

from rich.style import Style
from textual.app import App
from textual.strip import Strip


def picture(app: App[Any]) -> str:
    """Return the lines of the screen, each behind a number that changes with any of its colours."""
    return "\n".join(
        f"{_styles(strip)} |{strip.text.rstrip()}"
        for strip in app.screen._compositor.render_strips()
    )


def _styles(strip: Strip) -> str:
    runs: list[tuple[int, str]] = []
    for segment in strip:
        style = str((segment.style or Style()).without_color) + _colours(segment.style)
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + segment.cell_length, style)
        else:
            runs.append((segment.cell_length, style))
    return f"{zlib.crc32(repr(runs).encode()):08x}"


def _colours(style: Style | None) -> str:
    return "" if style is None else f"{style.color}{style.bgcolor}"
