"""A deadlock: two neighbours share a clock and a pen, and take them in opposite order.

Each thinks holding one of them, then waits for the other, for ever. asyncio would hang and say nothing: that
we are told is our clock's doing. Instead: have everybody take them in the same order.
"""

import asyncio

from simul.hall.hall import Board, Hall
from simul.modes.async_ import master


async def play(hall: Hall) -> None:
    """Play as async does; but boards 1 and 2, 3 and 4, ... each share a clock and a pen."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            if board.number % 2:
                clock, pen = asyncio.Lock(), asyncio.Lock()
            coroutine = opponent(board, moved[board], reply, clock, pen)
            opponents.create_task(coroutine, name=board.name)
        await master(hall, moved, reply)


async def opponent(
    board: Board, moved: asyncio.Event, reply: asyncio.Event, clock: asyncio.Lock, pen: asyncio.Lock
) -> None:
    """Wait for her move, take one thing, think, take the other, reply."""
    first, second = (clock, pen) if board.number % 2 else (pen, clock)
    while board.replies_left:
        if board.master_to_move:
            moved.clear()
            await moved.wait()
        async with first:
            await asyncio.sleep(board.opponent_thinks())
            async with second:  # his neighbour holds it, and waits for mine
                board.opponent_moves()
        reply.set()
