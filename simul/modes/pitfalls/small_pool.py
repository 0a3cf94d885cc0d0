"""A small pool: opponents think on a pool of threads, and it has fewer threads than there are boards.

Six of them think; the replies of the others wait in a queue, though they would only sleep. (On two cores
`asyncio.to_thread` has six threads, too.) Instead: as many threads as boards, or coroutines.
"""

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes.runtime.thread_pool import ThreadPool
from simul.modes.runtime.thread_time import ThreadTime
from simul.modes.runtime.timed_threads import Event

WORKERS = 6


def play(hall: Hall, time: ThreadTime) -> None:
    """Be the master; replies are for the pool."""
    reply = time.event()
    with ThreadPool(time, WORKERS) as pool:
        for board in hall.boards:
            if not board.master_to_move:
                pool.submit(opponent, board, reply, time)
        master(hall, pool, reply, time)


def master(hall: Hall, pool: ThreadPool, reply: Event, time: ThreadTime) -> None:
    """Go round the boards: think, move, and have the pool reply."""
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
        if board.replies_left:
            pool.submit(opponent, board, reply, time)


def opponent(board: Board, reply: Event, time: ThreadTime) -> None:
    """Think, reply, on whichever thread of the pool is free."""
    time.sleep(board.opponent_thinks())
    board.opponent_moves()
    reply.set()
