"""Threads: one for each party, each with a stack of its own, run by the operating system.

A thread that sleeps or waits blocks, and only itself. The system may suspend one anywhere else too, and
decides what runs next; here the time-keeper wakes one at a time, so that runs repeat exactly.
"""

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes.runtime.thread_time import ThreadTime
from simul.modes.runtime.timed_threads import Event


def play(hall: Hall, time: ThreadTime) -> None:
    """Start a thread for each opponent; she is the thread that we are in."""
    reply = time.event()
    moved = {board: time.event() for board in hall.boards}
    opponents = [
        time.thread(opponent, board, moved[board], reply, time, name=board.name)
        for board in hall.boards
    ]
    for thread in opponents:
        thread.start()
    master(hall, moved, reply, time)
    for thread in opponents:
        thread.join()


def master(hall: Hall, moved: dict[Board, Event], reply: Event, time: ThreadTime) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            reply.clear()
            reply.wait()
            continue
        if walk := board.master_comes():
            time.sleep(walk)
        while not board.master_to_move:
            reply.clear()
            reply.wait()
        time.sleep(board.master_thinks())
        board.master_moves()
        moved[board].set()


def opponent(board: Board, moved: Event, reply: Event, time: ThreadTime) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        while board.master_to_move:
            moved.clear()
            moved.wait()
        time.sleep(board.opponent_thinks())
        board.opponent_moves()
        reply.set()
