"""The tasks: what every party's code is doing, what it waits for, and whom the scheduler has."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from simul.analysis.resumptions import Resumptions
from simul.analysis.tasks import TaskState, counts_of, queue_of, task_of, warnings_of
from simul.hall.trace import MASTER, party_name
from simul.scenario.durations import clock_text
from simul.tui.panes.code_lines import cut, highlighted
from simul.tui.panes.pane import Pane
from simul.tui.panes.task_table import COLUMNS, Column, cells, columns_in, has_source, order
from simul.tui.session.messages import BoardPicked
from simul.tui.session.session import Session
from simul.tui.style.lines import Line

ROLES_OF_STATES = {
    TaskState.RUNNING: "run",
    TaskState.READY: "ready",
    TaskState.WAITING: "suspended",
    TaskState.DONE: "over",
}

MOST_WARNINGS = 3
MOST_QUEUED = 24
"""Most of the ready, and of the due, that are looked up; those that fit are named."""

SORTED_EVERY = 10
"""Frames between two sortings of the rows while it plays: more often, and nobody could read them."""

FEW_BOARDS = 300
"""With no more boards than this, the queue is looked up anew at every frame."""

RESUMED = (
    "resumed: rows of one task that follow one another in the trace, in one instant, count once"
)


class TasksPane(Pane):
    """The tasks of one lane: the master's first, then the boards' in the order asked for.

    "Resumed" counts how often a task's code has been run on; rows of one task that follow one another in
    the trace, in one instant, are one such. What does not fit is left out in this order: what "resumed"
    means, the queue, warnings but the first, the rest of the warnings, the rows of boards (they scroll);
    of columns, see `task_table`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "sort(1)", "Sort", id="tasks-sort",
                tooltip="Sort by the next column"),
        Binding("O,shift+o", "reverse", "Reverse", id="tasks-reverse",
                tooltip="Sort the other way round"),
        Binding("pageup", "scroll(-1)", "Up", id="tasks-up", show=False,
                tooltip="Scroll the table up"),
        Binding("pagedown", "scroll(1)", "Down", id="tasks-down", show=False,
                tooltip="Scroll the table down"),
    ]  # fmt: skip

    def __init__(self, session: Session, lane: int) -> None:
        super().__init__(session)
        self.lane = lane
        self._sorted_by: Column = COLUMNS[0]
        self._backwards = False
        self._order: list[int] = []
        self._frames = 0
        self._resumed: Resumptions | None = None
        self._top = 0
        self._selected = session.selected
        self._body = 1
        self._header = 0
        self._queue: list[Line] = []

    # What is seen

    def content(self, width: int, height: int) -> list[Line]:
        """Return warnings, the queue, and the rows of the table."""
        lane, glyphs = self.session.lanes[self.lane], self.session.glyphs
        if self._resumed is None or self._resumed.trace is not lane.view.trace:
            self._resumed = Resumptions(lane.plan, lane.view.trace)
        self._resumed.read()
        lines = [self._title()]
        warnings = [lane.error] if lane.error else []
        warnings += warnings_of(lane.view, lane.run)
        warnings = warnings[: 0 if height < 5 else 1 if height < 14 else MOST_WARNINGS]
        mark = "!" if glyphs.ascii else "⚠"
        lines += [[(f"{mark} {text}", "error")] for text in warnings]
        again = self._due_to_be_put_in_order()
        if height >= 8:
            if again or len(lane.plan.boards) <= FEW_BOARDS or not self._queue:
                self._queue = self._queue_lines(width)
            lines += self._queue
        columns = columns_in(width)
        self._header = len(lines)
        lines.append(self._heading(columns, width))
        means = height >= 16 and any(column.name == "resumed" for column in columns)
        self._body = max(0, height - len(lines) - means)
        if again:
            self._order = order(lane, self._resumed, self._sorted_by, self._backwards)
        self._keep_in_view()
        lines += [self._row(party, columns, width) for party in self._parties()]
        if means:
            lines += [[]] * (height - 1 - len(lines))
            lines.append([(RESUMED, "dim")])
        return [cut(line, width, glyphs.cut) for line in lines[:height]]

    def _due_to_be_put_in_order(self) -> bool:
        self._frames += 1
        playing = self.session.playhead.playing
        return not (playing and self._order and self._frames % SORTED_EVERY)

    def _title(self) -> Line:
        lane = self.session.lanes[self.lane]
        line: Line = [(lane.mode.name, "title"), (f"  {clock_text(lane.clock_s)} ", "clock")]
        for state, count in counts_of(lane.view).items():
            line.append((f"  {count:,} {state.name.lower()}", ROLES_OF_STATES[state]))
        return line

    def _queue_lines(self, width: int) -> list[Line]:
        queue = queue_of(self.session.lanes[self.lane].view, MOST_QUEUED)
        ready: Line = [("ready now: ", "ready")]
        words = " ".join(map(str, queue.ready)) or "nobody"
        if queue.ready_in_all > len(queue.ready):
            words += " ..."
        in_all = f"  ({queue.ready_in_all:,} in all)" if queue.ready else ""
        ready += [(_whole_words(words, width - 11 - len(in_all), " "), ""), (in_all, "dim")]
        due = ", ".join(f"{party_name(party)} at {clock_text(when)}" for when, party in queue.due)
        in_all = f"  ({queue.due_in_all:,} in all)" if queue.due else ""
        room = width - 5 - len(in_all)
        return [
            ready,
            [
                ("due: ", "suspended"),
                (_whole_words(due or "nobody", room, ", "), ""),
                (in_all, "dim"),
            ],
        ]

    def _heading(self, columns: list[Column], width: int) -> Line:
        glyphs = self.session.glyphs
        line: Line = []
        for column in columns:
            here = column.name == self._sorted_by.name
            arrow = (glyphs.up if self._backwards else glyphs.down) if here else ""
            name = f"{column.name}{arrow}"
            space = column.width - 1
            text = f"{name:>{space}} " if column.right else f"{name:<{space}} "
            line.append((f" {text}" if not line else text, "strong" if here else "gutter"))
        if has_source(columns, width):
            line.append((" source", "gutter"))
        return line

    def _row(self, party: int, columns: list[Column], width: int) -> Line:
        lane, glyphs = self.session.lanes[self.lane], self.session.glyphs
        assert self._resumed is not None
        task = task_of(lane.moment, party)
        found = cells(task, self._resumed.count(party, lane.view.index), glyphs)
        selected = party != MASTER and party == self.session.selected
        mark = glyphs.selected if selected else glyphs.master if party == MASTER else " "
        line: Line = [(mark, "mark" if selected else "run")]
        for column in columns:
            text, space = found[column.name], column.width - 1
            if len(text) > space:
                text = f"{text[: space - 1]}{glyphs.cut}"
            text = f"{text:>{space}} " if column.right else f"{text:<{space}} "
            role = ROLES_OF_STATES[task.state] if column.name == "state" else ""
            line.append((text, role))
        if has_source(columns, width) and task.line:
            line.append((" ", ""))
            source = highlighted(lane.source)
            if task.line <= len(source):
                code = [*source[task.line - 1]]
                if code:
                    code[0] = (code[0][0].lstrip(), code[0][1])
                line += code
        return line

    # Which rows

    def _parties(self) -> list[int]:
        first = self._order[:1]
        rows = self._order[1 + self._top : self._top + self._body]
        return (first + rows)[: self._body]

    def _keep_in_view(self) -> None:
        """Keep the rows within what there is; bring the selected board into view when it is another."""
        rows = max(1, self._body - 1)
        if self._selected != self.session.selected:
            self._selected = self.session.selected
            if self._selected in self._order:
                place = self._order.index(self._selected) - 1
                self._top = min(max(self._top, place - rows + 1), place)
        self._top = max(0, min(self._top, len(self._order) - 1 - rows))

    # What it does

    def action_sort(self, direction: int) -> None:
        """Sort by the next column."""
        place = [column.name for column in COLUMNS].index(self._sorted_by.name)
        self._sort_by(COLUMNS[(place + direction) % len(COLUMNS)])

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._backwards = not self._backwards
        self._order = []
        self.redraw()

    def _sort_by(self, column: Column) -> None:
        self._sorted_by, self._backwards = column, False
        self._order, self._top = [], 0
        self.redraw()

    def action_scroll(self, direction: int, rows: int | None = None) -> None:
        """Scroll the table by a page, or by this many rows."""
        self._top += direction * (max(1, self._body - 2) if rows is None else rows)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Sort by a column whose heading it is, or the other way round; or select the board of a row."""
        if event.y == self._header:
            right = 1
            for column in columns_in(self.size.width):
                right += column.width
                if event.x < right:
                    if column.name == self._sorted_by.name:
                        self.action_reverse()
                    else:
                        self._sort_by(column)
                    return
        elif event.y > self._header:
            parties = self._parties()
            row = event.y - self._header - 1
            if row < len(parties) and parties[row] != MASTER:
                self.post_message(BoardPicked(self.lane, parties[row], open=event.chain == 2))


def _whole_words(text: str, room: int, between: str) -> str:
    """Return as many of the words as there is room for."""
    if len(text) <= room:
        return text
    at = text.rfind(between, 0, max(0, room - 3))
    return f"{text[:at]}..." if at > 0 else "..."
