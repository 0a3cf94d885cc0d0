"""The widget that shows all boards of one lane, at the size that is asked for or fits."""

import time
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip

from simul.tui.boards.bodies import Rows
from simul.tui.boards.boxes import Boxes
from simul.tui.boards.cells import CellRow, cell_row, cell_strip
from simul.tui.boards.layout import CELL, FULL, MINIATURE, best_layout
from simul.tui.boards.palette import COMPONENTS, Palette, css_of, palette_of, told_by_shape
from simul.tui.boards.status import ABSENT, Status, counted_until, presence_in, status_of
from simul.tui.session.lane import Lane
from simul.tui.session.messages import BoardPicked
from simul.tui.session.session import Session

HANDS_OFF_S = 4.0
"""Time after scrolling or selecting in which the master's board is not brought into view, in seconds."""

LONG_WORDS_FROM = 16
"""Columns from which a wait is written with its seconds."""


class BoardsGrid(ScrollView):
    """Shows the boards of the lane with this index, drawing only what has changed.

    A size at which not all of them fit is scrolled; the master's board is kept in view, or, after a person
    has moved the selection, the selected one. `redraw` is to be called when the playhead has moved, or what
    is shown has been chosen anew.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    DEFAULT_CSS = """
        BoardsGrid {
            overflow-x: hidden;
            overflow-y: auto;
            scrollbar-size-vertical: 1;
        }
        """ + css_of("BoardsGrid")

    def __init__(
        self,
        session: Session,
        lane_index: int,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.session = session
        self.lane_index = lane_index
        self.boards = len(self.lane.plan.boards)
        self.arrangement = best_layout(0, self.boards, 1, 1)  # until it has a size
        self._palette: Palette | None = None
        self._boxes: Boxes | None = None
        self._arranged_for: tuple[int, int, int] | None = None
        self._statuses: dict[int, Status] = {}
        self._drawn: dict[int, Rows] = {}
        self._cell_rows: dict[int, CellRow] = {}
        self._selected = session.selected
        self._hands_off_until = 0.0

    @property
    def lane(self) -> Lane:
        """The lane whose boards it shows."""
        return self.session.lanes[self.lane_index]

    # What has changed

    def redraw(self) -> None:
        """Draw the boards that look different from when they were drawn last."""
        self._arrange()
        self._keep_in_view()
        if not self.size:
            return
        if self.arrangement.size == CELL:
            self._redraw_cells()
        else:
            self._redraw_boxes()

    def _redraw_cells(self) -> None:
        for row in self._visible_rows():
            before = self._cell_rows.get(row)
            if before is not None and before != self._cell_row(row):
                del self._cell_rows[row]
                self.refresh_line(row)

    def _redraw_boxes(self) -> None:
        at = presence_in(self.lane)
        regions: list[Region] = []
        for row in self._visible_rows():
            for number in self._numbers_in(row):
                before = self._statuses.get(number)
                if before is not None and before != (status := self._status(number, at)):
                    self._statuses[number] = status
                    regions += self._redraw_box(number)
        if regions:
            self.refresh(*regions)

    def _redraw_box(self, number: int) -> list[Region]:
        """Draw a board, and return where those of its lines are that look different."""
        before = self._drawn.pop(number, None)
        if before is None:
            return []
        after = self._box(number)
        x, y = self.arrangement.place_of(number - 1)
        y -= self.scroll_offset.y
        return [
            Region(x, y + line, self.arrangement.box, 1)
            for line, (old, new) in enumerate(zip(before, after, strict=True))
            if old != new
        ]

    def _visible_rows(self) -> range:
        top, pitch = self.scroll_offset.y, self.arrangement.pitch
        return range(
            top // pitch, min(self.arrangement.rows, -(-(top + self.size.height) // pitch))
        )

    def _numbers_in(self, row: int) -> range:
        first = row * self.arrangement.columns + 1
        return range(first, min(first + self.arrangement.columns, self.boards + 1))

    def _status(self, number: int, at: tuple[int, int]) -> Status:
        layout = self.arrangement
        return status_of(
            self.lane,
            number,
            at,
            counted_until(self.session.playhead, self.lane.clock_s),
            selected=number == self.session.selected,
            words=layout.box >= LONG_WORDS_FROM,
            clocks=layout.size == FULL,
        )

    def _cell_row(self, row: int) -> CellRow:
        lane, layout = self.lane, self.arrangement
        board, presence = presence_in(lane)
        return cell_row(
            lane.view.states.boards,
            row * layout.columns + 1,
            layout.columns,
            board if presence != ABSENT else 0,
            self.session.selected,
        )

    # Where everything is

    def _arrange(self) -> None:
        """Lay the boards out, where the size of the widget, or what is asked for, has changed."""
        asked = (self.session.board_size, *self.size)
        if asked == self._arranged_for:
            return
        self._arranged_for = asked
        skip = MINIATURE if self._plain or self.session.glyphs.ascii else None
        layout = best_layout(asked[0], self.boards, asked[1], asked[2], skip)
        if layout != self.arrangement:
            self.arrangement = layout
            self.virtual_size = Size(0, layout.lines)
        self._forget()

    def _forget(self) -> None:
        """Draw everything anew."""
        self._statuses.clear()
        self._drawn.clear()
        self._cell_rows.clear()
        self.refresh()

    @property
    def _plain(self) -> bool:
        """Whether there are no colours, or too few."""
        return told_by_shape(self.app)

    def _keep_in_view(self) -> None:
        now = time.monotonic()
        if self.session.selected != self._selected:
            self._selected = self.session.selected
            self._hands_off_until = now + HANDS_OFF_S
            self._bring_into_view(self._selected)
        elif now >= self._hands_off_until and self.arrangement.lines > self.size.height:
            states = self.lane.view.states
            self._bring_into_view(states.thinking_at[0] if states.thinking_at else states.at)

    def _bring_into_view(self, number: int) -> None:
        if not 1 <= number <= self.boards:
            return
        _, top = self.arrangement.place_of(number - 1)
        end = top + self.arrangement.pitch
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif end > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=end - self.size.height, animate=False)

    def move_selection(self, right: int, down: int) -> int:
        """Return the number of the board this far to the right of and below the selected one.

        At an edge it stays where it is.
        """
        selected = self.session.selected
        row, column = divmod(selected - 1, self.arrangement.columns)
        if right:
            selected += right if 0 <= column + right < self.arrangement.columns else 0
        if down and 0 <= row + down < self.arrangement.rows:
            selected += down * self.arrangement.columns
        return selected if 1 <= selected <= self.boards else self.session.selected

    # What the widget is told

    def on_resize(self) -> None:
        """Lay everything out for the size that it has now."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._palette = None
        self._forget()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what has come into view as it is now."""
        super().watch_scroll_y(old_value, new_value)
        if self.arrangement.size != CELL:
            self._redraw_boxes()

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    @on(ScrollTo)
    @on(ScrollUp)
    @on(ScrollDown)
    def _leave(self) -> None:
        """Leave the person where he scrolls to, with the wheel or the scrollbar."""
        self._hands_off_until = time.monotonic() + HANDS_OFF_S

    def on_click(self, event: events.Click) -> None:
        """Say which board was clicked at."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        x, y = offset + self.scroll_offset
        index = self.arrangement.index_at(x, y, self.boards)
        if index is not None:
            self.post_message(BoardPicked(self.lane_index, index + 1, open=event.chain > 1))

    # What it draws

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        palette = self._take_palette()
        layout, width = self.arrangement, self.size.width
        row, line = divmod(y + self.scroll_offset.y, layout.pitch)
        if row >= layout.rows:
            return Strip.blank(width, palette.ground)
        if layout.size == CELL:
            self._cell_rows[row] = cells = self._cell_row(row)
            strip = cell_strip(cells, layout, palette, self.session.glyphs)
        else:
            segments: list[Segment] = []
            for number in self._numbers_in(row):
                box = self._box(number)
                if line >= len(box):
                    return Strip.blank(width, palette.ground)
                segments += box[line]
            strip = Strip(segments, len(self._numbers_in(row)) * layout.box)
        return strip.adjust_cell_length(width, palette.ground)

    def _box(self, number: int) -> Rows:
        box = self._drawn.get(number)
        if box is None:
            status = self._statuses.get(number)
            if status is None:
                status = self._statuses[number] = self._status(number, presence_in(self.lane))
            assert self._boxes is not None
            box = self._drawn[number] = self._boxes.draw(number, status, self.arrangement)
        return box

    def _take_palette(self) -> Palette:
        if self._palette is None:
            self._palette = palette_of(self)
            self._boxes = Boxes(self.lane, self.session.glyphs, self._palette, self._plain)
        return self._palette
