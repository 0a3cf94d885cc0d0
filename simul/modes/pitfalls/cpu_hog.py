"""A CPU hog: an opponent thinks by computing, in the event loop's thread, and never pauses meanwhile.

Nobody else can run until he is done: she has thought, and waits for the loop; and only one opponent thinks at
a time. Instead: compute in another process. (For a thread, see `cpu-hog-to-thread`.)
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
    """Wait for her move, compute, reply."""
    while board.replies_left:
        if board.master_to_move:
            moved.clear()
            await moved.wait()
        compute(board.opponent_thinks())  # nobody else can run
        board.opponent_moves()
        reply.set()
