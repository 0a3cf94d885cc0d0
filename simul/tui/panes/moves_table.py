"""The table of a board's moves: who made which, how long it was thought of and waited for, and when."""

from typing import NamedTuple

from textual import events
from textual.message import Message

from simul.analysis.board_history import BoardHistory, Made
from simul.scenario.durations import clock_text, duration
from simul.scenario.plan import PlannedBoard
from simul.tui.boards.positions import Positions, numbering
from simul.tui.style.glyphs import Glyphs
from simul.tui.style.lines import Line, Lines

SAN = 8
NUMBER = 4
FIGURES = (("thought", 9), ("waited", 9), ("made at", 9))
"""What stands behind the moves, and in how many columns; what does not fit is left out, the last first."""


class PlyPicked(Message):
    """Somebody clicked on a move: show the position after this many plies."""

    def __init__(self, plies: int) -> None:
        super().__init__()
        self.plies = plies


class Shown(NamedTuple):
    """What a table shows: a board, what has happened at it, and after how many plies it is looked at."""

    board: PlannedBoard
    history: BoardHistory
    plies: int


class MovesTable(Lines):
    """Shows a move in each line, the one that is looked at marked; a click on a line picks its move.

    `waited` is how long the game waited before: a reply for the master, a move for an opponent who was
    kept from thinking.
    """

    def __init__(self, positions: Positions, glyphs: Glyphs) -> None:
        super().__init__(self._table, id="moves")
        self.shown: Shown | None = None
        self._positions = positions
        self._glyphs = glyphs
        self._first = 0

    def show(self, shown: Shown) -> None:
        """Show this, and draw what is different."""
        self.shown = shown
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Say which move was pointed at."""
        if self.shown is None or event.y < 1:
            return
        plies = self._first + event.y
        if plies <= len(self.shown.history.moves):
            self.post_message(PlyPicked(plies))

    def _table(self, width: int, height: int) -> list[Line]:
        if self.shown is None:
            return []
        board, history, plies = self.shown
        room = height - 1
        self._first = first_line(len(history.moves), plies, room)
        figures = _figures(width)
        head = " " * NUMBER + "White".ljust(SAN) + "Black".ljust(SAN)
        head += "".join(name.rjust(columns) for name, columns in figures)
        return [
            [(head[:width], "dim")],
            *(
                self._line(made, board, made.ply == plies, figures)
                for made in history.moves[self._first : self._first + room]
            ),
        ]

    def _line(
        self, made: Made, board: PlannedBoard, here: bool, figures: list[tuple[str, int]]
    ) -> Line:
        number, white = numbering(board, made.ply)
        known = made.ply <= len(board.moves)
        san = self._positions.san(board, made.ply) if known else self._glyphs.dash
        role = "mark" if here else ""
        mark = self._glyphs.master if here else " "
        before = f"{number:3}" if white or made.ply == 1 else "   "
        words = {
            "thought": duration(made.thought_s),
            "waited": duration(made.waited_s) if made.by_master or made.waited_s else "",
            "made at": clock_text(made.at_s),
        }
        column = "" if white else " " * SAN
        return [
            (before, "dim"),
            (f"{column}{mark}", "mark"),
            (
                san.ljust(SAN if not white else 2 * SAN),
                role or ("strong" if made.by_master else ""),
            ),
            *(
                (words[name].rjust(columns), role or ("ready" if name == "waited" else "dim"))
                for name, columns in figures
            ),
        ]


def _figures(width: int) -> list[tuple[str, int]]:
    left = width - NUMBER - 2 * SAN
    found = []
    for name, columns in FIGURES:
        left -= columns
        if left >= 0:
            found.append((name, columns))
    return found


def first_line(lines: int, marked: int, room: int) -> int:
    """Return how many lines are above the window, with the marked one (from 1) inside it.

    It stays at the end where there is room, and else keeps the marked line in the middle.
    """
    return max(0, min(lines - room, marked - 1 - room // 2))
