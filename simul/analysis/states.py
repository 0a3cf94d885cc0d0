"""States: what the master and each board are in, as one event after the other changes it."""

from array import array
from enum import IntEnum

from simul.hall.trace import KIND_BITS, KIND_MASK, Kind
from simul.scenario.plan import Plan


class BoardState(IntEnum):
    """What a board is in: whether its game goes on, and if not, who is waited for."""

    HELD = 0
    """It is the opponent's turn, and he has not begun to think: something keeps his code from running."""
    THINKING = 1
    """The opponent thinks; the game is suspended."""
    READY = 2
    """It is her turn: he has replied, or the game begins with her, and she is not thinking here yet."""
    HERE = 3
    """She thinks here; the game runs."""
    DONE = 4
    """No move is left."""


SPENT = ("running", "ready", "waiting")
COLUMN = (1, 2, 1, 0, None)
"""By the BoardState, which of these the time is counted as."""


class MasterState(IntEnum):
    """What the master is in. Waiting, she may stand at a board; walking, she is on her way to one."""

    WAITING = 0
    THINKING = 1
    WALKING = 2
    DONE = 3


class States:
    """The states at one point of a trace; `take` moves it on by one row.

    By board, board 1 at index 0: `boards` (values of BoardState), `since` (s), `plies` made. Of the master:
    `master`, `master_since` (s), `at`, the number of the board at which she is or to which she walks (0:
    nowhere yet), and `arrives_at` (s). `thinking_at` has the boards at which she thinks, in order: one at
    the most, unless the mode breaks the first law; by the plan, she has thought at all of them at
    `thought_at` (s). `made` counts the plies of all boards, `moves_left` her moves that are still to come.

    Her think time is that of the plan. Whatever keeps her from moving when it is over, such as an event loop
    that is blocked, does not make her think longer: from then on she waits, and the board is ready for her.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._walk_s = plan.walk_s
        self._replies_left = array("I", (len(board.opponent_think) for board in plan.boards))
        self._moves_left = array("I", (len(board.master_think) for board in plan.boards))
        self.boards = bytearray(
            BoardState.READY if board.master_first else BoardState.HELD for board in plan.boards
        )
        self.since = array("d", bytes(8 * len(plan.boards)))
        self.plies = array("I", bytes(self._moves_left.itemsize * len(plan.boards)))
        self.made = 0
        self.master = MasterState.WAITING
        self.master_since = 0.0
        self.at = 0
        self.arrives_at = 0.0
        self.thinking_at: list[int] = []
        self.thought_at = 0.0
        self.moves_left = sum(self._moves_left)
        self._spent = [0.0] * len(MasterState)
        self._boards_spent = array("d", bytes(8 * len(SPENT) * len(plan.boards)))

    def copy(self) -> "States":
        """Return the same, to be moved on by itself."""
        copy = object.__new__(States)
        copy.__dict__.update(self.__dict__)
        for name in (
            "_replies_left",
            "_moves_left",
            "boards",
            "since",
            "plies",
            "thinking_at",
            "_spent",
            "_boards_spent",
        ):
            setattr(copy, name, getattr(self, name)[:])
        return copy

    def take(self, time: float, what: int) -> None:
        """Move on by one row of the trace, given in its columns `times` and `whats`."""
        kind, board = what & KIND_MASK, what >> KIND_BITS
        if kind == Kind.OPPONENT_THINKS:
            self._board_is(board - 1, BoardState.THINKING, time)
        elif kind == Kind.OPPONENT_MOVES:
            self._moved(board - 1, self._replies_left, time)
        elif kind == Kind.MASTER_THINKS:
            self._board_is(board - 1, BoardState.HERE, time)
            self.thinking_at.append(board)
            thinks = self._plan.boards[board - 1].master_think
            thought_at = time + thinks[-self._moves_left[board - 1]]
            if thought_at > self.thought_at:
                self.thought_at = thought_at
            self._master_is(MasterState.THINKING, board, time)
        elif kind == Kind.MASTER_MOVES:
            if time > self.thought_at:
                since = self.has_thought_here(board, time)
                self._board_is(board - 1, BoardState.READY, time if since is None else since)
            self._moved(board - 1, self._moves_left, time)
            self.moves_left -= 1
            if board in self.thinking_at:
                self.thinking_at.remove(board)
            if not self.thinking_at:
                state = MasterState.WAITING if self.moves_left else MasterState.DONE
                self._master_is(state, board, time)
        elif kind == Kind.MASTER_WALKS:
            self.arrives_at = time + self._walk_s
            self._master_is(MasterState.WALKING, board, time)

    def master_at(self, time: float) -> tuple[MasterState, float]:
        """Return what she is in at `time`, after the latest row, and since when.

        A walk ends by itself, and so does thinking.
        """
        if self.master is MasterState.WALKING and time >= self.arrives_at:
            return MasterState.WAITING, self.arrives_at
        if self.master is MasterState.THINKING and time > self.thought_at:
            return MasterState.WAITING, self.thought_at
        return self.master, self.master_since

    def has_thought_here(self, number: int, time: float) -> float | None:
        """Return since when (s), by `time`, she has thought at a board and not moved; None else."""
        if time <= self.thought_at or self.boards[number - 1] != BoardState.HERE:
            return None
        return self.due(number)

    def master_spent(self, time: float) -> dict[MasterState, float]:
        """Return for how many seconds she has been in each state, by `time`, after the latest row."""
        spent = self._spent[:]
        self._spend(spent, time)
        return dict(zip(MasterState, spent, strict=True))

    def _spend(self, spent: list[float], time: float) -> None:
        state, since = self.master_at(time)
        spent[state] += time - since
        if state is not self.master:  # she has arrived, or has thought, and waits
            spent[self.master] += since - self.master_since

    def board_spent(self, number: int, time: float) -> tuple[float, float, float]:
        """Return how many seconds a board was running, ready and waiting by `time`, after the latest row.

        It runs while she thinks there, and waits while its opponent thinks; else it is ready, until it is
        done.
        """
        first = len(SPENT) * (number - 1)
        spent = self._boards_spent[first : first + len(SPENT)]
        if (column := COLUMN[self.boards[number - 1]]) is not None:
            until = self.has_thought_here(number, time)
            if until is None:
                until = time
            spent[column] += until - self.since[number - 1]
            spent[SPENT.index("ready")] += time - until
        return spent[0], spent[1], spent[2]

    def moves_left_at(self, number: int) -> int:
        """Return how many moves she has still to make at a board."""
        return self._moves_left[number - 1]

    def due(self, number: int) -> float | None:
        """Return when, by the plan, who thinks at a board will have done so (s); None where nobody does."""
        state, board = self.boards[number - 1], self._plan.boards[number - 1]
        if state == BoardState.HERE:
            left, thinks = self._moves_left, board.master_think
        elif state == BoardState.THINKING:
            left, thinks = self._replies_left, board.opponent_think
        else:
            return None
        return self.since[number - 1] + thinks[len(thinks) - left[number - 1]]

    def _board_is(self, index: int, state: BoardState, time: float) -> None:
        if (column := COLUMN[self.boards[index]]) is not None:
            self._boards_spent[len(SPENT) * index + column] += time - self.since[index]
        self.boards[index] = state
        self.since[index] = time

    def _master_is(self, state: MasterState, at: int, time: float) -> None:
        self._spend(self._spent, time)
        self.master, self.master_since, self.at = state, time, at

    def _moved(self, index: int, left: "array[int]", time: float) -> None:
        self.plies[index] += 1
        self.made += 1
        left[index] -= 1
        if not self._moves_left[index] and not self._replies_left[index]:
            state = BoardState.DONE
        elif left is self._replies_left and self._moves_left[index]:
            state = BoardState.READY
        else:
            state = BoardState.HELD if self._replies_left[index] else BoardState.READY
        self._board_is(index, state, time)
