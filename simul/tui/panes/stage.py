"""The stage: everything of the hall that is drawn, the lanes side by side or another pane."""

from functools import partial
from typing import Any

from textual.app import ComposeResult

from simul.tui.boards.grid import BoardsGrid
from simul.tui.panes import layout
from simul.tui.panes.code_pane import CodePane
from simul.tui.panes.key_line import KeyLine
from simul.tui.panes.lane_head import LaneHead
from simul.tui.panes.results_pane import ResultsPane
from simul.tui.panes.tasks_pane import TasksPane
from simul.tui.panes.timeline_pane import TimelinePane
from simul.tui.panes.transport import Transport
from simul.tui.session import status_text as heads
from simul.tui.session.session import Session
from simul.tui.style.lines import Lines
from simul.tui.style.plain_ground import (
    PlainColumn,
    PlainGrid,
    PlainGround,
    PlainRow,
    PlainSwitcher,
)

PANES = (BoardsGrid, TimelinePane, CodePane, TasksPane, ResultsPane)
HALL = "hall"


class Stage(PlainGround):
    """Shows what `session` says: a title, the factor, one of the panes, and the line of the playhead."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="stage")
        self._session = session
        lanes = range(len(session.lanes))
        self._panes: dict[str, list[Any]] = {
            HALL: [BoardsGrid(session, index) for index in lanes],
            "timeline": [TimelinePane(session)],
            "code": [CodePane(session, index) for index in lanes],
            "tasks": [TasksPane(session, index) for index in lanes],
            "results": [ResultsPane(session)],
        }
        self._title = Lines(partial(heads.title, session), id="title")
        self._factor = Lines(partial(heads.factor_lines, session), id="factor")
        self._heads = {
            name: [LaneHead(session, index) for index in lanes] for name in (HALL, "code", "tasks")
        }
        self._transport = Transport(session)
        self._code_alone = False
        self._key_line = KeyLine(session)
        # Kept, not looked for: a frame may still be drawn when its children have been taken away.
        self._switcher = PlainSwitcher(initial=HALL, id="panes")
        self._grids = {HALL: PlainGrid(id=HALL), "code": PlainGrid(id="code")}
        self._columns = {name: [PlainColumn(classes="lane") for _ in lanes] for name in self._heads}

    def compose(self) -> ComposeResult:
        """Make every pane; only one of them is seen, and drawn."""
        yield self._title
        yield self._factor
        with self._switcher:
            for name, place in (*self._grids.items(), ("tasks", PlainRow(id="tasks"))):
                with place:
                    for index, column in enumerate(self._columns[name]):
                        with column:
                            yield self._heads[name][index]
                            yield self._panes[name][index]
            for name in ("timeline", "results"):
                with PlainRow(id=name):
                    yield from self._panes[name]
        yield self._transport
        yield self._key_line

    @property
    def pane(self) -> str:
        """The name of the pane that is seen."""
        return str(self._switcher.current)

    @property
    def grid(self) -> BoardsGrid:
        """The boards of the lane that the keys go to."""
        grid: BoardsGrid = self._panes[HALL][self._session.focused]
        return grid

    def show(self, pane: str) -> None:
        """Show a pane; do nothing where all of them have been taken away."""
        if self._switcher.children:
            self._switcher.current = pane
        self.look_at_lane()
        self.call_after_refresh(self.redraw)

    def look_at_lane(self) -> None:
        """Show what belongs to the lane that the keys go to, and give it the focus."""
        for name in ("tasks", "code"):
            for index, column in enumerate(self._columns[name]):
                alone = name == "tasks" or self._code_alone
                column.display = not alone or index == self._session.focused
        if not self._switcher.children:  # all of them have been taken away
            return
        panes = self._panes[self.pane]
        pane = panes[self._session.focused % len(panes)]
        self.screen.set_focus(None if self.pane == HALL else pane)

    def redraw(self) -> None:
        """Draw what has changed, in what is seen."""
        for lines in (self._title, self._factor, self._transport, self._key_line):
            lines.redraw()
        tops, panes = self._heads.get(self.pane, []), self._panes[self.pane]
        columns = self._columns.get(self.pane)
        for index in range(len(panes)):
            if columns is None or columns[index].display:
                for part in (*tops[index : index + 1], panes[index]):
                    part.redraw()
        for lane in self._session.lanes:
            lane.view.changed.clear()
            lane.view.jumped = False

    def share_out(self, width: int, height: int, projector: bool) -> None:
        """Lay everything out for a screen of this many columns and rows."""
        rows = layout.share_out(width, height, len(self._session.lanes), projector)
        self._code_alone = rows.code_columns == 0
        self.look_at_lane()
        shown = 1 if self._code_alone else len(self._session.lanes)
        for name, columns, lanes in (
            (HALL, rows.columns, len(self._session.lanes)),
            ("code", max(1, rows.code_columns), shown),
        ):
            grid = self._grids[name]
            grid.styles.grid_size_columns = columns
            grid.styles.grid_size_rows = -(-lanes // columns)
            grid.styles.padding = (0, width % columns, 0, 0)  # lanes of equal width
        self._title.display = rows.title
        self._transport.display = rows.transport
        self._key_line.display = rows.footer
        self._factor.styles.height = rows.factor
        self._factor.display = rows.factor > 0
        for name, parts in self._heads.items():
            for head in parts:
                head.styles.height = rows.head if name == HALL else min(rows.head, 2)
        self.call_after_refresh(self.redraw)
