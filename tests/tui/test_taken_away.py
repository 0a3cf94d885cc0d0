"""What has been taken away: clicks at it, and what is left of it."""

import pytest
from textual.events import MouseDown
from textual.geometry import Offset
from textual.widgets import Static
from textual.widgets._toast import ToastHolder

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


@pytest.mark.parametrize("pane", ["hall", "results"])
async def test_a_frame_is_drawn_when_the_panes_have_been_taken_away(pane: str) -> None:
    async with hall() as it:
        it.hall.stage.show(pane)
        await it.come_to_rest()
        await it.hall.stage.remove_children()
        it.session.playhead.to_end()
        it.hall.stage.redraw()
        it.hall.stage.show("code")
        it.hall.stage.share_out(80, 24, projector=False)
        it.hall.stage.look_at_lane()
        await it.come_to_rest()
        assert it.hall.stage.pane == pane


async def test_nothing_is_left_of_notices_that_are_gone() -> None:
    async with hall(notices=True) as it:
        for number in range(5):
            it.app.notify(f"saved {number}", timeout=60)
            await it.come_to_rest()
            it.app.clear_notifications()
            await it.come_to_rest()
        await it.come_to_rest()
        assert len(it.app.screen.query(ToastHolder)) <= 1
