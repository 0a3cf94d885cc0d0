"""Clicks at what has just been taken away."""

import pytest
from textual.events import MouseDown
from textual.geometry import Offset
from textual.widgets import Static

from tests.tui.driven import hall


async def test_a_click_at_what_is_still_drawn_but_has_no_parent_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with hall() as it:
        gone = (Static("saved"), Offset(1, 0))
        drawn = it.app.screen._compositor
        monkeypatch.setattr(drawn, "get_widget_and_offset_at", lambda x, y: gone)
        it.app.screen._forward_event(MouseDown(None, 3, 3, 0, 0, 1, False, False, False, 3, 3))
        await it.come_to_rest()
        assert it.app.screen._select_state is None
