"""Synchronous: one game is played to its end before the next one begins.

Nothing is ever suspended: whoever thinks, everybody else waits. The order of the lines is the order of
what happens.
"""

from simul.exhibition.hall import Hall
from simul.modes.runtime.blocking import Sleep


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
