"""Awaiting in turn: she awaits each opponent in place, where he should have been a task of his own.

`await opponent(board)` runs that coroutine to its end before the next line, so it takes as long as one game
after another. Instead: `create_task(opponent(board))`, and await the tasks later, as a task group does.
"""

import asyncio

from simul.hall.hall import Board, Hall


async def play(hall: Hall) -> None:
    """Await the master; there are no other tasks."""
    await master(hall)


async def master(hall: Hall) -> None:
    """Go round the boards, and stand at each until he has replied."""
    while hall.moves_left:
        for board in hall.boards:
            if not board.moves_left:
                continue
            if walk := board.master_comes():
                await asyncio.sleep(walk)
            if not board.master_to_move:
                await opponent(board)
            await asyncio.sleep(board.master_thinks())
            board.master_moves()
            if board.replies_left:
                await opponent(board)  # she goes on when he has replied


async def opponent(board: Board) -> None:
    """Think, reply."""
    await asyncio.sleep(board.opponent_thinks())
    board.opponent_moves()
