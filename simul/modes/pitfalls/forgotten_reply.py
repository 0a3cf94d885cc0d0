"""The forgotten reply: she starts a task for each reply, and never checks whether it has come.

Where she is away for as long as a reply takes, nobody notices. With fewer boards she is back before it comes,
and moves twice in a row. Instead: wait until it is her move (`await reply.wait()`) before she thinks.
"""

import asyncio

from simul.hall.hall import Board, Hall


async def play(hall: Hall) -> None:
    """Await the master; she starts a task for each reply."""
    async with asyncio.TaskGroup() as replies:
        for board in hall.boards:
            if not board.master_to_move:
                replies.create_task(opponent(board), name=board.name)
        await master(hall, replies)


async def master(hall: Hall, replies: asyncio.TaskGroup) -> None:
    """Go round, lap after lap: fire and forget."""
    while hall.moves_left:
        for board in hall.boards:
            if not board.moves_left:
                continue
            if walk := board.master_comes():
                await asyncio.sleep(walk)
            await asyncio.sleep(board.master_thinks())  # is it her move at all?
            board.master_moves()
            if board.replies_left:
                replies.create_task(opponent(board), name=board.name)


async def opponent(board: Board) -> None:
    """Think, reply."""
    await asyncio.sleep(board.opponent_thinks())
    board.opponent_moves()
