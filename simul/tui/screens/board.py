"""One board, large: its position, its clocks, its moves, and steps through its game."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from simul.analysis.board_history import BoardHistory
from simul.scenario.plan import PlannedBoard
from simul.tui.boards.board_words import clock_line, progress_line, state_line, title_line
from simul.tui.boards.large import room_for
from simul.tui.boards.large_widget import LargeBoard
from simul.tui.boards.positions import Positions
from simul.tui.panes.key_line import KeyLine
from simul.tui.panes.moves_table import MovesTable, PlyPicked, Shown
from simul.tui.screens.help import HelpScreen
from simul.tui.screens.keys import HALL_KEYS
from simul.tui.screens.on_top import OnTop
from simul.tui.session.lane import Lane
from simul.tui.session.session import Session
from simul.tui.style.lines import Line, Lines

PLIES = Binding.Group("Move", compact=True)
ENDS = Binding.Group("First, last")
BOARDS = Binding.Group("Board", compact=True)


def _key(
    keys: str,
    action: str,
    name: str,
    description: str,
    tooltip: str,
    group: Binding.Group | None = None,
    show: bool = True,
) -> Binding:
    return Binding(keys, action, description, show, id=name, tooltip=tooltip, group=group)


def _of_the_hall(name: str, how: str) -> Binding:
    """Return the binding of the hall with this id, to be done there: `how` is the action that sees to it."""
    hall = next(each for each in HALL_KEYS if isinstance(each, Binding) and each.id == name)
    return replace(hall, action=f"{how}({hall.action!r})", show=how == "leave")


class BoardScreen(OnTop, Screen[None]):
    """Shows a board of a lane: after the moves that the playhead has come to, or after fewer of them.

    It follows the playhead until somebody steps, and again when asked to. `redraw` is to be called when
    the playhead has moved.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("escape,enter,h", "close", "board-close", "Back", "Back to the hall"),
        _key("left", "ply(-1)", "ply-back", "Move back", "One move of either side back", PLIES),
        _key("right", "ply(1)", "ply-on", "Move on", "One move of either side on", PLIES),
        _key("f", "follow", "board-follow", "Follow", "Follow the exhibition again"),
        _key("p", "next(-1)", "board-previous", "Board before", "The board before", BOARDS),
        _key("n", "next(1)", "board-next", "Next board", "The next board", BOARDS),
        _key("space", "hall('play')", "pause", "Pause", "Pause the exhibition, or go on"),
        _key("home", "first", "ply-first", "First", "To the beginning of the game", ENDS),
        _key("end", "last", "ply-last", "Last", "To the latest move of the game", ENDS),
        _key("question_mark", "help", "help", "Help", "Keys, words and symbols"),
        _key("q", "app.quit", "quit", "Quit", "Leave the hall"),
        *(_of_the_hall(name, "leave") for name in ("code", "timeline", "tasks", "results")),
        *(_of_the_hall(name, "hall") for name in ("step", "step-back", "slower", "faster", "save")),
        _key("d", "app.next_theme", "theme", "Theme", "The next theme", show=False),
    ]

    DEFAULT_CSS = """
    BoardScreen {
        & > #board-title { background: $panel; }
        & > Horizontal { height: 1fr; }
        & #beside { width: 1fr; }
        & #moves { height: 1fr; }
        &.-line > Horizontal { padding-top: 1; }
        &.-line #moves { margin-top: 1; }
        &.-gap #beside { padding-left: 2; }
    }
    """

    def __init__(self, session: Session, lane_index: int, number: int) -> None:
        super().__init__()
        self.session = session
        self.lane_index = lane_index
        self.number = number
        self.stepped: int | None = None
        self._history = BoardHistory(number)
        self._room = room_for(80, 24)
        positions = Positions()
        glyphs = session.glyphs
        self._board = LargeBoard(positions, glyphs)
        self._moves = MovesTable(positions, glyphs)
        self._key_line = KeyLine(session)
        self._texts = [
            Lines(self._title, id="board-title"),
            Lines(self._opponent, id="opponent"),
            Lines(self._master, id="master"),
            Lines(self._state, id="state"),
            Lines(self._progress, id="progress"),
        ]

    @property
    def lane(self) -> Lane:
        """The lane that it shows a board of."""
        return self.session.lanes[self.lane_index]

    @property
    def board(self) -> PlannedBoard:
        """The board that it shows."""
        return self.lane.plan.boards[self.number - 1]

    @property
    def made(self) -> int:
        """How many plies have been made at the playhead."""
        return min(len(self._history.moves), len(self.board.moves))

    @property
    def plies(self) -> int:
        """After how many plies the board is shown."""
        return self.made if self.stepped is None else min(self.stepped, self.made)

    def compose(self) -> ComposeResult:
        """Lay out the board with its players, and its moves beside it."""
        title, opponent, master, state, progress = self._texts
        yield title
        with Horizontal():
            with Vertical(id="side"):
                yield opponent
                yield self._board
                yield master
            with Vertical(id="beside"):
                yield state
                yield progress
                yield self._moves
        yield self._key_line

    def on_mount(self) -> None:
        """Draw it."""
        self._arrange(self.size.width, self.size.height)

    def on_screen_resume(self) -> None:
        """Draw what has changed behind another screen."""
        self.call_after_refresh(self.redraw)

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out for what the terminal is now."""
        self._arrange(*event.size)

    def _arrange(self, width: int, height: int) -> None:
        self._room = room = room_for(width, height)
        self.set_class(room.line, "-line")
        self.set_class(room.gap, "-gap")
        self.query_one("#side").styles.width = room.board
        self._board.styles.height = 8 * room.scale + room.files
        for text in self._texts[1:3]:
            text.display = room.players
        self.query_one("#beside").display = room.table > 0
        self._key_line.display = room.footer
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw what has changed."""
        self._history.read(self.lane.view)
        self._board.show(self.board, self.plies, self._room)
        for text in (*self._texts, self._key_line):
            text.redraw()
        self._moves.show(Shown(self.board, self._history, self.plies))

    # What it says

    def _title(self, width: int, _height: int) -> list[Line]:
        return [title_line(self.session, self.lane, self.board, width)]

    def _opponent(self, width: int, _height: int) -> list[Line]:
        return [self._clock(False, width)]

    def _master(self, width: int, _height: int) -> list[Line]:
        return [self._clock(True, width)]

    def _clock(self, of_master: bool, width: int) -> Line:
        thought_s = self._history.thought_s(of_master, self.plies)
        following = self.stepped is None
        return clock_line(
            self.lane, self.board, of_master, thought_s, following, width, self.session.glyphs
        )

    def _state(self, width: int, _height: int) -> list[Line]:
        return [state_line(self.lane, self.board, width, self.session.glyphs)]

    def _progress(self, width: int, _height: int) -> list[Line]:
        return [progress_line(self.stepped is None, self.plies, self.made, width)]

    # What the keys do

    def action_close(self) -> None:
        """Go back to the hall."""
        self.dismiss()

    def action_ply(self, by: int) -> None:
        """Go on, or back, in the game, up to what has been played."""
        self._step_to(self.plies + by)

    def action_first(self) -> None:
        """Go to the beginning of the game."""
        self._step_to(0)

    def action_last(self) -> None:
        """Go to the latest move that has been made."""
        self._step_to(self.made)

    def on_ply_picked(self, message: PlyPicked) -> None:
        """Go to the move that somebody has pointed at."""
        self._step_to(message.plies)

    def on_mouse_scroll_up(self) -> None:
        """Go back by one move."""
        self.action_ply(-1)

    def on_mouse_scroll_down(self) -> None:
        """Go on by one move."""
        self.action_ply(1)

    def _step_to(self, plies: int) -> None:
        self.stepped = max(0, min(plies, self.made))
        self.redraw()

    def action_follow(self) -> None:
        """Follow the playhead again."""
        self.stepped = None
        self.redraw()

    def action_next(self, by: int) -> None:
        """Show another board, following the playhead; it is the selected one in the hall, too."""
        self.number = (self.number - 1 + by) % len(self.lane.plan.boards) + 1
        self.session.selected = self.number
        self._history = BoardHistory(self.number)
        self.action_follow()

    def action_help(self) -> None:
        """Show keys, words and symbols."""
        self.open(HelpScreen(self.active_bindings, self.session.glyphs))

    def action_leave(self, action: str) -> None:
        """Go back to the hall, and have it do something."""
        hall = self.below
        if hall is not None:
            self.dismiss()
            hall.call_later(hall.run_action, action)

    async def action_hall(self, action: str) -> None:
        """Have the hall do something: it moves the playhead, and has this drawn again."""
        if self.below is not None:
            await self.below.run_action(action)
