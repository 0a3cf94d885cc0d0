"""The hall: the boards, the master's one body, and the laws that hold there."""

from typing import Protocol

from simul.exhibition.board import Board
from simul.exhibition.lawless import LawlessBoard
from simul.exhibition.laws import Broken, LawBroken
from simul.exhibition.notes import Notes
from simul.exhibition.plan import Plan
from simul.exhibition.policies import POLICIES, Lap, Policy
from simul.exhibition.punctual import PunctualBoard
from simul.exhibition.trace import MASTER, Kind, Trace


class Time(Protocol):
    """Whatever knows what time it is: `now`, seconds of exhibition time."""

    @property
    def now(self) -> float:
        """The exhibition time, in seconds."""

    def sleep(self, seconds: float) -> None:
        """Let so much time pass while everybody else stands still, as time.sleep does."""


class Hall:
    """What a mode plays in: it says what happens, the hall keeps the laws and writes the trace.

    `boards` are in order, board 1 first. `here` is the board at which the master is, or to which she
    walks; `thinking_at` that at which she is thinking, if she is; `moves_left` is how many moves she has
    still to make, on all boards. Law-breaking raises LawBroken, naming the law; in a hall that is not
    `strict` it is counted in `broken`, by the law's name, and things go on. Where the hall is `punctual`,
    `replies_due` is a heap of (when, row of the trace, board): replies come while somebody blocks.
    """

    def __init__(
        self,
        plan: Plan,
        clock: Time,
        strict: bool = True,
        punctual: bool = False,
        lines: bool = True,
    ) -> None:
        self.plan = plan
        self.clock = clock
        self.strict = strict
        self.broken: dict[str, Broken] = {}
        self.notes = Notes()
        self.trace = Trace(lines)
        self.walk_s = plan.walk_s
        self.punctual = punctual
        self.replies_due: list[tuple[float, int, PunctualBoard]] = []
        make_board = LawlessBoard if not strict else PunctualBoard if punctual else Board
        self.boards = [make_board(self, board) for board in plan.boards]
        self.here = self.boards[0]
        self.arrives_at = 0.0
        self.thinking_at: Board | None = None
        self.thinking_too: dict[Board, None] = {}  # in a hall that is not strict, all of those
        self.moves_left = sum(board.moves_left for board in self.boards)
        self.add_time = self.trace.times.append
        self.add_what = self.trace.whats.append
        self.follow(POLICIES[plan.scenario.policy]([board.moves_left for board in self.boards]))

    def follow(self, policy: Policy) -> None:
        """Have the master go round by this policy; to be called before the first move."""
        self.policy = policy
        self._choose = policy.choose
        self.sits_down = policy.sits_down
        self.expects = None if isinstance(policy, Lap) else policy.expects
        if self.expects is not None:
            for board in self.boards:
                if board.moves_left:  # none, where a game is over before her first move
                    self.expects(board.number, board.ready_at)

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
        """Stop whoever has broken a law; where the hall is not strict, take note."""
        if self.strict:
            raise error
        law = type(error).__name__
        before = self.broken.get(law)
        first, times = (str(error), 0) if before is None else (before.first, before.times)
        self.broken[law] = Broken(times + 1, first)
