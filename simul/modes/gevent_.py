"""gevent: greenlets with the library's own scheduler; the code reads as if it blocked.

`gevent.sleep` and `Event.wait` switch to the library's hub, which suspends the function at that call; the
hub, an event loop, resumes it and decides what runs next. The functions between need no keyword.
"""

import gevent
from gevent.event import Event

from simul.hall.hall import Board, Hall


def play(hall: Hall) -> None:
    """Spawn a greenlet for each opponent; she is the greenlet that we are in."""
    reply = Event()
    moved = {board: Event() for board in hall.boards}
    opponents = [gevent.spawn(opponent, board, moved[board], reply) for board in hall.boards]
    master(hall, moved, reply)
    gevent.joinall(opponents)


def master(hall: Hall, moved: dict[Board, Event], reply: Event) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            reply.wait()
            reply.clear()
            continue
        if walk := board.master_comes():
            gevent.sleep(walk)
        while not board.master_to_move:
            reply.wait()
            reply.clear()
        gevent.sleep(board.master_thinks())
        board.master_moves()
        moved[board].set()


def opponent(board: Board, moved: Event, reply: Event) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        while board.master_to_move:
            moved.wait()
            moved.clear()
        gevent.sleep(board.opponent_thinks())
        board.opponent_moves()
        reply.set()
