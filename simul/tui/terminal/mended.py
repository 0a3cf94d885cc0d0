"""Faults of Textual's own that end an app or fill memory, mended where they are: `mend` is called once."""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.events import Click
from textual.widgets import OptionList

_move_page: Any = OptionList._move_page
_on_click: Any = OptionList._on_click
_grounds_of: Any = StylesCache.get_inner_outer.__wrapped__


def mend() -> None:
    """Mend them."""
    OptionList._move_page = _page_where_seen  # type: ignore[method-assign, assignment]
    OptionList._on_click = _click_on_what_is_there  # type: ignore[method-assign, assignment]
    StylesCache.get_inner_outer = staticmethod(_grounds)  # type: ignore[assignment]


def _page_where_seen(options: OptionList, direction: int) -> None:
    """Move by a page; where there is no room to see any option, do nothing: Textual fails at that."""
    if options.scrollable_content_region:
        _move_page(options, direction)


async def _click_on_what_is_there(options: OptionList, event: Click) -> None:
    """Take a click; where the options are others by now, and fewer, do nothing: Textual fails at that."""
    if event.style.meta.get("option", 0) < options.option_count:
        await _on_click(options, event)


@lru_cache(1024)
def _grounds(base_background: Color, background: Color) -> Any:
    """Return the two styles, kept by colour; Textual keeps them by widget, with all that it has drawn."""
    return _grounds_of(StylesCache, base_background, background)
