"""A blocking call: the sleep inside the coroutines is `time.sleep`, which knows nothing of the event loop.

While anybody thinks, the loop stands still, and with it everybody else: as long as one game after the
other. It looks asynchronous all the same. Instead: `await asyncio.sleep(...)`, or a thread for what blocks.
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall


async def play(hall: Hall) -> None:
    """Await the master; she starts a task for each reply."""
    reply = asyncio.Event()
    async with asyncio.TaskGroup() as replies:
        for board in hall.boards:
            if not board.master_to_move:
                replies.create_task(opponent(board, hall, reply), name=board.name)
        await master(hall, replies, reply)


async def master(hall: Hall, replies: asyncio.TaskGroup, reply: asyncio.Event) -> None:
    """Go round the boards: think, move, and leave while they think. Or so it seems."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            reply.clear()
            await reply.wait()
            continue
        hall.clock.sleep(board.master_comes())
        while not board.master_to_move:
            reply.clear()
            await reply.wait()
        hall.clock.sleep(board.master_thinks())  # time.sleep(...): nobody else can run
        board.master_moves()
        if board.replies_left:
            replies.create_task(opponent(board, hall, reply), name=board.name)


async def opponent(board: Board, hall: Hall, reply: asyncio.Event) -> None:
    """Think, reply; not one `await`, so it is never suspended."""
    hall.clock.sleep(board.opponent_thinks())  # time.sleep(...): nobody else can run
    board.opponent_moves()
    reply.set()
