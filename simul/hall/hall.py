"""The hall: the boards, the master's one body, and the laws that hold there."""

from typing import ClassVar, Protocol

from simul.hall.laws import Broken, LawBroken, OutOfTurn, TwoPlacesAtOnce
from simul.hall.notes import Notes
from simul.hall.trace import KIND_BITS, MASTER, Kind, Trace, party_name
from simul.scenario.plan import Plan, PlannedBoard
from simul.scenario.policies import POLICIES, Policy

# Plain integers: looking up a member of an enumeration would take a tenth of a verb's time.
WALKS, THINKS, MOVES = int(Kind.MASTER_WALKS), int(Kind.MASTER_THINKS), int(Kind.MASTER_MOVES)
OPPONENT_THINKS, OPPONENT_MOVES = int(Kind.OPPONENT_THINKS), int(Kind.OPPONENT_MOVES)


class Time(Protocol):
    """Whatever knows what time it is: `now`, seconds of exhibition time."""

    @property
    def now(self) -> float:
        """The exhibition time, in seconds."""

    def sleep(self, seconds: float) -> None:
        """Let seconds pass while everybody else stands still, as time.sleep does."""


class Board:
    """One game in progress, numbered from 1.

    `master_to_move` says whose turn it is; `moves_left` and `replies_left` count the moves that the
    master and the opponent have still to make. `ready_at` is when it is, or will be, the master's turn.
    Every verb raises LawBroken where it breaks a law, and those that begin something return how many
    seconds it takes.
    """

    __slots__ = (
        "_code",
        "_due",
        "_hall",
        "_master_think",
        "_opponent_think",
        "_opponent_thinks",
        "master_to_move",
        "moves_left",
        "number",
        "ready_at",
        "replies_left",
    )

    def __init__(self, hall: "Hall", plan: PlannedBoard) -> None:
        self._hall = hall
        self.number = plan.number
        self._code = plan.number << KIND_BITS
        self._master_think = plan.master_think
        self._opponent_think = plan.opponent_think
        self.moves_left = len(plan.master_think)
        self.replies_left = len(plan.opponent_think)
        self.master_to_move = plan.master_first
        self.ready_at = 0.0 if plan.master_first else plan.opponent_think[0]
        self._opponent_thinks = False
        self._due = 0.0  # when whoever thinks here will have done so

    @property
    def playing(self) -> bool:
        """Whether anybody has a move left here."""
        return self.moves_left > 0 or self.replies_left > 0

    @property
    def name(self) -> str:
        """What a task, thread or process of this board's opponent is called."""
        return party_name(self.number)

    def master_comes(self) -> float:
        """The master sets out for this board; return the seconds of her walk (0: she is here)."""
        hall = self._hall
        if hall.here is self:
            return 0.0
        now = hall.clock.now
        if hall.thinking_at is not None or now < hall.arrives_at:
            self._two_places("sets out for")
        hall.here = self
        if hall.walk_s:
            hall.arrives_at = now + hall.walk_s
            hall.add_time(now)
            hall.add_what(self._code | WALKS)
        return hall.walk_s

    def master_thinks(self) -> float:
        """The master sits down here and starts to think; return for how many seconds."""
        hall = self._hall
        now = hall.clock.now
        if hall.thinking_at is not None or hall.here is not self or now < hall.arrives_at:
            self._two_places("sits down to think at")
        if not self.master_to_move or not self.moves_left:
            self._out_of_turn("the master thinks", "it is not her move")
        hall.thinking_at = self
        hall.sits_down(self.number, now)
        hall.add_time(now)
        hall.add_what(self._code | THINKS)
        seconds = self._master_think[-self.moves_left]
        self._due = now + seconds
        return seconds

    def master_moves(self) -> None:
        """The master makes her move; from now on the opponent may think."""
        hall = self._hall
        now = hall.clock.now
        if hall.thinking_at is not self:
            self._out_of_turn("the master moves", "she has not thought here")
        if now < self._due:
            self._out_of_turn("the master moves", f"she will have thought at {self._due} s")
        hall.thinking_at = None
        hall.add_time(now)
        hall.add_what(self._code | MOVES)
        self.master_to_move = False
        self.moves_left -= 1
        hall.moves_left -= 1
        if self.moves_left:
            self.ready_at = now + self._opponent_think[-self.replies_left]
            if hall.expects is not None:
                hall.expects(self.number, self.ready_at)

    def opponent_thinks(self) -> float:
        """The opponent starts to think; return for how many seconds."""
        hall = self._hall
        if self.master_to_move or not self.replies_left:
            self._out_of_turn("the opponent thinks", "it is not his move")
        if self._opponent_thinks:
            self._out_of_turn("the opponent thinks", "he is thinking already")
        now = hall.clock.now
        self._opponent_thinks = True
        hall.add_time(now)
        hall.add_what(self._code | OPPONENT_THINKS)
        seconds = self._opponent_think[-self.replies_left]
        if now + seconds != self.ready_at:  # he has started late, or it is his last reply
            self.ready_at = now + seconds
            if self.moves_left and hall.expects is not None:
                hall.expects(self.number, self.ready_at)
        self._due = self.ready_at
        return seconds

    def opponent_moves(self) -> None:
        """The opponent replies; from now on it is the master's turn, if she has a move left."""
        hall = self._hall
        now = hall.clock.now
        if not self._opponent_thinks:
            self._out_of_turn("the opponent moves", "he has not thought")
        if now < self._due:
            self._out_of_turn("the opponent moves", f"he will have thought at {self._due} s")
        self._opponent_thinks = False
        hall.add_time(now)
        hall.add_what(self._code | OPPONENT_MOVES)
        self.replies_left -= 1
        self.master_to_move = True

    def _two_places(self, verb: str) -> None:
        hall = self._hall
        if hall.thinking_at is not None:
            elsewhere = f"is thinking at board {hall.thinking_at.number}"
        elif hall.clock.now < hall.arrives_at:
            elsewhere = f"is on her way to board {hall.here.number}"
        else:
            elsewhere = f"is at board {hall.here.number}"
        hall.refuse(
            TwoPlacesAtOnce(
                f"TwoPlacesAtOnce: the master {verb} board {self.number} at {hall.clock.now} s, "
                f"while she {elsewhere}"
            )
        )

    def _out_of_turn(self, what: str, why: str) -> None:
        hall = self._hall
        hall.refuse(
            OutOfTurn(f"OutOfTurn: board {self.number} at {hall.clock.now} s: {what}, but {why}")
        )


