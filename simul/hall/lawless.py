"""A hall in which those who break a law go on, so that what comes of it can be seen."""

from heapq import heappop, heappush
from typing import ClassVar

from simul.hall.hall import Board, Hall, Time
from simul.hall.laws import Broken, LawBroken
from simul.scenario.plan import Plan, PlannedBoard


class LawlessBoard(Board):
    """A board of a hall that only counts what is broken.

    Each law that is broken counts once, the first law once a visit: a master who thinks at two boards may
    move at both of them, and an opponent who thinks about two moves may reply to both. `replies_left` counts
    those not begun.
    """

    __slots__ = ("_counted", "_her_due", "_his_dues")

    _hall: "LawlessHall"

    def __init__(self, hall: "LawlessHall", plan: PlannedBoard) -> None:
        super().__init__(hall, plan)
        self._counted = False  # that she is at two places in this visit
        self._her_due = 0.0
        self._his_dues: list[float] = []

    def master_thinks(self) -> float:
        """The master starts to think here too, wherever else she is thinking."""
        seconds = super().master_thinks()
        self._her_due = self._due
        self._hall.thinking_too[self] = None
        return seconds

    def master_moves(self) -> None:
        """The master makes her move here, and goes on thinking wherever else she was."""
        hall = self._hall
        if self in hall.thinking_too:
            del hall.thinking_too[self]
            hall.thinking_at = self
            self._due = self._her_due
        super().master_moves()
        self._counted = False
        hall.thinking_at = next(reversed(hall.thinking_too), None)

    def opponent_thinks(self) -> float:
        """The opponent starts to think about this move too, whatever else he is thinking about."""
        seconds = super().opponent_thinks()
        self.replies_left -= 1
        heappush(self._his_dues, self._due)
        return seconds

    def opponent_moves(self) -> None:
        """The opponent makes the reply that is due first."""
        if self._his_dues:
            self._opponent_thinks = True
            self._due = heappop(self._his_dues)
            self.replies_left += 1
        super().opponent_moves()
        self._opponent_thinks = bool(self._his_dues)
        self.master_to_move = not self._opponent_thinks

    def _two_places(self, verb: str) -> None:
        if not self._counted:
            super()._two_places(verb)
        self._counted = True


class LawlessHall(Hall):
    """A hall that counts in `broken`, by the law's name, what is broken, and lets everybody go on.

    `thinking_too` has every board at which the master is thinking, the latest last.
    """

    board: ClassVar[type[Board]] = LawlessBoard

    def __init__(self, plan: Plan, clock: Time, lines: bool = True) -> None:
        self.thinking_too: dict[Board, None] = {}
        super().__init__(plan, clock, lines)

    def refuse(self, error: LawBroken) -> None:
        """Note that a law was broken."""
        law = type(error).__name__
        before = self.broken.get(law)
        first, times = (str(error), 0) if before is None else (before.first, before.times)
        self.broken[law] = Broken(times + 1, first)
