"""Greenlets: ordinary functions, each with its own stack, that may pause in the middle of any call.

`hub.switch()` suspends, and no keyword shows it: a function that calls one that calls it is suspended as
well. A switch back resumes. The program's own hub remembers who is to run when, and so decides who is next.
"""

from greenlet import greenlet

from simul.hall.hall import Board, Hall
from simul.runtime.green.greenlet_hub import Hub


def play(hall: Hall, hub: Hub) -> None:
    """Make a greenlet for each party, and have the hub switch to it for the first time."""
    her = greenlet(master)
    opponents = {board: greenlet(opponent) for board in hall.boards}
    hub.wake(her, hall, opponents, hub)
    for board, him in opponents.items():
        hub.wake(him, board, her, hub)


def master(hall: Hall, opponents: dict[Board, greenlet], hub: Hub) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            hub.switch()
            continue
        if walk := board.master_comes():
            hub.sleep(walk)
        while not board.master_to_move:
            hub.switch()
        hub.sleep(board.master_thinks())
        board.master_moves()
        hub.wake(opponents[board])


def opponent(board: Board, her: greenlet, hub: Hub) -> None:
    """Wait for her move, think, reply."""
    while board.replies_left:
        while board.master_to_move:
            hub.switch()
        hub.sleep(board.opponent_thinks())
        board.opponent_moves()
        hub.wake(her)
