"""Threads: one for each party, each with a stack of its own, run by the operating system.

The system decides what runs next, and may suspend a thread anywhere, between any two steps: so what several
threads use, each uses only while it holds the lock. On exhibition time one thread runs at a time, and so runs
repeat exactly; in `simul cores` they run side by side, unless a GIL lets one run at a time.
"""

from simul.hall.hall import Board, Hall
from simul.runtime.threads.thread_time import ThreadTime
from simul.runtime.threads.threading_ import Threading
from simul.runtime.threads.timed_locks import Condition


def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
    """Start a thread for each opponent; this thread is the master's."""
    lock = threading.Lock()
    reply = threading.Condition(lock)
    moved = {board: threading.Condition(lock) for board in hall.boards}
    opponents = [
        threading.Thread(target=opponent, args=(board, moved[board], reply, time), name=board.name)
        for board in hall.boards
    ]
    for thread in opponents:
        thread.start()
    master(hall, moved, reply, time)
    for thread in opponents:
        thread.join()


def master(hall: Hall, moved: dict[Board, Condition], reply: Condition, time: ThreadTime) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        with reply:
            while (board := hall.next_board()) is None:  # nobody she may go to yet
                reply.wait()
            walk = board.master_comes()
        if walk:
            time.sleep(walk)
        with reply:
            while not board.master_to_move:
                reply.wait()
            think = board.master_thinks()
        time.sleep(think)
        with moved[board]:
            board.master_moves()
            moved[board].notify()


def opponent(board: Board, moved: Condition, reply: Condition, time: ThreadTime) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        with moved:
            while board.master_to_move:
                moved.wait()
            think = board.opponent_thinks()
        time.sleep(think)
        with reply:
            board.opponent_moves()
            reply.notify()
