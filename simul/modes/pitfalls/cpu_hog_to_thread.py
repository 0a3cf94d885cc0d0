"""A CPU hog in a thread: he computes in `asyncio.to_thread`, so the event loop stays free.

That cures the lag, not the total: with a GIL, Python code in threads shares one core. (Without one, each
thread uses a core of its own, as a process does.) Instead: compute in another process.
"""

import asyncio
from collections.abc import Callable

from simul.hall.hall import Board, Hall
from simul.modes.async_ import master


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
    """Wait for her move, have a thread compute, reply."""
    while board.replies_left:
        if board.master_to_move:
            moved.clear()
            await moved.wait()
        await asyncio.to_thread(compute, board.opponent_thinks())  # the loop goes on meanwhile
        board.opponent_moves()
        reply.set()
