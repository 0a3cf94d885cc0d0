"""eventlet: green threads with the library's own scheduler, here talking through queues.

`eventlet.sleep` and `Queue.get` switch to the library's hub, which suspends the function at that call and
decides what runs next. The library gets bug fixes only; its makers advise against it for new code.
"""

import eventlet
from eventlet.queue import LightQueue

from simul.hall.hall import Board, Hall


def play(hall: Hall) -> None:
    """Spawn a green thread for each opponent; she is the one that we are in."""
    replies = LightQueue()
    moved = {board: LightQueue() for board in hall.boards}
    opponents = [eventlet.spawn(opponent, board, moved[board], replies) for board in hall.boards]
    master(hall, moved, replies)
    for one in opponents:
        one.wait()


def master(hall: Hall, moved: dict[Board, LightQueue], replies: LightQueue) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            replies.get()
            continue
        if walk := board.master_comes():
            eventlet.sleep(walk)
        while not board.master_to_move:
            replies.get()
        eventlet.sleep(board.master_thinks())
        board.master_moves()
        moved[board].put("she has moved")


def opponent(board: Board, moved: LightQueue, replies: LightQueue) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        if board.master_to_move:
            moved.get()
        eventlet.sleep(board.opponent_thinks())
        board.opponent_moves()
        replies.put(board.number)
