"""Callbacks: no function is ever suspended; instead of waiting, it says what to call then, and returns.

What happens next is a function and its arguments, kept until its time has come or its event is emitted. The
program's own loop decides what to call next, and the code of one game is scattered over five functions.
"""

from simul.hall.hall import Board, Hall
from simul.runtime.callbacks import CallbackLoop


def play(hall: Hall, loop: CallbackLoop) -> None:
    """Schedule the first callback of every party; each callback schedules the next one."""
    loop.call_soon(master_sets_out, hall, loop)
    for board in hall.boards:
        if board.master_to_move:
            loop.once(("moved", board), opponent_thinks, board, loop)
        else:
            loop.call_soon(opponent_thinks, board, loop)


def master_sets_out(hall: Hall, loop: CallbackLoop) -> None:
    """Go to the next board; or be called again when anybody has replied."""
    if hall.moves_left:
        board = hall.next_board()
        if board is None:
            loop.once("reply", master_sets_out, hall, loop)
        elif walk := board.master_comes():
            loop.call_later(walk, master_arrives, hall, board, loop)
        else:
            master_arrives(hall, board, loop)


def master_arrives(hall: Hall, board: Board, loop: CallbackLoop) -> None:
    """Think; or be called again when anybody has replied."""
    if board.master_to_move:
        loop.call_later(board.master_thinks(), master_moves, hall, board, loop)
    else:
        loop.once("reply", master_arrives, hall, board, loop)


def master_moves(hall: Hall, board: Board, loop: CallbackLoop) -> None:
    """Move, and leave while they think."""
    board.master_moves()
    loop.emit(("moved", board))
    master_sets_out(hall, loop)


def opponent_thinks(board: Board, loop: CallbackLoop) -> None:
    """Think, and be called when that is done."""
    loop.call_later(board.opponent_thinks(), opponent_moves, board, loop)


def opponent_moves(board: Board, loop: CallbackLoop) -> None:
    """Reply, and be called when she has moved again."""
    board.opponent_moves()
    if board.replies_left:
        loop.once(("moved", board), opponent_thinks, board, loop)
    loop.emit("reply")
