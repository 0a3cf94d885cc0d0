"""Asynchronous generators: her visits and each board's replies come one at a time, to an `async for`.

`async for` awaits the next item, and may be suspended there until there is one; `yield` hands one over and
pauses until the next is wanted. `__aiter__` and `__anext__` spell out the same. A loop resumes what awaits.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Self

from simul.hall.hall import Board, Hall


class Replies:
    """The replies at one board as an asynchronous iterator; each item is the number still to come."""

    def __init__(self, board: Board, moved: asyncio.Event) -> None:
        self.board, self.moved = board, moved

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> int:
        if not self.board.replies_left:
            raise StopAsyncIteration
        if self.board.master_to_move:
            self.moved.clear()
            await self.moved.wait()
        await asyncio.sleep(self.board.opponent_thinks())
        self.board.opponent_moves()
        return self.board.replies_left


async def visits(hall: Hall, reply: asyncio.Event) -> AsyncIterator[Board]:
    """Go round, and yield each board at which it is her move as soon as she is there."""
    while hall.moves_left:
        board = hall.next_board()
        if board is not None and (walk := board.master_comes()):
            await asyncio.sleep(walk)
        if board is not None and board.master_to_move:
            yield board
        else:  # nobody she may go to yet, or he is still thinking
            reply.clear()
            await reply.wait()


async def listen(board: Board, moved: asyncio.Event, reply: asyncio.Event) -> None:
    """Take the replies of one board as they come."""
    async for _ in Replies(board, moved):
        reply.set()


async def play(hall: Hall) -> None:
    """Listen to every board in a task of its own; she thinks and moves, and leaves while they think."""
    reply = asyncio.Event()
    moved = {board: asyncio.Event() for board in hall.boards}
    async with asyncio.TaskGroup() as opponents:
        for board in hall.boards:
            opponents.create_task(listen(board, moved[board], reply), name=board.name)
        async for board in visits(hall, reply):
            await asyncio.sleep(board.master_thinks())
            board.master_moves()
            moved[board].set()
