"""A board at which a reply stands when it is due, though the program may be held up and notice it later."""

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from simul.exhibition.board import Board
from simul.exhibition.plan import PlannedBoard

if TYPE_CHECKING:
    from simul.exhibition.clock import Clock
    from simul.exhibition.hall import Hall


class PunctualBoard(Board):
    """A board of a hall in which she may block the thread that notices the replies.

    An opponent is a person: he replies when he has thought, not when a blocked loop resumes his coroutine.
    """

    __slots__ = ("_noticed", "_thinks_since_row")

    def __init__(self, hall: "Hall", plan: PlannedBoard) -> None:
        super().__init__(hall, plan)
        self._noticed = True
        self._thinks_since_row = 0

    def opponent_thinks(self) -> float:
        """The opponent starts to think; return for how many seconds."""
        seconds = super().opponent_thinks()
        hall = self._hall
        self._thinks_since_row = len(hall.trace.whats) - 1
        heappush(hall.replies_due, (self._due, self._thinks_since_row, self))
        return seconds

    def opponent_moves(self) -> None:
        """The opponent replies; or the program notices that he has."""
        if self._noticed:
            super().opponent_moves()
        self._noticed = True

    def falls_due(self, row: int) -> None:
        """What he has thought about since this row of the trace is due: he replies, if he has not."""
        if not self._opponent_thinks or self._thinks_since_row != row:
            return
        super().opponent_moves()
        self._noticed = False
        trace = self._hall.trace
        if trace.has_lines:
            trace.rest(trace.lines[row])  # his code is where it was


def let_replies_come(hall: "Hall", clock: "Clock", until: float) -> None:
    """Move the clock on to each reply that is due by `until`, and have it made."""
    while hall.replies_due and hall.replies_due[0][0] <= until:
        due, row, board = heappop(hall.replies_due)
        clock.move_to(due)
        board.falls_due(row)
