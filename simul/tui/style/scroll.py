"""A part of the screen that scrolls up and down, with keys that leave the others to whoever is around it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Scroll(VerticalScroll, inherit_bindings=False):
    """Scrolls with the keys up, down, page up and page down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", id="scroll-up", tooltip="A line up", show=False),
        Binding("down", "scroll_down", "Down", id="scroll-down", tooltip="A line down", show=False),
        Binding("pageup", "page_up", "Page up", id="page-up", tooltip="A page up", show=False),
        Binding(
            "pagedown", "page_down", "Page down", id="page-down", tooltip="A page down", show=False
        ),
    ]
