"""A deadlock: two neighbours share a clock and a pen, and take them in opposite order.

Each thinks with one of them in his hand, and then waits for the other: for ever. Every coroutine is right
by itself. Instead: have all take them in the same order, or both at once, under one lock.
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes.async_ import Moved, master


async def play(hall: Hall) -> None:
    """Play as async does; but boards 1 and 2, 3 and 4, ... each share a clock and a pen."""
    reply = asyncio.Event()
    moved: Moved = {board: asyncio.Future() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            if board.number % 2:
                clock, pen = asyncio.Lock(), asyncio.Lock()
            opponents.create_task(opponent(board, moved, reply, clock, pen), name=board.name)
        await master(hall, moved, reply)


async def opponent(
    board: Board, moved: Moved, reply: asyncio.Event, clock: asyncio.Lock, pen: asyncio.Lock
) -> None:
    """Wait for her move, take the one, think, take the other, reply."""
    first, second = (clock, pen) if board.number % 2 else (pen, clock)
    while board.replies_left:
        if board.master_to_move:
            await moved[board]
            moved[board] = asyncio.Future()
        async with first:
            await asyncio.sleep(board.opponent_thinks())
            async with second:  # his neighbour has it, and waits for mine
                board.opponent_moves()
        reply.set()
