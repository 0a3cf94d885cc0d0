"""The exhibition in trio, as its users write it, in the same hall: time jumps when all tasks wait."""

import trio
import trio.testing

from simul.hall.hall import Board, Hall
from simul.hall.trace import Trace
from simul.scenario.plan import Plan


class _Now:
    """trio's time, as the hall reads it."""

    def __init__(self, clock: trio.testing.MockClock) -> None:
        self._current_time = clock.current_time

    @property
    def now(self) -> float:
        return self._current_time()

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody blocks here")


class _Exhibition:
    """Parties as tasks; signals are events, which can be set once only in trio, so each is made anew."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._moved = {board: trio.Event() for board in hall.boards}
        self._reply = trio.Event()

    async def run(self) -> None:
        async with trio.open_nursery() as nursery:
            for board in self._hall.boards:
                nursery.start_soon(self._opponent, board)
            nursery.start_soon(self._master)

    async def _master(self) -> None:
        hall, moved = self._hall, self._moved
        while hall.moves_left:
            board = hall.next_board()
            if board is None:
                await self._reply.wait()
                continue
            if walk := board.master_comes():
                await trio.sleep(walk)
            while not board.master_to_move:
                await self._reply.wait()
            await trio.sleep(board.master_thinks())
            board.master_moves()
            moved[board].set()

    async def _opponent(self, board: Board) -> None:
        moved = self._moved
        while board.replies_left:
            if board.master_to_move:
                await moved[board].wait()
                moved[board] = trio.Event()
            await trio.sleep(board.opponent_thinks())
            board.opponent_moves()
            self._reply.set()
            self._reply = trio.Event()


def play(plan: Plan) -> Trace:
    """Play it in the hall, with its laws and its trace."""
    clock = trio.testing.MockClock(autojump_threshold=0)
    hall = Hall(plan, _Now(clock), lines=False)
    trio.run(_Exhibition(hall).run, clock=clock)
    return hall.trace
