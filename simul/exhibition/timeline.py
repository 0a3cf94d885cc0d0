"""The timeline: who was in which state from when to when."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from simul.exhibition.plan import Plan
from simul.exhibition.states import MasterState, States
from simul.exhibition.trace import KIND_BITS, MASTER, Trace, party_of


class Span(NamedTuple):
    """From `start` to `end` (s) a party was in `state`: of the master a MasterState, else a BoardState.

    `board` is where she was, or was walking to; in the row of a board it is that board.
    """

    start: float
    end: float
    state: int
    board: int


class _Row:
    """The changes of one party's state, in time order."""

    __slots__ = ("boards", "starts", "states")

    def __init__(self, state: int, board: int) -> None:
        self.starts = array("d", (0.0,))
        self.states = bytearray((state,))
        self.boards = array("I", (board,))

    def change(self, time: float, state: int, board: int) -> None:
        if self.states[-1] == state and self.boards[-1] == board:
            return
        if self.starts[-1] == time:  # what lasted no time is not to be seen
            self.states[-1], self.boards[-1] = state, board
            return
        self.starts.append(time)
        self.states.append(state)
        self.boards.append(board)


class Timeline:
    """A row for the master (0) and one for each board (its number), read from a trace that may still grow."""

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self.plan = plan
        self._trace = trace
        self._walk_s = plan.scenario.master.walk
        self._read = 0
        self._now = States(plan)
        self._rows = [
            _Row(MasterState.WAITING, 0),
            *(_Row(state, number) for number, state in enumerate(self._now.boards, 1)),
        ]

    def read(self) -> None:
        """Take in what has been added to the trace."""
        times, whats = self._trace.times, self._trace.whats
        now, rows = self._now, self._rows
        for index in range(self._read, len(self._trace)):
            time, what = times[index], whats[index]
            board = what >> KIND_BITS
            now.take(time, what)
            rows[board].change(time, now.boards[board - 1], board)
            if party_of(what) == MASTER:
                rows[MASTER].change(time, now.master, now.at)
            self._read = index + 1

    def spans(self, party: int, start: float, end: float) -> Iterator[Span]:
        """Yield what a party (0: the master) was in between `start` and `end` (s), clipped to these."""
        row = self._rows[party]
        last = len(row.starts) - 1
        for index in range(max(0, bisect_right(row.starts, start) - 1), last + 1):
            begin = row.starts[index]
            if begin >= end:
                return
            until = row.starts[index + 1] if index < last else end
            for span in self._of(party, Span(begin, until, row.states[index], row.boards[index])):
                if span.start < end and span.end > start:
                    yield span._replace(start=max(start, span.start), end=min(end, span.end))

    def seconds_in(self, party: int, state: int, until: float) -> float:
        """Return for how long, of the time up to `until` (s), a party was in a state."""
        return sum(
            span.end - span.start for span in self.spans(party, 0.0, until) if span.state == state
        )

    def _of(self, party: int, span: Span) -> Iterator[Span]:
        """Yield the span; that of a walk in two, if she stood and waited after it."""
        arrives = span.start + self._walk_s
        if party != MASTER or span.state != MasterState.WALKING or arrives >= span.end:
            yield span
        else:
            yield span._replace(end=arrives)
            yield span._replace(start=arrives, state=int(MasterState.WAITING))
