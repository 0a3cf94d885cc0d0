"""The timeline: who was in which state from when to when."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from simul.analysis.states import BoardState, MasterState, States
from simul.hall.trace import KIND_BITS, MASTER, Trace, party_of
from simul.scenario.plan import Plan


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
        self._read = 0
        self._now = States(plan)
        self._rows = [
            _Row(MasterState.WAITING, 0),
            *(_Row(state, number) for number, state in enumerate(self._now.boards, 1)),
        ]

    def read(self, most: int | None = None) -> None:
        """Read what has been added to the trace, up to `most` rows."""
        times, whats = self._trace.times, self._trace.whats
        now, rows = self._now, self._rows
        end = len(self._trace)
        if most is not None:
            end = min(end, self._read + most)
        for index in range(self._read, end):
            time, what = times[index], whats[index]
            board = what >> KIND_BITS
            hers = party_of(what) == MASTER
            if hers and now.master_at(time)[0] is not now.master:
                for party in (MASTER, board):
                    rows[party].change(*self._by_itself(party, time))
            now.take(time, what)
            rows[board].change(time, now.boards[board - 1], board)
            if hers:
                rows[MASTER].change(time, now.master, now.at)
            self._read = index + 1

    @property
    def read_until(self) -> float:
        """The time, in seconds, up to which it has been read; infinite where all of the trace has been."""
        return inf if self._read >= len(self._trace) else self._trace.times[self._read]

    def spans(self, party: int, start: float, end: float) -> Iterator[Span]:
        """Yield what a party (0: the master) was in between `start` and `end` (s), clipped to these."""
        row = self._rows[party]
        last = len(row.starts) - 1
        for index in range(max(0, bisect_right(row.starts, start) - 1), last + 1):
            begin = row.starts[index]
            if begin >= end:
                return
            until = row.starts[index + 1] if index < last else end
            span = Span(max(start, begin), min(until, end), row.states[index], row.boards[index])
            if span.start >= span.end:
                continue
            if index < last:
                yield span
            else:
                yield from self._last(party, span)

    def seconds_in(self, party: int, state: int, until: float) -> float:
        """Return for how long, of the time up to `until` (s), a party was in a state."""
        return sum(
            span.end - span.start for span in self.spans(party, 0.0, until) if span.state == state
        )

    def _last(self, party: int, span: Span) -> Iterator[Span]:
        """Yield the span that is not over yet; in two, where by itself it went over into another state."""
        since, state, board = self._by_itself(party, span.end)
        if state == span.state or since >= span.end:
            yield span
            return
        if since > span.start:
            yield span._replace(end=since)
        yield Span(max(since, span.start), span.end, state, board)

    def _by_itself(self, party: int, time: float) -> tuple[float, int, int]:
        """Return since when, and in which state, a party is by `time`, after the latest row; and the board.

        Walks and think times end by themselves.
        """
        now = self._now
        if party == MASTER:
            state, since = now.master_at(time)
            return since, int(state), now.at
        thought_at = now.has_thought_here(party, time)
        if thought_at is not None:
            return thought_at, int(BoardState.READY), party
        return now.since[party - 1], now.boards[party - 1], party
