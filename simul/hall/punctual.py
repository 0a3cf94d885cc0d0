"""A hall in which a reply stands when it is due, though the program may be held up and notice it later."""

from heapq import heappop, heappush
from typing import ClassVar

from simul.hall.clock import Clock
from simul.hall.hall import Board, Hall, Time
from simul.scenario.plan import Plan, PlannedBoard


class PunctualBoard(Board):
    """A board of a hall in which she may block the thread that notices the replies.

    An opponent is a person: he replies when he has thought, not when a blocked loop resumes his coroutine.
    """

    __slots__ = ("_noticed", "_thinks_since_row")

    _hall: "PunctualHall"

    def __init__(self, hall: "PunctualHall", plan: PlannedBoard) -> None:
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


class PunctualHall(Hall):
    """A hall in which replies come while somebody blocks.

    `replies_due` is a heap of (when, row of the trace, board).
    """

    board: ClassVar[type[Board]] = PunctualBoard

    def __init__(self, plan: Plan, clock: Time, lines: bool = True) -> None:
        self.replies_due: list[tuple[float, int, PunctualBoard]] = []
        super().__init__(plan, clock, lines)

    def let_replies_come(self, clock: Clock, until: float) -> None:
        """Move the clock on to each reply that is due by `until`, and have it made."""
        while self.replies_due and self.replies_due[0][0] <= until:
            due, row, board = heappop(self.replies_due)
            clock.move_to(due)
            board.falls_due(row)
