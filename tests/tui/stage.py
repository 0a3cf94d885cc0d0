"""An app that shows one widget or screen, with the hall's themes, for tests."""

from collections.abc import Iterable

import pytest
from textual.app import App, ComposeResult
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from simul.tui.style.scrollbars import WholeCells
from simul.tui.style.themes import THEMES


class Stage(App[object]):
    """Shows these widgets, in the first of the hall's themes."""

    def __init__(self, *widgets: Widget, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._on_it: Iterable[Widget] = widgets
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.set_class(ascii, "-ascii")
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """Put them on it."""
        yield from self._on_it


def seen(app: App[object]) -> str:
    """What is on the screen, a line a row."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def plain_scrollbars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have scrollbars drawn in whole cells, for the length of a test."""
    monkeypatch.setattr(ScrollBar, "renderer", WholeCells)
