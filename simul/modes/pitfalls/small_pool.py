"""A small pool: opponents think on a pool of threads, and it has fewer threads than there are boards.

Six of them think; the replies of the others wait in a queue, although they would only sleep. (On two cores
`asyncio.to_thread` has six threads, too.) Instead: as many threads as boards, or coroutines.
"""

from simul.hall.hall import Board, Hall
from simul.runtime.threads.thread_pool import Futures, ThreadPoolExecutor
from simul.runtime.threads.thread_time import ThreadTime
from simul.runtime.threads.threading_ import Threading
from simul.runtime.threads.timed_locks import Condition

WORKERS = 6


def play(hall: Hall, threading: Threading, futures: Futures, time: ThreadTime) -> None:
    """Be the master; replies are for the pool."""
    reply = threading.Condition()
    with futures.ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for board in hall.boards:
            if not board.master_to_move:
                pool.submit(opponent, board, reply, time)
        master(hall, pool, reply, time)


def master(hall: Hall, pool: ThreadPoolExecutor, reply: Condition, time: ThreadTime) -> None:
    """Go round the boards: think, move, and have the pool reply."""
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
        with reply:
            board.master_moves()
        if board.replies_left:
            pool.submit(opponent, board, reply, time)


def opponent(board: Board, reply: Condition, time: ThreadTime) -> None:
    """Think, reply, on whichever thread of the pool is free."""
    with reply:
        think = board.opponent_thinks()
    time.sleep(think)
    with reply:
        board.opponent_moves()
        reply.notify()
