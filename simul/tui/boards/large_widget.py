"""The widget that shows one board as large as it has room for."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from simul.scenario.plan import PlannedBoard
from simul.tui.boards.bodies import Men
from simul.tui.boards.large import Room, files_line, large_board
from simul.tui.boards.palette import COMPONENTS, Palette, css_of, palette_of, told_by_shape
from simul.tui.boards.positions import Positions
from simul.tui.style.glyphs import Glyphs


class LargeBoard(Widget):
    """Draws the position of a board after a number of plies, the master's side below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = css_of("LargeBoard")

    def __init__(self, positions: Positions, glyphs: Glyphs) -> None:
        super().__init__(id="large")
        self._positions = positions
        self._glyphs = glyphs
        self._shown: tuple[PlannedBoard, int, Room] | None = None
        self._palette: Palette | None = None
        self._strips: list[Strip] | None = None

    def show(self, board: PlannedBoard, plies: int, room: Room) -> None:
        """Show a position; nothing is drawn where it is shown already."""
        shown = (board, plies, room)
        before = self._shown
        if before is None or before[0] is not board or before[1:] != shown[1:]:
            self._shown = shown
            self._strips = None
            self.refresh()

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._palette = self._strips = None

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self._strips is None:
            self._strips = self._draw()
        ground = self.rich_style
        strip = self._strips[y] if y < len(self._strips) else Strip.blank(0)
        return strip.adjust_cell_length(self.size.width, ground)

    def _draw(self) -> list[Strip]:
        if self._shown is None:
            return []
        if self._palette is None:
            self._palette = palette_of(self)
        board, plies, room = self._shown
        black_below = board.master_colour == "black"
        men = Men(self._glyphs, told_by_shape(self.app))
        position = self._positions.at(board, plies)
        rows: list[list[Segment]] = large_board(
            position, black_below, self._palette, men, room.scale
        )
        if room.files:
            rows.append(files_line(black_below, room.scale, self._palette))
        return [Strip(row) for row in rows]
