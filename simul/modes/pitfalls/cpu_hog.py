"""A hog: an opponent thinks by computing, in the thread of the event loop, and never lets go meanwhile.

Nobody else can run until he has done: she, whose time it is, waits; and only one opponent thinks at once.
Instead: compute in a process of its own. (A thread will not do: Python code in threads shares one core.)
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes.async_ import master

SLICE_S = 1.0


async def play(hall: Hall) -> None:
    """Start each opponent as a task of its own, and await the master, as in async."""
    reply = asyncio.Event()
    moved = {board: asyncio.Future[None]() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            opponents.create_task(opponent(board, hall, moved, reply), name=board.name)
        await master(hall, moved, reply)


async def opponent(
    board: Board, hall: Hall, moved: dict[Board, asyncio.Future[None]], reply: asyncio.Event
) -> None:
    """Wait for her move, compute, reply."""
    while board.replies_left:
        if board.master_to_move:
            await moved[board]
            moved[board] = asyncio.Future()
        to_compute_s = board.opponent_thinks()
        while to_compute_s > 0:
            hall.clock.sleep(min(to_compute_s, SLICE_S))  # computing: nobody else can run
            to_compute_s -= SLICE_S
        board.opponent_moves()
        reply.set()
