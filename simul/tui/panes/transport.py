"""The line under the panes: buttons, and where the playhead is."""

from textual import events

from simul.tui.session import status_text as heads
from simul.tui.session.messages import TimePicked
from simul.tui.session.session import Session
from simul.tui.style.lines import Line, Lines


class Transport(Lines):
    """Shows where the playhead is; a click on the track sends it there, one on a button does what it says."""

    def __init__(self, session: Session) -> None:
        super().__init__(self._line, id="transport")
        self._session = session

    def _line(self, width: int, _height: int) -> list[Line]:
        return heads.transport(self._session.playhead, width, self._session.glyphs)[0]

    async def on_click(self, event: events.Click) -> None:
        """Go there, or do that."""
        playhead = self._session.playhead
        _, left, track = heads.transport(playhead, self.size.width, self._session.glyphs)
        if left <= event.x < left + track:
            self.post_message(TimePicked(playhead.end_s * (event.x - left) / track))
        elif (action := heads.button_at(event.x)) is not None:
            await self.screen.run_action(action)
