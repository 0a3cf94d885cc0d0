"""Events that were recorded, played again in a hall: it refuses what its laws do not allow."""

from simul.hall.hall import (
    MOVES,
    OPPONENT_MOVES,
    OPPONENT_THINKS,
    THINKS,
    WALKS,
    Board,
    Hall,
)
from simul.hall.lawless import LawlessHall
from simul.hall.laws import LawBroken
from simul.hall.trace import KIND_BITS, KIND_MASK, Kind
from simul.scenario.plan import Plan
from simul.scenario.policies import Policy

LAST_KIND = int(max(Kind))


class Replay:
    """A run whose events come one after the other; `trace` has them, but for their lines.

    In the hall of a lawless mode the laws only count. There too, nobody thinks about more moves than he
    has, or makes one that he has not thought about.
    """

    def __init__(self, plan: Plan, lawless: bool) -> None:
        self._time = _Time()
        self._hall = (LawlessHall if lawless else Hall)(plan, self._time)
        self._hall.follow(_AsRecorded())
        self.trace = self._hall.trace
        self._walks_unseen = not self._hall.walk_s
        self._boards = [None, *self._hall.boards]
        hers = [0, *(len(board.master_think) for board in plan.boards)]
        his = [0, *(len(board.opponent_think) for board in plan.boards)]
        self._unthought, self._unmade = (hers[:], his[:]), (hers, his)

    @property
    def moves_left(self) -> int:
        """How many moves and replies are still to be made."""
        return sum(map(sum, self._unmade))

    def take(self, time: float, what: int) -> None:
        """Take the next event; raises ValueError where it cannot have happened."""
        number, kind = what >> KIND_BITS, what & KIND_MASK
        board = self._boards[number] if number < len(self._boards) else None
        if board is None or kind > LAST_KIND:
            raise ValueError("not an event")
        self._time.now = time
        try:
            self._happens(board, number, kind)
        except LawBroken as error:
            raise ValueError(str(error)) from None

    def _happens(self, board: Board, number: int, kind: int) -> None:
        if kind == THINKS:
            self._count_thought(0, number)
            if self._walks_unseen:
                board.master_comes()
            board.master_thinks()
        elif kind == MOVES:
            self._count_made(0, number)
            board.master_moves()
        elif kind == OPPONENT_THINKS:
            self._count_thought(1, number)
            board.opponent_thinks()
        elif kind == OPPONENT_MOVES:
            self._count_made(1, number)
            board.opponent_moves()
        elif kind == WALKS:
            if not board.master_comes():
                raise ValueError(f"the master walks to board {number}, where she is")
        else:
            self.trace.times.append(self._time.now)
            self.trace.whats.append(number << KIND_BITS | kind)

    def _count_thought(self, side: int, number: int) -> None:
        left = self._unthought[side]
        left[number] -= 1
        if left[number] < 0:
            raise ValueError(f"more moves at board {number} than are planned")

    def _count_made(self, side: int, number: int) -> None:
        left = self._unmade[side]
        left[number] -= 1
        if left[number] < self._unthought[side][number]:
            raise ValueError(f"a move at board {number} that nobody has thought about")


class _Time:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        """Set it forward."""
        self.now += seconds


class _AsRecorded(Policy):
    """A policy that is never asked: where she goes is in the events."""

    fixed = True

    def __init__(self) -> None:
        pass

    def expects(self, board: int, when: float) -> None:
        """Hear that it will be her turn there; it changes nothing."""

    def sits_down(self, board: int, when: float) -> None:
        """Hear that she sits down there; it changes nothing."""

    def choose(self, now: float) -> int | None:
        """Choose no board."""
        return None
