"""A blocking call: the coroutines sleep with `time.sleep`, which knows nothing of the event loop.

While anybody thinks, the loop stands still, and so does everybody else: it takes as long as one game after
another, though it looks asynchronous. Instead: `await asyncio.sleep(...)`, or a thread for what must block.
"""

import asyncio

from simul.hall.hall import Board, Hall, Time


async def play(hall: Hall, time: Time) -> None:
    """Await the master; she starts a task for each reply."""
    reply = asyncio.Event()
    async with asyncio.TaskGroup() as replies:
        for board in hall.boards:
            if not board.master_to_move:
                replies.create_task(opponent(board, reply, time), name=board.name)
        await master(hall, replies, reply, time)


async def master(hall: Hall, replies: asyncio.TaskGroup, reply: asyncio.Event, time: Time) -> None:
    """Go round the boards: think, move, and leave while they think. Or so it seems."""
    while hall.moves_left:
        board = hall.next_board()
        if board is not None and (walk := board.master_comes()):
            time.sleep(walk)
        if board is not None and board.master_to_move:
            time.sleep(board.master_thinks())  # nobody else can run
            board.master_moves()
            if board.replies_left:
                replies.create_task(opponent(board, reply, time), name=board.name)
        else:  # nobody she may go to yet, or he is still thinking
            reply.clear()
            await reply.wait()


async def opponent(board: Board, reply: asyncio.Event, time: Time) -> None:
    """Think, reply; there is not one `await`, so it is never suspended."""
    time.sleep(board.opponent_thinks())  # nobody else can run
    board.opponent_moves()
    reply.set()
