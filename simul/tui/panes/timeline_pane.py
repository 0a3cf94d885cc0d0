"""The timeline: who did what, when, in all lanes, on one scale."""

from math import inf
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from simul.hall.trace import MASTER
from simul.scenario.durations import clock_text
from simul.tui.panes.code_lines import cut
from simul.tui.panes.pane import Pane, merged
from simul.tui.panes.timeline_bars import Bar, Cell
from simul.tui.panes.timeline_scale import Scale, Window, ticks
from simul.tui.session.lane import Lane
from simul.tui.session.messages import BoardPicked, TimePicked
from simul.tui.session.session import Session
from simul.tui.style.lines import Line

TICK_ROOM = 9
"""Least distance between two ticks, in columns."""

SCROLL_SHARE = 4
"""A key scrolls by the width divided by this."""

WIDE = 60
"""Columns from which a row's label is "board 7" instead of "7"."""

LEGEND_FROM = 12
"""Rows from which there is a legend."""

READ_AT_ONCE = 5_000
"""Most rows of a trace read at a time, so that a frame does not wait for a long one."""


class TimelinePane(Pane):
    """A row for the master and one for each board, lane under lane; time goes across.

    All lanes have the same scale: zoomed out, it ends with the slowest. What does not fit is left out in
    this order: the legend, the rows of boards (they scroll), the headings, lanes from the last on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "zoom(1)", "Zoom in", id="timeline-in",
                tooltip="Show a shorter time, larger, about the playhead"),
        Binding("minus", "zoom(-1)", "Zoom out", id="timeline-out",
                tooltip="Show a longer time, smaller, about the playhead"),
        Binding("z", "all", "All", id="timeline-all",
                tooltip="Zoom out until everything fits"),
        Binding("ctrl+left", "scroll_time(-1)", "Earlier", id="timeline-earlier", show=False,
                tooltip="Scroll to earlier times"),
        Binding("ctrl+right", "scroll_time(1)", "Later", id="timeline-later", show=False,
                tooltip="Scroll to later times"),
        Binding("pageup", "scroll_rows(-1)", "Rows up", id="timeline-up", show=False,
                tooltip="Scroll the rows of the boards up"),
        Binding("pagedown", "scroll_rows(1)", "Rows down", id="timeline-down", show=False,
                tooltip="Scroll the rows of the boards down"),
    ]  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._scale = Scale()
        self._top = 0
        self._width = 0
        self._window = Window(0, 1, 1.0)
        self._bars: dict[tuple[int, int], Bar] = {}
        self._drawn: dict[tuple[int, int], tuple[object, Line]] = {}
        self._timelines: list[object] = []
        self._rows: list[tuple[int, int]] = []
        self._boards_shown = 1
        self._dragging = False

    # What is seen

    @property
    def _label_width(self) -> int:
        """The columns in front of the bars: a name, a mark, and a space."""
        number = len(str(len(self.session.comparison.plan.boards)))
        return 2 + max(len("master"), number + (len("board ") if self._width >= WIDE else 0))

    def content(self, width: int, height: int) -> list[Line]:
        """Return the ruler, the lanes' rows, and the legend."""
        session = self.session
        self._width = width
        timelines = [lane.timeline for lane in session.lanes]
        for timeline in timelines:
            timeline.read(READ_AT_ONCE)
        if any(timeline.read_until < inf for timeline in timelines):  # the rest with the next frame
            self.call_after_refresh(self.redraw)
        if any(one is not two for one, two in zip(timelines, self._timelines, strict=False)):
            self._bars.clear()
            self._drawn.clear()
        self._timelines = list(timelines)
        left = self._label_width
        end_s = max(
            max(lane.elapsed_s, 0.0 if lane.ended else lane.theory_s) for lane in session.lanes
        )
        self._window = self._scale.window(width - left, end_s, session.playhead.time)
        lines = [self._ruler(left)]
        self._rows = [(-1, -1)]
        legend = height >= LEGEND_FROM
        self._lanes(lines, width, height - 1 - legend)
        if legend:
            lines += [[]] * (height - 1 - len(lines))
            lines.append(self._legend(width))
        return [cut(line, width, session.glyphs.cut) for line in lines[:height]]

    def _lanes(self, lines: list[Line], width: int, height: int) -> None:
        lanes = self.session.lanes
        shown = min(len(lanes), max(1, height))
        if shown < len(lanes) and height > 1:
            shown = height - 1
        boards = len(self.session.comparison.plan.boards)
        per_lane = [height // shown + (index < height % shown) for index in range(shown)]
        fits = max(0, min(per_lane) - 2)
        gap = 1 if min(per_lane) > boards + 2 else 0
        rows = min(boards, fits)
        self._boards_shown = max(1, rows)
        self._top = max(0, min(self._top, boards - rows))
        for index in range(shown):
            if per_lane[index] >= 2:
                lines.append(self._heading(index, rows, width))
                self._rows.append((index, -1))
            label = "master" if per_lane[index] >= 2 else lanes[index].mode.name
            lines.append(self._row(index, MASTER, label))
            self._rows.append((index, MASTER))
            for number in range(self._top + 1, self._top + rows + 1):
                lines.append(self._row(index, number, ""))
                self._rows.append((index, number))
            if gap:
                lines.append([])
                self._rows.append((-1, -1))
        if shown < len(lanes):
            lines.append([(f"{len(lanes) - shown} more lanes", "dim")])

    def _heading(self, index: int, rows: int, width: int) -> Line:
        lane, glyphs = self.session.lanes[index], self.session.glyphs
        boards = len(lane.plan.boards)
        line: Line = [(lane.mode.name, "title"), (f"  {clock_text(lane.clock_s)}", "clock")]
        if lane.done:
            line.append((" done", "strong"))
        if rows < boards:
            last = self._top + rows
            which = f"boards {self._top + 1}{glyphs.dash}{last} of {boards}" if rows else ""
            arrows = (glyphs.up if self._top else "") + (glyphs.down if last < boards else "")
            line.append((f"  {which or f'{boards} boards not shown'} {arrows}", "dim"))
        return line

    def _row(self, index: int, party: int, label: str) -> Line:
        session, window = self.session, self._window
        lane = session.lanes[index]
        known_s, at = _known_s(lane), window.column(session.playhead.time)
        edge = int(known_s / window.column_s) - window.first
        selected = party != MASTER and party == session.selected
        key = (window, at, edge if edge == at else known_s, selected, label)
        before = self._drawn.get((index, party))
        if before is None or before[0] != key:
            bar = self._bars.setdefault((index, party), Bar(party, session.glyphs))
            cells = bar.cells(lane.timeline, window, known_s)
            line = merged([*self._label(party, selected, label), *self._with_playhead(cells, at)])
            before = self._drawn[index, party] = key, line
        return before[1]

    def _label(self, party: int, selected: bool, label: str) -> Line:
        if not label:
            label = f"board {party}" if self._width >= WIDE else str(party)
        room = self._label_width - 2
        mark = self.session.glyphs.selected if selected else " "
        return [(f"{label[:room]:>{room}}{mark}", "mark" if selected else "gutter"), (" ", "")]

    def _with_playhead(self, cells: list[Cell], at: int) -> list[Cell]:
        if at < 0:
            return [(text, f"{role} future") for text, role in cells]
        future = [(text, f"{role} future" if text != " " else "") for text, role in cells[at + 1 :]]
        if at >= len(cells):
            return cells
        return [*cells[:at], (self.session.glyphs.playhead, "mark"), *future]

    def _ruler(self, left: int) -> Line:
        window, glyphs = self._window, self.session.glyphs
        row = [(" ", "gutter")] * window.columns
        at = window.column(self.session.playhead.time)
        for column, label in ticks(window, TICK_ROOM):
            text = f"{glyphs.tick}{label}"
            if column < at < column + len(text) or column + len(text) > window.columns:
                text = glyphs.tick
            for place, letter in enumerate(text, column):
                if 0 <= place < window.columns:
                    row[place] = (letter, "gutter")
        if 0 <= at < window.columns:
            row[at] = (glyphs.playhead, "mark")
        zoom = f"{2**self._scale.zoom}{glyphs.times}" if self._scale.zoom else ""
        return merged([(f"{zoom:<{left}}", "dim"), *row])

    def _legend(self, width: int) -> Line:
        glyphs = self.session.glyphs
        part = f"{glyphs.partial[0]}{glyphs.partial[4]}"
        entries = (
            (glyphs.bar_runs, "run", "runs: she thinks"),
            (part, "run", "a part of the time"),
            (glyphs.bar_suspended, "suspended", "suspended"),
            (glyphs.bar_ready, "ready", "ready"),
            (glyphs.bar_walks, "walk", "she walks"),
            (glyphs.bar_held, "held", "kept from running"),
            (glyphs.bar_empty, "over", "over"),
        )
        line: Line = []
        room = width
        for glyph, role, words in entries:
            room -= len(glyph) + len(words) + 3
            if room < 0:
                break
            line += [(f" {glyph} ", role), (f"{words} ", "dim")]
        return line

    # What it does

    def action_zoom(self, steps: int) -> None:
        """Zoom in or out about the playhead."""
        self._scale.zoom_by(steps, self._window, self.session.playhead.time)
        self.redraw()

    def action_all(self) -> None:
        """Zoom out until everything fits."""
        self.action_zoom(-self._scale.zoom)

    def action_scroll_time(self, direction: int) -> None:
        """Scroll to earlier or later times."""
        columns = direction * max(1, self._window.columns // SCROLL_SHARE)
        self._scale.scroll_by(columns, self._window, self.session.playhead.time)
        self.redraw()

    def action_scroll_rows(self, direction: int, rows: int | None = None) -> None:
        """Scroll the rows of the boards, by a page or by this many rows."""
        self._top += direction * (self._boards_shown if rows is None else rows)
        self.redraw()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the rows; zoom in with Ctrl, scroll in time with Shift."""
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the rows; zoom out with Ctrl, scroll in time with Shift."""
        self._wheel(event, 1)

    def _wheel(self, event: events.MouseEvent, direction: int) -> None:
        event.stop()
        if event.ctrl:
            self.action_zoom(-direction)
        elif event.shift:
            self.action_scroll_time(direction)
        else:
            self.action_scroll_rows(direction, 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the playhead, on the ruler."""
        if event.y == 0 and event.x >= self._label_width:
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the playhead while it is held."""
        if self._dragging:
            self._pick(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the playhead."""
        self._dragging = False
        self.capture_mouse(False)

    def on_click(self, event: events.Click) -> None:
        """Go to the time of a column; in front of a board's row, select the board."""
        if event.x >= self._label_width:
            self._pick(event.x)
        elif event.y < len(self._rows):
            lane, party = self._rows[event.y]
            if party > MASTER:
                self.post_message(BoardPicked(lane, party))

    def _pick(self, x: int) -> None:
        window = self._window
        column = max(0, min(x - self._label_width, window.columns - 1))
        self.post_message(TimePicked(window.middle(column)))


def _known_s(lane: Lane) -> float:
    """Return until when it is known what everybody did, in seconds."""
    known_s = lane.elapsed_s if lane.ended else max(lane.view.time, lane.elapsed_s)
    return min(known_s, lane.timeline.read_until)
