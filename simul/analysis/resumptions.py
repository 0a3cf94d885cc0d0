"""Resumptions: how often each party has been resumed, by any point of a trace."""

from array import array
from bisect import bisect_left

from simul.hall.trace import Trace, party_of
from simul.scenario.plan import Plan

READ_AT_ONCE = 50_000
"""Most rows read at a time, so that a frame does not wait for a long trace."""


class Resumptions:
    """Counts, for the master (0) and each board, how often its code was resumed.

    Rows of one party that follow one another in the trace, in one instant, are one resumption: the code
    ran once, and did all of these. Being resumed and waiting again at the same line, with nothing done,
    leaves no row and is not counted.
    """

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self.trace = trace
        self._read = 0
        self._last = (-1, -1.0)
        self._rows = [array("I") for _ in range(len(plan.boards) + 1)]

    def read(self) -> None:
        """Take in what has been added to the trace, or a part of it."""
        times, whats = self.trace.times, self.trace.whats
        for row in range(self._read, min(len(self.trace), self._read + READ_AT_ONCE)):
            this = (party_of(whats[row]), times[row])
            if this != self._last:
                self._rows[this[0]].append(row)
                self._last = this
            self._read = row + 1

    def count(self, party: int, index: int) -> int | None:
        """Return how often within the first `index` rows; None where they have not all been read."""
        return bisect_left(self._rows[party], index) if index <= self._read else None
