"""Boxes: one board with what it says about itself, at each size."""

from rich.segment import Segment
from rich.style import Style

from simul.analysis.states import BoardState
from simul.scenario.plan import PlannedBoard
from simul.tui.boards import full
from simul.tui.boards.bodies import Men, Rows, miniature, squares
from simul.tui.boards.layout import BOXES, FULL, MINIATURE, SQUARES, TILE, Layout
from simul.tui.boards.palette import Palette
from simul.tui.boards.positions import Position, Positions
from simul.tui.boards.status import ABSENT, HERE, Status, glyph_of, words_of
from simul.tui.session.lane import Lane
from simul.tui.style.glyphs import Glyphs

MOST_KEPT = 2048
"""Most drawn positions that are kept."""

NUMBERED_ROOM = 16
"""Columns from which the number of the last move is shown, too."""


class Boxes:
    """Draws the boards of a lane, and keeps what the drawings share; `plain`: without colour."""

    def __init__(self, lane: Lane, glyphs: Glyphs, palette: Palette, plain: bool) -> None:
        self.palette = palette
        self._plan = lane.plan
        self._glyphs = glyphs
        self._men = Men(glyphs, plain)
        self._positions = Positions()
        self._bodies: dict[tuple[object, ...], Rows] = {}
        self._digits = len(str(len(lane.plan.boards)))

    def draw(self, number: int, status: Status, layout: Layout) -> Rows:
        """Return the lines of a board's box, as wide as the layout says; more may follow, blank."""
        board = self._plan.boards[number - 1]
        if layout.size == TILE:
            lines = self._tile(board, status, layout.box)
        elif layout.size == FULL:
            lines = self._full(board, status, layout.box - 1)
        else:
            lines = self._board(board, status, layout)
        ground = self.palette.ground
        return [Segment.adjust_line_length(line, layout.box, ground) for line in lines]

    def _tile(self, board: PlannedBoard, status: Status, width: int) -> Rows:
        left, right = self._sides(status, edged=False)
        room = width - 1 - (width > BOXES[TILE].least or status.selected)  # both its brackets
        return [
            [left, *self._title(board, status, room), right],
            [left, *self._foot(board, status, room), right],
        ]

    def _board(self, board: PlannedBoard, status: Status, layout: Layout) -> Rows:
        least = BOXES[layout.size].least
        room = layout.box - 1 if layout.box > least or layout.size == SQUARES else least
        squares_room = 8 if layout.size == MINIATURE else 16
        left, right = self._sides(status, room - 1 - squares_room)
        rows = [[left, *row, right] for row in self._body(board, status.plies, layout.size)]
        title = self._title(board, status, room, waits=layout.compact)
        if layout.size == MINIATURE and status.presence != HERE:
            title = self._banded(title)
        return [title, *rows] + [self._foot(board, status, room)] * (not layout.compact)

    def _banded(self, title: list[Segment]) -> list[Segment]:
        """Return a title on a band of its own, which leaves the last column free, to part the boards."""
        text = title[-1].text
        *most, last = Segment.apply_style(title, post_style=self.palette.band)
        if not text.endswith(" "):
            return [*most, last]
        return [*most, Segment(text[:-1], last.style), Segment(" ", self.palette.ground)]

    def _full(self, board: PlannedBoard, status: Status, room: int) -> Rows:
        left, right = self._sides(status, edged=False)
        black_below = board.master_colour == "black"
        quiet = self.palette.quiet
        rows = [
            [left, Segment(f"{rank} ", quiet), *row, right]
            for rank, row in zip(
                full.ranks(black_below), self._body(board, status.plies, FULL), strict=True
            )
        ]
        rows.append([left, Segment("  " + full.files(black_below), quiet), right])
        beside = full.panel(board, status, room - 21, self._positions, self.palette, self._glyphs)
        gap = Segment(" ", self.palette.ground)
        return [
            self._title(board, status, room),
            *([*row, gap, *more] for row, more in zip(rows, beside, strict=True)),
            self._foot(board, status, room),
        ]

    def _body(self, board: PlannedBoard, plies: int, size: int) -> Rows:
        ply = min(plies, len(board.moves))
        black_below = board.master_colour == "black"
        key = (id(board.moves), board.fen, ply, black_below, size == MINIATURE)
        rows = self._bodies.get(key)
        if rows is None:
            position = self._positions.at(board, ply)
            draw = miniature if size == MINIATURE else squares
            rows = draw(position, black_below, self.palette, self._men)
            if len(self._bodies) >= MOST_KEPT:
                del self._bodies[next(iter(self._bodies))]
            self._bodies[key] = rows
        return rows

    def _sides(self, status: Status, room: int = 1, edged: bool = True) -> tuple[Segment, Segment]:
        """Return what stands to the left of a board, and to the right, each this wide.

        Where the master is, it makes a frame with the title and the words; else, an edge where one is
        asked for.
        """
        frames, palette = self._glyphs.frames, self.palette
        here = palette.states[BoardState.HERE]
        if status.presence == HERE:
            pair = 4 if status.selected else 0
            style = palette.over if status.selected else palette.frame
            return Segment(frames[pair], style), Segment(frames[pair + 1].ljust(room), style)
        if status.selected:
            return Segment(frames[4], palette.mark), Segment(frames[5], palette.mark)
        if status.presence != ABSENT:
            return Segment(frames[2], here), Segment(frames[3], here)
        edges = self._glyphs.edges if edged else "  "
        return Segment(edges[0], palette.edge), Segment(edges[1], palette.edge)

    def _title(
        self, board: PlannedBoard, status: Status, room: int, waits: bool = False
    ) -> list[Segment]:
        """Return its state's glyph, its number and its last move; with `waits`, for how long it waits."""
        palette = self.palette
        head = f"{glyph_of(status, self._glyphs)}{board.number:>{self._digits}}"
        if waits and status.waited:
            words = f"{head} {status.waited}"[:room].ljust(room)
            return [Segment(words, palette.states[status.state])]
        last = self._last_move(board, status.plies, room - len(head))
        if status.presence == HERE:
            return [Segment((head + last).ljust(room), palette.over)]
        filling = " " * (room - len(head) - len(last))
        return [
            Segment(head, palette.states[status.state]),
            Segment(last, palette.text),
            Segment(filling, palette.ground),
        ]

    def _last_move(self, board: PlannedBoard, plies: int, room: int) -> str:
        """Return the last move; too long for the room, it loses its end, and says so."""
        if not plies:
            return ""
        position: Position = self._positions.at(board, plies)
        text = position.san
        if room >= NUMBERED_ROOM - self._digits - 1:
            dots = "." if position.white else "..."
            text = f" {position.number}{dots}{text}"
        if len(text) < room:
            return f" {text}"
        return text if len(text) == room else text[: room - 1] + self._glyphs.cut

    def _foot(self, board: PlannedBoard, status: Status, room: int) -> list[Segment]:
        """Return its state in words."""
        palette = self.palette
        words = words_of(status, self._plan, board, self._glyphs, room)
        style: Style = palette.states[status.state]
        if status.presence == HERE:
            style = palette.over
        elif status.presence != ABSENT:
            style = palette.states[BoardState.HERE]
        return [Segment(words.ljust(room), style)]
