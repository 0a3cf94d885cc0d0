"""Where everybody is in a mode's source: the master's line, and how many opponents are at each."""

from collections import Counter
from typing import NamedTuple

import msgspec

from simul.analysis.states import BoardState, MasterState
from simul.analysis.view import View
from simul.hall.trace import KIND_BITS, MASTER, Kind, Trace
from simul.modes.mode import Mode


class SourcePositions(msgspec.Struct, frozen=True):
    """Lines are counted from 1; 0 stands for none.

    `master` is the line at which she is, `bodies` at how many boards she is there: one, but where a mode
    breaks the first law. `opponents` has, by line, how many of them are parked there. Of those who are at
    no line, `to_begin` have not begun, `ended` have come to the end of their code, and of the `others` no
    code runs for the moment. `begun` says whether anything has happened.
    """

    master: int
    bodies: int
    opponents: dict[int, int]
    to_begin: int
    ended: int
    others: int
    begun: bool

    def lines(self) -> list[int]:
        """Return every line that anybody is at, in order."""
        return sorted({*self.opponents, *([self.master] if self.master else [])})


class Moment(NamedTuple):
    """A run of a mode at the time that its view shows; `over` says whether all code has come to its end."""

    mode: Mode
    view: View
    over: bool


def source_positions(moment: Moment) -> SourcePositions:
    """Return where everybody is."""
    mode, view, over = moment
    states = view.states
    boards = len(view.plan.boards)
    bodies = max(1, len(states.thinking_at))
    if over:
        return SourcePositions(0, bodies, {}, 0, boards, 0, True)
    if mode.code_of == "master":
        master = _latest_line(view.trace, view.index)
        opponents = _of_those_who_think(view)
    elif mode.code_of == "opponents":
        master = _line_in_theirs(view)
        opponents = _of_those_who_think(view)
    else:
        master = view.lines[MASTER]
        opponents = {line: count for line, count in view.parked.items() if count}
    nowhere = boards - sum(opponents.values())
    out = _at_no_line(moment) if nowhere else []
    ended = sum(states.boards[number - 1] == BoardState.DONE for number in out)
    to_begin = sum(states.plies[number - 1] == 0 for number in out)
    others = len(out) - ended - to_begin
    return SourcePositions(master, bodies, opponents, to_begin, ended, others, view.index > 0)


def line_of(moment: Moment, party: int) -> int:
    """Return the line at which one party is, 0 for none."""
    mode, view, over = moment
    if party == MASTER:
        return source_positions(moment).master
    thinks = view.states.boards[party - 1] == BoardState.THINKING
    if over or (mode.code_of != "both" and not thinks):
        return 0
    return view.lines[party]


def _at_no_line(moment: Moment) -> list[int]:
    """Return the boards whose opponent is at no line; not those where she is in the opponent's code."""
    lines, boards = moment.view.lines, moment.view.states.boards
    if moment.mode.code_of == "both":
        return [number for number, line in enumerate(lines) if number and not line]
    at_one = (BoardState.THINKING, BoardState.HERE)
    return [number for number, state in enumerate(boards, 1) if state not in at_one]


def _of_those_who_think(view: View) -> dict[int, int]:
    if BoardState.THINKING not in view.states.boards:
        return {}
    lines = Counter(
        view.lines[number]
        for number, state in enumerate(view.states.boards, 1)
        if state == BoardState.THINKING
    )
    del lines[0]
    return dict(lines)


def _latest_line(trace: Trace, index: int) -> int:
    return trace.lines[index - 1] if index else 0


def _line_in_theirs(view: View) -> int:
    """Return the line of the latest row that says that she sits down where she still thinks, or walks."""
    states = view.states
    if states.thinking_at:
        what = states.thinking_at[-1] << KIND_BITS | Kind.MASTER_THINKS
    elif states.master is MasterState.WALKING:
        what = states.at << KIND_BITS | Kind.MASTER_WALKS
    else:
        return 0
    for row in range(view.index - 1, -1, -1):
        if view.trace.whats[row] == what:
            return view.trace.lines[row]
    return 0
