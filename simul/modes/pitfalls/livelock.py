"""A livelock: two neighbours each pick up one thing, see that the other is taken, and put it down again.

Both try again, in step, for ever: all are busy, and nobody gets anywhere. asyncio would say nothing: that we
are told is our clock's doing. Instead: pause for a random time before trying again.
"""

import asyncio

from simul.hall.hall import Board, Hall
from simul.modes import async_

PICK_UP_S = PUT_DOWN_S = 1.0


async def play(hall: Hall) -> None:
    """Play as async does; but first, boards 1 and 2, 3 and 4, ... set a clock and write a score sheet."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            if board.number % 2:
                clock, pen = asyncio.Lock(), asyncio.Lock()
            coroutine = opponent(board, moved[board], reply, clock, pen)
            opponents.create_task(coroutine, name=board.name)
        await async_.master(hall, moved, reply)


async def opponent(
    board: Board, moved: asyncio.Event, reply: asyncio.Event, clock: asyncio.Lock, pen: asyncio.Lock
) -> None:
    """Get ready with both things in hand; then play."""
    first, second = (clock, pen) if board.number % 2 else (pen, clock)
    while not await get_ready(first, second):
        pass  # try again at once, as his neighbour does
    await async_.opponent(board, moved, reply)


async def get_ready(first: asyncio.Lock, second: asyncio.Lock) -> bool:
    """Pick up one thing, then the other; put the first down again if the second is taken."""
    async with first:
        await asyncio.sleep(PICK_UP_S)
        if taken := second.locked():
            await asyncio.sleep(PUT_DOWN_S)
        return not taken
