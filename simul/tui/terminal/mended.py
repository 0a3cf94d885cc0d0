"""Faults of Textual's own that end an app or fill memory, mended where they are: `mend` is called once."""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.events import Click
from textual.notifications import Notifications
from textual.widgets import OptionList
from textual.widgets._toast import ToastHolder, ToastRack

_move_page: Any = OptionList._move_page
_on_click: Any = OptionList._on_click
_show: Any = ToastRack.show
_grounds_of: Any = StylesCache.get_inner_outer.__wrapped__


def mend() -> None:
    """Mend them."""
    OptionList._move_page = _page_where_seen  # type: ignore[method-assign, assignment]
    OptionList._on_click = _click_on_what_is_there  # type: ignore[method-assign, assignment]
    ToastRack.show = _show_and_tidy  # type: ignore[method-assign, assignment]
    StylesCache.get_inner_outer = staticmethod(_grounds)  # type: ignore[assignment]


def _page_where_seen(options: OptionList, direction: int) -> None:
    """Move by a page; where there is no room to see any option, do nothing: Textual fails at that."""
    if options.scrollable_content_region:
        _move_page(options, direction)


async def _click_on_what_is_there(options: OptionList, event: Click) -> None:
    """Take a click; where the options are others by now, and fewer, do nothing: Textual fails at that."""
    if event.style.meta.get("option", 0) < options.option_count:
        await _on_click(options, event)


def _show_and_tidy(rack: ToastRack, notices: Notifications) -> None:
    """Show the notices; and take away what held those that are gone, which Textual leaves there for ever."""
    _show(rack, notices)
    rack.call_after_refresh(_tidy, rack)


def _tidy(rack: ToastRack) -> None:
    for holder in rack.query(ToastHolder):
        if not holder.children:
            holder.remove()


@lru_cache(1024)
def _grounds(base_background: Color, background: Color) -> Any:
    """Return the two styles, kept by colour; Textual keeps them by widget, with all that it has drawn."""
    return _grounds_of(StylesCache, base_background, background)
