"""A lost update: threads count the finished games in one number, and none of them locks it.

Each reads the number, adds one, and writes it back; who reads before another has written counts as if that
one had not been. Instead: `with lock:` around all three, or let one thread do the counting.
"""

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes import threads
from simul.modes.runtime.thread_time import ThreadTime
from simul.modes.runtime.timed_threads import Event

WRITING_S = 12.0


class Count:
    """A number that everybody may read and write."""

    finished_games = 0


def play(hall: Hall, time: ThreadTime) -> None:
    """Play as threads does; each opponent counts his game when it is over."""
    reply = time.event()
    moved = {board: time.event() for board in hall.boards}
    count = Count()
    opponents = [
        time.thread(opponent, board, moved[board], reply, time, count, name=board.name)
        for board in hall.boards
    ]
    for thread in opponents:
        thread.start()
    threads.master(hall, moved, reply, time)
    for thread in opponents:
        thread.join()
    hall.notes.counted("finished games", count.finished_games, len(hall.boards))


def opponent(board: Board, moved: Event, reply: Event, time: ThreadTime, count: Count) -> None:
    """Play the game; then read the number, add one, and write it back."""
    threads.opponent(board, moved, reply, time)
    number = count.finished_games
    time.sleep(WRITING_S)  # meanwhile others read the same number
    count.finished_games = number + 1
