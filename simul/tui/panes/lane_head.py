"""What stands above a lane; a click on it has the keys go to that lane."""

from functools import partial

from simul.tui.session import status_text as heads
from simul.tui.session.messages import LanePicked
from simul.tui.session.session import Session
from simul.tui.style.lines import Lines


class LaneHead(Lines):
    """Shows the mode, the clock, and what the master does in the lane with this index."""

    def __init__(self, session: Session, lane_index: int) -> None:
        super().__init__(partial(heads.lane_head, session, lane_index))
        self._lane_index = lane_index

    def on_click(self) -> None:
        """Say that somebody has pointed at this lane."""
        self.post_message(LanePicked(self._lane_index))
