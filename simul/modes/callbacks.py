"""Callbacks: nothing is ever suspended; who would have to wait says what to call then, and returns.

What is to happen next is a function and its arguments, kept until the time has come or the news is
told. The program's own list of calls decides what runs next, and a game is scattered over five functions.
"""

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.modes.runtime.calls import Calls


def play(hall: Hall, calls: Calls) -> None:
    """Call the first function of every party; from then on each sees to it that the next is called."""
    master_sets_out(hall, calls)
    for board in hall.boards:
        if board.master_to_move:
            calls.when(board, opponent_thinks, board, calls)
        else:
            opponent_thinks(board, calls)


def master_sets_out(hall: Hall, calls: Calls) -> None:
    """Go to the next board, or be called again when anybody has replied."""
    if hall.moves_left:
        board = hall.next_board()
        if board is None:
            calls.when("reply", master_sets_out, hall, calls)
        elif walk := board.master_comes():
            calls.later(walk, master_arrives, hall, board, calls)
        else:
            master_arrives(hall, board, calls)


def master_arrives(hall: Hall, board: Board, calls: Calls) -> None:
    """Think, or be called again when anybody has replied."""
    if board.master_to_move:
        calls.later(board.master_thinks(), master_moves, hall, board, calls)
    else:
        calls.when("reply", master_arrives, hall, board, calls)


def master_moves(hall: Hall, board: Board, calls: Calls) -> None:
    """Move, and leave while they think."""
    board.master_moves()
    calls.tell(board)
    master_sets_out(hall, calls)


def opponent_thinks(board: Board, calls: Calls) -> None:
    """Think, and be called when that is done."""
    calls.later(board.opponent_thinks(), opponent_moves, board, calls)


def opponent_moves(board: Board, calls: Calls) -> None:
    """Reply, and be called when she has moved again."""
    board.opponent_moves()
    calls.tell("reply")
    if board.replies_left:
        calls.when(board, opponent_thinks, board, calls)
