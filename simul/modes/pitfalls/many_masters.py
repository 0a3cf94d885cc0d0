"""Many masters: her think time is awaited in each game's own coroutine, and all of these at once.

It differs from `per-game` in how she sleeps: `await asyncio.sleep`, not `time.sleep`. asyncio does not mind;
the hall does: she has one body, and here she thinks at every board. Instead: one coroutine for her.
"""

import asyncio

from simul.hall.hall import Board, Hall


async def play(hall: Hall) -> None:
    """Start every game as a task of its own."""
    async with asyncio.TaskGroup() as games:
        for board in hall.boards:
            games.create_task(game(board), name=board.name)


async def game(board: Board) -> None:
    """Play one game: she thinks here, whatever she is doing elsewhere."""
    while board.playing:
        if board.master_to_move:
            if walk := board.master_comes():
                await asyncio.sleep(walk)
            await asyncio.sleep(board.master_thinks())  # there are as many of her as boards
            board.master_moves()
        else:
            await asyncio.sleep(board.opponent_thinks())
            board.opponent_moves()
