"""A CPU hog that yields: he computes in the event loop's thread, and after each slice lets others run.

Whoever is due may wait for three slices of each hog: until the loop sees the timer, until it calls back, and
until the task runs. And there is no less to compute. Instead: compute in another process.
"""

import asyncio
from collections.abc import Callable

from simul.hall.hall import Board, Hall
from simul.modes.async_ import master

SLICE_S = 1.0


async def play(hall: Hall, compute: Callable[[float], None]) -> None:
    """Start each opponent as a task of its own, and await the master, as in async."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            coroutine = opponent(board, moved[board], reply, compute)
            opponents.create_task(coroutine, name=board.name)
        await master(hall, moved, reply)


async def opponent(
    board: Board, moved: asyncio.Event, reply: asyncio.Event, compute: Callable[[float], None]
) -> None:
    """Wait for her move, compute, reply."""
    while board.replies_left:
        if board.master_to_move:
            moved.clear()
            await moved.wait()
        to_compute_s = board.opponent_thinks()
        while to_compute_s > 0:
            compute(min(to_compute_s, SLICE_S))  # nobody else can run
            to_compute_s -= SLICE_S
            await asyncio.sleep(0)  # now they can
        board.opponent_moves()
        reply.set()
