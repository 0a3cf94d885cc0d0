"""A hog that yields: he computes in the thread of the event loop, and lets others run after each slice.

They wait for the loop no longer than for a slice of each that computes, yet there is no less to compute, in
one thread: it takes as long as without. Instead: compute in a process of its own.
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
            await asyncio.sleep(0)  # now they can
        board.opponent_moves()
        reply.set()
