"""A lost update: threads count the finished games in one number, and nobody locks it.

Each reads the number, adds one, and writes it back. A thread may be suspended in between, and what others
count meanwhile is overwritten. Instead: `with lock:` around all three, or let one thread do the counting.
"""

from simul.hall.hall import Board, Hall
from simul.modes import threads
from simul.runtime.threads.thread_time import ThreadTime
from simul.runtime.threads.threading_ import Threading
from simul.runtime.threads.timed_locks import Condition

WRITING_S = 12.0


class Count:
    """A number that everybody may read and write."""

    finished_games = 0


def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
    """Play as threads does; each opponent counts his game when it is over."""
    lock = threading.Lock()
    reply = threading.Condition(lock)
    moved = {board: threading.Condition(lock) for board in hall.boards}
    count = Count()
    opponents = [
        threading.Thread(
            target=opponent, args=(board, moved[board], reply, time, count), name=board.name
        )
        for board in hall.boards
    ]
    for thread in opponents:
        thread.start()
    threads.master(hall, moved, reply, time)
    for thread in opponents:
        thread.join()
    hall.notes.counted("finished games", count.finished_games, len(hall.boards))


def opponent(
    board: Board, moved: Condition, reply: Condition, time: ThreadTime, count: Count
) -> None:
    """Play the game; then read the number, add one, and write it back."""
    threads.opponent(board, moved, reply, time)
    number = count.finished_games
    time.sleep(WRITING_S)  # meanwhile others read the same number
    count.finished_games = number + 1
