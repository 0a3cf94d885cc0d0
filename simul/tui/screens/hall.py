"""The hall: what the keys do, and how it moves by itself."""

import time
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from simul.tui.panes.stage import HALL, Stage
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.help import HelpScreen
from simul.tui.screens.keys import HALL_KEYS
from simul.tui.screens.new import NewExhibition, NewScreen
from simul.tui.screens.on_top import OnTop
from simul.tui.session.messages import AnotherAsked, BoardPicked, LanePicked, TimePicked
from simul.tui.session.saving import once_without_notices, save_all
from simul.tui.session.session import Session
from simul.tui.style.plain_ground import PlainGround

FRAMES_A_SECOND = 30
LONGEST_FRAME_S = 0.25
"""A frame that comes later than this does not make up for it: the machine was busy, or asleep."""
HINT_S = 5.0
"""Time for which the projector view says how to leave it, in seconds."""


class HallScreen(OnTop, Screen[None], PlainGround):
    """Shows what `session` says; with `frames`, it moves on by itself while it plays."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = HALL_KEYS

    def __init__(self, session: Session, *, frames: bool = True) -> None:
        super().__init__()
        self.session = session
        self.stage = Stage(session)
        self._frames = frames
        self._last_s = 0.0
        self._moved_s = 0.0
        self._behind = False

    def compose(self) -> ComposeResult:
        """Make the stage."""
        yield self.stage

    def on_mount(self) -> None:
        """Begin to draw, and to move."""
        self._arrange()
        self.stage.look_at_lane()
        if self._frames:
            self._last_s = time.monotonic()
            self.set_interval(1 / FRAMES_A_SECOND, self._frame)

    def on_resize(self) -> None:
        """Lay it out for what the terminal is now."""
        self._arrange()

    def on_screen_resume(self) -> None:
        """Draw what has changed behind another screen."""
        self.call_after_refresh(self.stage.redraw)

    def _arrange(self) -> None:
        self.stage.share_out(self.size.width, self.size.height, self.session.projector)

    # How it moves

    def _frame(self) -> None:
        now_s = time.monotonic()
        real_s, self._last_s = min(now_s - self._last_s, LONGEST_FRAME_S), now_s
        self.advance(real_s)
        if self._behind:
            self._draw()

    def advance(self, real_s: float) -> None:
        """Move on by what `real_s` seconds of real time are, where it plays or is on its way somewhere."""
        playhead = self.session.playhead
        if not playhead.moving:
            return
        was_playing = playhead.playing
        playhead.tick(real_s)
        self._draw()
        if (
            was_playing
            and playhead.at_end
            and self.stage.pane == HALL
            and not self.session.projector
        ):
            self.action_pane("results")

    def _moved(self) -> None:
        """Draw what a key has changed; where keys come faster than frames, with the next frame."""
        now_s = time.monotonic()
        self._behind = self._frames and now_s - self._moved_s < 1 / FRAMES_A_SECOND
        if not self._behind:
            self._moved_s = now_s
            self._draw()

    def _draw(self) -> None:
        """Draw what the playhead has come to, wherever it is seen."""
        self._behind = False
        if self.app.screen is self:
            self.stage.redraw()
        elif isinstance(self.app.screen, BoardScreen):
            self.app.screen.redraw()

    def action_play(self) -> None:
        """Pause, or go on; at the end, from the beginning."""
        playhead = self.session.playhead
        if playhead.at_end:
            playhead.seek(0.0)
            playhead.playing = True
        else:
            playhead.playing = not playhead.playing
        self._moved()

    def action_step(self) -> None:
        """Pause, and go on to the next event of this lane."""
        self.session.playhead.playing = False
        if not self.session.playhead.step(self.session.lane):
            self.app.bell()
        self._moved()

    def action_step_back(self) -> None:
        """Pause, and go back by one event of this lane."""
        self.session.playhead.playing = False
        if not self.session.playhead.step_back(self.session.lane):
            self.app.bell()
        self._moved()

    def action_move(self, seconds: float) -> None:
        """Go forward or back by some seconds of exhibition time."""
        self.session.playhead.seek(self.session.playhead.time + seconds)
        self._moved()

    def action_start(self) -> None:
        """Go to the beginning."""
        self.session.playhead.seek(0.0)
        self._moved()

    def action_end(self) -> None:
        """Play everything to the end."""
        self.session.playhead.to_end()
        self._moved()

    def action_slower(self) -> None:
        """Take the next speed below."""
        self.session.playhead.slower()
        self._moved()

    def action_faster(self) -> None:
        """Take the next speed above."""
        self.session.playhead.faster()
        self._moved()

    def on_time_picked(self, message: TimePicked) -> None:
        """Go to a time that somebody has pointed at."""
        self.session.playhead.seek(message.at_s)
        self._moved()

    # What is chosen

    def action_pane(self, name: str) -> None:
        """Show a pane; the hall, where it is seen already."""
        if self.session.projector:
            self.action_projector()
        self.stage.show(HALL if name == self.stage.pane else name)

    def action_lane(self, by: int) -> None:
        """Have the keys go to another lane."""
        self._focus((self.session.focused + by) % len(self.session.lanes))

    def on_lane_picked(self, message: LanePicked) -> None:
        """Have the keys go to a lane that somebody has pointed at."""
        self._focus(message.lane)

    def _focus(self, lane: int) -> None:
        self.session.focused = lane
        self.stage.look_at_lane()
        self._moved()

    def action_board(self, right: int, down: int) -> None:
        """Select the board in that direction."""
        self.session.selected = self.stage.grid.move_selection(right, down)
        self._moved()

    def action_size(self, size: int) -> None:
        """Draw the boards at one of the sizes, 0 for what fits."""
        self.session.board_size = size
        self._moved()

    def action_projector(self) -> None:
        """Show only clocks, factor and boards; or everything again."""
        self.session.projector = not self.session.projector
        self.stage.show(HALL)
        self._arrange()
        if self.session.projector:
            keys = self._keys_of("projector", "pane('hall')")
            self.notify(f"{keys}: back", timeout=HINT_S, markup=False)
        else:
            self.app.clear_notifications()

    def _keys_of(self, *actions: str) -> str:
        bindings = [each.binding for each in self.active_bindings.values()]
        those = [each for action in actions for each in bindings if each.action == action]
        return ", ".join(map(self.app.get_key_display, those))

    def on_board_picked(self, message: BoardPicked) -> None:
        """Select the board that somebody has pointed at; open it where it was selected already."""
        before, self.session.selected = self.session.selected, message.number
        self._focus(message.lane)
        if message.open or before == message.number:
            self.action_open()

    def action_open(self) -> None:
        """Show the selected board, large."""
        self.open(BoardScreen(self.session, self.session.focused, self.session.selected))

    def action_new(self) -> None:
        """Pause, and ask for another exhibition, beginning with this one."""
        self.session.playhead.playing = False
        source, options = self.session.asked
        modes = [lane.mode.name for lane in self.session.lanes]
        self.open(NewScreen(source, options, modes), self._open_another)

    def _open_another(self, asked: NewExhibition | None) -> None:
        if asked is not None:
            self.post_message(AnotherAsked(asked))

    def action_help(self) -> None:
        """Show keys, words and symbols."""
        self.open(HelpScreen(self.active_bindings, self.session.glyphs))

    def action_save(self) -> None:
        """Save a picture of the screen, without notices, and what has been played."""
        once_without_notices(self.app, self._save)

    def _save(self) -> None:
        saved, wrong = save_all(self.app, self.session, Path())
        if saved:
            self.notify("saved " + " and ".join(path.name for path in saved), markup=False)
        if wrong:
            self.notify(wrong, severity="error", markup=False)
