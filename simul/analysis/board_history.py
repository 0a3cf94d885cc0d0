"""The history of one board: its moves so far, and how long each took and had to wait."""

from bisect import bisect_left
from typing import NamedTuple

from simul.analysis.view import View
from simul.hall.trace import Kind, Trace


class Made(NamedTuple):
    """A move that has been made, as one of either side.

    `row` is that of the trace, `ply` counts from 1. `thought_s` is for how long it was thought of,
    `waited_s` from when it was this side's turn until somebody began to think, `at_s` when it was made; all
    in seconds.
    """

    row: int
    ply: int
    by_master: bool
    thought_s: float
    waited_s: float
    at_s: float


class BoardHistory:
    """The moves of a board that have been made by the time that a view shows, in order."""

    def __init__(self, number: int) -> None:
        self.moves: list[Made] = []
        self._number = number
        self._trace: Trace | None = None
        self._read = 0
        self._began_s = 0.0

    def read(self, view: View) -> None:
        """Take in, or out again, what lies between where it has been read to and what the view shows."""
        trace, index = view.trace, view.index
        if trace is not self._trace:
            self._trace = trace
            self.moves.clear()
            self._read = 0
        elif index < self._read:
            self._back_to(index)
        for row, (time, kind, board) in enumerate(trace.rows(self._read, index), self._read):
            if board == self._number:
                self._take(row, time, kind)
        self._read = index

    def thought_s(self, by_master: bool, plies: int) -> float:
        """Return for how many seconds a side has thought of its moves among the first plies."""
        return sum(made.thought_s for made in self.moves[:plies] if made.by_master == by_master)

    def _back_to(self, index: int) -> None:
        del self.moves[bisect_left(self.moves, index, key=lambda made: made.row) :]
        self._read = self.moves[-1].row + 1 if self.moves else 0  # a thought may have begun since

    def _take(self, row: int, time: float, kind: int) -> None:
        if kind in (Kind.MASTER_THINKS, Kind.OPPONENT_THINKS):
            self._began_s = time
        elif kind in (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES):
            turn_s = self.moves[-1].at_s if self.moves else 0.0
            self.moves.append(
                Made(
                    row,
                    len(self.moves) + 1,
                    kind == Kind.MASTER_MOVES,
                    time - self._began_s,
                    max(0.0, self._began_s - turn_s),
                    time,
                )
            )
