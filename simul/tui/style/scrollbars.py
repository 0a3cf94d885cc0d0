"""Scrollbars whose thumb begins and ends at whole cells, so that no block elements are needed."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """Draws with spaces alone, in two grounds."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def whole_cells(wanted: bool) -> None:
    """Have all scrollbars drawn so, or again as Textual draws them."""
    ScrollBar.renderer = WholeCells if wanted else ScrollBarRender
