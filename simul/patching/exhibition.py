"""Ordinary blocking code: she thinks, and he thinks, by `time.sleep`; a greenlet for each opponent."""

import time

import gevent

BOARDS, PAIRS = 6, 2
MASTER_S, OPPONENT_S = 0.02, 0.1


def opponent() -> None:
    """Think about a reply."""
    time.sleep(OPPONENT_S)


def play() -> None:
    """Go round the boards: think, move, and leave while they think. If they let her."""
    replies: dict[int, gevent.Greenlet] = {}
    for _ in range(PAIRS):
        for board in range(BOARDS):
            if board in replies:
                replies[board].join()
            time.sleep(MASTER_S)
            replies[board] = gevent.spawn(opponent)
            gevent.sleep(0)  # he begins to think; now she goes on, if he lets go
    gevent.joinall(replies.values())
