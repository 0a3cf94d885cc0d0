"""Ordinary blocking code: threads that sleep, and talk over sockets. It knows nothing of patches."""

import socket
import threading
import time

BOARDS, PAIRS = 6, 2
MASTER_S, OPPONENT_S = 0.02, 0.1


def opponent(board: socket.socket) -> None:
    """Wait for her move, think, reply."""
    with board:
        while board.recv(1):
            time.sleep(OPPONENT_S)
            board.send(b"r")


def play() -> None:
    """Go round the boards: wait for the reply, think, move, and leave while they think."""
    boards, threads = [], []
    for _ in range(BOARDS):
        hers, his = socket.socketpair()
        boards.append(hers)
        threads.append(threading.Thread(target=opponent, args=(his,)))
        threads[-1].start()
    for pair in range(PAIRS):
        for board in boards:
            if pair:
                board.recv(1)
            time.sleep(MASTER_S)
            board.send(b"m")
    for board, thread in zip(boards, threads, strict=True):
        board.recv(1)
        board.close()
        thread.join()
