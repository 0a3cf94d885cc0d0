"""Asynchronous: the master and the opponents are coroutines, and each may pause at an `await`.

It may be suspended at an `await` (`async with` and `async for` await, too), and nowhere else. The event
loop resumes it when what it waits for has come, and decides what runs next: one at a time, on one thread.
"""

import asyncio

from simul.hall.hall import Board, Hall


async def play(hall: Hall) -> None:
    """Start each opponent as a task of its own, and await the master in place."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            opponents.create_task(opponent(board, moved[board], reply), name=board.name)
        await master(hall, moved, reply)


async def master(hall: Hall, moved: dict[Board, asyncio.Event], reply: asyncio.Event) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is not None and (walk := board.master_comes()):
            await asyncio.sleep(walk)
        if board is not None and board.master_to_move:
            await asyncio.sleep(board.master_thinks())
            board.master_moves()
            moved[board].set()
        else:  # nobody she may go to yet, or he is still thinking
            reply.clear()
            await reply.wait()


async def opponent(board: Board, moved: asyncio.Event, reply: asyncio.Event) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        if board.master_to_move:
            moved.clear()
            await moved.wait()
        await asyncio.sleep(board.opponent_thinks())
        board.opponent_moves()
        reply.set()
