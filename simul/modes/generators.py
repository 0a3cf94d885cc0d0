"""Generators: a function with `yield` in it pauses there, and continues there when it is resumed.

What it yields says what it waits for: a number of seconds, or a signal. A trampoline, a miniature event loop
that is part of the program, remembers who sleeps until when, and decides what runs next.
"""

from simul.hall.hall import Board, Hall
from simul.runtime.generators import Signal, Steps


def play(hall: Hall) -> list[Steps]:
    """Make a generator for each party, the master's first; none has begun to run."""
    reply = Signal()
    moved = {board: Signal() for board in hall.boards}
    opponents = [opponent(board, moved[board], reply) for board in hall.boards]
    return [master(hall, moved, reply), *opponents]


def master(hall: Hall, moved: dict[Board, Signal], reply: Signal) -> Steps:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            yield reply
            continue
        if walk := board.master_comes():
            yield walk
        while not board.master_to_move:
            yield reply
        yield board.master_thinks()
        board.master_moves()
        moved[board].give()


def opponent(board: Board, moved: Signal, reply: Signal) -> Steps:
    """Wait for her move, think, reply."""
    while board.replies_left:
        if board.master_to_move:
            yield moved
        yield board.opponent_thinks()
        board.opponent_moves()
        reply.give()
