"""Processes: one for each opponent, each with memory of its own; all that they share is what they say.

A process that waits for a message blocks, and only itself. The operating system may suspend one anywhere, and
decides what runs next. On exhibition time one runs at a time, as the parent, who has the hall, the master and
the time, wakes them; `simul cores` runs processes side by side, on as many cores as there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a board's process imports this file, and is to start quickly
    from simul.hall.hall import Board, Hall
    from simul.runtime.processes.process_child import Wire
    from simul.runtime.processes.process_time import OpponentProcess, ProcessTime


def play(hall: Hall, time: ProcessTime) -> None:
    """Start a process for each opponent; she is the process that we are in."""
    opponents = {
        board: time.start(opponent, board, board.replies_left, board.master_to_move)
        for board in hall.boards
    }
    master(hall, opponents, time)
    time.join()


def master(hall: Hall, opponents: dict[Board, OpponentProcess], time: ProcessTime) -> None:
    """Go round the boards: think, move, and leave while they think."""
    while hall.moves_left:
        board = hall.next_board()
        if board is None:  # nobody she may go to yet
            time.wait_for_reply()
            continue
        if walk := board.master_comes():
            time.sleep(walk)
        while not board.master_to_move:
            time.wait_for_reply()
        time.sleep(board.master_thinks())
        board.master_moves()
        if board.replies_left:
            opponents[board].send("I have moved")


def opponent(replies: int, her_turn: bool, pipe: Wire) -> None:
    """Do, in a process of its own: wait for her move, think, reply."""
    for reply in range(replies):
        if her_turn or reply:
            pipe.recv()
        pipe.send("I think")
        pipe.recv()
        pipe.send("I move")
