"""Synchronous: one game is played to its end before the next one begins.

Nothing is ever suspended: while anybody thinks, everybody else waits. What happens, happens in the order of
the lines.
"""

from simul.hall.hall import Hall
from simul.runtime.blocking import Sleep


def play(hall: Hall, sleep: Sleep) -> None:
    """Go to each board once, and stay there until the last reply of its game."""
    for board in hall.boards:
        sleep(board.master_comes())
        while board.playing:
            if board.master_to_move:
                sleep(board.master_thinks())
                board.master_moves()
            else:
                sleep(board.opponent_thinks())
                board.opponent_moves()
