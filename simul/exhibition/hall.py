"""The hall: the boards, the master's one body, and the laws that hold there."""

from typing import Protocol

from simul.exhibition.board import Board
from simul.exhibition.laws import LawBroken
from simul.exhibition.plan import Plan
from simul.exhibition.policies import POLICIES, Lap
from simul.exhibition.trace import MASTER, Kind, Trace


class Now(Protocol):
    """Whatever knows what time it is: `now`, seconds of exhibition time."""

    @property
    def now(self) -> float:
        """The exhibition time, in seconds."""


class Hall:
    """What a mode plays in: it says what happens, the hall keeps the laws and writes the trace.

    `boards` are in order, board 1 first. `here` is the board at which the master is, or to which she
    walks; `thinking_at` that at which she is thinking, if she is; `moves_left` is how many moves she has
    still to make, on all boards. Law-breaking raises LawBroken, naming the law.
    """

    def __init__(self, plan: Plan, clock: Now) -> None:
        self.plan = plan
        self.clock = clock
        self.trace = Trace()
        self.walk_s = plan.scenario.master.walk
        self.policy = POLICIES[plan.scenario.policy]([len(b.master_think) for b in plan.boards])
        self.boards = [Board(self, board) for board in plan.boards]
        self.here = self.boards[0]
        self.arrives_at = 0.0
        self.thinking_at: Board | None = None
        self.moves_left = sum(board.moves_left for board in self.boards)
        self._choose = self.policy.choose
        self.sits_down = self.policy.sits_down
        self.expects = None if isinstance(self.policy, Lap) else self.policy.expects
        if self.expects is not None:
            for board in self.boards:
                self.expects(board.number, board.ready_at)
        self.add_time = self.trace.times.append
        self.add_what = self.trace.whats.append

    def next_board(self) -> Board | None:
        """Return the policy's choice; None where the master has to wait for a reply, whosever."""
        number = self._choose(self.clock.now)
        return None if number is None else self.boards[number - 1]

    def parks(self, party: int, line: int) -> None:
        """Note that a party has gone on to wait at another line, with nothing else happening."""
        if party == MASTER:
            self.trace.park(self.clock.now, self.here.number, Kind.MASTER_PARKS, line)
        else:
            self.trace.park(self.clock.now, party, Kind.OPPONENT_PARKS, line)

    def refuse(self, error: LawBroken) -> None:
        """Stop whoever has broken a law."""
        raise error
