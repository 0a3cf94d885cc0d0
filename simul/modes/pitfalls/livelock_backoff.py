"""A livelock cured by chance: before trying again, each neighbour pauses for a random time.

So the two soon fall out of step, and one finds both things free. It costs some tries, and nobody can say how
many. Instead: take both in the same order, and nobody has to try twice.
"""

import asyncio
from random import Random

from simul.hall.hall import Board, Hall
from simul.modes import async_
from simul.modes.pitfalls.livelock import get_ready

LONGEST_PAUSE_S = 4.0


async def play(hall: Hall) -> None:
    """Play as async does; but first, boards 1 and 2, 3 and 4, ... set a clock and write a score sheet."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    random = Random(hall.plan.scenario.seed)
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            if board.number % 2:
                clock, pen = asyncio.Lock(), asyncio.Lock()
            both = (clock, pen) if board.number % 2 else (pen, clock)
            coroutine = opponent(board, moved[board], reply, *both, random)
            opponents.create_task(coroutine, name=board.name)
        await async_.master(hall, moved, reply)


async def opponent(
    board: Board,
    moved: asyncio.Event,
    reply: asyncio.Event,
    first: asyncio.Lock,
    second: asyncio.Lock,
    random: Random,
) -> None:
    """Get ready with both things in hand; then play."""
    while not await get_ready(first, second):
        await asyncio.sleep(random.uniform(0, LONGEST_PAUSE_S))
    await async_.opponent(board, moved, reply)
