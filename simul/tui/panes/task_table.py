"""The table of tasks: its columns, which of them there is room for, and in which order its rows are."""

from collections.abc import Callable
from typing import NamedTuple

from simul.analysis.resumptions import Resumptions
from simul.analysis.source_positions import line_of
from simul.analysis.tasks import OF_BOARD, Task
from simul.hall.trace import MASTER
from simul.scenario.durations import clock_text, duration
from simul.tui.session.lane import Lane
from simul.tui.style.glyphs import Glyphs

SOURCE_FROM = 16
"""Columns from which a line of the source is shown."""


class Column(NamedTuple):
    """A column: its heading, its width, and whether it is ranged right. `key` ranks boards by it."""

    name: str
    width: int
    right: bool
    key: Callable[[Lane, Resumptions, int], float]


def _state(lane: Lane, resumed: Resumptions, number: int) -> float:
    return OF_BOARD[lane.view.states.boards[number - 1]]


def _since(lane: Lane, resumed: Resumptions, number: int) -> float:
    return lane.view.states.since[number - 1]


def _due(lane: Lane, resumed: Resumptions, number: int) -> float:
    due = lane.view.states.due(number)
    return float("inf") if due is None else due


def _spent(which: int) -> Callable[[Lane, Resumptions, int], float]:
    return lambda lane, resumed, number: (
        -lane.view.states.board_spent(number, lane.view.time)[which]
    )


def _resumed(lane: Lane, resumed: Resumptions, number: int) -> float:
    return -(resumed.count(number, lane.view.index) or 0)


def _line(lane: Lane, resumed: Resumptions, number: int) -> float:
    return line_of(lane.moment, number)


COLUMNS = (
    Column("task", 11, False, lambda lane, resumed, number: number),
    Column("state", 11, False, _state),
    Column("waits for", 32, False, _due),
    Column("since", 9, True, _since),
    Column("running", 9, True, _spent(0)),
    Column("ready", 9, True, _spent(1)),
    Column("waiting", 9, True, _spent(2)),
    Column("resumed", 9, True, _resumed),
    Column("line", 6, True, _line),
)
"""What there is to be seen of a task; behind these, the text of its line."""

DROPPED = ("resumed", "ready", "running", "waiting", "line", "since", "waits for")
"""In this order columns are left out where there is no room, after the text of the line.

The last of them is made narrower first, down to LEAST.
"""

LEAST = 12


def columns_in(width: int) -> list[Column]:
    """Return the columns of the table that fit into this many columns of the screen."""
    columns = list(COLUMNS)
    for name in DROPPED:
        too_wide = sum(column.width for column in columns) - width
        if too_wide <= 0:
            break
        if name == DROPPED[-1] and (left := columns[-1].width - too_wide) >= LEAST:
            columns[-1] = columns[-1]._replace(width=left)
        else:
            columns = [column for column in columns if column.name != name]
    return columns


def has_source(columns: list[Column], width: int) -> bool:
    """Say whether there is room for the text of the line too, behind these columns."""
    room = width - sum(column.width for column in columns)
    return len(columns) == len(COLUMNS) and room >= SOURCE_FROM


def order(lane: Lane, resumed: Resumptions, column: Column, backwards: bool) -> list[int]:
    """Return the parties as they are to be listed: the master's first, then the boards by a column.

    Times and counts begin with the largest, everything else with the least; ties go by number.
    """
    boards = range(1, len(lane.plan.boards) + 1)
    in_order = sorted(boards, key=lambda number: column.key(lane, resumed, number))
    return [MASTER, *(reversed(in_order) if backwards else in_order)]


def cells(task: Task, resumed: int | None, glyphs: Glyphs) -> dict[str, str]:
    """Return what stands in each column, by its name."""
    shapes = (glyphs.here, glyphs.ready, glyphs.thinking, glyphs.done)
    running, ready, waiting = (duration(seconds) for seconds in task.spent)
    return {
        "task": task.name,
        "state": f"{shapes[task.state]} {task.state.name.lower()}",
        "waits for": task.waits_for,
        "since": clock_text(task.since),
        "running": running,
        "ready": "" if task.party == MASTER else ready,
        "waiting": waiting,
        "resumed": "..." if resumed is None else f"{resumed:,}",
        "line": str(task.line) if task.line else glyphs.dash,
    }
