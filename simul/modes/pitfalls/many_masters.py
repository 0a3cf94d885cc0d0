"""Many masters: her think time is awaited in each board's own coroutine, and all of these at once.

So there is a master at every board, and it takes as long as the longest game: quicker than she, who has one
body, can ever be. Instead: one coroutine for the master, who goes round; tasks for the opponents alone.
"""

import asyncio

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall


async def play(hall: Hall) -> None:
    """Have all games played at once."""
    await asyncio.gather(*(game(board) for board in hall.boards))


async def game(board: Board) -> None:
    """Play one game: she thinks here, whatever she is doing elsewhere."""
    while board.playing:
        if board.master_to_move:
            await asyncio.sleep(board.master_thinks())  # as many of her as there are boards
            board.master_moves()
        else:
            await asyncio.sleep(board.opponent_thinks())
            board.opponent_moves()
