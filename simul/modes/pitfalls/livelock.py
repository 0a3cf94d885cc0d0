"""A livelock: two neighbours share a pen, and each lets the other have it first, again and again.

Nobody waits, both are busy, and nothing ever happens: before the games begin, each is to write his name on
his score sheet. Instead: let one of them go first, as a lock does, by the order in which they asked.
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes import async_


async def play(hall: Hall) -> None:
    """Play as async does; but first, boards 1 and 2, 3 and 4, ... each share a pen."""
    reply = asyncio.Event()
    moved: async_.Moved = {board: asyncio.Future() for board in hall.boards}
    nameless = {board.number for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            opponents.create_task(opponent(board, nameless, moved, reply), name=board.name)
        await async_.master(hall, moved, reply)


async def opponent(
    board: Board, nameless: set[int], moved: async_.Moved, reply: asyncio.Event
) -> None:
    """Write his name, when his neighbour has written his; then play."""
    neighbour = board.number + 1 if board.number % 2 else board.number - 1
    while neighbour in nameless:
        await asyncio.sleep(0)  # after you
    nameless.discard(board.number)
    await async_.opponent(board, moved, reply)
