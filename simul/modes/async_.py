"""Asynchronous: the master and the opponents are coroutines, and each lets go where it says `await`.

A coroutine that awaits is suspended at that line; the event loop resumes it when what it waits for has
come. The program says where it may be suspended, the loop what runs next: one at a time, on one thread.
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall

Moved = dict[Board, asyncio.Future[None]]


async def play(hall: Hall) -> None:
    """Start each opponent as a task of its own, and await the master in place."""
    reply = asyncio.Event()
    moved: Moved = {board: asyncio.Future() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            opponents.create_task(opponent(board, moved, reply), name=board.name)
        await master(hall, moved, reply)


async def master(hall: Hall, moved: Moved, reply: asyncio.Event) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            reply.clear()
            await reply.wait()
            continue
        if walk := board.master_comes():
            await asyncio.sleep(walk)
        while not board.master_to_move:
            reply.clear()
            await reply.wait()
        await asyncio.sleep(board.master_thinks())
        board.master_moves()
        moved[board].set_result(None)


async def opponent(board: Board, moved: Moved, reply: asyncio.Event) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        if board.master_to_move:
            await moved[board]
            moved[board] = asyncio.Future()
        await asyncio.sleep(board.opponent_thinks())
        board.opponent_moves()
        reply.set()