class Hall:
    """What a mode plays in: it says what happens, the hall keeps the laws and writes the trace.

    `boards` are in order, board 1 first. `here` is the board at which the master is, or to which she
    walks; `thinking_at` that at which she is thinking, if she is; `moves_left` is how many moves she has
    still to make, on all boards. Breaking a law raises LawBroken, which names it.
    """

    board: ClassVar[type[Board]] = Board

    def __init__(self, plan: Plan, clock: Time, lines: bool = True) -> None:
        self.plan = plan
        self.clock = clock
        self.broken: dict[str, Broken] = {}
        self.notes = Notes()
        self.trace = Trace(lines)
        self.walk_s = plan.walk_s
        self.boards = [self.board(self, board) for board in plan.boards]
        self.here = self.boards[0]
        self.arrives_at = 0.0
        self.thinking_at: Board | None = None
        self.moves_left = sum(board.moves_left for board in self.boards)
        self.add_time = self.trace.times.append
        self.add_what = self.trace.whats.append
        self.follow(POLICIES[plan.scenario.policy]([board.moves_left for board in self.boards]))

    def follow(self, policy: Policy) -> None:
        """Have the master go round by this policy; to be called before the first move."""
        self.policy = policy
        self._choose = policy.choose
        self.sits_down = policy.sits_down
        self.expects = None if policy.fixed else policy.expects
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
        """Stop whoever has broken a law."""
        raise error
