"""A coroutine for each game: she thinks in it by blocking the thread, and his thinking is awaited.

While she thinks nothing else runs, so the one thread is her one body; while he thinks, his game is suspended
at its `await`. The event loop decides where she goes: it resumes the games in the order of the replies.
"""

import asyncio

from simul.hall.hall import Board, Hall, Time


async def play(hall: Hall, time: Time) -> None:
    """Start every game as a task of its own."""
    async with asyncio.TaskGroup() as games:
        for board in hall.boards:
            games.create_task(game(board, time), name=board.name)


async def game(board: Board, time: Time) -> None:
    """Play one game: she comes, thinks, moves and leaves; he thinks and replies."""
    if board.master_to_move:
        await asyncio.sleep(0)  # first, all who have White begin to think
    while board.playing:
        if board.master_to_move:
            if walk := board.master_comes():
                time.sleep(walk)
            time.sleep(board.master_thinks())
            board.master_moves()
        else:
            await asyncio.sleep(board.opponent_thinks())
            board.opponent_moves()
